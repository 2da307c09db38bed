package figure

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

const (
	adoptionTitle  = "How many force areas run a scheme"
	adoptionHeight = 300 // with the words around the axes
)

// adoptionOf is the number of forces with a scheme under an arm, over time.
func adoptionOf(r *results.Run, arm string) []results.YearRow {
	return overTime(r.Country.Adoption, arm, results.YearSchemes)
}

// adoptionMoves says whether the number changes under some arm.
func adoptionMoves(r *results.Run) bool {
	if !overPlaces(r) {
		return false
	}
	return slices.ContainsFunc(r.Arms, func(a results.Arm) bool {
		rows := adoptionOf(r, a.Name)
		return slices.ContainsFunc(rows, func(row results.YearRow) bool { return row.Value.Mean != rows[0].Value.Mean })
	})
}

func adoptionSubtitle(r *results.Run) string {
	return fmt.Sprintf("Number of the %s force areas that run a scheme, by years since the start: means over %s replications. Comparator: %s. Bands: %s.",
		Count(float64(len(r.Country.Places))), Count(float64(r.Summary.Replications)), comparatorNamed(r), intervalWords(r))
}

func drawAdoption(r *results.Run) *Drawing {
	return page{
		title: adoptionTitle, subtitle: adoptionSubtitle(r), note: bandsNote(r) + fullNames(r) + bracketNotes(r),
		height: adoptionHeight,
		body:   func(p *pen, a area) { drawAdoptionPanel(p, r, a) },
	}.drawing()
}

func drawAdoptionPanel(p *pen, r *results.Run, a area) {
	longest := vg.Length(0)
	for _, arm := range r.Arms {
		longest = max(longest, p.width(bodyWords.strong(), armName(p, arm)))
	}
	longest = max(longest, p.width(smallWords, "00.0 (00 to 00) at the end"))
	all := float64(len(r.Country.Places))
	first, last := yearEnds(r.Country.Adoption)
	pl := &panel{pen: p, x: yearTicks(min(first, 0), last), y: endingAt(all, 5, Count)}
	pl.within(a, false, longest+20)
	pl.frame("", "force areas with a scheme", "years since the start")
	pl.level(stroke{ink, thinWidth, []vg.Length{1, 2.2}}, all)
	pl.pen.write(smallWords, pl.left+4, pl.Y(all)-10, fmt.Sprintf("all %s", Count(all)))
	lines := strokes(r)
	for _, name := range bandedArms(r) {
		xs, _, low, high := bandOf(adoptionOf(r, name))
		at, steps := stairs(xs, low, high)
		pl.band(lines[name], at, steps[0], steps[1])
	}
	var labels []label
	for _, arm := range r.Arms {
		rows := adoptionOf(r, arm.Name)
		if len(rows) == 0 {
			continue
		}
		xs, means, _, _ := bandOf(rows)
		at, steps := stairs(xs, means)
		// Dashes break on stairs; the label at the end tells the lines apart.
		pl.curve(stroke{lines[arm.Name].colour, lines[arm.Name].width, nil}, at, steps[0])
		end := rows[len(rows)-1]
		words := schemesWords(end.Value) + " at the end"
		labels = append(labels, label{pl.at(end.Year, float64(end.Value.Mean)), []string{armName(p, arm), words}, lines[arm.Name]})
	}
	placeLabels(p, labels, a.right-longest, pl.bottom-4, pl.top+8)
}

// schemesWords is a number of forces: whole, or a mean with one decimal, and its
// interval where replications differ.
func schemesWords(e results.Estimate) string {
	if hasInterval(e) && e.Low == e.High && e.Mean == e.Low {
		return Count(float64(e.Mean))
	}
	return decimal(float64(e.Mean), 1) + betweenWords(e, Count)
}

// stairs hold each value until the next: the number at the end of a month is
// that of the month after.
func stairs(xs []float64, values ...[]float64) (at []float64, steps [][]float64) {
	steps = make([][]float64, len(values))
	for i, x := range xs {
		if i > 0 {
			at = append(at, x)
			for k, ys := range values {
				steps[k] = append(steps[k], ys[i-1])
			}
		}
		at = append(at, x)
		for k, ys := range values {
			steps[k] = append(steps[k], ys[i])
		}
	}
	return at, steps
}

// adoptionSentence gives each arm's number at the end beside that at the start.
func adoptionSentence(r *results.Run) string {
	var parts []string
	var comparator results.Estimate
	if rows := adoptionOf(r, r.Summary.Comparator); len(rows) > 0 {
		comparator = rows[len(rows)-1].Value
	}
	for _, arm := range r.Arms {
		rows := adoptionOf(r, arm.Name)
		if len(rows) == 0 {
			continue
		}
		first, last := rows[0], rows[len(rows)-1]
		text := fmt.Sprintf("%s at first and %s after %s years under %s", schemesWords(first.Value), schemesWords(last.Value),
			results.FormatFloat(last.Year), named(arm))
		switch {
		case arm.Comparator:
			text += ", the comparator"
		case hasInterval(last.Value) && overlapping(last.Value, comparator):
			text += " (not clearly different from the comparator)"
		}
		parts = append(parts, text)
	}
	return sentence(fmt.Sprintf("Of %s force areas, the number that run a scheme is %s; %s replications; intervals: %s", Count(float64(len(r.Country.Places))),
		strings.Join(parts, "; "), Count(float64(r.Summary.Replications)), intervalWords(r)))
}

func adoptionTable(r *results.Run) [][]string { return yearTable(r.Country.Adoption) }
