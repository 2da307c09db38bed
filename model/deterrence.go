package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Deterrence is general deterrence: everybody's intensities are multiplied by
//
//	M = (P/P_ref)^(−e)
//
// where P is the certainty of a sanction as it is perceived, the exponentially
// weighted share of possession contacts that ended in a caution or a charge,
// and P_ref that share as the comparator would have it of the same people's
// contacts, so that who is contacted moves nothing. Perception starts at the
// comparator's, with the weight that a constant stream of as many contacts as
// the intake has would have given it by then. A conditional caution is a
// caution; a breach that is charged makes its contact one that ended in a charge.
//
// Offending follows perception from one cell of the grid to the next. With
// elasticity 0 nothing is kept, scheduled or multiplied.
type Deterrence struct {
	Elasticity evidence.Number
	Averaging  evidence.Years
}

func (d *Deterrence) declare(r *evidence.Registry) {
	evidence.Var(r, &d.Elasticity, evidence.Spec{
		Key: "deterrence.elasticity", Label: "Elasticity of offending to the perceived certainty of a sanction (a fall in certainty raises it)",
		Value: 0, Range: evidence.Between(0, 10), Prior: evidence.Spike{At: 0, Weight: 0.5, Else: evidence.HalfNormal{SD: 0.10}},
		Status: evidence.Assumed, Note: "none as likely as some: no study of it in possession was found, and few could have seen it",
	})
	evidence.Var(r, &d.Averaging, evidence.Spec{
		Key: "deterrence.averaging", Label: "Time over which the certainty of a sanction is perceived",
		Value: 1, Range: evidence.Between(0.01, 100), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "what was heard of in the last year or so; it matters only with an elasticity",
	})
}

// certainty is the perceived certainty of a sanction.
type certainty struct {
	expected, sanctioned float64 // weights of sanctions, under the comparator and as they were, at since
	since                sim.Time
	next                 sim.Time // when people learn of it next; Never
}

// referenceCertainty is the probability that a person's contact in an area ends in
// a sanction under the comparator.
func (w *World) referenceCertainty(i uint32, place uint8) float64 {
	if w.set.comparatorCharges {
		return 1
	}
	return sanctionedShare(*w.mixAt(place, &w.Ledger.People[i].Traits))
}

// openDeterrence starts perception at the comparator's certainty.
func (w *World) openDeterrence() {
	w.deterrence, w.certainty.next = 1, sim.Never
	if w.set.Deterrence.Elasticity == 0 {
		return
	}
	share := 1.0
	if !w.set.comparatorCharges {
		share = sanctionedShare(w.set.Police.comparatorMix(w.set.Force, evidence.All))
	}
	weight := float64(w.set.People) * float64(w.set.Deterrence.Averaging) * share
	w.certainty = certainty{expected: weight, sanctioned: weight}
	w.nextPerception(0)
}

func (w *World) nextPerception(at sim.Time) {
	next := at.Plus(sim.YearsOf(float64(w.set.Engine.Grid)))
	w.certainty.next = sim.Never
	if next < w.set.Intake.Plus(w.set.Horizon) {
		w.certainty.next = next
		w.calendar.Post(sim.Event{At: next, Kind: uint8(perceived), Priority: uint8(perceived)})
	}
}

// wane lets the weights fade until an instant.
func (c *certainty) wane(at sim.Time, averaging float64) {
	left := math.Exp(-(at - c.since).Years() / averaging)
	c.expected *= left
	c.sanctioned *= left
	c.since = at
}

// hearOf adds a contact to what is perceived.
func (w *World) hearOf(c *ledger.Contact) {
	if w.set.Deterrence.Elasticity == 0 {
		return
	}
	w.certainty.wane(c.At, float64(w.set.Deterrence.Averaging))
	w.certainty.expected += w.referenceCertainty(c.Person, c.Place)
	caution := c.Disposal == ledger.Caution || c.Disposal == ledger.Diversion && w.set.scheme.isCaution
	if caution || c.Disposal == ledger.Charge {
		w.certainty.sanctioned++
	}
}

// hearOfBreach makes a diverted contact one that ended in a charge.
func (w *World) hearOfBreach(offered, at sim.Time) {
	if w.set.Deterrence.Elasticity == 0 || w.set.scheme.isCaution {
		return
	}
	w.certainty.wane(at, float64(w.set.Deterrence.Averaging))
	w.certainty.sanctioned += math.Exp(-(at - offered).Years() / float64(w.set.Deterrence.Averaging))
}

// perceive acts at the end of a cell: everybody whose follow-up runs learns of
// the certainty of a sanction.
func (w *World) perceive(at sim.Time) {
	w.certainty.wane(at, float64(w.set.Deterrence.Averaging))
	w.deterrence = math.Pow(w.certainty.sanctioned/w.certainty.expected, -float64(w.set.Deterrence.Elasticity))
	w.nextPerception(at)
	all := w.passed.learn(at, w.deterrence)
	for i, until := range w.passed.until {
		if (all || at >= until) && w.perceives(uint32(i), at) {
			w.catchUp(uint32(i))
			w.relevel(uint32(i), at)
			w.resume(uint32(i))
			w.passOver(uint32(i))
		}
	}
}

// perceives says whether a person in their present state learns of the certainty of a
// sanction at an instant.
func (w *World) perceives(i uint32, at sim.Time) bool {
	p := &w.people[i]
	return at < p.end && p.is&still == 0 && at >= w.Ledger.People[i].Index
}

// foreseeable is up to when a person's next event is worth dating: the end of
// follow-up or, since all is dated anew then, just after people next learn of the
// certainty of a sanction.
func (w *World) foreseeable(i uint32) sim.Time {
	if next := w.certainty.next; next != sim.Never && w.perceives(i, next) {
		return next + 1
	}
	return w.people[i].end
}
