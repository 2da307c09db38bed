package study

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/scenarios/results"
	"diversim/sim"
)

// Experiment evaluates a scenario's arms at points of the unit cube with one
// coordinate for each input that varies: the u-quantile of its prior, the same in all
// arms, or NaN for one that stays at its value in the scenario, as other inputs do. Of
// the inputs of a calibrated set with a posterior, it is the u-quantile of what the
// values of those that stay leave, and of those before it in the set; of one that is kept
// to a range (Keep), of the part there.
type Experiment struct {
	plan   *plan
	inputs []string
	parts  keptParts // of inputs that are drawn from their own priors
	tried  tried
}

// Undrawable says why a scenario's inputs cannot be drawn for an experiment.
type Undrawable struct{ error }

// NewExperiment prepares an experiment over inputs, nil for every input that can be
// drawn (see Drawable). Of the options Seed and Workers count. The error, an Undrawable,
// names every input that is unknown, has no prior, or is set by the scenario in every
// arm, or says that the scenario takes an allowance off benefits.
func NewExperiment(s *scenarios.Scenario, inputs []string, o Options) (*Experiment, error) {
	drawable := Drawable(s)
	if inputs == nil {
		inputs = drawable
	}
	var wrong []string
	for _, key := range inputs {
		if !slices.Contains(drawable, key) {
			wrong = append(wrong, key)
		}
	}
	if len(wrong) > 0 {
		return nil, Undrawable{fmt.Errorf("wanted inputs that have a prior and that %s leaves open; got %s", s.Name, strings.Join(wrong, ", "))}
	}
	o.Lean, o.Draw = true, false
	e := &Experiment{plan: newPlan(s, o), inputs: slices.Clone(inputs), parts: keptParts{}}
	e.plan.joint = jointOf(s)
	for _, a := range e.plan.arms {
		if values := a.model.Values(); values.BenefitDownlift != 0 {
			// It is taken off what is saved on average over a run, which a point does not know.
			return nil, Undrawable{fmt.Errorf("wanted no allowance for optimism about benefits (cost.optimism_benefit); got %v in arm %s", values.BenefitDownlift, a.name)}
		}
	}
	return e, nil
}

// Inputs are the keys of the inputs that vary, in the order of the coordinates.
func (e *Experiment) Inputs() []string { return slices.Clone(e.inputs) }

// Arms are the arms of the scenario; the comparator is among them.
func (e *Experiment) Arms() []results.Arm { return e.plan.publicArms() }

// Comparator and Headline are places in Arms; Headline is -1 where no arm differs
// from the comparator.
func (e *Experiment) Comparator() int { return e.plan.comparator }

// Headline is the arm that the announcement speaks of.
func (e *Experiment) Headline() int { return e.plan.headline }

// FromPriors is the point that a run which draws its inputs has in a replication:
// drawn anew until the published ratio can be had within what is kept of the inputs.
func (e *Experiment) FromPriors(replication int) []float64 {
	for attempt := 0; ; attempt++ {
		u := make([]float64, len(e.inputs))
		d := e.plan.fromPriors(replication, attempt)
		for k, key := range e.inputs {
			u[k], _ = d.quantile(key)
		}
		if p, done := e.plan.tried(e.drawing(u), attempt < attempts-1); done {
			e.tried.keep(u, p)
			return u
		}
	}
}

// Values are those of the inputs at a point, in their own units, in the comparator
// arm.
func (e *Experiment) Values(u []float64) []evidence.Value {
	r := e.plan.scenario.Registry(e.plan.scenario.Comparator)
	e.drawing(u).into(r)
	values := make([]evidence.Value, len(e.inputs))
	for k, key := range e.inputs {
		in, _ := r.Lookup(key)
		values[k] = in.Current
	}
	return values
}

// Scores are the standard normal scores of the inputs at a point: of each among the
// values that it may have, whatever the others are. One that stays has NaN.
func (e *Experiment) Scores(u []float64) []float64 {
	var joint map[string]float64
	d := e.drawing(u)
	if d.joint != nil {
		_, joint = d.joint.at(d.quantile)
	}
	scores := make([]float64, len(e.inputs))
	for k, key := range e.inputs {
		z, found := joint[key]
		if !found || math.IsNaN(u[k]) {
			z = sim.NormalScore(e.parts.quantile(key, u[k]))
		}
		scores[k] = z
	}
	return scores
}

// Joint are those of the inputs that vary which are drawn together, in the order of the
// set; the posterior is that of set.
func (e *Experiment) Joint() (set string, keys []string) {
	for _, key := range e.plan.joint.drawn() {
		if slices.Contains(e.inputs, key) {
			keys = append(keys, key)
		}
	}
	return e.plan.scenario.Calibration, keys
}

func (e *Experiment) drawing(u []float64) *drawing {
	at := make(map[string]float64, len(u))
	for k, key := range e.inputs {
		if !math.IsNaN(u[k]) {
			at[key] = e.parts.quantile(key, u[k])
		}
	}
	return &drawing{
		quantile: func(key string) (float64, bool) { x, varies := at[key]; return x, varies },
		fitted:   e.plan.scenario.Fitted(),
		joint:    e.plan.joint,
	}
}

