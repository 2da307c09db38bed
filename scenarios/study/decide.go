package study

import (
	"cmp"
	"context"
	"slices"

	"diversim/model/ledger"
	"diversim/scenarios"
	"diversim/sim/estimate"
)

// DecideOptions are how a decision is worked out.
type DecideOptions struct {
	Seed     uint64
	Draws    int // of the inputs from their priors
	Cohorts  int // simulated at each draw
	Workers  int
	Beliefs  bool // also under each belief of the library
	Progress func(done, planned int)
}

// Defaults of DecideOptions.
const (
	DecideDraws   = 400
	DecideCohorts = 1
)

// Decision is what a rule file says under one belief; "" is the scenario's own.
type Decision struct {
	Belief  string
	Verdict scenarios.Verdict
	// Could are all the verdicts that are possible with the conditions that are not
	// resolved going either way; one of them alone is firm.
	Could []scenarios.Verdict
	Rules []RuleAnswer
}

// Firm says whether no unresolved condition could change the verdict.
func (d *Decision) Firm() bool { return len(d.Could) == 1 }

// RuleAnswer is a rule and what becomes of its conditions. Answer is Unclear where
// conditions that are not resolved decide.
type RuleAnswer struct {
	scenarios.Rule
	Holds      bool
	Answer     Answer
	Conditions []ConditionAnswer
}

// ConditionAnswer is a condition and its value: the share of draws in which the
// quantity is on the right side of the bar, or its mean. Low and High are the exact
// 95% interval of that share, or two Monte Carlo errors about the mean (of the value of
// information, the middle 95% of the bootstrap); where what is required lies between them the condition is not resolved.
type ConditionAnswer struct {
	scenarios.Condition
	Among                  []string // the arms of the choice that information is worth something for, which is of no arm
	Value, MCSE, Low, High float64
	Mean, MeanMCSE         float64 // of the quantity over the draws
	Holds, Resolved        bool
}

// Decide works out a rule file for a scenario over draws of the inputs that nobody
// states, each draw on fresh cohorts that all arms share. The error is ctx.Err(), or
// says why the scenario cannot be asked.
func Decide(ctx context.Context, s *scenarios.Scenario, rules *scenarios.Rules, o DecideOptions) ([]Decision, error) {
	worlds := []Belief{{}}
	beliefs := LibraryBeliefs()
	if o.Beliefs {
		worlds = append(worlds, beliefs...)
	}
	var all []Decision
	for n, b := range worlds {
		at := s
		if b.Name != "" {
			at = s.At(b.Over(s, beliefs))
		}
		ready, err := newDeciding(at, rules, o)
		if err != nil {
			return nil, err
		}
		if o.Progress != nil {
			ready.experiment.plan.options.Progress = func(done, planned int) { o.Progress(n*planned+done, len(worlds)*planned) }
		}
		if err := ready.evaluate(ctx, o); err != nil {
			return nil, err
		}
		d := ready.judge(rules)
		d.Belief = b.Name
		all = append(all, d)
	}
	return all, nil
}

// deciding gathers the quantities of the conditions, draw by draw.
type deciding struct {
	experiment *Experiment
	seed       uint64
	conditions []scenarios.Condition // of all rules in order
	values     [][]float64           // by condition and draw
	choices    map[int]*choosing     // by condition about the value of information
}

