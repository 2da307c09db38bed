package oracle

import (
	"errors"
	"math"

	"diversim/sim/estimate"
)

// number and word are findings that are computed.
func number(name string, x float64) finding { return finding{name: name, number: x} }

func word(name, text string) finding { return finding{name: name, text: text} }

// failed is what to report where the program says that there is no answer: a
// number that equals none.
func failed(name string, err error) finding {
	return finding{name: name, number: math.NaN(), text: err.Error()}
}

// willRogers is P12.
func willRogers() []finding {
	c := estimate.WillRogers(estimate.OfficialCohort{LowShare: 0.5, LowRate: 0.105, HighRate: 0.47, LowRemoved: 0.6})
	return []finding{
		number("official cohort rate before", c.Before),
		number("official cohort rate after", c.After),
		number("apparent change (percentage points)", c.ChangePoints),
		number("true rate among all people contacted (unchanged)", c.Everyone),
		number("observed non-reoffending among the diverted", c.DivertedNonReoffending),
	}
}

// kaplanMeier is P13: twelve people with tied events and censorings, and ten
// followed to their event. Times are in days.
func kaplanMeier() []finding {
	times := []float64{30, 45, 45, 60, 90, 120, 120, 200, 250, 300, 365, 365}
	event := []bool{true, true, false, true, false, true, true, false, true, false, false, false}
	whole := []float64{20, 50, 50, 75, 110, 180, 240, 365, 400, 500}
	curve, err := estimate.KaplanMeier(times, event)
	if err != nil {
		return []finding{failed("KM S(365)", err)}
	}
	everyone := make([]bool, len(whole))
	for i := range everyone {
		everyone[i] = true
	}
	uncensored, err := estimate.KaplanMeier(whole, everyone)
	if err != nil {
		return []finding{failed("uncensored: KM S(365) == empirical P(T>365)", err)}
	}
	events := 0
	for _, e := range event {
		if e {
			events++
		}
	}
	const year = 365
	return []finding{
		number("KM S(365)", curve.Survival(year)),
		number("Greenwood variance at 365", curve.Variance(year)),
		number("Greenwood SE at 365", curve.StandardError(year)),
		number("Nelson-Aalen H(365)", curve.CumulativeHazard(year)),
		number("RMST(365) days", curve.RestrictedMean(year)),
		number("KM S(30)", curve.Survival(30)),
		number("KM S(45)", curve.Survival(45)),
		number("KM S(60)", curve.Survival(60)),
		number("KM S(120)", curve.Survival(120)),
		number("KM S(250)", curve.Survival(250)),
		number("naive event proportion 6/12 (wrong under censoring)", float64(events)/float64(len(times))),
		number("uncensored: KM S(365) == empirical P(T>365)", uncensored.Survival(year)),
		number("uncensored: RMST(365) == mean(min(T,365))", uncensored.RestrictedMean(year)),
	}
}

// sixToTwelve is P14.
func sixToTwelve() []finding {
	const atSix = 0.87
	whole, index := estimate.PopulationSampled, estimate.EventSampled
	return []finding{
		number("S12, theta=0 (homogeneous)", estimate.SixToTwelve(atSix, 0, whole)),
		number("S12, theta=0.5, population-sampled", estimate.SixToTwelve(atSix, 0.5, whole)),
		number("S12, theta=0.5, event-sampled", estimate.SixToTwelve(atSix, 0.5, index)),
		number("S12, theta=1, population-sampled", estimate.SixToTwelve(atSix, 1, whole)),
		number("S12, theta=1, event-sampled", estimate.SixToTwelve(atSix, 1, index)),
		number("S12, theta=2, population-sampled", estimate.SixToTwelve(atSix, 2, whole)),
		number("S12, theta=2, event-sampled", estimate.SixToTwelve(atSix, 2, index)),
		number("S12, theta=4, population-sampled", estimate.SixToTwelve(atSix, 4, whole)),
		number("S12, theta=4, event-sampled", estimate.SixToTwelve(atSix, 4, index)),
	}
}

