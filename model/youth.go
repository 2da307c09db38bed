package model

import (
	"math"

	"diversim/model/evidence"
)

// People under 18 have evidence of their own, and weaker evidence: the study
// of the forces is of adults, and what is known of the young is a review of
// trials of police-led diversion of low-risk youth, old and mostly from
// elsewhere, in which 50% of the processed and about 44% of the diverted
// offended again. The ratio of the cumulative hazards,
//
//	A_y = ln(ln(1 − 0.44)/ln(1 − 0.50)),
//
// is read as the mean log contrast of one diverted person: the trials give no
// curve by which people who differ could be told from effects that wear off. It
// is spread over routes and course exactly as that of adults is. Who is under 18
// at the index contact keeps it; their cautions are youth cautions, and the other
// disposals have the same names.

// What is known of the young.
const (
	YouthOwn  = "own"
	YouthNone = "none"
)

func (e *Effect) declareYouth(r *evidence.Registry) {
	evidence.Choose(r, &e.YouthEvidence, evidence.ChoiceSpec{
		Key: "effect.youth_evidence", Label: "The evidence that the effect on people under 18 rests on", Value: YouthOwn,
		Options: []string{YouthOwn, YouthNone}, Status: evidence.Read, Source: "wilson-2018",
		Note: "own: studies of diverting low-risk youth, weaker than what is known of adults; none: a run with anybody under 18 is refused",
	})
	a := math.Log(math.Log(1-0.44) / math.Log(1-0.50))
	evidence.Var(r, &e.YouthLogHR, evidence.Spec{
		Key: "effect.youth_log_hr", Label: "Log hazard ratio of reoffending of one diverted person under 18",
		Value: a, Range: evidence.Between(-5, 5), Prior: evidence.Normal{Mean: a, SD: 0.2},
		Status: evidence.Derived, Source: "wilson-2018",
		Note: "50% reoffending against about 44%, as a ratio of cumulative hazards; 2 of the 19 evaluations are from the United Kingdom, all from 1973 to 2011, hence the spread",
	})
}

// ageGroup is a group of people with evidence of its own.
type ageGroup uint8

const (
	adults ageGroup = iota
	youths
	ageGroups
)

// contrasts are the effects by age group.
type contrasts [ageGroups]Contrast

// contrastOf is the effect on a person, in the force area where they were found.
func (w *World) contrastOf(p *person) *Contrast {
	if p.youth {
		return &w.area.contrast[youths]
	}
	return &w.area.contrast[adults]
}

// youthContrast is the effect on people under 18. The dose behind its course is
// that of the study's adults.
func (s *settings) youthContrast(study studyCopy) Contrast {
	a := float64(s.Effect.YouthLogHR)
	c := s.spread(Contrast{Measurement: 1}, a, study)
	c.Attained = c.Course > 0
	return c
}

// hasYouths says whether anybody in the cohort can be under 18.
func (c *Covariates) hasYouths() bool {
	if c.StatedAge > 0 {
		return c.StatedAge < adulthood
	}
	return c.Youth > 0
}
