package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

const (
	thresholdTitle  = "How likely a cohort is to show the target rate"
	thresholdHeight = 320 // with the words around the axes
)

// passCurve is one of the two curves, in order of the true rate. Where the
// scenario sets several targets, the figure is about the first.
func passCurve(r *results.Run, withSpread bool) []results.PassPoint {
	var points []results.PassPoint
	for _, p := range r.PassCurve {
		if p.WithSpread == withSpread && p.Target == r.PassCurve[0].Target && p.Cohort == r.PassCurve[0].Cohort {
			points = append(points, p)
		}
	}
	slices.SortStableFunc(points, func(a, b results.PassPoint) int { return cmp.Compare(a.TrueRate, b.TrueRate) })
	return points
}

// passPoints are the arms whose rate is known, for the target of the curve.
func passPoints(r *results.Run) []results.PassPoint {
	var points []results.PassPoint
	for _, p := range r.PassPoints {
		if p.Target == r.PassCurve[0].Target && !math.IsNaN(p.TrueRate) && !math.IsNaN(p.Probability) {
			points = append(points, p)
		}
	}
	return points
}

// thresholdMeasure is what the target is about, as "without a … reoffence".
func thresholdMeasure(r *results.Run) string {
	for _, t := range r.Summary.Thresholds {
		if kind, ok := strings.CutPrefix(t.Measure, "non_reoffending_12m_"); ok && t.AtLeast == r.PassCurve[0].Target {
			return "without a " + strings.ReplaceAll(kind, "_", " ") + " reoffence"
		}
	}
	return "without a proven reoffence"
}

func thresholdReason(r *results.Run) string {
	switch {
	case r.Summary.HorizonYears < 1:
		return "People are followed for less than 12 months, so no 12-month rate can be held against a target."
	case r.Summary.People == 0:
		return "The cohort is empty, so there is no rate to hold against a target."
	case len(r.PassCurve) == 0:
		return "This scenario sets no target for a rate, so there is no chance of meeting one."
	}
	return ""
}

func thresholdSubtitle(r *results.Run) string {
	if len(r.PassCurve) == 0 {
		return sentence(cohortWords(r))
	}
	p := r.PassCurve[0]
	return fmt.Sprintf("Chance that the observed share %s in the 12 months from the index contact is at least %s, "+
		"among %s people, by the rate that is true of them. Marks: the arms of this run, each from %s; comparator: %s.",
		thresholdMeasure(r), Percent(p.Target, 0), Count(float64(p.Cohort)), cohortWords(r), comparatorNamed(r))
}

func drawThreshold(r *results.Run) *Drawing {
	if reason := thresholdReason(r); reason != "" {
		return nothing(thresholdTitle, thresholdSubtitle(r), reason)
	}
	return page{
		title: thresholdTitle, subtitle: thresholdSubtitle(r), note: thresholdNote(r),
		height: thresholdHeight,
		body:   func(p *pen, a area) { drawThresholdPanel(p, r, a) },
	}.drawing()
}

func thresholdNote(r *results.Run) string {
	note := "Sampling alone: every person reoffends independently, with the same chance. "
	if len(passCurve(r, true)) > 0 {
		note += spreadWords(r) + ": cohorts also differ from one another as the replications do. "
	}
	if at := atTarget(r); at != "" {
		note += "At a true rate equal to the target, " + at + " of all cohorts meet it by sampling alone. "
	}
	return note + fullNames(r) + bracketNotes(r)
}

// atTarget is the chance where the true rate is the target, from sampling alone: half and
// a little, and more in a small cohort; "" where the curve does not reach there.
func atTarget(r *results.Run) string {
	points := passCurve(r, false)
	for i, p := range points {
		if p.TrueRate < p.Target || i == 0 && p.TrueRate > p.Target {
			continue
		}
		before := points[max(0, i-1)]
		part := 0.0
		if p.TrueRate > before.TrueRate {
			part = (p.Target - before.TrueRate) / (p.TrueRate - before.TrueRate)
		}
		return Percent(before.Probability+part*(p.Probability-before.Probability), 0)
	}
	return ""
}

// spreadWords is what makes cohorts differ beyond sampling.
func spreadWords(r *results.Run) string {
	if inputsDrawn(r) {
		return "With inputs as uncertain as they are"
	}
	return "With the simulated spread"
}

func drawThresholdPanel(p *pen, r *results.Run, a area) {
	longest := vg.Length(0)
	for _, point := range passPoints(r) {
		longest = max(longest, p.width(bodyWords.strong(), armName(p, armNamed(r, point.Arm))), p.width(smallWords, operatingWords(r, point)))
	}
	share := func(v float64) string { return Percent(v, 0) }
	pl := &panel{pen: p, x: passRange(r), y: wholeAxis(0, 1, 5, share)}
	pl.within(a, false, longest+26)
	target := r.PassCurve[0].Target
	pl.frame("", "chance of observing the target, %", "true share "+thresholdMeasure(r)+" in 12 months, %")
	pl.upright(stroke{ink, thinWidth, []vg.Length{1, 2.2}}, target)
	pl.pen.write(smallWords.at(fromRight), pl.X(target)-4, pl.top-8, "target "+Percent(target, 0))
	drawPassCurves(pl, r)
	lines := strokes(r)
	var labels []label
	for _, point := range passPoints(r) {
		at := pl.at(point.TrueRate, point.Probability)
		s := lines[point.Arm]
		labels = append(labels, label{at, []string{armName(p, armNamed(r, point.Arm)), operatingWords(r, point)}, s})
	}
	placeLabels(p, labels, a.right-longest, pl.bottom-4, pl.top+6)
	for _, l := range labels {
		p.dot(l.stroke.colour, l.point, false)
	}
}

