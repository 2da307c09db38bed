package model

import (
	"math"

	"diversim/sim"
)

// Adoption: a force f without a scheme takes one up at the rate
//
//	α_f(t) = p + q·Σ_g w_fg·A_g(t) + ζ·(benefit reported by others) + s(t),
//
// w_fg = 1/43 for any other force, or one part in the number of neighbours for each
// of them; s(t) is the push of a national steer from its date on. A force with a
// scheme drops it at the rate χ_0·exp(−χ_1·m), m its money a head over the planned.
//
// The benefit is what a force would read in others' reports: the share of their
// completers without a proven reoffence in 12 months, averaged over those of the
// network whose first report is out, less the same share of all the force's own
// suspects. It compares the people who finish a course with everybody, so a scheme
// that does nothing reports a benefit.
//
// Rates are constant between events. Each force has a unit-exponential threshold,
// spent at the current rate: the same in every arm, so that a stronger pull never
// makes a force later by chance.

// Reported is what an area's scheme would report, and what its force sees without
// one: shares without a proven reoffence in 12 months of the people who completed
// in the first year of the scheme, and of everybody under the comparator. Not a
// number is what nobody knows, and moves nobody.
type Reported func(area int) (completers, usual float64)

// Plan draws when each area's scheme runs in a replication, and divides the money.
// reported is asked where forces imitate; nil if the arm has none of it.
func (n *Nation) Plan(seed uint64, replication int, reported Reported) *Plan {
	p := &Plan{spans: n.Adopt(seed, replication, reported), buys: &n.ladder}
	n.fund(p)
	return p
}

// Adopt draws when each area's scheme runs, in order of the table. The last span of
// a scheme that goes on ends at sim.Never.
func (n *Nation) Adopt(seed uint64, replication int, reported Reported) [][]Span {
	a := &adopting{
		nation: n, draws: sim.NewDraws(seed, uint32(replication)), reported: reported,
		spans: make([][]Span, len(n.areas)), left: make([]float64, len(n.areas)), reports: make([]float64, len(n.areas)),
	}
	for g := range n.areas {
		a.reports[g] = math.NaN()
		a.starts = append(a.starts, a.statedStart(g))
		a.arm(g)
		if n.set.scheme != nil && (a.starts[g] == 0 || a.steered(0)) {
			a.turn(g, 0)
		}
	}
	if n.set.scheme != nil {
		a.run(n.set.Intake)
	}
	return a.spans
}

// adopting is one replication of the process.
type adopting struct {
	nation   *Nation
	draws    *sim.Draws
	reported Reported
	starts   []sim.Time // of the scenario; Never for none
	spans    [][]Span
	left     []float64 // of the threshold of an area's next step
	reports  []float64 // completers' shares, from the first report on; NaN before
}

// statedStart is when the scenario starts an area's scheme; Never if it does not.
func (a *adopting) statedStart(g int) sim.Time {
	area := &a.nation.areas[g]
	if !area.Unknown {
		return area.Start
	}
	u := a.draws.Uniform(sim.Force, a.nation.numbers[g], drawSchemeKnown, 0)
	if u < float64(a.nation.set.Adoption.UnknownRunning) {
		return 0
	}
	return sim.Never
}

// on says whether an area's scheme runs.
func (a *adopting) on(g int) bool {
	s := a.spans[g]
	return len(s) > 0 && s[len(s)-1].Until == sim.Never
}

// turn starts an area's scheme or ends it.
func (a *adopting) turn(g int, at sim.Time) {
	if a.on(g) {
		a.spans[g][len(a.spans[g])-1].Until = at
	} else {
		a.spans[g] = append(a.spans[g], Span{From: at, Until: sim.Never})
	}
	a.arm(g)
}

// arm draws the threshold of an area's next step.
func (a *adopting) arm(g int) {
	what := drawAdoption
	if a.on(g) {
		what = drawDrop
	}
	a.left[g] = sim.ExpThreshold(a.draws.Uniform(sim.Force, a.nation.numbers[g], what, uint32(len(a.spans[g]))))
}

