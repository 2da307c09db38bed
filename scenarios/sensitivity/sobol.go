package sensitivity

import (
	"context"
	"fmt"
	"slices"

	"diversim/scenarios/results"
	"diversim/sim/design"
	"diversim/sim/estimate"
)

// Quantities of the rows of shares of variance. Names are permanent.
const (
	FirstOrder = "first order"
	ByJansen   = "first order (jansen)" // as published, in which what chance does is not taken off
	Total      = "total"
	Variance   = "variance"
)

const (
	resamples = 200 // of the bootstrap
	// cohortNumbers is how many cohorts the draw of one is among.
	cohortNumbers = 1 << 20
)

// shares estimates Sobol' indices of the inputs that come first in an order, or of
// the groups. Two more coordinates are the cohort and a dummy. Inputs that are not
// among them stay at their base values.
func (p *Plan) shares(ctx context.Context, order []int) error {
	parts := p.parts(order)
	var moving []int // chosen inputs, in the order of the design's coordinates
	var groups [][]int
	for _, b := range parts {
		var places []int
		for _, k := range b.members {
			places = append(places, len(moving))
			moving = append(moving, k)
		}
		groups = append(groups, places)
	}
	cohortAt, dummyAt := len(moving), len(moving)+1
	parts = append(parts, bundle{key: Cohort, label: "which people are met, and chance"}, bundle{key: Dummy, label: "a dummy that bears on nothing"})
	groups = append(groups, []int{cohortAt}, []int{dummyAt})
	sample := design.NewSaltelli(design.LatinHypercube(p.ask.Points, 2*(len(moving)+2), p.ask.Seed), groups)

	points := sample.Points()
	runs, of := distinct(points, cohortAt)
	all, err := p.evaluate(ctx, len(runs), func(n int) ([]float64, []int) {
		x := points[runs[n].point]
		return p.point(func(k int) float64 { return coordinate(x, moving, k) }), runs[n].cohorts
	})
	if err != nil {
		return err
	}
	p.sharesNote(runs, len(moving))
	for o := range p.outputs {
		outputs := make([]float64, len(points))
		for n := range points {
			outputs[n] = all[of[n].run][o][of[n].cohort]
		}
		a, b, mixed := sample.Split(outputs)
		said := estimate.SobolRuns{A: a, B: b, Mixed: mixed}.Indices(resamples, p.ask.Seed)
		p.shareRows(o, said, parts)
	}
	return nil
}

// parts are the bundles whose indices are estimated.
func (p *Plan) parts(order []int) (all []bundle) {
	if p.ask.Groups {
		return p.groups()
	}
	for _, k := range order[:p.tops()] {
		all = append(all, bundle{p.inputs[k].key, p.inputs[k].label, []int{k}})
	}
	return all
}

// coordinate is that of a chosen input, NaN for one that does not move.
func coordinate(x []float64, moving []int, k int) float64 {
	if i := slices.Index(moving, k); i >= 0 {
		return x[i]
	}
	return stays
}

// setting is inputs at a point, and the cohorts that meet them.
type setting struct {
	point   int // the first of the design that has it
	cohorts []int
}

// place is where the output of a point is found.
type place struct{ run, cohort int }

// distinct is the settings of a design, each with all its cohorts, and the place of each
// point: what differs in a dummy alone is not run again. Inputs come before the cohort,
// the dummy after it.
func distinct(points [][]float64, cohortAt int) (runs []setting, of []place) {
	first := map[string]int{}
	for n, x := range points {
		key := fmt.Sprint(x[:cohortAt])
		at, known := first[key]
		if !known {
			at = len(runs)
			first[key] = at
			runs = append(runs, setting{point: n})
		}
		number := int(x[cohortAt] * cohortNumbers)
		c := slices.Index(runs[at].cohorts, number)
		if c < 0 {
			c = len(runs[at].cohorts)
			runs[at].cohorts = append(runs[at].cohorts, number)
		}
		of = append(of, place{at, c})
	}
	return runs, of
}

