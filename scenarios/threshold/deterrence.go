package threshold

import (
	"context"
	"fmt"
	"math"

	"diversim/sim/estimate"
)

// lostDeterrence is T9: the rise in everybody's offending that cancels the latent
// reoffences avoided, and the elasticity to the certainty of a sanction at which
// diverting people brings it about.
func lostDeterrence(ctx context.Context, a *Ask) ([]Row, error) {
	f, err := a.facts(ctx)
	if err != nil {
		return nil, err
	}
	r := blank()
	r.Method, r.Measure, r.Unit, r.Replications = Analytic, latentCount, "multiplier", f.Summary.Replications
	arm, comparator := f.values(a.Arm, everybody, latentCount), f.values(a.Scenario.Comparator, everybody, latentCount)
	ratio := estimate.OfMeans(estimate.Quotient, arm, comparator)
	if math.IsNaN(ratio.Mean) {
		r.Verdict, r.Note = NotAsked, "nobody reoffends"
		return []Row{r}, nil
	}
	r.Note = fmt.Sprintf("latent reoffences are %.3f of the comparator's", ratio.Mean)
	if r.cancels(ratio); r.Verdict != Found {
		return []Row{r}, nil
	}
	e := r
	e.Unit, e.Answer, e.Low, e.High, e.MCSE = "elasticity", math.NaN(), math.NaN(), math.NaN(), math.NaN()
	seen, why, err := a.seen(ctx)
	switch {
	case err != nil:
		return nil, err
	case why != "":
		e.Verdict, e.Note = NotAsked, why
		return []Row{r, e}, nil
	}
	sanctions, contacts := seen.certainty(a.Arm)
	usual, all := seen.certainty(a.Scenario.Comparator)
	certain, before := estimate.OfMeans(estimate.Quotient, sanctions, contacts), estimate.OfMeans(estimate.Quotient, usual, all)
	e.Note = fmt.Sprintf("%.1f%% of possession contacts end in a caution or a charge, %.1f%% under the comparator", 100*certain.Mean, 100*before.Mean)
	e.elasticity(ratio, estimate.OfMeans(func(m []float64) float64 { return m[0] / m[1] / (m[2] / m[3]) }, sanctions, contacts, usual, all))
	return []Row{r, e}, nil
}

// cancels judges the ratio of latent reoffences to the comparator's: what makes up for
// it is more than 1 where the ratio is surely below 1.
func (r *Row) cancels(ratio estimate.Interval) {
	// Over everybody: with e engaged, whose ratio is HR, the ratio is e·HR + 1 − e.
	multiplier := func(ratio float64) float64 {
		if ratio <= 0 {
			return math.NaN()
		}
		return estimate.DeterrenceMultiplier(1, ratio)
	}
	low, high := ratio.Mean-2*ratio.MCSE, ratio.Mean+2*ratio.MCSE
	switch {
	case math.IsNaN(ratio.MCSE):
		r.Verdict, r.Note = NotResolved, r.Note+"; one replication has no Monte Carlo error"
	case ratio.Mean == 0:
		r.Verdict, r.Note = NoTippingPoint, r.Note+", and no rise of nothing cancels that"
	case low >= 1:
		r.Verdict, r.Note = NoTippingPoint, r.Note+", so that there is no gain to cancel"
	case high >= 1:
		r.Verdict, r.Note = NotResolved, r.Note+fmt.Sprintf(" (%.3f to %.3f), and whether there is a gain to cancel is within the Monte Carlo error", low, high)
	default:
		r.Verdict, r.Answer, r.Low, r.High = Found, multiplier(ratio.Mean), multiplier(high), multiplier(low)
		r.MCSE = ratio.MCSE / (ratio.Mean * ratio.Mean)
	}
}

// elasticity judges the elasticity at which certainty, fallen to a ratio of what it was,
// undoes a ratio of reoffences below 1. Its error is that of both ratios by the delta
// method, as if they were of different cohorts, and its ends are at two of them on the
// scale of its logarithm, since it is above 0.
func (r *Row) elasticity(reoffences, left estimate.Interval) {
	switch {
	case math.IsNaN(left.Mean):
		r.Verdict, r.Note = NotAsked, "nobody is cautioned or charged under the comparator"
		return
	case math.IsNaN(left.MCSE):
		r.Verdict, r.Note = NotResolved, r.Note+"; how much rarer has no Monte Carlo error"
		return
	case left.Mean-2*left.MCSE >= 1:
		r.Verdict, r.Note = NoTippingPoint, r.Note+": sanctions are no rarer, so that nothing is lost"
		return
	case left.Mean <= 0:
		r.Verdict, r.Note = NoTippingPoint, r.Note+": no sanction is left, and no elasticity is of nothing"
		return
	case left.Mean+2*left.MCSE >= 1:
		r.Verdict, r.Note = NotResolved, r.Note+"; whether sanctions are rarer is within the Monte Carlo error"
		return
	}
	relative := func(x estimate.Interval) float64 { return x.MCSE / x.Mean / math.Log(x.Mean) }
	spread := math.Hypot(relative(reoffences), relative(left))
	r.Verdict, r.Answer = Found, estimate.DeterrenceElasticity(1/reoffences.Mean, left.Mean)
	r.MCSE, r.Low, r.High = r.Answer*spread, r.Answer*math.Exp(-2*spread), r.Answer*math.Exp(2*spread)
}

const latentCount = "reoffences_12m_latent"
