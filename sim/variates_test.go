package sim

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// spread are uniforms that reach far into both tails.
func spread(n int) []float64 {
	var us []float64
	for i := range uint64(n) {
		word, other := Philox2x64(i, 0, 0)
		u := Open01(word)
		tail := math.Ldexp(u, -int(other%50))
		us = append(us, u, tail)
		if tail > 0x1p-53 {
			us = append(us, 1-tail)
		}
	}
	return append(us, 0x1p-53, 0.5, 0.5-0x1p-53, 1-0x1p-53, 0.075, 0.925)
}

func TestLogarithmAgreesWithMath(t *testing.T) {
	for _, u := range spread(100_000) {
		got, want := ExpThreshold(u), -math.Log(u)
		if math.Abs(got-want) > 5e-16*want {
			t.Fatalf("ExpThreshold(%v) = %v, want %v", u, got, want)
		}
		if got := Exponential(u); got != -math.Log1p(-u) {
			t.Fatalf("Exponential(%v) = %v", u, got)
		}
	}
	for _, x := range []float64{1, 0x1p-1022, 1e-300, 2, 1e300} {
		if got, want := negativeLog(x), -math.Log(x); math.Abs(got-want) > 5e-16*math.Abs(want) {
			t.Errorf("negativeLog(%g) = %v, want %v", x, got, want)
		}
	}
}

// Pieces of the logarithm must not make it jump: it falls across each seam.
func TestLogarithmFallsAtTheSeams(t *testing.T) {
	for i := range len(logPieces) {
		x := math.Float64frombits(logStart + uint64(i)<<logShift)
		for k := -2; k < 2; k++ {
			if a, b := negativeLog(math.Ldexp(math.Nextafter(x, 0), k)), negativeLog(math.Ldexp(x, k)); !(a >= b) {
				t.Errorf("negativeLog rises at %v: %v, %v", math.Ldexp(x, k), a, b)
			}
		}
	}
}

func TestNormalScore(t *testing.T) {
	normal := distuv.UnitNormal
	for _, u := range spread(20_000) {
		x := NormalScore(u)
		back := math.Erfc(-x/math.Sqrt2) / 2
		// The error of x shows in the probability |x| times larger in the tails.
		if math.Abs(back-u) > 3e-15*u*(1+x*x) || (u > 0.5 && math.Abs(math.Erfc(x/math.Sqrt2)/2-(1-u)) > 3e-15*(1-u)*(1+x*x)) {
			t.Fatalf("NormalScore(%v) = %v, which is the score of %v", u, x, back)
		}
		if want := normal.Quantile(u); u > 1e-3 && u < 1-1e-3 && math.Abs(x-want) > 1e-14 {
			t.Fatalf("NormalScore(%v) = %v, gonum %v", u, x, want)
		}
		if u > 0x1p-52 && u < 1-0x1p-52 && 1-(1-u) == u && NormalScore(1-u) != -x {
			t.Fatalf("NormalScore is not symmetric at %v", u)
		}
	}
}

// Shapes over the whole range against an independent inverse. Gonum inverts
// the lower tail to an absolute tolerance: quantiles below 1e-10 are left to
// the tests that follow.
func TestGammaQuantilesAgreeWithGonum(t *testing.T) {
	for _, shape := range []float64{0.05, 0.1, 0.19, 0.5, 0.8, 1, 2.5, 7, 20} {
		q := GammaQuantiles(shape)
		for score := -8.25; score < 8.25; score += 0.0173 {
			lower, upper := math.Erfc(-score/math.Sqrt2)/2, math.Erfc(score/math.Sqrt2)/2
			want := mathext.GammaIncRegCompInv(shape, upper) / shape
			if score < 0 {
				want = mathext.GammaIncRegInv(shape, lower) / shape
			}
			if want < 1e-10 {
				continue
			}
			if got := q.AtScore(score); math.Abs(got-want) > 1e-8*want+1e-300 {
				t.Errorf("shape %g, score %g: %v, want %v", shape, score, got, want)
			}
		}
	}
}

// In the left tail the quantile is (p Gamma(shape+1))^(1/shape)/shape, up to a
// relative p^(1/shape), which vanishes for small shapes.
func TestGammaQuantilesFarLeft(t *testing.T) {
	for _, shape := range []float64{0.05, 0.1, 0.19} {
		q := GammaQuantiles(shape)
		logGamma, _ := math.Lgamma(shape + 1)
		for score := -9.0; score < -3; score += 0.01 {
			want := (logBelow(score)+logGamma)/shape - math.Log(shape)
			if got := math.Log(q.AtScore(score)); want > -600 && math.Abs(got-want) > 1e-8 {
				t.Errorf("shape %g, score %g: log %v, want %v", shape, score, got, want)
			}
		}
	}
}

// The table must be what it says between its knots too, be monotone, have mean
// 1, and hold the last value beyond its ends.
func TestGammaQuantilesTable(t *testing.T) {
	for _, shape := range []float64{0.05, 0.19, 0.8, 3, 20} {
		q := GammaQuantiles(shape)
		g := newGamma(shape)
		last, y := 0.0, g.logLowest(-9)
		mean := 0.0
		const step = 1.0 / 512
		for score := -9.0; score <= 9; score += step {
			got := q.AtScore(score)
			if got < last {
				t.Fatalf("shape %g falls at score %g", shape, score)
			}
			last = got
			y = g.logQuantile(score, y).value
			if want := math.Exp(y) / shape; math.Abs(got-want) > 1e-8*want+1e-300 {
				t.Fatalf("shape %g, score %g: %v, want %v", shape, score, got, want)
			}
			mean += got * math.Exp(-score*score/2-logRootTwoPi) * step
		}
		if math.Abs(mean-1) > 1e-8 {
			t.Errorf("shape %g: mean %v", shape, mean)
		}
		if q.AtScore(50) != q.AtScore(9) || q.AtScore(-50) != q.AtScore(-9) {
			t.Errorf("shape %g: not flat beyond the table", shape)
		}
	}
	if !panics(func() { GammaQuantiles(0.04) }) || !panics(func() { GammaQuantiles(math.NaN()) }) {
		t.Error("a shape outside the range was accepted")
	}
}

func TestIncompleteGammaAgreesWithGonum(t *testing.T) {
	for _, shape := range []float64{0.05, 0.8, 1, 5.5, 20} {
		g := newGamma(shape)
		for r := 1e-9; r < 100; r *= 1.1 {
			lower, upper, _ := g.tails(math.Log(r))
			wantLower, wantUpper := mathext.GammaIncReg(shape, r), mathext.GammaIncRegComp(shape, r)
			if math.Abs(lower-wantLower) > 1e-13*wantLower+1e-16 || math.Abs(upper-wantUpper) > 1e-12*wantUpper+1e-16 {
				t.Errorf("shape %g at %g: %v %v, want %v %v", shape, r, lower, upper, wantLower, wantUpper)
			}
		}
	}
}
