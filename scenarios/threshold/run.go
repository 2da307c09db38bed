package threshold

import (
	"context"
	"math"

	"diversim/scenarios"
	"diversim/scenarios/study"
	"diversim/sim/estimate"
)

// lens looks at an arm of one world through the target, at any value of an input.
type lens struct {
	ctx      context.Context
	ask      *Ask
	scenario *scenarios.Scenario
	policy   *study.Policy
	key      string
	seen     map[float64]*average
}

// average is what cohorts came to at a value, the first FewReplications of them.
type average struct {
	rates                                          []float64
	people, offered, accepted, attended, completed float64 // of all those cohorts
}

func (a *average) add(rate float64, c *study.CohortOf) {
	a.rates = append(a.rates, rate)
	a.offered += float64(c.Account.Offered)
	a.accepted += float64(c.Account.Accepted)
	a.attended += float64(c.Account.Attended)
	a.completed += float64(c.Account.Complete)
	a.people += float64(c.People)
}

// look prepares a lens; why says that the arm cannot be run by itself, and is "" where
// it can.
func (a *Ask) look(ctx context.Context, s *scenarios.Scenario, arm, key string) (l *lens, why string) {
	if s.Overridden(key) {
		return nil, key + " is fixed by --set, so that varying it would change nothing"
	}
	p, err := study.NewPolicy(s, arm, a.Options.study())
	return &lens{ctx: ctx, ask: a, scenario: s, policy: p, key: key, seen: map[float64]*average{}}, said("", err)
}

// said is what an error says, "" where there is none.
func said(before string, err error) string {
	if err == nil {
		return ""
	}
	return before + err.Error()
}

// meets runs cohorts with the input at a value and says which meet the target.
func (l *lens) meets(value float64, cohorts []int) ([]bool, error) {
	v, err := l.scenario.Registry(l.scenario.Comparator).NumberValue(l.key, value)
	if err != nil {
		return nil, err
	}
	p, err := l.policy.Of(l.scenario.At([]scenarios.Setting{{Key: l.key, Value: v}}))
	if err != nil {
		return nil, err
	}
	if l.seen[value] == nil {
		l.seen[value] = &average{}
	}
	return l.ask.run(l.ctx, p, l.ask.Target, cohorts, l.seen[value])
}

// run says which cohorts meet a target under a policy, and adds them to an average.
func (a *Ask) run(ctx context.Context, p *study.Policy, t Target, cohorts []int, sum *average) ([]bool, error) {
	met := make([]bool, 0, len(cohorts))
	err := p.Run(ctx, cohorts, func(c *study.CohortOf) error {
		met = append(met, t.met(c))
		if c.Cohort < FewReplications {
			sum.add(t.of(c), c)
		}
		return nil
	})
	return met, err
}

// chance is that of the target under an arm as the scenario has it, on as many cohorts
// as settle on which side of the assurance it lies.
func (a *Ask) chance(ctx context.Context, s *scenarios.Scenario, arm string, t Target) (point, error) {
	p, err := study.NewPolicy(s, arm, a.Options.study())
	if err != nil {
		return point{}, err
	}
	one := search{
		meets:   func(_ float64, cohorts []int) ([]bool, error) { return a.run(ctx, p, t, cohorts, &average{}) },
		cohorts: min(FewReplications, a.Options.Most()),
	}
	if err := one.try(0); err != nil {
		return point{}, err
	}
	low, high := one.points[0].interval()
	if low < t.Assurance && high >= t.Assurance {
		err = one.widen(a.Options.Most())
	}
	return one.points[0], err
}

// ofComparator is the target as it is held against the comparator, where nobody
// completes: the whole cohort stands for those who would.
func (t Target) ofComparator() Target {
	t.Completed = false
	return t
}

// meets says whether a rate reaches a target; rounding takes nothing away.
func meets(rate, atLeast float64) bool {
	return !math.IsNaN(rate) && estimate.PassProbability([]float64{rate}, atLeast) == 1
}

// chanceError is the Monte Carlo error of a chance.
func (p point) chanceError() float64 {
	share := p.share()
	return math.Sqrt(share * (1 - share) / float64(len(p.met)))
}
