package calibration

import (
	"context"

	"diversim/scenarios"
	"diversim/scenarios/study"
	"diversim/sim"
)

// Question is what is to be found out: which values of the inputs give the figures.
type Question struct {
	Inputs []study.Moved
	Aims   []study.Aim
	Run    Simulator
}

// Simulator runs points, each on cohorts of its own, and says what they give. A
// point has a coordinate for each input, the probability of its quantile; first is
// the number of the first point, counted over the whole calibration, so that no two
// points meet the same people: a surface through many points then averages chance
// away, which people that all points share would leave in each.
type Simulator func(ctx context.Context, points [][]float64, first int) ([]study.Matched, error)

// Cohorts is how many cohorts a point has: two, from which it can be told what
// chance alone makes.
const Cohorts = 2

// Ask is the question of a scenario's comparator, inputs and published figures as
// study.NewMatching takes them.
func Ask(s *scenarios.Scenario, inputs []study.Moved, aims []string, o study.Options) (*Question, error) {
	m, err := study.NewMatching(s, inputs, aims, o)
	if err != nil {
		return nil, err
	}
	q := &Question{Inputs: inputs, Run: onMatching(m, Cohorts)}
	for _, key := range aims {
		aim, err := study.AimNamed(key)
		if err != nil {
			return nil, err
		}
		q.Aims = append(q.Aims, aim)
	}
	return q, nil
}

// onMatching runs points on so many cohorts each.
func onMatching(m *study.Matching, cohorts int) Simulator {
	return func(ctx context.Context, points [][]float64, first int) ([]study.Matched, error) {
		var all []study.Matched
		err := m.Simulate(ctx, len(points),
			func(k int) ([]float64, []int) {
				own := make([]int, cohorts)
				for c := range own {
					own[c] = (first+k)*cohorts + c
				}
				return points[k], own
			},
			func(found study.Matched) error { all = append(all, found); return nil })
		return all, err
	}
}

// scores are the coordinates of a point on the scale on which each prior is
// standard normal, where the figures run straighter than in probabilities.
func scores(point []float64) []float64 {
	all := make([]float64, len(point))
	for k, u := range point {
		all[k] = sim.NormalScore(u)
	}
	return all
}
