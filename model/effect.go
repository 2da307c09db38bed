package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Effect is what the police decision and the course do to offending.
//
// The published figure is a hazard ratio between forces, of first sanctioned
// reoffences, over about three years, among very different people. None of
// that is a multiplier on what one person does, so the effect is found by
// repeating the study inside the model (studycopy.go): A is the mean log
// contrast at contact over the diverted at which the copy shows the published
// ratio. The course carries a share m of A, not being processed the rest.
//
//   - Route: at every decision the intensity becomes 1+(HR_r−1)·exp(−t/d). HR
//     differs between processed routes (penalty notice, caution, charge) and
//     record-free ones, with ln(HR_0/HR_P) = (1−m)A/s_P, s_P the processed share
//     of the diverted, scaled so that the mean over the comparator mix of ln HR
//     is 0: base rates are those of usual practice. A further ratio of the two,
//     which the study is not held to, can be stated beside it.
//   - Course: 1 − (1−HR_c)·q·dose·exp(−t/d), dose = (1−exp(−n/n0))/(1−exp(−J/n0))
//     after n of J sessions; HR_c is such that the mean over the diverted is e^(mA).
//     The quality q is 1 but where force areas differ (areas.go).
//   - Phase: a constant factor while in a phase, 1 unless a scenario says so.
type Effect struct {
	ForceLogHR        evidence.LogRatio
	StatedLogHR       evidence.LogRatio
	YouthEvidence     string
	YouthLogHR        evidence.LogRatio
	BetweenForces     evidence.Number
	MeasuredOn        string
	Scale             string
	CourseShare       evidence.Number
	Uptake            evidence.Probability
	RecontactDiverted evidence.Probability
	StudyYears        evidence.Years
	RouteDecay        evidence.Years
	CourseDecay       evidence.Years
	DoseScale         evidence.Count
	DiversionRatio    evidence.Ratio
	ChargeRatio       evidence.Ratio
	ProcessedRatio    evidence.Ratio
	Phase             [phases]evidence.Ratio
}

// What the published ratio was measured on, and at which scale it is read.
const (
	OnSanctioned    = "sanctioned"
	OnLatent        = "latent"
	ScaleMarginal   = "marginal"
	ScaleIndividual = "individual"
	ScaleStated     = "stated"
)

func (e *Effect) declare(r *evidence.Registry) {
	evidence.Var(r, &e.ForceLogHR, evidence.Spec{
		Key: "effect.force_log_hr", Label: "Log hazard ratio of reoffending in a force with a scheme",
		Value: -0.123, Range: evidence.Between(-5, 5), Prior: evidence.Normal{Mean: -0.123, SD: 0.059},
		Status: evidence.Derived, Source: "pdd-2026",
		Note: "random-effects mean of nine forces, 0.884 (0.788 to 0.992); adjusted, force against force",
	})
	evidence.Var(r, &e.BetweenForces, evidence.Spec{
		Key: "effect.between_forces", Label: "Standard deviation of the log hazard ratio between forces with a scheme",
		Value: 0.159, Range: evidence.Between(0, 5), Prior: evidence.HalfNormal{SD: 0.16},
		Status: evidence.Derived, Source: "pdd-2026",
		Note: "random-effects fit (REML) to the nine forces; says how far the next force may be from the average one",
	})
	evidence.Choose(r, &e.MeasuredOn, evidence.ChoiceSpec{
		Key: "effect.measured_on", Label: "What the published ratio counted", Value: OnSanctioned,
		Options: []string{OnSanctioned, OnLatent}, Status: evidence.Read, Source: "pdd-2026",
		Note: "reoffences on the Police National Computer, where a diverted contact does not appear; latent takes the ratio as behaviour alone",
	})
	evidence.Choose(r, &e.Scale, evidence.ChoiceSpec{
		Key: "effect.scale", Label: "How the published ratio is read", Value: ScaleMarginal,
		Options: []string{ScaleMarginal, ScaleIndividual, ScaleStated}, Status: evidence.Assumed,
		Note: "marginal: a ratio among people of all frailties; individual: a multiplier on each person; stated: effect.stated_log_hr instead, whatever was published. The study adjusted for part of the frailty, so the truth lies between",
	})
	evidence.Var(r, &e.CourseShare, evidence.Spec{
		Key: "effect.course_share", Label: "Share of the effect that is the course, the rest is not being processed",
		Value: 0.5, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 1, B: 1},
		Status: evidence.Assumed, Note: "not identified by any study; it decides whether funding the course matters",
	})
	evidence.Var(r, &e.Uptake, evidence.Spec{
		Key: "effect.uptake", Label: "Share of suspects diverted in the evaluated forces",
		Value: 0.5, Range: evidence.Between(0.01, 1), Prior: evidence.Beta{A: 50, B: 50},
		Status: evidence.Derived, Source: "pdd-2026", Note: "about 8,800 of 18,000, from the widths of published intervals",
	})
	evidence.Var(r, &e.RecontactDiverted, evidence.Spec{
		Key: "effect.recontact_diverted", Label: "Share of sanctioned possession recontacts that the evaluated forces diverted",
		Value: 0.5, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 10, B: 10},
		Status: evidence.Assumed, Note: "as many as of index contacts; a property of the study, never of the scenario's scheme",
	})
	evidence.Var(r, &e.StudyYears, evidence.Spec{
		Key: "effect.study_years", Label: "Follow-up of the evaluation", Value: 3,
		Range: evidence.Between(0.1, 20), Prior: evidence.Fixed{}, Status: evidence.Read, Source: "pdd-2026",
		Note: "curves are given to 36 months",
	})
	evidence.Var(r, &e.StatedLogHR, evidence.Spec{
		Key: "effect.stated_log_hr", Label: "Log hazard ratio of a diverted person at contact, where it is stated",
		Value: 0, Range: evidence.Between(-5, 5), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "used with effect.scale: stated, to see what a claim would come to; 0 claims nothing",
	})
	e.declareYouth(r)
	e.declareShape(r)
}