func newDeciding(s *scenarios.Scenario, rules *scenarios.Rules, o DecideOptions) (*deciding, error) {
	headline := cmp.Or(HeadlineArm(s), s.Comparator)
	d := &deciding{seed: o.Seed, choices: map[int]*choosing{}}
	arms := []string{s.Comparator}
	asked := func(names ...string) {
		for _, name := range names {
			if !slices.Contains(arms, name) {
				arms = append(arms, name)
			}
		}
	}
	asked(headline) // which draws have to be consistent with
	for _, rule := range rules.Rules {
		for _, c := range rule.When {
			c.Arm = cmp.Or(c.Arm, headline)
			if c.Quantity.Money == scenarios.InformationMoney {
				w := &choosing{names: Choice(s, c.Arm), view: perspectiveNamed(c.Quantity.Perspective), column: columnNamed(c.Column)}
				d.choices[len(d.conditions)] = w
				c.Arm = ""
				asked(w.names...)
			} else {
				asked(c.Arm)
			}
			d.conditions = append(d.conditions, c)
		}
	}
	d.values = make([][]float64, len(d.conditions))
	var err error
	if d.experiment, err = NewExperiment(s.WithArms(arms...), nil, Options{Seed: o.Seed, Workers: o.Workers}); err != nil {
		return nil, err
	}
	for _, w := range d.choices {
		for _, name := range w.names {
			w.arms = append(w.arms, d.place(name))
		}
		w.net, w.luck = make(estimate.Options, len(w.arms)), make(estimate.Options, len(w.arms))
	}
	return d, nil
}

// evaluate runs the draws. Where the value of information is asked for and a draw has a
// single cohort, the first meet a second, which tells of luck and of nothing else.
func (d *deciding) evaluate(ctx context.Context, o DecideOptions) error {
	twice := o.Cohorts == 1 && len(d.choices) > 0
	at := func(point int) (u []float64, cohorts []int) {
		if twice {
			return d.experiment.FromPriors(point), CohortsOf(point, o.Draws)
		}
		for c := range o.Cohorts {
			cohorts = append(cohorts, point*o.Cohorts+c)
		}
		return d.experiment.FromPriors(point), cohorts
	}
	return d.experiment.Evaluate(ctx, o.Draws, at, func(v *Evaluated) error {
		own := v
		if twice {
			own = v.Cohorts[0]
		}
		for k, c := range d.conditions {
			if w := d.choices[k]; w != nil {
				w.add(own, v, o.Cohorts)
				continue
			}
			d.values[k] = append(d.values[k], d.quantity(c, own))
		}
		return nil
	})
}

func (d *deciding) place(name string) int {
	return slices.IndexFunc(d.experiment.plan.arms, func(a arm) bool { return a.name == name })
}

// quantity is the value of a condition's quantity at a draw.
func (d *deciding) quantity(c scenarios.Condition, v *Evaluated) float64 {
	arm, q := d.place(c.Arm), c.Quantity
	switch {
	case q.Money != "":
		return d.money(c, arm, v)
	case c.Level:
		return v.Of(arm, q.Name)
	}
	return v.Difference(arm, q.Name)
}

// money is a quantity in pounds.
func (d *deciding) money(c scenarios.Condition, arm int, v *Evaluated) float64 {
	view, column := perspectiveNamed(c.Quantity.Perspective), columnNamed(c.Column)
	switch c.Quantity.Money {
	case scenarios.NetBenefitMoney:
		return v.NetBenefit(arm, view, column)
	case scenarios.SavingMoney:
		return 0 - v.Costs[arm][view][column]
	case scenarios.PerAcceptedMoney:
		benefit := v.Costs[arm][ledger.ByProgramme][ledger.Average] - v.Costs[arm][view][column]
		if view == ledger.BySociety {
			benefit += v.Health[arm]
		}
		return over(benefit*v.People[arm], v.Accounts[arm].Accepted)
	}
	panic("study: no money is called " + string(c.Quantity.Money))
}

func perspectiveNamed(name string) ledger.Perspective {
	for v := range ledger.Perspectives {
		if ledger.Perspective(v).String() == name {
			return ledger.Perspective(v)
		}
	}
	panic("study: no perspective is called " + name)
}

func columnNamed(name string) ledger.Column {
	for c := range ledger.Columns {
		if ledger.Column(c).String() == name {
			return ledger.Column(c)
		}
	}
	panic("study: no column is called " + name)
}
