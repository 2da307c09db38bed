package study

import (
	"slices"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/scenarios/results"
)

// plan is everything that a replication runs: the scenario's arms and, beside
// them, the same question under another comparator mix and another scheme.
type plan struct {
	scenario   *scenarios.Scenario
	options    Options
	workers    int
	arms       []arm // the scenario's arms first
	own        int   // how many of them are the scenario's
	comparator int
	forces     []int // by their places in the force table; of a run over several
	inner      int   // areas that run side by side within a replication
	headline   int   // arm whose difference from the comparator is the headline; -1 for none
	unsettled  bool  // the headline arm has no law of waits without sharing
	known      model.Contrasts
	joint      *joint // what the figures leave of the set's inputs; nil where nothing is drawn or no posterior was made
	country    bool   // a run over force areas
	rejected   int    // draws of inputs before these
	// placeMeasures are those that are taken in each area.
	placeMeasures []outcome.Measure
}

// arm is one policy, prepared.
type arm struct {
	name, label string
	scheme      string
	diverts     bool // offers a course instead of processing
	model       *model.Model
	nation      *model.Nation // over force areas; nil for one by itself, model is then that
	params      *model.Params
	config      model.Config
	areas       []model.Area // over force areas
	// drawn are the params where the inputs that nobody states are drawn.
	drawn    func(draw func(*evidence.Registry)) *model.Params
	recorded int // of the scenario's arm that this is under the mix as recorded; -1
	variant  int // of the scenario's arm that this is under another scheme; -1
	isolated int // of the scenario's arm that this is with places that are not shared; -1
}

// Names of the inputs that the plan varies.
const (
	schemeKey = "programme.scheme"
	mixKey    = "police.comparator_mix"
	budgetKey = "programme.budget"
	placesKey = "programme.places"
	effectKey = "effect.force_log_hr"
)

// headlineArm is the arm that the announcement speaks of, where there is one.
const headlineArm = "diversion"

func newPlan(s *scenarios.Scenario, o Options) *plan {
	p := &plan{scenario: s, options: o, workers: o.workers(), headline: -1, known: model.Contrasts{}}
	comparator := s.Params(s.Comparator)
	for _, a := range s.Arms {
		p.country = p.country || inCountry(s, a, s.Params(a.Name))
	}
	for i, a := range s.Arms {
		if a.Name == s.Comparator {
			p.comparator = i
		}
		p.arms = append(p.arms, p.prepare(s, a.Name, comparator))
	}
	p.own = len(p.arms)
	if o.Draw {
		p.joint = jointOf(s)
	}
	p.chooseHeadline()
	p.settlePlaces()
	if !o.Lean && !p.country {
		p.addRecorded(comparator)
		p.addVariant(comparator)
		p.addIsolated(comparator)
	}
	return p
}

// prepare works out an arm of a scenario.
func (p *plan) prepare(s *scenarios.Scenario, name string, comparator *model.Params) arm {
	pattern, _ := s.Arm(name)
	a := p.settle(s, name, pattern.Label, s.Params(name), comparator)
	a.drawn = func(draw func(*evidence.Registry)) *model.Params { return s.Drawn(name, draw) }
	return a
}

// settle works out an arm at given parameters.
func (p *plan) settle(s *scenarios.Scenario, name, label string, params, comparator *model.Params) arm {
	force := ""
	if len(s.Forces) > 0 {
		force = s.Forces[0]
	}
	a := arm{
		name: name, label: label, scheme: params.Programme.Scheme, diverts: diverts(params),
		recorded: -1, variant: -1, isolated: -1,
		config: model.Config{
			People: s.People, Horizon: s.Horizon, Intake: s.Intake, Force: force,
			ComparatorCharges: comparator.Police.ChargeEveryone, Arm: len(p.arms),
		},
	}
	if pattern, _ := s.Arm(name); p.country {
		a.areas = areasOf(s, pattern)
	}
	a.prepare(params, p.known)
	return a
}

// prepare works out the arm at given parameters.
func (a *arm) prepare(params *model.Params, known model.Contrasts) {
	a.params = params
	if a.areas == nil {
		a.model = model.Prepare(params, a.config, known)
		return
	}
	a.nation = model.PrepareNation(params, a.config, a.areas, known)
	a.model = a.nation.Any()
}

// at is the plan with inputs drawn.
func (p *plan) at(d *drawing) *plan {
	q, _ := p.tried(d, false)
	return q
}

