package estimate

// BreakEven is what a scheme must do to repay its cost: an effect on the
// offences of those it engages, each offence avoided being worth a sum of which
// a share is released.
type BreakEven struct {
	CostPounds          float64 // per accepted person
	CumulativeIntensity float64 // offences of an accepted person without the scheme, Lambda
	Engaged             float64 // share of accepted people whom the scheme engages
	ValuePounds         float64 // of an offence avoided, at average cost
	Released            float64 // share of that value that is released: 1, marginal, cashable
}

// HazardRatio is the ratio of the engaged at which the scheme repays its cost,
// 1 - c/(Lambda e v s). A ratio below 0 says that no effect is large enough,
// NaN that nothing can be saved.
func (b BreakEven) HazardRatio() float64 {
	b.check()
	return 1 - ratio(b.CostPounds, b.CumulativeIntensity*b.Engaged*b.ValuePounds*b.Released)
}

// Avoided is how many offences some accepted people must be spared for the
// scheme to repay its cost.
func (b BreakEven) Avoided(people float64) float64 {
	b.check()
	return ratio(people*b.CostPounds, b.ValuePounds*b.Released)
}

// Reduction is the share by which the offences of all accepted people must fall.
func (b BreakEven) Reduction() float64 {
	b.check()
	return ratio(b.CostPounds, b.CumulativeIntensity*b.ValuePounds*b.Released)
}

func (b BreakEven) check() {
	wantNotNegative("the cost per accepted person", b.CostPounds)
	wantNotNegative("the offences without the scheme", b.CumulativeIntensity)
	wantProbability("the engaged share", b.Engaged)
	wantNotNegative("the value of an offence", b.ValuePounds)
	wantProbability("the share released", b.Released)
}
