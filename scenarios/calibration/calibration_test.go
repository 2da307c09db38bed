package calibration

import (
	"context"
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"diversim/scenarios/results"
	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/design"
	"diversim/sim/estimate"
)

// toy is a question of two inputs with log-normal priors and one figure: 10 and
// twice the score of the first, with noise in each cohort.
func toy(t *testing.T, published, sd, noise float64) *Question {
	t.Helper()
	return &Question{
		Inputs: moved(t, pilot(t, 100), "offending.sanctioned_rate", "frailty.offending_variance"),
		Aims:   []study.Aim{{Key: "toy", Published: published, SD: sd}},
		Run: func(_ context.Context, points [][]float64, first int) ([]study.Matched, error) {
			all := make([]study.Matched, len(points))
			for k, point := range points {
				at := scores(point)
				first, second := sim.NewDraws(11, uint32(first+k)).Pair(sim.Design, 0, drawPerson, 0)
				a, b := 10+2*at[0]+noise*sim.NormalScore(first), 10+2*at[0]+noise*sim.NormalScore(second)
				all[k] = study.Matched{Figures: []float64{(a + b) / 2}, Cohorts: [][]float64{{a}, {b}}}
			}
			return all, nil
		},
	}
}

// What is ruled out is what lies 3 standard deviations away, and the particles in
// the rest are the posterior: of a normal mean with a normal prior.
func TestMatchAndPosteriorByHand(t *testing.T) {
	const published, sd = 11, 0.5 // a score of 0.5, give or take 0.25
	q := toy(t, published, sd, 0)
	r, err := History{Points: 60, Seed: 3}.Match(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	normal := distuv.UnitNormal
	want := normal.CDF(0.5+0.75) - normal.CDF(0.5-0.75)
	// Halton points settle faster than chance, so that 4.5 standard errors are wide.
	if got := r.Left(); math.Abs(got-want) > 4.5*r.Waves[0].SE {
		t.Errorf("%v of the prior is left, want %v", got, want)
	}
	const particles = 4000
	p, err := q.Posterior(r, particles, 3)
	if err != nil {
		t.Fatal(err)
	}
	if p.Tolerance != Kernel(1) {
		t.Errorf("the search ended at %v", p.Tolerance)
	}
	// Precision 1 of the prior and 16 of the figure.
	mean, spread := 0.5*16/17, math.Sqrt(1.0/17)
	se := spread / math.Sqrt(p.EffectiveSize())
	if got := p.Mean(func(point []float64) float64 { return scores(point)[0] }); math.Abs(got-mean) > 4.5*se {
		t.Errorf("the particles' mean score is %v, want %v ± %v", got, mean, se)
	}
	beliefs := q.Beliefs(p)
	if b := beliefs[0]; b.Verdict != results.Informed || math.Abs(q.Inputs[0].Below(b.High)-normal.CDF(mean+1.96*spread)) > 0.02 || math.Abs(b.MedianPlace-normal.CDF(mean)) > 0.02 {
		t.Errorf("the first input: %+v", b)
	}
	if b := beliefs[1]; b.Verdict != results.NotInformed || b.Overlap <= Uninformed {
		t.Errorf("a figure that does not depend on it informs the second input: %+v", b)
	}
	if c := q.Correlations(p); len(c) != 1 || math.Abs(c[0].Correlation) > 4.5/math.Sqrt(p.EffectiveSize()) {
		t.Errorf("independent inputs correlate: %v", c)
	}
	even := Even(p, 500, 1)
	var firsts []float64
	for _, point := range even {
		firsts = append(firsts, scores(point)[0])
	}
	if got := estimate.Mean(firsts); len(even) != 500 || math.Abs(got-mean) > 4.5*spread/math.Sqrt(500) {
		t.Errorf("%d particles of equal weight have mean %v, want %v", len(even), got, mean)
	}
}

// Particles of the prior itself are not said to be informed, few as they are, and half a
// prior is: of 100 inputs at each number that nothing informs 9 or more would be said to be
// once in 1,000 right answers, at one in forty. By the overlap alone nearly all of 50
// would, for what chance lacks of it is a sixth.
func TestVerdicts(t *testing.T) {
	const sets, most = 100, 8
	q := toy(t, 11, 0.5, 0)
	for _, c := range []struct {
		particles int
		usual     string // of most of what nothing informs
	}{{50, results.NotResolved}, {400, results.NotInformed}} {
		found := map[string]int{}
		for k := range uint64(sets) {
			p := estimate.Particles{Points: design.Uniform(c.particles, 2, k)}
			for i := range p.Points {
				p.Points[i][0] /= 2
				p.Weights = append(p.Weights, 1/float64(c.particles))
			}
			beliefs := q.Beliefs(p)
			if beliefs[0].Verdict != results.Informed {
				t.Errorf("%d particles of half the prior, overlap %v: %s", c.particles, beliefs[0].Overlap, beliefs[0].Verdict)
			}
			found[beliefs[1].Verdict]++
		}
		if found[results.Informed] > most || found[c.usual] < sets/2 {
			t.Errorf("%d particles of what nothing informs: %v", c.particles, found)
		}
	}
}

// Chance in the runs widens what is left by no more than the surface's own error,
// and is not taken for a miss.
func TestChanceIsAveraged(t *testing.T) {
	const noise = 2 // of a cohort: four times the published error
	r, err := History{Points: 500, Waves: 1, Seed: 3}.Match(context.Background(), toy(t, 11, 0.5, noise))
	if err != nil {
		t.Fatal(err)
	}
	f := r.Waves[0].Surfaces[0]
	if math.Abs(f.Run-noise/math.Sqrt2) > 0.15 || f.Chance > 0.2 || f.Misses > 0.5 {
		t.Errorf("chance of a point %v, of the surface %v, misses %v", f.Run, f.Chance, f.Misses)
	}
	if got := r.Left(); got < 0.44 || got > 0.6 {
		t.Errorf("%v of the prior is left, want a little more than 0.49", got)
	}
}

// Figures out of reach leave nothing, and that is said.
func TestNothingLeft(t *testing.T) {
	r, err := History{Points: 60, Seed: 3}.Match(context.Background(), toy(t, 100, 0.5, 0))
	if !errors.Is(err, ErrNothingLeft) || len(r.Waves) != 1 || r.Left() != 0 {
		t.Errorf("%v, %+v", err, r)
	}
	broken := errors.New("broken")
	q := toy(t, 11, 0.5, 0)
	q.Run = func(context.Context, [][]float64, int) ([]study.Matched, error) { return nil, broken }
	if _, err := (History{Points: 60}).Match(context.Background(), q); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// The posterior is right about truths that are known: n = 200, in ten bins; a right
// one fails with a probability of 1 in 1,000 for each input. One that takes the noise
// for three fifths of what it is, is caught.
func TestPosteriorIsRight(t *testing.T) {
	const noise, alarm = 2, 1e-3
	check := func(sd float64) []estimate.RankCheck {
		q := toy(t, 10, sd, 0)
		r, err := History{Points: 60, Waves: 1, Seed: 7}.Match(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		all, err := q.Check(context.Background(), r, oneCohort(toy(t, 10, sd, noise).Run), 200, 10, 200, 7)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	for k, r := range check(noise) {
		if !r.Uniform(alarm) {
			t.Errorf("input %d: %v, p = %v", k, r.Counts, r.P)
		}
	}
	if r := check(0.6 * noise)[0]; r.Uniform(alarm) {
		t.Errorf("a posterior that believes three fifths of the noise passes: %v, p = %v", r.Counts, r.P)
	}
}

// oneCohort has the figures of the first cohort of each point.
func oneCohort(run Simulator) Simulator {
	return func(ctx context.Context, points [][]float64, first int) ([]study.Matched, error) {
		all, err := run(ctx, points, first)
		for k := range all {
			all[k].Figures = all[k].Cohorts[0]
		}
		return all, err
	}
}

// Errors of points of one curve go together: shares of the same n people.
func TestErrorsOfACurve(t *testing.T) {
	const n, early, late = 400, 0.2, 0.5
	aims := []study.Aim{
		{Key: "early", Curve: "c", Published: early, SD: math.Sqrt(early * (1 - early) / n)},
		{Key: "late", Curve: "c", Published: late, SD: math.Sqrt(late * (1 - late) / n)},
	}
	// By hand: the squared distance is the chi-squared of three counts (80, 120, 200)
	// of which 90, 100 and 210 are seen, against the errors of those expected.
	seen := []float64{90.0 / n, 190.0 / n}
	want := math.Sqrt(10*10/80.0 + 20*20/120.0 + 10*10/200.0)
	if got := newErrorLaw(aims).distance(seen, aims); math.Abs(got-want) > 1e-9 {
		t.Errorf("got %v, want %v", got, want)
	}
}
