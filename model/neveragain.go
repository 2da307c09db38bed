package model

import (
	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// NeverAgain is the class of people who commit no offence after the index
// contact, whatever is done about it. A person belongs to it with a probability,
// by a draw that all arms share; survival without an offence is then
//
//	S(t) = π + (1−π)·(1+θΛ(t))^(−1/θ)
//
// so that part of what a gamma frailty of large variance does is a class of its
// own, and intake by contacts and published curves can both hold.
type NeverAgain struct{ Probability evidence.Probability }

func (n *NeverAgain) declare(r *evidence.Registry) {
	evidence.Var(r, &n.Probability, evidence.Spec{
		Key: "offending.never_again", Label: "A person commits no offence after the index contact",
		Value: 0, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 8, B: 12},
		Status: evidence.Assumed, Note: "none in the base case, whose frailty stands for them; the prior, of mean 0.40, is that of the structure with the class",
	})
}

// neverAgain draws whether a person belongs to the class.
func (s *settings) neverAgain(d *sim.Draws, entity uint32) ledger.Condition {
	share := float64(s.NeverAgain.Probability)
	if share > 0 && d.Uniform(sim.Person, entity, drawNeverAgain, 0) < share {
		return ledger.NeverAgain
	}
	return 0
}

// addNeverAgain gives the copy of the study the class: people of all doses and
// of no intensity.
func (c *studyCopy) addNeverAgain() {
	share := float64(c.set.NeverAgain.Probability)
	if share == 0 {
		return
	}
	dose := make([]float64, c.set.sessions+1)
	for k, weight := range c.weight {
		for n, p := range c.doses[k] {
			dose[n] += weight * p
		}
		c.weight[k] *= 1 - share
	}
	c.weight = append(c.weight, share)
	c.frailty = append(c.frailty, 0)
	c.doses = append(c.doses, dose)
}
