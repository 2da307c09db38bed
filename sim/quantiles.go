package sim

import "math"

// Quantiles is the quantile function of a positive distribution as a function
// of the standard normal score, tabulated: the logarithm of the quantile is
// interpolated, which keeps the relative error even over all magnitudes. It
// is read-only and may be shared.
type Quantiles struct{ cells []quantileCell }

// quantileCell is a polynomial of degree 5 in the position within the cell,
// 0 to 1.
type quantileCell [6]float64

const (
	maxScore     = 9  // scores beyond it have probability 1e-19
	cellsPerUnit = 32 // per unit of score
	knotStep     = 1.0 / cellsPerUnit
)

// knot is the logarithm of the quantile at a score, with its first and second
// derivative by the score.
type knot struct{ value, slope, curvature float64 }

// newQuantiles tabulates a logarithm of quantiles, asked for at rising scores.
func newQuantiles(at func(score float64) knot) *Quantiles {
	q := &Quantiles{make([]quantileCell, 2*maxScore*cellsPerUnit)}
	left := at(-maxScore)
	for i := range q.cells {
		right := at(float64(i+1)*knotStep - maxScore)
		q.cells[i] = hermite(left, right)
		left = right
	}
	return q
}

// hermite is the polynomial with the given values and derivatives at both
// ends of a cell.
func hermite(left, right knot) quantileCell {
	d0, d1 := left.slope*knotStep, right.slope*knotStep
	c0, c1 := left.curvature*knotStep*knotStep/2, right.curvature*knotStep*knotStep/2
	rise := right.value - left.value - d0 - c0
	bend := d1 - d0 - 2*c0
	turn := c1 - c0
	return quantileCell{
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
	c := &q.cells[i]
	return math.Exp(c[0] + t*(c[1]+t*(c[2]+t*(c[3]+t*(c[4]+t*c[5])))))
}