// eightyPercent is P27: a pilot of 1,500 of whom 1,200 must not reoffend.
func eightyPercent() []finding {
	const pilot, need = 1500, 1200
	belief := estimate.BetaBelief{Successes: 80, Failures: 20}
	low, high := estimate.ClopperPearson(need, pilot, 0.95)
	wilson, _ := estimate.Wilson(need, pilot, 0.95)
	return []finding{
		number("P(X>=1200|p=0.78)", estimate.BinomialUpperTail(pilot, need, 0.78)),
		number("P(X>=1200|p=0.79)", estimate.BinomialUpperTail(pilot, need, 0.79)),
		number("P(X>=1200|p=0.80)", estimate.BinomialUpperTail(pilot, need, 0.80)),
		number("P(X>=1200|p=0.81)", estimate.BinomialUpperTail(pilot, need, 0.81)),
		number("P(X>=1200|p=0.82)", estimate.BinomialUpperTail(pilot, need, 0.82)),
		number("true rate needed for 95% assurance of observing >=80%", estimate.RateForAssurance(pilot, need, 0.95)),
		number("beta-binomial p=0.80, ICC 0.01: P(X>=1200)", estimate.BetaBinomialUpperTail(pilot, need, 0.80, 0.01)),
		number("beta-binomial p=0.82, ICC 0.01: P(X>=1200)", estimate.BetaBinomialUpperTail(pilot, need, 0.82, 0.01)),
		number("assurance under Beta(80,20) belief: P(X>=1200)", belief.UpperTail(pilot, need)),
		number("P(true rate >= 0.8) under Beta(80,20)", belief.AtLeast(0.8)),
		number("Clopper-Pearson 95% lower, 1200/1500", low),
		number("Clopper-Pearson 95% upper, 1200/1500", high),
		number("Wilson 95% lower, 1200/1500", wilson),
	}
}

// twoMoments is P35: 26.2% proven reoffenders with 2.9 reoffences each.
func twoMoments() []finding {
	const prevalence, each = 0.262, 2.9
	law, err := estimate.CountsFit(prevalence, prevalence*each)
	if err != nil {
		return []finding{failed("NB size r", err)}
	}
	never, err := estimate.NeverAgainFit(prevalence, prevalence*each, 1, estimate.EventSampled)
	if err != nil {
		return []finding{failed("event-sampled with theta=1 and never-again class: pi", err)}
	}
	feasible := "yes"
	if _, err := law.EventReading(); errors.Is(err, estimate.ErrSizeTooSmall) {
		feasible = "no"
	}
	return []finding{
		number("mean proven reoffences per person", law.Mean),
		number("NB size r", law.Size),
		number("theta (population-sampled)", law.PopulationReading().FrailtyVariance),
		number("Var[N]", law.Variance()),
		word("event-sampled pure gamma feasible?", feasible),
		number("implied P(N=1)", law.Probability(1)),
		number("implied P(N=2)", law.Probability(2)),
		number("implied P(N=3)", law.Probability(3)),
		number("event-sampled with theta=1 and never-again class: pi", never.Share),
		number("event-sampled with theta=1 and never-again class: Lambda", never.CumulativeIntensity),
	}
}

// lomaxCurve is P43: times in years.
func lomaxCurve() []finding {
	law, err := estimate.LomaxFit(estimate.SurvivalPoint{Time: 1, Survival: 0.724}, estimate.SurvivalPoint{Time: 3, Survival: 0.601})
	if err != nil {
		return []finding{failed("theta", err)}
	}
	rounded := estimate.Lomax{Rate: 0.845, FrailtyVariance: 5.22}
	return []finding{
		number("theta", law.FrailtyVariance),
		number("lambda (per year)", law.Rate),
		number("predicted S(0.25)", law.Survival(0.25)),
		number("predicted S(0.5)", law.Survival(0.5)),
		number("predicted S(1.5)", law.Survival(1.5)),
		number("predicted S(2)", law.Survival(2)),
		number("S(1) at rounded parameters lambda=0.845, theta=5.22", rounded.Survival(1)),
		number("S(3) at rounded parameters", rounded.Survival(3)),
		number("population hazard at t=0.1, rounded parameters", rounded.Hazard(0.1)),
		number("population hazard at t=2, rounded parameters", rounded.Hazard(2)),
	}
}
