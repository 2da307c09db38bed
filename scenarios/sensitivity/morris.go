package sensitivity

import (
	"cmp"
	"context"
	"math"
	"slices"

	"diversim/scenarios/results"
	"diversim/sim/design"
	"diversim/sim/estimate"
)

// levels of a walk. The outer two are inner quantiles, for a prior need not have ends.
const (
	levels     = 4
	firstLevel = 0.01
	lastLevel  = 0.99
)

// Quantities of the rows of walks. Names are permanent.
const (
	MeanEffect     = "mu"
	AbsoluteEffect = "mu_star"
	SpreadOfEffect = "sigma"
)

// walks screens the inputs by moving each on walks through the space of all. The order
// is by the size of what they do to the first output.
func (p *Plan) walks(ctx context.Context) (order []int, err error) {
	walks := design.Morris(p.ask.Walks, len(p.inputs), levels, p.ask.Seed)
	points := slices.Concat(walks...)
	cohorts := upTo(p.ask.cohorts(Morris))
	all, err := p.evaluate(ctx, len(points), func(n int) ([]float64, []int) {
		return p.point(func(k int) float64 { return firstLevel + (lastLevel-firstLevel)*points[n][k] }), cohorts
	})
	if err != nil {
		return nil, err
	}
	p.note("Morris: %s over %d levels, each a step of two thirds of the range, which is from the %.0f%% to the %.0f%% quantile of each prior; %s on the same %s of %s people, "+
		"each followed for %s. An effect is the change of the output over the whole range.", plural(len(walks), "walk"), levels, 100*firstLevel, 100*lastLevel,
		plural(len(points), "point"), plural(len(cohorts), "cohort"), count(p.ask.Scenario.People), months(p.short.Horizon))
	for o := range p.outputs {
		screened := estimate.Screen(walks, byWalk(all, o, len(p.inputs)+1))
		by := upTo(len(p.inputs))
		slices.SortStableFunc(by, func(a, b int) int {
			return cmp.Compare(screened[b].MeanAbsolute, screened[a].MeanAbsolute)
		})
		var beside []estimate.Screened
		if b := p.besideOf(o); b >= 0 {
			beside = estimate.Screen(walks, byWalk(all, b, len(p.inputs)+1))
		}
		p.walkRows(o, screened, beside, by)
		if o == 0 {
			order = by
		}
	}
	return order, nil
}

// byWalk parts an output by walk.
func byWalk(all []seen, output, steps int) (outputs [][]float64) {
	for n, s := range all {
		if n%steps == 0 {
			outputs = append(outputs, nil)
		}
		last := len(outputs) - 1
		outputs[last] = append(outputs[last], s.means()[output])
	}
	return outputs
}

// walkRows are the rows of an output, with those of the comparator beside them, if any.
func (p *Plan) walkRows(o int, screened, beside []estimate.Screened, order []int) {
	for _, k := range order {
		e, in := screened[k], p.inputs[k]
		nothing := math.NaN()
		other := estimate.Screened{Mean: nothing, MeanAbsolute: nothing, SD: nothing}
		if beside != nil {
			other = beside[k]
		}
		for _, q := range []struct {
			quantity         string
			value, se, other float64
		}{
			{AbsoluteEffect, e.MeanAbsolute, e.MeanAbsoluteSE, other.MeanAbsolute},
			{MeanEffect, e.Mean, e.MeanSE, other.Mean},
			{SpreadOfEffect, e.SD, math.NaN(), other.SD},
		} {
			row := results.SensitivityRow{
				Method: Morris, Input: in.key, Label: in.label, Quantity: q.quantity,
				Index: results.Finite(q.value), Low: results.Finite(q.value - estimate.Normal95*q.se), High: results.Finite(q.value + estimate.Normal95*q.se), SE: results.Finite(q.se),
			}
			if q.quantity == MeanEffect {
				row = withClear(row) // the others cannot be below 0
			}
			p.addBeside(p.outputs[o], row, results.Finite(q.other))
		}
	}
	if o == 0 && len(order) > 0 {
		top, in := screened[order[0]], p.inputs[order[0]]
		p.found("On walks through the space of %s, %s moves the %s most: by %s in the mean of sizes (mu*), with a spread of %s (sigma) over places.",
			plural(len(order), "input"), results.InSentence(in.label), results.InSentence(p.outputs[o].label), amount(p.outputs[o].unit, top.MeanAbsolute, false), amount(p.outputs[o].unit, top.SD, false))
	}
}
