package estimate

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"diversim/sim"
)

func TestP39GammaBelief(t *testing.T) {
	prior := GammaBelief{Events: 2, Exposure: 1}
	posterior := prior.After(31, 50)
	agree(t, []answer{
		{"mean", posterior.Mean(), 0.6470588235294118, 0},
		{"sd", posterior.SD(), 0.11263848326545155, 0},
		{"2.5%", posterior.Quantile(0.025), 0.4454055210339184, 0},
		{"97.5%", posterior.Quantile(0.975), 0.885773570184715, 0},
		{"no event", posterior.NoEvent(1), 0.5268724272449211, 0},
		{"evidence", prior.LogProbability(31, 50), -5.011796808830496, 0},
	})
}

// events is a Poisson number of events, from a uniform.
func events(mean, u float64) float64 {
	n, p := 0.0, math.Exp(-mean)
	for below := p; below < u && n < 1000; below += p {
		n++
		p *= mean / n
	}
	return n
}

// rateSearch is P39 asked of a simulator: 31 events of 50 people, the prior of
// the rate Gamma(2, 1), with more inputs that do nothing.
func rateSearch(a ABC, inputs int) (Particles, func([]float64) float64, error) {
	rate := func(point []float64) float64 { return distuv.Gamma{Alpha: 2, Beta: 1}.Quantile(point[0]) }
	draws := sim.NewDraws(a.Seed+1000, 0)
	found, err := a.Search(inputs, func(points [][]float64, first int) ([]float64, error) {
		all := make([]float64, len(points))
		for i, point := range points {
			u := draws.Uniform(sim.Design, uint32(first+i), 1, 0)
			all[i] = math.Abs(events(50*rate(point), u) - 31)
		}
		return all, nil
	})
	return found, rate, err
}

// At distance 0 the particles are draws of the exact posterior: mean, standard
// deviation and quantiles within 4.5 of their standard errors, by the effective
// number of particles.
func TestSearchFindsP39(t *testing.T) {
	found, rate, err := rateSearch(ABC{Seed: 39}, 2)
	if err != nil {
		t.Fatal(err)
	}
	if found.Tolerance != 0 || len(found.Points) != 1000 || found.Rounds < 4 || found.Acceptance < 0.01 {
		t.Errorf("ended at tolerance %v after %d rounds, %v accepted", found.Tolerance, found.Rounds, found.Acceptance)
	}
	size := found.EffectiveSize()
	if size < 300 {
		t.Errorf("the particles are worth %v", size)
	}
	exact := GammaBelief{33, 51}
	mean := found.Mean(rate)
	variance := found.Mean(func(p []float64) float64 { return (rate(p) - mean) * (rate(p) - mean) })
	within := func(name string, got, want, se float64) {
		if !(math.Abs(got-want) <= 4.5*se) {
			t.Errorf("%s: got %v, want %v; standard error %v", name, got, want, se)
		}
	}
	within("mean", mean, exact.Mean(), exact.SD()/math.Sqrt(size))
	within("sd", math.Sqrt(variance), exact.SD(), exact.SD()/math.Sqrt(2*size))
	for _, p := range []float64{0.025, 0.5, 0.975} {
		q := exact.Quantile(p)
		se := math.Sqrt(p*(1-p)/size) / distuv.Gamma{Alpha: 33, Beta: 51}.Prob(q)
		within("quantile", found.Quantile(p, rate), q, se)
	}
	// Of the input that does nothing the prior is left: mean 1/2, sd 1/√12.
	within("the other input", found.Mean(func(p []float64) float64 { return p[1] }), 0.5, 1/math.Sqrt(12*size))
	if found.Overlap(0) > 0.5 || found.Overlap(1) < 0.9 {
		t.Errorf("overlap of prior and posterior: %v and %v", found.Overlap(0), found.Overlap(1))
	}
}

