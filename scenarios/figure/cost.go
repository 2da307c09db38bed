package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// pilotBudgetGBP is the announced budget of the West Midlands pilot, the sum
// that every cost figure marks.
const pilotBudgetGBP = 60_000

const (
	costHeight = 250 // of the axes
	costTitle  = "What the budget buys: cost per person, and per reoffence avoided"
)

// denominators are what spending is divided by, from the most people to the
// fewest.
var denominators = []struct {
	name  string
	value func(results.BudgetPoint) float64
}{
	{"Planned", func(p results.BudgetPoint) float64 { return p.PlannedPerPersonGBP }},
	{"Offered", func(p results.BudgetPoint) float64 { return float64(p.PerPersonGBP.Offered) }},
	{"Attended", func(p results.BudgetPoint) float64 { return float64(p.PerPersonGBP.Attended) }},
	{"Completed", func(p results.BudgetPoint) float64 { return float64(p.PerPersonGBP.Completed) }},
}

// budgets is the curve in order of budget.
func budgets(r *results.Run) []results.BudgetPoint {
	points := slices.Clone(r.BudgetCurve)
	slices.SortStableFunc(points, func(a, b results.BudgetPoint) int {
		switch {
		case a.BudgetGBP < b.BudgetGBP:
			return -1
		case a.BudgetGBP > b.BudgetGBP:
			return 1
		}
		return 0
	})
	return points
}

// costReason is why there is nothing to show, or nothing.
func costReason(r *results.Run) string {
	if _, ok := headlineArm(r); !ok {
		return noScheme
	}
	if r.Summary.People == 0 {
		return "The cohort is empty, so nothing is spent on anybody."
	}
	if len(r.BudgetCurve) == 0 {
		return "This run did not try the scheme at other budgets, so there is no cost to draw against the budget."
	}
	return ""
}

// markedBudget is the budget that the figure reads off: the scenario's own, or
// the pilot's.
func markedBudget(points []results.BudgetPoint) float64 {
	for _, p := range points {
		if p.Scenario {
			return p.BudgetGBP
		}
	}
	return pilotBudgetGBP
}

func pointAt(points []results.BudgetPoint, budget float64) (results.BudgetPoint, bool) {
	i := slices.IndexFunc(points, func(p results.BudgetPoint) bool { return p.BudgetGBP == budget })
	if i < 0 {
		return results.BudgetPoint{}, false
	}
	return points[i], true
}

func costSubtitle(r *results.Run) string {
	headline, _ := headlineArm(r)
	text := fmt.Sprintf("Left: what the scheme spends, divided by the people planned for, offered, attending at least once and "+
		"completing. Right: the same spend per latent reoffence avoided in the 12 months from the index contact, against %s. "+
		"Arm: %s.", results.InSentence(comparatorLabel(r)), results.InSentence(shortLabel(headline)))
	if len(r.BudgetCurve) > 0 {
		text += " " + sentenceCase(curveWords(r)) + "."
	}
	return text
}

// curveWords say how much was simulated at each budget: budgets beside the
// scenario's own are tried in the first replications alone, so that what is
// read off here can differ from the mean of all.
func curveWords(r *results.Run) string {
	n := r.BudgetCurve[0].Replications
	words := fmt.Sprintf("%s in each of %s replications per budget", intakeWords(r), Count(float64(n)))
	if n < r.Summary.Replications {
		words = fmt.Sprintf("%s in each of the first %s of %s replications, at each budget", intakeWords(r), Count(float64(n)), Count(float64(r.Summary.Replications)))
	}
	return words
}

func drawCost(r *results.Run) *Drawing {
	if reason := costReason(r); reason != "" {
		return nothing(costTitle, costSubtitle(r), reason)
	}
	points := budgets(r)
	return page{
		title: costTitle, subtitle: costSubtitle(r), note: costNote(points),
		height: costHeight + overAxes + underAxis,
		body: func(p *pen, a area) {
			drawPerPerson(p, points, area{a.left, a.bottom, a.left + 0.53*a.width(), a.top})
			drawPerReoffence(p, r, area{a.left + 0.58*a.width(), a.bottom, a.right, a.top})
		},
	}.drawing()
}

func costNote(points []results.BudgetPoint) string {
	note := "People count every offer of the scheme year: a person offered twice counts twice."
	n := unclear(points)
	if n == len(points) {
		return note
	}
	note += " Right: whiskers are 95% Monte Carlo intervals of the mean; an arrow means that the interval goes on beyond the axis."
	if n > 0 {
		note += " A hollow mark near the top is a budget at which the number of reoffences avoided is not clearly above zero, so that it has no cost per reoffence avoided."
	}
	return note
}

