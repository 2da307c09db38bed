package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Engagement is a person on the programme. The first appointment is attended
// with
//
//	logit p1 = a0 − a_w·ln(1+w/w0) + a_k·ln(1+k/k0) − a_W·ln W + a_v·leverage + a_y·youth + a_virt·virtual
//
// after a wait w, at k caseworker contacts a person, for a person of
// disengagement frailty W. Then sessions follow at a rate, while the person
// may drop out with hazard d0·W·(1+k/k0)^−eta·exp(−zeta·leverage), times exp(x)
// while out of work (employment.go).
//
// In mode "appointments" the course is a series of appointments, each kept
// with p1 without the wait term: completed at the J-th that is kept, ended at
// the M-th that is missed.
type Engagement struct {
	Mode            string
	Sessions        evidence.Count
	RepeatSessions  evidence.Count
	SessionRate     evidence.PerYear
	SessionGap      string
	MaxMisses       evidence.Count
	NoEntry         evidence.Probability
	RepeatEntry     string
	RepeatNoEntry   evidence.Probability
	WaitSlope       evidence.Number
	WaitScale       evidence.Days
	ContactSlope    evidence.Number
	ContactScale    evidence.Count
	FrailtySlope    evidence.Number
	LeverageSlope   evidence.Number
	YouthSlope      evidence.Number
	VirtualSlope    evidence.Number
	Virtual         bool
	Dropout         evidence.PerYear
	ContactDropout  evidence.Number
	LeverageDropout evidence.Number
	JoblessDropout  evidence.Number
	Deadline        evidence.Years
	OutreachRate    evidence.PerYear
	OutreachSuccess evidence.Probability
	OutreachTimes   evidence.Count
}

// The modes of engagement, the laws of the gap between sessions, and what is
// known of the start of a later course.
const (
	ModeMarkov       = "markov"
	ModeAppointments = "appointments"
	GapExponential   = "exponential"
	GapFixed         = "fixed"

	RepeatAsAtFirst = "as-at-first"
	RepeatStated    = "stated"
)

// spell is the state of a spell that the ledger does not keep.
type spell struct {
	offence   int // row of the later contact that was diverted, none for the index contact
	marks     marks
	repeat    bool
	holdsSlot bool
	closed    bool     // a decision on an unfinished course has been taken
	outreach  uint32   // attempts made
	since     sim.Time // from which caseworker contacts accrue
	kappa     float64  // caseworker contacts a person that the money bought
	rate      float64  // of such contacts a year, while engaged
	casework  float64  // contacts left of those planned
	paid      int64    // pence, for caseworker contacts
	reserve   int64    // pence committed and not yet spent
}

// openSpell writes an offer down. Its full planned cost is set aside; that of
// an offer which is declined is its administration alone.
func (w *World) openSpell(i uint32, offence int, c ledger.Contact, m marks, accepted bool) {
	number := len(w.spells)
	f := w.fundingAt(c.At)
	year, _ := w.affordable(c.At, c.Number > 0)
	w.spells = append(w.spells, spell{
		offence: offence, marks: m, repeat: c.Number > 0,
		kappa: f.kappa, rate: f.rate(), casework: f.rate() * w.set.plannedYears(), since: sim.Never,
	})
	w.Ledger.Spells = append(w.Ledger.Spells, ledger.Spell{
		Person: i, Contact: c.Number, Accepted: accepted, Year: year,
		OfferedAt: c.At, AttendedAt: sim.Never, ExitAt: sim.Never, DecidedAt: sim.Never,
	})
	w.commit(number)
	w.payReserved(i, number, ledger.SchemeOffer, c.At, w.stepsOf(number).offer)
	if !accepted {
		s := &w.Ledger.Spells[number]
		s.Exit, s.ExitAt = ledger.Declined, c.At
		w.settleReserve(number)
	}
}

// enrol starts the spell just opened: the person waits for the first
// appointment.
func (w *World) enrol(i uint32, at sim.Time) {
	number := len(w.spells) - 1
	w.useOffer(i, at)
	w.people[i].spell = int32(number)
	w.enter(i, phaseWaiting, at)
	if !w.set.waitingList {
		w.spells[number].holdsSlot = w.provider.Take(at)
	}
	start := max(at, sim.Time(w.Ledger.Spells[number].Year)*sim.Year)
	w.plan(i, start.Plus(w.firstWait(i, number)).Plus(w.isolatedWait(i, w.Ledger.Spells[number].Contact)), appointment, uint32(number))
}

// firstWait is the time from an offer to the first appointment.
func (w *World) firstWait(i uint32, number int) sim.Time {
	if w.set.Provider.FirstWaitLaw == LengthFixed {
		return w.set.firstWait
	}
	u := w.draw(i, drawFirstWait, w.Ledger.Spells[number].Contact)
	return sim.Time(math.Round(float64(w.set.firstWait) * sim.Exponential(u)))
}

// meet acts at the date of the first appointment: it takes place if a slot is
// free, else the person waits for one.
func (w *World) meet(i, number uint32, at sim.Time) {
	switch {
	case w.people[i].release > at: // called from a queue while in custody
		w.plan(i, w.people[i].release, appointment, number)
	case w.spells[number].holdsSlot:
		w.firstAppointment(i, int(number), at)
	case w.provider.Free() && w.provider.Waiting() == 0:
		w.firstAppointment(i, int(number), at)
	default:
		w.awaitPlace(i, number, at)
	}
}

