package figure

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

const (
	lorenzTitle = "How evenly completed courses are spread over force areas"
	lorenzSide  = 400 // of the square of the axes
)

// lorenz is the curve of one arm.
type lorenz struct {
	arm               results.Arm
	population, share []float64
}

// lorenzCurves are those of the arms under which somebody completes.
func lorenzCurves(r *results.Run) []lorenz {
	var curves []lorenz
	for _, a := range r.Arms {
		var values, weights []float64
		for _, p := range placesUnder(r, a.Name, mapMeasure) {
			values, weights = append(values, float64(p.Value.Mean)), append(weights, float64(p.Contacts))
		}
		population, share := estimate.Lorenz(values, weights)
		if end := share[len(share)-1]; len(share) > 1 && !math.IsNaN(end) {
			curves = append(curves, lorenz{a, population, share})
		}
	}
	return curves
}

func lorenzReason(r *results.Run) string {
	if len(divertingArms(r)) == 0 {
		return noScheme
	}
	if len(lorenzCurves(r)) == 0 {
		return "Nobody completes a course in any force area, so there is nothing to be spread evenly or not."
	}
	return ""
}

func lorenzSubtitle(r *results.Run) string {
	return fmt.Sprintf("Lorenz curves: the share of all completed courses that falls to the force areas with the fewest per index contact. "+
		"Means over replications. %s; comparator: %s.", sentenceCase(cohortWords(r)), comparatorNamed(r))
}

func lorenzNote(r *results.Run) string {
	note := "The Gini index is the mean over replications of each one's own; the curve is of the force areas' means, in which chance is less, and may be " +
		"a little nearer to the line of equality. "
	if r.Summary.Replications >= estimate.MinimumForInterval {
		note += "In brackets: " + intervalWords(r) + ". "
	}
	if unheld := withoutCurve(r); len(unheld) > 0 {
		note += "Nobody completes, and no curve: " + results.Listed(labelsOf(r, unheld)) + ". "
	}
	return note + fullNames(r) + bracketNotes(r)
}

// withoutCurve are the arms under which nobody completes.
func withoutCurve(r *results.Run) []string {
	held := map[string]bool{}
	for _, c := range lorenzCurves(r) {
		held[c.arm.Name] = true
	}
	var names []string
	for _, a := range r.Arms {
		if !held[a.Name] {
			names = append(names, a.Name)
		}
	}
	return names
}

func drawLorenz(r *results.Run) *Drawing {
	if reason := lorenzReason(r); reason != "" {
		return nothing(lorenzTitle, lorenzSubtitle(r), reason)
	}
	return page{
		title: lorenzTitle, subtitle: lorenzSubtitle(r), note: lorenzNote(r),
		height: lorenzSide + overAxes + underAxis - headingSize,
		body:   func(p *pen, a area) { drawLorenzPanel(p, r, a) },
	}.drawing()
}

func drawLorenzPanel(p *pen, r *results.Run, a area) {
	share := func(v float64) string { return Percent(v, 0) }
	pl := &panel{pen: p, x: wholeAxis(0, 1, 5, share), y: wholeAxis(0, 1, 5, share)}
	pl.within(a, false, 0)
	pl.right = pl.left + (pl.top - pl.bottom)
	pl.frame("", "share of completed courses, %", "share of index contacts, from the force areas with the fewest completed per contact, %")
	pl.curve(stroke{guideInk, thinWidth, []vg.Length{1, 2.2}}, []float64{0, 1}, []float64{0, 1})
	p.write(smallWords.at(fromRight), pl.X(0.5)-8, pl.Y(0.5)+4, "all force areas alike")
	lines := strokes(r)
	var labels []label
	for _, c := range lorenzCurves(r) {
		pl.curve(lines[c.arm.Name], c.population, c.share)
		labels = append(labels, label{pl.at(widestGap(c)), []string{armName(p, c.arm), giniWords(inequalityOf(r, c.arm.Name, mapMeasure))}, lines[c.arm.Name]})
	}
	placeLabels(p, labels, pl.right+18, pl.bottom, pl.top)
}

// widestGap is the point of a curve that is furthest from the line of equality.
func widestGap(c lorenz) (x, y float64) {
	for i := range c.population {
		if c.population[i]-c.share[i] > x-y {
			x, y = c.population[i], c.share[i]
		}
	}
	return x, y
}

// lorenzSentence gives each arm's Gini index and what its lower half has.
func lorenzSentence(r *results.Run) string {
	if reason := lorenzReason(r); reason != "" {
		return reason
	}
	var parts []string
	for _, c := range lorenzCurves(r) {
		parts = append(parts, fmt.Sprintf("%s under %s (%s)",
			Percent(heldBy(c, 0.5), 1), named(c.arm), giniWords(inequalityOf(r, c.arm.Name, mapMeasure))))
	}
	text := "The half of index contacts that lies in the force areas with the fewest completed courses per contact has of all completed courses " + results.Listed(parts)
	for _, name := range withoutCurve(r) {
		text += "; nobody completes under " + named(armNamed(r, name))
		if name == r.Summary.Comparator {
			text += ", the comparator"
		}
	}
	return sentence(text + alikeWords(r) + "; " + cohortWords(r) + "; intervals: " + intervalWords(r))
}

// alikeWords says where the Gini indices of two arms that divert are not
// clearly apart.
func alikeWords(r *results.Run) string {
	arms := endArms(r)
	if len(arms) < 2 {
		return ""
	}
	a := inequalityOf(r, arms[0].Name, mapMeasure).Estimates["gini"]
	b := inequalityOf(r, arms[1].Name, mapMeasure).Estimates["gini"]
	if r.Summary.Replications < estimate.MinimumForInterval || !overlapping(a, b) {
		return ""
	}
	return fmt.Sprintf("; the indices of %s and %s are not clearly different", named(arms[0]), named(arms[1]))
}

// heldBy is the share that the lowest part of the population has.
func heldBy(c lorenz, part float64) float64 {
	for i := 1; i < len(c.population); i++ {
		if x := c.population[i]; x >= part {
			before := c.population[i-1]
			return c.share[i-1] + (c.share[i]-c.share[i-1])*(part-before)/(x-before)
		}
	}
	return 1
}

func lorenzTable(r *results.Run) [][]string {
	table := [][]string{{"arm", "share_of_contacts", "share_of_completed", "gini", "gini_low", "gini_high"}}
	for _, c := range lorenzCurves(r) {
		q := inequalityOf(r, c.arm.Name, mapMeasure)
		e, ok := q.Estimates["gini"]
		if !ok {
			e = results.Estimate{Low: results.Absent(), High: results.Absent()}
		}
		for i := range c.population {
			line := []string{c.arm.Name}
			for _, v := range []float64{c.population[i], c.share[i], float64(q.Gini), float64(e.Low), float64(e.High)} {
				line = append(line, results.FormatFloat(v))
			}
			table = append(table, line)
		}
	}
	return table
}
