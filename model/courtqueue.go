package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// CourtQueue is the courts of a region as a queue: courtrooms, and cases first
// come, first served, of which those of the cohort are a few per cent. When a
// case ends follows from how many there are, so that a scheme which keeps people out of
// court shortens the wait of everybody else's cases, by however little. The
// date of a conviction is known at the hearing and not before.
//
// The region is that in which the charges of the cohort are the share that
// possession has of all cases. With an open caseload L and a mean time W from
// charge to end, Little's law gives the cases a year, L/W. It is in proportion
// to the cohort where that is not the number of people planned for, with whole
// courtrooms and the same use of them. Courts begin with their backlog.
type CourtQueue struct {
	Mode       string
	Servers    evidence.Count
	Background evidence.PerYear
	Service    evidence.Days
	Backlog    evidence.Count
}

// How the time from charge to the end of the case comes about.
const (
	CourtByLaw   = "dist"
	CourtByQueue = "queue"
)

func (c *CourtQueue) declare(r *evidence.Registry) {
	evidence.Choose(r, &c.Mode, evidence.ChoiceSpec{
		Key: "court.mode", Label: "How the time from charge to the end of a case comes about", Value: CourtByLaw,
		Options: []string{CourtByLaw, CourtByQueue}, Status: evidence.Assumed,
		Note: "dist: from court.delay and its spread; queue: from the cases before it, of the cohort and of others",
	})
	evidence.Var(r, &c.Background, evidence.Spec{
		Key: "court.background", Label: "Other cases that come to the courts of the region, at the planned number of people",
		Value: 11_080, Range: evidence.Between(0, 1e7), Prior: evidence.Fixed{},
		Status: evidence.Derived, Source: "court-statistics-2025, police-outcomes-2024-25",
		Note: "an open caseload of 361,027 over court.delay is 1.03 million cases a year; 32,800 charges for possession are 3.2% of them; 365 of 1,500 suspects charged are as much of 11,450",
	})
	evidence.Var(r, &c.Backlog, evidence.Spec{
		Key: "court.backlog", Label: "Cases open when the intake year begins, at the planned number of people",
		Value: 4006, Range: evidence.Between(0, 1e7), Prior: evidence.Fixed{},
		Status: evidence.Derived, Source: "court-statistics-2025", Note: "the open caseload in the same proportion: 0.35 years of 11,450 cases a year",
	})
	evidence.Var(r, &c.Servers, evidence.Spec{
		Key: "court.servers", Label: "Courtrooms of the region, at the planned number of people",
		Value: 12, Range: evidence.Between(1, 1e6), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "with court.service, what keeps up with the cases; with a backlog of months the number hardly matters, only what they do together",
	})
	evidence.Var(r, &c.Service, evidence.Spec{
		Key: "court.service", Label: "Mean time of a courtroom that a case takes (exponential)",
		Value: 0.37, Range: evidence.Between(0.0001, 3650), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "days of the calendar: at it 12 courtrooms end 11,850 cases a year, about as many as come with the later offences of the cohort",
	})
}

// courts is the region at the size of the cohort.
type courts struct {
	queue      bool
	servers    int
	background float64 // cases a year
	service    float64 // seconds
	backlog    uint32
}

func (s *settings) settleCourts(scale float64) {
	c := &s.CourtQueue
	rooms := max(1, math.Round(float64(c.Servers)*scale))
	s.courts = courts{
		queue: c.Mode == CourtByQueue, servers: int(rooms), background: float64(c.Background) * scale,
		service: float64(c.Service) * float64(sim.Day),
		backlog: uint32(math.Round(float64(c.Backlog) * scale)),
	}
	if scale > 0 {
		s.courts.service *= rooms / (float64(c.Servers) * scale)
	}
}

// takes is for how long a case has the courtroom.
func (c *courts) takes(u float64) sim.Time {
	return sim.Time(math.Round(c.service * sim.Exponential(u)))
}

// openCourts fills the courts with their backlog and starts the stream of other
// cases, which goes on to the end of the last follow-up.
func (w *World) openCourts() {
	w.otherCases = 0
	w.court.Reset(w.set.courts.servers, 0)
	if !w.set.courts.queue {
		return
	}
	for range w.set.courts.backlog {
		w.otherCase(0)
	}
	w.nextCase(0)
}

