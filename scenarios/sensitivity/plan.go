package sensitivity

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
)

// Plan is a question that can be answered.
type Plan struct {
	ask         Ask
	inputs      []chosen
	outputs     []output          // of pair
	beside      []output          // the comparator's, where outputs are an arm's own: an arm's rate is not told without; else none
	pair        *study.Experiment // comparator and arm, no longer than the outputs need
	sample      *study.Experiment // the arms between which a decision is made, over the whole horizon
	arm         results.Arm
	comparator  results.Arm
	decisions   []results.Arm // of sample
	short, long *scenarios.Scenario

	done, all int // evaluations
	progress  func(done, all int)
	out       *results.SensitivityRun
}

// Prepare checks a question. The error is Problems, all of them.
func Prepare(a Ask) (*Plan, error) {
	p, wrong := read(a)
	if len(wrong) == 0 {
		wrong = append(wrong, p.prepare()...)
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return p, nil
}

// Check is what is wrong with a question that can be said without the size of the
// scenario and its horizon: nil or Problems.
func Check(a Ask) error {
	if _, wrong := read(a); len(wrong) > 0 {
		return wrong
	}
	return nil
}

// read reads the words and numbers of a question.
func read(a Ask) (*Plan, Problems) {
	a.fill()
	wrong := a.check()
	p := &Plan{ask: a}
	wrong = append(wrong, p.chooseArms()...)
	for _, name := range a.Measures {
		if !slices.Contains(Measures(), name) {
			wrong.add("measure", "wanted a measure (diversim measures lists them) or %sPERSPECTIVE; got %q%s", netBenefit, name, hint(name, Measures()))
		}
	}
	inputs, complaints := choose(&a)
	p.inputs = inputs
	return p, append(wrong, complaints...)
}

// chooseArms finds the arm that the question is about.
func (p *Plan) chooseArms() (wrong Problems) {
	s := p.ask.Scenario
	e, err := study.NewExperiment(s, nil, study.Options{})
	if err != nil {
		wrong.add("vary", "%v", err)
		return wrong
	}
	arms, at := e.Arms(), e.Headline()
	p.comparator = arms[e.Comparator()]
	if p.ask.Arm != "" {
		at = slices.IndexFunc(arms, func(a results.Arm) bool { return a.Name == p.ask.Arm && !a.Comparator })
	}
	if at < 0 {
		var names []string
		for _, a := range arms {
			if !a.Comparator {
				names = append(names, a.Name)
			}
		}
		wrong.add("arm", "wanted an arm of %s beside the comparator; got %q%s", s.Name, p.ask.Arm, hint(p.ask.Arm, names))
		return wrong
	}
	p.arm = arms[at]
	for _, name := range study.Choice(s, p.arm.Name) {
		p.decisions = append(p.decisions, arms[slices.IndexFunc(arms, func(a results.Arm) bool { return a.Name == name })])
	}
	return wrong
}

// Places of arms in both experiments, by the order in which they are asked for.
const (
	comparatorAt = iota
	armAt
)

// prepare makes the experiments, and refuses designs that are too large and measures
// that the horizon is too short for.
func (p *Plan) prepare() (wrong Problems) {
	s, a := p.ask.Scenario, &p.ask
	for _, name := range a.Measures {
		p.outputs = append(p.outputs, outputOf(name, a.Of, armAt))
		if a.Of == OfArm {
			p.beside = append(p.beside, outputOf(name, OfArm, comparatorAt))
		}
		if m, found := outcome.Named(name); found && m.Needs > s.Horizon {
			wrong.add("measure", "%s needs people to be followed for %s; got %s", name, months(m.Needs), months(s.Horizon))
		}
	}
	p.short, p.long = s.WithArms(p.comparator.Name, p.arm.Name), s.WithArms(names(p.decisions)...)
	p.short.Horizon = needed(a.Measures, s.Horizon)
	if wrong = append(wrong, p.refuseLarge()...); len(wrong) > 0 {
		return wrong
	}
	keys := make([]string, len(p.inputs))
	for k, c := range p.inputs {
		keys[k] = c.key
	}
	for _, e := range []struct {
		of   *scenarios.Scenario
		into **study.Experiment
	}{{p.short, &p.pair}, {p.long, &p.sample}} {
		made, err := study.NewExperiment(e.of, keys, study.Options{Seed: a.Seed, Workers: a.Workers, Progress: p.report})
		if err != nil {
			wrong.add("vary", "%v", err)
			return wrong
		}
		for _, c := range p.inputs {
			if c.low != c.high {
				made.Keep(c.key, c.low, c.high)
			}
		}
		*e.into = made
	}
	return wrong
}

func names(arms []results.Arm) []string {
	all := make([]string, len(arms))
	for i, a := range arms {
		all[i] = a.Name
	}
	return all
}

// Run answers the question, and tells how many of all evaluations are done; nil: nobody.
// The rows of the sample, if there is one (see SampleColumns), go to row as they are
// drawn, in order; an error of row ends the run. When ctx ends first there is no answer,
// and the error is ctx.Err().
func (p *Plan) Run(ctx context.Context, progress func(done, all int), row func([]float64) error) (*results.SensitivityRun, error) {
	s := p.ask.Scenario
	first := p.outputs[0]
	p.done, p.progress = 0, progress
	p.out = &results.SensitivityRun{
		Scenario: s.Name, Title: s.Title, Seed: p.ask.Seed, People: s.People,
		Arm: p.arm.Label, Comparator: p.comparator.Label,
		Measure: first.name, Label: first.label, Unit: first.unit, Of: p.ofOutput(),
	}
	p.jointNote()
	order, err := p.screen(ctx)
	if err == nil && p.ask.wants(Sobol) {
		err = p.shares(ctx, order)
	}
	if err == nil && p.ask.wants(Value, Discover) {
		err = p.draws(ctx, row)
	}
	if err != nil {
		return nil, err
	}
	return p.out, nil
}

// screen tries inputs one at a time, and gives those chosen in order of what they do.
func (p *Plan) screen(ctx context.Context) (order []int, err error) {
	for k := range p.inputs {
		order = append(order, k)
	}
	if p.ask.wants(Morris) {
		if order, err = p.walks(ctx); err != nil {
			return nil, err
		}
	}
	if p.screensFirst() {
		order, err = p.tornado(ctx)
	}
	return order, err
}

// ofOutput says of what the outputs are.
func (p *Plan) ofOutput() string {
	switch p.ask.Of {
	case OfArm:
		return p.arm.Name
	case Comparator:
		return p.comparator.Name
	}
	return p.arm.Name + " minus " + p.comparator.Name
}

func (p *Plan) report(done, _ int) {
	if p.progress != nil {
		p.progress(p.done+done, p.all)
	}
}

// seen is what an evaluation says: each output, in each cohort.
type seen [][]float64

// means are the outputs over the cohorts.
func (s seen) means() []float64 {
	all := make([]float64, len(s))
	for o, cohorts := range s {
		for _, x := range cohorts {
			all[o] += x / float64(len(cohorts))
		}
	}
	return all
}

// read is what evaluations of the pair are read for: the outputs, then what stands beside
// them.
func (p *Plan) read() []output { return slices.Concat(p.outputs, p.beside) }

// besideOf is the place among what is read of what stands beside an output, -1 for none.
func (p *Plan) besideOf(o int) int {
	if p.beside == nil {
		return -1
	}
	return len(p.outputs) + o
}

// evaluate runs points of the pair, each on its cohorts, and keeps what is read.
func (p *Plan) evaluate(ctx context.Context, n int, at func(k int) ([]float64, []int)) ([]seen, error) {
	all := make([]seen, 0, n)
	outputs := p.read()
	err := p.pair.Evaluate(ctx, n, at, func(v *study.Evaluated) error {
		one := make(seen, len(outputs))
		for o := range outputs {
			for _, cohort := range v.Cohorts {
				one[o] = append(one[o], outputs[o].of(cohort))
			}
		}
		all = append(all, one)
		return nil
	})
	p.done += n
	return all, err
}

// jointNote says which inputs are drawn together, and what then becomes of one alone.
func (p *Plan) jointNote() {
	if set, keys := p.sample.Joint(); len(keys) > 0 {
		p.note("What the published figures leave of %s (posterior of set %s) stands for the %s of their own. These are believed together: each moves through what is left of it beside those that stay at "+
			"their values and those before it in this list, so that a share of variance of a later one is of what it adds.",
			strings.Join(keys, ", "), set, map[bool]string{true: "prior", false: "priors"}[len(keys) == 1])
	}
}

func (p *Plan) note(form string, args ...any) {
	p.out.Notes = append(p.out.Notes, fmt.Sprintf(form, args...))
}

func (p *Plan) found(form string, args ...any) {
	p.out.Found = append(p.out.Found, fmt.Sprintf(form, args...))
}

// unitOfQuantity is what a quantity about an output of a unit is in.
func unitOfQuantity(quantity, unit string) string {
	switch quantity {
	case FirstOrder, ByJansen, Total, Best, LuckShare:
		return "proportion"
	case RankCorrelation:
		return "correlation"
	case Variance:
		return Squared(unit)
	}
	return unit
}

// Squared is the unit of a variance of what has a unit.
func Squared(unit string) string { return "square of " + unit }

// add adds a row about an output, with nothing beside it.
func (p *Plan) add(o output, r results.SensitivityRow) {
	p.addBeside(o, r, results.Absent())
}

// addBeside adds a row about an output with the comparator's number beside it.
func (p *Plan) addBeside(o output, r results.SensitivityRow, comparator results.Number) {
	r.Measure, r.Unit, r.Comparator = o.name, unitOfQuantity(r.Quantity, o.unit), comparator
	if r.Of == "" {
		r.Of = p.ofOutput()
	}
	p.out.Rows = append(p.out.Rows, r)
}
