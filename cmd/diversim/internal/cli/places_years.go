package cli

import (
	"fmt"
	"strings"

	"diversim/model/evidence"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
)

// adopted is how the number of schemes changes under one arm.
type adopted struct {
	arm        results.Arm
	start, end results.Estimate
	most       results.YearRow // the month in which it is largest, the first of equal ones
}

// adoption says how many schemes there are at the start and at the end, where that
// changes.
func (r *report) adoption() {
	var changing []adopted
	for _, arm := range r.run.Arms {
		a, changes := adopted{arm: arm}, false
		for _, row := range r.run.Country.Adoption {
			if row.Arm != arm.Name {
				continue
			}
			if row.Year == 0 {
				a.start, a.most = row.Value, row
			}
			if row.Value.Mean > a.most.Value.Mean {
				a.most = row
			}
			a.end = row.Value
			changes = changes || row.Value.Mean != a.start.Mean
		}
		if changes {
			changing = append(changing, a)
		}
	}
	if len(changing) == 0 {
		return
	}
	r.say("")
	r.prose("Force areas of the country, of %d, that run a scheme.", len(evidence.Forces()))
	r.say("")
	if r.err == nil {
		r.err = r.adoptionTable().print(r.w, changing)
	}
	r.say("")
	r.claim(results.Causal, "Nil or harmful: of the schemes taken up in the course of the run, the share whose own effect, as drawn for the force, "+
		"leaves offending where it was or raises it.")
}

func (r *report) adoptionTable() layout[adopted] {
	return layout[adopted]{columns: []column[adopted]{
		{heading: "", width: 30, text: func(a adopted) string { return a.arm.Label }},
		{heading: "at the start", width: 12, number: true, text: func(a adopted) string { return areas(a.start.Mean) }},
		{heading: "at the end", width: 16, number: true, text: func(a adopted) string { return numberOfAreas(a.end) }},
		{heading: "most", width: 4, number: true, text: func(a adopted) string { return areas(a.most.Value.Mean) }},
		{heading: "after years", width: 11, number: true, text: func(a adopted) string { return amount(a.most.Year, 1) }},
		{heading: "nil or harmful", width: 14, number: true, text: func(a adopted) string {
			if made, compared := r.run.Summary.Places[a.arm.Name]; compared {
				return percent(made.SpreadNull, 0)
			}
			return absent
		}},
	}}
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
	r.claim(results.Descriptive, "Year by year, in the simulated people of all force areas together. New: not found before. Schemes: at the end of the year. Wait: "+
		"days from the offer to the first appointment, of those who attend.")
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
