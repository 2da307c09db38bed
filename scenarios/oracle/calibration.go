package oracle

import (
	"fmt"
	"math"

	"diversim/model/evidence"
	"diversim/sim/estimate"
)

// boxes is P38: how implausible two runs are, and what a box holds of a corner
// of a grid.
func boxes() []finding {
	const target, targetSD, discrepancy, run, side = 0.262, 0.004, 0.015, 0.003, 20
	var cases estimate.Cases
	for i := range side {
		for j := range side {
			x, y := (float64(i)+0.5)/side, (float64(j)+0.5)/side
			cases.Points = append(cases.Points, []float64{x, y})
			cases.Interest = append(cases.Interest, x > 0.60 && y < 0.35)
		}
	}
	box := estimate.WholeSpace(2)
	box[0].Low, box[1].High = 0.55, 0.40
	caught := cases.Catch(box)
	return []finding{
		number("I(f=0.300)", estimate.Implausibility(target, 0.300, targetSD, discrepancy, run)),
		number("I(f=0.268)", estimate.Implausibility(target, 0.268, targetSD, discrepancy, run)),
		number("positives", float64(caught.Cases)),
		number("points in box", float64(caught.Inside)),
		number("coverage", caught.Coverage()),
		number("density", caught.Density()),
		number("mass", caught.Mass()),
		number("base rate", caught.BaseRate()),
	}
}

// posterior is P39: a rate of which 31 events of 50 people are known.
func posterior() []finding {
	const seen, people = 31, 50
	prior := estimate.GammaBelief{Events: 2, Exposure: 1}
	after := prior.After(seen, people)
	return []finding{
		number("posterior mean", after.Mean()),
		number("posterior sd", after.SD()),
		number("posterior 2.5%", after.Quantile(0.025)),
		number("posterior 97.5%", after.Quantile(0.975)),
		number("posterior predictive P(no event in 1 yr)", after.NoEvent(1)),
		number("log marginal likelihood of the total (NB)", prior.LogProbability(seen, people)),
	}
}

// nineForces is P44: the published effects of nine forces, pooled, and what they
// say of a tenth.
func nineForces() []finding {
	const confidence, harm, published = 0.95, 1.1, 0.884
	var all []estimate.Published
	for _, f := range evidence.ForceEffects() {
		p, err := estimate.PublishedRatio(f.HazardRatio, f.Low, f.High, confidence)
		if err != nil {
			return []finding{failed("REML pooled HR", err)}
		}
		all = append(all, p)
	}
	restricted, err := estimate.Synthesise(all)
	if err != nil {
		return []finding{failed("REML pooled HR", err)}
	}
	moments, err := estimate.SynthesiseByMoments(all)
	if err != nil {
		return []finding{failed("DL pooled HR", err)}
	}
	nextLow, nextHigh := restricted.Prediction(confidence)
	found := []finding{
		number("Cochran Q", restricted.Q),
		number("I^2 (Q-based)", restricted.ISquared),
		number("REML 95% prediction interval lower (t, k-2 df)", math.Exp(nextLow)),
		number("REML 95% prediction interval upper (t, k-2 df)", math.Exp(nextHigh)),
		number("P(HR<1 in a new force), normal predictive", restricted.Below(0)),
		number("P(HR>1.1 in a new force), normal predictive", 1-restricted.Below(math.Log(harm))),
	}
	for _, by := range []struct {
		name string
		says estimate.Synthesis
	}{{"DL", moments}, {"REML", restricted}} {
		low, high := by.says.Interval(confidence)
		found = append(found,
			number(by.name+" pooled HR", math.Exp(by.says.Mean)),
			number(by.name+" lower 95%", math.Exp(low)),
			number(by.name+" upper 95%", math.Exp(high)),
			number(by.name+" tau", by.says.Between),
			number(by.name+" se(log HR)", by.says.SE))
	}
	for _, uptake := range []float64{0.45, 0.5, 0.58} {
		name := fmt.Sprintf("per-diverted HR at uptake %v, force HR %v", uptake, published)
		found = append(found, number(name, estimate.RatioOfReached(published, uptake)))
	}
	return found
}
