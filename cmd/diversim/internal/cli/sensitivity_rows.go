package cli

import (
	"math"
	"slices"
	"strings"

	"diversim/scenarios/results"
	"diversim/scenarios/sensitivity"
)

// foremost are the rows of a page: of what has many inputs the first, or the largest.
// All are in the other formats.
func foremost(rows []results.SensitivityRow) (kept []results.SensitivityRow) {
	const most = 12
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, byStrength)
	type block struct{ method, measure, quantity string }
	seen := map[block]int{}
	for _, r := range rows {
		switch r.Quantity {
		case sensitivity.LowEnd, sensitivity.HighEnd, sensitivity.Bound:
			continue // the first two are in the swing, the third in the words
		case sensitivity.ByJansen, sensitivity.EVPIWithLuck + sensitivity.PerPopulation, sensitivity.EVPPI + sensitivity.PerPopulation:
			continue
		}
		b := block{r.Method, r.Measure, r.Quantity}
		if seen[b]++; seen[b] <= most || isGroup(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// isGroup says whether a row is of a group of inputs: keys have dots.
func isGroup(r results.SensitivityRow) bool {
	return r.Quantity == sensitivity.EVPPI && !strings.Contains(r.Input, ".")
}

// byStrength puts the strongest rank correlations first, and leaves the rest alone.
func byStrength(a, b results.SensitivityRow) int {
	if a.Method != sensitivity.Ranks || b.Method != sensitivity.Ranks || a.Measure != b.Measure {
		return 0
	}
	switch x, y := math.Abs(float64(a.Index)), math.Abs(float64(b.Index)); {
	case x > y:
		return -1
	case x < y:
		return 1
	}
	return 0
}

const inputWidth = 43

var sensitivityTable = layout[results.SensitivityRow]{
	group: func(r results.SensitivityRow) string { return r.Method + ", " + r.Measure },
	columns: []column[results.SensitivityRow]{
		{heading: "input", width: inputWidth, text: func(r results.SensitivityRow) string {
			if r.Input == sensitivity.NoInput || r.Label == r.Input {
				return wrapped(r.Label, "", inputWidth)
			}
			if r.Quantity == sensitivity.Swing {
				return r.Input + "\n  " + r.AtText
			}
			return r.Input
		}},
		{heading: "", width: 21, text: withUnit},
		{heading: "", width: 11, number: true, text: func(r results.SensitivityRow) string { return sensitivityNumber(r, r.Index) }},
		{heading: "95%", width: 19, text: func(r results.SensitivityRow) string {
			if !r.Low.Known() || !r.High.Known() {
				return besideText(r, "")
			}
			text := sensitivityNumber(r, r.Low) + " to " + sensitivityNumber(r, r.High)
			if sensitivity.Judged(&r) && !r.Clear {
				text = "~ " + text
			}
			return besideText(r, text)
		}},
	},
}

// withUnit is what a number of a row is, with the unit where the number has none.
func withUnit(r results.SensitivityRow) string {
	switch r.Quantity {
	case sensitivity.AtBase, sensitivity.Swing, sensitivity.AbsoluteEffect, sensitivity.MeanEffect, sensitivity.SpreadOfEffect:
	default:
		return r.Quantity
	}
	switch own := r.Comparator.Known() || !strings.Contains(r.Of, " minus "); {
	case strings.HasPrefix(r.Unit, "pounds"): // has its sign
		return r.Quantity
	case r.Unit != "proportion":
		return r.Quantity + ", " + r.Unit
	case own && r.Quantity == sensitivity.AtBase: // a level, not a difference
		return r.Quantity + ", %"
	}
	return r.Quantity + ", points"
}

// besideText is a text with the comparator's number, where there is one, on a line below.
func besideText(r results.SensitivityRow, text string) string {
	if !r.Comparator.Known() {
		return text
	}
	return strings.TrimPrefix(text+"\ncomparator: "+sensitivityNumber(r, r.Comparator), "\n")
}

// sensitivityNumber writes a number of a row by what it is.
func sensitivityNumber(r results.SensitivityRow, x results.Number) string {
	switch r.Quantity {
	case sensitivity.FirstOrder, sensitivity.Total, sensitivity.Best, sensitivity.LuckShare, sensitivity.BaseRate,
		sensitivity.Coverage, sensitivity.Density, sensitivity.Mass:
		return percent(x, 0)
	case sensitivity.RankCorrelation:
		return amount(float64(x), 2)
	case sensitivity.Cases:
		return amount(float64(x), 0)
	case sensitivity.Variance:
		if r.Unit == sensitivity.Squared("proportion") {
			return amount(1e4*float64(x), 2) // of percentage points
		}
		return amount(float64(x), 2)
	}
	u := unitOf(r.Unit)
	switch {
	case r.Unit == "proportion":
		return amount(100*float64(x), 2)
	case r.Unit == "pounds":
		return "£" + amount(float64(x)/1e6, 2) + "m"
	case strings.HasPrefix(r.Unit, "pounds"):
		return strings.Replace("£"+amount(math.Abs(float64(x)), 0), "£", map[bool]string{true: "−£", false: "£"}[x < 0], 1)
	}
	return u.amount(x)
}
