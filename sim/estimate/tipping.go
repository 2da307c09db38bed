package estimate

import (
	"errors"
	"fmt"
	"math"
)

// NetWidening holds the effect of a scheme on two kinds of people it takes in,
// each measured as its outcome with the scheme less without (positive is
// good).
type NetWidening struct {
	EffectIfCharged  float64 // on those who would have been charged
	EffectIfNoAction float64 // on those who would have had no further action
}

// PrevalenceEffects is the change in the share without event from a hazard
// ratio in each kind, over a follow-up with the given cumulative intensity.
func PrevalenceEffects(hazardRatioCharged, hazardRatioNoAction, cumulativeIntensity, frailtyVariance float64) NetWidening {
	without := FrailtySurvival(cumulativeIntensity, frailtyVariance, PopulationSampled)
	effect := func(hazardRatio float64) float64 {
		wantNotNegative("the hazard ratio", hazardRatio)
		return FrailtySurvival(cumulativeIntensity*hazardRatio, frailtyVariance, PopulationSampled) - without
	}
	return NetWidening{EffectIfCharged: effect(hazardRatioCharged), EffectIfNoAction: effect(hazardRatioNoAction)}
}

// CountEffects is the relative fall in events from a hazard ratio in each
// kind.
func CountEffects(hazardRatioCharged, hazardRatioNoAction float64) NetWidening {
	wantNotNegative("the hazard ratio", hazardRatioCharged)
	wantNotNegative("the hazard ratio", hazardRatioNoAction)
	return NetWidening{EffectIfCharged: 1 - hazardRatioCharged, EffectIfNoAction: 1 - hazardRatioNoAction}
}

// ErrNoTippingPoint is returned where an effect has one sign everywhere.
var ErrNoTippingPoint = errors.New("no tipping point")

// TippingShare is the share of would-be no-action people among those taken in
// at which the effect over everyone vanishes: Dc / (Dc - Dn). Without effects
// of opposite sign it returns ErrNoTippingPoint.
func (n NetWidening) TippingShare() (float64, error) {
	if !(n.EffectIfCharged*n.EffectIfNoAction < 0) {
		return 0, fmt.Errorf("%w: effects %.4g on the would-be charged and %.4g on those without further action do not have opposite signs",
			ErrNoTippingPoint, n.EffectIfCharged, n.EffectIfNoAction)
	}
	return n.Crossing(), nil
}

// Crossing is Dc / (Dc - Dn) whatever the signs, for a resample or a replication left
// out, in which effects may have others than in all: between 0 and 1 it is the
// TippingShare.
func (n NetWidening) Crossing() float64 {
	return n.EffectIfCharged / (n.EffectIfCharged - n.EffectIfNoAction)
}

// DeterrenceMultiplier is the factor on everyone's intensity that cancels, in
// counts, a scheme which multiplies that of the engaged share by the hazard
// ratio: 1 / (e HR + 1 - e).
func DeterrenceMultiplier(engagedShare, hazardRatio float64) float64 {
	wantProbability("the engaged share", engagedShare)
	wantNotNegative("the hazard ratio", hazardRatio)
	return 1 / (engagedShare*hazardRatio + 1 - engagedShare)
}

// DeterrenceElasticity is how elastic offending would have to be to the
// certainty of a sanction for the given multiplier to follow from certainty
// falling to the given ratio of what it was: ln g / -ln r.
func DeterrenceElasticity(multiplier, certaintyRatio float64) float64 {
	wantPositive("the multiplier", multiplier)
	wantInside("the certainty ratio", certaintyRatio)
	return math.Log(multiplier) / -math.Log(certaintyRatio)
}

// EngagedShareWorth is the share that has to engage for the cost per event
// avoided to be the given value: cost / (value Lambda (1 - HR)), in pounds per
// person. Where the hazard ratio avoids nothing, or not even everyone engaging
// is enough, it returns ErrNoTippingPoint.
func EngagedShareWorth(costPounds, valuePounds, cumulativeIntensity, hazardRatio float64) (float64, error) {
	wantNotNegative("the cost per person", costPounds)
	wantPositive("the value of an event avoided", valuePounds)
	wantNotNegative("the cumulative intensity", cumulativeIntensity)
	wantNotNegative("the hazard ratio", hazardRatio)
	avoided := cumulativeIntensity * (1 - hazardRatio)
	if !(avoided > 0) {
		return 0, fmt.Errorf("%w: hazard ratio %v at intensity %v avoids no events", ErrNoTippingPoint, hazardRatio, cumulativeIntensity)
	}
	share := costPounds / (valuePounds * avoided)
	if share > 1 {
		return 0, fmt.Errorf("%w: with everyone engaged an event avoided costs £%.0f, more than £%.0f",
			ErrNoTippingPoint, costPounds/avoided, valuePounds)
	}
	return share, nil
}
