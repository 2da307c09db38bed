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

// State of a person, carried by a contact.
const (
	lowered   uint16 = 1 << iota // the rate is lowered, for a year
	engaged                      // would engage if diverted
	recontact                    // not the first contact
)

const (
	independent = -1 // number of slots when nobody competes
	blockSize   = 64 // people followed side by side
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
	block    [blockSize]life
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

// life is a person's private life from a contact on.
type life struct {
	person, offence uint32 // the person's next offence
	flags           uint16
	from, exit      sim.Time
	years           float64 // inverse of the personal rate
	used            float64 // integrated rate since the contact
	since           float64 // time of the offence after the contact, seconds
	mark            float64
}

// enter starts some people at their index contact, which changes nothing.
func (m *ref1) enter(first uint32, people []life) {
	var exits, desistances int64
	for i := range people {
		person := first + uint32(i)
		rate, exit := m.draws.Pair(sim.Person, person, drawPerson, 0)
		exit *= desistance + death
		desisted := int64(0)
		if exit < desistance { // how; what is left of the draw says when
			exit /= desistance
			desisted = 1
		} else {
			exit = (exit - desistance) / death
		}
		p := &people[i]
		*p = life{person: person, years: 1 / m.frailty.AtScore(sim.NormalScore(rate))}
		p.exit = min(m.horizon, sim.Time(sim.ExpThreshold(exit)*m.stay))
		m.totals.active += p.exit
		left := count(p.exit < m.horizon)
		exits += left
		desistances += left & desisted
	}
	m.totals.desistances += desistances
	m.totals.deaths += exits - desistances
	m.live(people)
}

// meet is a contact: a slot if there is one, and the disposal's effect.
func (m *ref1) meet(e sim.Event) {
	m.totals.contacts++
	if e.Flags&recontact == 0 && e.At <= sim.Year {
		m.totals.within12++
	}
	flags := recontact
	if m.places.Take(e.At) {
		m.totals.diversions++
		if e.Flags&engaged != 0 {
			flags |= lowered
		}
		if back := e.At + hold; back < m.horizon {
			m.calendar.Post(sim.Event{At: back, Kind: release, Priority: release})
		}
	}
	m.block[0] = life{
		person: e.Entity, offence: e.Stamp, flags: flags,
		from: e.At, exit: sim.Time(e.Count), years: e.Value,
	}
	m.live(m.block[:1])
}

// live follows people from a contact to the next one, which is posted, or to
// the end. They take their offences in turn: the arithmetic of one does not
// wait for another's, and no branch depends on what happens to whom, which no
// processor can foresee.
func (m *ref1) live(people []life) {
	var going, met [len(m.block)]uint8
	for i := range people {
		going[i] = uint8(i)
	}
	offences, meeting := int64(0), 0
	for n := len(people); n > 0; {
		turn := going[:n]
		n = 0
		for _, i := range turn {
			p := &people[i%blockSize]
			gap, mark := m.draws.Pair(sim.Person, p.person, drawOffence, p.offence)
			p.offence++
			p.used += sim.ExpThreshold(gap) * p.years
			p.since = m.rates[p.flags&lowered].Inverse(p.used)
			p.mark = mark
			offended := count(p.since < float64(p.exit-p.from))
			detected := offended & count(mark < detection)
			offences += offended
			met[meeting%blockSize] = i
			meeting += int(detected)
			going[n%blockSize] = i
			n += int(offended - detected)
		}
	}
	m.totals.offences += offences
	for _, i := range met[:meeting] {
		p := &people[i]
		e := sim.Event{
			At: p.from + sim.Time(p.since), Entity: p.person, Stamp: p.offence,
			Value: p.years, Count: uint32(p.exit), Flags: p.flags & recontact, Kind: contact, Priority: contact,
		}
		if p.mark < detection*engagement {
			e.Flags |= engaged
		}
		m.calendar.Post(e)
	}
}

// count is 1 if it is so.
func count(so bool) int64 {
	if so {
		return 1
	}
	return 0
}

// Example runs REF-1 for 1,500 people over two years, with 30 slots.
func Example() {
	m := newREF1(1500, 30, 2)
	t := m.run(2026, 0)
	fmt.Println(t.offences, "offences,", t.contacts, "contacts,", t.diversions, "diversions")
	// Output:
	// 1444 offences, 425 contacts, 235 diversions
}
