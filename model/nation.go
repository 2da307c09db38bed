package model

import (
	"math"
	"slices"

	"diversim/model/evidence"
	"diversim/sim"
)

// Area is a force area as a run has it.
type Area struct {
	Name       string
	Population int
	Contacts   int      // possession contacts of a year, really
	Simulated  bool     // its people are; else the area is there and they are not
	People     int      // of the contacts, simulated a year
	Start      sim.Time // of its scheme, from the start of the run; Never for none
	Unknown    bool     // whether a scheme runs from the start is not known, and drawn
	Share      float64  // of the national total, under RuleStated
}

// Nation is one arm over the force areas of the country. Each is a Model of its
// own, and they share no people, places or courts: what passes between them is
// who takes a scheme up, how the money is divided, what is learned, and where a
// person is found.
type Nation struct {
	set       *settings
	areas     []Area
	models    []*Model // nil where the people are not simulated
	numbers   []uint32 // of the areas in draws
	neighbour [][]int
	everybody []int
	starts    []float64 // people who would start a course in a year, were there money
	ladder    moneyLadder
}

// PrepareNation works out the settings of an arm in every area. The areas are
// all of the force table, in its order; c says the rest, its People and Force
// apart.
func PrepareNation(p *Params, c Config, areas []Area, known Contrasts) *Nation {
	n := &Nation{areas: areas, models: make([]*Model, len(areas)), starts: make([]float64, len(areas))}
	relative := relativeStops(areas)
	for g, a := range areas {
		n.numbers, n.everybody = append(n.numbers, forceNumber(a.Name)), append(n.everybody, g)
		n.neighbour = append(n.neighbour, positions(evidence.Neighbours(a.Name)))
		if !a.Simulated && n.set != nil {
			continue
		}
		c.Force, c.People, c.Contacts, c.stops = a.Name, a.People, a.Contacts, relative[g]
		m := &Model{settle(p, c, known, n.set)}
		if n.set == nil {
			n.set = m.set
		}
		if a.Simulated {
			n.models[g] = m
		}
	}
	n.settleBorders()
	if n.set.scheme != nil {
		n.ladder = n.set.moneyLadder()
		for g, a := range areas {
			n.starts[g] = float64(a.Contacts) * n.set.in(a.Name).startingShare()
		}
	}
	return n
}

// Any is the arm in the first area: what it says of the arm holds for all.
func (n *Nation) Any() *Model { return &Model{n.set} }

// PlacesSettled says of every area what Model's says of one.
func (n *Nation) PlacesSettled() bool {
	return !slices.ContainsFunc(n.models, func(m *Model) bool { return m != nil && !m.PlacesSettled() })
}

// in is the settings with the usual disposals of a force.
func (s *settings) in(force string) *settings {
	there := *s
	there.Force = force
	there.settleMixes()
	return &there
}

// Simulates says whether the people of an area are simulated.
func (n *Nation) Simulates(area int) bool { return n.models[area] != nil }

// Run simulates one replication of an area under a plan.
func (n *Nation) Run(w *World, area int, plan *Plan, seed uint64, replication int) {
	n.models[area].run(w, plan, seed, replication)
}

// People is how many are found over the whole intake, where their number is not
// itself drawn and areas have the mean level.
func (n *Nation) People() int {
	sum := 0
	for _, m := range n.models {
		if m != nil {
			for _, year := range m.set.entrants(m.set.People, 1) {
				sum += year
			}
		}
	}
	return sum
}

func positions(names []string) []int {
	at := make([]int, len(names))
	for k, name := range names {
		at[k] = evidence.ForceIndex(name)
	}
	return at
}

// relativeStops is recorded possession a head of population against the
// country's; 1 where nobody lives.
func relativeStops(areas []Area) []float64 {
	contacts, people := 0.0, 0.0
	for _, a := range areas {
		contacts += float64(a.Contacts)
		people += float64(a.Population)
	}
	all := make([]float64, len(areas))
	for g, a := range areas {
		all[g] = 1
		if a.Population > 0 && contacts > 0 {
			all[g] = float64(a.Contacts) / float64(a.Population) * people / contacts
		}
	}
	return all
}

// forceNumber is the number of a force in draws. They are counted in the order of
// the force table from the force of the pilot, whose people keep the draws that
// they had before there were others; no force is the pilot's number too.
func forceNumber(name string) uint32 {
	at := evidence.ForceIndex(name)
	if at < 0 {
		return 0
	}
	all := len(evidence.Forces())
	return uint32((at - evidence.ForceIndex(pilotForce) + all) % all)
}