// unclear counts budgets without a clear effect.
func unclear(points []results.BudgetPoint) int {
	n := 0
	for _, p := range points {
		if !p.PerReoffenceAvoided.Known() {
			n++
		}
	}
	return n
}

// budgetAxis runs from nothing to the largest budget tried.
func budgetAxis(points []results.BudgetPoint) axis {
	return endingAt(max(1, points[len(points)-1].BudgetGBP), 5, func(v float64) string {
		if v == 0 {
			return "£0"
		}
		return Pounds(v/1000) + "k"
	})
}

func drawPerPerson(p *pen, points []results.BudgetPoint, a area) {
	highest := 0.0
	for _, d := range denominators {
		for _, point := range points {
			if v := d.value(point); !math.IsNaN(v) {
				highest = max(highest, v)
			}
		}
	}
	pl := &panel{pen: p, x: budgetAxis(points), y: wholeAxis(0, highest, 6, Pounds)}
	pl.within(a, true, 88)
	pl.frame("Cost per person", "pounds per person, by who is counted", "budget for the scheme year")
	markBudgets(pl, points)
	marked, hasMarked := pointAt(points, markedBudget(points))
	var labels []label
	for i, d := range denominators {
		s := palette[i]
		var xs, ys []float64
		for _, point := range points {
			xs, ys = append(xs, point.BudgetGBP), append(ys, d.value(point))
		}
		pl.curve(s, xs, ys)
		end, ok := lastKnown(pl, xs, ys)
		if !ok {
			continue
		}
		l := label{end, []string{d.name}, s}
		if v := d.value(marked); hasMarked && !math.IsNaN(v) {
			pl.pen.dot(s.colour, pl.at(marked.BudgetGBP, v), false)
			l.lines = append(l.lines, fmt.Sprintf("%s at %s", Pounds(v), Pounds(marked.BudgetGBP)))
		}
		labels = append(labels, l)
	}
	placeLabels(p, labels, pl.right+15, pl.bottom, pl.top+6)
}

// lastKnown is the right end of a curve, if anything on it is known.
func lastKnown(pl *panel, xs, ys []float64) (at vg.Point, ok bool) {
	for i := len(xs) - 1; i >= 0; i-- {
		if !math.IsNaN(ys[i]) {
			return pl.at(xs[i], ys[i]), true
		}
	}
	return vg.Point{}, false
}

// markBudgets draws the line of the pilot's budget and, where it is another,
// that of the scenario's.
func markBudgets(pl *panel, points []results.BudgetPoint) {
	marks := []float64{pilotBudgetGBP}
	if own := markedBudget(points); own != pilotBudgetGBP {
		marks = append(marks, own)
	}
	for _, m := range marks {
		if m < pl.x.min || m > pl.x.max {
			continue
		}
		pl.upright(stroke{ink, thinWidth, []vg.Length{1, 2.2}}, m)
		pl.pen.write(smallWords, pl.X(m)+3, pl.bottom+4, Pounds(m))
	}
}

func drawPerReoffence(p *pen, r *results.Run, a area) {
	points := budgets(r)
	highest := 0.0
	for _, point := range points {
		if point.PerReoffenceAvoided.Known() {
			_, top := monteCarloRange(point)
			highest = max(highest, min(top, 1.6*float64(point.PerReoffenceAvoided)))
		}
	}
	const heading, unit, budget = "Cost per latent reoffence avoided", "pounds per latent reoffence avoided in 12 months", "budget for the scheme year"
	if highest == 0 {
		p.write(headingWords, a.left, a.top-7, heading)
		p.writeLines(bodyWords, a.left, a.top-overAxes, p.wrap(bodyWords, noReoffenceAvoided(r), a.width()))
		return
	}
	pl := &panel{pen: p, x: budgetAxis(points), y: wholeAxis(0, highest, 6, Pounds)}
	pl.within(a, true, 10)
	pl.frame(heading, unit, budget)
	markBudgets(pl, points)
	s := stroke{palette[0].colour, lineWidth, nil}
	var xs, ys []float64
	for _, point := range points {
		xs, ys = append(xs, point.BudgetGBP), append(ys, float64(point.PerReoffenceAvoided))
	}
	pl.curve(stroke{s.colour, thinWidth, nil}, xs, ys)
	for _, point := range points {
		if !point.PerReoffenceAvoided.Known() {
			p.dot(s.colour, vg.Point{X: pl.X(point.BudgetGBP), Y: pl.top - 9}, true)
			continue
		}
		low, high := monteCarloRange(point)
		pl.whisker(stroke{s.colour, thinWidth, nil}, point.BudgetGBP, low, high)
		p.dot(s.colour, pl.at(point.BudgetGBP, float64(point.PerReoffenceAvoided)), false)
	}
}

