package figure

import (
	"fmt"
	"math"
	"strings"

	"diversim/scenarios/results"
)

func costSubtitle(r *results.Run) string {
	if len(r.BudgetCurve) == 0 {
		return costArmsSubtitle(r)
	}
	headline, _ := headlineArm(r)
	text := "Left: what the scheme spends, divided by the people planned for, offered, attending at least once and completing. "
	switch points := budgets(r); {
	case !countsAvoided(points):
		text = strings.Replace(text, "Left: what", "What", 1)
	case unclear(points) == len(points):
		text += fmt.Sprintf("Right: the latent reoffences avoided in the 12 months from the index contact, against %s. ", comparatorNamed(r))
	default:
		text += fmt.Sprintf("Right: the same spend per latent reoffence avoided in the 12 months from the index contact, against %s. ", comparatorNamed(r))
	}
	return text + fmt.Sprintf("Arm: %s. %s.", named(headline), sentenceCase(curveWords(r)))
}

// curveWords say how much was simulated at each budget: budgets beside the
// scenario's own are tried in the first replications alone, so that what is
// read off here can differ from the mean of all.
func curveWords(r *results.Run) string {
	n := r.BudgetCurve[0].Replications
	words := fmt.Sprintf("%s in each of %s replications per budget", intakeWords(r), Count(float64(n)))
	if n == 1 {
		words = intakeWords(r) + " in one replication per budget"
	}
	if n < r.Summary.Replications {
		words = fmt.Sprintf("%s in each of the first %s of %s replications, at each budget", intakeWords(r), Count(float64(n)), Count(float64(r.Summary.Replications)))
	}
	return words
}

func costNote(r *results.Run, points []results.BudgetPoint) string {
	note := "People count every offer of the scheme year: a person offered twice counts twice."
	n := unclear(points)
	switch {
	case !countsAvoided(points):
		return note + " " + noReoffenceAvoided(r)
	case n == len(points):
		return note + " Right: " + results.InSentence(whiskerWords(points)) + noReoffenceAvoided(r)
	}
	note += " Right: whiskers are 95% Monte Carlo intervals of the mean"
	if goesOn(points) {
		note += "; an arrow means that the interval goes on beyond the axis"
	}
	note += "."
	if n > 0 {
		note += " A hollow mark near the top is a budget at which the number of reoffences avoided is not clearly above zero, so that it has no cost per reoffence avoided."
	}
	return note
}

// noReoffenceAvoided is why no budget has a cost per reoffence avoided.
func noReoffenceAvoided(r *results.Run) string {
	if r.Summary.HorizonYears < 1 {
		return "People are followed for less than 12 months, so reoffences avoided in 12 months cannot be counted."
	}
	return "At no budget is the number of latent reoffences avoided clearly above zero, so none has a cost per reoffence avoided."
}

func costSentence(r *results.Run) string {
	if reason := costReason(r); reason != "" {
		return reason
	}
	if len(r.BudgetCurve) == 0 {
		return costArmsSentence(r)
	}
	points := budgets(r)
	marked, ok := pointAt(points, markedBudget(points))
	if !ok {
		marked = points[len(points)-1]
	}
	text := fmt.Sprintf("At a budget of %s the scheme costs %s", Pounds(marked.BudgetGBP), perPersonWords(marked))
	switch n := unclear(points); {
	case n == len(points):
		text += "; " + results.InSentence(strings.TrimSuffix(noReoffenceAvoided(r), "."))
	case marked.PerReoffenceAvoided.Known():
		low, high := monteCarloRange(marked)
		text += fmt.Sprintf(", and %s per latent reoffence avoided in 12 months against %s", Pounds(float64(marked.PerReoffenceAvoided)), comparatorNamed(r))
		if !math.IsInf(high, 1) && !math.IsNaN(high) {
			text += fmt.Sprintf(" (95%% Monte Carlo interval %s to %s)", Pounds(low), Pounds(high))
		}
	default:
		text += fmt.Sprintf("; the number of latent reoffences avoided against %s is not clearly above zero there, so it has no cost per reoffence avoided", comparatorNamed(r))
	}
	if n := unclear(points); n > 0 && n < len(points) {
		text += fmt.Sprintf("; at %d of the %d budgets the effect is not clear, which is drawn hollow", n, len(points))
	}
	return sentence(text + "; " + curveWords(r))
}

// perPersonWords is what a point costs by who is counted.
func perPersonWords(p results.BudgetPoint) string {
	var parts []string
	for _, d := range denominators {
		if v := d.value(p); !math.IsNaN(v) {
			parts = append(parts, Pounds(v)+" per person "+results.InSentence(d.name))
		}
	}
	return results.Listed(parts)
}

func costTable(r *results.Run) [][]string {
	table := [][]string{{
		"budget_gbp", "scenario", "spent_gbp", "planned_gbp", "offered_gbp", "accepted_gbp", "attended_gbp", "completed_gbp",
		"per_reoffence_avoided_gbp", "per_reoffence_avoided_low_gbp", "per_reoffence_avoided_high_gbp", "reoffences_avoided", "reoffences_avoided_mc_se", "arm",
	}}
	if costReason(r) != "" {
		return table
	}
	arms := armPoints(r)
	if len(r.BudgetCurve) > 0 {
		headline, _ := headlineArm(r)
		arms = nil
		for _, p := range budgets(r) {
			arms = append(arms, armPoint{headline, p})
		}
	}
	for _, p := range arms {
		low, high := monteCarloRange(p.BudgetPoint)
		line := []string{results.FormatFloat(p.BudgetGBP), fmt.Sprint(p.Scenario)}
		for _, v := range []float64{
			p.SpentGBP, p.PlannedPerPersonGBP, float64(p.PerPersonGBP.Offered), float64(p.PerPersonGBP.Accepted),
			float64(p.PerPersonGBP.Attended), float64(p.PerPersonGBP.Completed), float64(p.PerReoffenceAvoided), low, high,
			float64(p.ReoffencesAvoided), float64(p.ReoffencesAvoidedMCSE),
		} {
			line = append(line, results.FormatFloat(v))
		}
		table = append(table, append(line, p.arm.Name))
	}
	return table
}
