package estimate

import (
	"fmt"
	"math"
)

// NeverAgain is a cohort of which a share has no event whatever happens, the
// rest having gamma frailty.
type NeverAgain struct {
	Share float64 // the never-again class
	Reading
	Sampling Sampling
}

// Survival is the share without event when the intensity of everyone is
// multiplied by the given hazard ratio:
//
//	pi + (1 - pi) (1 + theta Lambda HR)^-k
func (c NeverAgain) Survival(hazardRatio float64) float64 {
	wantProbability("the never-again share", c.Share)
	wantNotNegative("the hazard ratio", hazardRatio)
	return c.Share + (1-c.Share)*FrailtySurvival(c.CumulativeIntensity*hazardRatio, c.FrailtyVariance, c.Sampling)
}

// NeverAgainFit is the cohort with the given frailty variance that has the
// given share of people with at least one event and mean events per person.
// Events per person with any, Lambda k theta / (1 - (1 + theta Lambda)^-k),
// depend on Lambda alone and rise from 1; the share of the class follows. It
// returns an error where no cohort fits: at most one event per person with
// any, or fewer people with events than would need no such class.
func NeverAgainFit(prevalence, mean, frailtyVariance float64, sampling Sampling) (NeverAgain, error) {
	wantNotNegative("the frailty variance", frailtyVariance)
	if !(prevalence > 0 && prevalence < 1) || !(mean > prevalence) || math.IsInf(mean, 0) {
		return NeverAgain{}, fmt.Errorf("prevalence %v and mean %v: want a prevalence strictly between 0 and 1 and more than one event per person with any", prevalence, mean)
	}
	perPerson := mean / prevalence
	excess := func(intensity float64) float64 {
		law := FrailtyCounts(intensity, frailtyVariance, sampling)
		return law.Mean/law.AtLeast(1) - perPerson
	}
	const smallest = -40 // logs of Lambda
	greatest := math.Log(perPerson) + 1
	intensity := risingRootOfLog(excess, smallest, greatest)
	affected := FrailtyCounts(intensity, frailtyVariance, sampling).AtLeast(1)
	share := 1 - prevalence/affected
	if share < 0 {
		return NeverAgain{}, fmt.Errorf("no never-again class fits: with frailty variance %v and %.4g events per person with any, %.4g of people have one and %v should",
			frailtyVariance, perPerson, affected, prevalence)
	}
	return NeverAgain{
		Share:    share,
		Reading:  Reading{CumulativeIntensity: intensity, FrailtyVariance: frailtyVariance},
		Sampling: sampling,
	}, nil
}
