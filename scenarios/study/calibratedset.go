package study

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"diversim/scenarios"
)

// significant keeps four figures: more would be noise.
func significant(x float64) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 4, 64), 64)
	if err != nil {
		panic("study: " + err.Error())
	}
	return rounded
}

// File is the set as the file that the loader lays above the base case. Hits
// and misses stand above the values.
func (f Fitted) File() string {
	var text strings.Builder
	text.WriteString("# Values fitted to published figures, one layer above the base case: written by\n# `make calibrate`, never by hand.\n#\n")
	fmt.Fprintf(&text, "# %s\n#\n", f.About)
	for _, t := range f.Targets {
		fmt.Fprintf(&text, "# %s: published %s (%s to %s), simulated %s: %s\n",
			t.Target, figures(t, t.Published), figures(t, t.Low), figures(t, t.High), figures(t, t.Simulated), verdictOn(t))
	}
	text.WriteString("set:\n")
	for _, s := range f.Set {
		fmt.Fprintf(&text, "  %s: {value: %s, because: %q}\n", s.Key, s.Value, s.Because)
	}
	return text.String()
}

// figures writes a figure of a target: a risk as a percentage.
func figures(t scenarios.Target, x float64) string {
	if strings.HasPrefix(t.Target, "risk_") || strings.HasPrefix(t.Target, "treatment_") {
		return fmt.Sprintf("%.2f%%", 100*x)
	}
	return fmt.Sprintf("%.2f", x)
}

func verdictOn(t scenarios.Target) string {
	word := "miss"
	if t.Hit {
		word = "hit"
	}
	if !t.UsedForFitting {
		word += " (not fitted)"
	}
	return word
}

// MergePanel puts the targets of a fitted set in place of those that a panel
// has of it. Both are the text of the panel's file; sets are in the order in
// which scenarios.Calibrations lists them.
func (f Fitted) MergePanel(panel []byte) ([]byte, error) {
	var all []scenarios.Target
	if len(panel) > 0 {
		if err := json.Unmarshal(panel, &all); err != nil {
			return nil, err
		}
	}
	all = slices.DeleteFunc(all, func(t scenarios.Target) bool { return t.Set == f.Name })
	all = append(all, f.Targets...)
	place := func(set string) int {
		return slices.IndexFunc(calibrations(), func(c calibration) bool { return c.name == set })
	}
	slices.SortStableFunc(all, func(a, b scenarios.Target) int { return place(a.Set) - place(b.Set) })
	text, err := json.MarshalIndent(all, "", "  ")
	return append(text, '\n'), err
}
