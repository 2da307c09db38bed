package model

import (
	"math"

	"diversim/model/evidence"
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
//     is 0; HR itself averages more, so that usual practice is above base rates,
//     which the calibrated rates allow for. A further ratio of the two,
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
	Farthest          evidence.Ratio
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
		Status: evidence.Assumed, Note: "that a short course fades within a year or so is assumed; no figure",
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
	evidence.Var(r, &e.Farthest, evidence.Spec{
		Key: "effect.farthest", Label: "Hazard ratio of being processed against not, either way round, from which a draw of the inputs is set aside",
		Value: 100, Range: evidence.AtLeast(1), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "no study allows a hundredfold, and beyond it the people of a draw do nothing else; the base case has 4",
	})
	for k := phaseNone + 1; k < phases; k++ {
		evidence.Var(r, &e.Phase[k], evidence.Spec{
			Key: "effect.phase." + phaseKeys[k], Label: "Hazard ratio " + phaseLabels[k],
			Value: 1, Range: evidence.Between(0, 100), Prior: evidence.LogNormalAt(1, 0.10),
			Status: evidence.Assumed, Note: "the effects of route and course carry the published contrast; phases only spread it in time",
		})
	}
}
