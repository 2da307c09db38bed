package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

const (
	costBar     = 13   // height of a bar with the room around it
	costHead    = 36   // name and budget of an arm, and the room over them
	costNames   = 60   // of who is counted
	costValues  = 44   // of the sums beside the bars
	costAvoided = 0.42 // of the width, of the panel of what is avoided
)

// armPoint is an arm at its own budget.
type armPoint struct {
	arm results.Arm
	results.BudgetPoint
}

// armPoints are the arms that make offers, each at its own budget: what is drawn of a
// run that tries no others, as those over several force areas.
func armPoints(r *results.Run) []armPoint {
	var points []armPoint
	for _, a := range r.Arms {
		if b, there := r.Summary.Budget[a.Name]; there && b.PerPersonGBP.Offered.Known() {
			points = append(points, armPoint{a, atOwnBudget(r, a.Name, b)})
		}
	}
	return points
}

// atOwnBudget is the point of an arm at the budget it has, over all replications. What is
// avoided has a cost where it is above two Monte Carlo errors, as on the curve.
func atOwnBudget(r *results.Run, arm string, b results.Budget) results.BudgetPoint {
	point := results.BudgetPoint{
		BudgetGBP: b.BudgetGBP, Scenario: true, SpentGBP: float64(b.SpentGBP), PlannedPerPersonGBP: b.PlannedPerPersonGBP,
		PerPersonGBP: b.PerPersonGBP, Replications: r.Summary.Replications,
		ReoffencesAvoided: results.Absent(), ReoffencesAvoidedMCSE: results.Absent(), PerReoffenceAvoided: results.Absent(),
	}
	if d, there := r.Summary.Differences[arm]["reoffences_12m_latent"]; there {
		point.ReoffencesAvoided, point.ReoffencesAvoidedMCSE = -d.Mean, d.MCSE
		if d.Mean < 0 && -d.Mean > 2*d.MCSE {
			point.PerReoffenceAvoided = results.Number(point.SpentGBP/float64(recruited(r))) / -d.Mean
		}
	}
	return point
}

// countsAvoided says whether reoffences avoided are known of any point.
func countsAvoided(points []results.BudgetPoint) bool {
	for _, p := range points {
		if p.ReoffencesAvoided.Known() {
			return true
		}
	}
	return false
}

func pointsOf(arms []armPoint) []results.BudgetPoint {
	points := make([]results.BudgetPoint, len(arms))
	for i, a := range arms {
		points[i] = a.BudgetPoint
	}
	return points
}

// avoidedRange is the 95% Monte Carlo interval of the reoffences avoided, per 1,000
// people.
func avoidedRange(p results.BudgetPoint) (low, high float64) {
	half := estimate.Normal95 * float64(p.ReoffencesAvoidedMCSE)
	return perThousand * (float64(p.ReoffencesAvoided) - half), perThousand * (float64(p.ReoffencesAvoided) + half)
}

// avoidedAxis covers what is avoided at every point, its interval and 0.
func avoidedAxis(points []results.BudgetPoint, count int) axis {
	least, most := 0.0, 0.0
	for _, p := range points {
		low, high := avoidedRange(p)
		for _, v := range []float64{low, high, perThousand * float64(p.ReoffencesAvoided)} {
			if !math.IsNaN(v) {
				least, most = min(least, v), max(most, v)
			}
		}
	}
	if least == most {
		most = 1
	}
	return wholeAxis(least, most, count, plainCount)
}

// plainCount writes a number on an axis, with its sign, thousands apart, and no more
// decimals than it has.
func plainCount(v float64) string {
	if v == math.Trunc(v) {
		return Count(v)
	}
	return plainTick(v)
}

func costArmsSubtitle(r *results.Run) string {
	return fmt.Sprintf("What each arm's scheme spends at its own budget, divided by the people planned for, offered, attending at least once and "+
		"completing; and the latent reoffences avoided by it in the 12 months from the index contact, against %s. %s.",
		comparatorNamed(r), sentenceCase(cohortWords(r)))
}

