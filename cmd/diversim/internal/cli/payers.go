package cli

import (
	"slices"
	"strings"

	"diversim/model/ledger"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
)

// saving is one row of the table of who pays and who saves.
type saving struct {
	name    string
	columns map[string]results.Estimate
}

// payers shows who pays and who saves under the arm the scenario is about, cash
// and freed capacity apart.
func (r *report) payers() {
	arm, found := r.subject()
	e, compared := r.run.Summary.Economics[arm.Name]
	if !found || !compared || !e.Costs[ledger.ByPublic.String()][ledger.Average.String()].Mean.Known() {
		return
	}
	r.section("Who pays and who saves")
	r.prose("%s against %q, pounds per person of the cohort over follow-up, at %s prices, discounted at %s a year from the index contact. "+
		"A minus is a saving. Released: %s of a saving in staff and buildings, within a year. Cashable: %s of it, which can be taken out of a budget; "+
		"what is paid by the piece counts in full, what victims are spared is nobody's cash.",
		arm.Label, r.label(r.run.Summary.Comparator), e.PriceYear, percent(results.Number(e.DiscountCosts), 1),
		percent(results.Number(e.MarginalShare), 0), percent(results.Number(e.CashableShare), 0))
	if e.Displaced.Mean != 0 {
		r.prose("What others commit instead of the offences prevented (offending.displacement) is in here, and not in the costs of the arms by themselves.")
	}
	if slices.ContainsFunc(r.run.Summary.Warnings, func(w results.Warning) bool { return w.Code == study.CountsAreOut }) {
		r.prose("Money follows how often people reoffend, which is not what is published: see %s below.", study.CountsAreOut)
	}
	r.say("")
	if r.err == nil {
		r.err = savingsTable.print(r.w, savings(e))
	}
	r.say("")
	r.claim(results.Causal, "%s", breakEven(e))
	r.worth(arm, e)
}

// savings are the payers for whom anything changes, and then the sums.
func savings(e results.Economics) []saving {
	var rows []saving
	for payer := range ledger.Payers {
		name := ledger.Payer(payer).String()
		if e.Payers[name][ledger.Average.String()].Mean != 0 {
			rows = append(rows, saving{capital(name), e.Payers[name]})
		}
	}
	for _, sum := range []struct {
		view ledger.Perspective
		name string
	}{
		{ledger.ByJustice, "All criminal justice"},
		{ledger.ByPublic, "Public purse"},
		{ledger.ByExchequer, "Exchequer, less fines"},
		{ledger.BySociety, "Society"},
	} {
		rows = append(rows, saving{sum.name, e.Costs[sum.view.String()]})
	}
	return rows
}

func capital(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

var savingsTable = layout[saving]{columns: []column[saving]{
	{heading: "", width: 24, text: func(s saving) string { return s.name }},
	{heading: "average cost", width: 14, number: true, text: func(s saving) string { return pence(s.columns[ledger.Average.String()].Mean) }},
	{heading: "95%", width: 28, number: true, text: func(s saving) string {
		average := s.columns[ledger.Average.String()]
		if !average.Low.Known() {
			return ""
		}
		return pence(average.Low) + " to " + pence(average.High)
	}},
	{heading: "released", width: 14, number: true, text: func(s saving) string { return pence(s.columns[ledger.Marginal.String()].Mean) }},
	{heading: "cashable", width: 14, number: true, text: func(s saving) string { return pence(s.columns[ledger.Cashable.String()].Mean) }},
}}

// breakEven says what it would be worth paying.
func breakEven(e results.Economics) string {
	b := e.BreakEven
	benefit := b.BenefitPerAccepted[ledger.ByPublic.String()]
	if !b.SpentPerAcceptedGBP.Known() || !benefit[ledger.Average.String()].Mean.Known() {
		return "Nobody accepts, so that nothing is worth paying for each who does."
	}
	at := func(c ledger.Column) string { return study.PoundsWithin(benefit[c.String()]) }
	society := b.BenefitPerAccepted[ledger.BySociety.String()][ledger.Average.String()]
	open := ""
	for _, price := range []results.Estimate{
		benefit[ledger.Average.String()], benefit[ledger.Marginal.String()], benefit[ledger.Cashable.String()], society,
	} {
		if !price.OneSign() {
			open = " Where an interval has £0 in it or a number has a ~, whether any price is worth paying is open."
		}
	}
	return "The break-even cost, the most it is worth paying for each person who accepts, is to the public purse " + at(ledger.Average) +
		" at average cost, " + at(ledger.Marginal) + " by what is released and " + at(ledger.Cashable) + " in cash, and to society " +
		study.PoundsWithin(society) + "." + open + " " + pence(results.Number(b.PlannedPerPersonGBP)) + " were planned for each person hoped for; " +
		pence(b.SpentPerAcceptedGBP) + " are spent on each who accepts."
}
