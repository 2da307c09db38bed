package calibration

import (
	"math"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// Uninformed is the overlap of prior and posterior above which figures say nothing
// of an input. Below, they say something where chance would leave more.
const Uninformed = 0.9

// Belief is what is believed of one input, before and after.
type Belief struct {
	Input, Label, Prior         string
	PriorLow, PriorHigh         float64 // 95%
	Mean, Median, SD, Low, High float64 // afterwards; Low and High are 95%
	Overlap                     float64 // of prior and posterior, between 0 and 1
	Verdict                     string  // of results, "" of a prior alone
	MedianPlace                 float64 // probability of the prior at which the median lies
}

// The ends of a 95% interval, and its middle.
const (
	middle   = 0.5
	lowTail  = 0.025
	highTail = 0.975
)

// PriorBeliefs are the priors alone; the rest is NaN.
func (q *Question) PriorBeliefs() []Belief {
	nan := math.NaN()
	var all []Belief
	for _, in := range q.Inputs {
		all = append(all, Belief{
			Input: in.Key, Label: in.Label, Prior: in.Prior, PriorLow: in.Quantile(lowTail), PriorHigh: in.Quantile(highTail),
			Mean: nan, Median: nan, SD: nan, Low: nan, High: nan, Overlap: nan, MedianPlace: nan,
		})
	}
	return all
}

// verdict says whether figures inform an input, from the overlap of prior and posterior
// and the least that chance leaves of it (one time in forty less).
func verdict(overlap, byChance float64) string {
	switch {
	case overlap > Uninformed:
		return results.NotInformed
	case overlap < byChance:
		return results.Informed
	}
	return results.NotResolved
}

// Beliefs are those of the inputs, in their order.
func (q *Question) Beliefs(p estimate.Particles) []Belief {
	all := q.PriorBeliefs()
	_, byChance := estimate.OverlapByChance(p.EffectiveSize())
	for k, in := range q.Inputs {
		value := func(point []float64) float64 { return in.Quantile(point[k]) }
		b := &all[k]
		b.Mean, b.Median = p.Mean(value), p.Quantile(middle, value)
		b.Low, b.High = p.Quantile(lowTail, value), p.Quantile(highTail, value)
		b.SD = math.Sqrt(p.Mean(func(point []float64) float64 { return (value(point) - b.Mean) * (value(point) - b.Mean) }))
		b.Overlap, b.MedianPlace = p.Overlap(k), p.Quantile(middle, func(point []float64) float64 { return point[k] })
		b.Verdict = verdict(b.Overlap, byChance)
	}
	return all
}

// Correlation is that of two inputs under the particles.
type Correlation struct {
	First, Second string
	Correlation   float64
}

// Correlations are those of every pair of inputs.
func (q *Question) Correlations(p estimate.Particles) []Correlation {
	beliefs := q.Beliefs(p)
	var all []Correlation
	for i, a := range beliefs {
		for j := i + 1; j < len(beliefs); j++ {
			b := beliefs[j]
			together := p.Mean(func(point []float64) float64 {
				return (q.Inputs[i].Quantile(point[i]) - a.Mean) * (q.Inputs[j].Quantile(point[j]) - b.Mean)
			})
			all = append(all, Correlation{a.Input, b.Input, together / (a.SD * b.SD)})
		}
	}
	return all
}
