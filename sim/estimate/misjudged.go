package estimate

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/stat/distuv"
)

// Misjudged is how a target on a count misleads about the rate behind it.
type Misjudged struct {
	AtTarget  float64 // the rate is at the target or above
	FalsePass float64 // it is below, and the count meets the target
	FalseFail float64 // it is not, and the count does not
}

// misjudgedNodes are those of the quadrature, misjudgedReach how many standard deviations
// of either law it covers: what is left out is below a part in a million.
const (
	misjudgedNodes = 200
	misjudgedReach = 10.0
)

// MisjudgedByCount is that of a group of so many people whose rate is its own: beta
// distributed about a mean, so that two of them have the given intraclass correlation,
// as in BetaBinomialUpperTail. Correlation 0 is a rate that is the mean.
func MisjudgedByCount(people int, mean, intraclassCorrelation, target float64) Misjudged {
	wantProbability("the target", target)
	need := CountAtLeast(target, people)
	pass := BetaBinomialUpperTail(people, need, mean, intraclassCorrelation)
	switch {
	case target == 0 || intraclassCorrelation == 0 && PassProbability([]float64{mean}, target) == 1:
		return Misjudged{AtTarget: 1, FalseFail: 1 - pass}
	case intraclassCorrelation == 0 || mean == 0:
		return Misjudged{FalsePass: pass}
	case mean == 1 || intraclassCorrelation == 1: // all or nobody
		return Misjudged{AtTarget: mean}
	case target == 1:
		return Misjudged{FalsePass: pass}
	}
	weight := (1 - intraclassCorrelation) / intraclassCorrelation
	law := distuv.Beta{Alpha: mean * weight, Beta: (1 - mean) * weight}
	reach := misjudgedReach * math.Sqrt(law.Variance())
	around := misjudgedReach * math.Sqrt(target*(1-target)/float64(people))
	over := func(low, high float64, missed func(rate float64) float64) float64 {
		low, high = max(low, mean-reach, 0), min(high, mean+reach, 1)
		if !(low < high) {
			return 0
		}
		return quad.Fixed(func(rate float64) float64 { return law.Prob(rate) * missed(rate) }, low, high, misjudgedNodes, quad.Legendre{}, 1)
	}
	return Misjudged{
		AtTarget:  BetaBelief{Successes: law.Alpha, Failures: law.Beta}.AtLeast(target),
		FalsePass: over(target-around, target, func(rate float64) float64 { return BinomialUpperTail(people, need, rate) }),
		FalseFail: over(target, target+around, func(rate float64) float64 { return 1 - BinomialUpperTail(people, need, rate) }),
	}
}
