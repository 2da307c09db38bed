package evidence

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

// priorCases gives each prior with its mean and median, from textbook formulas or,
// where the comment says so, from solving the distribution function elsewhere.
var priorCases = []struct {
	prior        Prior
	mean, median float64
}{
	{Beta{A: 1, B: 1}, 0.5, 0.5},
	{Beta{A: 50, B: 50}, 0.5, 0.5},
	{Beta{A: 30, B: 1}, 30.0 / 31, math.Pow(0.5, 1.0/30)},
	{Beta{A: 1, B: 19}, 0.05, 1 - math.Pow(0.5, 1.0/19)},
	{Beta{A: 2, B: 1}, 2.0 / 3, math.Sqrt(0.5)},
	{LogNormalAt(2, 0.7), 2 * math.Exp(0.245), 2},
	{LogNormal{Mu: 0, Sigma: 0.1}, math.Exp(0.005), 1},
	{Normal{Mean: -0.123, SD: 0.059}, -0.123, -0.123},
	// A normal cut at its own mean is half-normal.
	{NormalPositive{Mean: 0, SD: 0.05}, 0.05 * math.Sqrt(2/math.Pi), 0.05 * 0.6744897501960817},
	// Cut one standard deviation below the mean: mean 1 + phi(1)/Phi(1), median
	// where the normal distribution function is 1 - Phi(1)/2.
	{NormalPositive{Mean: 1, SD: 1}, 1 + 0.24197072451914337/0.8413447460685429, 1.2001736861668912},
	{HalfNormal{SD: 0.16}, 0.16 * math.Sqrt(2/math.Pi), 0.16 * 0.6744897501960817},
	{Uniform{Low: 17, High: 22}, 19.5, 19.5},
	// With CV 1 the gamma is exponential.
	{Gamma{Mean: 3, CV: 1}, 3, 3 * math.Ln2},
	// With CV sqrt(1/2) it has two exponential stages; the median solves
	// exp(-x)(1+x) = 1/2 at x = 1.67834699, here with stages of mean 1.
	{Gamma{Mean: 2, CV: math.Sqrt(0.5)}, 2, 1.6783469900},
	{Spike{At: 0, Weight: 0.5, Else: HalfNormal{SD: 0.1}}, 0.05 * math.Sqrt(2/math.Pi), 0},
	{Spike{At: 10, Weight: 0.25, Else: Uniform{Low: 0, High: 1}}, 2.875, 2.0 / 3},
	// A spike inside the range of the rest: 0.3 below, 0.4 at, 0.3 above.
	{Spike{At: 0.5, Weight: 0.4, Else: Uniform{Low: 0, High: 1}}, 0.5, 0.5},
	{DirichletPart{Share: 0.5, Total: 2}, 0.5, 0.5},
	// Beta(3, 17): the median is where 3 or more of 19 is as likely as not.
	{DirichletPart{Share: 0.15, Total: 20}, 0.15, 0.13827116211481513},
}

// The mean is the integral of the quantile over (0, 1). The midpoint rule on
// 20,000 points errs by less than 2e-3 of the mean on these; a wrong formula by
// far more.
func TestPriorMeansAndMedians(t *testing.T) {
	const points = 20_000
	for _, c := range priorCases {
		sum := 0.0
		for i := range points {
			sum += c.prior.Quantile((float64(i) + 0.5) / points)
		}
		if mean := sum / points; math.Abs(mean-c.mean) > 2e-3*math.Abs(c.mean) {
			t.Errorf("%v: mean %v, want %v", c.prior, mean, c.mean)
		}
		if median := c.prior.Quantile(0.5); math.Abs(median-c.median) > 1e-6 {
			t.Errorf("%v: median %.9g, want %.9g", c.prior, median, c.median)
		}
	}
}

func TestPriorQuantilesNeverDecrease(t *testing.T) {
	for _, c := range priorCases {
		previous := c.prior.Quantile(0)
		for i := 1; i <= 10_000; i++ {
			u := float64(i) / 10_000
			x := c.prior.Quantile(u)
			if !(x >= previous) {
				t.Fatalf("%v: quantile falls from %v to %v at u = %v", c.prior, previous, x, u)
			}
			previous = x
		}
	}
}

// The quantiles of beta and gamma come from an iterative inverse; it must hold for
// mixes with tiny shares and large counts too. The distribution functions are the
// check.
func TestIterativeQuantilesInvertTheDistribution(t *testing.T) {
	for _, p := range []Beta{{8, 12}, {3, 7}, {0.2, 49.8}, {0.5, 0.5}, {1, 19}, {30, 1}, {430, 106_400}, {27_900, 78_900}, {0.02, 50}} {
		for _, u := range []float64{1e-6, 0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999, 1 - 1e-6} {
			x := p.Quantile(u)
			if back := mathext.RegIncBeta(p.A, p.B, x); math.Abs(back-u) > 1e-9 && x > 1e-300 {
				t.Errorf("%v at %v: %v, which has %v below it", p, u, x, back)
			}
		}
	}
	for _, p := range []Gamma{{0.08, 0.5}, {6, 0.3}, {1, 0.01}, {1, 1}} {
		for _, u := range []float64{1e-6, 0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999, 1 - 1e-6} {
			shape := 1 / (p.CV * p.CV)
			x := p.Quantile(u)
			if back := mathext.GammaIncReg(shape, x*shape/p.Mean); math.Abs(back-u) > 1e-9 {
				t.Errorf("%v at %v: %v, which has %v below it", p, u, x, back)
			}
		}
	}
}

