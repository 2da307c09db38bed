package estimate

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Quadratic is a surface through the outputs of a simulator, by least squares on
// 1, each coordinate, and each product of two: it stands in for the simulator at
// points that were not run.
type Quadratic struct {
	slopes   []float64
	root     mat.Cholesky // of the terms' products
	residual float64      // standard deviation of the outputs about the surface
	noise    float64      // of it, what chance in the runs explains
}

// ErrTooFewPoints is why there is no surface.
var ErrTooFewPoints = errors.New("too few different points for a quadratic surface")

// QuadraticTerms is the number of terms of a surface over so many coordinates.
func QuadraticTerms(coordinates int) int {
	return 1 + coordinates + coordinates*(coordinates+1)/2
}

// NewQuadratic fits a surface. noise is the standard deviation of an output by
// chance alone, 0 for a simulator without chance; what the outputs scatter beyond
// it is what the surface misses. The error is ErrTooFewPoints.
func NewQuadratic(points [][]float64, outputs []float64, noise float64) (*Quadratic, error) {
	wantSameLength("the outputs", len(outputs), len(points))
	wantNotNegative("the noise", noise)
	if len(points) == 0 || len(points) <= QuadraticTerms(len(points[0])) {
		return nil, fmt.Errorf("%w: %d", ErrTooFewPoints, len(points))
	}
	terms := mat.NewDense(len(points), QuadraticTerms(len(points[0])), nil)
	for i, point := range points {
		terms.SetRow(i, quadraticTerms(point))
	}
	q := &Quadratic{noise: noise}
	var products mat.SymDense
	products.SymOuterK(1, terms.T())
	if !q.root.Factorize(&products) {
		return nil, fmt.Errorf("%w: %d", ErrTooFewPoints, len(points))
	}
	var pull, slopes mat.VecDense
	pull.MulVec(terms.T(), mat.NewVecDense(len(outputs), outputs))
	var conditioned mat.Condition
	if err := q.root.SolveVecTo(&slopes, &pull); err != nil && !errors.As(err, &conditioned) {
		return nil, fmt.Errorf("%w: %d", ErrTooFewPoints, len(points))
	}
	q.slopes = slopes.RawVector().Data
	var left compensated
	for i, point := range points {
		miss := outputs[i] - q.At(point)
		left.add(miss * miss)
	}
	q.residual = math.Sqrt(left.total() / float64(len(points)-len(q.slopes)))
	return q, nil
}

// At is the height of the surface.
func (q *Quadratic) At(point []float64) float64 {
	sum, k := q.slopes[0], 1
	for i, x := range point {
		sum += q.slopes[k] * x
		k++
		for _, y := range point[:i+1] {
			sum += q.slopes[k] * x * y
			k++
		}
	}
	return sum
}

// ChanceSD is the standard error of the height, from the chance in the runs.
func (q *Quadratic) ChanceSD(point []float64) float64 {
	terms := mat.NewVecDense(len(q.slopes), quadraticTerms(point))
	var solved mat.VecDense
	var conditioned mat.Condition
	if err := q.root.SolveVecTo(&solved, terms); err != nil && !errors.As(err, &conditioned) {
		panic("estimate: a surface that was fitted cannot be solved")
	}
	return q.residual * math.Sqrt(max(0, mat.Dot(terms, &solved)))
}

// MissSD is the standard deviation of what the surface itself misses: what the
// outputs scatter about it beyond chance.
func (q *Quadratic) MissSD() float64 {
	return math.Sqrt(max(0, q.residual*q.residual-q.noise*q.noise))
}

// quadraticTerms are in the order in which At takes them.
func quadraticTerms(point []float64) []float64 {
	terms := append(make([]float64, 0, QuadraticTerms(len(point))), 1)
	for i, x := range point {
		terms = append(terms, x)
		for _, y := range point[:i+1] {
			terms = append(terms, x*y)
		}
	}
	return terms
}