// run carries the process to the end of the intake.
func (a *adopting) run(end sim.Time) {
	rates := make([]float64, len(a.left))
	for at := sim.Time(0); at < end; {
		a.readReports(at)
		next, who := a.boundary(at, end), none
		for g := range rates {
			rates[g] = a.rate(g, at)
			if due := at.Plus(sim.YearsOf(a.left[g] / rates[g])); rates[g] > 0 && due < next {
				next, who = due, g
			}
		}
		for g := range a.left {
			a.left[g] -= rates[g] * (next - at).Years()
		}
		at = next
		if at >= end {
			return
		}
		for g := range a.left {
			stated := a.starts[g] == at
			if g == who || !a.on(g) && (stated || a.steered(at)) {
				a.turn(g, at)
			}
		}
	}
}

// steered says whether a steer brings everybody at this moment.
func (a *adopting) steered(at sim.Time) bool {
	s := &a.nation.set.Adoption
	return s.Process && s.immediate() && at == sim.YearsOf(float64(s.From))
}

// boundary is the first moment after at when a rate may change without anybody's
// step: a stated start, the steer, a first report, a year in which money changes.
func (a *adopting) boundary(at, end sim.Time) sim.Time {
	next := end
	consider := func(t sim.Time) {
		if t > at {
			next = min(next, t)
		}
	}
	consider(sim.YearsOf(float64(a.nation.set.Adoption.From)))
	consider(sim.YearsOf(float64(a.nation.set.National.FundingYears)))
	for g := range a.spans {
		consider(a.starts[g])
		if len(a.spans[g]) > 0 {
			consider(a.reportOf(g))
		}
	}
	return next
}

// reportOf is when an area's first report is out.
func (a *adopting) reportOf(g int) sim.Time {
	return a.spans[g][0].From.Plus(sim.YearsOf(float64(a.nation.set.Adoption.ReportLag)))
}

// readReports takes the reports that are out.
func (a *adopting) readReports(at sim.Time) {
	if a.nation.set.Adoption.Imitation == 0 {
		return
	}
	for g, s := range a.spans {
		if len(s) > 0 && math.IsNaN(a.reports[g]) && a.reportOf(g) <= at {
			a.reports[g], _ = a.reported(g)
		}
	}
}

// rate is that of an area's next step.
func (a *adopting) rate(g int, at sim.Time) float64 {
	s := &a.nation.set.Adoption
	switch {
	case !s.Process || a.on(g) && s.Drop == 0:
		return 0
	case a.on(g):
		return float64(s.Drop) * math.Exp(-float64(s.DropFunding)*a.nation.headOverPlanned(a.running(), g, at))
	}
	running, reports, out, all := 0.0, 0.0, 0.0, float64(len(a.nation.looksAt(g)))
	for _, o := range a.nation.looksAt(g) {
		if o != g && a.on(o) {
			running++
		}
		if o != g && !math.IsNaN(a.reports[o]) {
			reports, out = reports+a.reports[o], out+1
		}
	}
	rate := float64(s.Spontaneous) + float64(s.Contagion)*ratio(running, all)
	if s.Imitation > 0 && out > 0 {
		if _, usual := a.reported(g); !math.IsNaN(usual) {
			rate += float64(s.Imitation) * (reports/out - usual)
		}
	}
	if !s.immediate() && at >= sim.YearsOf(float64(s.From)) {
		rate += float64(s.Push)
	}
	return max(0, rate)
}

// looksAt is whose schemes an area looks at.
func (n *Nation) looksAt(g int) []int {
	if n.set.Adoption.Network == NetworkNeighbours {
		return n.neighbour[g]
	}
	return n.everybody
}

// running is 1 for every area whose scheme runs.
func (a *adopting) running() []float64 {
	all := make([]float64, len(a.spans))
	for g := range all {
		if a.on(g) {
			all[g] = 1
		}
	}
	return all
}

// Preview simulates the first year of an area's scheme, as its first report has it:
// a scheme from the start, a year of intake, and the follow-up of the run. Money that
// is shared is so among all areas: the report is of a scheme like the others. Unless
// running it is the same year with no scheme anywhere.
func (n *Nation) Preview(w *World, area int, running bool, seed uint64, replication int) {
	p := &Plan{spans: make([][]Span, len(n.areas)), buys: &n.ladder}
	if running {
		for g := range p.spans {
			p.spans[g] = []Span{{From: 0, Until: sim.Never}}
		}
	}
	n.fund(p)
	first := *n.models[area].set
	first.Intake = sim.Year
	(&Model{&first}).run(w, p, seed, replication)
}
