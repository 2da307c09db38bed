package figure

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

const (
	convergenceMean  = 170 // height of the axes of the mean
	convergenceError = 100 // and of those of its error
	convergenceApart = 12

	bandErrors     = 1.96 // Monte Carlo errors either side of a mean: 95% of such bands hold what it tends to
	fewestForError = 10   // replications below which the error is itself too uncertain to be drawn
)

// withError are the points of a series from which on the error is drawn.
func withError(c *results.Convergence) []results.ConvergencePoint {
	var points []results.ConvergencePoint
	for _, point := range c.Points {
		if point.Replications >= fewestForError && point.MCSE.Known() {
			points = append(points, point)
		}
	}
	return points
}

// bandAround is the band of a mean.
func bandAround(point results.ConvergencePoint) (low, high float64) {
	half := bandErrors * float64(point.MCSE)
	return float64(point.Mean) - half, float64(point.Mean) + half
}

func lastPoint(c *results.Convergence) results.ConvergencePoint { return c.Points[len(c.Points)-1] }

func convergenceReason(r *results.Run) string {
	c := r.Summary.Convergence
	switch {
	case len(r.Arms) < 2:
		return "This scenario has no other arm than the comparator, so there is no headline difference that could settle."
	case r.Summary.People == 0:
		return "The cohort is empty, so there is no headline difference that could settle."
	case c == nil:
		return "No replication has a headline difference, for people are not followed for long enough."
	case len(withError(c)) < 2:
		return fmt.Sprintf("%s replications are too few to show how the headline difference settled; that needs more than %d.",
			Count(float64(lastPoint(c).Replications)), fewestForError)
	}
	return ""
}

func convergenceSubtitle(r *results.Run) string {
	c := r.Summary.Convergence
	if c == nil {
		return sentence(cohortWords(r))
	}
	return fmt.Sprintf("%s: %s against the comparator, %s. The mean difference over the first replications, by how many these are. "+
		"Band: ±%v Monte Carlo errors (standard errors of that mean). %s.",
		sentenceCase(headlineWords(c)), named(armNamed(r, c.Arm)), comparatorNamed(r), bandErrors, sentenceCase(cohortWords(r)))
}

func convergenceNote(r *results.Run) string {
	c := r.Summary.Convergence
	note := fmt.Sprintf("The band is how far the mean may lie from that of endless replications, which is not how uncertain the difference is. "+
		"It and the error are drawn from %d replications on. ", fewestForError)
	switch whole := headlineEstimate(r); {
	case !hasInterval(whole):
		note += "Hollow: " + withoutInterval + " so that no difference is clear. "
	case noClearDifference(whole):
		note += "Hollow: no clear difference, for " + singleWords(r, whole) + ". "
	default:
		note += sentence(singleWords(r, whole)) + " "
	}
	return note + ruleWords(c) + sentence(otherHeadline(r)) + " " + fullNames(r) + bracketNotes(r)
}

func drawConvergence(r *results.Run) *Drawing {
	if reason := convergenceReason(r); reason != "" {
		return nothing(convergenceTitle(r), convergenceSubtitle(r), reason)
	}
	const around = overAxes + underAxis
	return page{
		title: convergenceTitle(r), subtitle: convergenceSubtitle(r), note: convergenceNote(r),
		height: 2*around + convergenceMean + convergenceApart + convergenceError,
		body:   func(p *pen, a area) { drawConvergencePanels(p, r, a) },
	}.drawing()
}

// drawConvergencePanels draws the mean over its error, above the same replications.
func drawConvergencePanels(p *pen, r *results.Run, a area) {
	c := r.Summary.Convergence
	means, errors := meanEnds(r), errorEnds(r)
	longest := vg.Length(0)
	for _, e := range append(means, errors...) {
		longest = max(longest, p.width(bodyWords.strong(), e.lines[0]))
		for _, line := range e.lines[1:] {
			longest = max(longest, p.width(smallWords, line))
		}
	}
	x := endingAt(float64(lastPoint(c).Replications), 8, Count)
	mean, fault := &panel{pen: p, x: x, y: meanAxis(c)}, &panel{pen: p, x: x, y: errorAxis(c)}
	middle := a.bottom + overAxes + convergenceError + underAxis
	mean.within(area{a.left, middle + convergenceApart, a.right, a.top}, true, longest+20)
	fault.within(area{a.left, a.bottom, a.right, middle}, true, longest+20)
	mean.left = max(mean.left, fault.left)
	fault.left = mean.left
	for i, heading := range []string{"The mean of the difference", "Its Monte Carlo error"} {
		pl := []*panel{mean, fault}[i]
		pl.frame("", "", "replications")
		p.write(headingWords, a.left, pl.top+23, heading)
		p.write(greyWords, a.left, pl.top+9, "percentage points")
		pl.upright(stroke{axisInk, thinWidth, nil}, x.max)
	}
	p.write(greyWords.at(fromRight), mean.right, mean.top+9, stopWords(c))
	drawMean(mean, r)
	drawError(fault, r)
	placeLabels(p, labelsAt(mean, means), a.right-longest, mean.bottom-4, mean.top+6)
	placeLabels(p, labelsAt(fault, errors), a.right-longest, fault.bottom-4, fault.top+6)
	p.dot(strokes(r)[c.Arm].colour, mean.at(x.max, float64(lastPoint(c).Mean)), noClearDifference(headlineEstimate(r)))
}

