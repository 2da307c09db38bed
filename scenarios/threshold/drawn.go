package threshold

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// Drawn is the world in which the inputs are drawn from their distributions, anew for
// each cohort.
const Drawn = "inputs drawn"

// likelyDrawn is T1 with the inputs drawn, by the layers of an audit of the target: as
// many draws as the facts have replications.
func (a *Ask) likelyDrawn(ctx context.Context) (Row, error) {
	r := a.aimed(Drawn)
	r.Unit, r.Interval = "probability", results.OverCohortsAndParameters
	if a.Target.Completed {
		r.Verdict, r.Note = NotAsked, joined(r.Note, "of how many people the share is differs from cohort to cohort")
		return r, nil
	}
	f, err := a.facts(ctx)
	if err != nil {
		return r, err
	}
	e, err := a.examine(ctx, Audit{
		Claim: Claim{a.Target.AtLeast, f.Cohort()}, Correlation: math.NaN(), Draws: cmp.Or(a.Options.Replications, factReplications),
	})
	if ctx.Err() != nil {
		return r, ctx.Err()
	}
	if why := said("", err); why != "" {
		r.Verdict, r.Note = NotAsked, why
		return r, nil
	}
	passes := func(observed []float64) float64 { return e.over(estimate.TrueRates(observed, f.Cohort()), 0) }
	r.settle(passes(e.observed))
	r.MCSE, r.Replications = jackknife(e.observed, passes), len(e.observed)
	r.Low, r.High = clamped(r.Answer-2*r.MCSE), clamped(r.Answer+2*r.MCSE)
	r.AsStated, r.Comparator = r.Answer, e.over(e.without, 0)
	r.judge(a.Target.Assurance)
	within := "one draw has no Monte Carlo error"
	if !math.IsNaN(r.MCSE) {
		within = fmt.Sprintf("the Monte Carlo error of the chance is %.1f points", 100*r.MCSE)
	}
	r.Note = fmt.Sprintf("binomial at the true rates of %d draws (%.1f%% on average, %.1f%% under the comparator); %s; "+
		"in a force with a level and an effect of its own the chance is %.1f%%, %.1f%% under the comparator",
		r.Replications, 100*estimate.Mean(e.draws), 100*estimate.Mean(e.without), within,
		100*e.over(e.draws, e.apart), 100*e.over(e.without, e.apartWithout))
	return r, nil
}

// jackknife is the Monte Carlo error of a function of draws, each of which is left out
// in turn (Tukey 1958); NaN for one draw.
func jackknife(draws []float64, of func([]float64) float64) float64 {
	left := make([]float64, len(draws))
	for k := range draws {
		left[k] = of(slices.Concat(draws[:k], draws[k+1:]))
	}
	n := float64(len(draws))
	return (n - 1) * math.Sqrt(estimate.Variance(left)/n)
}
