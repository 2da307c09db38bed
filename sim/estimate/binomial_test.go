package estimate

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

func TestP27EightyPercent(t *testing.T) {
	belief := BetaBelief{Successes: 80, Failures: 20}
	low, high := ClopperPearson(1200, 1500, 0.95)
	wilson, _ := Wilson(1200, 1500, 0.95)
	rate := RateForAssurance(1500, 1200, 0.95)
	agree(t, []answer{
		{"rate 0.78", BinomialUpperTail(1500, 1200, 0.78), 0.03191806950491091, 0},
		{"rate 0.79", BinomialUpperTail(1500, 1200, 0.79), 0.1792425642951098, 0},
		{"rate 0.80", BinomialUpperTail(1500, 1200, 0.80), 0.5154444033671256, 0},
		{"rate 0.81", BinomialUpperTail(1500, 1200, 0.81), 0.8461256567576614, 0},
		{"rate 0.82", BinomialUpperTail(1500, 1200, 0.82), 0.9787266533884207, 0},
		{"rate for 95% assurance", rate, 0.8162315198701653, 0},
		{"correlated, 0.80", BetaBinomialUpperTail(1500, 1200, 0.80, 0.01), 0.5232780839269969, 0},
		{"correlated, 0.82", BetaBinomialUpperTail(1500, 1200, 0.82, 0.01), 0.7091194401916923, 0},
		{"assurance under a belief", belief.UpperTail(1500, 1200), 0.5231924766341076, 0},
		{"belief in 80% or more", belief.AtLeast(0.8), 0.5199785869736622, 0},
		{"Clopper-Pearson, low", low, 0.7788454712881704, 0},
		{"Clopper-Pearson, high", high, 0.8199728798377328, 0},
		{"Wilson, low", wilson, 0.7790026012201183, 0},
	})
}

// All tails against sums of binomial terms, written out for ten trials.
func TestUpperTailsAgainstSums(t *testing.T) {
	choose := []float64{1, 10, 45, 120, 210, 252, 210, 120, 45, 10, 1}
	for atLeast := -1; atLeast <= 11; atLeast++ {
		plain, uniform := 0.0, 0.0
		for x := max(0, atLeast); x <= 10; x++ {
			plain += choose[x] * math.Pow(0.3, float64(x)) * math.Pow(0.7, float64(10-x))
			uniform += 1.0 / 11 // a rate with a flat belief makes every count as likely
		}
		agree(t, []answer{
			{"binomial", BinomialUpperTail(10, atLeast, 0.3), plain, 1e-13},
			{"flat belief", BetaBelief{1, 1}.UpperTail(10, atLeast), uniform, 1e-13},
			{"correlation 1/3 and rate 1/2", BetaBinomialUpperTail(10, atLeast, 0.5, 1.0/3), uniform, 1e-13},
			{"hardly any correlation", BetaBinomialUpperTail(10, atLeast, 0.3, 1e-9), plain, 1e-7},
			{"no correlation", BetaBinomialUpperTail(10, atLeast, 0.3, 0), plain, 1e-13},
		})
	}
	agree(t, []answer{
		{"all or nobody", BetaBinomialUpperTail(10, 3, 0.3, 1), 0.3, 0},
		{"rate 0", BinomialUpperTail(10, 1, 0), 0, 0},
		{"rate 1", BinomialUpperTail(10, 10, 1), 1, 0},
		{"nobody, none wanted", BinomialUpperTail(0, 0, 0.4), 1, 0},
		{"nobody, one wanted", BinomialUpperTail(0, 1, 0.4), 0, 0},
	})
}

func TestIntervalsOfARate(t *testing.T) {
	type bounds func(successes, trials int, confidence float64) (float64, float64)
	for name, interval := range map[string]bounds{"Clopper-Pearson": ClopperPearson, "Wilson": Wilson} {
		for trials := 0; trials <= 12; trials++ {
			for x := 0; x <= trials; x++ {
				low, high := interval(x, trials, 0.9)
				mirrorLow, mirrorHigh := interval(trials-x, trials, 0.9)
				agree(t, []answer{{name + " mirrored, low", low, 1 - mirrorHigh, 1e-12}, {name + " mirrored, high", high, 1 - mirrorLow, 1e-12}})
				if x > 0 && low <= 0 || x < trials && high >= 1 || low >= high {
					t.Errorf("%s of %d in %d: got %v to %v", name, x, trials, low, high)
				}
			}
		}
	}
	low, high := ClopperPearson(3, 10, 0.95)
	agree(t, []answer{
		{"tail at the lower end", BinomialUpperTail(10, 3, low), 0.025, 1e-13},
		{"tail at the upper end", 1 - BinomialUpperTail(10, 4, high), 0.025, 1e-13},
		{"rule of three, exactly", 1 - math.Pow(0.025, 0.1), func() float64 { _, h := ClopperPearson(0, 10, 0.95); return h }(), 1e-13},
	})
}

func TestRateForAssuranceInverts(t *testing.T) {
	for _, c := range []struct {
		trials, atLeast int
		assurance       float64
	}{{1, 1, 0.5}, {20, 16, 0.95}, {1500, 1200, 0.05}, {1500, 1, 0.999}, {10_000, 9_999, 0.8}} {
		rate := RateForAssurance(c.trials, c.atLeast, c.assurance)
		agree(t, []answer{{"assurance", BinomialUpperTail(c.trials, c.atLeast, rate), c.assurance, 1e-12}})
	}
	mustPanic(t, "more successes than trials", func() { RateForAssurance(10, 11, 0.9) })
	mustPanic(t, "rate above 1", func() { BinomialUpperTail(10, 3, 1.2) })
}

// The double sum against every pair of counts of two small cohorts of
// different size, where shares tie at 0, 1/2 and 1.
func TestProbabilityHigher(t *testing.T) {
	const n, m, p, q = 4, 6, 0.6, 0.45
	chooseN, chooseM := []float64{1, 4, 6, 4, 1}, []float64{1, 6, 15, 20, 15, 6, 1}
	want := 0.0
	for a := range n + 1 {
		for b := range m + 1 {
			if a*m > b*n {
				want += chooseN[a] * math.Pow(p, float64(a)) * math.Pow(1-p, float64(n-a)) *
					chooseM[b] * math.Pow(q, float64(b)) * math.Pow(1-q, float64(m-b))
			}
		}
	}
	agree(t, []answer{
		{"different sizes", ProbabilityHigher(n, p, m, q), want, 1e-13},
		{"against nothing", ProbabilityHigher(n, p, m, 0), 1 - math.Pow(1-p, n), 1e-13},
		{"against everything", ProbabilityHigher(n, p, m, 1), 0, 1e-13},
		{"one each", ProbabilityHigher(1, p, 1, q), p * (1 - q), 1e-13},
	})
	// Counts too unlikely to matter are left out: the sum over all of them is the same.
	const many, high, low = 2000, 0.79, 0.75
	all := 0.0
	for x := range many + 1 {
		all += binomialProbability(distuv.Binomial{N: many, P: low}, x) * BinomialUpperTail(many, x+1, high)
	}
	agree(t, []answer{{"likely counts alone", ProbabilityHigher(many, high, many, low), all, 1e-13}})
	if first, last := likelyCounts(many, low); first == 0 || last == many || last-first > 500 {
		t.Errorf("wanted fewer than 500 of %d counts; got %d to %d", many, first, last)
	}
	mustPanic(t, "nobody to compare with", func() { ProbabilityHigher(n, p, 0, q) })
}
