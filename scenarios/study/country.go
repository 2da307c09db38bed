package study

import (
	"context"
	"math"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
)

// placed is one force area under one arm in one replication.
type placed struct {
	people   *outcome.People // until the arm's are put together
	account  outcome.Account
	years    []outcome.Year
	events   int64
	values   []float64 // in the order of plan.placeMeasures
	coverage float64   // share of index contacts diverted
	charged  float64   // and charged
	runs     bool      // a scheme at the end
	null     bool      // whose own effect is nil or harmful
	took     bool      // a scheme up in the course of the run
	size     int
	contacts float64 // of caseworkers, for each accepted person
}

// nationwide is an arm over the country in one replication.
type nationwide struct {
	places   []placed    // by force of the scenario
	schemes  []int       // running at the start and at the end of each month
	livingIn []residents // by force of the table: index contacts of people who live there
}

// residents counts contacts and those diverted.
type residents struct{ contacts, diverted int }

func (r residents) coverage() float64 { return over(float64(r.diverted), float64(r.contacts)) }

// roomForMore is the part by which areas of a higher level than the mean may have
// more people, before memory has to grow.
const roomForMore = 8

// runCountry simulates an arm in every force area and puts the people together, in
// the order of the scenario's forces. Areas share nothing, so that they run side by
// side where there are more workers than replications.
func (p *plan) runCountry(w *worker, i int, replication int) (*nationwide, outcome.Account, int64) {
	a := &p.arms[i]
	schedule := a.nation.Plan(p.options.Seed, replication, p.reporting(w, a, replication))
	n := &nationwide{livingIn: make([]residents, len(evidence.Forces()))}
	all, account, events := &w.people[i], outcome.Account{}, int64(0)
	expected := a.nation.People()
	all.Empty(expected + expected/roomForMore)
	err := sim.Replicate(context.Background(), 0, len(p.forces), p.inner, w.spare.take,
		func(world *model.World, k int) *placed {
			return p.runPlace(world, a, p.forces[k], schedule, replication)
		},
		func(k int, one *placed) error {
			all.Append(one.people)
			for j, home := range one.people.Home {
				n.livingIn[home].contacts++
				if one.people.Diverted[j] {
					n.livingIn[home].diverted++
				}
			}
			one.people = nil
			if k == 0 {
				account = one.account
			} else {
				account = account.Add(one.account)
			}
			events += one.events
			n.places = append(n.places, *one)
			return nil
		})
	if err != nil {
		panic("study: " + err.Error()) // the background is never cancelled, and nothing above returns one
	}
	w.spare.back()
	n.schemes = p.running(schedule)
	return n, account, events
}

// runPlace simulates one area under one arm.
func (p *plan) runPlace(w *model.World, a *arm, force int, schedule *model.Plan, replication int) *placed {
	a.nation.Run(w, force, schedule, p.options.Seed, replication)
	one := &placed{people: &outcome.People{}, events: w.Ledger.Events, account: outcome.Audit(&w.Ledger)}
	one.people.Read(&w.Ledger)
	one.size, one.contacts = one.people.Len(), w.ContactsPerPerson()
	one.years = outcome.Yearly(&w.Ledger, p.years())
	for _, m := range p.placeMeasures {
		one.values = append(one.values, m.Of(one.people, nil))
	}
	one.coverage = one.people.ClosedBy(ledger.Diversion)
	one.charged = one.people.ClosedBy(ledger.Charge)
	one.runs = schedule.Runs(force, p.end()-1)
	one.null = w.EffectIsNull()
	for _, s := range schedule.Spans(force) {
		one.took = one.took || s.From > 0
	}
	return one
}

// years is how many years people are recruited in, and end the end of the last.
func (p *plan) years() int    { return int(p.end() / sim.Year) }
func (p *plan) end() sim.Time { return max(sim.Year, p.scenario.Intake) }

// running counts the schemes that run at the start and at the end of each month.
func (p *plan) running(schedule *model.Plan) []int {
	var counts []int
	for month := range monthsIn(p.end()) + 1 {
		at, n := sim.Time(month)*sim.Year/monthsInYear, 0
		for force := range evidence.Forces() {
			if schedule.Runs(force, at) {
				n++
			}
		}
		counts = append(counts, n)
	}
	return counts
}

// reporting is what forces read in each other's reports, in one replication; nil
// where the arm has no imitation.
func (p *plan) reporting(w *worker, a *arm, replication int) model.Reported {
	if a.params.Adoption.Imitation == 0 {
		return nil
	}
	comparator := p.arms[p.comparator].nation
	known := map[int][2]float64{}
	return func(force int) (completers, usual float64) {
		if r, found := known[force]; found {
			return r[0], r[1]
		}
		if !a.nation.Simulates(force) {
			return math.NaN(), math.NaN() // the scenario has none of its people, so that it has no report
		}
		world := w.spare.take()
		defer w.spare.back()
		people := &outcome.People{}
		free := func(n *model.Nation, finished bool) float64 {
			n.Preview(world, force, finished, p.options.Seed, replication)
			people.Read(&world.Ledger)
			if finished {
				return people.Free(outcome.Proven, people.Completed)
			}
			return people.Free(outcome.Proven, nil)
		}
		r := [2]float64{free(a.nation, true), free(comparator, false)}
		known[force] = r
		return r[0], r[1]
	}
}
