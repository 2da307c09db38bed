package oracle

import (
	"fmt"
	"slices"

	"diversim/sim"
	"diversim/sim/estimate"
)

// spreading is P29, as far as nothing is left to chance.
func spreading() []finding {
	const forces, already, innovation, imitation = 43, 8, 0.02, 0.35
	all := []finding{
		number("Bass peak adoption time", estimate.BassPeak(innovation, imitation)),
		number("logistic time to reach 42", estimate.LogisticTime(forces, already, imitation, 42)),
	}
	for _, year := range []float64{1, 3, 5, 10} {
		at := fmt.Sprintf(" at t=%v", year)
		all = append(all,
			number("logistic adopters"+at, estimate.LogisticAdopters(forces, already, imitation, year)),
			number("Bass adopters from 0"+at, estimate.BassAdopters(forces, innovation, imitation, year)))
	}
	return all
}

// contagious is the rest of P29: each adoption is a chance event.
var contagious = world{
	file: "p29.yaml", units: 10_000, unit: replications,
	adopted: func(begun []sim.Time, t tally) {
		for _, at := range begun {
			for _, year := range []float64{1, 3, 5, 10} {
				t.when(fmt.Sprint("adopters at ", year), at <= sim.YearsOf(year))
			}
		}
		t["years"] += slices.Max(begun).Years()
	},
	quantities: []quantity{
		{"stochastic SI: E[adopters at t=1]", ratio("adopters at 1", replications)},
		{"stochastic SI: E[adopters at t=3]", ratio("adopters at 3", replications)},
		{"stochastic SI: E[adopters at t=5]", ratio("adopters at 5", replications)},
		{"stochastic SI: E[adopters at t=10]", ratio("adopters at 10", replications)},
		{"stochastic SI: E[time until all 43]", ratio("years", replications)},
	},
}

// inequality is P30: eight of 43 forces that cover everybody and 35 nobody, and
// eight, five and thirty with 60%, 20% and 5%.
func inequality() []finding {
	lottery := slices.Concat(slices.Repeat([]float64{1}, 8), slices.Repeat([]float64{0}, 35))
	mixed := slices.Concat(slices.Repeat([]float64{0.6}, 8), slices.Repeat([]float64{0.2}, 5), slices.Repeat([]float64{0.05}, 30))
	adopters := slices.Concat(slices.Repeat([]int{1}, 8), slices.Repeat([]int{0}, 35))
	first, second := estimate.Inequality(lottery, nil), estimate.Inequality(mixed, nil)
	between, within := estimate.TheilParts(mixed, nil, adopters)
	return []finding{
		number("case1 mean coverage", first.Mean),
		number("case1 Gini = 35/43", first.Gini),
		number("case1 Theil T = ln(43/8)", first.Theil),
		number("case1 CV (population) = sqrt(35/8)", first.CV),
		number("case2 mean", second.Mean),
		number("case2 Gini", second.Gini),
		number("case2 Theil T", second.Theil),
		number("case2 mean log deviation (Theil L)", second.MeanLogDeviation),
		number("case2 Theil T between adopters/non-adopters", between),
		number("case2 Theil T within", within),
		number("charge-rate ratio 63%/13%", estimate.Inequality([]float64{0.63, 0.13}, nil).HighestToLowest),
	}
}

// awayFromHome is P40: three forces whose people are also met in the others.
func awayFromHome() []finding {
	met := [][]float64{{0.9, 0.08, 0.02}, {0.1, 0.85, 0.05}, {0.03, 0.07, 0.9}}
	coverage, residents := []float64{0.7, 0, 0.2}, []float64{0.5, 0.3, 0.2}
	atHome, work := estimate.CoverageByResidence(met, coverage), estimate.Workload(residents, met)
	byResidence := estimate.Inequality(atHome, residents)
	all := []finding{
		number("national coverage", byResidence.Mean),
		number("weighted Gini by residence", byResidence.Gini),
		number("weighted Gini by arresting force", estimate.Inequality(coverage, work).Gini),
	}
	for k := range met {
		all = append(all,
			number(fmt.Sprintf("coverage, residents of force %d", k+1), atHome[k]),
			number(fmt.Sprintf("share of contacts handled by force %d", k+1), work[k]))
	}
	return all
}

// learning is P41: eight forces that learn each for itself, or from one another.
func learning() []finding {
	const first, rate, each, forces = 120, 0.85, 1500, 8
	alone, together := estimate.AverageUnitCost(first, rate, each), estimate.AverageUnitCost(first, rate, forces*each)
	return []finding{
		number("b", estimate.LearningExponent(rate)),
		number("average unit cost, first 1,500 in one force", alone),
		number("average unit cost, 12,000 in a shared pool", together),
		number("saving from shared learning, 12,000 people", forces*each*(alone-together)),
		number("unit cost of the 1,500th person", estimate.UnitCost(first, rate, each)),
	}
}
