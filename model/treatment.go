package model

import (
	"math"

	"diversim/model/ledger"
	"diversim/sim"
)

// treatmentService is the state of the service in a run.
type treatmentService struct {
	places sim.Resource
	others []sim.Time // when each other client came
	before sim.Usage  // at the beginning of the intake year
}

// openTreatment fills the service with the clients it expects, whose remaining
// stays are exponential like any, and starts the stream of new ones.
func (w *World) openTreatment() {
	s := &w.service
	s.others = s.others[:0]
	s.before = sim.Usage{}
	start := w.set.treatmentStart()
	s.places.Reset(w.set.treatment.slots, start)
	if !w.set.Treatment.Enabled {
		return
	}
	for range w.set.treatment.load {
		s.places.Take(start)
		s.others = append(s.others, start)
		w.startClient(uint32(len(s.others)-1), start)
	}
	w.nextClient(start)
	for _, at := range []sim.Time{0, w.set.Intake.Plus(w.set.Horizon)} {
		w.calendar.Post(sim.Event{At: at, Kind: uint8(treatmentNoted), Priority: uint8(treatmentNoted)})
	}
}

func (s *settings) treatmentStart() sim.Time {
	if !s.Treatment.Enabled {
		return 0
	}
	return -sim.YearsOf(float64(s.Treatment.RunIn))
}

// noteTreatment takes what the service has done from the beginning of the intake
// year to the end of the last follow-up.
func (w *World) noteTreatment(at sim.Time) {
	usage := w.service.places.Usage(at)
	if at == 0 {
		w.service.before = usage
	}
	w.Ledger.Treatment = usage.Since(w.service.before)
}

// nextClient posts the arrival of the next other client. Gap, stay and patience
// are keyed to the number, so that all arms see the same stream.
func (w *World) nextClient(after sim.Time) {
	number := uint32(len(w.service.others))
	ahead := sim.ExpThreshold(w.common.Uniform(sim.Force, w.force, drawTreatmentGap, number))
	w.postOther(after.Plus(sim.YearsOf(ahead/w.set.treatment.background)), clientArrives, number)
}

func (w *World) postOther(at sim.Time, k kind, number uint32) {
	if at >= w.set.Intake.Plus(w.set.Horizon) {
		return
	}
	w.calendar.Post(sim.Event{At: at, Entity: number, Kind: uint8(k), Priority: uint8(k)})
}

// clientArrives acts when another client comes: they start or wait.
func (w *World) clientArrives(number uint32, at sim.Time) {
	s := &w.service
	s.others = append(s.others, at)
	w.nextClient(at)
	if at >= 0 {
		w.Ledger.TreatmentOthers.Clients++
	}
	if s.places.Waiting() == 0 && s.places.Take(at) {
		w.startClient(number, at)
		return
	}
	s.places.Join(at, clientMark|number, w.class(ledger.SelfReferred))
	u := w.common.Uniform(sim.Force, w.force, drawTreatmentPatience, number)
	if until := at.Plus(w.set.treatmentPatience(u)); until != sim.Never {
		w.postOther(until, clientGivesUp, number)
	}
}

// startClient begins the stay of another client who has a place.
func (w *World) startClient(number uint32, at sim.Time) {
	if at >= 0 {
		o, waited := &w.Ledger.TreatmentOthers, at-w.service.others[number]
		o.Started++
		o.Waited += waited
		if waited > w.set.prompt {
			o.Late++
		}
	}
	u := w.common.Uniform(sim.Force, w.force, drawTreatmentOthersStay, number)
	w.postOther(at.Plus(sim.YearsOf(float64(w.set.Treatment.OthersStay)*sim.ExpThreshold(u))), clientLeaves, number)
}

// clientGivesUp acts when the patience of another client ends.
func (w *World) clientGivesUp(number uint32, at sim.Time) {
	if w.service.places.Withdraw(at, clientMark|number) && at >= 0 {
		w.Ledger.TreatmentOthers.Lost++
	}
}

// clientLeaves gives the place of another client back.
func (w *World) clientLeaves(at sim.Time) {
	w.service.places.Release(at)
	w.callWaiting(at)
}

// callWaiting gives free places to those whose turn it is.
func (w *World) callWaiting(at sim.Time) {
	s := &w.service.places
	for s.Waiting() > 0 && s.Free() {
		next := s.Admit(at)
		if next&clientMark != 0 {
			w.startClient(next&^clientMark, at)
			continue
		}
		w.cancel(next, treatmentGivenUp, 0)
		w.startTreatment(next, at)
		w.resume(next)
	}
}

// class is where somebody waits: those sent by the scheme before the others, if
// that is the discipline.
func (w *World) class(from ledger.Source) int {
	if from == ledger.SelfReferred && w.set.Treatment.Discipline == DisciplinePriority {
		return 1
	}
	return 0
}

// treatmentPatience is how long somebody waits before giving up.
func (s *settings) treatmentPatience(u float64) sim.Time {
	if math.IsInf(float64(s.Treatment.Patience), 1) {
		return sim.Never
	}
	return sim.YearsOf(float64(s.Treatment.Patience) * sim.ExpThreshold(u))
}

