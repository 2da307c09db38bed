package oracle

import (
	"fmt"

	"diversim/sim/estimate"
)

// discounting is P24: what money and health of later years are worth now, and
// prices of one year in those of another.
func discounting() []finding {
	const cost, health = estimate.Rate(0.035), estimate.Rate(0.015)
	return []finding{
		number("discount factor t=5, 3.5%", cost.Factor(5)),
		number("PV of 1000/yr, end-year, 5 years, 3.5%", 1000*cost.EndOfYear(5)),
		number("PV of 1000/yr, mid-year, 5 years, 3.5%", 1000*cost.MidYear(5)),
		number("PV of continuous 1000/yr, 5 years, 3.5%", 1000*cost.Flow(0, 5)),
		number("discounted QALYs of 0.85/yr for 10 years, continuous, 1.5%", 0.85*health.Flow(0, 10)),
		number("1000 in 2015-16 prices -> 2023-24 (illustrative index)", estimate.Reprice(1000, 88.0, 116.9)),
		number("PV of a 500 cost at day 400 (400/365.25 yr), 3.5%", 500*cost.Factor(400/365.25)),
	}
}

// valueOfInformation is P25: cost and reoffences avoided are normal and go
// together, and a reoffence avoided is worth £2,000.
func valueOfInformation() []finding {
	const value, people = 2000, 1500
	g := estimate.NormalGain{Cost: 30, CostSD: 25, Effect: 0.04, EffectSD: 0.03, Correlation: -0.3}
	mean, sd := g.NetBenefit(value)
	perfect := g.PerfectInformation(value)
	all := []finding{
		number("ICER (per reoffence avoided)", g.PerUnit()),
		number("E[INB] at 2000", mean),
		number("sd[INB] at 2000", sd),
		number("EVPI per person at 2000", perfect),
		number("EVPI for 1500 people", estimate.ForPopulation(perfect, people, 1, 0)),
		number("EVPPI(dE) per person at 2000", g.InformationOnEffect(value)),
		number("EVPPI(dC) per person at 2000", g.InformationOnCost(value)),
	}
	for _, at := range []float64{0, 500, 750, 1000, 2000, 5000} {
		all = append(all, number(fmt.Sprintf("CEAC at %.0f", at), g.Acceptability(at)))
	}
	return all
}

// breakEven is P26: what an effect must be for £40 a person to pay for itself.
func breakEven() []finding {
	const people = 1500
	at := func(released float64) estimate.BreakEven {
		return estimate.BreakEven{CostPounds: 40, CumulativeIntensity: 0.7598, Engaged: 0.45, ValuePounds: 3000, Released: released}
	}
	return []finding{
		number("break-even HR among engaged, average-cost", at(1).HazardRatio()),
		number("break-even offences avoided per 1500, average-cost", at(1).Avoided(people)),
		number("break-even HR among engaged, marginal 25%", at(0.25).HazardRatio()),
		number("break-even offences avoided per 1500, marginal 25%", at(0.25).Avoided(people)),
		number("break-even HR among engaged, cashable 5%", at(0.05).HazardRatio()),
		number("break-even offences avoided per 1500, cashable 5%", at(0.05).Avoided(people)),
		number("population-level break-even relative reduction, average-cost", at(1).Reduction()),
	}
}
