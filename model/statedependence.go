package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// StateDependence is what a person's own offences since the index contact do to
// those to come. With n of them, of all types, every intensity is multiplied by
//
//	power:  (1+m)^β      linear: 1 + c·m      with m = min(n, n_max)
//
// The linear form without a maximum is contagion: a rate a that grows by b = c·a
// with each offence gives the counts of one horizon the very law that a gamma
// frailty of variance b/a gives them, and another second year. The maximum keeps
// a contagion among very different people from growing without bound.
type StateDependence struct {
	Form   string
	Power  evidence.Number
	Linear evidence.Ratio
	Max    evidence.Count
}

// The forms of state dependence.
const (
	DependenceNone   = "none"
	DependencePower  = "power"
	DependenceLinear = "linear"
)

func (d *StateDependence) declare(r *evidence.Registry) {
	evidence.Choose(r, &d.Form, evidence.ChoiceSpec{
		Key: "offending.state_dependence", Label: "How own offences since the index contact bear on later ones",
		Value: DependenceNone, Options: []string{DependenceNone, DependencePower, DependenceLinear},
		Status: evidence.Assumed, Note: "counts at one horizon cannot tell it from frailty; the structural variants compare the two",
	})
	evidence.Var(r, &d.Power, evidence.Spec{
		Key: "offending.state_power", Label: "Exponent of one more than the offences so far (power)",
		Value: 0, Range: evidence.Between(-5, 5), Prior: evidence.NormalPositive{Mean: 0, SD: 0.05},
		Status: evidence.Assumed, Note: "no study of this cohort separates it from frailty",
	})
	evidence.Var(r, &d.Linear, evidence.Spec{
		Key: "offending.state_linear", Label: "Growth of the intensity with each offence, relative to its base (linear)",
		Value: 0, Range: evidence.Between(0, 1000), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "fitted in the structure of contagion, 0 elsewhere",
	})
	evidence.Var(r, &d.Max, evidence.Spec{
		Key: "offending.state_max", Label: "Offences beyond which more of them change nothing",
		Value: 20, Range: evidence.AtLeast(0), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "few people reach it; without it the intensity of the few runs away",
	})
}

// stateFactor is the factor after some offences.
func (s *settings) stateFactor(offences uint32) float64 {
	d := &s.StateDependence
	m := min(float64(offences), float64(d.Max))
	switch d.Form {
	case DependencePower:
		return math.Pow(1+m, float64(d.Power))
	case DependenceLinear:
		return 1 + float64(d.Linear)*m
	}
	return 1
}

// experience adds an offence to those that a person has committed.
func (w *World) experience(i uint32, o *ledger.Offence, at sim.Time) {
	w.people[i].offences += o.Count()
	if w.set.StateDependence.Form != DependenceNone {
		w.reconsider(i, at)
	}
}
