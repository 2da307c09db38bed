package model

import (
	"math"

	"diversim/model/evidence"
)

// Renewal is offending in bursts, or at intervals more even than chance. Where
// it is chosen, the time v since the person's last offence of a type, on the
// person's own operational clock, has the cumulative hazard
//
//	H(v) = (v/s)^k, s = 1 / (λ·Γ(1+1/k))
//
// so that a gap is s·E^(1/k) with E a unit exponential, and its mean 1/λ whatever
// the shape k. Shapes below 1 bunch offences together, above 1 space them out, 1
// is the constant intensity. The first gap starts at the index contact.
type Renewal struct{ Shape evidence.Number }

func (n *Renewal) declare(r *evidence.Registry) {
	evidence.Var(r, &n.Shape, evidence.Spec{
		Key: "offending.weibull_shape", Label: "Shape of the gaps between offences of a type (renewal_weibull)",
		Value: 1, Range: evidence.Between(0.2, 20), Prior: evidence.LogNormalAt(1, 0.2),
		Status: evidence.Assumed, Note: "1 is the constant intensity; frailty alone accounts for the published falling hazard",
	})
}

// settleRenewal works out what turns a unit exponential into a gap of mean 1.
func (s *settings) settleRenewal() {
	s.gapPower, s.gapScale = 1, 1
	if s.Offending.Kind == KindWeibull {
		s.gapPower = 1 / float64(s.Renewal.Shape)
		s.gapScale = 1 / math.Gamma(1+s.gapPower)
	}
}

// offenceGap is the gap, in units of its mean, that a unit exponential stands
// for.
func (s *settings) offenceGap(threshold float64) float64 {
	if s.gapPower == 1 {
		return threshold
	}
	return s.gapScale * math.Pow(threshold, s.gapPower)
}
