package model

import "math"

// drive is what contacts, a wait and leverage make of attendance and of staying: the
// part that is the same for everybody.
type drive struct {
	base, frailtySlope, leverage float64 // of the log-odds of attendance
	rate, contacts, threat       float64 // of dropping out, a year
}

// drive works the part out.
func (s *settings) drive(kappa, waitDays, leverage float64) drive {
	e := &s.Engagement
	return drive{
		base: -float64(e.WaitSlope)*math.Log1p(waitDays/float64(e.WaitScale)) +
			float64(e.ContactSlope)*math.Log1p(kappa/float64(e.ContactScale)),
		frailtySlope: float64(e.FrailtySlope),
		leverage:     float64(e.LeverageSlope) * leverage,
		rate:         float64(e.Dropout),
		contacts:     math.Pow(1+kappa/float64(e.ContactScale), -float64(e.ContactDropout)),
		threat:       math.Exp(-float64(e.LeverageDropout) * leverage),
	}
}

// attendance is the log-odds of attendance apart from the intercept, by the log of
// the disengagement frailty.
func (d *drive) attendance(logDisengage float64) float64 {
	return d.base - weighted(d.frailtySlope, logDisengage) + d.leverage
}

// dropout is the yearly hazard of dropping out, in work.
func (d *drive) dropout(disengage float64) float64 {
	return d.rate * disengage * d.contacts * d.threat
}