// What chance leaves of a prior that nothing informs: of one particle a tenth, of two
// that share a part one time in ten nearly two, of many all but 1.2 by the root of their
// number. n = 1,000: 4.5 standard errors.
func TestOverlapByChance(t *testing.T) {
	if mean, low := OverlapByChance(1.3); math.Abs(mean-0.1) > 1e-9 || math.Abs(low-0.1) > 1e-9 {
		t.Errorf("one particle: %v, %v", mean, low)
	}
	const times = 1000
	if mean, low := OverlapByChance(2); math.Abs(mean-0.19) > 4.5*0.03/math.Sqrt(times) || math.Abs(low-0.1) > 1e-9 {
		t.Errorf("two particles: %v, %v", mean, low)
	}
	if mean, low := OverlapByChance(650); math.Abs(mean-(1-1.197/math.Sqrt(650))) > 0.003 || !(low < mean-0.01) {
		t.Errorf("650 particles: %v, %v", mean, low)
	}
}

// Without a round after the first the answer is the prior; noise ends it early;
// the same seed gives the same particles.
func TestSearchEnds(t *testing.T) {
	prior, rate, err := rateSearch(ABC{Rounds: 1, Particles: 4000, Seed: 1}, 1)
	if err != nil || math.Abs(prior.Mean(rate)-2) > 4.5*math.Sqrt(2.0/4000) || prior.EffectiveSize() < 3999 {
		t.Errorf("the prior has mean %v, %v; want 2", prior.Mean(rate), err)
	}
	noisy, _, err := rateSearch(ABC{Noise: 8, Particles: 200, Seed: 1}, 1)
	if err != nil || noisy.Tolerance != 8 {
		t.Errorf("noise of 8 ends at %v, %v", noisy.Tolerance, err)
	}
	again, _, _ := rateSearch(ABC{Noise: 8, Particles: 200, Seed: 1}, 1)
	if again.Points[17][0] != noisy.Points[17][0] || again.Weights[17] != noisy.Weights[17] {
		t.Error("the same seed gives other particles")
	}
	// Where nothing comes nearer than 0.1 the search ends there, and where fewer
	// than half of a round's proposals come near enough, with the round before.
	from := func(least float64) Distances {
		return func(points [][]float64, _ int) ([]float64, error) {
			all := make([]float64, len(points))
			for i, p := range points {
				all[i] = math.Max(least, math.Abs(p[0]-0.5))
			}
			return all, nil
		}
	}
	floor, err := ABC{Particles: 50, Seed: 2}.Search(1, from(0.1))
	if err != nil || floor.Tolerance != 0.1 || floor.Rounds == usualRounds {
		t.Errorf("a search that cannot come nearer ends at %v after %d rounds, %v", floor.Tolerance, floor.Rounds, err)
	}
	dear, err := ABC{Particles: 50, Acceptance: 0.5, Seed: 2}.Search(1, from(0))
	if err != nil || len(dear.Points) != 50 || dear.Acceptance < 0.5 || dear.Rounds == usualRounds {
		t.Errorf("a search that may not reject much: %v accepted in round %d, %v", dear.Acceptance, dear.Rounds, err)
	}
}

func TestSearchFails(t *testing.T) {
	broken := errors.New("broken")
	for want, distances := range map[error]Distances{
		broken: func([][]float64, int) ([]float64, error) { return nil, broken },
		ErrNothingAccepted: func(points [][]float64, _ int) ([]float64, error) {
			all := make([]float64, len(points))
			for i := range all {
				all[i] = []float64{math.NaN(), math.Inf(1)}[i%2]
			}
			return all, nil
		},
	} {
		if _, err := (ABC{Particles: 10}).Search(1, distances); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
}

// Three particles, worked out by hand.
func TestKernel(t *testing.T) {
	p := &Particles{scores: [][]float64{{0, 0}, {2, 0}, {1, 3}}, Weights: []float64{0.25, 0.25, 0.5}}
	// Mean (1, 1.5); covariance 0.5 and 2.25, none between them; doubled 1 and 4.5.
	k := newKernel(p)
	agree(t, []answer{
		{"distance", k.distance([]float64{3, 3}, []float64{0, 0}), 9 + 9/4.5, 1e-9},
		{"around", k.around([]float64{1, 1}, []float64{2, 1})[1], 1 + math.Sqrt(4.5), 1e-9},
	})
	p.scores[2] = []float64{3, 3}
	// Mean (2, 1.5); doubled variances 3 and 4.5, and 3 between them: determinant 4.5.
	k = newKernel(p)
	const x, y = 1, -2
	agree(t, []answer{{"together", k.distance([]float64{x, y}, []float64{0, 0}), (4.5*x*x - 2*3*x*y + 3*y*y) / 4.5, 1e-9}})
}
