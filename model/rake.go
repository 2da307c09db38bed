package model

import "math"

// rake scales a table of weights to given margins by iterative proportional
// fitting: cells are multiplied, one dimension after another, by what brings
// that dimension's sums to its margin, over and over until all of them hold.
// What the seed says of how the dimensions go together, its odds ratios, stays;
// an empty cell stays empty.
//
// The table is laid out with the last dimension running fastest, and margins
// holds one distribution for each dimension; all have the same total. The seed
// is left alone. It reports false where no table has the margins and the empty
// cells of the seed.
func rake(seed []float64, margins ...[]float64) (table []float64, met bool) {
	table = append(table, seed...)
	for range rakings {
		worst := 0.0
		stride := len(table)
		for _, margin := range margins {
			stride /= len(margin)
			sums := sumsOver(table, stride, len(margin))
			for k, want := range margin {
				worst = max(worst, math.Abs(sums[k]-want))
			}
			for cell := range table {
				k := cell / stride % len(margin)
				table[cell] *= ratio(margin[k], max(sums[k], math.SmallestNonzeroFloat64))
			}
		}
		if worst < rakedWithin {
			return table, true
		}
	}
	return table, false
}

// sumsOver adds a table up over all dimensions but the one of the given stride
// and size.
func sumsOver(table []float64, stride, size int) []float64 {
	sums := make([]float64, size)
	for cell, x := range table {
		sums[cell/stride%size] += x
	}
	return sums
}
