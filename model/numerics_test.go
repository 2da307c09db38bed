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

// The quantile of the Poisson law is the count at which the incomplete gamma function
// reaches u, also at its steps and next to them.
func TestPoissonIsTheSmallestCount(t *testing.T) {
	for _, mean := range []float64{1e-15, 1e-9, 0.3, 4, 60, 650, 700, 2000} {
		below := func(k float64) float64 { return mathext.GammaIncRegComp(k+1, mean) }
		us := []float64{0x1p-53, 1e-9, 0.1, 0.5, 0.9, 1 - 1e-9, 1 - 0x1p-53}
		for k := range 5 {
			step := below(math.Floor(mean) + float64(k))
			us = append(us, step, math.Nextafter(step, 0), math.Nextafter(step, 1), step-1e-9, step+1e-9)
		}
		for _, u := range us {
			if !(u > 0 && u < 1) {
				continue
			}
			want := smallestCount(mean, func(k float64) bool { return below(k) >= u })
			if got := poisson(mean, u); got != want {
				t.Errorf("mean %v, u %v: got %d, want %d", mean, u, got, want)
			}
		}
	}
}

// The secant method finds roots between points that bracket them, however bent the
// function is, asks it at the root last, and stops at the lower end where it is no root's.
func TestSecantKeepsItsBracket(t *testing.T) {
	bent := []func(float64) float64{math.Atan, math.Cbrt, math.Expm1, func(x float64) float64 { return x * x * x }}
	for _, want := range []float64{0.01, 0.7, 39} {
		for k, f := range bent {
			last := 0.0
			got := secant(40, func(x float64) float64 {
				last = x
				return f(x - want)
			})
			if math.Abs(got-want) > 1e-10*max(1, want) || last != got {
				t.Errorf("function %d: root at %v, want %v; asked last at %v", k, got, want, last)
			}
		}
	}
	if got := secant(40, math.Exp); got != 0 {
		t.Errorf("no root above 0 was found at %v", got)
	}
	asked := 0
	got := secant(0, func(float64) float64 {
		asked++
		return -1
	})
	if got != 0 || asked > 2 {
		t.Errorf("between 0 and 0: %v, after %d questions", got, asked)
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
