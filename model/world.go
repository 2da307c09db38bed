package model

import (
	"fmt"
	"math"

	"diversim/model/ledger"
	"diversim/sim"
)

// none is an index that points nowhere.
const none = -1

// World is one cohort under one policy. It is reused between replications and
// keeps its memory; it is not safe for concurrent use.
type World struct {
	Ledger      ledger.Ledger
	Watch       *Watch // the draws of one person, for a trace; nil in an ordinary run
	schedule    []process
	set         *settings
	common      *sim.Draws // shared by all arms
	own         *sim.Draws // the arm's: the same, unless the coupling says otherwise
	force       uint32
	seed        uint64
	replication uint32
	people      []person
	calendar    sim.Calendar
	agenda      agenda
	provider    sim.Resource
	court       sim.Resource
	otherCases  uint32  // before the courts so far
	others      []other // referrals from elsewhere so far
	service     treatmentService
	deaths      int
	turn        sim.Time // at which the intake year begins or ends next
	accounts    []account
	spells      []spell
	hearings    []hearing
	offerLog    []offerEntry
	peers       []uint32 // whom each person names, where offences set off others'
	quarter     int
	ration      funding
	certainty   certainty
	deterrence  float64 // the factor that follows from it
	passed      passedOver
	country     *Plan // nil in a run of one force by itself
	area        area
	years       []terms
}

// Model is the settings of one arm, ready to run.
type Model struct{ set *settings }

// Prepare works out the settings of an arm. Effects that known holds are taken
// from it and new ones are added; nil is no memory.
func Prepare(p *Params, c Config, known Contrasts) *Model { return &Model{settle(p, c, known, nil)} }

// Contrast is the effect on adults that the arm's parameters come to.
func (m *Model) Contrast() Contrast { return m.set.contrast[adults] }

// YouthContrast is the same for people under 18, from evidence of their own.
func (m *Model) YouthContrast() Contrast { return m.set.contrast[youths] }

// Run simulates one replication of a force by itself. The facts are in w.Ledger
// until the next run.
func (m *Model) Run(w *World, seed uint64, replication int) { m.run(w, nil, seed, replication) }

// run simulates one replication under the plan of a country, nil for none.
func (m *Model) run(w *World, country *Plan, seed uint64, replication int) {
	w.schedule, w.country = schedule[:], country
	w.reset(m.set, seed, uint32(replication))
	w.recruit(m.set.People)
	w.befriend()
	for i := range w.people {
		w.resume(uint32(i))
	}
	for {
		e, pending := w.calendar.Next()
		if !pending {
			break
		}
		for e.At >= w.turn {
			w.turnYear()
		}
		w.act(e)
	}
	for w.turn != sim.Never {
		w.turnYear()
	}
	w.closeProvider()
	w.closeCourts()
	w.closeTreatment(max(w.calendar.Now(), w.set.Intake))
	w.forget()
}

func (w *World) reset(s *settings, seed uint64, replication uint32) {
	w.set = s
	w.force, w.seed, w.replication = s.people, seed, replication
	w.common = sim.NewDraws(seed, replication)
	w.own = w.common
	if s.Engine.Coupling != CouplingCommon {
		w.own = sim.NewDraws(armSeed(seed, s.Arm), replication)
	}
	if s.Engine.Coupling == CouplingIndependent {
		w.common = w.own
	}
	events := w.Ledger.Events // of the last run: a guess at those of this one
	w.Ledger.Reset()
	w.Ledger.Horizon, w.Ledger.Values = s.Horizon, s.values
	w.Ledger.FromDisposal = s.Index.Clock == ClockDisposal
	w.people, w.spells = w.people[:0], w.spells[:0]
	w.hearings, w.offerLog = w.hearings[:0], w.offerLog[:0]
	w.agenda.reset()
	w.passed.reset()
	w.quarter, w.deaths = none, 0
	w.area = s.area(w.common)
	w.years = s.yearly(w.area, w.country)
	w.calendar.Reset(min(-sim.YearsOf(float64(s.Provider.RunIn)), s.treatmentStart()), s.Intake.Plus(s.Horizon), int(events))
	w.openProvider()
	w.openTreatment()
	w.openCourts()
	w.openAccounts()
	w.openDeterrence()
}

// armSeed is the seed of an arm that shares less than every draw.
func armSeed(seed uint64, arm int) uint64 {
	word, _ := sim.Philox2x64(seed, uint64(arm), uint64(sim.Design))
	return word
}

// entity is the number of a person in draws: the force and the ordinal.
func (w *World) entity(i int) uint32 { return w.force<<forceShift | uint32(i) }

// abort stops a run that has gone wrong, saying where it can be found again.
func (w *World) abort(person int, why string) {
	panic(fmt.Sprintf("model: person %d, replication %d, seed %d: %s", person, w.replication, w.seed, why))
}