func costArmsNote(r *results.Run) string {
	note := "A person offered twice counts twice. "
	if overPlaces(r) {
		note += "Planned for are all index contacts of a year, in every force area. "
	}
	arms := armPoints(r)
	if points := pointsOf(arms); countsAvoided(points) {
		note += whiskerWords(points) + "Hollow: the number avoided is not clearly different from zero, so that it has no cost for each. "
	} else {
		note += avoidedUnknown(r) + " "
	}
	var names []results.Arm
	for _, arm := range arms {
		names = append(names, arm.arm)
	}
	return note + namesInFull(bodyWords.strong(), costBarsWidth(arms), names) + bracketNotes(r)
}

// whiskerWords say what whiskers are, or why there are none.
func whiskerWords(points []results.BudgetPoint) string {
	for _, p := range points {
		if p.ReoffencesAvoidedMCSE.Known() {
			return "Whiskers are 95% Monte Carlo intervals of the mean. "
		}
	}
	return "One replication has no Monte Carlo interval. "
}

// drawCostOfArms draws the arms of a run that tried no other budgets, a block for each.
func drawCostOfArms(r *results.Run) *Drawing {
	arms := armPoints(r)
	each := vg.Length(costHead + costBar*len(denominators))
	return page{
		title: costTitle, subtitle: costArmsSubtitle(r), note: costArmsNote(r),
		height: overAxes + each*vg.Length(len(arms)) + 8 + underAxis,
		body: func(p *pen, a area) {
			if countsAvoided(pointsOf(arms)) {
				drawAvoidedByArm(p, arms, each, area{a.right - costAvoided*a.width(), a.bottom, a.right, a.top})
			}
			drawCostBars(p, r, arms, each, area{a.left, a.bottom, a.left + costBarsWidth(arms), a.top})
		},
	}.drawing()
}

// costBarsWidth is the room of the bars, which is all where nothing else is known.
func costBarsWidth(arms []armPoint) vg.Length {
	const all = pageWidth - 2*pageMargin
	if !countsAvoided(pointsOf(arms)) {
		return all
	}
	return (1-costAvoided)*all - mapGap
}

// drawCostBars draws what each arm costs by who is counted.
func drawCostBars(p *pen, r *results.Run, arms []armPoint, each vg.Length, a area) {
	highest := 0.0
	for _, arm := range arms {
		for _, d := range denominators {
			if v := d.value(arm.BudgetPoint); !math.IsNaN(v) {
				highest = max(highest, v)
			}
		}
	}
	pl := &panel{pen: p, x: wholeAxis(0, highest, 4, Pounds), y: axis{max: 1}}
	pl.left, pl.right, pl.bottom, pl.top = a.left+costNames, a.right-costValues, a.bottom+underAxis, a.top-overAxes
	for _, t := range pl.x.ticks {
		pl.upright(stroke{gridInk, gridWidth, nil}, t.at)
	}
	pl.frame("", "", "pounds per person")
	p.write(headingWords, a.left, pl.top+23, "Cost per person")
	p.write(greyWords, a.left, pl.top+9, "pounds per person, by who is counted")
	for i, arm := range arms {
		top := pl.top - each*vg.Length(i)
		p.writeClear(bodyWords.strong(), a.left, top-18, p.shorten(bodyWords.strong(), shortLabel(arm.arm), a.width()))
		p.writeClear(smallWords, a.left, top-29, budgetWords(r, r.Summary.Budget[arm.arm.Name]))
		for k, d := range denominators {
			y := top - costHead - costBar*(vg.Length(k)+0.5)
			p.writeMiddle(smallWords.in(ink).at(fromRight), pl.left-6, y, d.name)
			v := d.value(arm.BudgetPoint)
			if math.IsNaN(v) {
				p.writeMiddle(smallWords, pl.left+4, y, "nobody")
				continue
			}
			p.box(tint(palette[k].colour, 0.6), stroke{}, pl.left, y-0.36*costBar, pl.X(v), y+0.36*costBar)
			p.writeMiddle(smallWords.in(ink), pl.X(v)+5, y, Pounds(v))
		}
	}
}

