package study

import (
	"math"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// Inequality between force areas, each weighted by its index contacts. An index is
// taken in each replication and averaged, so that it contains what chance makes of
// small areas; the standard deviation net of sampling noise does not.

// unequal is the indices of one measure in one replication, by key.
type unequal map[string]float64

// inequality is by arm and measure.
func (g *gathering) inequality() map[string]map[string]results.Inequality {
	if !g.plan.country || len(g.plan.forces) < 2 {
		return nil
	}
	all := map[string]map[string]results.Inequality{}
	for i, a := range g.plan.arms[:g.plan.own] {
		all[a.name] = map[string]results.Inequality{}
		for m, measure := range g.plan.placeMeasures {
			all[a.name][measure.Name] = g.unequal(i, measure.Unit == "proportion", func(p *placed) float64 { return p.values[m] })
		}
		for _, t := range taken {
			all[a.name][t.name] = g.unequal(i, t.name != results.SpendPerContact, t.of)
		}
		all[a.name][results.CoverageByResidence] = g.gatherUnequal(func(r *replicate) unequal { return r.nations[i].byResidence() })
	}
	return all
}

// unequal gathers the indices of a number of each place.
func (g *gathering) unequal(arm int, share bool, of func(p *placed) float64) results.Inequality {
	return g.gatherUnequal(func(r *replicate) unequal {
		places := r.nations[arm].places
		var values, weights []float64
		var sizes, groups []int
		for k := range places {
			p := &places[k]
			value, group := of(p), 0
			if math.IsNaN(value) { // nobody there
				continue
			}
			if p.runs {
				group = 1
			}
			values, weights = append(values, value), append(weights, float64(p.size))
			sizes, groups = append(sizes, p.size), append(groups, group)
		}
		u := indices(values, weights, groups)
		u["between_sd"] = math.NaN()
		if share {
			u["between_sd"] = math.Sqrt(estimate.BetweenVariance(values, sizes))
		}
		return u
	})
}

// indices are those that need no more than values and weights.
func indices(values, weights []float64, groups []int) unequal {
	i := estimate.Inequality(values, weights)
	u := unequal{
		"mean": i.Mean, "range": i.Range, "highest_to_lowest": i.HighestToLowest, "p90_p10": i.P90P10, "cv": i.CV,
		"gini": i.Gini, "theil": i.Theil, "mean_log_deviation": i.MeanLogDeviation, "atkinson": i.Atkinson,
		"theil_between": math.NaN(), "theil_within": math.NaN(), "between_sd": math.NaN(),
	}
	if groups != nil {
		u["theil_between"], u["theil_within"] = estimate.TheilParts(values, weights, groups)
	}
	return u
}

// byResidence is the coverage of the people who live in each area.
func (n *nationwide) byResidence() unequal {
	values, weights := make([]float64, len(n.livingIn)), make([]float64, len(n.livingIn))
	for k, t := range n.livingIn {
		values[k], weights[k] = t.coverage(), float64(t.contacts)
	}
	return indices(values, weights, nil)
}

// gatherUnequal averages the indices over replications.
func (g *gathering) gatherUnequal(of func(r *replicate) unequal) results.Inequality {
	each := make([]unequal, len(g.replicates))
	for k, r := range g.replicates {
		each[k] = of(r)
	}
	e := map[string]results.Estimate{}
	for _, key := range []string{
		"mean", "range", "highest_to_lowest", "p90_p10", "cv", "gini", "theil", "theil_between", "theil_within",
		"mean_log_deviation", "atkinson", "between_sd",
	} {
		values := make([]float64, len(each))
		for k := range each {
			values[k] = each[k][key]
		}
		e[key] = estimateOf(values)
	}
	return results.Inequality{
		Mean: e["mean"].Mean, Range: e["range"].Mean, HighestToLowest: e["highest_to_lowest"].Mean, P90P10: e["p90_p10"].Mean,
		CV: e["cv"].Mean, Gini: e["gini"].Mean, Theil: e["theil"].Mean, TheilBetween: e["theil_between"].Mean,
		TheilWithin: e["theil_within"].Mean, MeanLogDeviation: e["mean_log_deviation"].Mean, Atkinson: e["atkinson"].Mean,
		BetweenSD: e["between_sd"].Mean, Estimates: e,
	}
}
