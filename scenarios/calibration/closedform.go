package calibration

import (
	"math"
	"slices"

	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/design"
	"diversim/sim/estimate"
)

// ClosedForm is the first stage: what a published curve of first sanctioned
// reoffences says of the rate and of the variance of frailty, were there nothing
// else, neither custody nor effects of disposals. It needs no simulation.
type ClosedForm struct {
	Rate, Variance study.Moved
	Curve          []estimate.SurvivalPoint
	People         float64 // who would give intervals as wide as those published
	Cells          int     // of the grid, a side; 0: 100
}

const usualCells = 100

// Posterior is the belief in rate and variance, given the curve.
func (c ClosedForm) Posterior() (*estimate.LomaxPosterior, error) { return c.given(c.Curve) }

// InClosedForm is the belief in rate and variance that the published curve of a
// calibrated set gives by itself; nil where the inputs do not hold both, or the set has
// no closed form.
func InClosedForm(set string, inputs []study.Moved) ([]Belief, error) {
	rate, variance := study.CurveInputs()
	var c ClosedForm
	found := 0
	for _, in := range inputs {
		switch in.Key {
		case rate:
			c.Rate = in
			found++
		case variance:
			c.Variance = in
			found++
		}
	}
	var err error
	c.Curve, c.People, err = study.PublishedCurve(set)
	if err != nil || found < 2 || c.Curve == nil {
		return nil, err
	}
	p, err := c.Posterior()
	if err != nil {
		return nil, err
	}
	q := Question{Inputs: []study.Moved{c.Rate, c.Variance}}
	all := q.PriorBeliefs()
	for k, m := range []estimate.Margin{p.Rate(), p.FrailtyVariance()} {
		in, b := q.Inputs[k], &all[k]
		b.Mean, b.SD, b.Overlap, b.MedianPlace = m.Mean(), m.SD(), m.Overlap(), m.Quantile(middle)
		b.Median, b.Low, b.High = in.Quantile(b.MedianPlace), in.Quantile(m.Quantile(lowTail)), in.Quantile(m.Quantile(highTail))
		b.Verdict = verdict(b.Overlap, 1) // there is no chance in it
	}
	return all, nil
}

func (c ClosedForm) given(curve []estimate.SurvivalPoint) (*estimate.LomaxPosterior, error) {
	cells := c.Cells
	if cells == 0 {
		cells = usualCells
	}
	return estimate.NewLomaxPosterior(c.Rate.Quantile, c.Variance.Quantile, curve, c.People, cells)
}

// Check draws truths from the priors and a curve of as many people from each, and
// says where in the posterior of each the truth lies: for the rate, and for the
// variance.
func (c ClosedForm) Check(truths, bins int, seed uint64) (rate, variance estimate.RankCheck, err error) {
	var rates, variances []float64
	for k, truth := range design.Uniform(truths, 2, seed) {
		law := estimate.Lomax{Rate: c.Rate.Quantile(truth[0]), FrailtyVariance: c.Variance.Quantile(truth[1])}
		p, err := c.given(c.drawn(law, seed, uint32(k)))
		if err != nil {
			return rate, variance, err
		}
		rates = append(rates, p.Rate().Below(truth[0]))
		variances = append(variances, p.FrailtyVariance().Below(truth[1]))
	}
	return estimate.CheckRanks(rates, bins), estimate.CheckRanks(variances, bins), nil
}

// drawn is the curve of people whose first reoffences come by a law.
func (c ClosedForm) drawn(law estimate.Lomax, seed uint64, truth uint32) []estimate.SurvivalPoint {
	draws := sim.NewDraws(seed, truth)
	people := int(math.Round(c.People))
	curve := slices.Clone(c.Curve)
	var without []float64
	for k := range curve {
		without = append(without, law.Survival(curve[k].Time))
		curve[k].Survival = 0
	}
	for person := range people {
		u := draws.Uniform(sim.Design, uint32(person), drawPerson, 0)
		for k := range curve {
			if u < without[k] {
				curve[k].Survival += 1 / float64(people)
			}
		}
	}
	return curve
}