func (e *Effect) declareShape(r *evidence.Registry) {
	evidence.Var(r, &e.RouteDecay, evidence.Spec{
		Key: "effect.route_decay", Label: "Time over which the effect of a disposal wears off",
		Value: 2, Range: evidence.AtLeast(0.01), Prior: evidence.Spike{At: math.Inf(1), Weight: 0.25, Else: evidence.LogNormalAt(2, 0.7)},
		Status: evidence.Assumed, Note: "no study follows the contrast by time since contact",
	})
	evidence.Var(r, &e.CourseDecay, evidence.Spec{
		Key: "effect.course_decay", Label: "Time over which the effect of the course wears off",
		Value: 1, Range: evidence.AtLeast(0.01), Prior: evidence.Spike{At: math.Inf(1), Weight: 0.25, Else: evidence.LogNormalAt(1, 0.7)},
		Status: evidence.Assumed, Note: "short courses fade within a year or so",
	})
	evidence.Var(r, &e.DoseScale, evidence.Spec{
		Key: "effect.dose_scale", Label: "Sessions after which most of the course's effect is there",
		Value: 1, Range: evidence.Between(0.01, 1000), Prior: evidence.LogNormalAt(1, 0.5),
		Status: evidence.Assumed, Note: "the first sessions do most",
	})
	evidence.Var(r, &e.DiversionRatio, evidence.Spec{
		Key: "effect.diversion_vs_resolution", Label: "Hazard ratio of a diversion without its course against a community resolution",
		Value: 1, Range: evidence.Between(0.01, 100), Prior: evidence.LogNormalAt(1, 0.10),
		Status: evidence.Assumed, Note: "both leave no record",
	})
	evidence.Var(r, &e.ChargeRatio, evidence.Spec{
		Key: "effect.charge_vs_caution", Label: "Hazard ratio of a charge against a caution",
		Value: 1, Range: evidence.Between(0.01, 100), Prior: evidence.LogNormalAt(1, 0.10),
		Status: evidence.Assumed, Note: "labelling and deterrence pull in opposite directions",
	})
	evidence.Var(r, &e.ProcessedRatio, evidence.Spec{
		Key: "effect.processed_ratio", Label: "Hazard ratio of being processed against not, on top of the study's",
		Value: 1, Range: evidence.Between(0.01, 100), Prior: evidence.LogNormalAt(1, 0.10),
		Status: evidence.Assumed, Note: "below 1 a penalty notice, caution or charge deters, above 1 it provokes; the study's contrast is found without it",
	})
	for k := phaseNone + 1; k < phases; k++ {
		evidence.Var(r, &e.Phase[k], evidence.Spec{
			Key: "effect.phase." + phaseKeys[k], Label: "Hazard ratio while " + phaseLabels[k],
			Value: 1, Range: evidence.Between(0, 100), Prior: evidence.LogNormalAt(1, 0.10),
			Status: evidence.Assumed, Note: "the effects of route and course carry the published contrast; phases only spread it in time",
		})
	}
}

// phase is where a person stands with the scheme or the court.
type phase uint8

const (
	phaseNone phase = iota
	phaseWaiting
	phaseEngaged
	phaseCompleted
	phaseBreached
	phaseNoAction
	phaseCourt
	phaseDisposed
	phases
)

// engaged says whether a course is running or about to.
func (p phase) engaged() bool { return p == phaseWaiting || p == phaseEngaged }

var (
	phaseKeys = [phases]string{
		phaseWaiting: "waiting", phaseEngaged: "engaged", phaseCompleted: "completed", phaseBreached: "breached",
		phaseNoAction: "no_action", phaseCourt: "court", phaseDisposed: "disposed",
	}
	phaseLabels = [phases]string{
		phaseWaiting: "waiting for the first appointment", phaseEngaged: "on the course", phaseCompleted: "having completed it",
		phaseBreached: "waiting for the decision on a breach", phaseNoAction: "after no action on a breach",
		phaseCourt: "waiting for the court", phaseDisposed: "after the court's decision",
	}
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
// of all frailties a fifth of the forces would need multipliers of thousands.
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
