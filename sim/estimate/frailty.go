package estimate

import (
	"errors"
	"fmt"
	"math"
)

// Sampling says how people came into a cohort. It decides the law of their
// frailty, a gamma variable with mean 1 and variance theta in the population.
type Sampling uint8

// The two ways into a cohort.
const (
	// PopulationSampled people are a random sample: frailty is
	// Gamma(shape 1/theta, scale theta).
	PopulationSampled Sampling = iota
	// EventSampled people were recruited by an event of the same process, so
	// frail people are over-represented: Gamma(shape 1/theta + 1, scale theta).
	EventSampled
)

// shape is the shape of the frailty, the exponent of survival. It is +Inf
// without frailty.
func (s Sampling) shape(frailtyVariance float64) float64 {
	if s == EventSampled {
		return 1/frailtyVariance + 1
	}
	return 1 / frailtyVariance
}

// FrailtySurvival is the share of a cohort without event when the cumulative
// intensity of a person of frailty 1 is given:
//
//	(1 + theta Lambda)^-k,  k = 1/theta (population) or 1/theta + 1 (event)
//
// and exp(-Lambda) at theta = 0.
func FrailtySurvival(cumulativeIntensity, frailtyVariance float64, sampling Sampling) float64 {
	wantNotNegative("the cumulative intensity", cumulativeIntensity)
	wantNotNegative("the frailty variance", frailtyVariance)
	if frailtyVariance == 0 {
		return math.Exp(-cumulativeIntensity)
	}
	return math.Exp(-sampling.shape(frailtyVariance) * math.Log1p(frailtyVariance*cumulativeIntensity))
}

// FrailtyIntensity is the cumulative intensity of a person of frailty 1 at which a
// share of a cohort is without event: the inverse of FrailtySurvival.
func FrailtyIntensity(survival, frailtyVariance float64, sampling Sampling) float64 {
	wantProbability("the survival", survival)
	wantNotNegative("the frailty variance", frailtyVariance)
	if frailtyVariance == 0 {
		return -math.Log(survival)
	}
	return math.Expm1(-math.Log(survival)/sampling.shape(frailtyVariance)) / frailtyVariance
}

// SixToTwelve converts the share without event at six months into the share at
// twelve, for a constant intensity and the given frailty variance. Without the
// variance a share at six months does not determine one at twelve.
func SixToTwelve(withoutEventAtSix, frailtyVariance float64, sampling Sampling) float64 {
	return ExtendSurvival(withoutEventAtSix, 2, frailtyVariance, sampling)
}

// ExtendSurvival converts the share without event at one time into the share
// at a multiple of that time, for a constant intensity: with exponent k as in
// FrailtySurvival,
//
//	x = S^(-1/k) - 1,  S' = (1 + multiple x)^-k
//
// and S^multiple at theta = 0.
func ExtendSurvival(survival, multiple, frailtyVariance float64, sampling Sampling) float64 {
	wantProbability("the share without event", survival)
	wantNotNegative("the multiple of the time", multiple)
	wantNotNegative("the frailty variance", frailtyVariance)
	switch {
	case multiple == 0 || survival == 1:
		return 1
	case survival == 0:
		return 0
	case frailtyVariance == 0:
		return math.Pow(survival, multiple)
	}
	shape := sampling.shape(frailtyVariance)
	log := -math.Log(survival) / shape // log(1 + x)
	const exponential = 30             // beyond it 1 is lost beside e^log
	if log > exponential {
		log += math.Log(multiple)
	} else {
		log = math.Log1p(multiple * math.Expm1(log))
	}
	return math.Exp(-shape * log)
}

// Lomax is the time to the first event of a population-sampled cohort with a
// constant intensity and gamma frailty.
type Lomax struct {
	Rate            float64 // mean intensity, per unit of time
	FrailtyVariance float64
}

// Survival is the share without event by the given time, at most 1.
func (l Lomax) Survival(time float64) float64 {
	return FrailtySurvival(l.Rate*time, l.FrailtyVariance, PopulationSampled)
}