// firstAppointment is attended or missed.
func (w *World) firstAppointment(i uint32, number int, at sim.Time) {
	s, state := &w.Ledger.Spells[number], &w.spells[number]
	if w.set.Engagement.Mode == ModeMarkov && !w.attends(i, number, 0, float64(at-s.OfferedAt)/float64(sim.Day)) {
		w.leave(i, ledger.NeverEntered, at)
		return
	}
	if !state.holdsSlot {
		state.holdsSlot = w.provider.Take(at)
	}
	state.since = at
	w.enter(i, phaseEngaged, at)
	w.plan(i, at.Plus(w.set.deadline), deadline, uint32(number))
	if w.set.Engagement.Mode == ModeAppointments {
		w.book(i, number, at)
		return
	}
	w.attendFirst(i, number, at)
	if w.people[i].spell == int32(number) {
		u := w.draw(i, drawDropout, stepOccurrence(s.Contact, state.outreach))
		w.plan(i, at.Plus(w.set.dropoutAfter(&w.people[i], state.kappa, w.away(i), u)), dropout, uint32(number))
	}
}

// attendFirst writes the first attendance down and plans the first session.
func (w *World) attendFirst(i uint32, number int, at sim.Time) {
	w.Ledger.Spells[number].AttendedAt = at
	w.payReserved(i, number, ledger.SchemeFirstAppointment, at, w.stepsOf(number).first)
	w.assess(i, number, at)
	if w.set.sessionsOf(w.spells[number].repeat) == 0 {
		w.leave(i, ledger.Completed, at)
		return
	}
	w.nextSession(i, number, at)
}

// nextSession plans the session after those attended so far.
func (w *World) nextSession(i uint32, number int, at sim.Time) {
	s := &w.Ledger.Spells[number]
	u := w.draw(i, drawSessionGap, stepOccurrence(s.Contact, s.Booked))
	w.plan(i, at.Plus(w.set.gap(u)), session, uint32(number))
}

// attendSession acts at a session: it costs, adds to the dose, and may be the
// last.
func (w *World) attendSession(i, number uint32, at sim.Time) {
	if w.set.Engagement.Mode == ModeAppointments {
		w.keepAppointment(i, int(number), at)
		return
	}
	w.Ledger.Spells[number].Booked++
	w.countSession(i, int(number), at)
	if w.people[i].spell == int32(number) {
		w.nextSession(i, int(number), at)
	}
}

// countSession adds a session to the dose, and completes the course at the
// last.
func (w *World) countSession(i uint32, number int, at sim.Time) {
	s, state := &w.Ledger.Spells[number], &w.spells[number]
	w.accrueCasework(i, number, at)
	s.Sessions++
	steps := w.stepsOf(number)
	cost := steps.session
	if s.Sessions == w.set.sessionsOf(state.repeat) {
		cost = steps.lastSession
	}
	w.payReserved(i, number, ledger.SchemeSession, at, cost)
	w.dose(i, at)
	if s.Sessions == w.set.sessionsOf(state.repeat) {
		w.leave(i, ledger.Completed, at)
	}
}

// book plans an appointment in the mode that counts misses.
func (w *World) book(i uint32, number int, at sim.Time) {
	if w.set.sessionsOf(w.spells[number].repeat) == 0 {
		w.leave(i, ledger.Completed, at)
		return
	}
	w.nextSession(i, number, at)
}

// keepAppointment acts at an appointment that is kept or missed.
func (w *World) keepAppointment(i uint32, number int, at sim.Time) {
	s := &w.Ledger.Spells[number]
	s.Booked++
	if w.attends(i, number, s.Booked, 0) {
		if s.AttendedAt == sim.Never {
			s.AttendedAt = at
			w.payReserved(i, number, ledger.SchemeFirstAppointment, at, w.stepsOf(number).first)
			w.assess(i, number, at)
		}
		w.countSession(i, number, at)
	} else if s.Booked-s.Sessions >= w.set.maxMisses {
		w.leave(i, ledger.MissedTooOften, at)
	}
	if w.people[i].spell == int32(number) {
		w.nextSession(i, number, at)
	}
}

// leave ends a spell, gives its slot and its unspent money back, and starts
// what follows.
func (w *World) leave(i uint32, exit ledger.Exit, at sim.Time) {
	p := &w.people[i]
	number := int(p.spell)
	s, state := &w.Ledger.Spells[number], &w.spells[number]
	w.accrueCasework(i, number, at)
	s.Exit, s.ExitAt = exit, at
	p.spell = none
	w.cancelEngagement(i)
	if p.queued {
		w.provider.Withdraw(at, i)
		p.queued = false
	}
	w.settleReserve(number)
	held := state.holdsSlot
	state.holdsSlot = false
	switch {
	case exit == ledger.Completed:
		p.completed = true
		w.enter(i, phaseCompleted, at)
	case exit == ledger.Died:
	default:
		if (exit == ledger.NeverEntered || exit == ledger.GaveUpWaiting) && w.set.lockoutNeverEntry {
			p.lockedOut = true
		}
		w.breached(i, number, at)
		if exit == ledger.DroppedOut {
			s.Booked++ // the session that was not kept
			w.reachOut(i, number, at)
		}
	}
	if held {
		w.provider.Release(at)
		w.admitWaiting(at)
	}
}
