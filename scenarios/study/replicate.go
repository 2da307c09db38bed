package study

import (
	"fmt"
	"math"

	"diversim/model"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
)

// Strata over which measures are taken.
const (
	stratumAll      = "all"
	stratumComplete = "would-complete" // the people who complete under the headline arm
)

// replicate is what one replication says.
type replicate struct {
	events        int64
	people        []int       // by arm: how many it follows, those of all years of intake
	values        [][]float64 // by arm, in the order of outcome.Measures; all people
	completers    [][]float64 // the same over those who would complete; nil without a headline arm that diverts
	survival      []curves    // by arm of the scenario
	byContact     []float64   // likewise: share with a proven reoffence in twelve months from the contact, whatever the clock
	accounts      []outcome.Account
	nations       []*nationwide // by arm, of runs over force areas
	economies     []outcome.Economy
	prices        []valued
	attained      bool    // the ratio asked for, in the copy of the study
	rejected      int     // draws of inputs, because it was not
	decomposition []split // by arm; of those that divert
	pairs         []pair  // by arm of the scenario, against the comparator
	incidence     []incidences
	strata        [baselines]tally   // of the headline arm, where it diverts and arms are paired
	groups        [len(stages)]tally // likewise
	all           tally              // likewise
	naive, truth  [len(naiveTable)]float64
}

// curves are the shares without an event, by definition and month.
type curves [curveCount][]float64

// curveOf are the definitions for which curves are kept.
var curveOf = [...]outcome.Definition{outcome.Latent, outcome.Proven, outcome.Sanctioned}

const curveCount = 3

// split is the headline of one arm and its parts, each from its own
// definition.
type split struct {
	headline, baseline             float64
	gap                            float64
	selection, causal, measurement float64
	clock                          float64 // 0 on the clock of the index contact
}

// pair compares an arm with the comparator person by person, in latent
// offences of the first twelve months.
type pair struct{ people, fewer, more int }

// run simulates one replication of every arm.
func (p *plan) run(w *worker, replication int) *replicate {
	return p.of(replication).simulate(w, replication)
}

// simulate runs the arms as they are prepared.
func (p *plan) simulate(w *worker, replication int) *replicate {
	r := &replicate{}
	for i := range p.arms {
		p.simulateArm(w, r, i, replication)
		if i < p.own {
			r.survival = append(r.survival, survival(&w.people[i]))
			r.byContact = append(r.byContact, p.provenByContact(&w.people[i]))
			r.incidence = append(r.incidence, incidenceOf(&w.people[i]))
		}
	}
	r.attained, r.rejected = p.consistent(), p.rejected
	p.pairUp(w, r, replication)
	return r
}

// simulateArm runs an arm and adds what it says of itself; its people stay with the
// worker.
func (p *plan) simulateArm(w *worker, r *replicate, i, replication int) {
	if p.country {
		n, account, events := p.runCountry(w, i, replication)
		r.events += events
		r.accounts, r.nations = append(r.accounts, account), append(r.nations, n)
	} else {
		p.arms[i].model.Run(&w.world, p.options.Seed, replication)
		l := &w.world.Ledger
		r.events += l.Events
		w.people[i].Read(l)
		r.accounts = append(r.accounts, outcome.Audit(l))
	}
	r.people = append(r.people, w.people[i].Len())
	r.economies = append(r.economies, w.people[i].Economy())
	r.prices = append(r.prices, valued{p.arms[i].model.Values(), p.arms[i].model.OffenceCost()})
	r.values = append(r.values, outcome.All(&w.people[i], nil))
}

// pairUp compares the arms person by person.
func (p *plan) pairUp(w *worker, r *replicate, replication int) {
	comparator, paired := &w.people[p.comparator], p.paired(w)
	for i := range p.own {
		r.pairs = append(r.pairs, compare(&w.people[i], comparator))
	}
	e := evaluated{}
	if p.headline >= 0 && p.arms[p.headline].diverts && paired {
		arm := &w.people[p.headline]
		for i := range p.own {
			r.completers = append(r.completers, outcome.All(&w.people[i], arm.Completed))
		}
		if p.scenario.Horizon >= outcome.Window+outcome.Wait {
			r.strata, r.all = stratify(arm, comparator, replication)
			r.groups = engage(arm, comparator)
			years := float64(p.arms[p.headline].params.Index.History)
			e = evaluated{arm: arm, comparator: comparator, recorded: p.recordedPeople(w), years: years}
		}
	}
	r.naive, r.truth = naively(e)
	for i, a := range p.arms {
		nan := math.NaN()
		r.decomposition = append(r.decomposition, split{nan, nan, nan, nan, nan, nan, nan})
		if a.diverts && a.recorded < 0 && a.isolated < 0 && paired {
			r.decomposition[i] = decompose(&w.people[i], comparator)
			r.decomposition[i].check(a.name, replication)
		}
	}
}

