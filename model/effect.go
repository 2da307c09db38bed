package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Contrast is the effect as the model uses it.
type Contrast struct {
	LogContrast float64                   // A: mean over the diverted, at contact
	Measurement float64                   // hazard ratio that the copy of the study shows with A = 0
	Route       [ledger.Disposals]float64 // hazard ratio of each disposal at the decision
	Course      float64                   // hazard ratio of a full course at its last session
	Attained    bool                      // the copy shows the published ratio at A, with a course that need not do the impossible
}

// Individual is A as a hazard ratio for one diverted person.
func (c Contrast) Individual() float64 { return math.Exp(c.LogContrast) }

// settleEffect finds the effect and spreads it over routes and course.
func (s *settings) settleEffect(base *Params) {
	study := s.study(base)
	c := &s.contrast[adults]
	c.Measurement = 1
	if s.Effect.MeasuredOn == OnSanctioned {
		c.Measurement = study.Ratio(0)
	}
	a, attained := s.logContrast(study)
	*c = s.spread(*c, a, study)
	c.Attained = c.Course > 0 && attained
	s.contrast[youths] = s.youthContrast(study)
	s.depart(study)
	s.effects = s.effectLadder(study)
}

// depart moves the effect of the average force to that of this one. The departure is
// read as a multiplier on each person whatever the scale of the average: among people
// of all frailties a quarter of the forces would need a course that more than ends
// offending.
func (s *settings) depart(study studyCopy) {
	if s.Departure == 0 {
		return
	}
	change := s.Departure
	if s.Effect.Scale != ScaleStated { // of each diverted person already
		mean := float64(s.Effect.ForceLogHR)
		change = s.diluted(mean+s.Departure) - s.diluted(mean)
	}
	a := s.contrast[adults].LogContrast + change
	s.contrast[adults] = s.departed(s.contrast[adults], a, study)
	s.contrast[youths] = s.departed(s.contrast[youths], s.contrast[youths].LogContrast+s.Departure, study)
}

// diluted is the log contrast of each diverted person that shows as a log ratio
// between forces, the rest of whose people it does not reach.
func (s *settings) diluted(target float64) float64 {
	a := math.Log1p(math.Expm1(target) / float64(s.Effect.Uptake))
	if !(a > -secantLimit) { // no ratio of the diverted alone is small enough
		return -secantLimit
	}
	return a
}

// spread gives a contrast its log A, and the routes and the course that follow.
func (s *settings) spread(c Contrast, a float64, study studyCopy) Contrast {
	c.LogContrast, c.Course, c.Route = a, s.fullCourse(a, study), s.routes(a, float64(s.Effect.ProcessedRatio))
	return c
}

// Contrasts remembers what is fixed at the base case by the inputs it follows from:
// arms and points of a sweep mostly share it, and finding the effect repeats the
// study.
type Contrasts map[contrastInputs]fixed

// fixed is what is found at the base case and held in every arm: the intercepts of
// attendance, what the money of the base case buys, the effect and, where forces
// differ, those of forces.
type fixed struct {
	intercept, repeatIntercept float64
	base                       funding
	contrasts                  contrasts
	ladder                     *effectLadder
}

// contrastInputs is everything that the base case and the copy of the study depend
// on.
type contrastInputs struct {
	effect     Effect
	frailty    Frailty
	found      Index // how people are found, where that bears on who disengages
	offending  Offending
	neverAgain NeverAgain
	engagement Engagement
	steps      stepCosts
	working    evidence.Probability // at the start: it bears on dropping out
	contacts   float64              // a year, of a person of frailty 1
	distinct   bool                 // forces have effects of their own
	departure  float64              // of this force
}

// stepCosts is what the steps of a course cost: they decide what the money of
// the base case buys.
type stepCosts struct {
	offer, first, session, casework evidence.Pounds
	last                            evidence.Ratio
}

