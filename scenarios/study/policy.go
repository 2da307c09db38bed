package study

import (
	"context"
	"fmt"

	"diversim/model"
	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/sim"
)

// Policy is one arm of a scenario, at the values that the scenario gives its inputs,
// run by itself on whichever cohorts are asked for. Cohort k has the people and the
// random numbers of replication k of a run, whatever the arm.
type Policy struct {
	plan *plan
	name string
}

// NewPolicy prepares an arm of a scenario of one force area. Of the options Seed and
// Workers count. It panics if there is no such arm; the error says that the scenario
// is of places that may differ.
func NewPolicy(s *scenarios.Scenario, name string, o Options) (*Policy, error) {
	o.Lean, o.Draw = true, false
	p := &plan{options: o, workers: o.workers(), headline: -1, known: model.Contrasts{}}
	return (&Policy{plan: p, name: name}).Of(s)
}

// Of is the same arm of another scenario, typically this one at other settings. What
// the two have in common is worked out once.
func (p *Policy) Of(s *scenarios.Scenario) (*Policy, error) {
	pattern, _ := s.Arm(p.name)
	if inCountry(s, pattern, s.Params(p.name)) {
		return nil, fmt.Errorf("wanted a scenario of one force area at the mean of all; %s is over %d that may differ", s.Name, len(s.Forces))
	}
	q := *p.plan
	q.scenario, q.arms = s, nil
	q.arms = []arm{q.prepare(s, p.name, s.Params(s.Comparator))}
	q.own = len(q.arms)
	return &Policy{plan: &q, name: p.name}, nil
}

// Unattended is the policy where nobody keeps an appointment: offers, terms and what
// not being processed does are the same.
func (p *Policy) Unattended() *Policy {
	q, a := *p.plan, p.plan.arms[0]
	a.config.Unattended = true
	a.prepare(a.params, q.known)
	q.arms = []arm{a}
	return &Policy{plan: &q, name: p.name}
}

// Params are the arm's inputs; they are not to be changed.
func (p *Policy) Params() *model.Params { return p.plan.arms[0].params }

// ContactsPerPerson is how many caseworker contacts the money buys for each accepted
// person.
func (p *Policy) ContactsPerPerson() float64 { return p.plan.arms[0].model.ContactsPerPerson() }

// CohortOf is what became of one cohort under a policy.
type CohortOf struct {
	Cohort    int
	People    int // those of all years of intake
	Account   outcome.Account
	everybody []float64 // in the order of outcome.Measures
	completed []float64 // the same over those who completed
}

// Of is a measure over everybody. It panics if there is no such measure.
func (c *CohortOf) Of(measure string) float64 { return c.everybody[measureNamed(measure)] }

// OfCompleted is a measure over the people who completed, NaN where nobody did.
func (c *CohortOf) OfCompleted(measure string) float64 { return c.completed[measureNamed(measure)] }

// Run runs the policy on cohorts and hands over each, in the order given. The error
// is ctx.Err() or that of each.
func (p *Policy) Run(ctx context.Context, cohorts []int, each func(*CohortOf) error) error {
	return sim.Replicate(ctx, 0, len(cohorts), p.plan.workers, p.plan.newWorker,
		func(w *worker, k int) *CohortOf {
			r := &replicate{}
			p.plan.simulateArm(w, r, 0, cohorts[k])
			return &CohortOf{
				Cohort: cohorts[k], People: r.people[0], Account: r.accounts[0],
				everybody: r.values[0], completed: outcome.All(&w.people[0], w.people[0].Completed),
			}
		},
		func(_ int, c *CohortOf) error { return each(c) })
}

// HeadlineArm is the arm that a scenario is about: the one called diversion, else the
// first that diverts, else the first that is not the comparator; "" where there is none.
func HeadlineArm(s *scenarios.Scenario) string {
	p := newPlan(s, Options{Lean: true})
	if p.headline < 0 {
		return ""
	}
	return p.arms[p.headline].name
}
