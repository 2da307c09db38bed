package estimate

import "math"

// Rate is a yearly discount rate: at 0.035 a pound of next year is worth
// £1/1.035 today. All present values are those of time 0, with time in years.
type Rate float64

// Factor is what one pound due at a time is worth now, (1+r)^-t. At a rate of
// 0 it is exactly 1.
func (r Rate) Factor(years float64) float64 { return r.Force().Factor(years) }

// Flow is the present value of one pound a year that accrues evenly between
// two times. At a rate of 0 it is exactly the time between them.
func (r Rate) Flow(from, to float64) float64 { return r.Force().Flow(from, to) }

// Force is a yearly rate in continuous time, ln(1+r): for those who discount
// much at one rate.
type Force float64

// Factor is what one pound due at a time in years is worth now.
func (f Force) Factor(years float64) float64 { return math.Exp(-years * float64(f)) }

// Flow is the present value of one pound a year that accrues evenly between
// two times in years.
func (f Force) Flow(from, to float64) float64 {
	if f == 0 {
		return to - from
	}
	force := float64(f)
	return f.Factor(from) * -math.Expm1(-force*(to-from)) / force
}

// EndOfYear is the present value of one pound at the end of each of some years.
func (r Rate) EndOfYear(years int) float64 { return r.annuity(years, 1) }

// MidYear is the same, half a year earlier each.
func (r Rate) MidYear(years int) float64 { return r.annuity(years, 0.5) }

func (r Rate) annuity(years int, first float64) float64 {
	wantCount("the number of years", years)
	var sum compensated
	for k := range years {
		sum.add(r.Factor(float64(k) + first))
	}
	return sum.total()
}

// Force is the rate in continuous time. It panics where there is none.
func (r Rate) Force() Force {
	if !(r > -1) || math.IsInf(float64(r), 0) {
		panic("estimate: a discount rate must be finite and above -1")
	}
	return Force(math.Log1p(float64(r)))
}

// Reprice brings an amount from the prices of one year to those of another,
// each year given by its price index.
func Reprice(amount, from, to float64) float64 {
	wantPositive("the price index of the old year", from)
	wantPositive("the price index of the new year", to)
	return amount * to / from
}
