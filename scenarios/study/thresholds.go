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
	t.Parameters, t.TrueRateProbability = results.Absent(), results.Absent()
	t.Higher = []results.HigherPoint{}
	m, n := g.index(t.Measure), g.plan.scenario.People
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
	if rho := estimate.IntraclassCorrelation(g.values(arm, m), n); !math.IsNaN(rho) {
		t.Correlation = results.Number(rho)
		t.BetweenCohorts = results.Number(estimate.BetaBinomialUpperTail(n, need, rate, rho))
	}
	if arm != g.plan.comparator {
		t.Higher = g.higher(rate, float64(estimateOf(g.values(g.plan.comparator, m)).Mean), n)
	}
}

// higher is the chance that the arm's group shows a higher rate than the
// comparator's, by size.
func (g *gathering) higher(rate, comparator float64, n int) []results.HigherPoint {
	all := []results.HigherPoint{}
	if math.IsNaN(comparator) {
		return all
	}
	for _, size := range append(cohortSizes[:len(cohortSizes):len(cohortSizes)], n) {
		all = append(all, results.HigherPoint{
			Pilot: size, Comparator: size,
			Probability: results.Number(estimate.ProbabilityHigher(size, rate, size, comparator)),
		})
	}
	return all
}
