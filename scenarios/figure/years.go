package figure

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

// quantity is one panel of figure 10, and how the sentence speaks of it.
type quantity struct {
	key, heading, unit, words string
	money                     bool
}

var quantities = []quantity{
	{results.YearContacts, "Possession contacts", "contacts a year", "possession contacts", false},
	{results.YearNew, "Contacts of people not seen before", "people a year", "people not seen before", false},
	{results.YearInCourse, "People on a course", "mean number at a time", "people on a course", false},
	{results.YearWait, "Wait for the first appointment", "days from the offer, mean", "days of wait", false},
	{results.YearSpend, "Spending of the scheme", "a year", "spent", true},
	{results.YearTurnedAway, "Turned away", "eligible people a year, no money or no place", "people turned away", false},
	{results.YearBroke, "Force areas out of money", "force areas a year", "force areas whose money runs out in the year", false},
	{results.YearBrokeDay, "The day the money runs out", "day of the year, mean of these force areas", "the day of the year on which it does", false},
}

const (
	yearsTitle = "Contacts, caseload, waiting and money, year by year"
	yearsAxes  = 118 // height of the axes of a panel
	yearsApart = 14  // between two rows of panels
	yearsAside = 24  // between two columns
)

// overYears says whether a run over force areas goes on for two years or more.
func overYears(r *results.Run) bool {
	if !overPlaces(r) {
		return false
	}
	first, last := yearEnds(r.Country.Years)
	return last > first
}

func yearEnds(rows []results.YearRow) (first, last float64) {
	first, last = math.Inf(1), math.Inf(-1)
	for _, row := range rows {
		first, last = min(first, row.Year), max(last, row.Year)
	}
	return first, last
}

// series are the years of a quantity under each arm that has it, and has it not
// always at nought.
func series(r *results.Run, quantity string) map[string][]results.YearRow {
	found := map[string][]results.YearRow{}
	for _, a := range r.Arms {
		if !a.Diverts && !a.Comparator {
			continue
		}
		rows := overTime(r.Country.Years, a.Name, quantity)
		if slices.ContainsFunc(rows, func(row results.YearRow) bool { return row.Value.Mean != 0 }) {
			found[a.Name] = rows
		}
	}
	return found
}

func yearsReason(r *results.Run) string {
	if len(divertingArms(r)) == 0 {
		return noScheme
	}
	for _, q := range quantities {
		if len(series(r, q.key)) > 0 {
			return ""
		}
	}
	return "Nothing was counted in any year: there are no contacts."
}

func yearsSubtitle(r *results.Run) string {
	return fmt.Sprintf("All force areas together, in each year since the start: means over replications. %s, with money in proportion; comparator: %s. Bands: %s.",
		sentenceCase(cohortWords(r)), comparatorNamed(r), intervalWords(r))
}

func yearsNote(r *results.Run) string {
	note := "Each vertical axis starts at zero and has a unit of its own. An arm has no line where it has nothing in any year, " +
		"and no dot in a year without people who wait, or without a force area whose money runs out. " + bandsNote(r)
	var nought []string
	for _, q := range quantities {
		if len(series(r, q.key)) == 0 {
			nought = append(nought, results.InSentence(q.heading))
		}
	}
	if len(nought) > 0 {
		note += "Nothing in any year, and no panel: " + results.Listed(nought) + ". "
	}
	return note + fullNames(r) + bracketNotes(r)
}

func drawYears(r *results.Run) *Drawing {
	if reason := yearsReason(r); reason != "" {
		return nothing(yearsTitle, yearsSubtitle(r), reason)
	}
	shown := slices.DeleteFunc(slices.Clone(quantities), func(q quantity) bool { return len(series(r, q.key)) == 0 })
	const each = overAxes + yearsAxes + underAxis + yearsApart
	rows := (len(shown) + 1) / 2
	return page{
		title: yearsTitle, subtitle: yearsSubtitle(r), note: yearsNote(r),
		height: each*vg.Length(rows) - yearsApart,
		body: func(p *pen, a area) {
			width := (a.width() - yearsAside) / 2
			for i, q := range shown {
				left := a.left + vg.Length(i%2)*(width+yearsAside)
				top := a.top - vg.Length(i/2)*each
				drawYearPanel(p, r, q, area{left, top - each + yearsApart, left + width, top})
			}
		},
	}.drawing()
}

