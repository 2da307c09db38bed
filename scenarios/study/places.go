package study

import (
	"slices"
	"sort"
	"sync/atomic"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/sim"
)

// inCountry says whether an arm is run over force areas that are more than a name:
// several, or one that differs from the mean of all, or whose scheme has a date or
// is paid for nationally.
func inCountry(s *scenarios.Scenario, a scenarios.Arm, p *model.Params) bool {
	return len(s.Forces) > 1 ||
		len(s.Forces) == 1 && (p.Areas.Distinct || a.Schemes.Word != scenarios.SchemesAll || p.National.Rule != model.RuleOwn || p.Adoption.Process)
}

// areasOf are the force areas of the country as an arm has them. The people of a
// scenario are found in its forces in proportion to recorded possession.
func areasOf(s *scenarios.Scenario, a scenarios.Arm) []model.Area {
	people := map[string]int{} // of the scenario's forces
	contacts := make([]float64, len(s.Forces))
	for k, name := range s.Forces {
		contacts[k] = float64(s.Area(name).Contacts)
	}
	for k, n := range allocate(s.People, contacts) {
		people[s.Forces[k]] = n
	}
	var all []model.Area
	for _, f := range evidence.Forces() {
		size := s.Area(f.Name)
		n, simulated := people[f.Name]
		area := model.Area{
			Name: f.Name, Population: size.Population, Contacts: size.Contacts, Simulated: simulated, People: n,
			Start: sim.Never, Share: a.Shares[f.Name],
		}
		switch start, starts := a.Schemes.Starts[f.Name]; {
		case starts:
			area.Start = start
		case a.Schemes.Word == scenarios.SchemesAsKnown:
			area.Unknown = f.Known() == evidence.SchemeUnknown
			if f.Running() {
				area.Start = 0
			}
		case a.Schemes.Word != "" && a.Schemes.MayRun(f.Name):
			area.Start = 0
		}
		all = append(all, area)
	}
	return all
}

// allocate divides a number of people in proportion to weights, whole, by largest
// remainders; of equal ones the earlier goes first.
func allocate(people int, weights []float64) []int {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	share, order := make([]int, len(weights)), make([]int, len(weights))
	rest := make([]float64, len(weights))
	left := people
	for k, w := range weights {
		exact := over(float64(people)*w, sum)
		if sum == 0 {
			exact = float64(people) / float64(len(weights))
		}
		share[k] = int(exact)
		rest[k], order[k] = exact-float64(share[k]), k
		left -= share[k]
	}
	sort.SliceStable(order, func(a, b int) bool { return rest[order[a]] > rest[order[b]] })
	for _, k := range order[:left] {
		share[k]++
	}
	return share
}

// settlePlaces says what is taken in each area, and how many run side by side: with
// fewer replications than workers, the areas of one share them.
func (p *plan) settlePlaces() {
	p.inner = 1
	if !p.country {
		return
	}
	for _, name := range p.scenario.Forces {
		p.forces = append(p.forces, evidence.ForceIndex(name))
	}
	if n := p.options.Replications; n > 0 {
		p.inner = max(1, p.workers/n)
	}
	for _, m := range outcome.Measures() {
		if slices.Contains(p.scenario.Measures, m.Name) || slices.Contains(alwaysPlaced, m.Name) {
			p.placeMeasures = append(p.placeMeasures, m)
		}
	}
}

// alwaysPlaced are the measures that figures and indices of inequality read.
var alwaysPlaced = []string{
	"completion", "offered", "cost_programme",
	"reoffending_12m_latent", "reoffending_12m_proven", "non_reoffending_12m_proven", "reoffences_12m_latent",
}

// worlds are those that the areas of one replication run in, kept for the next.
type worlds struct {
	all   []*model.World
	taken atomic.Int32
}

func newWorlds(n int) *worlds {
	w := &worlds{}
	for range n {
		w.all = append(w.all, &model.World{})
	}
	return w
}

// take is a world that nobody has; it panics where there is none left.
func (w *worlds) take() *model.World { return w.all[w.taken.Add(1)-1] }

// back gives all of them back.
func (w *worlds) back() { w.taken.Store(0) }
