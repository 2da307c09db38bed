package model

import (
	"math"
	"slices"

	"diversim/model/evidence"
	"diversim/model/ledger"
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
	set       *settings
	cells     int
	width     float64   // of a cell, in years
	frailty   []float64 // nodes of the offending frailty
	weight    []float64
	doses     [][]float64 // by node: probability of 0..J sessions of a diverted person
	meanDose  float64     // mean share of the full dose over the diverted
	thinning  float64     // of the sanctioned intensity in forces that divert
	diverts   bool        // later contacts too, so that measurement is part of what the copy shows
	sanction  float64     // sanctioned reoffences a year
	contact   float64     // possession contacts a year that end in no sanction
	diverted  float64     // sanctioned possession contacts a year that are diverted
	firstDose float64     // years from contact to the first session
}

// study prepares the copy. People are a cohort, whatever the scenario's
// recruitment, and the course is that of the base case.
func (s *settings) study(base *Params) studyCopy {
	o, e := &s.Offending, &s.Effect
	possession := float64(o.SanctionedRate) * float64(o.PossessionShare)
	c := studyCopy{
		set:       s,
		cells:     int(math.Ceil(float64(e.StudyYears) * studyCells)),
		sanction:  float64(o.SanctionedRate),
		contact:   s.contactRate() - possession,
		diverted:  possession * float64(e.RecontactDiverted),
		diverts:   true,
		thinning:  1 - float64(o.PossessionShare)*float64(e.RecontactDiverted),
		firstDose: float64(base.Provider.FirstWait)*sim.Day.Years() + 1/float64(s.Engagement.SessionRate),
	}
	c.width = float64(e.StudyYears) / float64(c.cells)
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
	c.weight = weights
	for k, x := range scores {
		z := law(x)
		dose := make([]float64, s.sessions+1)
		for j, v := range scores {
			disengage := z
			if !s.Frailty.Shared {
				disengage = s.disengagementLaw(rho*x + math.Sqrt(1-rho*rho)*v)
			}
			s.addDoses(dose, weights[j], disengage, waitDays, leverage)
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
func (s *settings) addDoses(dose []float64, weight, disengage, waitDays, leverage float64) {
	start := logistic(s.intercept + s.attendanceTerms(disengage, s.base.kappa, waitDays, leverage))
	nu := float64(s.Engagement.SessionRate)
	stay := nu / (nu + s.dropoutRate(disengage, s.base.kappa, leverage, s.startsJobless()))
	dose[0] += weight * (1 - start)
	reach := weight * start
	for n := range len(dose) - 1 {
		dose[n] += reach * (1 - stay)
		reach *= stay
	}
	dose[len(dose)-1] += reach
}

// Ratio is the Cox hazard ratio that the copy shows at a log contrast.
func (c studyCopy) Ratio(a float64) float64 {
	routes := c.set.routes(a, 1)
	control, diverting := c.curve(), c.curve()
	shares := sharesByRatio(evidence.WithoutScheme(evidence.All), routes)
	full := c.set.fullCourse(a, c)
	uptake := float64(c.set.Effect.Uptake)
	courses := make([][]float64, len(c.doses[0]))
	for n := range courses {
		courses[n] = c.courseEffect(full, n)
	}
	for k := range c.frailty {
		var again []float64
		if c.diverts {
			again = c.meanCourse(full, k)
			for lag, fade := range c.fades(routes[ledger.Diversion]) {
				again[lag] *= fade
			}
		}
		for _, s := range shares {
			c.follow(control, c.weight[k]*s.share, k, s.ratio, routes, nil, nil)
			c.follow(diverting, c.weight[k]*s.share*(1-uptake), k, s.ratio, routes, nil, again)
		}
		for n, p := range c.doses[k] {
			c.follow(diverting, c.weight[k]*uptake*p, k, routes[ledger.Diversion], routes, courses[n], again)
		}
	}
	return coxRatio(control, diverting)
}

// meanCourse is the mean factor of a course over the diverted of one frailty,
// by cells since it was offered.
func (c studyCopy) meanCourse(full float64, node int) []float64 {
	mean := make([]float64, c.cells)
	for n, p := range c.doses[node] {
		effect := c.courseEffect(full, n)
		for t := range mean {
			if effect == nil {
				mean[t] += p
			} else {
				mean[t] += p * effect[t]
			}
		}
	}
	return mean
}

// sharesByRatio adds up the shares of disposals with the same hazard ratio.
func sharesByRatio(mix evidence.Mix, routes [ledger.Disposals]float64) []shareOfRatio {
	var shares []shareOfRatio
	for o, share := range mix {
		hr := routes[disposalOf(evidence.Outcome(o))]
		at := slices.IndexFunc(shares, func(s shareOfRatio) bool { return s.ratio == hr })
		if at < 0 {
			at = len(shares)
			shares = append(shares, shareOfRatio{ratio: hr})
		}
		shares[at].share += share
	}
	return shares
}

type shareOfRatio struct{ ratio, share float64 }

// solve is the log contrast at which the copy shows a log hazard ratio, by
// the secant method.
func (c studyCopy) solve(target float64) float64 {
	miss := func(a float64) float64 { return math.Log(c.Ratio(a)) - target }
	a0, a1 := 0.0, target
	if target == 0 {
		a1 = secantStart
	}
	m0, m1 := miss(a0), miss(a1)
	for range iterations {
		if math.Abs(m1) < secantEnough || m1 == m0 {
			break
		}
		next := a1 - m1*(a1-a0)/(m1-m0)
		a0, m0 = a1, m1
		a1 = max(-secantLimit, min(secantLimit, next))
		m1 = miss(a1)
	}
	return a1
}

// curve is the course of a group of forces by cell: the share of people still
// without a sanctioned reoffence in the middle of it, and those who get one.
type curve struct{ free, first []float64 }

func (c studyCopy) curve() curve {
	return curve{make([]float64, c.cells), make([]float64, c.cells)}
}

// courseEffect is the factor of a course of n sessions, by cell.
func (c studyCopy) courseEffect(full float64, n int) []float64 {
	if n == 0 || full == 1 {
		return nil
	}
	effect := make([]float64, c.cells)
	decay := float64(c.set.Effect.CourseDecay)
	last := c.firstDose + float64(n-1)/float64(c.set.Engagement.SessionRate)
	for t := range effect {
		since := (float64(t)+half)*c.width - last
		if since+c.width*half <= 0 {
			effect[t] = 1
			continue
		}
		part := min(1, (since+c.width*half)/c.width)
		effect[t] = 1 + part*(full-1)*c.set.doseFactor(float64(n))*math.Exp(-max(0, since)/decay)
	}
	return effect
}

// follow adds people of one frailty, first route and course to a curve. Their
// first route acts until a later contact that is no sanctioned reoffence
// replaces it by a record-free one of that date; where the forces divert, a
// share of these contacts starts a course, of which the mean effect at this
// frailty is taken.
func (c studyCopy) follow(into curve, weight float64, node int, first float64, routes [ledger.Disposals]float64, course, again []float64) {
	z := c.frailty[node]
	sanction, replace, diverted := c.sanction*z, c.contact*z, 0.0
	if again != nil {
		sanction -= c.diverted * z
		diverted = c.diverted*z + replace*float64(c.set.Effect.RecontactDiverted)
		replace *= 1 - float64(c.set.Effect.RecontactDiverted)
	}
	exits := sanction + replace + diverted
	leaves := func(hazard float64) float64 { return -math.Expm1(-hazard * c.width * exits) }
	step := func(t int, mass, share float64) (gone float64) {
		gone = mass * share
		into.first[t] += gone * ratio(sanction, exits)
		into.free[t] += mass - gone*half
		return gone
	}
	// By cells since the replacement: the effect of the new route, and the share
	// that leaves in a cell where no course of the first contact acts.
	fade, leavesPlain, leavesCoursed := c.fades(routes[ledger.CommunityResolution]), make([]float64, c.cells), make([]float64, c.cells)
	for lag := range c.cells {
		leavesPlain[lag] = leaves(fade[lag])
		if again != nil {
			leavesCoursed[lag] = leaves(again[lag])
		}
	}
	original := weight
	plain, coursed := make([]float64, 0, c.cells), make([]float64, 0, c.cells) // by cell of the replacement
	for t := range c.cells {
		factor := 1.0
		if course != nil {
			factor = course[t]
		}
		gone := step(t, original, leaves(factor*c.worn(first, t)))
		original -= gone
		for k := range plain {
			share := leavesPlain[t-k]
			if factor != 1 {
				share = leaves(factor * fade[t-k])
			}
			out := step(t, plain[k], share)
			plain[k] -= out
			gone += out
			if again != nil {
				out = step(t, coursed[k], leavesCoursed[t-k])
				coursed[k] -= out
				gone += out
			}
		}
		// Those replaced in this cell are at risk again from its middle on.
		into.free[t] += gone * ratio(replace+diverted, exits) * half
		plain = append(plain, gone*ratio(replace, exits))
		coursed = append(coursed, gone*ratio(diverted, exits))
	}
}

// worn is the effect of a first route in the middle of a cell.
func (c studyCopy) worn(hr float64, t int) float64 {
	return 1 + (hr-1)*math.Exp(-(float64(t)+half)*c.width/float64(c.set.Effect.RouteDecay))
}

// fades is the effect of a route by cells since it began.
func (c studyCopy) fades(hr float64) []float64 {
	fade := make([]float64, c.cells)
	for lag := range fade {
		fade[lag] = 1 + (hr-1)*math.Exp(-float64(lag)*c.width/float64(c.set.Effect.RouteDecay))
	}
	return fade
}

// coxRatio is the hazard ratio at which the expected Cox score is 0.
func coxRatio(control, diverting curve) float64 {
	score := func(log float64) float64 {
		hr, sum := math.Exp(log), 0.0
		for t := range control.free {
			atRisk := control.free[t] + diverting.free[t]*hr
			sum += diverting.first[t] - diverting.free[t]*hr*(control.first[t]+diverting.first[t])/atRisk
		}
		return sum
	}
	return math.Exp(bisect(-secantLimit, secantLimit, func(log float64) bool { return score(log) <= 0 }))
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
