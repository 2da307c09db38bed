package cli

import (
	"fmt"
	"math"
	"strings"

	"diversim/scenarios/calibration"
	"diversim/scenarios/results"
)

// four writes a number to four figures, with a real minus sign.
func four(x float64) string {
	if math.IsNaN(x) {
		return absent
	}
	return withMinus(fmt.Sprintf("%.4g", x))
}

func between(low, high float64) string { return four(low) + " to " + four(high) }

var beliefTable = layout[beliefRow]{columns: []column[beliefRow]{
	{heading: "input", width: 30, text: func(r beliefRow) string { return r.Input }},
	{heading: "prior 95%", text: func(r beliefRow) string { return between(r.PriorLow, r.PriorHigh) }},
	{heading: "fit", number: true, text: func(r beliefRow) string { return four(r.fitted) }},
	{heading: "median", number: true, text: func(r beliefRow) string { return four(r.Median) }},
	{heading: "posterior 95%", text: func(r beliefRow) string {
		if math.IsNaN(r.Low) {
			return absent
		}
		return between(r.Low, r.High)
	}},
	{heading: "overlap", number: true, text: func(r beliefRow) string { return amount(r.Overlap, 2) }},
	{heading: "", width: 8, text: func(r beliefRow) string {
		if r.Verdict == results.Informed {
			return ""
		}
		return r.Verdict
	}},
}}

var aimTable = layout[aimRow]{columns: []column[aimRow]{
	{heading: "target", width: 30, text: func(r aimRow) string { return r.Key }},
	{heading: "stage", text: func(r aimRow) string { return r.stage }},
	{heading: "published", number: true, text: func(r aimRow) string { return four(r.Published) }},
	{heading: "95%", text: func(r aimRow) string { return between(r.Low, r.High) }},
	{heading: "simulated", number: true, text: func(r aimRow) string { return four(r.simulated) }},
	{heading: "±", number: true, text: func(r aimRow) string { return amount(r.mcse, 4) }},
	{heading: "misfit", number: true, text: func(r aimRow) string { return amount(r.misfit(), 1) }},
}}

var correlationTable = layout[calibration.Correlation]{columns: []column[calibration.Correlation]{
	{heading: "input", text: func(c calibration.Correlation) string { return c.First }},
	{heading: "and", text: func(c calibration.Correlation) string { return c.Second }},
	{heading: "correlation", number: true, text: func(c calibration.Correlation) string { return amount(c.Correlation, 2) }},
}}

var waveTable = layout[waveRow]{
	group: func(r waveRow) string {
		return fmt.Sprintf("Wave %d: %d points, %s%% of the priors left (± %s)", r.number, r.Points, amount(100*r.Left, 2), amount(100*r.SE, 2))
	},
	columns: []column[waveRow]{
		{heading: "standard deviations", width: 30, text: func(r waveRow) string { return strings.TrimSpace(r.Aim) }},
		{heading: "of a point", width: 10, number: true, text: func(r waveRow) string { return four(r.Run) }},
		{heading: "of the surface", width: 14, number: true, text: func(r waveRow) string { return four(r.Chance) }},
		{heading: "of its misses", width: 13, number: true, text: func(r waveRow) string { return four(r.Misses) }},
	},
}
