package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/sim"
)

// AgeCurve is the rise and fall of offending with age. Where it is chosen, every
// intensity of a person of age a is multiplied by
//
//	g(a) = x^γ · exp(γ(1−x)), x = (a−a0)/(a*−a0)
//
// which is 0 up to the onset a0 and 1 at the peak a*, so that base rates are
// those at the peak. γ is how sharp the peak is. Ages are in years; the person's
// own age runs on from the index contact, and g is held at the midpoints of the
// cells of engine.grid on the person's clock.
type AgeCurve struct {
	Onset evidence.Years
	Peak  evidence.Years
	Gamma evidence.Number
}

func (a *AgeCurve) declare(r *evidence.Registry) {
	evidence.Var(r, &a.Onset, evidence.Spec{
		Key: "offending.age_onset", Label: "Age before which nobody offends (age_curve)",
		Value: 9, Range: evidence.Between(0, 100), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "shortly before the age of criminal responsibility of 10",
	})
	evidence.Var(r, &a.Peak, evidence.Spec{
		Key: "offending.age_peak", Label: "Age at which offending peaks (age_curve)",
		Value: 19, Range: evidence.Between(0, 100), Prior: evidence.Uniform{Low: 17, High: 22},
		Status: evidence.Assumed, Note: "late adolescence; where exactly depends on the offence and the measure",
	})
	evidence.Var(r, &a.Gamma, evidence.Spec{
		Key: "offending.age_gamma", Label: "Sharpness of the peak of offending by age (age_curve)",
		Value: 2, Range: evidence.Between(0.01, 100), Prior: evidence.Uniform{Low: 1.5, High: 3},
		Status: evidence.Assumed, Note: "at 2, offending at 40 is a seventh of that at the peak",
	})
}

// At is the curve at an age in years, in [0, 1].
func (a *AgeCurve) At(age float64) float64 {
	x := (age - float64(a.Onset)) / float64(a.Peak-a.Onset)
	if x <= 0 {
		return 0
	}
	gamma := float64(a.Gamma)
	return min(1, math.Exp(gamma*(math.Log(x)+1-x)))
}

// settleAge prepares the curve as the pace reads it, in seconds of age.
func (s *settings) settleAge() {
	if s.Offending.Kind == KindAgeCurve {
		s.ageing = func(seconds float64) float64 { return s.AgeCurve.At(seconds / float64(sim.Year)) }
	}
}

// age starts a person on the curve, where there is one.
func (w *World) age(p *person, years float64) {
	if w.set.ageing != nil {
		p.pace.SetDrift(w.set.ageing, years*float64(sim.Year))
	}
}