// drawAvoidedByArm draws, beside the bars of each arm, what it avoids, and says what each
// reoffence avoided costs.
func drawAvoidedByArm(p *pen, arms []armPoint, each vg.Length, a area) {
	pl := &panel{pen: p, x: avoidedAxis(pointsOf(arms), 4), y: axis{max: 1}}
	pl.left, pl.right, pl.bottom, pl.top = a.left+14, a.right-14, a.bottom+underAxis, a.top-overAxes
	for _, t := range pl.x.ticks {
		pl.upright(stroke{gridInk, gridWidth, nil}, t.at)
	}
	pl.frame("", "", "avoided, per 1,000 people")
	p.write(headingWords, a.left, pl.top+23, "Latent reoffences avoided")
	p.write(greyWords, a.left, pl.top+9, "in 12 months, per 1,000 people")
	pl.upright(stroke{ink, thinWidth, nil}, 0)
	words, x := smallWords.in(ink), pl.left // where the line of zero is not
	if pl.X(0) < (pl.left+pl.right)/2 {
		words, x = words.at(fromRight), pl.right
	}
	for i, arm := range arms {
		y := pl.top - each*vg.Length(i) - costHead - 0.5*costBar*vg.Length(len(denominators))
		if arm.ReoffencesAvoided.Known() {
			if low, high := avoidedRange(arm.BudgetPoint); !math.IsNaN(low) {
				flatWhisker(p, pl.X(low), pl.X(high), y)
			}
			p.dot(ink, vg.Point{X: pl.X(perThousand * float64(arm.ReoffencesAvoided)), Y: y}, !arm.PerReoffenceAvoided.Known() && !worsens(arm.BudgetPoint))
			p.writeClear(words, x, y+12, perReoffenceWords(arm.BudgetPoint))
		}
	}
}

// worsens says that there are clearly more reoffences than under the comparator, as
// clearly as there would have to be fewer for each to have a cost.
func worsens(p results.BudgetPoint) bool { return p.ReoffencesAvoided < -2*p.ReoffencesAvoidedMCSE }

// perReoffenceWords is what one reoffence avoided costs, or why it has no cost.
func perReoffenceWords(p results.BudgetPoint) string {
	switch {
	case worsens(p):
		return "more reoffences, not fewer"
	case !p.PerReoffenceAvoided.Known():
		return "not clearly above zero"
	}
	text := Pounds(float64(p.PerReoffenceAvoided)) + " for each"
	if low, high := monteCarloRange(p); !math.IsInf(high, 1) && !math.IsNaN(high) {
		text += fmt.Sprintf(" (%s to %s)", Pounds(low), Pounds(high))
	}
	return text
}

// avoidedUnknown is why nothing is known of what is avoided.
func avoidedUnknown(r *results.Run) string {
	if r.Summary.HorizonYears < 1 {
		return noReoffenceAvoided(r)
	}
	return "This run has no difference in latent reoffences."
}

// costArmsSentence says of each arm what it costs and avoids.
func costArmsSentence(r *results.Run) string {
	text := ""
	for i, arm := range armPoints(r) {
		if i > 0 {
			text += "; "
		}
		text += fmt.Sprintf("under %s (%s) the scheme costs %s", named(arm.arm), budgetWords(r, r.Summary.Budget[arm.arm.Name]), perPersonWords(arm.BudgetPoint))
		if !arm.ReoffencesAvoided.Known() {
			continue
		}
		low, high := avoidedRange(arm.BudgetPoint)
		text += fmt.Sprintf("; latent reoffences avoided in 12 months are %s per 1,000 people", Count(perThousand*float64(arm.ReoffencesAvoided)))
		if !math.IsNaN(low) {
			text += fmt.Sprintf(" (95%% Monte Carlo interval %s to %s)", Count(low), Count(high))
		}
		text += ", " + perReoffenceWords(arm.BudgetPoint)
		if !arm.PerReoffenceAvoided.Known() && !worsens(arm.BudgetPoint) {
			text += ", so that it has no cost for each and is drawn hollow"
		}
	}
	if !countsAvoided(pointsOf(armPoints(r))) {
		text += "; " + results.InSentence(avoidedUnknown(r))
	}
	return sentence(strings.TrimSuffix(text, ".") + "; the comparator is " + comparatorNamed(r) + "; no other budget was tried; " + cohortWords(r))
}
