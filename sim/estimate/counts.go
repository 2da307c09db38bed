package estimate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// NegativeBinomial is a law of counts with the given mean and size: variance
// mean + mean^2/size. Size +Inf is the Poisson law.
type NegativeBinomial struct{ Mean, Size float64 }

// PoissonCounts is the Poisson law.
func PoissonCounts(mean float64) NegativeBinomial {
	wantNotNegative("the mean of a count", mean)
	return NegativeBinomial{Mean: mean, Size: math.Inf(1)}
}

// FrailtyCounts is the law of the events of one person of the cohort: with
// shape k of the frailty (see Sampling), size k and mean k theta Lambda.
func FrailtyCounts(cumulativeIntensity, frailtyVariance float64, sampling Sampling) NegativeBinomial {
	wantNotNegative("the cumulative intensity", cumulativeIntensity)
	wantNotNegative("the frailty variance", frailtyVariance)
	mean := cumulativeIntensity
	if sampling == EventSampled {
		mean *= 1 + frailtyVariance
	}
	return NegativeBinomial{Mean: mean, Size: sampling.shape(frailtyVariance)}
}

// OverdispersedCounts is the law with the given mean and coefficient of
// variation. It returns an error below the variation of a Poisson law,
// 1/sqrt(mean), where it does not exist; there, exactly, it is that law.
func OverdispersedCounts(mean, coefficientOfVariation float64) (NegativeBinomial, error) {
	wantPositive("the mean of a count", mean)
	wantNotNegative("the coefficient of variation", coefficientOfVariation)
	excess := coefficientOfVariation*coefficientOfVariation - 1/mean
	const rounding = 1e-14
	switch {
	case math.Abs(excess) <= rounding/mean:
		return PoissonCounts(mean), nil
	case excess < 0:
		return NegativeBinomial{}, fmt.Errorf("no negative binomial has mean %v and coefficient of variation %v: it must be at least %.4g, that of a Poisson count",
			mean, coefficientOfVariation, 1/math.Sqrt(mean))
	}
	return NegativeBinomial{Mean: mean, Size: 1 / excess}, nil
}

// CountsFit is the law with the given share of people with at least one event
// and mean events per person. It solves (1 + mean/r)^-r = 1 - prevalence for
// the size r. It returns an error where none exists: the share must be below
// 1 - exp(-mean), which is that of a Poisson count and the greatest possible.
func CountsFit(prevalence, mean float64) (NegativeBinomial, error) {
	if !(prevalence > 0 && prevalence < 1) || !(mean > 0) || math.IsInf(mean, 0) {
		return NegativeBinomial{}, fmt.Errorf("prevalence %v and mean %v: want a prevalence strictly between 0 and 1 and a mean above 0", prevalence, mean)
	}
	log := -math.Log1p(-prevalence)
	const rounding = 1e-12
	switch gap := log/mean - 1; {
	case gap > rounding:
		return NegativeBinomial{}, fmt.Errorf("no gamma frailty fits: with %v events per person at most %.4g of people have one, got %v",
			mean, -math.Expm1(-mean), prevalence)
	case gap > -rounding:
		return PoissonCounts(mean), nil
	}
	excess := func(r float64) float64 { return r*math.Log1p(mean/r) - log }
	const smallest, greatest = -650, 60 // logs of the size
	size := risingRootOfLog(excess, smallest, greatest)
	return NegativeBinomial{Mean: mean, Size: size}, nil
}

func (b NegativeBinomial) check() {
	wantNotNegative("the mean of a count", b.Mean)
	if !(b.Size > 0) {
		panic(fmt.Sprintf("estimate: the size of a negative binomial must be positive, got %v", b.Size))
	}
}

// poisson says whether the law is the limit without overdispersion.
func (b NegativeBinomial) poisson() bool { return math.IsInf(b.Size, 1) }

// Variance is mean + mean^2/size.
func (b NegativeBinomial) Variance() float64 {
	b.check()
	return b.Mean + b.Mean*b.Mean/b.Size
}

// Probability is P(N = n), computed from logarithms.
func (b NegativeBinomial) Probability(n int) float64 {
	b.check()
	switch {
	case n < 0:
		return 0
	case b.Mean == 0:
		if n == 0 {
			return 1
		}
		return 0
	}
	k := float64(n)
	if b.poisson() {
		logFactorial, _ := math.Lgamma(k + 1)
		return math.Exp(k*math.Log(b.Mean) - b.Mean - logFactorial)
	}
	logChoose := 0.0
	if n > 0 {
		logChoose = -math.Log(k) - mathext.Lbeta(k, b.Size)
	}
	spread := b.Mean / b.Size
	return math.Exp(logChoose + k*(math.Log(spread)-math.Log1p(spread)) - b.Size*math.Log1p(spread))
}

// AtLeast is P(N >= n): the regularised incomplete beta function, or gamma for
// the Poisson law.
func (b NegativeBinomial) AtLeast(n int) float64 {
	b.check()
	switch {
	case n <= 0:
		return 1
	case b.Mean == 0:
		return 0
	case b.poisson():
		return mathext.GammaIncReg(float64(n), b.Mean)
	}
	return mathext.RegIncBeta(float64(n), b.Size, b.Mean/(b.Mean+b.Size))
}

// sizeBiased is the law of N - 1 seen from a random event instead of a random
// person: n P(N = n) / mean = P(biased = n - 1).
func (b NegativeBinomial) sizeBiased() NegativeBinomial {
	return NegativeBinomial{Mean: b.Mean * (1 + 1/b.Size), Size: b.Size + 1}
}

// ShareOfEventsFrom is the share of all events that happen to people with at
// least n of them. With no events at all it is NaN.
func (b NegativeBinomial) ShareOfEventsFrom(n int) float64 {
	b.check()
	if b.Mean == 0 {
		return math.NaN()
	}
	return b.sizeBiased().AtLeast(n - 1)
}

// ExpectedUpTo is E[min(N, limit)]: people served under so many places, or
// offers made when a person can have so many.
//
//	sum over n < limit of n P(N = n), plus limit P(N >= limit)
func (b NegativeBinomial) ExpectedUpTo(limit int) float64 {
	b.check()
	wantCount("the limit", limit)
	if limit == 0 || b.Mean == 0 {
		return 0
	}
	below := b.Mean * (1 - b.sizeBiased().AtLeast(limit-1))
	return below + float64(limit)*b.AtLeast(limit)
}

// ShareBeyond is the share of all events after a person's first so many: those
// left out under a cap on offers. With no events at all it is NaN.
func (b NegativeBinomial) ShareBeyond(limit int) float64 {
	return 1 - ratio(b.ExpectedUpTo(limit), b.Mean)
}
