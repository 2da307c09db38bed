package calibration

import (
	"math"
	"testing"

	"diversim/sim/estimate"
)

// Bins hold all but the tails of both laws, and particles spread evenly over the prior
// fall into them as the prior does.
func TestBins(t *testing.T) {
	q, _ := usual(t, 100, 1)
	const n = 2000
	p := estimate.Particles{}
	for i := range n {
		u := (float64(i) + 0.5) / n
		p.Points = append(p.Points, []float64{u, u / 100, u, u})
		p.Weights = append(p.Weights, 1.0/n)
	}
	for input := range 2 {
		var prior, posterior, furthest float64
		all := q.Bins(p, input)
		for i, b := range all {
			if i > 0 && math.Abs(b.From-all[i-1].To) > 1e-12 || !(b.To > b.From) {
				t.Fatalf("bin %d is %+v after %+v", i, b, all[i-1])
			}
			prior, posterior, furthest = prior+b.Prior, posterior+b.Posterior, max(furthest, math.Abs(b.Prior-b.Posterior))
		}
		// The second input's particles lie all below the prior's first percentile; the
		// bins leave out its least ones.
		if prior < 1-2*edge-1e-9 || prior > 1 || posterior < 1-2*edge-1e-3 || posterior > 1+1e-9 {
			t.Errorf("input %d: the bins hold %v of the prior and %v of the posterior", input, prior, posterior)
		}
		if input == 0 && furthest > 2.0/n {
			t.Errorf("prior and posterior are alike, and a bin differs by %v", furthest)
		}
	}
}
