package oracle

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// suite adds up how far the primary quantities of the oracles lie from their
// answers, seed by seed. With the right answers the sum of squared z-scores has
// a chi-squared law. A sum that is too small is as suspicious as one that is
// too large: then the seeds are not independent, or the errors are too wide.
type suite struct {
	oracles int
	scores  int
	sum     float64
}

func (s *suite) add(a answer, e estimated) {
	s.oracles++
	for _, f := range e.bySeed {
		z := (f.number - a.Value) / a.standardError(f)
		s.scores++
		s.sum += z * z
	}
}

// tail is the probability on either side at which the suite fails.
const tail = 0.001

func (s *suite) row() Row {
	law := distuv.ChiSquared{K: float64(s.scores)}
	low, high := law.Quantile(tail), law.Quantile(1-tail)
	return Row{
		Oracle:   "suite",
		Quantity: fmt.Sprintf("sum of %d squared z-scores, %d oracles by %d seeds", s.scores, s.oracles, seeds),
		Got:      s.sum, Want: law.K, Z: (s.sum - law.K) / law.StdDev(), Tolerance: math.NaN(),
		Text: fmt.Sprintf("wanted within %.1f to %.1f", low, high),
		Pass: s.sum >= low && s.sum <= high,
	}
}
