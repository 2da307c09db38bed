package estimate

import (
	"fmt"
	"math"
)

// LomaxPosterior is what is believed of the two parameters of a Lomax law once
// points of its curve were seen: weights on a grid of square cells, in
// probabilities under the two priors, on which the prior is flat.
type LomaxPosterior struct {
	cells          int
	rate, variance []float64 // the middle of each cell, in the parameter's own unit
	weights        []float64 // by rate, then variance; they sum to 1
}

// NewLomaxPosterior weighs laws by LomaxLogLikelihood. The priors are given by
// their quantile functions and are independent; each is cut into so many cells of
// equal probability. The error is that of points that are no survival curve.
func NewLomaxPosterior(rate, variance func(probability float64) float64, points []SurvivalPoint, people float64, cells int) (*LomaxPosterior, error) {
	if err := checkCurve(points); err != nil {
		return nil, err
	}
	if cells < 2 {
		panic(fmt.Sprintf("estimate: a posterior wants at least two cells a side, got %d", cells))
	}
	p := &LomaxPosterior{cells: cells}
	for k := range cells {
		middle := (float64(k) + 0.5) / float64(cells)
		p.rate, p.variance = append(p.rate, rate(middle)), append(p.variance, variance(middle))
	}
	most := math.Inf(-1)
	for _, lambda := range p.rate {
		for _, theta := range p.variance {
			log := LomaxLogLikelihood(Lomax{Rate: lambda, FrailtyVariance: theta}, points, people)
			p.weights = append(p.weights, log)
			most = max(most, log)
		}
	}
	if math.IsInf(most, -1) {
		return nil, fmt.Errorf("no law of the priors can give the points %v", points)
	}
	for i, log := range p.weights {
		p.weights[i] = math.Exp(log - most)
	}
	whole := compensatedSum(p.weights)
	for i := range p.weights {
		p.weights[i] /= whole
	}
	return p, nil
}

// Rate is the margin of the rate.
func (p *LomaxPosterior) Rate() Margin {
	held := make([]float64, p.cells)
	for i, w := range p.weights {
		held[i/p.cells] += w
	}
	return Margin{p.rate, held}
}

// FrailtyVariance is the margin of the frailty variance.
func (p *LomaxPosterior) FrailtyVariance() Margin {
	held := make([]float64, p.cells)
	for i, w := range p.weights {
		held[i%p.cells] += w
	}
	return Margin{p.variance, held}
}

// Correlation is that of the two parameters.
func (p *LomaxPosterior) Correlation() float64 {
	rate, variance := p.Rate(), p.FrailtyVariance()
	meanRate, meanVariance := rate.Mean(), variance.Mean()
	var together compensated
	for i, w := range p.weights {
		together.add(w * (p.rate[i/p.cells] - meanRate) * (p.variance[i%p.cells] - meanVariance))
	}
	return together.total() / (rate.SD() * variance.SD())
}

// Margin is the belief in one parameter: what each of the cells of equal prior
// probability holds now.
type Margin struct {
	at   []float64 // middles of the cells, rising
	held []float64
}

// Mean is that of the parameter.
func (m Margin) Mean() float64 {
	var sum compensated
	for k, w := range m.held {
		sum.add(w * m.at[k])
	}
	return sum.total()
}

// SD is its standard deviation.
func (m Margin) SD() float64 {
	mean := m.Mean()
	var sum compensated
	for k, w := range m.held {
		sum.add(w * (m.at[k] - mean) * (m.at[k] - mean))
	}
	return math.Sqrt(sum.total())
}

// Below is the probability that the parameter lies below the prior's quantile of
// a probability.
func (m Margin) Below(probability float64) float64 {
	wantProbability("the probability", probability)
	place := probability * float64(len(m.held))
	whole := min(int(place), len(m.held)-1)
	var sum compensated
	for _, w := range m.held[:whole] {
		sum.add(w)
	}
	sum.add((place - float64(whole)) * m.held[whole])
	return min(sum.total(), 1)
}

// Quantile is the probability under the prior of the parameter's quantile.
func (m Margin) Quantile(share float64) float64 {
	wantProbability("the share of a quantile", share)
	below := 0.0
	for k, w := range m.held {
		if below+w >= share && w > 0 {
			return (float64(k) + (share-below)/w) / float64(len(m.held))
		}
		below += w
	}
	return 1
}

// Overlap is how much of the prior is left: the area below both laws, between 0
// and 1.
func (m Margin) Overlap() float64 {
	each := 1 / float64(len(m.held))
	var both compensated
	for _, w := range m.held {
		both.add(min(w, each))
	}
	return both.total()
}
