package sensitivity

import (
	"cmp"
	"context"
	"math"
	"slices"

	"diversim/model/ledger"
	"diversim/scenarios/results"
	"diversim/sim"
	"diversim/sim/estimate"
)

// lucky is the number of draws, the first, that meet a second cohort: how far the two
// differ is what the luck of a cohort does.
const lucky = 100

// RankCorrelation is the quantity of the rows of draws. The name is permanent.
const (
	Ranks           = "ranks" // the method: of draws of all inputs at once
	RankCorrelation = "rank correlation"
)

// sampled is one sample of the priors and what it came to. The value of information,
// boxes and rank correlations are read from it.
type sampled struct {
	quantiles [][]float64 // by chosen input, then draw: on the scale of the prior
	values    [][]float64 // likewise, in the input's unit; endless where there is no limit
	outputs   []output
	seen      []seen // by draw; the first cohort is the draw's own
}

// endless stands for a value without limit, where infinities have no middle.
const endless = math.MaxFloat64 / 4

// draws runs the sample and what is asked of it.
func (p *Plan) draws(ctx context.Context) error {
	s := &sampled{outputs: p.sampleOutputs()}
	points := make([][]float64, p.ask.Draws)
	var err error
	s.seen, err = p.evaluate(ctx, p.sample, s.outputs, len(points), func(n int) ([]float64, []int) {
		points[n] = p.fromPriors(n) // in a worker, for it may take several attempts
		if n < lucky {
			return points[n], []int{n, p.ask.Draws + n}
		}
		return points[n], []int{n}
	})
	if err != nil {
		return err
	}
	s.quantiles, s.values = make([][]float64, len(p.inputs)), make([][]float64, len(p.inputs))
	for _, u := range points {
		values := p.sample.Values(u)
		for k := range p.inputs {
			s.quantiles[k] = append(s.quantiles[k], sim.NormalScore(u[k]))
			s.values[k] = append(s.values[k], min(values[k].Number(), endless))
		}
	}
	p.note("Draws of the priors: %s of %s at once, each anew until the published effect can be had, on a cohort of its own of %s people who are followed for %s. The value of information, boxes and rank correlations "+
		"are of this one sample. What a cohort's luck does is told by the first %d, which meet a second cohort.",
		plural(len(points), "draw"), plural(len(p.inputs), "input"), count(p.ask.Scenario.People), months(p.long.Horizon), lucky)
	p.rankRows(s)
	if p.ask.wants(Value) {
		if err := p.worth(s); err != nil {
			return err
		}
	}
	if p.ask.wants(Discover) {
		p.boxes(s)
	}
	return nil
}

// fromPriors is the point of a draw: that of a run which draws its inputs, within what
// is kept of each prior.
func (p *Plan) fromPriors(n int) []float64 {
	u := p.sample.FromPriors(n)
	return p.point(func(k int) float64 { return u[k] })
}

// sampleOutputs are what the draws are read for: what was asked, the net benefits of the
// decisions, and what the questions need.
func (p *Plan) sampleOutputs() []output {
	all := slices.Clone(p.outputs)
	for _, view := range views {
		for arm := range p.decisions {
			all = append(all, worthOf(view.String(), arm))
		}
	}
	for _, q := range p.questions() {
		all = append(all, q.outputs...)
	}
	return all
}

// views are whose money decides.
var views = []ledger.Perspective{ledger.ByPublic, ledger.BySociety}

// of is an output by draw, on each draw's own cohort.
func (s *sampled) of(o int) []float64 {
	all := make([]float64, len(s.seen))
	for n, one := range s.seen {
		all[n] = one[o][0]
	}
	return all
}

// luck is the share of an output's variance that is the luck of cohorts, from the draws
// that met two; 0 where the output does not vary.
func (s *sampled) luck(o int) float64 {
	var squares []float64
	for _, one := range s.seen {
		if len(one[o]) > 1 {
			d := one[o][0] - one[o][1]
			squares = append(squares, d*d/2)
		}
	}
	if all := estimate.Variance(s.of(o)); all > 0 {
		return min(1, estimate.Mean(squares)/all)
	}
	return 0
}

// ranked is the chosen inputs among some, by how strongly their ranks go with those of
// a quantity, as far as that is more than chance: two standard errors of no correlation.
func (s *sampled) ranked(quantity []float64, among []int, most int) []int {
	size := map[int]float64{}
	var kept []int
	const errors = 2
	for _, k := range among {
		r := math.Abs(estimate.RankCorrelation(s.values[k], quantity))
		if r > errors/math.Sqrt(float64(len(quantity))) {
			size[k] = r
			kept = append(kept, k)
		}
	}
	slices.SortStableFunc(kept, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
	return kept[:min(most, len(kept))]
}

// rankRows are the rank correlations of the outputs that were asked for.
func (p *Plan) rankRows(s *sampled) {
	const normal = 1.96
	for o := range p.outputs {
		values := s.of(o)
		se := 1 / math.Sqrt(float64(len(values)-1))
		for k, in := range p.inputs {
			r := estimate.RankCorrelation(s.values[k], values)
			p.add(p.outputs[o], withClear(results.SensitivityRow{
				Method: Ranks, Input: in.key, Label: in.label, Quantity: RankCorrelation,
				Index: number(r), Low: number(math.Tanh(math.Atanh(r) - normal*se)), High: number(math.Tanh(math.Atanh(r) + normal*se)), SE: number(se),
			}))
		}
	}
}
