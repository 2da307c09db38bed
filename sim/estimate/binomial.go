package estimate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// BinomialUpperTail is P(X >= atLeast) for X the successes among the trials,
// each with the given rate: the regularised incomplete beta function
// I_rate(k, n-k+1).
func BinomialUpperTail(trials, atLeast int, rate float64) float64 {
	wantCount("trials", trials)
	wantProbability("the rate", rate)
	switch {
	case atLeast <= 0:
		return 1
	case atLeast > trials || rate == 0:
		return 0
	case rate == 1:
		return 1
	}
	return mathext.RegIncBeta(float64(atLeast), float64(trials-atLeast+1), rate)
}

// BetaBinomialUpperTail is P(X >= atLeast) when whole cohorts share their luck:
// the rate of a cohort is beta distributed about the given mean, so that two
// people of one cohort have the given intraclass correlation. Correlation 0 is
// the binomial, 1 is all or nobody.
func BetaBinomialUpperTail(trials, atLeast int, rate, intraclassCorrelation float64) float64 {
	wantCount("trials", trials)
	wantProbability("the rate", rate)
	wantProbability("the intraclass correlation", intraclassCorrelation)
	switch {
	case intraclassCorrelation == 0 || rate == 0 || rate == 1:
		return BinomialUpperTail(trials, atLeast, rate)
	case atLeast <= 0:
		return 1
	case atLeast > trials:
		return 0
	case intraclassCorrelation == 1:
		return rate
	}
	weight := (1 - intraclassCorrelation) / intraclassCorrelation
	return BetaBelief{Successes: rate * weight, Failures: (1 - rate) * weight}.UpperTail(trials, atLeast)
}

// BetaBelief is a belief about a rate, or its spread over cohorts: a beta
// distribution with the weight of so many successes and failures (both above
// 0).
type BetaBelief struct{ Successes, Failures float64 }

// UpperTail is the assurance P(X >= atLeast) of the successes X among the
// trials when the rate itself is drawn from the belief.
func (b BetaBelief) UpperTail(trials, atLeast int) float64 {
	b.check()
	wantCount("trials", trials)
	if atLeast <= 0 {
		return 1
	}
	// ln P(X = n), then each term from the one above it. Differences of log
	// beta functions would lose all figures when the belief is strong.
	var log, sum compensated
	for i := range trials {
		log.add(-math.Log1p(b.Failures / (b.Successes + float64(i))))
	}
	for x := trials; x >= atLeast; x-- {
		sum.add(math.Exp(log.total()))
		k, rest := float64(x-1), float64(trials-x)
		log.add(math.Log((k + 1) / (rest + 1) * (b.Failures + rest) / (b.Successes + k)))
	}
	return math.Min(1, sum.total())
}

// AtLeast is the belief that the true rate is at or above the given one.
func (b BetaBelief) AtLeast(rate float64) float64 {
	b.check()
	wantProbability("the rate", rate)
	return mathext.RegIncBeta(b.Failures, b.Successes, 1-rate)
}

func (b BetaBelief) check() {
	wantPositive("the successes of a belief", b.Successes)
	wantPositive("the failures of a belief", b.Failures)
}

// ClopperPearson is the exact confidence interval of a rate (Clopper and
// Pearson 1934). With no trials it is 0 to 1.
func ClopperPearson(successes, trials int, confidence float64) (low, high float64) {
	wantSuccesses(successes, trials)
	wantInside("the confidence", confidence)
	tail := (1 - confidence) / 2
	low, high = 0, 1
	k, n := float64(successes), float64(trials)
	if successes > 0 {
		low = mathext.InvRegIncBeta(k, n-k+1, tail)
	}
	if successes < trials {
		high = 1 - mathext.InvRegIncBeta(n-k, k+1, tail)
	}
	return low, high
}

// Wilson is the score confidence interval of a rate (Wilson 1927). With no
// trials it is 0 to 1.
func Wilson(successes, trials int, confidence float64) (low, high float64) {
	wantSuccesses(successes, trials)
	wantInside("the confidence", confidence)
	if trials == 0 {
		return 0, 1
	}
	z := distuv.UnitNormal.Quantile((1 + confidence) / 2)
	n := float64(trials)
	p := float64(successes) / n
	centre := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return math.Max(0, centre-half), math.Min(1, centre+half)
}

// RateForAssurance is the true rate at which at least the given number of
// successes is observed with the given probability. It panics unless
// 1 <= atLeast <= trials: nothing is needed for none, and no rate is enough
// for more than all.
func RateForAssurance(trials, atLeast int, assurance float64) float64 {
	wantInside("the assurance", assurance)
	if atLeast < 1 || atLeast > trials {
		panic(fmt.Sprintf("estimate: the successes wanted must be between 1 and the %d trials, got %d", trials, atLeast))
	}
	return mathext.InvRegIncBeta(float64(atLeast), float64(trials-atLeast+1), assurance)
}

// ProbabilityHigher is the chance that one cohort shows a higher share of
// successes than another of its own size and true rate, ties not counted, by
// the double sum, exact to rounding. Both cohorts must have somebody in them.
func ProbabilityHigher(trials int, rate float64, otherTrials int, otherRate float64) float64 {
	wantPositive("trials", float64(trials))
	wantPositive("trials of the other cohort", float64(otherTrials))
	wantProbability("the rate of the other cohort", otherRate)
	other := distuv.Binomial{N: float64(otherTrials), P: otherRate}
	first, last := likelyCounts(otherTrials, otherRate)
	var sum compensated
	for x := first; x <= last; x++ {
		more := x*trials/otherTrials + 1 // the least count with a higher share
		sum.add(binomialProbability(other, x) * BinomialUpperTail(trials, more, rate))
	}
	return math.Min(1, sum.total())
}

// likelyCounts are the ends of what counts but for a chance of exp(-40), which is lost
// in rounding, by the inequality of Bernstein (1924): of 135,000 people a fiftieth of all.
func likelyCounts(trials int, rate float64) (first, last int) {
	const log = 40
	mean := float64(trials) * rate
	apart := log/3.0 + math.Sqrt(log*log/9.0+2*log*mean*(1-rate))
	return max(0, int(mean-apart)), min(trials, int(math.Ceil(mean+apart)))
}

// binomialProbability is P(X = x), with the rates 0 and 1 that the library
// takes logarithms of.
func binomialProbability(law distuv.Binomial, x int) float64 {
	var certain float64
	switch law.P {
	case 0:
		certain = 0
	case 1:
		certain = law.N
	default:
		return law.Prob(float64(x))
	}
	if float64(x) == certain {
		return 1
	}
	return 0
}

func wantSuccesses(successes, trials int) {
	wantCount("trials", trials)
	if successes < 0 || successes > trials {
		panic(fmt.Sprintf("estimate: successes must be between 0 and the %d trials, got %d", trials, successes))
	}
}
