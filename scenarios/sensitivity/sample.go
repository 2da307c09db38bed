package sensitivity

import (
	"cmp"
	"context"
	"math"
	"slices"

	"diversim/model/ledger"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
	"diversim/sim/estimate"
)

// RankCorrelation is the quantity of the rows of draws. The name is permanent.
const (
	Ranks           = "ranks" // the method: of draws of all inputs at once
	RankCorrelation = "rank correlation"
)

// sampled is one sample of the priors and what it came to. The value of information,
// boxes and rank correlations are read from it, a column at a time.
type sampled struct {
	inputs  int
	outputs []output
	columns *results.Columns // by draw: the inputs, their normal scores, the outputs on the draw's own cohort
	second  [][]float64      // the outputs of the first draws on their second cohort
	err     error            // the first of reading; what was read after it is worth nothing
}

// endless stands for a value without limit, where infinities have no middle.
const endless = math.MaxFloat64 / 4

func newSampled(inputs int, outputs []output) *sampled {
	return &sampled{inputs: inputs, outputs: outputs, columns: results.NewColumns(2*inputs + len(outputs))}
}

// drawn is the inputs at a point of the sample, and their normal scores.
type drawn struct{ values, scores []float64 }

// add adds the next draw.
func (s *sampled) add(d *drawn, v *study.Evaluated) error {
	row := make([]float64, 0, 2*s.inputs+len(s.outputs))
	for _, x := range d.values {
		row = append(row, min(x, endless))
	}
	row = append(row, d.scores...)
	for n, cohort := range v.Cohorts {
		var seen []float64
		for _, o := range s.outputs {
			seen = append(seen, o.of(cohort))
		}
		if n == 0 {
			row = append(row, seen...)
		} else {
			s.second = append(s.second, seen)
		}
	}
	return s.columns.Add(row)
}

func (s *sampled) column(k int) []float64 {
	all, err := s.columns.Column(k)
	if err != nil {
		s.err = cmp.Or(s.err, err)
		all = make([]float64, s.columns.Rows())
	}
	return all
}

// values are a chosen input by draw, in its unit; endless where there is no limit.
func (s *sampled) values(k int) []float64 { return s.column(k) }

// scores are likewise, on the scale on which what is believed of the input is normal.
func (s *sampled) scores(k int) []float64 { return s.column(s.inputs + k) }

// of is an output by draw, on each draw's own cohort.
func (s *sampled) of(o int) []float64 { return s.column(2*s.inputs + o) }

// draws runs the sample and what is asked of it.
func (p *Plan) draws(ctx context.Context, row func([]float64) error) error {
	s := newSampled(len(p.inputs), p.sampleOutputs())
	defer s.columns.Close()
	table := p.table()
	n := p.ask.Draws
	inHand := make([]*drawn, n) // those that are not read yet
	err := p.sample.Evaluate(ctx, n, func(k int) ([]float64, []int) {
		u := p.sample.FromPriors(k) // in a worker, for it may take several attempts
		d := &drawn{scores: p.sample.Scores(u)}
		for _, v := range p.sample.Values(u) {
			d.values = append(d.values, v.Number())
		}
		inHand[k] = d
		return u, study.CohortsOf(k, n)
	}, func(v *study.Evaluated) error {
		d := inHand[v.Point]
		inHand[v.Point] = nil
		if row != nil {
			for c, cohort := range v.Cohorts {
				if err := row(tableRow(table, d, v.Point, v.Point+c*n, cohort)); err != nil {
					return err
				}
			}
		}
		return s.add(d, v)
	})
	p.done += n
	if err != nil {
		return err
	}
	p.note("Draws of the priors: %s of %s at once, each anew until the published effect can be had, on a cohort of its own of %s people who are followed for %s. The value of information, boxes and rank correlations "+
		"are of this one sample. What a cohort's luck does is told by the first %d, which meet a second cohort.",
		plural(n, "draw"), plural(len(p.inputs), "input"), count(p.ask.Scenario.People), months(p.long.Horizon), study.SecondCohorts)
	p.note("Rank correlations (Spearman): the interval of each is of it alone, so that of inputs that bear on nothing one in twenty leaves 0 out. One is clear from %.2f on: of %s, were none to bear on an "+
		"outcome, %s of samples would have any so large.", estimate.RankByChance(noisePasses, len(p.inputs), n), plural(len(p.inputs), "input"), percent(noisePasses))
	p.rankRows(s)
	if p.ask.wants(Value) {
		if err := p.worth(s); err != nil {
			return cmp.Or(s.err, err)
		}
	}
	if p.ask.wants(Discover) {
		p.boxes(s)
	}
	return s.err
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

// luck is the variance that the luck of cohorts gives an output, by draw, of those that
// met two.
func (s *sampled) luck(o int) (squares []float64) {
	first := s.of(o)
	for n, second := range s.second {
		d := first[n] - second[o]
		squares = append(squares, d*d/2)
	}
	return squares
}

// noisePasses is the chance, of a quantity on which no input bears, that any input is
// said to go with it.
const noisePasses = 0.05

// ranked is the inputs among some, by how strongly their ranks go with those of the one
// of some quantities that they go with most, as far as that is more than chance makes of
// so many. column gives the values of an input.
func ranked(column func(k int) []float64, quantities [][]float64, among []int, most int) []int {
	size := map[int]float64{}
	var kept []int
	for _, k := range among {
		values, r := column(k), 0.0
		for _, q := range quantities {
			if c := math.Abs(estimate.RankCorrelation(values, q)); c > r { // NaN of what does not vary is not
				r = c
			}
		}
		if r > estimate.RankByChance(noisePasses, len(among)*len(quantities), len(values)) {
			size[k] = r
			kept = append(kept, k)
		}
	}
	slices.SortStableFunc(kept, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
	return kept[:min(most, len(kept))]
}

// rankRows are the rank correlations of the outputs that were asked for. One is clear
// that is more than chance makes of so many inputs.
func (p *Plan) rankRows(s *sampled) {
	for o := range p.outputs {
		values := s.of(o)
		told := len(slices.DeleteFunc(slices.Clone(values), math.IsNaN)) // of some cohorts a mean is over nobody
		for k, in := range p.inputs {
			r := estimate.RankCorrelation(s.values(k), values)
			se, low, high := estimate.RankInterval(r, told)
			p.add(p.outputs[o], results.SensitivityRow{
				Method: Ranks, Input: in.key, Label: in.label, Quantity: RankCorrelation,
				Index: results.Finite(r), Low: results.Finite(low), High: results.Finite(high), SE: results.Finite(se),
				Clear: math.Abs(r) > estimate.RankByChance(noisePasses, len(p.inputs), told),
			})
		}
	}
}
