package model

import (
	"math"

	"diversim/model/ledger"
	"diversim/sim"
)

// A person's past is what an evaluator finds in the records of the years before
// the index contact: contacts for possession, and offences that were sanctioned.
// Given the frailty it is a Poisson process at the base rates, independent of
// the future, so that where nothing has an effect a comparison of before and after
// without a control shows regression to the mean and nothing else. Effects begin at
// the index contact: with them people offend more after it than before it, under
// usual disposals too. It is drawn from what all arms share.
//
// What recruitment knows of the past is in the law of the frailty, with one
// exception. In a cohort the frailty is that of people at an index contact. A
// random contact finds people in proportion to their rate, and leaves their
// other contacts Poisson. But where the index contact is the first one in a
// window, or in the intake year of a stream, there was none between its
// beginning and the index contact. Offences other than possession are nobody's
// reason to be recruited.

// past draws what happened in the years before the index contact of a person
// who had no contact in the last unseen years of them.
func (w *World) past(i int, n nature, unseen float64) ledger.History {
	span := float64(w.set.Index.History)
	u := func(d sim.Decision, occurrence uint32) float64 {
		return w.common.Uniform(sim.Person, w.entity(i), d, occurrence)
	}
	h := ledger.History{
		Contacts:   poisson(w.set.contactRate()*w.area.stops*n.offending*max(0, span-unseen), u(drawPastContacts, 0)),
		Sanctioned: poisson(w.set.harmSanctioned()*n.offending*span, u(drawPastSanctions, 0)),
	}
	mix := &w.set.mix[n.Drug][n.Prior]
	for k := range h.Contacts {
		if u(drawPastSanctions, k+1) < sanctionedShare(*mix) {
			h.Sanctioned++
		}
	}
	return h
}

// unseen is how long before the index contact a person is known to have had no
// other. Within a window it is the time to a first contact that falls into it.
func (w *World) unseen(i int, n nature) float64 {
	if w.set.Index.Mode != ModeWindow {
		return 0
	}
	rate := w.set.contactRate() * w.area.stops * n.offending
	within := -math.Expm1(-rate * float64(w.set.Index.Window))
	u := w.common.Uniform(sim.Person, w.entity(i), drawStreamContact, 0)
	return -math.Log1p(-u*within) / rate
}

// harmSanctioned is the yearly rate of sanctioned offences other than
// possession of a person of frailty 1.
func (s *settings) harmSanctioned() float64 {
	return float64(s.Offending.SanctionedRate) * float64(1-s.Offending.PossessionShare)
}
