package outcome

import "diversim/model/ledger"

// Economy is what a cohort costs and how it fares, per person.
type Economy struct {
	Cost      Costs   // present value in pounds, at average cost
	Crimes    crimes  // latent offences of follow-up, discounted as costs are
	QALYs     float64 // discounted
	Unbroken  float64 // the same, had the dead lived on as they were
	DeathCost float64 // present value in pounds of deaths, as fatalities prevented
}

// Economy adds a cohort up; of nobody everything is NaN.
func (p *People) Economy() Economy {
	var e Economy
	for i := range p.Len() {
		for payer, pence := range p.Cost[i] {
			e.Cost[payer] += pence
		}
		for kind, n := range p.Crimes[i] {
			e.Crimes[kind] += n
		}
		e.QALYs += p.QALY[i]
		e.Unbroken += p.Unbroken[i]
		e.DeathCost += p.DeathCost[i]
	}
	for payer := range e.Cost {
		e.Cost[payer] = over(e.Cost[payer]+p.Common[payer], p.Len()) / penceInPound
	}
	for kind := range e.Crimes {
		e.Crimes[kind] = over(e.Crimes[kind], p.Len())
	}
	e.QALYs, e.Unbroken = over(e.QALYs, p.Len()), over(e.Unbroken, p.Len())
	e.DeathCost = over(e.DeathCost, p.Len()) / penceInPound
	return e
}

// Health is the value in pounds of a cohort's health, deaths valued once: by
// the QALYs lost to them, or as fatalities.
func (e Economy) Health(qaly float64, v *ledger.Values) float64 {
	if v.FatalityCounts {
		return qaly*e.Unbroken - e.DeathCost
	}
	return qaly * e.QALYs
}
