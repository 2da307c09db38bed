package sim

import "math"

// Quantiles is the quantile function of a positive distribution as a function
// of the standard normal score, tabulated so that its relative error is even
// over all magnitudes. It is read-only and may be shared.
type Quantiles struct{ cells []quantileCell }

// quantileCell is a polynomial of degree 5 in the position within the cell,
// 0 to 1: of the quantile, or of its logarithm where the quantile rises too
// steeply (the left tail, and all of it for a small shape).
type quantileCell struct {
	coefficients [6]float64
	logarithmic  bool
}

const (
	maxScore     = 9  // scores beyond it have probability 1e-19
	cellsPerUnit = 16 // per unit of score
	knotStep     = 1.0 / cellsPerUnit
	steepest     = 0.25 // rise of the logarithm over a cell, to tabulate the quantile itself
)

// knot is a value at a score, with its first and second derivative by the
// score.
type knot struct{ value, slope, curvature float64 }

// exp is the knot of the exponential of a function.
func (k knot) exp() knot {
	v := math.Exp(k.value)
	return knot{v, v * k.slope, v * (k.curvature + k.slope*k.slope)}
}

// newQuantiles tabulates quantiles given by their logarithms, which are asked
// for at rising scores.
func newQuantiles(logQuantile func(score float64) knot) *Quantiles {
	q := &Quantiles{make([]quantileCell, 2*maxScore*cellsPerUnit)}
	left := logQuantile(-maxScore)
	for i := range q.cells {
		right := logQuantile(float64(i+1)*knotStep - maxScore)
		if max(left.slope, right.slope)*knotStep < steepest {
			q.cells[i] = quantileCell{hermite(left.exp(), right.exp()), false}
		} else {
			q.cells[i] = quantileCell{hermite(left, right), true}
		}
		left = right
	}
	return q
}

// hermite is the polynomial with the given values and derivatives at both
// ends of a cell.
func hermite(left, right knot) [6]float64 {
	d0, d1 := left.slope*knotStep, right.slope*knotStep
	c0, c1 := left.curvature*knotStep*knotStep/2, right.curvature*knotStep*knotStep/2
	rise := right.value - left.value - d0 - c0
	bend := d1 - d0 - 2*c0
	turn := c1 - c0
	return [6]float64{
		left.value, d0, c0,
		10*rise - 4*bend + turn,
		-15*rise + 7*bend - 2*turn,
		6*rise - 3*bend + turn,
	}
}

// AtScore is the quantile at the probability of a standard normal score: a
// draw of the distribution, if the score is a draw of the normal. Scores
// beyond 9 either way count as 9.
func (q *Quantiles) AtScore(score float64) float64 {
	position := (min(max(score, -maxScore), maxScore) + maxScore) * cellsPerUnit
	i := min(int(position), len(q.cells)-1)
	t := position - float64(i)
	cell := &q.cells[i]
	c := &cell.coefficients
	t2 := t * t
	value := c[0] + t*c[1] + t2*((c[2]+t*c[3])+t2*(c[4]+t*c[5]))
	if cell.logarithmic {
		return math.Exp(value)
	}
	return value
}
