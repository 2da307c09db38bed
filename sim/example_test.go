package sim_test

import (
	"fmt"

	"diversim/sim"
)

// REF-1 is the engine's example: everybody offends at a rate of their own that
// falls with the time since their last contact with the police; an offence is
// detected now and then, and a detected one is a contact. A contact takes one
// of a few slots for three months if one is free, and may then lower the rate
// for a year. People leave by desistance or death. All start with a contact.
//
// A contact is public: whether a slot is free depends on everybody else, so
// contacts and releases of slots go through the calendar. An undetected
// offence or an exit concerns nobody else, so a person's private life from
// one contact to the next is one loop, in closed form.
const (
	detection  = 0.3
	engagement = 0.6
	frailty    = 0.8 // gamma shape of the personal rates, mean 1
	desistance = 0.15
	death      = 0.005
	hold       = sim.Year / 4
)

// The kinds of public event; a release comes before a contact of the same
// second, as it frees the slot.
const (
	release uint8 = iota
	contact
)

// The decisions that draws are made for.
const (
	drawPerson  sim.Decision = iota // rate; how and when the person leaves
	drawOffence                     // by offence: the gap before it; detected, and then engaged
)

// State carried by a contact.
const (
	engaged     uint16 = 1 << iota // would engage if diverted
	recontact                      // not the first
	diverted                       // the person's clock runs at the lowered rate
	independent int    = -1        // number of slots when nobody competes
)

// Totals are what one replication counts.
type totals struct {
	persons, offences, desistances, deaths, contacts, diversions int64
	within12                                                     int64 // persons with a contact in 12 months
	active                                                       sim.Time
}

func (t totals) events() int64 { return t.offences + t.desistances + t.deaths }

// ref1 is one worker's model; replications reuse its storage.
type ref1 struct {
	persons  int
	slots    int
	horizon  sim.Time
	stay     float64 // mean time to exit, seconds
	rates    [2]sim.Bands
	frailty  *sim.Quantiles
	draws    *sim.Draws
	calendar sim.Calendar
	places   sim.Resource
	block    [64]entrant
	totals   totals
}

// newREF1 is the model for a number of people, followed for some years; slots
// independent means that everybody detected finds one.
func newREF1(persons, slots int, years float64) *ref1 {
	const base = 0.5 / float64(sim.Year)
	year := float64(sim.Year)
	return &ref1{
		persons: persons,
		slots:   slots,
		horizon: sim.YearsOf(years),
		stay:    float64(sim.Year) / (desistance + death),
		rates: [2]sim.Bands{
			sim.NewBands([]float64{year / 2, year, 2 * year}, []float64{1.5 * base, base, 0.7 * base, 0.5 * base}),
			sim.NewBands([]float64{year / 2, year, 2 * year}, []float64{1.2 * base, 0.8 * base, 0.7 * base, 0.5 * base}),
		},
		frailty: sim.GammaQuantiles(frailty),
	}
}

// run is one replication.
func (m *ref1) run(seed uint64, replication int) totals {
	m.draws = sim.NewDraws(seed, uint32(replication))
	m.totals = totals{persons: int64(m.persons)}
	m.calendar.Reset(0, m.horizon, m.persons/2)
	m.places.Reset(m.slots, 0)
	for first := 0; first < m.persons; first += len(m.block) {
		m.enter(uint32(first), m.block[:min(len(m.block), m.persons-first)])
	}
	for e, ok := m.calendar.Next(); ok; e, ok = m.calendar.Next() {
		if e.Kind == release {
			m.places.Release(e.At)
		} else {
			m.meet(e)
		}
	}
	return m.totals
}

// entrant is what the draws say of a person at the start.
type entrant struct {
	years     float64 // per unit of the personal rate
	exit      sim.Time
	gap, mark float64
}

// enter starts some people at their index contact, which changes nothing. The
// draws of all come before the life of any: draws run side by side in the
// processor, until a life takes a turn it did not foresee.
func (m *ref1) enter(first uint32, people []entrant) {
	var exits, desistances int64
	for i := range people {
		p, person := &people[i], first+uint32(i)
		rate, exit := m.draws.Pair(sim.Person, person, drawPerson, 0)
		p.years = 1 / m.frailty.AtScore(sim.NormalScore(rate))
		exit *= desistance + death
		desisted := int64(0)
		if exit < desistance { // how; what is left of the draw says when
			exit /= desistance
			desisted = 1
		} else {
			exit = (exit - desistance) / death
		}
		p.exit = min(m.horizon, sim.Time(sim.ExpThreshold(exit)*m.stay))
		m.totals.active += p.exit
		left := int64(0)
		if p.exit < m.horizon {
			left = 1
		}
		exits += left
		desistances += left & desisted
		p.gap, p.mark = m.draws.Pair(sim.Person, person, drawOffence, 0)
	}
	m.totals.desistances += desistances
	m.totals.deaths += exits - desistances
	for i := range people {
		p := &people[i]
		m.live(sim.Event{Entity: first + uint32(i), Value: p.years, Count: uint32(p.exit), Kind: contact, Priority: contact},
			p.gap, p.mark)
	}
}

// meet is a contact: a slot if there is one, and the disposal's effect.
func (m *ref1) meet(e sim.Event) {
	gap, mark := m.draws.Pair(sim.Person, e.Entity, drawOffence, e.Stamp)
	m.contact(e)
	e.Flags |= recontact
	e.Flags &^= diverted
	if m.places.Take(e.At) {
		m.totals.diversions++
		if e.Flags&engaged != 0 {
			e.Flags |= diverted
		}
		if back := e.At + hold; back < m.horizon {
			m.calendar.Post(sim.Event{At: back, Kind: release, Priority: release})
		}
	}
	m.live(e, gap, mark)
}

// contact counts one.
func (m *ref1) contact(e sim.Event) {
	m.totals.contacts++
	if e.Flags&recontact == 0 && e.At <= sim.Year {
		m.totals.within12++
	}
}

// live follows a person from a contact to the next one, which is posted, or
// to the end, given the draws for the first offence. Stamp counts offences.
func (m *ref1) live(e sim.Event, gap, mark float64) {
	rates := &m.rates[0]
	if e.Flags&diverted != 0 {
		rates = &m.rates[1]
	}
	left := float64(sim.Time(e.Count) - e.At)
	person, offence, used := e.Entity, e.Stamp, 0.0
	for {
		used += sim.ExpThreshold(gap) * e.Value
		since := rates.Inverse(used)
		if since >= left {
			break
		}
		offence++
		if mark < detection {
			m.totals.offences += int64(offence - e.Stamp)
			e.At += sim.Time(since)
			e.Stamp = offence
			e.Flags &^= engaged
			if mark < detection*engagement {
				e.Flags |= engaged
			}
			m.calendar.Post(e)
			return
		}
		gap, mark = m.draws.Pair(sim.Person, person, drawOffence, offence)
	}
	m.totals.offences += int64(offence - e.Stamp)
}

// Example runs REF-1 for 1,500 people over two years, with 30 slots.
func Example() {
	m := newREF1(1500, 30, 2)
	t := m.run(2026, 0)
	fmt.Println(t.offences, "offences,", t.contacts, "contacts,", t.diversions, "diversions")
	// Output:
	// 1444 offences, 425 contacts, 235 diversions
}
