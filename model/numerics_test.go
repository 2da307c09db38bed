package model

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

// The walk over the Poisson law agrees with the incomplete gamma function, also where
// its first terms are too small for a double.
func TestAtMostIsThePoissonLaw(t *testing.T) {
	for _, mean := range []float64{0, 1e-9, 0.3, 4, 60, 650, 700, 2000} {
		walk := atMostOf(mean)
		for k := range 1001 {
			got, want := walk.next(), 1.0
			if mean > 0 {
				want = mathext.GammaIncRegComp(float64(k)+1, mean)
			}
			if math.Abs(got-want) > 1e-12 {
				t.Fatalf("mean %v: at most %d with probability %v, want %v", mean, k, got, want)
			}
		}
	}
}

// Newton's method finds roots that its own steps would miss, and stops at an end
// where there is none.
func TestNewtonKeepsItsBracket(t *testing.T) {
	for _, want := range []float64{-59, -7, 0, 0.3, 41} {
		got := newton(-farApart, farApart, func(x float64) (float64, float64) {
			return math.Atan(x - want), 1 / (1 + (x-want)*(x-want))
		})
		if math.Abs(got-want) > settled*max(1, math.Abs(want)) {
			t.Errorf("root at %v, want %v", got, want)
		}
	}
	if got := newton(-farApart, farApart, func(x float64) (float64, float64) { return math.Exp(x), math.Exp(x) }); got > -farApart*(1-settled) {
		t.Errorf("no root below %v was found at %v", -farApart, got)
	}
}
