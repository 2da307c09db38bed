package cli

import (
	"fmt"
	"strings"

	"diversim/model/evidence"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
)

// adoption says how many schemes there are at the start and at the end, where that
// changes.
func (r *report) adoption() {
	for _, a := range r.run.Arms {
		var own []results.YearRow
		for _, row := range r.run.Country.Adoption {
			if row.Arm == a.Name {
				own = append(own, row)
			}
		}
		if len(own) == 0 {
			continue
		}
		start, end := own[0].Value.Mean, own[len(own)-1].Value
		most := own[0]
		for _, row := range own {
			if row.Value.Mean > most.Value.Mean {
				most = row
			}
		}
		if most.Value.Mean == start && end.Mean == start {
			continue
		}
		text := fmt.Sprintf("Under %q %s of the country's %d force areas run a scheme at the start and %s at the end", a.Label,
			areas(start), len(evidence.Forces()), numberOfAreas(end))
		if most.Value.Mean > end.Mean {
			text += fmt.Sprintf(", with most after %s: %s", years(most.Year), areas(most.Value.Mean))
		}
		r.say("")
		r.claim(results.Descriptive, "%s.", text)
		if null := r.run.Summary.Places[a.Name].SpreadNull; null.Known() {
			r.claim(results.Causal, "Of the schemes that forces take up there, %s have an effect of their own that is nil or harmful.", percent(null, 0))
		}
	}
}

// armYear is one year under one arm: quantities by name.
type armYear struct {
	arm  string
	year float64
	of   map[string]results.Number
}

// years tells a run of several years year by year.
func (r *report) years() {
	if r.s.Intake.Years() <= 1 {
		return
	}
	var lines []armYear
	for _, row := range r.run.Country.Years {
		arm := r.label(row.Arm)
		if n := len(lines); n == 0 || lines[n-1].arm != arm || lines[n-1].year != row.Year {
			lines = append(lines, armYear{arm, row.Year, map[string]results.Number{}})
		}
		lines[len(lines)-1].of[row.Quantity] = row.Value.Mean
	}
	r.say("")
	r.prose("Year by year, in the simulated people of all force areas together; new: not found before. Spent: pounds of the scheme. Wait: " +
		"days from the offer to the first appointment, of those who attend. [descriptive]")
	r.say("")
	if r.err == nil {
		r.err = yearTable.print(r.w, lines)
	}
	r.offersEnd()
}

// offersEnd says which arms stop making offers before people stop coming.
func (r *report) offersEnd() {
	var early []string
	for _, a := range r.run.Arms {
		_, spends := r.run.Summary.Budget[a.Name]
		if offers := float64(r.s.Params(a.Name).Programme.Years); spends && offers < r.s.Intake.Years() {
			early = append(early, fmt.Sprintf("%q after %s", a.Label, years(offers)))
		}
	}
	if len(early) > 0 {
		r.say("")
		r.claim(results.Descriptive, "Offers end before people stop coming (programme.years): %s.", strings.Join(early, ", "))
	}
}

var yearTable = layout[armYear]{
	headOnce: true,
	group:    func(y armYear) string { return y.arm },
	columns: []column[armYear]{
		{heading: "year", width: 6, number: true, text: func(y armYear) string { return amount(y.year, 0) }},
		counted("contacts", results.YearContacts),
		counted("new", results.YearNew),
		counted("schemes", results.YearSchemes),
		counted("offers", results.YearOffers),
		counted("completed", results.YearCompleted),
		{heading: "spent", width: 10, number: true, text: func(y armYear) string { return figure.Pounds(float64(y.of[results.YearSpend])) }},
		{heading: "wait", width: 6, number: true, text: func(y armYear) string { return amount(float64(y.of[results.YearWait]), 1) }},
	},
}

// counted is a column of a quantity that is counted.
func counted(heading, quantity string) column[armYear] {
	return column[armYear]{heading: heading, width: 10, number: true, text: func(y armYear) string {
		return figure.Count(float64(y.of[quantity]))
	}}
}
