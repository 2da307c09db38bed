package model

import (
	"diversim/model/ledger"
	"diversim/sim"
)

// kind is a kind of event. Simultaneous events happen in this order.
type kind uint8

const (
	indexContact kind = iota
	appointment
	session
	dropout
	deadline
	outreach
	breachDecision
	charged
	sanctioned
	heard
	released
	offence
	recorded
	otherArrives
	otherLeaves
	kinds
)

// schedule is the events of the model and what each does to a person. subject
// is the spell, hearing, offence or disposal that the event is about.
var schedule = [kinds]struct {
	name string
	act  func(w *World, person, subject uint32, at sim.Time)
}{
	indexContact:   {"index contact", func(w *World, i, _ uint32, at sim.Time) { w.decide(i, none, at) }},
	appointment:    {"first appointment", (*World).meet},
	session:        {"session", (*World).attendSession},
	dropout:        {"dropout", func(w *World, i, _ uint32, at sim.Time) { w.leave(i, ledger.DroppedOut, at) }},
	deadline:       {"deadline", func(w *World, i, _ uint32, at sim.Time) { w.leave(i, ledger.DeadlinePassed, at) }},
	outreach:       {"outreach", (*World).bringBack},
	breachDecision: {"decision on a breach", (*World).decideBreach},
	charged:        {"charge", func(w *World, i, _ uint32, at sim.Time) { w.enter(i, phaseCourt, at) }},
	sanctioned:     {"sanction of a harm offence", func(w *World, i, d uint32, at sim.Time) { w.route(i, ledger.Disposal(d), at) }},
	heard:          {"hearing", (*World).hear},
	released:       {"release", func(w *World, i, _ uint32, at sim.Time) { w.free(i, at) }},
	offence:        {"offence", func(w *World, i, _ uint32, _ sim.Time) { w.commitOffence(i) }},
	recorded:       {"record of an offence", (*World).record},
	otherArrives:   {"referral from elsewhere", func(w *World, _, _ uint32, at sim.Time) { w.otherArrives(at) }},
	otherLeaves:    {"place given back", func(w *World, _, _ uint32, at sim.Time) { w.otherLeaves(at) }},
}

// engagement says which events belong to a running spell: they lapse with it,
// and are put off by a stay in custody.
var engagement = [kinds]bool{appointment: true, session: true, dropout: true, deadline: true}

// act carries out one event of the calendar.
func (w *World) act(e sim.Event) {
	k := kind(e.Kind)
	if k >= otherArrives {
		w.Ledger.Events++
		schedule[k].act(w, 0, 0, e.At)
		return
	}
	p := &w.people[e.Entity]
	if e.Stamp != p.stamp {
		return // superseded
	}
	subject := uint32(0)
	if k != offence {
		subject = w.agenda.take(&p.first)
		w.Ledger.Events++
	}
	schedule[k].act(w, e.Entity, subject, e.At)
	w.resume(e.Entity)
}

// plan puts an event on a person's agenda; Never is not planned.
func (w *World) plan(i uint32, at sim.Time, k kind, subject uint32) {
	if at != sim.Never {
		w.agenda.add(&w.people[i].first, at, k, subject)
	}
}

// cancel takes the events of one kind about one subject off a person's agenda.
func (w *World) cancel(i uint32, k kind, subject uint32) {
	w.agenda.drop(&w.people[i].first, func(e *agendaEntry) bool { return e.kind == k && e.subject == subject })
}

// cancelEngagement takes the events of a running spell off a person's agenda.
func (w *World) cancelEngagement(i uint32) {
	w.agenda.drop(&w.people[i].first, func(e *agendaEntry) bool { return engagement[e.kind] })
}

// suspendEngagement puts the events of a running spell off.
func (w *World) suspendEngagement(i uint32, at, span sim.Time) {
	p := &w.people[i]
	w.agenda.delay(&p.first, span)
	if p.spell != none && w.spells[p.spell].since != sim.Never {
		w.accrueCasework(i, int(p.spell), at)
		w.spells[p.spell].since = w.spells[p.spell].since.Plus(span)
	}
}