func (s *settings) contrastInputs() contrastInputs {
	p := &s.Programme
	var found Index
	if s.Frailty.Shared {
		found = s.Index
	}
	return contrastInputs{
		s.Effect, s.Frailty, found, s.Offending, s.NeverAgain, s.Engagement,
		stepCosts{p.OfferCost, p.FirstCost, p.SessionCost, p.CaseworkCost, p.LastSession},
		s.Employment.Adults.Start,
		s.contactRate(),
		s.Areas.Distinct,
		s.Departure,
	}
}

// logContrast is A for the ratio that the parameters ask for, and whether the copy
// of the study shows that ratio at it.
func (s *settings) logContrast(study studyCopy) (a float64, attained bool) {
	target := float64(s.Effect.ForceLogHR)
	if s.Effect.Scale == ScaleStated {
		return float64(s.Effect.StatedLogHR), true
	}
	if s.Effect.Scale == ScaleIndividual {
		if s.Effect.MeasuredOn == OnSanctioned {
			target -= math.Log(study.thinning)
		}
		return s.diluted(target), true
	}
	none := s.contrast[adults].Measurement
	if s.Effect.MeasuredOn == OnLatent {
		if target == 0 {
			return 0, true
		}
		study.diverts = false
		none = study.Ratio(0)
	}
	a, miss := study.solve(target, none)
	return a, a == 0 || math.Abs(miss) < attainedWithin
}

// routes are the hazard ratios of the disposals at a log contrast, with a
// further ratio of the processed ones.
func (s *settings) routes(a, further float64) (hr [ledger.Disposals]float64) {
	mix := evidence.WithoutScheme(evidence.All)
	processed := mix[evidence.PND] + mix[evidence.Caution] + mix[evidence.Charge]
	gap := (1 - float64(s.Effect.CourseShare)) * a / processed
	gap -= math.Log(further)
	log := [ledger.Disposals]float64{
		ledger.PenaltyNotice: -gap, ledger.Caution: -gap,
		ledger.Charge:    -gap + math.Log(float64(s.Effect.ChargeRatio)),
		ledger.Diversion: math.Log(float64(s.Effect.DiversionRatio)),
	}
	mean := 0.0
	for o, share := range mix {
		mean += share * log[disposalOf(evidence.Outcome(o))]
	}
	for d := range hr {
		hr[d] = math.Exp(log[d] - mean)
	}
	return hr
}

// fullCourse is the hazard ratio of a full course at which the mean over the
// diverted is e^(mA).
func (s *settings) fullCourse(a float64, study studyCopy) float64 {
	m := float64(s.Effect.CourseShare)
	if m*a == 0 || study.meanDose == 0 {
		return 1
	}
	return max(0, 1+math.Expm1(m*a)/study.meanDose)
}

// doseFactor is the share of the full effect after some sessions.
func (s *settings) doseFactor(attended float64) float64 {
	full := float64(s.sessions)
	if full == 0 {
		return 1
	}
	scale := float64(s.Effect.DoseScale)
	return min(1, math.Expm1(-attended/scale)/math.Expm1(-full/scale))
}

// route starts the effect of a disposal; only the latest acts.
func (w *World) route(i uint32, d ledger.Disposal, at sim.Time) {
	w.fade(i, fadeRoute, w.contrastOf(&w.people[i]).Route[d]-1, at, float64(w.set.Effect.RouteDecay))
}

// dose starts the effect of the course afresh, at the sessions attended so far.
func (w *World) dose(i uint32, at sim.Time) {
	p := &w.people[i]
	p.sessions++
	quality := w.termsOf(w.Ledger.Spells[p.spell].Year).quality
	depth := (w.contrastOf(p).Course - 1) * quality * w.set.doseFactor(float64(p.sessions))
	w.fade(i, fadeCourse, max(-1, depth), at, float64(w.set.Effect.CourseDecay))
}

// The fading effects a person carries.
const (
	fadeRoute = iota
	fadeCourse
)

func (w *World) fade(i uint32, slot int, depth float64, at sim.Time, decayYears float64) {
	w.catchUp(i)
	w.people[i].pace.SetFade(slot, sim.Fade{Depth: depth, From: at, Decay: decayYears * float64(sim.Year)})
	w.moved(i)
}