func (p *Plan) sharesNote(runs []setting, moving int) {
	cohorts := 0
	for _, r := range runs {
		cohorts += len(r.cohorts)
	}
	of := fmt.Sprintf("of the %d inputs that move the first output most, the others at their base values", moving)
	switch {
	case p.ask.Groups:
		of = fmt.Sprintf("of %d inputs in groups", moving)
	case !p.ranked():
		of = fmt.Sprintf("of %d inputs", moving)
	}
	p.note("Sobol' indices %s: shares of the variance over their priors and over cohorts, from %s in each of two samples, totals by Jansen's formula and first orders by its form in which chance cancels, %s evaluations of a cohort of %s "+
		"people, each followed for %s. First order: what knowing the input would take off the variance. Total: what would be left if all else were known. The cohort is one more input; "+
		"points at which the published effect cannot be had stay in, or the inputs would not be independent; "+
		"the dummy bears on nothing, and shows what chance makes of an index. Intervals: bootstrap over points.",
		of, plural(p.ask.Points, "point"), count(cohorts), count(p.ask.Scenario.People), months(p.short.Horizon))
}

func (p *Plan) shareRows(o int, said estimate.Sobol, parts []bundle) {
	sd := results.SensitivityRow{Method: Sobol, Input: Everything, Quantity: Variance, Label: "variance of the output"}
	p.add(p.outputs[o], with(sd, said.Variance))
	dummy := said.Inputs[len(parts)-1]
	most := 0
	for i, b := range parts {
		row := results.SensitivityRow{Method: Sobol, Input: b.key, Label: b.label}
		row.Quantity = FirstOrder
		p.add(p.outputs[o], withClear(with(row, said.Inputs[i].Paired)))
		row.Quantity = ByJansen
		p.add(p.outputs[o], beyondDummy(with(row, said.Inputs[i].First), dummy.First))
		row.Quantity = Total
		p.add(p.outputs[o], beyondDummy(with(row, said.Inputs[i].Total), dummy.Total))
		if b.members != nil && said.Inputs[i].Total.Value > said.Inputs[most].Total.Value {
			most = i
		}
	}
	if !(said.Variance.Value > 0) {
		p.found("The %s does not vary, so that there is nothing to share out.", results.InSentence(p.outputs[o].label))
		return
	}
	chance := said.Inputs[len(parts)-2].Total
	alone := "by itself makes " + percent(said.Inputs[most].Paired.Value)
	if said.Inputs[most].Paired.Value > said.Inputs[most].Total.Value {
		alone = "what it makes by itself is not told apart from that"
	}
	p.found("Of the variance of the %s over priors and cohorts, %s takes part in %s (total index; %s to %s), and %s; the luck of the cohort takes part in %s. "+
		"The dummy has a total index of %s; by Jansen's formula its first-order index would be %s, which is what chance makes of none.", results.InSentence(p.outputs[o].label), results.InSentence(parts[most].label), percent(said.Inputs[most].Total.Value),
		percent(said.Inputs[most].Total.Low), percent(said.Inputs[most].Total.High), alone,
		percent(chance.Value), percent(dummy.Total.Value), percent(dummy.First.Value))
}

// with is a row with an estimate and its interval.
func with(r results.SensitivityRow, e estimate.Resampled) results.SensitivityRow {
	r.Index, r.Low, r.High, r.SE = results.Finite(e.Value), results.Finite(e.Low), results.Finite(e.High), results.Finite(e.SE)
	return r
}

// beyondDummy marks a row whose interval lies above that of the dummy: an index that
// cannot be below 0, or in which chance is not taken off, is not held against 0.
func beyondDummy(r results.SensitivityRow, dummy estimate.Resampled) results.SensitivityRow {
	r.Clear = float64(r.Low) > dummy.High
	return r
}

// Judged says whether Clear says anything of a row. Of what cannot be below 0 an interval
// tells nothing of whether it is 0, and only what is held against a dummy is judged.
func Judged(r *results.SensitivityRow) bool {
	switch r.Quantity {
	case EVPI, EVPI + PerPopulation, EVPIWithLuck, EVPIWithLuck + PerPopulation, AbsoluteEffect, SpreadOfEffect, Variance:
		return false
	case EVPPI, EVPPI + PerPopulation:
		return r.Input != Dummy && !slices.ContainsFunc(groupTable, func(g group) bool { return g.name == r.Input })
	}
	return true
}
