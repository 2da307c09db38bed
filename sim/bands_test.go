package sim

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestBands(t *testing.T) {
	b := NewBands([]float64{0.5, 1, 2}, []float64{1.5, 0, 0.7, 0.5})
	for _, k := range []struct{ time, integral float64 }{
		{0, 0}, {0.25, 0.375}, {0.5, 0.75}, {1, 0.75}, {1.5, 1.1}, {2, 1.45}, {12, 6.45},
	} {
		if got := b.Integral(k.time); math.Abs(got-k.integral) > 1e-15 {
			t.Errorf("Integral(%g) = %g, want %g", k.time, got, k.integral)
		}
		first := k.time
		if k.time == 1 { // where the rate is zero, the first time counts
			first = 0.5
		}
		if got := b.Inverse(k.integral); math.Abs(got-first) > 1e-14 {
			t.Errorf("Inverse(%g) = %g, want %g", k.integral, got, first)
		}
	}
	if got := b.Inverse(math.Inf(1)); !math.IsInf(got, 1) {
		t.Errorf("Inverse(+Inf) = %g", got)
	}
	still := NewBands([]float64{1}, []float64{2, 0})
	if got := still.Inverse(2.5); !math.IsInf(got, 1) || still.Integral(9) != 2 || still.Inverse(2) != 1 {
		t.Errorf("a hazard that stops: Inverse(2.5) = %g, Integral(9) = %g, Inverse(2) = %g",
			got, still.Integral(9), still.Inverse(2))
	}
	if none := NewBands(nil, []float64{0}); none.Inverse(0) != 0 || !math.IsInf(none.Inverse(1e-300), 1) {
		t.Error("a hazard of zero reached something")
	}
}

func TestBandsInverseInvertsIntegral(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "breaks")
		var breaks, rates []float64
		at := 0.0
		for range n {
			at += rapid.Float64Range(0.01, 3).Draw(t, "width")
			breaks = append(breaks, at)
		}
		for range n + 1 {
			rates = append(rates, max(0, rapid.Float64Range(-1, 4).Draw(t, "rate")))
		}
		b := NewBands(breaks, rates)
		h := rapid.Float64Range(0, 20).Draw(t, "h")
		s := b.Inverse(h)
		if math.IsInf(s, 1) {
			if rates[n] != 0 || b.Integral(1e6) > h+1e-9 {
				t.Fatalf("%v %v: %g is never reached, but the integral is %g", breaks, rates, h, b.Integral(1e6))
			}
			return
		}
		if math.Abs(b.Integral(s)-h) > 1e-9*(1+h) {
			t.Fatalf("%v %v: Integral(Inverse(%g)) = %g", breaks, rates, h, b.Integral(s))
		}
		if later := b.Inverse(h * 1.01); later < s {
			t.Fatalf("%v %v: Inverse falls from %g to %g", breaks, rates, s, later)
		}
	})
}

func TestBandsRefused(t *testing.T) {
	for name, f := range map[string]func(){
		"count":          func() { NewBands([]float64{1}, []float64{1}) },
		"falling breaks": func() { NewBands([]float64{2, 1}, []float64{1, 1, 1}) },
		"break at zero":  func() { NewBands([]float64{0}, []float64{1, 1}) },
		"negative rate":  func() { NewBands(nil, []float64{-1}) },
		"no number":      func() { NewBands(nil, []float64{math.NaN()}) },
		"infinite rate":  func() { NewBands(nil, []float64{math.Inf(1)}) },
	} {
		if !panics(f) {
			t.Errorf("%s: accepted", name)
		}
	}
}
