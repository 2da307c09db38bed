package cli

import (
	"diversim/model/outcome"
	"diversim/scenarios/results"
)

// outcomeLine is one measure of one arm, beside the comparator.
type outcomeLine struct {
	measure    outcome.Measure
	arm        results.Arm
	level      results.Estimate
	difference results.Estimate
}

// outcomes is the table of the measures that the scenario asks for.
func (r *report) outcomes() {
	r.section("Outcomes by arm")
	var lines []outcomeLine
	for _, name := range r.run.Measures {
		m, _ := outcome.Named(name) // the loader admits measures of the table only
		for _, a := range r.run.Arms {
			lines = append(lines, outcomeLine{m, a, r.run.Summary.Arms[a.Name][name], r.run.Summary.Differences[a.Name][name]})
		}
	}
	if r.err == nil {
		r.err = outcomeTable.print(r.w, lines)
	}
}

var outcomeTable = layout[outcomeLine]{
	headOnce: true,
	group: func(l outcomeLine) string {
		u := unitOf(l.measure.Unit)
		return l.measure.Label + " (" + u.words + "; " + direction(l.measure.Better) + ")"
	},
	columns: []column[outcomeLine]{
		{heading: "", width: 28, text: func(l outcomeLine) string { return "  " + wrapped(l.arm.Label, "  ", 28) }},
		{heading: "mean", width: 6, number: true, text: func(l outcomeLine) string { return unitOf(l.measure.Unit).amount(l.level.Mean) }},
		{heading: "±", width: 6, number: true, text: func(l outcomeLine) string { return unitOf(l.measure.Unit).mcError(l.level.MCSE) }},
		{heading: "95%", width: 16, number: true, text: func(l outcomeLine) string { return unitOf(l.measure.Unit).interval(l.level) }},
		{heading: "difference", width: 10, number: true, text: differenceText},
		{heading: "±", width: 6, number: true, text: func(l outcomeLine) string {
			if l.arm.Comparator {
				return ""
			}
			return unitOf(l.measure.Unit).mcError(l.difference.MCSE)
		}},
		{heading: "95%", width: 16, number: true, text: func(l outcomeLine) string {
			if l.arm.Comparator {
				return ""
			}
			return unitOf(l.measure.Unit).interval(l.difference)
		}},
	},
}

func differenceText(l outcomeLine) string {
	if l.arm.Comparator {
		return "comparator"
	}
	return unitOf(l.measure.Unit).resolved(l.difference)
}
