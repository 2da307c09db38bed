package study

import (
	"diversim/model"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// pairs compares every arm with the comparator person by person: who has fewer
// latent reoffences, who has more, and what the pairing gained.
func (g *gathering) pairs() map[string]results.Pairs {
	all := map[string]results.Pairs{}
	comparator := g.plan.arms[g.plan.comparator]
	for i, a := range g.plan.arms[:g.plan.own] {
		if i == g.plan.comparator {
			continue
		}
		p := results.Pairs{Measures: map[string]results.Paired{}}
		p.MonotoneGuaranteed, p.Reasons = model.Monotone(a.model, comparator.model)
		for _, r := range g.replicates {
			p.People += r.pairs[i].people
			p.Violations += r.pairs[i].more
		}
		people := g.of(func(r *replicate) float64 { return float64(r.pairs[i].people) })
		p.Fewer = plugin(estimate.Quotient, g.of(func(r *replicate) float64 { return float64(r.pairs[i].fewer) }), people)
		p.More = plugin(estimate.Quotient, g.of(func(r *replicate) float64 { return float64(r.pairs[i].more) }), people)
		for m, measure := range g.measures {
			paired := estimate.PairedDifference(g.byChance(i, m))
			p.Measures[measure.Name] = results.Paired{
				Correlation: results.Finite(paired.Correlation), VarianceRatio: results.Finite(paired.VarianceRatio),
			}
		}
		all[a.name] = p
	}
	return all
}

// byChance are values of an arm and of the comparator that vary by chance alone:
// where inputs are drawn, what another cohort of the same inputs changes.
func (g *gathering) byChance(arm, m int) (values, comparator []float64) {
	values, comparator = g.values(arm, m), g.values(g.plan.comparator, m)
	if g.repeats == nil || arm != g.plan.headline {
		return values, comparator
	}
	n := len(g.repeats.all)
	values, comparator = values[:n], comparator[:n]
	for r, v := range g.repeats.all {
		values[r] -= v.cohort[1][m]
		comparator[r] -= v.cohort[0][m]
	}
	return values, comparator
}
