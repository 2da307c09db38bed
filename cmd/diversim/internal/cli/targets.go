package cli

import (
	"slices"
	"strings"

	"diversim/model/evidence"
	"diversim/scenarios"
	"diversim/scenarios/figure"
)

// targets prints the calibration panel, of one set where it is named.
func (p *program) targets(form format, args []string) error {
	all := scenarios.CalibrationPanel()
	if len(args) > 0 {
		all = scenarios.TargetsOf(args[0])
	}
	r := rows[scenarios.Target]{w: p.stdout, form: form, fields: targetFields, table: targetTable}
	return r.all(all)
}

// notASet is a complaint about a word, behind where it stands, that names no calibrated
// set; nil where it does.
func notASet(where, name string) error {
	names := scenarios.Calibrations()
	if slices.Contains(names, name) {
		return nil
	}
	return usage("%swanted a calibrated set (%s); got %q%s", where, strings.Join(names, ", "), name, evidence.DidYouMean(evidence.Nearest(name, names)))
}

var targetFields = []field[scenarios.Target]{
	{"set", func(t scenarios.Target) any { return t.Set }},
	{"target", func(t scenarios.Target) any { return t.Target }},
	{"label", func(t scenarios.Target) any { return t.Label }},
	{"source", func(t scenarios.Target) any { return t.Source }},
	{"measure", func(t scenarios.Target) any { return t.Measure }},
	{"population", func(t scenarios.Target) any { return t.Population }},
	{"horizon", func(t scenarios.Target) any { return t.Horizon }},
	{"published", func(t scenarios.Target) any { return t.Published }},
	{"low", func(t scenarios.Target) any { return t.Low }},
	{"high", func(t scenarios.Target) any { return t.High }},
	{"tolerance", func(t scenarios.Target) any { return t.Tolerance }},
	{"simulated", func(t scenarios.Target) any { return t.Simulated }},
	{"mc_se", func(t scenarios.Target) any { return t.MCSE }},
	{"people", func(t scenarios.Target) any { return t.People }},
	{"hit", func(t scenarios.Target) any { return t.Hit }},
	{"used_for_fitting", func(t scenarios.Target) any { return t.UsedForFitting }},
}

var targetTable = layout[scenarios.Target]{
	spaced: true,
	group:  func(t scenarios.Target) string { return "Calibrated set " + t.Set },
	columns: []column[scenarios.Target]{
		{heading: "published figure, in whom, and source", width: 52, text: func(t scenarios.Target) string {
			return wrapped(t.Label, "", 52) + "\n  " + wrapped(t.Population, "  ", 50) + "\n  " + t.Source
		}},
		{heading: "published", text: func(t scenarios.Target) string {
			return figure.TargetFigure(t, t.Published) + "\n(" + figure.TargetFigure(t, t.Low) + " to " + figure.TargetFigure(t, t.High) + ")"
		}},
		{heading: "simulated", number: true, text: func(t scenarios.Target) string {
			return figure.TargetFigure(t, t.Simulated)
		}},
		{heading: "", text: func(t scenarios.Target) string { return strings.Replace(figure.TargetVerdict(t), ", ", ",\n", 1) }},
	},
}
