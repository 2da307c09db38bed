package cli

import (
	"fmt"
	"math"
	"strings"

	"diversim/model/outcome"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
	"diversim/scenarios/threshold"
)

// thresholds prints the answers.
func (p *program) thresholds(f *thresholdFlags, all []threshold.Row) error {
	r := rows[threshold.Row]{w: p.stdout, form: *f.form, fields: thresholdFields, table: thresholdTable}
	if *f.form == formatTable {
		if _, err := fmt.Fprintln(p.stdout, paragraph(f.preamble(), "")+"\n"); err != nil {
			return err
		}
	}
	return r.all(all)
}

// preamble says what the table is about.
func (f *thresholdFlags) preamble() string {
	a := &f.ask
	m, _ := outcome.Named(a.Target.Measure)
	of := "everybody found in possession"
	if a.Target.Completed {
		of = "the people who complete"
	}
	inputs := "Inputs at their stated values: chance alone"
	if f.asks("T1") {
		inputs += ", but for the row of T1 that draws them"
	}
	return fmt.Sprintf("%s: at least %s of %s (cohorts of %s), by %q (%s), with an assurance of %s; the arm %q against %q. %s. "+
		"Chances are of observing the target: at the answer or, where there is none, at the end of the search; under the arm as it is; and under the comparator. "+
		"In brackets: 95%% for the Monte Carlo error of the cohorts (%s at most, seed %d).",
		a.Scenario.Name, shareText(a.Target.AtLeast), of, figure.Count(float64(a.Scenario.People)), results.InSentence(m.Label), a.Target.Measure,
		shareText(a.Target.Assurance), a.Arm, a.Scenario.Comparator, inputs, figure.Count(float64(a.Options.Most())), a.Options.Seed)
}

var thresholdFields = []field[threshold.Row]{
	{"arm", func(r threshold.Row) any { return r.Arm }},
	{"question", func(r threshold.Row) any { return r.Question }},
	{"words", func(r threshold.Row) any { return r.Words }},
	{"belief", func(r threshold.Row) any { return r.World }},
	{"method", func(r threshold.Row) any { return r.Method }},
	{"measure", func(r threshold.Row) any { return r.Measure }},
	{"vary", func(r threshold.Row) any { return r.Vary }},
	{"target", func(r threshold.Row) any { return r.Target }},
	{"assurance", func(r threshold.Row) any { return r.Assurance }},
	{"answer", func(r threshold.Row) any { return r.Answer }},
	{"low", func(r threshold.Row) any { return r.Low }},
	{"high", func(r threshold.Row) any { return r.High }},
	{"unit", func(r threshold.Row) any { return r.Unit }},
	{"verdict", func(r threshold.Row) any { return string(r.Verdict) }},
	{"probability", func(r threshold.Row) any { return r.Probability }},
	{"probability_as_stated", func(r threshold.Row) any { return r.AsStated }},
	{"probability_comparator", func(r threshold.Row) any { return r.Comparator }},
	{"mc_se", func(r threshold.Row) any { return r.MCSE }},
	{"interval", func(r threshold.Row) any { return r.Interval }},
	{"tolerance", func(r threshold.Row) any { return r.Tolerance }},
	{"replications", func(r threshold.Row) any { return r.Replications }},
	{"note", func(r threshold.Row) any { return r.Note }},
}

var thresholdTable = layout[threshold.Row]{
	spaced: true,
	group:  func(r threshold.Row) string { return r.Question + "  " + r.Words },
	columns: []column[threshold.Row]{
		{heading: "in which world, by what method", width: 40, text: func(r threshold.Row) string {
			text := r.World + ", " + r.Method
			if r.Question == "T2" || r.Question == "T7" {
				text = r.Arm + ", " + r.Method
			}
			if r.Note != "" {
				text += "\n  " + wrapped(r.Note, "  ", 38)
			}
			return wrapLines(text, 40)
		}},
		{heading: "answer", width: 25, text: func(r threshold.Row) string { return answerText(r) }},
		{heading: "chance", width: 7, number: true, text: func(r threshold.Row) string { return chanceText(r.Probability) }},
		{heading: "as it is", width: 8, number: true, text: func(r threshold.Row) string { return chanceText(r.AsStated) }},
		{heading: "comparator", width: 10, number: true, text: func(r threshold.Row) string { return chanceText(r.Comparator) }},
	},
}

// answerText is a number between its ends, and the verdict where that says more.
func answerText(r threshold.Row) string {
	text := string(r.Verdict)
	if math.IsNaN(r.Answer) {
		return text
	}
	value := func(x float64) string { return answerIn(x, r.Unit) }
	end := func(x float64) string { return strings.TrimSuffix(value(x), " "+r.Unit) }
	if r.Verdict == threshold.Feasible || r.Verdict == threshold.Found {
		text = value(r.Answer)
	} else {
		text += ": " + value(r.Answer)
	}
	switch {
	case !math.IsNaN(r.Low) && !math.IsNaN(r.High):
		text += "\n(" + end(r.Low) + " to " + end(r.High) + ")"
	case !math.IsNaN(r.Low):
		text += "\n(at least " + end(r.Low) + ")"
	case !math.IsNaN(r.High):
		text += "\n(at most " + end(r.High) + ")"
	}
	return text
}

// answerIn is a number with its unit.
func answerIn(x float64, unit string) string {
	switch {
	case strings.HasPrefix(unit, "pounds"):
		if x < 0 {
			return "−£" + amount(-x, 0)
		}
		return "£" + amount(x, 0)
	case unit == "probability", unit == "share", unit == "proportion":
		return amount(100*x, 1) + "%"
	case unit == "":
		return withMinus(fmt.Sprintf("%.3g", x))
	}
	return withMinus(fmt.Sprintf("%.3g", x)) + " " + unit
}

func chanceText(x float64) string {
	const digits = 1
	switch {
	case math.IsNaN(x):
		return absent
	case x > 0 && x < 0.0005:
		return "<0.1%"
	case x < 1 && x > 0.9995:
		return ">99.9%"
	}
	return amount(100*x, digits) + "%"
}

func shareText(x float64) string { return strings.TrimSuffix(amount(100*x, 1), ".0") + "%" }
