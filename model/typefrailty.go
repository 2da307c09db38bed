package model

import (
	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// TypeFrailty is how much people differ in what they do, beyond how much of it:
// each type of offence has a frailty V_k of its own, gamma of mean 1,
// independent of the others and of the person's Z, that multiplies the person's
// rate of the type. Among people found through a random possession contact that
// of possession is size-biased, as Z is.
type TypeFrailty struct{ Variance evidence.Ratio }

func (f *TypeFrailty) declare(r *evidence.Registry) {
	evidence.Var(r, &f.Variance, evidence.Spec{
		Key: "frailty.type_variance", Label: "Variance of the frailty that each type of offence has of its own",
		Value: 0, Range: evidence.Between(0, 20), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "published curves count all types together and do not identify it",
	})
}

// settleTypeFrailty chooses the laws; none where everybody is alike.
func (s *settings) settleTypeFrailty() {
	variance := float64(s.TypeFrailty.Variance)
	if variance == 0 {
		return
	}
	law := gammaLaw(variance, false)
	for k := range s.typeLaw {
		s.typeLaw[k] = law
	}
	if s.Index.Mode == ModeEventSampled {
		s.typeLaw[ledger.Possession] = gammaLaw(variance, true)
	}
}

// leaning is the ratio of a person's base rate of a type to that of frailty
// alone.
func (s *settings) leaning(d *sim.Draws, entity uint32, kind ledger.OffenceType, t ledger.Traits) float64 {
	ratio := 1.0
	if law := s.typeLaw[kind]; law != nil {
		ratio = law(sim.NormalScore(d.Uniform(sim.Person, entity, drawTypeFrailty, uint32(kind))))
	}
	if kind == ledger.Acquisitive {
		ratio *= s.acquisitive[t.Dependence]
	}
	return ratio
}
