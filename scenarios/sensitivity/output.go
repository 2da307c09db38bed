package sensitivity

import (
	"slices"
	"strings"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/study"
	"diversim/sim"
)

// output is a number of an evaluation.
type output struct {
	name, label, unit string
	of                func(*study.Evaluated) float64
	completers        bool // of those who complete under the arm
}

// netBenefit begins the names of net benefits; a perspective follows.
const netBenefit = "net_benefit_"

func isWorth(name string) bool { return strings.HasPrefix(name, netBenefit) }

// Measures are the names of what an output can be.
func Measures() []string {
	var names []string
	for _, m := range outcome.Measures() {
		names = append(names, m.Name)
	}
	for view := range ledger.Perspectives {
		names = append(names, netBenefit+ledger.Perspective(view).String())
	}
	return names
}

// outputOf is a measure of an arm, of the comparator, or the difference of the two. A
// net benefit is a difference by itself.
func outputOf(name, of string, arm int) output {
	if after, found := strings.CutPrefix(name, netBenefit); found {
		return worthOf(after, arm)
	}
	m, _ := outcome.Named(name) // names were checked
	o := output{name: name, label: m.Label, unit: m.Unit}
	switch of {
	case OfArm:
		o.of = func(v *study.Evaluated) float64 { return v.Of(arm, name) }
	case Comparator:
		o.of = func(v *study.Evaluated) float64 { return v.Of(comparatorAt, name) }
	default:
		o.of = func(v *study.Evaluated) float64 { return v.Difference(arm, name) }
	}
	return o
}

// worthOf is the net benefit of an arm beside the comparator, from a perspective, each
// saving at average cost.
func worthOf(perspective string, arm int) output {
	view := slices.IndexFunc(perspectives(), func(name string) bool { return name == perspective })
	return output{
		name: netBenefit + perspective, label: "Net benefit, " + perspective, unit: "pounds per person",
		of: func(v *study.Evaluated) float64 { return v.NetBenefit(arm, ledger.Perspective(view), ledger.Average) },
	}
}

func perspectives() []string {
	var names []string
	for view := range ledger.Perspectives {
		names = append(names, ledger.Perspective(view).String())
	}
	return names
}

// needed is how long people must be followed for measures: the whole of the
// scenario's horizon unless each looks no further than a part of it.
func needed(names []string, horizon sim.Time) sim.Time {
	longest := sim.Time(0)
	for _, name := range names {
		m, found := outcome.Named(name)
		if !found || m.Needs == 0 {
			return horizon
		}
		longest = max(longest, m.Needs)
	}
	return min(longest, horizon)
}