// drawYearPanel draws one quantity under every arm that has it.
func drawYearPanel(p *pen, r *results.Run, q quantity, a area) {
	rows := series(r, q.key)
	y, unit := yearAxis(rows, q)
	longest := vg.Length(0)
	for _, arm := range r.Arms {
		if len(rows[arm.Name]) > 0 {
			longest = max(longest, p.width(bodyWords.strong(), armName(p, arm)))
		}
	}
	first, last := yearEnds(r.Country.Years)
	pl := &panel{pen: p, x: yearTicks(first, last), y: y}
	pl.within(a, true, longest+14)
	pl.frame(q.heading, unit, "year since the start")
	lines := strokes(r)
	for _, name := range bandedArms(r) {
		xs, _, low, high := bandOf(rows[name])
		pl.band(lines[name], xs, low, high)
	}
	var labels []label
	for _, arm := range r.Arms {
		if len(rows[arm.Name]) == 0 {
			continue
		}
		xs, means, _, _ := bandOf(rows[arm.Name])
		pl.curve(lines[arm.Name], xs, means)
		for i := range xs {
			p.dot(lines[arm.Name].colour, pl.at(xs[i], means[i]), false)
		}
		end := pl.at(xs[len(xs)-1], means[len(means)-1])
		labels = append(labels, label{end, []string{armName(p, arm)}, lines[arm.Name]})
	}
	placeLabels(p, labels, a.right-longest, pl.bottom-2, pl.top+6)
}

// yearAxis covers everything that is drawn from zero up, in thousands or
// millions where numbers would be long, and is named by its unit.
func yearAxis(rows map[string][]results.YearRow, q quantity) (y axis, unit string) {
	highest := 0.0
	for _, series := range rows {
		for _, row := range series {
			highest = max(highest, known(row.Value.Mean), known(row.Value.High))
		}
	}
	by, prefix := 1.0, ""
	switch {
	case highest >= 2e6:
		by, prefix = 1e6, "millions"
	case highest >= 20_000:
		by, prefix = 1e3, "thousands"
	}
	unit = q.unit
	if q.money {
		unit = "pounds " + unit
	}
	if prefix != "" {
		unit = prefix + " of " + unit
	}
	s := step(highest, 4)
	digits := int(max(0, math.Ceil(-math.Log10(s/by)-1e-9)))
	return wholeAxis(0, highest, 4, func(v float64) string { return decimal(v/by, digits) }), unit
}

// yearTicks are whole years, few enough to be read.
func yearTicks(first, last float64) axis {
	x := axis{min: first, max: last}
	s := max(1, step(last-first, 8))
	for v := math.Ceil(first/s-1e-9) * s; v <= last; v += s {
		x.ticks = append(x.ticks, tick{v, decimal(v, 0)})
	}
	return x
}

// yearsSentence gives the last year of each quantity beside the first, under the
// comparator and the first and the last arm that divert.
func yearsSentence(r *results.Run) string {
	if reason := yearsReason(r); reason != "" {
		return reason
	}
	text := "For all force areas together"
	spoken := append([]results.Arm{armNamed(r, r.Summary.Comparator)}, endArms(r)...)
	for _, q := range quantities {
		rows := series(r, q.key)
		var parts []string
		for _, arm := range spoken {
			if n := len(rows[arm.Name]); n > 0 {
				parts = append(parts, changeWords(arm, q, rows[arm.Name][0], rows[arm.Name][n-1]))
			}
		}
		if len(parts) > 0 {
			text += "; " + q.words + ": " + results.Listed(parts)
		}
	}
	if len(spoken) < len(r.Arms) {
		text += "; the other arms are in the CSV file"
	}
	return sentence(text + fmt.Sprintf("; the comparator is %s; %s, with money in proportion; intervals: %s", comparatorNamed(r),
		cohortWords(r), intervalWords(r)))
}

// changeWords says from what to what a quantity goes, and where the two
// intervals are not apart.
func changeWords(arm results.Arm, q quantity, first, last results.YearRow) string {
	format := amount
	if q.money {
		format = Pounds
	}
	from, to := format(float64(first.Value.Mean)), format(float64(last.Value.Mean))
	if span(last.Value) > 0 {
		to += betweenWords(last.Value, format)
	}
	under := " under " + named(arm)
	switch {
	case last.Year == first.Year:
		return to + " in year " + decimal(last.Year, 0) + under
	case span(first.Value) == 0 && first.Value == last.Value:
		return from + " in the first year and in the last" + under
	}
	text := fmt.Sprintf("from %s in year %s to %s in year %s%s", from, decimal(first.Year, 0), to, decimal(last.Year, 0), under)
	if hasInterval(first.Value) && overlapping(first.Value, last.Value) {
		text += " (not clearly different)"
	}
	return text
}

// amount writes a number of people, places or days, small ones with a decimal.
func amount(v float64) string {
	if v < 20 {
		return results.FormatFloat(math.Round(10*v) / 10)
	}
	return Count(v)
}

func yearsTable(r *results.Run) [][]string { return yearTable(r.Country.Years) }
