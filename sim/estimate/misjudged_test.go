package estimate

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

// A rate that is beta distributed is below a target, and the count meets it, with the
// exact probability: the sum over counts of their beta-binomial probability and the beta
// probability of the rate given the count.
func TestMisjudgedByCount(t *testing.T) {
	for _, c := range []struct {
		people                    int
		mean, correlation, target float64
	}{
		{1500, 0.768, 0.0093, 0.8},
		{1500, 0.8, 0.0001, 0.8},
		{100, 0.7, 0.05, 0.8},
		{100, 0.85, 0.3, 0.8},
		{20, 0.5, 0.6, 0.8},
		{7, 0.95, 0.02, 0.9},
		{1500, 0.768, 1e-7, 0.8},
		{1500, 0.795, 1e-6, 0.8},
	} {
		weight := (1 - c.correlation) / c.correlation
		a, b, n := c.mean*weight, (1-c.mean)*weight, float64(c.people)
		need := CountAtLeast(c.target, c.people)
		want := Misjudged{AtTarget: mathext.RegIncBeta(b, a, 1-c.target)}
		for k := range c.people + 1 {
			x := float64(k)
			lx, _ := math.Lgamma(x + 1)
			lr, _ := math.Lgamma(n - x + 1)
			ln, _ := math.Lgamma(n + 1)
			count := math.Exp(ln - lx - lr + mathext.Lbeta(a+x, b+n-x) - mathext.Lbeta(a, b))
			below := mathext.RegIncBeta(a+x, b+n-x, c.target)
			if k >= need {
				want.FalsePass += count * below
			} else {
				want.FalseFail += count * (1 - below)
			}
		}
		got := MisjudgedByCount(c.people, c.mean, c.correlation, c.target)
		for name, pair := range map[string][2]float64{
			"at the target": {got.AtTarget, want.AtTarget}, "false pass": {got.FalsePass, want.FalsePass}, "false fail": {got.FalseFail, want.FalseFail},
		} {
			if math.Abs(pair[0]-pair[1]) > 2e-6 {
				t.Errorf("%+v, %s: %v, exactly %v", c, name, pair[0], pair[1])
			}
		}
	}
}

// Where nothing varies, or all at once, or the target is nothing or everything, the
// answers are those of one rate.
func TestMisjudgedAtTheEnds(t *testing.T) {
	pass := func(rate float64) float64 { return BinomialUpperTail(50, 40, rate) }
	for _, c := range []struct {
		mean, correlation, target float64
		want                      Misjudged
	}{
		{0.8, 0, 0.8, Misjudged{AtTarget: 1, FalseFail: 1 - pass(0.8)}},
		{0.79, 0, 0.8, Misjudged{FalsePass: pass(0.79)}},
		{0.7, 1, 0.8, Misjudged{AtTarget: 0.7}},
		{0, 0.3, 0.8, Misjudged{}},
		{1, 0.3, 0.8, Misjudged{AtTarget: 1}},
		{0.3, 0.2, 0, Misjudged{AtTarget: 1}},
		{0.9, 0.2, 1, Misjudged{FalsePass: BetaBinomialUpperTail(50, 50, 0.9, 0.2)}},
	} {
		if got := MisjudgedByCount(50, c.mean, c.correlation, c.target); got != c.want {
			t.Errorf("mean %v, correlation %v, target %v: %+v, want %+v", c.mean, c.correlation, c.target, got, c.want)
		}
	}
}
