package estimate

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// NormalGain is what a scheme costs and achieves beside its comparator, per
// person, as far as it is known: two normal quantities that go together.
type NormalGain struct {
	Cost, CostSD     float64 // pounds more
	Effect, EffectSD float64 // more of what is wanted, such as reoffences avoided
	Correlation      float64
}

// PerUnit is the extra cost of a unit of effect. It means nothing without the
// signs of both: a scheme that costs less and does more has a negative ratio,
// as has one that costs more and does less. NaN where the effect is 0.
func (g NormalGain) PerUnit() float64 { return ratio(g.Cost, g.Effect) }

// NetBenefit is the mean and standard deviation of value times effect less
// cost, in pounds, at a value of a unit of effect.
func (g NormalGain) NetBenefit(value float64) (mean, sd float64) {
	g.check()
	variance := value*value*g.EffectSD*g.EffectSD + g.CostSD*g.CostSD - 2*value*g.Correlation*g.CostSD*g.EffectSD
	return value*g.Effect - g.Cost, math.Sqrt(math.Max(0, variance))
}

// Acceptability is the probability that the net benefit is above 0.
func (g NormalGain) Acceptability(value float64) float64 {
	mean, sd := g.NetBenefit(value)
	return distuv.UnitNormal.CDF(mean / sd)
}

// PerfectInformation is what it is worth, in pounds per person, to know cost
// and effect before deciding.
func (g NormalGain) PerfectInformation(value float64) float64 {
	return NormalLoss(g.NetBenefit(value))
}

// InformationOnEffect is what it is worth to know the effect, and of the cost
// what follows from it.
func (g NormalGain) InformationOnEffect(value float64) float64 {
	mean, _ := g.NetBenefit(value)
	return NormalLoss(mean, math.Abs(value*g.EffectSD-g.Correlation*g.CostSD))
}

// InformationOnCost is what it is worth to know the cost, and of the effect
// what follows from it.
func (g NormalGain) InformationOnCost(value float64) float64 {
	mean, _ := g.NetBenefit(value)
	return NormalLoss(mean, math.Abs(value*g.Correlation*g.EffectSD-g.CostSD))
}

func (g NormalGain) check() {
	wantNotNegative("the standard deviation of the cost", g.CostSD)
	wantNotNegative("the standard deviation of the effect", g.EffectSD)
	wantProbability("the size of the correlation", math.Abs(g.Correlation))
}

// NormalLoss is what is lost on average by deciding on the mean of a normal
// quantity of which only the sign matters:
//
//	sd phi(mean/sd) − |mean| Phi(−|mean|/sd)
func NormalLoss(mean, sd float64) float64 {
	wantNotNegative("the standard deviation", sd)
	if sd == 0 {
		return 0
	}
	z := math.Abs(mean) / sd
	return sd*distuv.UnitNormal.Prob(z) - math.Abs(mean)*distuv.UnitNormal.CDF(-z)
}

// ForPopulation is what something worth so many pounds a person is worth for
// people who come at a steady rate over some years, at a discount rate.
func ForPopulation(poundsPerPerson, peoplePerYear, years float64, discount Rate) float64 {
	wantNotNegative("people a year", peoplePerYear)
	wantNotNegative("the years", years)
	return poundsPerPerson * peoplePerYear * discount.Flow(0, years)
}
