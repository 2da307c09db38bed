package model

import (
	"math"

	"diversim/sim"
)

// studyCopy is the evaluation repeated inside the model, in expectation: two
// groups of forces whose people differ as the model's do, followed for the
// evaluation's years to the first sanctioned reoffence. In one group of forces
// a share of suspects is diverted, whatever they would otherwise have had, and
// as many of their later possession contacts; nobody is charged for a breach.
//
// What it shows differs from what one person does for three reasons that the
// copy contains: people differ (a multiplier on everybody's intensity moves a
// marginal hazard ratio much less), effects wear off and are overwritten by
// later contacts, and a diverted contact is no sanctioned reoffence. The last
// thins each person's sanctioned intensity by 1−w·d, w the possession share of
// sanctioned reoffences and d the share of recontacts diverted; it is part of
// the copy and not divided out of the published ratio, because thinning a
// person's intensity moves a marginal ratio by less than itself.
type studyCopy struct {
	set          *settings
	cells        int
	width        float64   // of a cell, in years
	frailty      []float64 // nodes of the offending frailty
	weight       []float64
	doses        [][]float64 // by node: probability of 0..J sessions of a diverted person
	meanDose     float64     // mean share of the full dose over the diverted
	thinning     float64     // of the sanctioned intensity in forces that divert
	diverts      bool        // later contacts too, so that measurement is part of what the copy shows
	sanction     float64     // sanctioned reoffences a year
	contact      float64     // possession contacts a year that end in no sanction
	divertedRate float64     // sanctioned possession contacts a year that are diverted
	firstDose    float64     // years from contact to the first session
	worn         []float64   // by cell: what is left of a first route's effect
}

// study prepares the copy. People are a cohort, whatever the scenario's
// recruitment, and the course is that of the base case.
func (s *settings) study(base *Params) studyCopy {
	o, e := &s.Offending, &s.Effect
	possession := float64(o.SanctionedRate) * float64(o.PossessionShare)
	c := studyCopy{
		set:          s,
		cells:        int(math.Ceil(float64(e.StudyYears) * studyCells)),
		sanction:     float64(o.SanctionedRate),
		contact:      s.contactRate() - possession,
		divertedRate: possession * float64(e.RecontactDiverted),
		diverts:      true,
		thinning:     1 - float64(o.PossessionShare)*float64(e.RecontactDiverted),
		firstDose:    float64(base.Provider.FirstWait)*sim.Day.Years() + 1/float64(s.Engagement.SessionRate),
	}
	c.width = float64(e.StudyYears) / float64(c.cells)
	c.worn = c.wornOff()
	c.people(float64(base.Provider.FirstWait), float64(base.Schemes[deferredProsecution].Leverage))
	return c
}

// people lays the nodes of the two frailties: the offending frailty at evenly
// spaced normal scores, and for each the distribution of sessions attended
// over the disengagement frailty given it.
func (c *studyCopy) people(waitDays, leverage float64) {
	s := c.set
	law := gammaLaw(float64(s.Frailty.Offending), false)
	rho := float64(s.Frailty.Correlation)
	scores, weights := normalNodes()
	at := s.drive(s.base.kappa, waitDays, leverage)
	c.weight = weights
	for k, x := range scores {
		z := law(x)
		dose := make([]float64, s.sessions+1)
		for j, v := range scores {
			disengage := z
			if !s.Frailty.Shared {
				disengage = s.disengagementLaw(rho*x + math.Sqrt(1-rho*rho)*v)
			}
			s.addDoses(dose, weights[j], disengage, &at)
		}
		c.frailty = append(c.frailty, z)
		c.doses = append(c.doses, dose)
		for n, p := range dose {
			if n > 0 {
				c.meanDose += weights[k] * p * s.doseFactor(float64(n))
			}
		}
	}
	c.addNeverAgain()
}

// addDoses adds the distribution of sessions of one person of the base case.
func (s *settings) addDoses(dose []float64, weight, disengage float64, at *drive) {
	start := logistic(s.intercept + at.attendance(math.Log(disengage)))
	nu := float64(s.Engagement.SessionRate)
	stay := nu / (nu + at.dropout(disengage)*s.joblessDropout(s.startsJobless()))
	dose[0] += weight * (1 - start)
	reach := weight * start
	for n := range len(dose) - 1 {
		dose[n] += reach * (1 - stay)
		reach *= stay
	}
	dose[len(dose)-1] += reach
}

// solve is the log contrast at which the copy shows a log hazard ratio, by
// the secant method, and by how much it misses it; none is the ratio that it shows
// without a contrast.
func (c studyCopy) solve(target, none float64) (a, missed float64) {
	miss := func(a float64) float64 { return math.Log(c.Ratio(a)) - target }
	a0, a1 := 0.0, target
	if target == 0 {
		a1 = secantStart
	}
	m0, m1 := math.Log(none)-target, miss(a1)
	for range iterations {
		if math.Abs(m1) < secantEnough || m1 == m0 {
			break
		}
		next := a1 - m1*(a1-a0)/(m1-m0)
		a0, m0 = a1, m1
		a1 = max(-secantLimit, min(secantLimit, next))
		m1 = miss(a1)
	}
	return a1, m1
}

// normalNodes are evenly spaced standard normal scores and their weights.
func normalNodes() (scores, weights []float64) {
	total := 0.0
	for k := range scoreNodes {
		x := scoreReach * (float64(k+k)/(scoreNodes-1) - 1)
		scores = append(scores, x)
		weights = append(weights, math.Exp(-x*x*half))
		total += weights[k]
	}
	for k := range weights {
		weights[k] /= total
	}
	return scores, weights
}
