package study

import (
	"slices"

	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// plugin is the estimate of a function of the means of several quantities.
func plugin(of func(means []float64) float64, samples ...[]float64) results.Estimate {
	return estimateFrom(estimate.OfMeans(of, samples...))
}

// The ways, besides estimate.Quotient, in which an arm is compared with the comparator.
func difference(m []float64) float64 { return m[0] - m[1] }
func odds(m []float64) float64       { return m[0] / (1 - m[0]) / (m[1] / (1 - m[1])) }

// effects compares every arm with the comparator in the share of people who
// reoffend, under both conventions about the dead, and in the number of
// reoffences.
func (g *gathering) effects() map[string]results.Effects {
	all := map[string]results.Effects{}
	for i, a := range g.plan.arms[:g.plan.own] {
		if i == g.plan.comparator {
			continue
		}
		e := results.Effects{Risks: map[string]results.Risk{}, Rates: map[string]results.Rate{}}
		for d := range outcome.Definition(outcome.Definitions) {
			for name, measure := range map[string]string{
				"reoffending_12m_" + d.String():          "reoffending_12m_" + d.String(),
				"reoffending_or_death_12m_" + d.String(): "alive_and_free_12m_" + d.String(),
			} {
				arm, comparator := g.values(i, g.index(measure)), g.values(g.plan.comparator, g.index(measure))
				if name != measure {
					arm, comparator = complement(arm), complement(comparator)
				}
				e.Risks[name] = results.Risk{
					Difference: plugin(difference, arm, comparator),
					Ratio:      plugin(estimate.Quotient, arm, comparator),
					OddsRatio:  plugin(odds, arm, comparator),
				}
			}
			g.addRate(e.Rates, i, "reoffences_12m_"+d.String())
		}
		for _, d := range [...]outcome.Definition{outcome.Latent, outcome.Proven} {
			g.addRate(e.Rates, i, "reoffences_per_year_at_risk_12m_"+d.String())
		}
		all[a.name] = e
	}
	return all
}

// hundred people are what counts are given per.
const hundred = 100

func (g *gathering) addRate(rates map[string]results.Rate, arm int, measure string) {
	m := g.index(measure)
	a, c := g.values(arm, m), g.values(g.plan.comparator, m)
	rates[measure] = results.Rate{
		Per100:           plugin(func(x []float64) float64 { return hundred * x[0] }, a),
		ComparatorPer100: plugin(func(x []float64) float64 { return hundred * x[0] }, c),
		Ratio:            plugin(estimate.Quotient, a, c),
	}
}

func complement(shares []float64) []float64 {
	rest := make([]float64, len(shares))
	for i, s := range shares {
		rest[i] = 1 - s
	}
	return rest
}

// horizons compares every arm with the comparator over each span: a ratio that
// drifts to 1 as time passes shows an effect that wears off, or people of high
// risk who have all reoffended in both arms.
func (g *gathering) horizons() map[string][]results.Horizon {
	all := map[string][]results.Horizon{}
	for i, a := range g.plan.arms[:g.plan.own] {
		for _, d := range outcome.Followed {
			for k, span := range outcome.Spans {
				if span > g.plan.scenario.Horizon {
					continue
				}
				arm, comparator := g.atSpan(i, d, k), g.atSpan(g.plan.comparator, d, k)
				h := results.Horizon{
					Measure: d.String(), Months: outcome.Months(span),
					Reoffending: plugin(func(x []float64) float64 { return x[0] }, arm),
				}
				if i != g.plan.comparator {
					h.Difference, h.Ratio = new(results.Estimate), new(results.Estimate)
					*h.Difference = plugin(difference, arm, comparator)
					*h.Ratio = plugin(estimate.Quotient, arm, comparator)
				}
				all[a.name] = append(all[a.name], h)
			}
		}
	}
	return all
}

// atSpan is the share who reoffend by the end of the span Spans[k], all spans being on
// the clock of the contact.
func (g *gathering) atSpan(arm int, d outcome.Definition, k int) []float64 {
	if d == outcome.Proven && outcome.Spans[k] == outcome.Window {
		return g.of(func(r *replicate) float64 { return r.byContact[arm] })
	}
	return g.values(arm, g.index(outcome.SpanName(d, k)))
}

// sixMonths reads each arm's six-month figure of proven non-reoffending as one
// of twelve months: as it is, and by the law of a constant intensity among
// people of the given frailty variance.
func (g *gathering) sixMonths() map[string]results.SixMonths {
	all := map[string]results.SixMonths{}
	if g.plan.scenario.Horizon < outcome.Window+outcome.Wait {
		return all
	}
	twelve := slices.Index(outcome.Spans[:], outcome.Window)
	without := func(arm, span int) results.Estimate {
		return plugin(func(x []float64) float64 { return 1 - x[0] }, g.atSpan(arm, outcome.Proven, span))
	}
	for i, a := range g.plan.arms[:g.plan.own] {
		at := without(i, 0)
		s := results.SixMonths{AtSix: at, AtTwelve: without(i, twelve), Convert: []results.Conversion{}}
		for _, theta := range []float64{0, 1, 4, float64(a.params.Frailty.Offending)} {
			if at.Mean > 0 && at.Mean <= 1 {
				s.Convert = append(s.Convert, results.Conversion{
					FrailtyVariance: theta,
					AtTwelve:        results.Number(estimate.SixToTwelve(float64(at.Mean), theta, estimate.PopulationSampled)),
				})
			}
		}
		all[a.name] = s
	}
	return all
}
