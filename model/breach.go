package model

import (
	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Breach is what follows a course that was not completed, or a reoffence
// recorded while it ran: after a lag the police charge the original offence
// with the probability of the scheme, or take no further action.
//
// A breach charge for the index offence is no reoffence. For a diverted later
// contact it sanctions that contact, dated by its offence.
type Breach struct {
	Lag       evidence.Years
	Reoffence evidence.Probability
}

func (b *Breach) declare(r *evidence.Registry) {
	evidence.Var(r, &b.Lag, evidence.Spec{
		Key: "breach.lag", Label: "Mean time from the end of an unfinished course to the decision on it",
		Value: 0.08, Range: evidence.Between(0, 10), Prior: evidence.Gamma{Mean: 0.08, CV: 0.5},
		Status: evidence.Assumed, Note: "about a month; exponential",
	})
	evidence.Var(r, &b.Reoffence, evidence.Spec{
		Key: "breach.reoffence", Label: "A recorded reoffence during the course breaches it",
		Value: 0.5, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 5, B: 5},
		Status: evidence.Assumed, Note: "contracts forbid reoffending, officers use discretion",
	})
}

// reoffenceMayBreach acts when an offence of a person on the scheme is
// recorded. A voluntary course cannot be breached.
func (w *World) reoffenceMayBreach(i uint32, at sim.Time, mark uint32) {
	p := &w.people[i]
	if p.spell == none || !w.set.Police.WaivesProcessing {
		return
	}
	if w.draw(i, drawReoffenceBreach, mark) < w.set.reoffenceBreach {
		w.leave(i, ledger.Reoffended, at)
	}
}

// breached starts the wait for the decision on an unfinished course; a
// voluntary one is closed after as long, and nothing follows.
func (w *World) breached(i uint32, number int, at sim.Time) {
	s := &w.Ledger.Spells[number]
	to := phaseBreached
	if !w.set.Police.WaivesProcessing {
		to = phaseNoAction
	}
	w.enter(i, to, at)
	u := w.draw(i, drawBreachLag, stepOccurrence(s.Contact, w.spells[number].outreach))
	w.plan(i, at.Plus(sim.YearsOf(float64(w.set.Breach.Lag)*sim.Exponential(u))), breachDecision, uint32(number))
}

// decideBreach charges the original offence or takes no further action.
func (w *World) decideBreach(i, number uint32, at sim.Time) {
	s, state := &w.Ledger.Spells[number], &w.spells[number]
	state.closed = true
	if !w.set.Police.WaivesProcessing {
		return
	}
	s.DecidedAt = at
	if w.draw(i, drawBreachCharge, s.Contact) >= w.set.breachCharge {
		w.enter(i, phaseNoAction, at)
		return
	}
	s.BreachCharged = true
	w.hearOfBreach(s.OfferedAt, at)
	w.pay(i, ledger.PoliceBreach, at, w.set.cost.breach)
	w.route(i, ledger.Charge, at)
	proven := w.set.foreseen(ledger.Charge, w.set.convicted(at, state.marks))
	over := w.prosecute(i, ledger.Possession, state.offence, at, state.marks)
	if state.offence == none {
		w.Ledger.People[i].DisposedAt = over
		if record := &w.Ledger.People[i].Recorded; proven != sim.Never && !*record {
			*record, w.people[i].indexProven = true, proven
		}
		return
	}
	o := &w.Ledger.Offences[state.offence]
	o.Disposal = ledger.Charge
	// A conditional caution has already sanctioned the contact.
	o.SanctionedAt, o.ProvenAt = min(o.SanctionedAt, at), min(o.ProvenAt, proven)
}
