package sensitivity

import (
	"slices"

	"diversim/scenarios/study"
)

// Columns of the table of draws that come before the inputs. Names are permanent.
const (
	drawColumn   = "draw"   // from 0
	cohortColumn = "cohort" // number of the replication that the draw meets
)

// completers stands in the place of an arm for those who complete under it.
const completers = "completers"

// SampleColumns are the columns of the table of draws: draw, cohort, the inputs by key
// in their own units (Inf without limit), and what the sample is read for, as the name
// of an arm, or "completers", a colon and a measure, or net_benefit_ and a perspective:
// an arm less the comparator in pounds per person. A draw has a row for each cohort it
// meets; the first is the one that counts. nil where no method draws a sample.
func (p *Plan) SampleColumns() []string {
	if !p.ask.wants(Value, Discover) {
		return nil
	}
	columns := []string{drawColumn, cohortColumn}
	for _, in := range p.inputs {
		columns = append(columns, in.key)
	}
	for _, o := range p.table() {
		columns = append(columns, o.name)
	}
	return columns
}

// table is the outcomes of the table of draws: every measure that an output of the
// sample reads, of each arm of the decision, and net benefits.
func (p *Plan) table() (all []output) {
	add := func(o output) {
		if !slices.ContainsFunc(all, func(other output) bool { return other.name == o.name }) {
			all = append(all, o)
		}
	}
	for _, o := range p.sampleOutputs() {
		if o.completers {
			add(output{name: completers + ":" + o.name, of: o.of})
		}
		for arm, a := range p.decisions {
			if arm != comparatorAt || !isWorth(o.name) {
				add(output{name: a.Name + ":" + o.name, of: outputOf(o.name, OfArm, arm).of})
			}
		}
	}
	return all
}

// tableRow is a row of the table of draws.
func tableRow(table []output, d *drawn, draw, number int, cohort *study.Evaluated) []float64 {
	row := append([]float64{float64(draw), float64(number)}, d.values...)
	for _, o := range table {
		row = append(row, o.of(cohort))
	}
	return row
}
