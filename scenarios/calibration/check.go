package calibration

import (
	"context"

	"diversim/scenarios/study"
	"diversim/sim/design"
	"diversim/sim/estimate"
)

// Check draws truths from the priors, runs a cohort at each by run, takes its figures
// for published ones with the errors of the question, and says where in the posterior
// of each input the truth lies. The surfaces of the region serve all truths, so that
// it is to be of the whole prior.
func (q *Question) Check(ctx context.Context, r *Region, run Simulator, truths, bins, particles int, seed uint64) ([]estimate.RankCheck, error) {
	points := design.Uniform(truths, len(q.Inputs), seed)
	seen, err := run(ctx, points, 0)
	if err != nil {
		return nil, err
	}
	shares := make([][]float64, len(q.Inputs))
	for k, truth := range points {
		asked := Question{Inputs: q.Inputs, Aims: seenAs(q.Aims, seen[k].Figures)}
		left := &Region{Waves: r.Waves, aims: asked.Aims}
		found, err := asked.Posterior(left, particles, seed+uint64(k+1)<<streamBits)
		if err != nil {
			return nil, err
		}
		for i := range shares {
			shares[i] = append(shares[i], shareBelow(found, i, truth[i]))
		}
	}
	var all []estimate.RankCheck
	for _, each := range shares {
		all = append(all, estimate.CheckRanks(each, bins))
	}
	return all, nil
}

// seenAs are the aims with other figures.
func seenAs(aims []study.Aim, figures []float64) []study.Aim {
	all := append([]study.Aim{}, aims...)
	for k := range all {
		all[k].Published = figures[k]
	}
	return all
}

// shareBelow is the weight of particles below a truth.
func shareBelow(p estimate.Particles, input int, truth float64) float64 {
	below := p.Mean(func(point []float64) float64 {
		if point[input] < truth {
			return 1
		}
		return 0
	})
	return min(below, 1)
}