// Hazard is the intensity among those still without event at the given time:
// lambda / (1 + theta lambda t). It falls because the frail leave first.
func (l Lomax) Hazard(time float64) float64 {
	wantNotNegative("the time", time)
	return l.Rate / (1 + l.FrailtyVariance*l.Rate*time)
}

// SurvivalPoint is one published point of a survival curve.
type SurvivalPoint struct{ Time, Survival float64 }

// LomaxFit is the Lomax law through two points of a survival curve. With
// x = theta lambda it solves
//
//	ln(1 + x t2) / ln(1 + x t1) = ln S2 / ln S1,  theta = ln(1 + x t1) / -ln S1
//
// It returns an error where no gamma frailty fits: a curve that does not fall
// between the points, or that falls faster than a constant intensity would
// make it.
func LomaxFit(early, late SurvivalPoint) (Lomax, error) {
	for _, p := range []SurvivalPoint{early, late} {
		if !(p.Time > 0) || math.IsInf(p.Time, 0) || !(p.Survival > 0 && p.Survival < 1) {
			return Lomax{}, fmt.Errorf("survival point (%v, %v): want a time above 0 and a share strictly between 0 and 1", p.Time, p.Survival)
		}
	}
	if !(early.Time < late.Time) {
		return Lomax{}, fmt.Errorf("survival points at %v and %v: want the earlier one first", early.Time, late.Time)
	}
	if !(late.Survival < early.Survival) {
		return Lomax{}, fmt.Errorf("no gamma frailty fits: the share without event does not fall between %v (%v) and %v (%v)",
			early.Time, early.Survival, late.Time, late.Survival)
	}
	hazardRatio := math.Log(late.Survival) / math.Log(early.Survival)
	timeRatio := late.Time / early.Time
	const rounding = 1e-12
	switch gap := math.Log(hazardRatio / timeRatio); {
	case gap > rounding:
		return Lomax{}, fmt.Errorf("no gamma frailty fits: %v at %v and %v at %v fall faster than a constant intensity, and frailty only slows the fall",
			early.Survival, early.Time, late.Survival, late.Time)
	case gap > -rounding:
		return Lomax{Rate: -math.Log(early.Survival) / early.Time}, nil
	}
	flattening := func(x float64) float64 {
		return hazardRatio - math.Log1p(x*timeRatio)/math.Log1p(x)
	}
	const smallest, greatest = -45, 650 // logs of x: beyond, no figure of S tells
	if flattening(math.Exp(greatest)) < 0 {
		return Lomax{}, fmt.Errorf("no gamma frailty fits: hardly anyone has an event between %v and %v", early.Time, late.Time)
	}
	x := risingRootOfLog(flattening, smallest, greatest) // per early.Time
	theta := math.Log1p(x) / -math.Log(early.Survival)
	return Lomax{Rate: x / theta / early.Time, FrailtyVariance: theta}, nil
}

// Reading is a pair of parameters that reproduces a law of counts under one
// way of sampling.
type Reading struct {
	CumulativeIntensity float64 // over the follow-up, of a person of frailty 1
	FrailtyVariance     float64
}

// PopulationReading takes the counts as those of a random sample: theta is one
// over the size, Lambda the mean.
func (b NegativeBinomial) PopulationReading() Reading {
	b.check()
	return Reading{CumulativeIntensity: b.Mean, FrailtyVariance: 1 / b.Size}
}

// ErrSizeTooSmall is why counts can have no event-sampled reading.
var ErrSizeTooSmall = errors.New("no gamma frailty of an event-sampled cohort spreads counts this much: " +
	"its negative binomial size is 1/theta + 1 and so above 1; add state dependence or a never-again class")

// EventReading takes the counts as those of people recruited by an event:
// 1/theta is the size less 1, Lambda the mean over 1 + theta. A size of 1 or
// less returns ErrSizeTooSmall.
func (b NegativeBinomial) EventReading() (Reading, error) {
	b.check()
	if b.Size <= 1 {
		return Reading{}, fmt.Errorf("size %.4g: %w", b.Size, ErrSizeTooSmall)
	}
	theta := 1 / (b.Size - 1)
	return Reading{CumulativeIntensity: b.Mean / (1 + theta), FrailtyVariance: theta}, nil
}
