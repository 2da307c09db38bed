package model

import (
	"diversim/model/evidence"
	"diversim/model/ledger"
)

// Utility is health-related quality of life, from 0 for the dead to 1: a value
// for the dependent in treatment and out of it and one for everybody else, and
// what custody and each phase add or take. Harmful use counts as no dependence.
type Utility struct {
	None        evidence.Probability
	Dependent   evidence.Probability
	InTreatment evidence.Probability
	Custody     evidence.Number
	Phase       [phases]evidence.Number
}

func (u *Utility) declare(r *evidence.Registry) {
	for _, x := range []struct {
		field      *evidence.Probability
		key, label string
		value      float64
	}{
		{&u.None, "none", "of people who are not dependent", 0.85},
		{&u.Dependent, "dependent", "of people who are dependent, out of treatment", 0.70},
		{&u.InTreatment, "in_treatment", "of people who are dependent, in treatment", 0.76},
	} {
		evidence.Var(r, x.field, evidence.Spec{
			Key: "utility." + x.key, Label: "Quality of life " + x.label, Value: x.value,
			Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 50 * x.value, B: 50 - 50*x.value},
			Status: evidence.Assumed, Note: "the order of published values for such states; none was read",
		})
	}
	evidence.Var(r, &u.Custody, evidence.Spec{
		Key: "utility.custody", Label: "Change of quality of life in custody", Value: -0.10,
		Range: evidence.Between(-1, 1), Prior: evidence.Normal{Mean: -0.10, SD: 0.03}, Status: evidence.Assumed, Note: "no figure",
	})
	for k := phaseNone + 1; k < phases; k++ {
		s := evidence.Spec{
			Key: "utility.phase." + phaseKeys[k], Label: "Change of quality of life " + phaseLabels[k],
			Range: evidence.Between(-1, 1), Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: "none",
		}
		if k == phaseCourt {
			s.Value, s.Prior, s.Note = -0.02, evidence.Normal{Mean: -0.02, SD: 0.01}, "a case that hangs over a person; no figure"
		}
		evidence.Var(r, &u.Phase[k], s)
	}
}

// utility is the health-related quality of life in a person's state.
func (s *settings) utility(p *person) float64 {
	u := &s.Utility
	if p.is&ledger.Dead != 0 {
		return 0
	}
	q := float64(u.None)
	if p.dependence == ledger.Dependent {
		q = float64(u.Dependent)
		if p.is&ledger.InTreatment != 0 {
			q = float64(u.InTreatment)
		}
	}
	if p.is&ledger.InCustody != 0 {
		q += float64(u.Custody)
	}
	if k := p.standing(); k != phaseNone {
		q += float64(u.Phase[k])
	}
	return min(max(q, 0), 1)
}
