package figure

import (
	"fmt"
	"math"
	"slices"

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
	switch {
	case len(r.Summary.Budget) == 0:
		return noScheme
	case r.Summary.People == 0:
		return "The cohort is empty, so nothing is spent on anybody."
	case len(r.BudgetCurve) == 0 && len(armPoints(r)) == 0:
		return "Nobody is offered a course, so nothing is spent on anybody."
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

func drawCost(r *results.Run) *Drawing {
	if reason := costReason(r); reason != "" {
		return nothing(costTitle, costSubtitle(r), reason)
	}
	if len(r.BudgetCurve) == 0 {
		return drawCostOfArms(r)
	}
	points := budgets(r)
	return page{
		title: costTitle, subtitle: costSubtitle(r), note: costNote(r, points),
		height: costHeight + overAxes + underAxis,
		body: func(p *pen, a area) {
			if !countsAvoided(points) {
				drawPerPerson(p, points, a)
				return
			}
			drawPerPerson(p, points, area{a.left, a.bottom, a.left + 0.53*a.width(), a.top})
			drawRight := drawPerReoffence
			if unclear(points) == len(points) {
				drawRight = drawAvoided
			}
			drawRight(p, points, area{a.left + 0.58*a.width(), a.bottom, a.right, a.top})
		},
	}.drawing()
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
	pl.frame("Cost per person", "pounds per person, by who is counted", scaleOfBudgets)
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

const scaleOfBudgets = "budget for the scheme year"

// perReoffenceAxis covers every cost of a reoffence avoided, and of its interval as much
// as lies not far above it.
func perReoffenceAxis(points []results.BudgetPoint) axis {
	highest := 0.0
	for _, point := range points {
		if point.PerReoffenceAvoided.Known() {
			_, top := monteCarloRange(point)
			highest = max(highest, min(top, 1.6*float64(point.PerReoffenceAvoided)))
		}
	}
	return wholeAxis(0, highest, 6, Pounds)
}

// goesOn says whether an interval of a cost of a reoffence avoided goes on beyond the axis.
func goesOn(points []results.BudgetPoint) bool {
	last := perReoffenceAxis(points).max
	return slices.ContainsFunc(points, func(p results.BudgetPoint) bool {
		_, top := monteCarloRange(p)
		return top > last
	})
}

func drawPerReoffence(p *pen, points []results.BudgetPoint, a area) {
	pl := &panel{pen: p, x: budgetAxis(points), y: perReoffenceAxis(points)}
	pl.within(a, true, 10)
	pl.frame("Cost per latent reoffence avoided", "pounds per latent reoffence avoided in 12 months", scaleOfBudgets)
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

// drawAvoided draws what is avoided at each budget, where at none it is clear enough to
// have a cost.
func drawAvoided(p *pen, points []results.BudgetPoint, a area) {
	pl := &panel{pen: p, x: budgetAxis(points), y: avoidedAxis(points, 6)}
	pl.within(a, true, 10)
	pl.frame("Latent reoffences avoided", "per 1,000 people in 12 months", scaleOfBudgets)
	markBudgets(pl, points)
	pl.level(stroke{ink, thinWidth, nil}, 0)
	for _, point := range points {
		low, high := avoidedRange(point)
		pl.whisker(stroke{palette[0].colour, thinWidth, nil}, point.BudgetGBP, low, high)
		p.dot(palette[0].colour, pl.at(point.BudgetGBP, perThousand*float64(point.ReoffencesAvoided)), true)
	}
}

// monteCarloRange carries the 95% Monte Carlo interval of the number of
// reoffences avoided over to the cost of one: the spend stands still, the
// number it is divided by moves.
func monteCarloRange(p results.BudgetPoint) (low, high float64) {
	avoided, error95 := float64(p.ReoffencesAvoided), estimate.Normal95*float64(p.ReoffencesAvoidedMCSE)
	cost := float64(p.PerReoffenceAvoided)
	if math.IsNaN(cost) {
		return cost, cost
	}
	low = cost * avoided / (avoided + error95)
	high = math.Inf(1)
	if avoided > error95 {
		high = cost * avoided / (avoided - error95)
	}
	return low, high
}