// recordedPeople are those of the comparator under the mix as recorded; nil
// where it was not run.
func (p *plan) recordedPeople(w *worker) *outcome.People {
	for i, a := range p.arms {
		if a.recorded == p.comparator {
			return &w.people[i]
		}
	}
	return nil
}

// coupled says whether arms can be compared person by person, and the
// comparator is what the baseline-equivalent measures take it for.
func (p *plan) coupled() bool {
	for _, a := range p.arms {
		if a.params.Engine.Coupling != model.CouplingCommon {
			return false
		}
	}
	return p.country || p.arms[p.comparator].scheme == model.NoScheme
}

// paired says whether the arms have the same people, and nobody is diverted under
// the comparator: a stream recruits by contacts, and where contacts differ between
// arms so would the people.
func (p *plan) paired(w *worker) bool {
	if !p.coupled() {
		return false
	}
	comparator := &w.people[p.comparator]
	for i := range w.people {
		if w.people[i].Len() != comparator.Len() {
			return false
		}
	}
	return comparator.ClosedBy(ledger.Diversion) == 0 || comparator.Len() == 0
}

// provenByContact is the twelve-month figure that belongs beside those of other spans,
// which are all on the clock of the contact.
func (p *plan) provenByContact(people *outcome.People) float64 {
	if p.scenario.Horizon < outcome.Window+outcome.Wait {
		return math.NaN()
	}
	return 1 - people.FreeByContact(nil)
}

// survival is the share without a first event at each month.
func survival(people *outcome.People) curves {
	var c curves
	for k, d := range curveOf {
		months := monthsIn(people.Horizon)
		lost := make([]int, months+1)
		for _, first := range people.First[d] {
			if m := monthOf(first); m <= months {
				lost[m]++
			}
		}
		left := people.Len()
		c[k] = make([]float64, 0, months+1)
		for m := range months + 1 {
			left -= lost[m]
			c[k] = append(c[k], float64(left)/float64(people.Len()))
		}
	}
	return c
}

// A month is a twelfth of a year.
const monthsInYear = 12

func monthsIn(t sim.Time) int { return int(t * monthsInYear / sim.Year) }

// monthOf is the first month by which a time has passed.
func monthOf(t sim.Time) int {
	if t == sim.Never {
		return math.MaxInt
	}
	return int((t*monthsInYear + sim.Year - 1) / sim.Year)
}

// decompose splits the headline: the proven non-reoffending of those who
// complete under an arm, minus that of everybody under the comparator, into
// selection, causal effect and measurement, and, where the headline is counted
// from the disposal, what that clock makes of it.
func decompose(arm, comparator *outcome.People) split {
	in := arm.Completed
	armProven, comparatorProven := arm.FreeByContact(in), comparator.FreeByContact(in)
	armBaseline, comparatorBaseline := arm.Free(outcome.BaselineEquivalent, in), comparator.Free(outcome.BaselineEquivalent, in)
	headline, everybody := arm.Free(outcome.Proven, in), comparator.Free(outcome.Proven, nil)
	everybodyByContact := comparator.FreeByContact(nil)
	return split{
		headline: headline, baseline: everybody,
		gap:         headline - everybody,
		selection:   comparatorProven - everybodyByContact,
		causal:      armBaseline - comparatorBaseline,
		measurement: (armProven - armBaseline) - (comparatorProven - comparatorBaseline),
		clock:       (headline - armProven) - (everybody - everybodyByContact),
	}
}

// exact is how far the parts of a headline may miss the whole.
const exact = 1e-12

// check stops the run when the parts do not make the whole.
func (s split) check(arm string, replication int) {
	if sum := s.selection + s.causal + s.measurement + s.clock; math.Abs(sum-s.gap) > exact {
		panic(fmt.Sprintf("study: arm %s, replication %d: the parts sum to %v, not %v", arm, replication, sum, s.gap))
	}
}

// compare counts the people with fewer and with more latent offences than
// under the comparator.
func compare(arm, comparator *outcome.People) (c pair) {
	if arm.Len() != comparator.Len() {
		return c
	}
	c.people = arm.Len()
	for i, n := range arm.Within[outcome.Latent] {
		switch other := comparator.Within[outcome.Latent][i]; {
		case n < other:
			c.fewer++
		case n > other:
			c.more++
		}
	}
	return c
}
