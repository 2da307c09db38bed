package sensitivity

import (
	"context"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// lowEnd and highEnd are the quantiles at which an input is tried by itself.
const (
	lowEnd  = 0.025
	highEnd = 0.975
)

// sifting is the cohorts on which all inputs are tried, where there are many.
const sifting = 2

// Quantities of the rows of one input at a time. Names are permanent.
const (
	AtBase  = "base"     // of the row that belongs to no input
	LowEnd  = "low end"  // the output with the input at its 2.5% quantile
	HighEnd = "high end" // at its 97.5% quantile
	Swing   = "swing"    // the second less the first
)

// Rows that belong to no input have these in its place.
const (
	NoInput    = "-"
	Everything = "everything"
	Cohort     = "cohort" // which people are met, and what chance does with them
	Dummy      = "dummy"  // an input without bearing on anything
)

// tornado tries each input alone at both ends of its prior, the others at their base
// values, on the same cohorts. Where there are many inputs, all are tried on a few
// cohorts, and those that move the first output most on others, which alone tell by how
// much: to be chosen for luck would flatter. The order is by the first output: inputs
// with a clear swing first, the largest first.
func (p *Plan) tornado(ctx context.Context) (order []int, err error) {
	tried := &ends{Plan: p, inputs: upTo(len(p.inputs))}
	if p.sifts() {
		sift := &ends{Plan: p, inputs: tried.inputs, cohorts: upTo(sifting)}
		if err := sift.run(ctx); err != nil {
			return nil, err
		}
		order = sift.order()
		tried.inputs = order[:Followed]
	}
	for c := range p.ask.cohorts(Tornado) {
		tried.cohorts = append(tried.cohorts, sifting+c)
	}
	if err := tried.run(ctx); err != nil {
		return nil, err
	}
	p.note("One input at a time: each at the 2.5%% and the 97.5%% quantile of its prior, the others at their base values; %s%s on the same %d cohorts of %s people, each followed for %s, "+
		"so that a difference is the input's doing. Intervals are of the Monte Carlo error over cohorts (Student's t).",
		plural(len(tried.inputs), "input"), map[bool]string{true: ", those that moved the first output most on " + plural(sifting, "cohort") + " before,"}[p.sifts()],
		len(tried.cohorts), count(p.ask.Scenario.People), months(p.short.Horizon))
	p.tornadoRows(tried)
	p.tornadoWords(tried, order)
	return tried.order(), nil
}

// sifts says whether there are so many inputs that not all are followed up.
func (p *Plan) sifts() bool { return len(p.inputs) > Followed }

// ends are inputs at both ends of their priors, on cohorts.
type ends struct {
	*Plan
	inputs  []int // chosen
	cohorts []int
	seen    []seen // the base, then the two ends of each input
}

func (e *ends) run(ctx context.Context) (err error) {
	e.seen, err = e.evaluate(ctx, 1+2*len(e.inputs), func(n int) ([]float64, []int) { return e.at(n), e.cohorts })
	return err
}

// at is the n-th point.
func (e *ends) at(n int) []float64 {
	return e.point(func(k int) float64 {
		if n == 0 || k != e.inputs[(n-1)/2] {
			return stays
		}
		return []float64{lowEnd, highEnd}[(n-1)%2]
	})
}

func (e *ends) low(i, output int) []float64  { return e.seen[1+2*i][output] }
func (e *ends) high(i, output int) []float64 { return e.seen[2+2*i][output] }

// swing is what the i-th input does to an output.
func (e *ends) swing(i, output int) results.SensitivityRow {
	return overCohorts(minus(e.high(i, output), e.low(i, output)))
}

// ranked is the places of the inputs, those with a clear swing of the first output
// first, the largest first; on few cohorts, where nothing is clear, the largest.
func (e *ends) ranked() []int {
	swings := make([]results.SensitivityRow, len(e.inputs))
	for i := range e.inputs {
		swings[i] = e.swing(i, 0)
		swings[i].Clear = swings[i].Clear && len(e.cohorts) > sifting
	}
	order := upTo(len(e.inputs))
	slices.SortStableFunc(order, func(a, b int) int { return bySize(swings[a], swings[b]) })
	return order
}

// order is the inputs so ranked.
func (e *ends) order() (order []int) {
	for _, i := range e.ranked() {
		order = append(order, e.inputs[i])
	}
	return order
}

func (p *Plan) tornadoRows(e *ends) {
	for o := range p.outputs {
		beside := func(of func(output int) results.SensitivityRow) results.Number {
			if b := p.besideOf(o); b >= 0 {
				return of(b).Index
			}
			return results.Absent()
		}
		mean := func(at int) func(output int) results.SensitivityRow {
			return func(output int) results.SensitivityRow { return overCohorts(e.seen[at][output]) }
		}
		base := overCohorts(e.seen[0][o])
		base.Method, base.Input, base.Quantity, base.Label = Tornado, NoInput, AtBase, "all inputs at their base values"
		p.addBeside(p.outputs[o], base, beside(mean(0)))
		for _, i := range e.ranked() {
			k := e.inputs[i]
			low, high, swing := overCohorts(e.low(i, o)), overCohorts(e.high(i, o)), e.swing(i, o)
			low.Quantity, high.Quantity, swing.Quantity = LowEnd, HighEnd, Swing
			low.At, low.AtText = p.plainAt(k, e.at(1+2*i)), p.valueAt(k, e.at(1+2*i))
			high.At, high.AtText = p.plainAt(k, e.at(2+2*i)), p.valueAt(k, e.at(2+2*i))
			swing.At, swing.AtText = low.At+" to "+high.At, low.AtText+" to "+high.AtText
			swings := func(output int) results.SensitivityRow { return e.swing(i, output) }
			for _, one := range []struct {
				results.SensitivityRow
				of func(output int) results.SensitivityRow
			}{{low, mean(1 + 2*i)}, {high, mean(2 + 2*i)}, {swing, swings}} {
				r := one.SensitivityRow
				r.Method, r.Input, r.Label = Tornado, p.inputs[k].key, p.inputs[k].label
				p.addBeside(p.outputs[o], r, beside(one.of))
			}
		}
	}
}

// tornadoWords says what moves the first output.
func (p *Plan) tornadoWords(e *ends, sifted []int) {
	o := p.outputs[0]
	ranked, clear := e.ranked(), 0
	for _, i := range ranked {
		if e.swing(i, 0).Clear {
			clear++
		}
	}
	of := plural(len(e.inputs), "input")
	if sifted != nil {
		of = fmt.Sprintf("the %d inputs followed up (of %d)", len(e.inputs), len(sifted))
	}
	if b := p.besideOf(0); b >= 0 {
		p.found("With all inputs at their base values: %s under %q, and %s under %q.", level(o.unit, estimate.Mean(e.seen[0][0])), p.arm.Label,
			level(o.unit, estimate.Mean(e.seen[0][b])), p.comparator.Label)
	}
	p.found("Of %s, %d clearly %s the outcome, %s (%s); of one that only chance moves, that would be said one time in twenty.", of, clear, map[bool]string{true: "moves", false: "move"}[clear == 1], results.InSentence(o.label), p.ofOutput())
	const told = 3
	for _, i := range ranked[:min(told, clear)] {
		swing, k := e.swing(i, 0), e.inputs[i]
		also := ""
		if b := p.besideOf(0); b >= 0 {
			also = fmt.Sprintf("; under the comparator %s", amount(o.unit, float64(e.swing(i, b).Index), true))
		}
		p.found("%s (%s), from %s to %s: %s (%s to %s)%s.", p.inputs[k].label, p.inputs[k].key, p.valueAt(k, e.at(1+2*i)), p.valueAt(k, e.at(2+2*i)),
			amount(o.unit, float64(swing.Index), true), amount(o.unit, float64(swing.Low), true), amount(o.unit, float64(swing.High), true), also)
	}
}

// bySize puts clear rows first, and the larger first.
func bySize(a, b results.SensitivityRow) int {
	size := func(r results.SensitivityRow) float64 { return math.Abs(float64(r.Index)) }
	switch {
	case a.Clear != b.Clear:
		return map[bool]int{true: -1, false: 1}[a.Clear]
	case size(a) > size(b):
		return -1
	case size(a) < size(b):
		return 1
	}
	return 0
}

// overCohorts is a mean over cohorts with its interval.
func overCohorts(values []float64) results.SensitivityRow {
	mean, se := estimate.Mean(values), estimate.StandardError(values)
	reach := math.NaN()
	if n := float64(len(values)); n > 1 {
		reach = se * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: n - 1}.Quantile(highEnd)
	}
	return withClear(results.SensitivityRow{
		Index: results.Finite(mean), Low: results.Finite(mean - reach), High: results.Finite(mean + reach), SE: results.Finite(se),
	})
}

// withClear marks a row whose interval leaves 0 out.
func withClear(r results.SensitivityRow) results.SensitivityRow {
	r.Clear = r.Low > 0 || r.High < 0
	return r
}

func minus(a, b []float64) []float64 {
	all := make([]float64, len(a))
	for i := range a {
		all[i] = a[i] - b[i]
	}
	return all
}

// upTo is the numbers from 0 to below n.
func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
