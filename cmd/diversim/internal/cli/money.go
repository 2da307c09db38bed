package cli

import (
	"fmt"
	"slices"
	"strings"

	"diversim/model"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
)

// armBudget is the money of one arm.
type armBudget struct {
	arm results.Arm
	results.Budget
}

// moneyColumns is how many arms stand side by side.
const moneyColumns = 3

// money follows the budget of every arm that spends one.
func (r *report) money() {
	var all []armBudget
	for _, a := range r.run.Arms {
		if b, spends := r.run.Summary.Budget[a.Name]; spends {
			all = append(all, armBudget{a, b})
		}
	}
	if len(all) == 0 {
		return
	}
	r.section("The programme's money, and how far it goes")
	text := "Means over replications; every offer of the scheme counts, in as many years as it runs, so that a person offered twice counts twice. " +
		"Turned away: for want of money or of a place."
	if slices.ContainsFunc(all, func(b armBudget) bool { return r.overspends(b) }) {
		text += " Where more is spent than there is, offers go on without money: the scenario says so (programme.budget_policy)."
	}
	r.prose("%s", text)
	lines := r.moneyLines(all)
	for len(all) > 0 {
		n := min(moneyColumns, len(all))
		r.say("")
		if r.err == nil {
			r.err = moneyTable(all[:n]).print(r.w, lines)
		}
		all = all[n:]
	}
}

// overspends says whether an arm may and does spend more than the money there is for its
// people over the years in which they come.
func (r *report) overspends(b armBudget) bool {
	s := &r.run.Summary
	policy, _ := r.s.Registry(b.arm.Name).Lookup("programme.budget_policy")
	return policy.Current.String() == model.PolicyOverspend && float64(b.SpentGBP) > b.PlannedPerPersonGBP*float64(s.People)*float64(max(1, s.IntakeYears))
}

// moneyLine is one row of the table of money.
type moneyLine struct {
	heading string
	text    func(b results.Budget) string
}

// moneyTable has the arms in columns.
func moneyTable(all []armBudget) layout[moneyLine] {
	l := layout[moneyLine]{columns: []column[moneyLine]{
		{heading: "", width: 28, text: func(m moneyLine) string { return m.heading }},
	}}
	for _, b := range all {
		l.columns = append(l.columns, column[moneyLine]{
			heading: wrapped(b.arm.Label, "", 21), width: 22, number: true,
			text: func(m moneyLine) string { return m.text(b.Budget) },
		})
	}
	return l
}

// moneyLines begin with the budget. Over several years it is of one, beside what
// all of them spend; a cohort of another size than is planned for has it in
// proportion, without which the spending would not be of it.
func (r *report) moneyLines(all []armBudget) []moneyLine {
	budget, planned, spent := "Budget", "Planned people", "Spent"
	if years := r.run.Summary.IntakeYears; years > 1 {
		budget, planned, spent = "Budget a year", "Planned people a year", fmt.Sprintf("Spent in all %d years", years)
	}
	people := float64(r.run.Summary.People)
	lines := []moneyLine{{budget, func(b results.Budget) string { return figure.Pounds(b.BudgetGBP) }}}
	if slices.ContainsFunc(all, func(b armBudget) bool { return b.PlannedPeople != people }) {
		lines = append(lines, moneyLine{"  for this cohort", func(b results.Budget) string {
			return figure.Pounds(b.PlannedPerPersonGBP * people)
		}})
	}
	return append(append(lines,
		moneyLine{planned, func(b results.Budget) string { return figure.Count(b.PlannedPeople) }},
		moneyLine{"Planned per person", func(b results.Budget) string { return pence(results.Number(b.PlannedPerPersonGBP)) }},
		moneyLine{spent, func(b results.Budget) string { return figure.Pounds(float64(b.SpentGBP)) }},
	), peopleLines...)
}

var peopleLines = []moneyLine{
	{"", func(results.Budget) string { return "" }},
	{"People eligible", stage("eligible", func(p results.FunnelCounts) results.Number { return p.Eligible })},
	{"  offered", stage("offered", func(p results.FunnelCounts) results.Number { return p.Offered })},
	{"  accepted", stage("accepted", func(p results.FunnelCounts) results.Number { return p.Accepted })},
	{"  attended", stage("attended", func(p results.FunnelCounts) results.Number { return p.Attended })},
	{"  completed", stage("completed", func(p results.FunnelCounts) results.Number { return p.Completed })},
	{"  turned away", func(b results.Budget) string { return figure.Count(float64(b.TurnedAway)) }},
	{"", func(results.Budget) string { return "" }},
	{"Spent per person offered", func(b results.Budget) string { return pence(b.PerPersonGBP.Offered) }},
	{"  accepted", func(b results.Budget) string { return pence(b.PerPersonGBP.Accepted) }},
	{"  attended", func(b results.Budget) string { return pence(b.PerPersonGBP.Attended) }},
	{"  completed", func(b results.Budget) string { return pence(b.PerPersonGBP.Completed) }},
	{"", func(results.Budget) string { return "" }},
	{"Contacts per acceptance", func(b results.Budget) string { return amount(float64(b.ContactsPerAccepted), 1) }},
	{"Wait for first appointment", func(b results.Budget) string { return days(b.MeanWaitDays) }},
	{"Replications out of money", func(b results.Budget) string { return percent(b.ExhaustedShare, 0) }},
}

// stage is the people who reached a stage, with the interval where it is known.
func stage(key string, count func(results.FunnelCounts) results.Number) func(results.Budget) string {
	return func(b results.Budget) string {
		text := figure.Count(float64(count(b.People)))
		e, known := b.PeopleEstimates[key]
		if !known || !e.Low.Known() || e.Low == e.High {
			return text
		}
		return strings.Join([]string{text, " (", figure.Count(float64(e.Low)), " to ", figure.Count(float64(e.High)), ")"}, "")
	}
}
