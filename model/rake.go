package model

import (
	"iter"
	"math"
)

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
			factors := sumsOver(table, stride, len(margin))
			for k, want := range margin {
				worst = max(worst, math.Abs(factors[k]-want))
				factors[k] = ratio(want, max(factors[k], math.SmallestNonzeroFloat64))
			}
			for part, cells := range parts(table, stride) {
				for cell := range cells {
					cells[cell] *= factors[part%len(margin)]
				}
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
	for part, cells := range parts(table, stride) {
		for _, x := range cells {
			sums[part%size] += x
		}
	}
	return sums
}

// parts yields a table in pieces of a stride, numbered from 0: the cells of one are at
// the same place in the dimension of that stride.
func parts(table []float64, stride int) iter.Seq2[int, []float64] {
	return func(yield func(int, []float64) bool) {
		for part := range len(table) / stride {
			if !yield(part, table[part*stride:][:stride]) {
				return
			}
		}
	}
}