// ending is where a line ends at the right edge of a panel, and what it is.
type ending struct {
	value  float64
	lines  []string
	stroke stroke
}

func labelsAt(pl *panel, ends []ending) []label {
	var labels []label
	for _, e := range ends {
		labels = append(labels, label{pl.at(pl.x.max, e.value), e.lines, e.stroke})
	}
	return labels
}

func meanEnds(r *results.Run) []ending {
	c := r.Summary.Convergence
	end := lastPoint(c)
	return []ending{
		{0, []string{"no difference"}, stroke{ink, thinWidth, nil}},
		{float64(end.Mean), []string{Points(float64(end.Mean)) + " points", "band ±" + errorPoints(bandErrors*float64(end.MCSE))}, strokes(r)[c.Arm]},
	}
}

func errorEnds(r *results.Run) []ending {
	c := r.Summary.Convergence
	end := lastPoint(c)
	ends := []ending{{float64(end.MCSE), []string{"error " + errorPoints(float64(end.MCSE))}, strokes(r)[c.Arm]}}
	if c.Rule == nil {
		return ends
	}
	lines := []string{"tolerance " + errorPoints(float64(end.Tolerance))}
	if followsSpread(c) {
		lines = append(lines, Percent(c.Rule.ShareOfSpread, 0)+" of the spread")
	}
	return append(ends, ending{float64(end.Tolerance), lines, toleranceStroke})
}

var toleranceStroke = stroke{ink, thinWidth, []vg.Length{1, 2.2}}

// meanAxis covers every mean, every band and zero, and a point at least.
func meanAxis(c *results.Convergence) axis {
	const least = 0.01
	low, high := 0.0, 0.0
	for _, point := range c.Points {
		if point.Mean.Known() {
			low, high = min(low, float64(point.Mean)), max(high, float64(point.Mean))
		}
	}
	for _, point := range withError(c) {
		below, above := bandAround(point)
		low, high = min(low, below), max(high, above)
	}
	if high-low < least {
		low, high = low-least/2, high+least/2
	}
	return wholeAxis(low, high, 6, pointsTick)
}

// errorAxis covers errors and tolerances from zero up.
func errorAxis(c *results.Convergence) axis {
	highest := 0.0
	for _, point := range withError(c) {
		highest = max(highest, known(point.MCSE), known(point.Tolerance))
	}
	if highest == 0 {
		highest = 0.001
	}
	s := 100 * step(highest, 4)
	digits := int(max(0, math.Ceil(-math.Log10(s)-1e-9)))
	return wholeAxis(0, highest, 4, func(v float64) string { return decimal(100*v, digits) })
}

func drawMean(pl *panel, r *results.Run) {
	c := r.Summary.Convergence
	line := strokes(r)[c.Arm]
	var xs, low, high []float64
	for _, point := range withError(c) {
		below, above := bandAround(point)
		xs, low, high = append(xs, float64(point.Replications)), append(low, below), append(high, above)
	}
	pl.band(line, xs, low, high)
	pl.level(stroke{ink, thinWidth, nil}, 0)
	xs, means := nil, []float64(nil)
	for _, point := range c.Points {
		xs, means = append(xs, float64(point.Replications)), append(means, float64(point.Mean))
	}
	pl.curve(stroke{line.colour, line.width, nil}, xs, means)
}

func drawError(pl *panel, r *results.Run) {
	line := strokes(r)[r.Summary.Convergence.Arm]
	var xs, errors, tolerances []float64
	for _, point := range withError(r.Summary.Convergence) {
		xs, errors = append(xs, float64(point.Replications)), append(errors, float64(point.MCSE))
		tolerances = append(tolerances, float64(point.Tolerance))
	}
	pl.curve(toleranceStroke, xs, tolerances)
	pl.curve(stroke{line.colour, line.width, nil}, xs, errors)
}

func convergenceTable(r *results.Run) [][]string {
	table := [][]string{{"arm", "comparator", "measure", "replications", "mean", "mc_se", "band_low", "band_high", "tolerance", "stopped"}}
	c := r.Summary.Convergence
	if c == nil {
		return table
	}
	for i, point := range c.Points {
		low, high := bandAround(point)
		line := []string{c.Arm, r.Summary.Comparator, c.Measure, fmt.Sprint(point.Replications)}
		for _, v := range []float64{float64(point.Mean), float64(point.MCSE), low, high, float64(point.Tolerance)} {
			line = append(line, results.FormatFloat(v))
		}
		stopped := ""
		if i == len(c.Points)-1 {
			stopped = c.Stopped
		}
		table = append(table, append(line, stopped))
	}
	return table
}
