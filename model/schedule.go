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
	gaveUp
	outreach
	breachDecision
	charged
	sanctioned
	heard
	released
	offence
	setOff
	recorded
	cautionGiven
	spent
	jobLost
	jobFound
	desisted
	relapsed
	selfReferred
	treatmentEnded
	treatmentGivenUp
	treatmentFades
	windowPassed
	died
	otherArrives
	otherLeaves
	otherGivesUp
	perceived
	clientArrives
	clientLeaves
	clientGivesUp
	treatmentNoted
	caseArrives
	courtRises
	kinds
)

// process is what the model does when an event of some kind falls due. subject
// is the spell, hearing, offence, disposal or clock that the event is about. A
// private event concerns nobody but the person, so that where nobody else can
// bear on that person it need not wait for its turn in the calendar.
type process struct {
	name    string
	act     func(w *World, person, subject uint32, at sim.Time)
	private bool
}

// schedule is the events of the model and what each does.
var schedule = [kinds]process{
	indexContact:     {name: "index contact", act: (*World).begin},
	appointment:      {name: "first appointment", act: (*World).meet},
	session:          {name: "session", act: (*World).attendSession},
	dropout:          {name: "dropout", act: func(w *World, i, _ uint32, at sim.Time) { w.leave(i, ledger.DroppedOut, at) }},
	deadline:         {name: "deadline", act: func(w *World, i, _ uint32, at sim.Time) { w.leave(i, ledger.DeadlinePassed, at) }},
	gaveUp:           {name: "giving up the wait for a place", act: func(w *World, i, _ uint32, at sim.Time) { w.leave(i, ledger.GaveUpWaiting, at) }},
	outreach:         {name: "outreach", act: (*World).bringBack},
	breachDecision:   {name: "decision on a breach", act: (*World).decideBreach},
	charged:          {name: "charge", act: (*World).accuse},
	sanctioned:       {name: "sanction of a harm offence", act: (*World).punish},
	heard:            {name: "hearing", act: (*World).hear},
	released:         {name: "release", act: func(w *World, i, _ uint32, at sim.Time) { w.free(i, at) }},
	offence:          {name: "offence", act: func(w *World, i, _ uint32, _ sim.Time) { w.commitOffence(i) }},
	setOff:           {name: "offence set off by another", act: (*World).commitSetOff, private: true},
	recorded:         {name: "record of an offence", act: (*World).record},
	cautionGiven:     {name: "caution", act: (*World).cautioned, private: true},
	spent:            {name: "record spent", act: (*World).spend, private: true},
	jobLost:          {name: "work lost", act: (*World).loseJob, private: true},
	jobFound:         {name: "work found", act: (*World).findJob, private: true},
	desisted:         {name: "desistance", act: (*World).desist, private: true},
	relapsed:         {name: "relapse", act: (*World).relapse, private: true},
	otherArrives:     {name: "referral from elsewhere", act: func(w *World, _, _ uint32, at sim.Time) { w.otherArrives(at) }},
	otherLeaves:      {name: "place given back", act: func(w *World, _, _ uint32, at sim.Time) { w.otherLeaves(at) }},
	otherGivesUp:     {name: "giving up of another", act: func(w *World, _, n uint32, at sim.Time) { w.otherGivesUp(n, at) }},
	perceived:        {name: "certainty perceived", act: func(w *World, _, _ uint32, at sim.Time) { w.perceive(at) }},
	selfReferred:     {name: "coming to treatment", act: (*World).seek},
	treatmentEnded:   {name: "end of treatment", act: (*World).endTreatment},
	treatmentGivenUp: {name: "wait for treatment given up", act: (*World).giveUp},
	treatmentFades:   {name: "effect of treatment fades", act: (*World).persist, private: true},
	windowPassed:     {name: "raised risk of death passed", act: func(w *World, i, _ uint32, at sim.Time) { w.become(i, 0, ledger.LateExit, at) }, private: true},
	died:             {name: "death", act: (*World).die},
	clientArrives:    {name: "other client comes to treatment", act: func(w *World, _, n uint32, at sim.Time) { w.clientArrives(n, at) }},
	clientLeaves:     {name: "other client leaves treatment", act: func(w *World, _, _ uint32, at sim.Time) { w.clientLeaves(at) }},
	clientGivesUp:    {name: "other client gives up waiting", act: func(w *World, _, n uint32, at sim.Time) { w.clientGivesUp(n, at) }},
	treatmentNoted:   {name: "account of treatment", act: func(w *World, _, _ uint32, at sim.Time) { w.noteTreatment(at) }},
	caseArrives:      {name: "case of another", act: func(w *World, _, _ uint32, at sim.Time) { w.caseArrives(at) }},
	courtRises:       {name: "courtroom free", act: func(w *World, _, _ uint32, at sim.Time) { w.courtRises(at) }},
}

// begin acts at the index contact. Since the cohort was laid out, what is perceived
// may have changed, and nothing else.
func (w *World) begin(i, _ uint32, at sim.Time) {
	w.relevel(i, at)
	w.decide(i, none, at)
}

// engagement says which events belong to a running spell: they lapse with it,
// and are put off by a stay in custody.
var engagement = [kinds]bool{appointment: true, session: true, dropout: true, deadline: true, gaveUp: true}

// act carries out one event of the calendar.
func (w *World) act(e sim.Event) {
	k := kind(e.Kind)
	if k >= otherArrives {
		w.Ledger.Events++
		w.schedule[k].act(w, 0, e.Entity, e.At)
		return
	}
	p := &w.people[e.Entity]
	if e.Stamp != p.stamp {
		return // superseded
	}
	if k == offence {
		w.commitOffence(e.Entity)
	} else {
		w.carryOut(e.Entity, e.At)
	}
	w.resume(e.Entity)
}

// carryOut acts on the first event of a person's agenda.
func (w *World) carryOut(i uint32, at sim.Time) {
	head := &w.people[i].first
	k := w.agenda.kind(*head)
	subject := w.agenda.take(head)
	w.Ledger.Events++
	w.schedule[k].act(w, i, subject, at)
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
	if p.spell == none {
		return
	}
	w.agenda.delay(&p.first, span)
	if w.spells[p.spell].since != sim.Never {
		w.accrueCasework(i, int(p.spell), at)
		w.spells[p.spell].since = w.spells[p.spell].since.Plus(span)
	}
}