func operatingWords(r *results.Run, p results.PassPoint) string {
	if few := noneOrAll(r, p); few != "" {
		return fmt.Sprintf("true %s, met by %s", Percent(p.TrueRate, 1), few)
	}
	return fmt.Sprintf("true %s, chance %s", Percent(p.TrueRate, 1), chanceWords(p.Probability))
}

// noneOrAll says of how many cohorts none or all met the target, which is no chance of
// nearly 0 or 1 where they are few; "" where it is neither.
func noneOrAll(r *results.Run, p results.PassPoint) string {
	n := Count(float64(r.Summary.Replications))
	switch p.Probability {
	case 0:
		return "none of " + n
	case 1:
		return "all of " + n
	}
	return ""
}

// chanceWords never calls a thing impossible or certain that was merely not
// seen to fail.
func chanceWords(probability float64) string {
	switch {
	case probability < 0.005:
		return "< 0.5%"
	case probability > 0.995:
		return "> 99.5%"
	}
	return Percent(probability, 0)
}

// passRange covers the curve where it is neither flat at 0 nor flat at 1, and
// every arm.
func passRange(r *results.Run) axis {
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range r.PassCurve {
		if p.Probability > 0.001 && p.Probability < 0.999 {
			low, high = min(low, p.TrueRate), max(high, p.TrueRate)
		}
	}
	for _, p := range passPoints(r) {
		low, high = min(low, p.TrueRate), max(high, p.TrueRate)
	}
	low, high = min(low, r.PassCurve[0].Target), max(high, r.PassCurve[0].Target)
	pad := max(0.005, 0.05*(high-low))
	low, high = max(0, low-pad), min(1, high+pad)
	s := step(high-low, 8)
	return within(low, high, 8, func(v float64) string {
		return Percent(v, int(max(0, math.Ceil(-2-math.Log10(s)))))
	})
}

func drawPassCurves(pl *panel, r *results.Run) {
	named := []struct {
		spread bool
		words  string
		line   stroke
	}{
		{false, "Sampling alone", stroke{axisInk, lineWidth, nil}},
		{true, spreadWords(r), stroke{axisInk, lineWidth, []vg.Length{5, 2.5}}},
	}
	y := pl.top - 26
	for _, n := range named {
		points := passCurve(r, n.spread)
		if len(points) == 0 {
			continue
		}
		var xs, ys []float64
		for _, p := range points {
			if p.TrueRate >= pl.x.min && p.TrueRate <= pl.x.max {
				xs, ys = append(xs, p.TrueRate), append(ys, p.Probability)
			}
		}
		pl.curve(n.line, xs, ys)
		pl.pen.draw(n.line, vg.Point{X: pl.left + 10, Y: y}, vg.Point{X: pl.left + 34, Y: y})
		pl.pen.writeMiddle(smallWords, pl.left+39, y, n.words)
		y -= 13
	}
}

func thresholdSentence(r *results.Run) string {
	if reason := thresholdReason(r); reason != "" {
		return reason
	}
	p := r.PassCurve[0]
	var parts []string
	for _, point := range passPoints(r) {
		chance := "has a chance of " + chanceWords(point.Probability)
		if few := noneOrAll(r, point); few != "" {
			chance = "happened in " + few + " cohorts"
			if r.Summary.Replications == 1 {
				chance = map[float64]string{0: "did not happen in the one cohort", 1: "happened in the one cohort"}[point.Probability]
			}
		}
		parts = append(parts, fmt.Sprintf("%s under %s (true rate %s)", chance,
			named(armNamed(r, point.Arm)), Percent(point.TrueRate, 1)))
	}
	text := fmt.Sprintf("That %s people show at least %s %s in the 12 months from the index contact %s",
		Count(float64(p.Cohort)), Percent(p.Target, 0), thresholdMeasure(r), results.Listed(parts))
	if len(parts) == 0 {
		text = fmt.Sprintf("The curve gives the chance that %s people show at least %s %s in the 12 months from the index contact, by the true rate",
			Count(float64(p.Cohort)), Percent(p.Target, 0), thresholdMeasure(r))
	}
	if at := atTarget(r); at != "" {
		text += "; at a true rate equal to the target the chance is " + at + " from sampling alone"
	}
	return sentence(text + "; " + cohortWords(r))
}

func thresholdTable(r *results.Run) [][]string {
	table := [][]string{{"arm", "with_spread", "true_rate", "cohort", "target", "probability"}}
	for _, p := range slices.Concat(passCurve(r, false), passCurve(r, true), r.PassPoints) {
		table = append(table, []string{
			p.Arm, fmt.Sprint(p.WithSpread), results.FormatFloat(p.TrueRate), fmt.Sprint(p.Cohort),
			results.FormatFloat(p.Target), results.FormatFloat(p.Probability),
		})
	}
	return table
}
