package estimate

import (
	"math"
	"slices"
)

// RankCorrelation is that of Spearman: the correlation of the ranks of two
// quantities, equal values sharing theirs. It is 1 where one rises with the other,
// whatever the shape. Pairs with a NaN are left out; NaN where a quantity does not
// vary.
func RankCorrelation(a, b []float64) float64 {
	wantSameLength("the second quantity", len(b), len(a))
	pairs, _ := complete([][]float64{a, b})
	var columns [2][]float64
	for _, pair := range pairs {
		for c := range columns {
			columns[c] = append(columns[c], pair[c])
		}
	}
	first, second := ranks(columns[0]), ranks(columns[1])
	var together, ofFirst, ofSecond compensated
	middle := Mean(first)
	for i := range first {
		x, y := first[i]-middle, second[i]-middle
		together.add(x * y)
		ofFirst.add(x * x)
		ofSecond.add(y * y)
	}
	return ratio(together.total(), math.Sqrt(ofFirst.total()*ofSecond.total()))
}

// ranks are the places of values in rising order, from 1; equal ones have the mean of
// theirs.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		switch {
		case values[i] < values[j]:
			return -1
		case values[i] > values[j]:
			return 1
		}
		return 0
	})
	all := make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			all[i] = float64(from+to+1) / 2
		}
		from = to
	}
	return all
}