// add puts a person into the cohort.
func (w *World) add(index sim.Time, n nature, history ledger.History) {
	i := uint32(len(w.people))
	if math.IsNaN(n.offending) || math.IsNaN(n.disengage) {
		w.abort(int(i), fmt.Sprintf("frailty is %v, disengagement %v", n.offending, n.disengage))
	}
	end := index.Plus(w.set.Horizon)
	w.people = append(w.people, person{
		yearly: n.offending / float64(sim.Year), disengage: n.disengage, youth: n.Youth, dependence: n.Dependence, mortality: w.set.mortality(n.Traits),
		end: end, first: none, spell: none, lastOffer: none,
	})
	w.Ledger.People = append(w.Ledger.People, ledger.Person{
		Index: index, DisposedAt: index, End: end, Home: w.lives(int(i)), Died: sim.Never, Frailty: n.offending, Disengage: n.disengage, Before: history, Traits: n.Traits,
	})
	w.passed.add(index)
	p := &w.people[i]
	p.pace.Start(index, float64(w.set.Engine.Grid)*float64(sim.Year))
	w.age(p, n.Age)
	for k := range ledger.OffenceTypes {
		p.leaning[k] = w.set.leaning(w.common, w.entity(int(i)), ledger.OffenceType(k), n.Traits)
		if ledger.OffenceType(k) == ledger.Possession {
			p.leaning[k] *= w.area.stops
		}
		p.ratio[k] = 1
		w.arm(i, k)
	}
	p.is = w.set.conditions(w.common, w.entity(int(i)), n.Traits)
	w.reconsider(i, index)
	w.plan(i, index, indexContact, 0)
}

// arm sets the clock of a type of offence to its next threshold.
func (w *World) arm(i uint32, kind int) {
	p := &w.people[i]
	p.ordinal[kind]++
	rate := w.set.rate[kind] * p.yearly * p.leaning[kind] * p.ratio[kind]
	if rate == 0 {
		p.target[kind] = math.Inf(1)
		return
	}
	u := w.draw(i, drawOffence+sim.Decision(kind), typedOccurrence(kind, p.ordinal[kind]))
	p.target[kind] += w.set.offenceGap(sim.ExpThreshold(u)) / rate
	if math.IsNaN(p.target[kind]) {
		w.abort(int(i), fmt.Sprintf("the date of offence %d (%s) is not a number", p.ordinal[kind], ledger.OffenceType(kind)))
	}
}

// moved says that the person's intensity may have changed.
func (w *World) moved(i uint32) { w.people[i].known = false }

// foresee dates the next offence of a person, Never if it is not before a limit.
func (p *person) foresee(limit sim.Time) {
	if p.known {
		return
	}
	p.known = true
	earliest := 0
	for k := range p.target {
		if p.target[k] < p.target[earliest] {
			earliest = k
		}
	}
	p.nextType = ledger.OffenceType(earliest)
	p.next = p.pace.Reach(p.target[earliest], limit)
}

// resume carries a person on, through what nobody else can notice, to the next
// event that others may share in, and posts it.
func (w *World) resume(i uint32) {
	w.catchUp(i)
	p := &w.people[i]
	for {
		limit := w.foreseeable(i)
		p.foresee(limit)
		waiting := p.queued || p.unlisted > 0 || p.is&ledger.AwaitingTreatment != 0
		due := w.agenda.first(p.first)
		if p.next >= due {
			if due == sim.Never || due >= limit && limit < p.end {
				p.stamp++ // whatever was posted before is no longer to come, or not yet
				return
			}
			if k := w.agenda.kind(p.first); !w.schedule[k].private || waiting || w.bears(due) {
				w.post(i, due, k)
				return
			}
			w.carryOut(i, due)
			continue
		}
		// A person in a queue may be called at any moment, so that nothing of
		// theirs may be acted on ahead of time.
		if waiting || p.nextType == ledger.Possession || w.bears(p.next) {
			w.post(i, p.next, offence)
			return
		}
		w.commitOffence(i)
	}
}

// bears says whether something that is not a person's own may bear on them before an
// instant of their future: others at any moment, or the certainty of a sanction as it
// will be perceived by then.
func (w *World) bears(at sim.Time) bool { return w.set.exposed || at > w.certainty.next }

// commitOffence acts on the next offence of a person's clocks.
func (w *World) commitOffence(i uint32) {
	p := &w.people[i]
	at, kind := p.next, p.nextType
	w.Ledger.Events++
	p.pace.Advance(at)
	ordinal := p.ordinal[kind]
	w.arm(i, int(kind))
	p.known = false
	w.offend(i, kind, ordinal, at)
}

// offend writes an offence down and acts on what follows from it; a possession
// contact is decided upon.
func (w *World) offend(i uint32, kind ledger.OffenceType, ordinal uint32, at sim.Time) {
	row := len(w.Ledger.Offences)
	w.Ledger.Offences = append(w.Ledger.Offences, ledger.Offence{
		Person: i, Ordinal: ordinal, Type: kind, At: at,
		Further:      w.further(i, kind, typedOccurrence(int(kind), ordinal)),
		SanctionedAt: sim.Never, ProvenAt: sim.Never, BaselineProven: sim.Never,
	})
	w.experience(i, &w.Ledger.Offences[row], at)
	w.excite(i, kind, ordinal, at)
	switch {
	case kind != ledger.Possession:
		w.detect(i, row)
	case w.set.Offending.Recontacts:
		w.decide(i, row, at)
	default:
		w.Ledger.Offences[row].Disposal = ledger.NoFurtherAction
	}
}

// post puts the person's next event into the calendar; an earlier one that it
// replaces is recognised by its stamp and passed over.
func (w *World) post(i uint32, at sim.Time, k kind) {
	p := &w.people[i]
	p.stamp++
	w.calendar.Post(sim.Event{At: at, Entity: i, Stamp: p.stamp, Kind: uint8(k), Priority: uint8(k)})
}

// ContactsPerPerson is how many caseworker contacts the arm's money buys for
// each accepted person.
func (m *Model) ContactsPerPerson() float64 { return m.set.funding.kappa }