// assess may send a person from the first appointment of the scheme to
// treatment.
func (w *World) assess(i uint32, spell int, at sim.Time) {
	p, t := &w.people[i], &w.set.Treatment
	chance := float64(t.Referral[p.dependence])
	if !t.Enabled || chance == 0 || p.is&treated != 0 {
		return
	}
	if w.draw(i, drawTreatmentReferral, w.Ledger.Spells[spell].Contact) < chance {
		w.refer(i, ledger.SchemeReferred, at)
	}
}

// treated are the conditions in which nobody is referred again.
const treated = ledger.AwaitingTreatment | ledger.InTreatment

// seeking is the yearly rate at which a person comes to treatment other than by
// the scheme.
func (w *World) seeking(i uint32) float64 {
	p, t := &w.people[i], &w.set.Treatment
	if !t.Enabled || p.is&(treated|ledger.InCustody|ledger.Dead) != 0 {
		return 0
	}
	rate := float64(t.SelfReferral) * float64(t.SelfRelative[p.dependence])
	if p.diverted {
		rate *= float64(t.EntryRatio)
	}
	return rate
}

// seek acts when a person comes to treatment of their own accord.
func (w *World) seek(i, _ uint32, at sim.Time) {
	w.wind(i, clockSelfReferral, at)
	w.refer(i, ledger.SelfReferred, at)
}

// refer begins an episode: the person starts, or waits for a place.
func (w *World) refer(i uint32, from ledger.Source, at sim.Time) {
	p := &w.people[i]
	p.episodes++
	p.episode = int32(len(w.Ledger.Episodes))
	w.Ledger.Episodes = append(w.Ledger.Episodes, ledger.Episode{
		Person: i, Source: from, ReferredAt: at, StartedAt: sim.Never, EndedAt: sim.Never,
	})
	if s := &w.service.places; s.Waiting() == 0 && s.Take(at) {
		w.startTreatment(i, at)
		return
	}
	w.service.places.Join(at, i, w.class(from))
	w.plan(i, at.Plus(w.set.treatmentPatience(w.draw(i, drawTreatmentPatience, p.episodes))), treatmentGivenUp, 0)
	w.become(i, ledger.AwaitingTreatment, 0, at)
}

// startTreatment begins the stay of a person who has a place.
func (w *World) startTreatment(i uint32, at sim.Time) {
	p := &w.people[i]
	w.Ledger.Episodes[p.episode].StartedAt = at
	mean := float64(w.set.Treatment.Stay[w.Ledger.People[i].Drug])
	u := w.draw(i, drawTreatmentStay, p.episodes)
	w.plan(i, at.Plus(sim.YearsOf(mean*sim.ExpThreshold(u))), treatmentEnded, 0)
	w.agenda.drop(&p.first, func(e *agendaEntry) bool { return e.kind == treatmentFades })
	w.treat(i, 1, at)
	w.become(i, ledger.InTreatment, ledger.AwaitingTreatment|ledger.TreatmentCompleted, at)
}

// endTreatment ends a stay as planned or early.
func (w *World) endTreatment(i, _ uint32, at sim.Time) {
	exit := ledger.LeftEarly
	if w.draw(i, drawTreatmentExit, w.people[i].episodes) < float64(w.set.Treatment.Planned) {
		exit = ledger.LeftAsPlanned
	}
	w.leaveTreatment(i, exit, at)
}

// giveUp ends a wait.
func (w *World) giveUp(i, _ uint32, at sim.Time) { w.leaveTreatment(i, ledger.Reneged, at) }

// leaveTreatment ends an episode, if there is one, on the list or in a place.
func (w *World) leaveTreatment(i uint32, exit ledger.TreatmentExit, at sim.Time) {
	p := &w.people[i]
	waited, stayed := p.is&ledger.AwaitingTreatment != 0, p.is&ledger.InTreatment != 0
	if !waited && !stayed {
		return
	}
	e := &w.Ledger.Episodes[p.episode]
	e.Exit, e.EndedAt = exit, at
	on := ledger.Condition(0)
	switch {
	case waited:
		w.service.places.Withdraw(at, i)
		w.cancel(i, treatmentGivenUp, 0)
	case exit == ledger.LeftAsPlanned:
		on = ledger.TreatmentCompleted
	}
	if stayed {
		w.cancel(i, treatmentEnded, 0)
		if exit != ledger.Imprisoned {
			w.exited(i, at)
		}
		w.service.places.Release(at)
	}
	w.become(i, on, treated, at)
	switch {
	case on != 0:
		w.persist(i, 0, at)
	case stayed: // a wait that ends leaves what an earlier treatment has left
		w.treat(i, 0, at)
	}
	w.callWaiting(at)
}

// closeTreatment checks the account of the service and books what episodes cost
// within follow-up.
func (w *World) closeTreatment(at sim.Time) {
	if err := w.service.places.Usage(at).Little(); err != nil {
		w.abort(none, err.Error())
	}
	for _, e := range w.Ledger.Episodes {
		until := min(e.EndedAt, w.Ledger.People[e.Person].End)
		if e.StartedAt == sim.Never || e.StartedAt >= until {
			continue
		}
		line := ledger.TreatmentStay
		if e.Source == ledger.SchemeReferred && w.set.Treatment.ChargedToScheme {
			line = ledger.SchemeTreatment
		}
		w.accrue(e.Person, line, e.StartedAt, until, w.set.treatment.yearly)
	}
}
