package estimate

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// The functions of this file share a matrix with a row and a column for each
// place: in row i and column j, what share of the contacts of those who live in i
// happen in j. Rows sum to one.

// CoverageByResidence is the share of the contacts of those who live in each place
// that something covers, given the share covered of what happens in each: the
// matrix times the coverage.
func CoverageByResidence(m [][]float64, coverage []float64) []float64 {
	wantMatrix(m, len(coverage))
	covered := make([]float64, len(m))
	for i, row := range m {
		var sum compensated
		for j, share := range row {
			sum.add(share * coverage[j])
		}
		covered[i] = sum.total()
	}
	return covered
}

// Workload is how many contacts happen in each place, given those of the people
// who live in each: the contacts, as a row, times the matrix.
func Workload(residents []float64, m [][]float64) []float64 {
	wantMatrix(m, len(residents))
	work := make([]float64, len(m))
	for j := range work {
		var sum compensated
		for i, row := range m {
			sum.add(residents[i] * row[j])
		}
		work[j] = sum.total()
	}
	return work
}

// Residents undoes [Workload]: how many contacts the people who live in each place
// have, given those that happen in each. An entry below 0 says that no population
// makes such a workload with such a matrix; the caller is to check. It panics where
// the matrix has no inverse, which cannot be if in every row more than half stays
// in its place.
func Residents(workload []float64, m [][]float64) []float64 {
	wantMatrix(m, len(workload))
	if len(m) == 0 {
		return nil
	}
	flows := mat.NewDense(len(m), len(m), nil)
	for i, row := range m {
		flows.SetRow(i, row)
	}
	var solved mat.VecDense
	var conditioned mat.Condition
	err := solved.SolveVec(flows.T(), mat.NewVecDense(len(workload), workload))
	if errors.As(err, &conditioned) && math.IsInf(float64(conditioned), 1) {
		panic("estimate: the matrix of places has no inverse")
	}
	return solved.RawVector().Data
}

// rowSlack is how far the sum of a row may lie from one by rounding.
const rowSlack = 1e-9

// wantMatrix panics unless the matrix has so many rows and columns, and each row
// consists of shares of a whole.
func wantMatrix(m [][]float64, places int) {
	wantSameLength("the rows of the matrix of places", len(m), places)
	for i, row := range m {
		wantSameLength("a row of the matrix of places", len(row), places)
		for _, share := range row {
			wantProbability("a share of contacts", share)
		}
		if sum := compensatedSum(row); math.Abs(sum-1) > rowSlack {
			panic(fmt.Sprintf("estimate: the shares of row %d of the matrix of places sum to %v, not to 1", i, sum))
		}
	}
}