// Evaluate runs the arms at n points, each on the cohorts that at gives beside it
// (numbers of replications: the same at all points freezes the random numbers, so
// that the outcome is a function of the point), and hands the means over those cohorts
// to each, in the order of the points. Nothing is kept.
func (e *Experiment) Evaluate(ctx context.Context, n int, at func(point int) (u []float64, cohorts []int), each func(*Evaluated) error) error {
	return sim.Replicate(ctx, 0, n, e.plan.workers, e.plan.newWorker,
		func(w *worker, point int) *Evaluated {
			u, cohorts := at(point)
			p := e.tried.take(u)
			if p == nil {
				p = e.plan.at(e.drawing(u))
			}
			v := &Evaluated{Point: point, comparator: p.comparator}
			for _, cohort := range cohorts {
				r := p.simulateLean(w, cohort)
				v.add(p, r, float64(len(cohorts)))
				alone := &Evaluated{Point: point, comparator: p.comparator}
				alone.add(p, r, 1)
				v.Cohorts = append(v.Cohorts, alone)
			}
			return v
		},
		func(_ int, v *Evaluated) error {
			if err := each(v); err != nil {
				return err
			}
			e.plan.progress(v.Point+1, n)
			return nil
		})
}

// Evaluated is the arms at one point: means over its cohorts, by arm.
type Evaluated struct {
	Point      int
	People     []float64    // by arm, those of all years of intake
	Measures   [][]float64  // by arm, in the order of outcome.Measures
	Costs      []Costs      // by arm, less the comparator's, per person of the cohort
	Health     []float64    // likewise, pounds at the stated value of a QALY
	QALYs      []float64    // likewise
	Accounts   []Funded     // by arm
	Completers []float64    // measures over those who complete under the headline arm, who are its own; none without one
	Cohorts    []*Evaluated // each cohort alone, in the order given; they have none
	comparator int
}

// Costs are pounds by perspective and column.
type Costs [ledger.Perspectives][ledger.Columns]float64

// Funded is what a scheme spent, in pounds, and on how many people.
type Funded struct{ Spent, Offered, Accepted, Attended, Completed float64 }

// Of is a measure of an arm. It panics if there is no such measure.
func (v *Evaluated) Of(arm int, measure string) float64 {
	return v.Measures[arm][measureNamed(measure)]
}

// Difference is an arm minus the comparator in a measure.
func (v *Evaluated) Difference(arm int, measure string) float64 {
	m := measureNamed(measure)
	return v.Measures[arm][m] - v.Measures[v.comparator][m]
}

// OfCompleters is a measure over those who complete under the headline arm, NaN where
// nobody does.
func (v *Evaluated) OfCompleters(measure string) float64 {
	if v.Completers == nil {
		return math.NaN()
	}
	return v.Completers[measureNamed(measure)]
}

// NetBenefit is the value of the health gained less the cost, per person of the
// cohort, at the stated value of a QALY.
func (v *Evaluated) NetBenefit(arm int, view ledger.Perspective, column ledger.Column) float64 {
	return v.Health[arm] - v.Costs[arm][view][column]
}

// add adds a cohort, one of so many.
func (v *Evaluated) add(p *plan, r *replicate, cohorts float64) {
	if v.Measures == nil {
		v.People, v.Measures, v.Costs = make([]float64, p.own), make([][]float64, p.own), make([]Costs, p.own)
		v.Health, v.QALYs, v.Accounts = make([]float64, p.own), make([]float64, p.own), make([]Funded, p.own)
		for i := range p.own {
			v.Measures[i] = make([]float64, len(r.values[i]))
		}
	}
	for _, people := range r.completers {
		if v.Completers == nil {
			v.Completers = make([]float64, len(people))
		}
		for m, x := range people {
			v.Completers[m] += x / cohorts
		}
	}
	qalys := measureNamed("qalys")
	for i := range p.own {
		v.People[i] += float64(r.people[i]) / cohorts
		for m, x := range r.values[i] {
			v.Measures[i][m] += x / cohorts
		}
		prices := &r.prices[i]
		difference, _ := compareCosts(&r.economies[i], &r.economies[p.comparator], prices)
		for payer, pounds := range difference {
			for view := range ledger.Perspectives {
				for column := range ledger.Columns {
					share := ledger.Column(column).Share(ledger.Payer(payer), &prices.Values)
					v.Costs[i][view][column] += ledger.Perspective(view).Weight(ledger.Payer(payer)) * share * pounds / cohorts
				}
			}
		}
		worth := prices.QALY
		v.Health[i] += (r.economies[i].Health(worth, &prices.Values) - r.economies[p.comparator].Health(worth, &prices.Values)) / cohorts
		v.QALYs[i] += (r.values[i][qalys] - r.values[p.comparator][qalys]) / cohorts
		a := r.accounts[i]
		f := &v.Accounts[i]
		f.Spent += float64(a.Spent) / penceInPound / cohorts
		f.Offered += float64(a.Offered) / cohorts
		f.Accepted += float64(a.Accepted) / cohorts
		f.Attended += float64(a.Attended) / cohorts
		f.Completed += float64(a.Complete) / cohorts
	}
}

// simulateLean runs the arms for their measures and their costs alone.
func (p *plan) simulateLean(w *worker, replication int) *replicate {
	r := &replicate{}
	for i := range p.arms {
		p.simulateArm(w, r, i, replication)
	}
	if p.headline >= 0 {
		people := &w.people[p.headline]
		r.completers = append(r.completers, outcome.All(people, people.Completed))
	}
	return r
}

// measureNamed is the place of a measure among outcome.Measures.
func measureNamed(name string) int {
	i := slices.IndexFunc(outcome.Measures(), func(m outcome.Measure) bool { return m.Name == name })
	if i < 0 {
		panic("study: no measure is called " + name)
	}
	return i
}
