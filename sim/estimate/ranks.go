package estimate

import (
	"math"
	"slices"

	"diversim/sim"
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

// RankInterval is the standard error and the 95% interval of a rank correlation of n
// pairs: on Fisher's scale, artanh r, the error is sqrt((1 + r²/2) / (n - 3)) (Bonett and
// Wright 2000), and on its own that times 1 - r².
func RankInterval(r float64, n int) (se, low, high float64) {
	scaled := math.Sqrt((1 + r*r/2) / float64(n-3))
	at, reach := math.Atanh(r), Normal95*scaled
	return (1 - r*r) * scaled, math.Tanh(at - reach), math.Tanh(at + reach)
}

// RankByChance is the size of rank correlation with a quantity that the greatest of so
// many others, on which nothing bears, goes beyond at a rate of false alarms, in n pairs:
// the error of none is 1/sqrt(n - 1), ties or not, and each of the others has the rate
// that leaves the family its own (Šidák 1967; exact where they are independent, and no
// more than that where they are not).
func RankByChance(falseAlarms float64, others, n int) float64 {
	wantInside("the rate of false alarms", falseAlarms)
	each := -math.Expm1(math.Log1p(-falseAlarms) / float64(others))
	return sim.NormalScore(1-each/2) / math.Sqrt(float64(n-1))
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
