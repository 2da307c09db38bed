package cli

import (
	"fmt"
	"strings"

	"diversim/model/evidence"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
)

// places says what a run over force areas says of them: what the same money does
// in few and in many, how unequal they are beside the mean of all, which fare
// worse, and what changes over the years.
func (r *report) places() {
	if r.run.Country == nil {
		return
	}
	r.section("By place")
	r.byMoney()
	r.inequality()
	r.residence()
	r.madeWorse()
	r.lottery()
	r.adoption()
	r.years()
}

// where names the force areas of the scenario, or counts them.
func where(forces []string) string {
	const mostNames = 5
	switch n := len(forces); {
	case n == len(evidence.Forces()):
		return fmt.Sprintf("all %d force areas", n)
	case n > mostNames:
		return fmt.Sprintf("%d force areas", n)
	case n > 1:
		return fmt.Sprintf("%d force areas, %s", n, results.Listed(forces))
	}
	return results.Listed(forces)
}

// rows are those of one measure under one arm, by place.
func (r *report) rows(arm, measure string) []results.PlaceRow {
	var rows []results.PlaceRow
	for _, row := range r.run.Country.Rows {
		if row.Arm == arm && row.Measure == measure {
			rows = append(rows, row)
		}
	}
	return rows
}

// running is how many places have a scheme at the end under an arm.
func (r *report) running(arm string) results.Number {
	sum := results.Number(0)
	for _, row := range r.rows(arm, results.Coverage) {
		sum += row.Runs
	}
	return sum
}

// areas counts force areas, with a decimal where replications differ.
func areas(n results.Number) string {
	if text := amount(float64(n), 1); !strings.HasSuffix(text, ".0") {
		return text
	}
	return amount(float64(n), 0)
}

// byMoney compares what arms do with their money, those of the same money together.
func (r *report) byMoney() {
	var sums []string
	done := map[string][]string{}
	for _, a := range r.run.Arms {
		b, spends := r.run.Summary.Budget[a.Name]
		if !spends || b.BudgetGBP == 0 {
			continue
		}
		sum := millions(b.PlannedPerPersonGBP * r.contacts())
		if done[sum] == nil {
			sums = append(sums, sum)
		}
		done[sum] = append(done[sum], fmt.Sprintf("%s of people under %q (%s with a scheme%s)",
			percent(r.run.Summary.Arms[a.Name]["completion"].Mean, 1), a.Label, areas(r.running(a.Name)), r.gini(a.Name, "completion")))
	}
	if len(sums) == 0 {
		return
	}
	yearly := "a year"
	if r.s.Intake.Years() > 1 {
		yearly += " on average"
	}
	var parts []string
	for k, sum := range sums {
		same := ""
		if len(done[sum]) > 1 {
			same = "the same "
		}
		if k == 0 && same != "" {
			same = "The same "
		}
		parts = append(parts, fmt.Sprintf("%s%s %s brings a completed course to %s", same, sum, yearly, results.Listed(done[sum])))
	}
	r.claim(results.Comparative, "%s. In brackets: force areas that run a scheme at the end. The money is that of all %s recorded contacts of a year, of which "+
		"the run has a sample.", strings.Join(parts, "; "), figure.Count(r.contacts()))
}

// contacts is what is recorded in a year where the run takes place.
func (r *report) contacts() float64 {
	sum := 0
	for _, force := range r.s.Forces {
		sum += r.s.Area(force).Contacts
	}
	return float64(sum)
}

// millions writes a sum of money for a sentence.
func millions(pounds float64) string {
	const million = 1e6
	if pounds < million/10 {
		return figure.Pounds(pounds)
	}
	return "£" + amount(pounds/million, 1) + "m"
}

// gini is the index of a measure as a sentence ends with it, "" where there is none.
func (r *report) gini(arm, measure string) string {
	e := r.run.Summary.Inequality[arm][measure].Estimates["gini"]
	switch {
	case r.run.Summary.Inequality == nil || !e.Mean.Known():
		return ""
	case !e.Low.Known():
		return "; Gini " + amount(float64(e.Mean), 2)
	}
	return fmt.Sprintf("; Gini %s, 95%%: %s to %s", amount(float64(e.Mean), 2), amount(float64(e.Low), 2), amount(float64(e.High), 2))
}