// tried is the plan with inputs drawn; where they have to be consistent and are not,
// it is left unfinished and false.
func (p *plan) tried(d *drawing, consistent bool) (*plan, bool) {
	q := *p
	q.arms, q.known = slices.Clone(p.arms), model.Contrasts{}
	order := make([]int, 0, len(q.arms))
	if q.headline >= 0 { // the arm that can say so first
		order = append(order, q.headline)
	}
	for i := range q.arms {
		if i != q.headline {
			order = append(order, i)
		}
	}
	for _, i := range order {
		a := &q.arms[i]
		params := a.drawn(d.into)
		a.config.Departure = d.departure * float64(params.Effect.BetweenForces)
		a.prepare(params, q.known)
		if i == q.headline && consistent && !q.consistent() {
			return &q, false
		}
	}
	return &q, true
}

// of is the plan of a replication: its inputs drawn where the options say so.
func (p *plan) of(replication int) *plan {
	if !p.options.Draw {
		return p
	}
	return p.draw(replication)
}

// draw is the plan of a replication with its inputs drawn, anew until they are
// consistent. Where none of the attempts is, because what is stated rules the
// published ratio out, the last is taken.
func (p *plan) draw(replication int) *plan {
	for attempt := 0; ; attempt++ {
		d := p.fromPriors(replication, attempt)
		q, done := p.tried(d, attempt < attempts-1)
		if q.rejected = attempt; done {
			return q
		}
	}
}

// placesSettled says whether places that are not shared have a law of waits,
// everywhere.
func (a *arm) placesSettled() bool {
	if a.nation != nil {
		return a.nation.PlacesSettled()
	}
	return a.model.PlacesSettled()
}

// diverts says whether an arm offers a course instead of processing.
func diverts(p *model.Params) bool {
	return p.Programme.Scheme != model.NoScheme && p.Programme.Course && p.Police.WaivesProcessing
}

// chooseHeadline finds the arm that the headline is about: that called
// diversion, else the first that diverts, else the first that is not the
// comparator.
func (p *plan) chooseHeadline() {
	rank := func(i int) int {
		switch a := p.arms[i]; {
		case i == p.comparator:
			return 0
		case a.name == headlineArm:
			return 3
		case a.diverts:
			return 2
		}
		return 1
	}
	best := 0
	for i := range p.own {
		if r := rank(i); r > best {
			p.headline, best = i, r
		}
	}
}

// addRecorded adds the comparator and the headline arm under the mix of
// disposals as the force recorded it.
func (p *plan) addRecorded(comparator *model.Params) {
	if comparator.Police.Mix != model.MixWithoutScheme || p.headline < 0 || len(p.scenario.Forces) == 0 {
		return
	}
	for _, i := range []int{p.comparator, p.headline} {
		p.add(i, "-as-recorded", map[string]string{mixKey: model.MixAsRecorded}, comparator, func(a *arm) { a.recorded = i })
	}
}

// addVariant adds the headline arm under the scheme whose measurement differs
// most from its own.
func (p *plan) addVariant(comparator *model.Params) {
	if p.headline < 0 || !p.arms[p.headline].diverts {
		return
	}
	other := "community-resolution"
	if p.arms[p.headline].scheme == other {
		other = "deferred-prosecution"
	}
	p.add(p.headline, "-"+other, map[string]string{schemeKey: other}, comparator, func(a *arm) { a.variant = p.headline })
}

func (p *plan) add(like int, suffix string, set map[string]string, comparator *model.Params, mark func(*arm)) {
	name := p.arms[like].name + suffix
	s, err := p.scenario.WithArm(name, "", p.arms[like].name, set)
	if err != nil {
		return // an arm of the scenario's own has that name, and speaks for itself
	}
	a := p.prepare(s, name, comparator)
	mark(&a)
	p.arms = append(p.arms, a)
}

// publicArms are the arms as results speak of them.
func (p *plan) publicArms() []results.Arm {
	var arms []results.Arm
	for i, a := range p.arms[:p.own] {
		label := a.label
		if label == "" {
			label = a.name
		}
		arms = append(arms, results.Arm{
			Name: a.name, Label: label, Comparator: i == p.comparator, Diverts: a.diverts, Scheme: a.scheme,
		})
	}
	return arms
}

// worker is what one goroutine reuses from replication to replication.
type worker struct {
	world  model.World
	spare  *worlds // of runs over force areas
	people []outcome.People
}

func (p *plan) newWorker() *worker {
	return &worker{people: make([]outcome.People, len(p.arms)), spare: newWorlds(p.inner + 1)}
}
