package study

import (
	"math"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// cohortSizes are the sizes for which the chance is given that a pilot looks
// better than a comparator group as large, beside the scenario's own.
var cohortSizes = []int{100, 300}

// layers adds to a target's share of replications the same chance from its
// layers, each wider than the one before. Sampling alone is binomial: people of
// a cohort are drawn independently, so that their number without an event is
// binomial at the mean whatever their individual risks; a cohort whose people
// are known would vary less.
func (g *gathering) layers(t *results.Threshold, arm int) {
	t.Sampling, t.BetweenCohorts, t.Correlation = results.Absent(), results.Absent(), results.Absent()
	t.Parameters, t.NewForce, t.TrueRateProbability = results.Absent(), results.Absent(), results.Absent()
	t.Higher = []results.HigherPoint{}
	m, n := g.index(t.Measure), g.cohort()
	e := estimateOf(g.values(arm, m))
	if !e.Mean.Known() {
		return
	}
	switch gap, error := float64(e.Mean)-t.AtLeast, 2*float64(e.MCSE); {
	case math.IsNaN(error) || math.Abs(gap) < error:
		t.TrueRate = "not resolved"
	case gap >= 0:
		t.TrueRate = "met"
	default:
		t.TrueRate = "not met"
	}
	if g.measures[m].Unit != "proportion" || n == 0 {
		return
	}
	need, rate := estimate.CountAtLeast(t.AtLeast, n), float64(e.Mean)
	t.Sampling = results.Number(estimate.BinomialUpperTail(n, need, rate))
	tail := func(rho float64) results.Number {
		if math.IsNaN(rho) {
			return results.Absent()
		}
		return results.Number(estimate.BetaBinomialUpperTail(n, need, rate, rho))
	}
	all := estimate.IntraclassCorrelation(g.values(arm, m), n)
	if !g.plan.options.Draw {
		t.Correlation, t.BetweenCohorts = results.Number(all), tail(all)
	} else {
		t.Parameters = tail(all)
		g.apart(t, arm, m, tail)
	}
	if arm != g.plan.comparator {
		t.Higher = g.higher(g.values(arm, m), g.values(g.plan.comparator, m), n)
	}
}

// apart adds what the repetitions tell apart: the correlation within cohorts of the
// same inputs, a force with an effect of its own, and how sure it is that the true
// rate meets the target.
func (g *gathering) apart(t *results.Threshold, arm, m int, tail func(rho float64) results.Number) {
	side := 0
	switch {
	case g.repeats == nil || arm != g.plan.comparator && arm != g.plan.headline:
		return
	case arm == g.plan.headline:
		side = 1
	}
	n := g.cohort()
	u := g.sources(func(arms [2][]float64) float64 { return arms[side][m] }, g.values(arm, m))
	mean := estimate.Mean(g.values(arm, m))
	variance := func(sources ...results.Number) (sum float64) {
		for _, s := range sources {
			if s.Known() {
				sum += square(float64(s))
			}
		}
		return sum
	}
	rho := estimate.CorrelationOfVariance(mean, variance(u.MonteCarlo), n)
	t.Correlation, t.BetweenCohorts = results.Number(rho), tail(rho)
	t.NewForce = tail(estimate.CorrelationOfVariance(mean, variance(u.MonteCarlo, u.Parameters, u.BetweenForces), n))
	t.TrueRateProbability = results.Number(estimate.BetaTail(mean, square(float64(u.Parameters)), t.AtLeast))
}

// higher is the chance that the arm's group shows a higher rate than the comparator's,
// by size, each once and the scenario's own last: over the true rates of the
// replications where inputs are drawn, so that what is not known of them is in it.
func (g *gathering) higher(arm, comparator []float64, n int) []results.HigherPoint {
	all := []results.HigherPoint{}
	rates, others := bothThere(arm, comparator)
	if len(rates) == 0 {
		return all
	}
	if g.plan.options.Draw {
		rates, others = estimate.TrueRates(rates, n), estimate.TrueRates(others, n)
	} else {
		rates, others = []float64{estimate.Mean(rates)}, []float64{estimate.Mean(others)}
	}
	for _, size := range cohortSizes {
		if size != n {
			all = append(all, higherPoint(size, rates, others))
		}
	}
	return append(all, higherPoint(n, rates, others))
}

func higherPoint(size int, rates, others []float64) results.HigherPoint {
	return results.HigherPoint{
		Pilot: size, Comparator: size, Probability: results.Number(estimate.MeanProbabilityHigher(size, rates, others)),
	}
}

// bothThere are the pairs of which neither is missing.
func bothThere(left, right []float64) (l, r []float64) {
	for k := range left {
		if !math.IsNaN(left[k]) && !math.IsNaN(right[k]) {
			l, r = append(l, left[k]), append(r, right[k])
		}
	}
	return l, r
}
