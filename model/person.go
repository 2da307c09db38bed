package model

import (
	"diversim/model/ledger"
	"diversim/sim"
)

// person is the state of one person.
type person struct {
	pace         sim.Pace
	target       [ledger.OffenceTypes]float64 // operational time of the next offence of each type
	leaning      [ledger.OffenceTypes]float64 // of the person's base rate of a type to that of frailty alone
	ratio        [ledger.OffenceTypes]float64 // of the person's rate of a type to that base rate
	yearly       float64                      // frailty over a year in seconds: turns a yearly base rate into a rate
	ordinal      [ledger.OffenceTypes]uint32
	next         sim.Time // date of the next offence, if known
	end          sim.Time // of follow-up
	release      sim.Time // from custody
	unspentUntil sim.Time
	level        float64  // of offending, in the person's state
	mortality    float64  // yearly hazard of death at the index contact, in no particular state
	indexProven  sim.Time // the index case, if it was
	disengage    float64
	noted        ledger.Change // the last one
	hazards      [clocks]hazard
	setOff       [ledger.OffenceTypes]uint32 // offences that others set off
	first        int32                       // of the person's agenda
	lastOffer    int32                       // in the log of offers
	stamp        uint32
	spell        int32
	episode      int32 // of treatment, in the ledger: the last one
	episodes     uint32
	contacts     uint32
	sessions     uint32 // attended, over all spells
	offences     uint32 // of all types, since the index contact
	recorded     uint32 // harm offences in follow-up
	cases        uint32 // before a court
	is           ledger.Condition
	phase        phase
	nextType     ledger.OffenceType
	known        bool // next is up to date
	queued       bool
	unlisted     uint8 // cases that wait for the court
	lockedOut    bool
	completed    bool // a course
	served       bool // time in custody, and was released
	youth        bool
	diverted     bool // at least once
	dependence   ledger.Dependence
}

// nature is what a person brings along.
type nature struct {
	offending, disengage float64 // frailties
	ledger.Traits
}

// still are the conditions in which nobody offends.
const still = ledger.NeverAgain | ledger.Desisted | ledger.InCustody | ledger.Dead

// conditions are those of a person at the index contact.
func (s *settings) conditions(d *sim.Draws, entity uint32, t ledger.Traits) ledger.Condition {
	is := s.neverAgain(d, entity)
	if s.jobless(d, entity, t.Youth) {
		is |= ledger.Jobless
	}
	return is
}

// become puts a person into some conditions and out of others.
func (w *World) become(i uint32, on, off ledger.Condition, at sim.Time) {
	p := &w.people[i]
	before := p.is
	p.is = p.is&^off | on
	if p.is != before {
		w.reconsider(i, at)
	}
}

// enter moves a person to a phase.
func (w *World) enter(i uint32, to phase, at sim.Time) {
	p := &w.people[i]
	if p.phase != to {
		p.phase = to
		w.reconsider(i, at)
	}
}

// reconsider works out what follows from a person's conditions and phase: the
// level of offending, the rates of the other clocks, and quality of life. All
// of them are functions of the state alone, so that whoever changes the state
// need not know what depends on it.
func (w *World) reconsider(i uint32, at sim.Time) {
	w.catchUp(i)
	w.people[i].level = w.level(&w.people[i])
	w.relevel(i, at)
	for c := range clocks {
		w.rerate(i, c, at)
	}
	w.note(i, at)
}

// relevel gives a person's offending the level of their state, at the certainty of a
// sanction that is perceived.
func (w *World) relevel(i uint32, at sim.Time) {
	p := &w.people[i]
	level := p.level
	if level > 0 {
		level *= w.deterrence
	}
	p.pace.SetLevel(at, level)
	w.moved(i)
}

// level is the factor by which a person's intensities differ from the base, but
// for what fades, what everybody perceives and what concerns one type of offence.
func (w *World) level(p *person) float64 {
	if p.is&still != 0 {
		return 0
	}
	return w.set.phase[p.standing()] * w.set.labelling(p) * w.set.outOfWork(p) * w.set.stateFactor(p.offences)
}

// standing is the phase whose effect acts. Waiting for a court is a condition
// beside the scheme: it counts where no course is running.
func (p *person) standing() phase {
	if p.is&ledger.AwaitingCourt != 0 && !p.phase.engaged() {
		return phaseCourt
	}
	return p.phase
}

// note writes a person's state down where it has changed.
func (w *World) note(i uint32, at sim.Time) {
	p := &w.people[i]
	c := ledger.Change{Person: i, Is: p.is, At: at, Utility: w.set.utility(p)}
	if c.Is == p.noted.Is && c.Utility == p.noted.Utility {
		return
	}
	p.noted = c
	w.Ledger.Changes = append(w.Ledger.Changes, c)
}

// reweigh changes the ratio of a person's rate of one type of offence: what is
// left of the threshold is used up at the new rate from now on.
func (w *World) reweigh(i uint32, k ledger.OffenceType, ratio float64, at sim.Time) {
	p := &w.people[i]
	// After follow-up nobody's offences are counted, and the clocks stand: what is
	// left of a threshold would be below nothing.
	if ratio == p.ratio[k] || at >= p.end {
		return
	}
	w.catchUp(i)
	done := p.pace.Elapsed(at)
	p.target[k] = done + (p.target[k]-done)*p.ratio[k]/ratio
	p.ratio[k] = ratio
	w.moved(i)
}