// pilotForce is the force of the pilot.
const pilotForce = "West Midlands"

// startingShare is the part of the contacts that would start a course at the
// planned money, were everybody's offer paid for.
func (s *settings) startingShare() float64 { return s.acceptingShare() * s.base.started }

// Plan is when each area's scheme runs and on what terms, in one replication.
type Plan struct {
	spans [][]Span
	money [][]float64 // by area and year: pounds for the area's contacts, while its scheme runs
	known [][]float64 // by area and year: people whose experience counts, at the middle of the year
	buys  *moneyLadder
}

// Span is a time in which an area's scheme makes offers.
type Span struct{ From, Until sim.Time }

// Spans are those of an area, in order of time.
func (p *Plan) Spans(area int) []Span { return p.spans[area] }

// Runs says whether an area's scheme makes offers at an instant.
func (p *Plan) Runs(area int, at sim.Time) bool {
	for _, s := range p.spans[area] {
		if at >= s.From && at < s.Until {
			return true
		}
	}
	return false
}

// active is the part of a year in which an area's scheme makes offers.
func (p *Plan) active(area, year int) float64 {
	from, until := sim.Time(year)*sim.Year, sim.Time(year+1)*sim.Year
	sum := sim.Time(0)
	for _, s := range p.spans[area] {
		sum += max(0, min(s.Until, until)-max(s.From, from))
	}
	return sum.Years()
}

// fund divides the money of every year and adds up experience.
func (n *Nation) fund(p *Plan) {
	years := int(n.set.Intake / sim.Year)
	p.money, p.known = make([][]float64, len(n.areas)), make([][]float64, len(n.areas))
	for g := range n.areas {
		p.money[g], p.known[g] = make([]float64, years), make([]float64, years)
	}
	total := make([]float64, len(n.areas)+1) // the last: of all
	for year := range years {
		active := make([]float64, len(n.areas))
		for g := range n.areas {
			active[g] = p.active(g, year)
		}
		started := make([]float64, len(total))
		for g, pounds := range n.divide(active, n.set.lasting(float64(year), float64(year+1))) {
			p.money[g][year] = pounds
			started[g] = min(active[g]*n.starts[g], n.payable(g, pounds, active[g]))
			started[len(n.areas)] += started[g]
		}
		for g := range n.areas {
			of := g
			if n.set.Areas.Learning == LearningPooled {
				of = len(n.areas)
			}
			p.known[g][year] = total[of] + started[of]*half
		}
		for g := range total {
			total[g] += started[g]
		}
	}
}

// payable is how many starts the money of a year pays the process of, where the
// scheme runs in a part of it.
func (n *Nation) payable(area int, pounds, part float64) float64 {
	s := n.set.cost.steps
	each := float64(s.offer+s.first+s.sessions(n.set.sessions)) / penceInPound
	if each == 0 || n.set.Programme.Policy == PolicyOverspend {
		return math.Inf(1)
	}
	return max(0, pounds-n.set.fixedCost(n.areas[area].Contacts, part)) / each
}

// fixedCost is what a scheme costs, whoever comes, that runs in a part of a year in
// an area of so many contacts.
func (s *settings) fixedCost(contacts int, part float64) float64 {
	return part * (float64(s.National.FixedCost) + float64(s.Programme.Fixed)*ratio(float64(contacts), float64(s.Programme.PlannedPeople)))
}

// yearly are the conditions of an area's scheme, by year.
func (s *settings) yearly(a area, plan *Plan) []terms {
	own := terms{
		budget: s.budget, fixed: s.fixed, price: 1, quality: a.quality, steps: s.cost.steps, funding: s.funding,
	}
	if plan == nil || s.scheme == nil {
		return []terms{own}
	}
	var all []terms
	scale := ratio(float64(s.People), float64(s.Contacts)) * penceInPound
	for year, pounds := range plan.money[s.index] {
		t := own
		part := plan.active(s.index, year)
		fixed := s.fixedCost(s.Contacts, part)
		t.budget, t.fixed = int64(math.Round(pounds*scale)), int64(math.Round(min(pounds, fixed)*scale))
		if s.Areas.Learning != LearningNone {
			t.quality = s.Areas.experienced(a.quality, plan.known[s.index][year])
			t.price = s.Areas.price(plan.known[s.index][year], float64(s.Programme.PlannedPeople))
			t.steps = s.cost.steps.at(t.price)
		}
		head := ratio(max(0, pounds-fixed), float64(s.Contacts)*part) / t.price
		t.funding = plan.buys.at(head)
		all = append(all, t)
	}
	return all
}
