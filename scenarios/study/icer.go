package study

import (
	"math"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// The quadrants of the plane of cost and effect.
const (
	dominates = iota
	buys
	gives
	dominated
	quadrants
)

// quadrantWords say what a quadrant means; no ratio is read without them.
var quadrantWords = [quadrants]string{
	dominates: "costs less and does more: it dominates, and there is no ratio",
	buys:      "costs more and does more: pounds paid for each unit gained",
	gives:     "costs less and does less: pounds saved for each unit given up",
	dominated: "costs more and does less: it is dominated, and there is no ratio",
}

// quadrant is where a difference lies; -1 where there is none in either.
func quadrant(cost, effect float64) int {
	switch {
	case math.IsNaN(cost+effect) || cost == 0 && effect == 0:
		return -1
	case cost <= 0 && effect >= 0:
		return dominates
	case cost >= 0 && effect <= 0:
		return dominated
	case cost > 0:
		return buys
	}
	return gives
}

// ratios are the costs per unit of effect of the perspectives that ask for
// them. What the scheme spends is money in every column.
func (e *economy) ratios() []results.ICER {
	var all []results.ICER
	for _, effect := range []string{outcome.Latent.String(), outcome.Proven.String(), "qalys"} {
		for _, v := range []ledger.Perspective{ledger.ByProgramme, ledger.ByPublic, ledger.BySociety} {
			for c := range ledger.Columns {
				if v == ledger.ByProgramme && ledger.Column(c) != ledger.Average {
					continue
				}
				r := ratioOf(e.cost(v, ledger.Column(c), true), e.effect(effect))
				r.Effect, r.Perspective, r.Column = effect, v.String(), ledger.Column(c).String()
				all = append(all, r)
			}
		}
	}
	return all
}

// ratioOf is the ratio of mean cost to mean effect, with the ratios that the spread
// over replications and the error of their means do not exclude.
func ratioOf(cost, effect []float64) results.ICER {
	meanCost, meanEffect := estimate.Mean(cost), estimate.Mean(effect)
	r := results.ICER{
		PerUnit: results.Absent(), Low: results.Absent(), High: results.Absent(), MCLow: results.Absent(), MCHigh: results.Absent(),
		Quadrant: "no difference in either",
	}
	var count [quadrants]float64
	for k := range cost {
		if q := quadrant(cost[k], effect[k]); q >= 0 {
			count[q]++
		}
	}
	for q := range r.Shares {
		r.Shares[q] = results.Number(over(count[q], float64(len(cost))))
	}
	q := quadrant(meanCost, meanEffect)
	if q < 0 {
		return r
	}
	r.Quadrant = quadrantWords[q]
	if q == dominates || q == dominated {
		return r
	}
	r.PerUnit = results.Number(meanCost / meanEffect)
	bound(&r, cost, effect)
	return r
}

var ratioSets = [...]results.RatioSet{
	estimate.RatioUnknown: results.RatiosNone, estimate.RatioBetween: results.RatiosBetween,
	estimate.RatioOutside: results.RatiosOutside, estimate.RatioAny: results.RatiosAny,
}

// inSet is how much of what may be a set of ratios is to hold.
const inSet = 0.95

// bound adds the sets of ratios, where there are replications enough.
func bound(r *results.ICER, cost, effect []float64) {
	if len(cost) < estimate.MinimumForInterval {
		return
	}
	spread := estimate.RatioSpread(cost, effect, inSet)
	r.Set, r.Low, r.High = ratioSets[spread.Shape], results.Number(spread.Low), results.Number(spread.High)
	if mean := estimate.Fieller(cost, effect, inSet); mean.Shape == estimate.RatioBetween {
		r.MCLow, r.MCHigh = results.Number(mean.Low), results.Number(mean.High)
	}
}
