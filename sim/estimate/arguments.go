package estimate

import (
	"fmt"
	"math"
)

// wantProbability panics unless 0 <= value <= 1.
func wantProbability(name string, value float64) {
	if !(value >= 0 && value <= 1) {
		panic(fmt.Sprintf("estimate: %s must be between 0 and 1, got %v", name, value))
	}
}

// wantInside panics unless 0 < value < 1.
func wantInside(name string, value float64) {
	if !(value > 0 && value < 1) {
		panic(fmt.Sprintf("estimate: %s must be strictly between 0 and 1, got %v", name, value))
	}
}

// wantNotNegative panics unless value is finite and at least 0.
func wantNotNegative(name string, value float64) {
	if !(value >= 0) || math.IsInf(value, 0) {
		panic(fmt.Sprintf("estimate: %s must be finite and not negative, got %v", name, value))
	}
}

// wantPositive panics unless value is finite and above 0.
func wantPositive(name string, value float64) {
	if !(value > 0) || math.IsInf(value, 0) {
		panic(fmt.Sprintf("estimate: %s must be finite and positive, got %v", name, value))
	}
}

// wantCount panics unless value is at least 0.
func wantCount(name string, value int) {
	if value < 0 {
		panic(fmt.Sprintf("estimate: %s must not be negative, got %d", name, value))
	}
}

// wantSameLength panics unless both slices have the same length.
func wantSameLength(name string, got, want int) {
	if got != want {
		panic(fmt.Sprintf("estimate: %s must have %d entries like the first argument, got %d", name, want, got))
	}
}

// ratio is a/b, and NaN over nobody.
func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}