// unequal is one line of the table of inequality.
type unequal struct {
	title, arm      string
	unit            unit
	lowest, highest results.Number
	results.Inequality
}

// unequalMeasures are those of the table, in its order.
var unequalMeasures = []struct {
	name, title string
	unit        unit
}{
	{"completion", "Completed the course (%)", unitOf("proportion")},
	{results.Coverage, "Diverted, by where people are found (%)", unitOf("proportion")},
	{results.CoverageByResidence, "Diverted, by where people live (%)", unitOf("proportion")},
	{"reoffending_12m_proven", "Reoffending in 12 months, proven (%)", unitOf("proportion")},
	{results.ChargeShare, "Charged (%)", unitOf("proportion")},
	{results.SpendPerContact, "Spent by the scheme per contact (£)", unit{"£", "£", 1, 2}},
}

// inequality sets the mean of all places beside how they differ.
func (r *report) inequality() {
	if len(r.run.Summary.Inequality) == 0 {
		return
	}
	r.say("")
	r.claim(results.Comparative, "How force areas differ, beside the mean of all: neither says much without the other. Each counts by its contacts. Lowest "+
		"and highest: force areas at their means over replications. The rest is worked out in each replication, and so contains what "+
		"chance makes of small areas; the last column does not: the standard deviation between force areas, chance taken off. P90/P10: "+
		"the area above nine tenths of contacts over that above one tenth. Gini, Theil: 0 where all are equal. Between: the part of Theil "+
		"between areas with a scheme and areas without. –: not defined, as where some have nothing.")
	r.say("")
	var lines []unequal
	for _, m := range unequalMeasures {
		for _, a := range r.run.Arms {
			line := unequal{
				title: m.title, arm: a.Label, unit: m.unit, lowest: results.Absent(), highest: results.Absent(),
				Inequality: r.run.Summary.Inequality[a.Name][m.name],
			}
			for _, row := range r.rows(a.Name, m.name) {
				if x := row.Value.Mean; x.Known() {
					line.lowest, line.highest = lesser(line.lowest, x), -lesser(-line.highest, -x)
				}
			}
			lines = append(lines, line)
		}
	}
	if r.err == nil {
		r.err = unequalTable.print(r.w, lines)
	}
}

// lesser is the less of two numbers, the second where there is no first.
func lesser(a, b results.Number) results.Number {
	if a.Known() {
		return min(a, b)
	}
	return b
}

var unequalTable = layout[unequal]{
	headOnce: true,
	group:    func(u unequal) string { return u.title },
	columns: []column[unequal]{
		{heading: "", width: 30, text: func(u unequal) string { return "  " + u.arm }},
		{heading: "mean", width: 6, number: true, text: func(u unequal) string { return u.unit.amount(u.Mean) }},
		{heading: "lowest to highest", width: 17, number: true, text: func(u unequal) string {
			return u.unit.interval(results.Estimate{Low: u.lowest, High: u.highest})
		}},
		{heading: "P90/P10", width: 7, number: true, text: func(u unequal) string { return amount(float64(u.P90P10), 2) }},
		{heading: "Gini", width: 5, number: true, text: func(u unequal) string { return amount(float64(u.Gini), 3) }},
		{heading: "Theil", width: 5, number: true, text: func(u unequal) string { return amount(float64(u.Theil), 3) }},
		{heading: "between", width: 7, number: true, text: func(u unequal) string {
			if u.Theil == 0 {
				return absent
			}
			return percent(u.TheilBetween/u.Theil, 0)
		}},
		{heading: "SD", width: 5, number: true, text: func(u unequal) string { return u.unit.amount(u.BetweenSD) }},
	},
}

// residence sets coverage by where people live beside that by where they are found.
func (r *report) residence() {
	var parts []string
	for _, a := range r.run.Arms {
		all := r.run.Summary.Inequality[a.Name]
		found, live := all[results.Coverage], all[results.CoverageByResidence]
		if found.Gini.Known() && live.Gini.Known() {
			parts = append(parts, fmt.Sprintf("%s by residence and %s by place of contact under %q",
				amount(float64(live.Gini), 3), amount(float64(found.Gini), 3), a.Label))
		}
	}
	if len(parts) == 0 {
		return
	}
	r.say("")
	r.claim(results.Comparative, "A scheme is offered where people are found, which is not always where they live. The Gini of being diverted: %s.",
		strings.Join(parts, "; "))
}