// closeCourts checks that no case was miscounted.
func (w *World) closeCourts() {
	w.Ledger.Court = w.court.Usage(max(w.calendar.Now(), w.set.Intake))
	w.balance("courts", w.Ledger.Court)
}

// nextCase posts the arrival of another case. Its gap and its time in court are
// keyed to its number, so that all arms see the same stream.
func (w *World) nextCase(after sim.Time) {
	if w.set.courts.background == 0 {
		return
	}
	u := w.common.Uniform(sim.Force, w.force, drawCaseGap, w.otherCases)
	at := after.Plus(sim.YearsOf(sim.ExpThreshold(u) / w.set.courts.background))
	if at < w.set.Intake.Plus(w.set.Horizon) {
		w.calendar.Post(sim.Event{At: at, Kind: uint8(caseArrives), Priority: uint8(caseArrives)})
	}
}

func (w *World) caseArrives(at sim.Time) {
	w.otherCase(at)
	w.nextCase(at)
}

// otherCase brings a case of somebody else before the courts.
func (w *World) otherCase(at sim.Time) {
	number := w.otherCases
	w.otherCases++
	if w.court.Waiting() == 0 && w.court.Take(at) {
		w.sitOther(number, at)
		return
	}
	w.court.Wait(at, otherEntity(number))
}

func (w *World) sitOther(number uint32, at sim.Time) {
	w.sit(at.Plus(w.set.courts.takes(w.common.Uniform(sim.Force, w.force, drawCaseService, number))))
}

// sit posts the end of a case, when the courtroom is free for the next.
func (w *World) sit(until sim.Time) {
	w.calendar.Post(sim.Event{At: until, Kind: uint8(courtRises), Priority: uint8(courtRises)})
}

// toCourt brings a case of the cohort before the courts at its charge.
func (w *World) toCourt(i, number uint32, at sim.Time) {
	if w.court.Waiting() == 0 && w.court.Take(at) {
		w.list(i, number, at)
		return
	}
	w.court.Wait(at, number)
	w.people[i].unlisted++
}

// list dates the hearing of a case whose turn has come.
func (w *World) list(i, number uint32, at sim.Time) {
	until := at.Plus(w.hearings[number].takes)
	w.sit(until)
	w.plan(i, until, heard, number)
}

// courtRises frees a courtroom and calls the next cases. Cases of the dead are
// struck off when their turn comes.
func (w *World) courtRises(at sim.Time) {
	w.court.Release(at)
	for w.court.Waiting() > 0 && w.court.Free() {
		next, _ := w.court.Head()
		if uint64(next) >= uint64(len(w.hearings)) {
			w.court.Admit(at)
			w.sitOther(^next, at)
			continue
		}
		i := w.Ledger.Cases[next].Person
		w.people[i].unlisted--
		if w.people[i].is&ledger.Dead != 0 {
			w.court.Drop(at)
			continue
		}
		w.court.Admit(at)
		w.list(i, next, at)
		w.resume(i)
	}
}

// dispose dates the end of a case, and a conviction, at its hearing, where
// neither could be known before. Had the case gone to court under the comparator too, it would have been heard
// then; a case that only the scheme keeps out of court would have been heard by
// the law of court.delay, since the queue that it would have met never was.
func (w *World) dispose(i uint32, h *hearing, at sim.Time) {
	if h.offence == none {
		w.Ledger.People[i].DisposedAt = at.Plus(h.served)
	}
	if !h.guilty {
		return
	}
	if h.offence == none {
		if record := &w.Ledger.People[i].Recorded; !*record {
			*record, w.people[i].indexProven = true, at
		}
		return
	}
	o := &w.Ledger.Offences[h.offence]
	o.ProvenAt = min(o.ProvenAt, at)
	if h.asUsual {
		o.BaselineProven = at
	}
}

// foreseen is a date of conviction as far as it is known at the charge.
func (s *settings) foreseen(d ledger.Disposal, provenAt sim.Time) sim.Time {
	if d == ledger.Charge && s.courts.queue {
		return sim.Never
	}
	return provenAt
}

// asUsual marks the case just brought as one that the comparator would have
// brought too.
func (w *World) asUsual(offence int) {
	if w.set.courts.queue && offence != none {
		w.hearings[len(w.hearings)-1].asUsual = true
		w.Ledger.Offences[offence].BaselineProven = sim.Never
	}
}
