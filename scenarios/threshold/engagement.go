package threshold

import (
	"context"
	"fmt"
	"math"

	"diversim/scenarios/study"
	"diversim/sim/estimate"
)

// Samples of T10, a value a cohort. Reoffences are of a person of the cohort, counts of
// people and pounds of the whole of it.
const (
	reoffencesUsual = iota // under the comparator
	harmUsual              // pounds a person, likewise
	reoffencesAsIs         // in the arm as it is
	acceptedAsIs
	attendedAsIs
	poundsAsIs
	reoffencesUnattended // in the arm where nobody keeps an appointment
	acceptedUnattended
	poundsUnattended
	samples
)

// engagement is T10: the share of accepted people who have to engage for the latent
// reoffences that the arm avoids to be worth what it spends. The arm is run as it is and
// where nobody keeps an appointment, on the same cohorts. Between the two, and beyond the
// arm's own engagement, what is avoided and spent for each who accepts is taken to be
// linear in the share who engage.
func engagement(ctx context.Context, a *Ask) ([]Row, error) {
	f, err := a.facts(ctx)
	if err != nil {
		return nil, err
	}
	r := blank()
	r.Measure, r.Unit, r.Replications = latentCount, "share", f.Summary.Replications
	all, why, err := a.unattended(ctx, f)
	switch {
	case err != nil:
		return nil, err
	case why != "":
		r.Verdict, r.Note = NotAsked, why
		return []Row{r}, nil
	}
	mean := func(sample int) float64 { return estimate.Mean(all[sample]) }
	if !(mean(attendedAsIs) > 0 && mean(acceptedUnattended) > 0 && mean(reoffencesUsual) > 0) {
		r.Verdict, r.Note = NotAsked, "nobody accepts, engages or reoffends"
		return []Row{r}, nil
	}
	b := f.Summary.Economics[a.Arm].BreakEvenEffect
	worths := []struct {
		words string
		of    func(m []float64) float64 // pounds a reoffence avoided
	}{
		{"to the public purse, average costs", func([]float64) float64 { return b.OffenceGBP }},
		{"to the public purse, cashable alone", func([]float64) float64 { return b.OffenceGBP * float64(b.Released["cashable"]) }},
		{"to society", func(m []float64) float64 { return m[harmUsual] / m[reoffencesUsual] }},
	}
	var rows []Row
	for _, w := range worths {
		net := netBenefit{float64(f.Cohort()), w.of}
		one := r
		one.Note = fmt.Sprintf("a reoffence avoided is worth £%.0f %s; £%.0f is spent on each who accepts, of whom %.0f%% engage, and £%.0f where nobody does",
			w.of([]float64{reoffencesUsual: mean(reoffencesUsual), harmUsual: mean(harmUsual)}), w.words,
			mean(poundsAsIs)/mean(acceptedAsIs), 100*mean(attendedAsIs)/mean(acceptedAsIs), mean(poundsUnattended)/mean(acceptedUnattended))
		one.pays(estimate.OfMeans(net.none, all...), estimate.OfMeans(net.full, all...), estimate.OfMeans(net.even, all...))
		rows = append(rows, one)
	}
	return rows, nil
}

// unattended runs the arm as it is and where nobody keeps an appointment on the cohorts
// of the facts. why says that the arm cannot be run by itself.
func (a *Ask) unattended(ctx context.Context, f *facts) (all [][]float64, why string, err error) {
	p, err := study.NewPolicy(a.Scenario, a.Arm, a.Options.study())
	if why = said("", err); why != "" {
		return nil, why, nil
	}
	all = make([][]float64, samples)
	all[reoffencesUsual] = f.values(a.Scenario.Comparator, everybody, latentCount)
	all[harmUsual] = f.values(a.Scenario.Comparator, everybody, "harm_12m")
	add := func(sample int, x float64) { all[sample] = append(all[sample], x) }
	const pence = 100
	cohorts := upTo(f.Summary.Replications)
	err = p.Run(ctx, cohorts, func(c *study.CohortOf) error {
		add(reoffencesAsIs, c.Of(latentCount))
		add(acceptedAsIs, float64(c.Account.Accepted))
		add(attendedAsIs, float64(c.Account.Attended))
		add(poundsAsIs, float64(c.Account.Spent)/pence)
		return nil
	})
	if err != nil {
		return nil, "", err
	}
	err = p.Unattended().Run(ctx, cohorts, func(c *study.CohortOf) error {
		add(reoffencesUnattended, c.Of(latentCount))
		add(acceptedUnattended, float64(c.Account.Accepted))
		add(poundsUnattended, float64(c.Account.Spent)/pence)
		return nil
	})
	return all, "", err
}

// netBenefit is that of each person who accepts, in pounds: reoffences avoided at what
// they are worth, less what is spent. Each is a function of the means of the samples.
type netBenefit struct {
	people float64
	worth  func(m []float64) float64
}

// none is that where nobody engages.
func (n netBenefit) none(m []float64) float64 {
	return (n.worth(m)*(m[reoffencesUsual]-m[reoffencesUnattended])*n.people - m[poundsUnattended]) / m[acceptedUnattended]
}

// rise is by how much that of everybody engaged is more than that of nobody.
func (n netBenefit) rise(m []float64) float64 {
	asIs := (n.worth(m)*(m[reoffencesUsual]-m[reoffencesAsIs])*n.people - m[poundsAsIs]) / m[acceptedAsIs]
	return (asIs - n.none(m)) / min(1, m[attendedAsIs]/m[acceptedAsIs])
}

// full is that where everybody engages.
func (n netBenefit) full(m []float64) float64 { return n.none(m) + n.rise(m) }

// even is the share who engage at which it is 0.
func (n netBenefit) even(m []float64) float64 { return -n.none(m) / n.rise(m) }

// pays judges the share who have to engage from the net benefit where nobody does and
// where everybody does. It is found where both have a sign, within two of its errors.
func (r *Row) pays(none, full, even estimate.Interval) {
	sign := func(x estimate.Interval) int {
		switch {
		case x.Mean-2*x.MCSE >= 0:
			return 1
		case x.Mean+2*x.MCSE < 0:
			return -1
		}
		return 0
	}
	at, most := sign(none), sign(full)
	r.Note += fmt.Sprintf("; less that, each who accepts is worth %s%s where nobody engages and %s%s where everybody does, and in between in proportion",
		signed(none.Mean), plusMinus("%.0f", 2*none.MCSE), signed(full.Mean), plusMinus("%.0f", 2*full.MCSE))
	switch {
	case at > 0 && most > 0:
		r.Verdict = MetWithoutEngagement
	case at < 0 && most < 0:
		r.Verdict = NoTippingPoint
	case at < 0 && most > 0:
		r.Verdict, r.Answer, r.MCSE = Found, even.Mean, even.MCSE
		r.Low, r.High = clamped(even.Mean-2*even.MCSE), clamped(even.Mean+2*even.MCSE)
	case at > 0 && most < 0:
		r.Verdict, r.Note = NoTippingPoint, r.Note+": the fewer engage the more it is worth"
	default:
		r.Verdict = NotResolved
		if math.IsNaN(none.MCSE) {
			r.Note += "; one replication has no Monte Carlo error"
		}
	}
}

// signed are pounds that may be lost.
func signed(pounds float64) string {
	if pounds < 0 {
		return fmt.Sprintf("−£%.0f", -pounds)
	}
	return fmt.Sprintf("£%.0f", pounds)
}
