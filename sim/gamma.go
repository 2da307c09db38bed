package sim

import (
	"fmt"
	"math"
)

// GammaQuantiles is the table of the gamma distribution with the given shape
// and mean 1 (so its variance is 1/shape), for shapes from 0.05 to 20; other
// shapes panic. The relative error of a quantile is below 1e-8.
func GammaQuantiles(shape float64) *Quantiles {
	if !(shape >= 0.05 && shape <= 20) {
		panic(fmt.Sprintf("sim: gamma of shape %g, want 0.05 to 20", shape))
	}
	g := newGamma(shape)
	last := knot{value: g.logLowest(-maxScore)}
	return newQuantiles(func(score float64) knot {
		guess := last.value + knotStep*(last.slope+knotStep/2*last.curvature)
		last = g.logQuantile(score, guess)
		return knot{last.value - math.Log(shape), last.slope, last.curvature}
	})
}

// gamma is the gamma distribution with scale 1. Its methods work on the
// logarithm y of the variate r, which the left tail of a small shape needs:
// there r is below the smallest double.
type gamma struct{ shape, logGamma float64 }

func newGamma(shape float64) gamma {
	logGamma, _ := math.Lgamma(shape)
	return gamma{shape, logGamma}
}

// logDensity is the logarithm of the density of y at r = exp(y).
func (g gamma) logDensity(y, r float64) float64 {
	return g.shape*y - r - g.logGamma
}

// tails are the regularised incomplete gamma functions P and Q at exp(y), and the
// density of y: the series for P, the continued fraction (modified Lentz) for Q, each
// where it converges fast and the other is not small. Abramowitz and Stegun (1964),
// 6.5.29 and 6.5.31.
func (g gamma) tails(y float64) (lower, upper, density float64) {
	const enough = 1e-17
	r := math.Exp(y)
	density = math.Exp(g.logDensity(y, r))
	if r < g.shape+1 {
		term := 1 / g.shape
		sum := term
		for n := 1.0; term > enough*sum; n++ {
			term *= r / (g.shape + n)
			sum += term
		}
		lower = density * sum
		return lower, 1 - lower, density
	}
	b := r + 1 - g.shape
	d := 1 / b
	fraction, c := d, math.Inf(1)
	for i := 1.0; ; i++ {
		a := -i * (i - g.shape)
		b += 2
		d = 1 / (a*d + b)
		c = b + a/c
		fraction *= c * d
		if math.Abs(c*d-1) < 4e-16 {
			break
		}
	}
	upper = density * fraction
	return 1 - upper, upper, density
}

// logLowest is a bound below the quantile at a score, and close to it in the
// left tail: P is at most r^shape / Gamma(shape+1).
func (g gamma) logLowest(score float64) float64 {
	return (logBelow(score) + g.logGamma + math.Log(g.shape)) / g.shape
}

// logQuantile is the logarithm of the quantile at a standard normal score, by
// Newton steps from a guess on the logarithm of the smaller tail. That is
// concave in y, so that the steps approach the root from one side, whatever
// the guess.
func (g gamma) logQuantile(score, guess float64) knot {
	want := logBelow(-math.Abs(score))
	y := guess
	for {
		lower, upper, density := g.tails(y)
		var step float64
		if score <= 0 {
			step = (want - math.Log(lower)) * lower / density
		} else {
			step = (math.Log(upper) - want) * upper / density
		}
		y += step
		if math.Abs(step) < 1e-9 {
			break
		}
	}
	r := math.Exp(y)
	slope := math.Exp(-score*score/2 - logRootTwoPi - g.logDensity(y, r))
	return knot{y, slope, -score*slope - (g.shape-r)*slope*slope}
}

const logRootTwoPi = 0.91893853320467274178 // log of the square root of 2 pi

// logBelow is the logarithm of the standard normal probability below a score.
func logBelow(score float64) float64 { return math.Log(math.Erfc(-score/math.Sqrt2) / 2) }
