package estimate

import (
	"cmp"
	"math"
	"slices"

	"diversim/sim"
)

// Particles are settings that stand for what is believed once something was
// observed.
type Particles struct {
	Points     [][]float64 // probabilities under each input's prior
	Weights    []float64   // sum to 1
	Distances  []float64
	Tolerance  float64 // the greatest distance that was accepted; huge in the first round
	Acceptance float64 // of the last round
	Rounds     int

	scores     [][]float64 // the points' normal scores
	cumulative []float64   // of the weights
}

// Mean is that of a function of the settings.
func (p Particles) Mean(of func(point []float64) float64) float64 {
	var sum compensated
	for i, point := range p.Points {
		sum.add(p.Weights[i] * of(point))
	}
	return sum.total()
}

// Quantile is the value of a function of the settings that has some share of the
// weight below it.
func (p Particles) Quantile(share float64, of func(point []float64) float64) float64 {
	wantProbability("the share of a quantile", share)
	all := make([]weightedValue, len(p.Points))
	for i, point := range p.Points {
		all[i] = weightedValue{of(point), p.Weights[i]}
	}
	slices.SortStableFunc(all, func(a, b weightedValue) int { return cmp.Compare(a.value, b.value) })
	return quantileOf(all, share)
}

// EffectiveSize is the number of particles of equal weight that would say as
// much.
func (p Particles) EffectiveSize() float64 {
	sum := 0.0
	for _, w := range p.Weights {
		sum += w * w
	}
	return ratio(1, sum)
}

// overlapParts is how many parts of equal probability Overlap divides a prior into.
const overlapParts = 10

// Overlap is how much of the prior of an input is left, between 0 and 1: the
// area below both laws, in tenths of the prior. Above 0.9 the observation says
// nothing about the input. Below, the particles may be too few: see OverlapByChance.
func (p Particles) Overlap(input int) float64 {
	var held [overlapParts]float64
	for i, point := range p.Points {
		held[int(point[input]*overlapParts)] += p.Weights[i]
	}
	return overlapWithPrior(held)
}

// overlapWithPrior is that of shares of the parts.
func overlapWithPrior(held [overlapParts]float64) float64 {
	both := 0.0
	for _, share := range held {
		both += min(share, 1.0/overlapParts)
	}
	return both
}

// OverlapByChance is the Overlap that particles of an effective number show of an input
// of which the observation says nothing: the mean, about 1 - 1.2/√number, and the value
// below which one in forty lies. Chance in how many fall into each part always
// lowers it. It is of independent draws from the prior, 1,000 times.
func OverlapByChance(number float64) (mean, low float64) {
	const times = 1000
	particles := max(1, int(math.Round(number)))
	all := make([]float64, times)
	for k := range all {
		draws := sim.NewDraws(0, uint32(k))
		var held [overlapParts]float64
		for i := range particles {
			held[int(draws.Uniform(sim.Design, uint32(i), priorDraw, 0)*overlapParts)] += 1 / float64(particles)
		}
		all[k] = overlapWithPrior(held)
	}
	low, _ = Percentile(all, lowTail)
	return Mean(all), low
}

// nearer is the next tolerance: the median distance, or where half the particles
// and more lie at the tolerance the greatest distance below it. There is none
// where all lie at one distance.
func (p Particles) nearer() (tolerance float64, found bool) {
	sorted := slices.Sorted(slices.Values(p.Distances))
	median := percentileOfSorted(sorted, 0.5)
	if median < sorted[len(sorted)-1] {
		return median, true
	}
	at, _ := slices.BinarySearch(sorted, median)
	if at == 0 {
		return median, false
	}
	return sorted[at-1], true
}

// weigh gives each particle the weight of the prior over the law from which it
// was proposed, the mixture of what is around the particles before.
func (p *Particles) weigh(before *Particles, k *kernel) {
	p.Weights = make([]float64, len(p.scores))
	for i, z := range p.scores {
		p.Weights[i] = 1
		if before != nil {
			p.Weights[i] = math.Exp(-squares(z)/2) / before.mixture(z, k)
		}
	}
	whole := compensatedSum(p.Weights)
	p.cumulative = make([]float64, len(p.Weights))
	at := 0.0
	for i := range p.Weights {
		p.Weights[i] /= whole
		at += p.Weights[i]
		p.cumulative[i] = at
	}
}

// mixture is the density, up to a factor, of proposals around the particles.
func (p *Particles) mixture(z []float64, k *kernel) float64 {
	sum := 0.0
	for j, from := range p.scores {
		sum += p.Weights[j] * math.Exp(-k.distance(z, from)/2)
	}
	return sum
}
