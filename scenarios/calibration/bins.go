package calibration

import "diversim/sim/estimate"

// Bin is the probability that an input lies between two values, before and after.
type Bin struct{ From, To, Prior, Posterior float64 }

// bins is how many there are, and edge the probability that lies beyond them on
// either side, of the prior and of the posterior, at most.
const (
	bins = 48
	edge = 0.005
)

// Bins divide what is believed of an input into parts of equal width, over all but the
// tails of its prior and of the particles.
func (q *Question) Bins(p estimate.Particles, input int) []Bin {
	in := q.Inputs[input]
	value := func(point []float64) float64 { return in.Quantile(point[input]) }
	low := min(in.Quantile(edge), p.Quantile(edge, value))
	high := max(in.Quantile(1-edge), p.Quantile(1-edge, value))
	all := make([]Bin, bins)
	width := (high - low) / bins
	for i := range all {
		b := &all[i]
		b.From, b.To = low+float64(i)*width, low+float64(i+1)*width
		b.Prior = in.Below(b.To) - in.Below(b.From)
	}
	for i, point := range p.Points {
		if at := (value(point) - low) / width; at >= 0 && at < bins {
			all[int(at)].Posterior += p.Weights[i]
		}
	}
	return all
}
