package estimate

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Places is how many people a budget can pay for in full once its fixed cost
// is met, at the given cost per person: 1,500 for £60,000 at £40.
func Places(budgetPounds, fixedPounds, costPounds float64) int {
	wantNotNegative("the budget", budgetPounds)
	wantNotNegative("the fixed cost", fixedPounds)
	wantPositive("the cost per person", costPounds)
	places := (budgetPounds - fixedPounds) / costPounds
	return int(math.Max(0, math.Floor(places+shareRounding*math.Max(1, places))))
}

// LimitedDemand is a year of uncertain demand met by a limited number of
// places.
type LimitedDemand struct {
	Served       float64 // expected people served
	TurnedAway   float64 // expected people turned away
	ChanceBeyond float64 // P(more people than places)
	ChanceUsedUp float64 // P(at least as many people as places)
	Places       int
}

// Meet sets a demand (PoissonCounts or OverdispersedCounts) against places:
//
//	served = E[min(N, places)] = sum over k < places of P(N > k)
func Meet(demand NegativeBinomial, places int) LimitedDemand {
	wantCount("places", places)
	served := demand.ExpectedUpTo(places)
	return LimitedDemand{
		Served:       served,
		TurnedAway:   math.Max(0, demand.Mean-served),
		ChanceBeyond: demand.AtLeast(places + 1),
		ChanceUsedUp: demand.AtLeast(places),
		Places:       places,
	}
}

// MeanExhaustion is the mean time, in years, at which the last place goes,
// given that it goes within the year, for Poisson demand: the time of the
// K-th arrival is Gamma(K, rate), so the mean is
//
//	(K / rate) P(N >= K+1) / P(N >= K)
//
// It is 0 with no places and NaN with no demand.
func MeanExhaustion(peoplePerYear float64, places int) float64 {
	wantNotNegative("people per year", peoplePerYear)
	wantCount("places", places)
	if places == 0 {
		return 0
	}
	k := float64(places)
	if peoplePerYear == 0 {
		return math.NaN()
	}
	within := mathext.GammaIncReg(k, peoplePerYear)
	return k / peoplePerYear * ratio(mathext.GammaIncReg(k+1, peoplePerYear), within)
}
