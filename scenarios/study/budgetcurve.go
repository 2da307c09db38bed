package study

import (
	"context"
	"fmt"

	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim"
)

// curveReplications is how many replications a point of the budget curve has.
const curveReplications = 20

// budgetFactors are the budgets of the curve as multiples of the arm's own,
// where the scenario names none.
var budgetFactors = []float64{0, 0.25, 0.5, 0.75, 1, 2, 4}

// budgetCurve runs the headline arm at other budgets, on the people of the
// first replications, against the comparator's outcomes in the same.
func (p *plan) budgetCurve(ctx context.Context, g *gathering, run *results.Run) error {
	if p.headline < 0 || !p.arms[p.headline].diverts || p.scenario.People == 0 {
		return nil
	}
	count := min(curveReplications, g.done)
	levels := p.levels()
	for k, budget := range levels {
		point := *p
		set := map[string]string{budgetKey: fmt.Sprintf("£%.2f", budget)}
		s, err := p.scenario.WithArm("budget-point", "", p.arms[p.headline].name, set)
		if err != nil {
			return err
		}
		point.scenario = s
		point.arms = []arm{p.prepare(s, "budget-point", p.arms[p.comparator].params)}
		point.own, point.comparator, point.headline = 1, 0, 0
		at := newGathering(&point)
		err = sim.Replicate(ctx, 0, count, p.workers, point.newWorker,
			func(w *worker, replication int) *replicate { return point.run(w, replication) },
			func(_ int, r *replicate) error {
				at.add(r)
				p.progress(g.done+k*count+at.done, g.done+len(levels)*count)
				return nil
			})
		g.events += at.events
		if err != nil {
			return err
		}
		run.BudgetCurve = append(run.BudgetCurve, at.budgetPoint(g, budget == float64(p.arms[p.headline].params.Programme.Budget)))
	}
	return nil
}

// levels are the budgets of the curve in pounds.
func (p *plan) levels() []float64 {
	if len(p.scenario.BudgetLevels) > 0 {
		return p.scenario.BudgetLevels
	}
	own := float64(p.arms[p.headline].params.Programme.Budget)
	if own == 0 {
		return []float64{0}
	}
	var levels []float64
	for _, f := range budgetFactors {
		levels = append(levels, own*f)
	}
	return levels
}

// budgetPoint is what the arm does at one budget, against the comparator in
// the same replications.
func (g *gathering) budgetPoint(main *gathering, own bool) results.BudgetPoint {
	m := g.index("reoffences_12m_" + outcome.Latent.String())
	avoided := main.values(main.plan.comparator, m)[:g.done]
	for i, v := range g.values(0, m) {
		avoided[i] -= v
	}
	e := estimateOf(avoided)
	b := g.budget(0)
	point := results.BudgetPoint{
		BudgetGBP: b.BudgetGBP, Scenario: own, SpentGBP: float64(b.SpentGBP),
		PlannedPerPersonGBP: b.PlannedPerPersonGBP, PerPersonGBP: b.PerPersonGBP,
		Replications: g.done, ReoffencesAvoided: e.Mean, ReoffencesAvoidedMCSE: e.MCSE, PerReoffenceAvoided: results.Absent(),
		Attendance: estimateOf(g.values(0, g.index("attendance"))).Mean,
		Completion: estimateOf(g.values(0, g.index("completion"))).Mean,
	}
	// Two Monte Carlo errors: below that a ratio would be a ratio of noise.
	if e.Mean > 2*e.MCSE && e.Mean > 0 {
		point.PerReoffenceAvoided = results.Number(point.SpentGBP / g.followed(0) / float64(e.Mean))
	}
	return point
}
