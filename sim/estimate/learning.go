package estimate

import (
	"fmt"
	"math"
)

// LearningExponent is b in the curve of experience c_n = c_1 n^(−b): −log2 of the
// learning rate, which is what twice the experience leaves of the cost of one more.
// A rate of 1 is a cost that stays; above 1 it rises.
func LearningExponent(rate float64) float64 {
	wantPositive("the learning rate", rate)
	return -math.Log2(rate)
}

// UnitCost is what the n-th person costs where the first, n of 1, costs the given
// amount.
func UnitCost(first, rate float64, n int) float64 {
	wantNotNegative("the first cost", first)
	wantAnyone(n)
	return first * math.Pow(float64(n), -LearningExponent(rate))
}

// AverageUnitCost is what each of the first n people costs on average.
func AverageUnitCost(first, rate float64, n int) float64 {
	wantNotNegative("the first cost", first)
	wantAnyone(n)
	exponent := LearningExponent(rate)
	var sum compensated
	for k := range n {
		sum.add(math.Pow(float64(k+1), -exponent))
	}
	return first * sum.total() / float64(n)
}

// wantAnyone panics unless there is a first person.
func wantAnyone(n int) {
	if n < 1 {
		panic(fmt.Sprintf("estimate: the number of people must be at least 1, got %d", n))
	}
}
