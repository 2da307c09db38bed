package threshold

import (
	"context"
	"fmt"
	"math"
	"slices"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/estimate"
)

// nearlyAll is how many forces make a patchwork national: all but one.
func nearlyAll() int { return len(evidence.Forces()) - 1 }

// longest is how far adoption is followed.
const longest = 100 * sim.Year

// national is T7: the time by which all forces but one have taken up a scheme, with the
// assurance, in each arm in which forces take schemes up by themselves.
func national(_ context.Context, a *Ask) ([]Row, error) {
	var rows []Row
	for _, arm := range a.Scenario.Arms {
		p := a.Scenario.Params(arm.Name)
		if !p.Adoption.Process {
			continue
		}
		r := blank()
		r.Arm, r.Unit, r.Assurance = arm.Name, "years", a.Target.Assurance
		if p.Adoption.Imitation > 0 {
			r.Verdict, r.Note = NotAsked, "forces imitate what others report of their people, which takes a run: diversim run prints when each force begins"
			rows = append(rows, r)
			continue
		}
		rows = append(rows, a.spread(r, p)...)
	}
	if len(rows) == 0 {
		r := blank()
		r.Verdict, r.Note = NotAsked, "schemes run where and when the scenario says, in a single area or in many; diversim threshold spread asks it of adoption"
		return []Row{r}, nil
	}
	return rows, nil
}

// spread is the time in one arm: by adoption alone, and by the means of the logistic law.
func (a *Ask) spread(r Row, p *model.Params) []Row {
	n := a.Options.Most()
	var times []float64
	begun := 0.0
	for _, starts := range study.Adoptions(a.Scenario, r.Arm, a.Options.Seed, n, longest) {
		slices.Sort(starts)
		t := starts[nearlyAll()-1]
		if times = append(times, t.Years()); t == sim.Never {
			times[len(times)-1] = math.Inf(1)
		}
		for _, s := range starts {
			if s <= 0 {
				begun++
			}
		}
	}
	slices.Sort(times)
	r.Replications = n
	r.Note = fmt.Sprintf("until %d of %d forces have begun; %.1f have at the start", nearlyAll(), nearlyAll()+1, begun/float64(n))
	k := estimate.CountAtLeast(r.Assurance, n)
	counts := search{cohorts: n}
	fewest, _, surely := counts.counts(r.Assurance)
	finite := func(years float64) float64 {
		if math.IsInf(years, 1) {
			return math.NaN()
		}
		return years
	}
	r.Verdict, r.Answer, r.Low, r.High = Feasible, finite(times[k-1]), finite(times[max(0, fewest-1)]), math.NaN()
	if surely <= n {
		r.High = finite(times[surely-1])
	}
	switch {
	case math.IsNaN(r.Low):
		r.Verdict, r.Note = Infeasible, r.Note+fmt.Sprintf("; not within %.0f years", longest.Years())
	case math.IsNaN(r.Answer):
		r.Verdict = NotResolved
		r.Note += fmt.Sprintf("; from %.3g years on, and whether it is within %.0f years at all is within the Monte Carlo error", r.Low, longest.Years())
	}
	start := begun / float64(n)
	if !(start > 0 && start < float64(nearlyAll())) || !logistic(&p.Adoption) {
		return []Row{r}
	}
	b := r
	b.Method, b.Replications, b.Assurance = Analytic, 0, math.NaN()
	b.Low, b.High, b.Verdict = math.NaN(), math.NaN(), Found
	b.Answer = estimate.LogisticTime(float64(nearlyAll()+1), start, float64(p.Adoption.Contagion), float64(nearlyAll()))
	b.Note = "contagion alone, with chance and what forces do of their own accord left out"
	return []Row{r, b}
}

// logistic says whether the logistic law describes adoption but for chance and what
// forces do of their own accord: by contagion in one country, and for good.
func logistic(a *model.Adoption) bool {
	return a.Contagion > 0 && a.Network == model.NetworkMixed && a.Imitation == 0 && a.Push == 0 && a.Drop == 0
}
