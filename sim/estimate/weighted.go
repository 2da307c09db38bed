package estimate

import (
	"cmp"
	"math"
	"slices"
)

// weightedValue is a value and its part of all weights.
type weightedValue struct{ value, weight float64 }

// weighed are the values that are there and have a weight, in rising order, with
// weights that sum to one; nil weights are equal ones.
func weighed(values, weights []float64) []weightedValue {
	if weights == nil {
		weights = slices.Repeat([]float64{1}, len(values))
	}
	wantSameLength("the weights", len(weights), len(values))
	var kept []weightedValue
	var sum compensated
	for i, v := range values {
		wantNotNegative("a weight", weights[i])
		if math.IsNaN(v) || weights[i] == 0 {
			continue
		}
		wantNotNegative("a value", v)
		kept = append(kept, weightedValue{v, weights[i]})
		sum.add(weights[i])
	}
	for i := range kept {
		kept[i].weight /= sum.total()
	}
	slices.SortStableFunc(kept, func(a, b weightedValue) int { return cmp.Compare(a.value, b.value) })
	return kept
}

// meanOf is NaN over nothing.
func meanOf(all []weightedValue) float64 {
	if len(all) == 0 {
		return math.NaN()
	}
	var sum compensated
	for _, v := range all {
		sum.add(v.weight * v.value)
	}
	return sum.total()
}

// theilOf is Theil's T; NaN where the mean is 0.
func theilOf(all []weightedValue) float64 {
	mean := meanOf(all)
	var sum compensated
	for _, v := range all {
		sum.add(v.weight * timesLog(ratio(v.value, mean)))
	}
	return sum.total()
}

// timesLog is x ln x, which is 0 at 0.
func timesLog(x float64) float64 {
	if x == 0 {
		return 0
	}
	return x * math.Log(x)
}

// quantileOf is the value some share of the way through those that [Inequality]
// describes.
func quantileOf(all []weightedValue, share float64) float64 {
	last := len(all) - 1
	whole := 1 - all[0].weight/2 - all[last].weight/2
	at := 0.0
	for k := range last {
		next := at + (all[k].weight+all[k+1].weight)/2
		if next >= share*whole {
			return all[k].value + (share*whole-at)/(next-at)*(all[k+1].value-all[k].value)
		}
		at = next
	}
	return all[last].value
}