func TestPriorEnds(t *testing.T) {
	cases := []struct {
		prior     Prior
		low, high float64
	}{
		{Beta{A: 2, B: 3}, 0, 1},
		{LogNormalAt(1, 1), 0, math.Inf(1)},
		{Normal{Mean: 0, SD: 1}, math.Inf(-1), math.Inf(1)},
		{NormalPositive{Mean: 1, SD: 1}, 0, math.Inf(1)},
		{Uniform{Low: 0.1, High: 0.3}, 0.1, 0.3},
		{Gamma{Mean: 1, CV: 0.5}, 0, math.Inf(1)},
		{Spike{At: math.Inf(1), Weight: 0.25, Else: LogNormalAt(2, 0.7)}, 0, math.Inf(1)},
	}
	for _, c := range cases {
		if low, high := c.prior.Quantile(0), c.prior.Quantile(1); low != c.low || high != c.high {
			t.Errorf("%v runs from %v to %v, want %v to %v", c.prior, low, high, c.low, c.high)
		}
	}
}

func TestSpikeHoldsItsWeight(t *testing.T) {
	// A quarter of the mass is infinite, the rest is the log-normal unchanged.
	p := Spike{At: math.Inf(1), Weight: 0.25, Else: LogNormalAt(2, 0.7)}
	if got := p.Quantile(0.375); math.Abs(got-2) > 1e-9 {
		t.Errorf("half of the finite part lies below %v, want 2", got)
	}
	if got := p.Quantile(0.7499); math.IsInf(got, 1) {
		t.Error("the spike begins too early")
	}
	if got := p.Quantile(0.7501); !math.IsInf(got, 1) {
		t.Errorf("the spike begins too late: %v", got)
	}
}

func TestPriorsRefuseWhatTheyCannotUse(t *testing.T) {
	for name, call := range map[string]func(){
		"u below 0":         func() { Uniform{Low: 0, High: 1}.Quantile(-0.1) },
		"u above 1":         func() { Beta{A: 1, B: 1}.Quantile(1.1) },
		"u not a number":    func() { Normal{SD: 1}.Quantile(math.NaN()) },
		"no shape":          func() { Beta{A: 1}.Quantile(0.5) },
		"no spread":         func() { LogNormal{Mu: 1}.Quantile(0.5) },
		"gamma too wide":    func() { Gamma{Mean: 1, CV: 1.1}.Quantile(0.5) },
		"no mean":           func() { Gamma{CV: 1}.Quantile(0.5) },
		"median not above":  func() { LogNormalAt(0, 1) },
		"empty interval":    func() { Uniform{Low: 1, High: 1}.Quantile(0.5) },
		"spike of all":      func() { Spike{Weight: 1, Else: Normal{SD: 1}}.Quantile(0.5) },
		"spike and nothing": func() { Spike{Weight: 0.5}.Quantile(0.5) },
		"nothing above 0":   func() { NormalPositive{Mean: -50, SD: 1}.Quantile(0.5) },
		"fixed":             func() { Fixed{}.Quantile(0.5) },
	} {
		mustPanic(t, name, "evidence: ", call)
	}
}

func TestPriorsInWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Beta{A: 50, B: 50}.String(), "Beta(50, 50)"},
		{LogNormalAt(2, 0.7).String(), "log-normal(median 2, sigma 0.7)"},
		{
			Spike{At: math.Inf(1), Weight: 0.25, Else: LogNormalAt(2, 0.7)}.String(),
			"unlimited with probability 0.25, else log-normal(median 2, sigma 0.7)",
		},
		{Fixed{}.String(), "fixed"},
		{Normal{Mean: 1, SD: 2}.String(), "normal(mean 1, SD 2)"},
		{NormalPositive{Mean: 1, SD: 2}.String(), "normal(mean 1, SD 2) above 0"},
		{HalfNormal{SD: 2}.String(), "half-normal(SD 2)"},
		{Uniform{Low: 1, High: 2}.String(), "uniform(1, 2)"},
		{Gamma{Mean: 1, CV: 0.5}.String(), "gamma(mean 1, CV 0.5)"},
		{DirichletPart{Share: 0.25, Total: 50}.String(), "part of a Dirichlet(mean 0.25, total 50)"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// mustPanic checks that call panics with a message that begins with prefix.
func mustPanic(t *testing.T, name, prefix string, call func()) {
	t.Helper()
	defer func() {
		t.Helper()
		switch message := fmt.Sprint(recover()); {
		case message == "<nil>":
			t.Errorf("%s: no panic", name)
		case len(message) < len(prefix) || message[:len(prefix)] != prefix:
			t.Errorf("%s: panic %q, want one that begins with %q", name, message, prefix)
		}
	}()
	call()
}
