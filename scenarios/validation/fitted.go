package validation

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"diversim/model/outcome"
	"diversim/scenarios"
)

// derived are published figures that inputs outside the calibrated sets were worked out
// from.
var derived = []struct {
	source string
	figure float64
	input  string
}{
	{"times-2020", 8, "adoption.contagion"},
	{"times-2022", 13, "adoption.contagion"},
	{"pdd-2026", 0.211, "areas.level_spread"},
	{"pdd-2026", 0.031, "areas.level_spread"},
}

// fitted says to what a row's figure was fitted, "" if to nothing. A target of a
// calibrated set is known by its key; by source, horizon and either the figure, a share
// and its complement being one figure, or the population in words; or, whatever source
// is named, by measure, horizon and either the figure or its interval.
func fitted(r *Row) string {
	var sets []string
	target := ""
	for _, t := range scenarios.CalibrationPanel() {
		if t.UsedForFitting && r.is(t) {
			target = t.Target
			if !slices.Contains(sets, t.Set) {
				sets = append(sets, t.Set)
			}
		}
	}
	if target != "" {
		return fmt.Sprintf("the target %s, which the calibrated sets %s are fitted to", target, strings.Join(sets, ", "))
	}
	for _, d := range derived {
		if d.source == r.Source && same(d.figure, r.Published) {
			return "a figure that the input " + d.input + " was worked out from"
		}
	}
	if m := r.Match; m != nil && m.Term.level() == r.Term.level() && r.Over == nil && r.Less == nil && r.Against == "" {
		return "the level that the row itself matches " + m.Input + " to"
	}
	return ""
}

// level is the term as one level: a share and its complement are.
func (t Term) level() Term {
	t.Measure = strings.Replace(t.Measure, nonReoffending+"_", reoffending+"_", 1)
	return t
}

// is says whether a row's figure is a target.
func (r *Row) is(t scenarios.Target) bool {
	if r.ID == t.Target {
		return true
	}
	sameFigure := same(r.Published, t.Published) || same(1-r.Published, t.Published)
	if math.IsNaN(r.Published) { // an interval alone is the figure inside it
		within := func(x float64) bool { return r.Low <= x && x <= r.High }
		sameFigure = !math.IsInf(r.Low, -1) && !math.IsInf(r.High, 1) && (within(t.Published) || within(1-t.Published))
	}
	sameHorizon := fmt.Sprintf("%d months", outcome.Months(r.Term.Horizon)) == t.Horizon
	if !sameHorizon {
		return false
	}
	return r.Source == t.Source && (sameFigure || r.Population == t.Population) ||
		r.measures(t) && (same(r.Published, t.Published) || same(1-r.Published, t.Published) || r.between(t.Low, t.High) || r.between(1-t.High, 1-t.Low))
}

// quantities are what targets are of, in their words, as a row has it: the measure, a
// share without reoffending being one with it, and whether it is over another.
var quantities = map[string]struct {
	measure string
	ratio   bool
}{
	"first sanctioned reoffence":    {reoffending + "_sanctioned", false},
	"first start of treatment":      {"treatment_entry", false},
	"reoffending_12m_proven, ratio": {reoffending + "_proven", true},
}

// measures says whether a row is of the quantity of a target. That a measure has the
// horizon in its name makes it no other.
func (r *Row) measures(t scenarios.Target) bool {
	q, known := quantities[t.Measure]
	measure := strings.Replace(r.Term.level().Measure, fmt.Sprintf("_%dm", outcome.Months(r.Term.Horizon)), "", 1)
	return known && measure == q.measure && (r.Over != nil) == q.ratio && r.Less == nil && r.Against == ""
}

// between says whether a row's interval has these ends.
func (r *Row) between(low, high float64) bool { return same(r.Low, low) && same(r.High, high) }

// same says whether two figures agree to what their rounding leaves of them.
func same(a, b float64) bool {
	const rounding = 0.002
	return math.Abs(a-b) <= rounding*math.Abs(b)
}