// noReoffenceAvoided is why no budget has a cost per reoffence avoided.
func noReoffenceAvoided(r *results.Run) string {
	if r.Summary.HorizonYears < 1 {
		return "People are followed for less than 12 months, so reoffences avoided in 12 months cannot be counted."
	}
	return "At no budget is the number of latent reoffences avoided clearly above zero, so none has a cost per reoffence avoided."
}

// monteCarloRange carries the 95% Monte Carlo interval of the number of
// reoffences avoided over to the cost of one: the spend stands still, the
// number it is divided by moves.
func monteCarloRange(p results.BudgetPoint) (low, high float64) {
	avoided, error95 := float64(p.ReoffencesAvoided), estimate.Normal95*float64(p.ReoffencesAvoidedMCSE)
	cost := float64(p.PerReoffenceAvoided)
	low = cost * avoided / (avoided + error95)
	high = math.Inf(1)
	if avoided > error95 {
		high = cost * avoided / (avoided - error95)
	}
	return low, high
}

func costSentence(r *results.Run) string {
	if reason := costReason(r); reason != "" {
		return reason
	}
	points := budgets(r)
	marked, ok := pointAt(points, markedBudget(points))
	if !ok {
		marked = points[len(points)-1]
	}
	var parts []string
	for _, d := range denominators {
		if v := d.value(marked); !math.IsNaN(v) {
			parts = append(parts, Pounds(v)+" per person "+results.InSentence(d.name))
		}
	}
	text := fmt.Sprintf("At a budget of %s the scheme costs %s", Pounds(marked.BudgetGBP), results.Listed(parts))
	switch n := unclear(points); {
	case n == len(points):
		text += "; " + results.InSentence(strings.TrimSuffix(noReoffenceAvoided(r), "."))
	case marked.PerReoffenceAvoided.Known():
		low, high := monteCarloRange(marked)
		text += fmt.Sprintf(", and %s per latent reoffence avoided in 12 months against %s", Pounds(float64(marked.PerReoffenceAvoided)), results.InSentence(comparatorLabel(r)))
		if !math.IsInf(high, 1) && !math.IsNaN(high) {
			text += fmt.Sprintf(" (95%% Monte Carlo interval %s to %s)", Pounds(low), Pounds(high))
		}
	default:
		text += fmt.Sprintf("; the number of latent reoffences avoided against %s is not clearly above zero there, so it has no cost per reoffence avoided", results.InSentence(comparatorLabel(r)))
	}
	if n := unclear(points); n > 0 && n < len(points) {
		text += fmt.Sprintf("; at %d of the %d budgets the effect is not clear, which is drawn hollow", n, len(points))
	}
	return sentence(text + "; " + curveWords(r))
}

func costTable(r *results.Run) [][]string {
	table := [][]string{{
		"budget_gbp", "scenario", "spent_gbp", "planned_gbp", "offered_gbp", "accepted_gbp", "attended_gbp", "completed_gbp",
		"per_reoffence_avoided_gbp", "per_reoffence_avoided_low_gbp", "per_reoffence_avoided_high_gbp", "reoffences_avoided", "reoffences_avoided_mc_se",
	}}
	for _, p := range budgets(r) {
		low, high := monteCarloRange(p)
		line := []string{results.FormatFloat(p.BudgetGBP), fmt.Sprint(p.Scenario)}
		for _, v := range []float64{
			p.SpentGBP, p.PlannedPerPersonGBP, float64(p.PerPersonGBP.Offered), float64(p.PerPersonGBP.Accepted),
			float64(p.PerPersonGBP.Attended), float64(p.PerPersonGBP.Completed), float64(p.PerReoffenceAvoided), low, high,
			float64(p.ReoffencesAvoided), float64(p.ReoffencesAvoidedMCSE),
		} {
			line = append(line, results.FormatFloat(v))
		}
		table = append(table, line)
	}
	return table
}
