package study

import (
	"fmt"
	"math"

	"diversim/model"
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// budgets follow the money of the arms that run a course.
func (g *gathering) budgets() map[string]results.Budget {
	budgets := map[string]results.Budget{}
	for i, a := range g.plan.arms[:g.plan.own] {
		if a.scheme == "none" || !a.params.Programme.Course {
			continue
		}
		budgets[a.name] = g.budget(i)
	}
	return budgets
}

func (g *gathering) budget(i int) results.Budget {
	p := &g.plan.arms[i].params.Programme
	account := func(of func(a outcome.Account) float64) results.Number {
		return g.meanOf(func(r *replicate) float64 { return of(r.accounts[i]) })
	}
	people := map[string]func(a outcome.Account) float64{
		"eligible":  func(a outcome.Account) float64 { return float64(a.Eligible) },
		"offered":   func(a outcome.Account) float64 { return float64(a.Offered) },
		"accepted":  func(a outcome.Account) float64 { return float64(a.Accepted) },
		"attended":  func(a outcome.Account) float64 { return float64(a.Attended) },
		"completed": func(a outcome.Account) float64 { return float64(a.Complete) },
	}
	spent := func(a outcome.Account) float64 { return float64(a.Spent) / penceInPound }
	// Spending and people are totals over replications, so that cost per person
	// is a ratio of means and not a mean of ratios.
	per := func(stage string) results.Number {
		return results.Number(over(float64(account(spent)), float64(account(people[stage]))))
	}
	years := float64(g.plan.years())
	b := results.Budget{
		BudgetGBP: float64(p.Budget), PlannedPeople: float64(p.PlannedPeople),
		PlannedPerPersonGBP: float64(p.Budget) / float64(p.PlannedPeople),
		SpentGBP:            account(spent),
		PerPersonGBP: results.PerPerson{
			Hoped:   results.Number(over(float64(account(spent)), float64(g.plan.scenario.People)*years)),
			Offered: per("offered"), Accepted: per("accepted"), Attended: per("attended"), Completed: per("completed"),
		},
		People: results.FunnelCounts{
			Eligible: account(people["eligible"]), Offered: account(people["offered"]), Accepted: account(people["accepted"]),
			Attended: account(people["attended"]), Completed: account(people["completed"]),
		},
		PeopleEstimates:     map[string]results.Estimate{},
		ContactsPerAccepted: results.Number(g.plan.arms[i].model.ContactsPerPerson()),
		NetWidening: results.Number(over(
			float64(account(func(a outcome.Account) float64 { return float64(a.Widened) })), float64(account(people["offered"])))),
		TurnedAway:   account(func(a outcome.Account) float64 { return float64(a.TurnedAway) }),
		Queued:       g.queued(i),
		MeanWaitDays: account(func(a outcome.Account) float64 { return a.MeanWait }),
		ExhaustedShare: account(func(a outcome.Account) float64 {
			if a.Exhausted {
				return 1
			}
			return 0
		}),
	}
	if g.plan.country && g.plan.scenario.People > 0 { // what all areas have in a year
		b.BudgetGBP = float64(account(func(a outcome.Account) float64 { return float64(a.Budget) / penceInPound })) / years
		b.PlannedPeople = float64(g.plan.scenario.People)
		b.PlannedPerPersonGBP = over(b.BudgetGBP, b.PlannedPeople)
		b.ContactsPerAccepted = g.contactsPerAccepted(i)
	}
	checkPerPerson(b)
	for stage, of := range people {
		b.PeopleEstimates[stage] = g.estimateOf(func(r *replicate) float64 { return of(r.accounts[i]) })
	}
	return b
}

const penceInPound = 100

// checkPerPerson stops the run where cost per person does not follow from one
// stage to the next: what one who completes costs is what one who accepts costs,
// over the share of these who complete.
func checkPerPerson(b results.Budget) {
	p, n := b.PerPersonGBP, b.People
	for stage, pair := range map[string][2]results.Number{
		"offered": {p.Offered, n.Offered}, "attended": {p.Attended, n.Attended}, "completed": {p.Completed, n.Completed},
	} {
		if !pair[0].Known() || !p.Accepted.Known() {
			continue
		}
		want := float64(p.Accepted) / float64(pair[1]/n.Accepted)
		if math.Abs(float64(pair[0])-want) > exact*math.Abs(want) {
			panic(fmt.Sprintf("study: £%v for each person %s, £%v by way of those who accept", pair[0], stage, want))
		}
	}
}

// decompositions are those of the arms that divert, and of the headline arm
// under another scheme.
func (g *gathering) decompositions() map[string]results.Decomposition {
	all := map[string]results.Decomposition{}
	for i, a := range g.plan.arms {
		if !a.diverts || a.recorded >= 0 || a.isolated >= 0 {
			continue
		}
		part := func(of func(s split) float64) results.Estimate {
			return g.estimateOf(func(r *replicate) float64 { return of(r.decomposition[i]) })
		}
		d := results.Decomposition{
			Scheme:   a.scheme,
			Headline: part(func(s split) float64 { return s.headline }),
			Baseline: part(func(s split) float64 { return s.baseline }),
			Estimates: map[string]results.Estimate{
				"headline_minus_baseline": part(func(s split) float64 { return s.gap }),
				"selection":               part(func(s split) float64 { return s.selection }),
				"causal":                  part(func(s split) float64 { return s.causal }),
				"measurement":             part(func(s split) float64 { return s.measurement }),
			},
		}
		if a.params.Index.Clock == model.ClockDisposal {
			d.Estimates["clock"] = part(func(s split) float64 { return s.clock })
			d.Clock = d.Estimates["clock"].Mean
		}
		d.HeadlineMinusBaseline = d.Estimates["headline_minus_baseline"].Mean
		d.Selection, d.Causal, d.Measurement = d.Estimates["selection"].Mean, d.Estimates["causal"].Mean, d.Estimates["measurement"].Mean
		all[a.name] = d
	}
	return all
}

// thresholds are the shares of replications that meet each target, in every
// arm unless the scenario names one: a single arm's rate is never judged
// without the others beside it.
func (g *gathering) thresholds() []results.Threshold {
	var all []results.Threshold
	for _, t := range g.plan.scenario.Thresholds {
		for i, a := range g.plan.arms[:g.plan.own] {
			if t.Arm != "" && t.Arm != a.name && i != g.plan.comparator {
				continue
			}
			passed := results.Threshold{
				Arm: a.name, Measure: t.Measure, AtLeast: t.AtLeast,
				Probability: results.Number(estimate.PassProbability(g.values(i, g.index(t.Measure)), t.AtLeast)),
			}
			g.layers(&passed, i)
			all = append(all, passed)
		}
	}
	return all
}

// The true rates at which the chance of passing a target is worked out.
const (
	passReach = 0.10 // on either side of the target
	passStep  = 0.0025
)

// passCurve is the chance that a cohort shows at least the target, by its true
// rate: from sampling alone, and with the spread that the simulated cohorts of
// the headline arm show. The points are where the arms stand.
func (g *gathering) passCurve(thresholds []results.Threshold) (curve, points []results.PassPoint) {
	arm := max(g.plan.headline, 0)
	n := g.cohort()
	if len(thresholds) == 0 || n == 0 {
		return nil, nil
	}
	target, measure := thresholds[0].AtLeast, thresholds[0].Measure
	spread := math.Sqrt(estimate.Variance(g.values(arm, g.index(measure))))
	need := estimate.CountAtLeast(target, n)
	for k := range int(2*passReach/passStep) + 1 {
		rate := target - passReach + float64(k)*passStep
		if rate <= 0 || rate >= 1 {
			continue
		}
		point := results.PassPoint{TrueRate: rate, Cohort: n, Target: target}
		point.Probability = estimate.BinomialUpperTail(n, need, rate)
		curve = append(curve, point)
		if spread > 0 {
			point.WithSpread = true
			point.Probability = math.Erfc((target-rate)/(spread*math.Sqrt2)) / 2
			curve = append(curve, point)
		}
	}
	for _, t := range thresholds {
		if t.Measure != measure || t.AtLeast != target {
			continue
		}
		i := g.arm(t.Arm)
		points = append(points, results.PassPoint{
			Arm: t.Arm, TrueRate: float64(estimateOf(g.values(i, g.index(measure))).Mean),
			Cohort: n, Target: target, Probability: float64(t.Probability),
		})
	}
	return curve, points
}

func (g *gathering) arm(name string) int {
	for i, a := range g.plan.arms {
		if a.name == name {
			return i
		}
	}
	panic("study: no arm is called " + name)
}
