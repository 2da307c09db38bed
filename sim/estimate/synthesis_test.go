package estimate

import (
	"math"
	"testing"
)

// forces are those of P44.
func forces(t *testing.T) []Published {
	t.Helper()
	var all []Published
	for _, f := range [][3]float64{
		{0.884, 0.789, 0.992},
		{0.71, 0.585, 0.862},
		{0.992, 0.809, 1.217},
		{0.979, 0.797, 1.201},
		{0.796, 0.703, 0.901},
		{1.142, 1.0, 1.304},
		{0.967, 0.868, 1.078},
		{0.944, 0.807, 1.104},
		{0.672, 0.613, 0.738},
	} {
		p, err := PublishedRatio(f[0], f[1], f[2], 0.95)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func TestP44Synthesis(t *testing.T) {
	restricted, err := Synthesise(forces(t))
	if err != nil {
		t.Fatal(err)
	}
	moments, err := SynthesiseByMoments(forces(t))
	if err != nil {
		t.Fatal(err)
	}
	low, high := restricted.Interval(0.95)
	momentsLow, momentsHigh := moments.Interval(0.95)
	nextLow, nextHigh := restricted.Prediction(0.95)
	agree(t, []answer{
		{"DL", math.Exp(moments.Mean), 0.884517627891362, 0},
		{"DL lower", math.Exp(momentsLow), 0.7811631518343715, 0},
		{"DL upper", math.Exp(momentsHigh), 1.0015467731847734, 0},
		{"DL tau", moments.Between, 0.17412818823812368, 0},
		{"DL se", moments.SE, 0.06339831494007425, 0},
		{"REML", math.Exp(restricted.Mean), 0.8840864258341453, 0},
		{"REML lower", math.Exp(low), 0.7878667519264848, 0},
		{"REML upper", math.Exp(high), 0.9920571041143832, 0},
		{"REML tau", restricted.Between, 0.15904971200888365, 0},
		{"REML se", restricted.SE, 0.058789777020865616, 0},
		{"Q", restricted.Q, 59.433739229688996, 0},
		{"I²", restricted.ISquared, 0.8653963202772248, 0},
		{"next lower", math.Exp(nextLow), 0.5920505486774218, 1e-8},
		{"next upper", math.Exp(nextHigh), 1.3201724246185145, 1e-8},
		{"next below 1", restricted.Below(0), 0.7662516533125167, 0},
		{"next above 1.1", 1 - restricted.Below(math.Log(1.1)), 0.09876214148604234, 0},
		{"reached 0.45", RatioOfReached(0.884, 0.45), 0.7422222222222222, 0},
		{"reached 0.5", RatioOfReached(0.884, 0.5), 0.768, 0},
		{"reached 0.58", RatioOfReached(0.884, 0.58), 0.8, 0},
	})
}

// The restricted likelihood is no greater on either side of what is found.
func TestRestrictedLikelihood(t *testing.T) {
	all := forces(t)
	log := func(between float64) float64 {
		mean, weights := weighedMean(all, between)
		sum := math.Log(weights)
		for _, p := range all {
			variance := p.SE*p.SE + between
			sum += math.Log(variance) + (p.Value-mean)*(p.Value-mean)/variance
		}
		return -sum / 2
	}
	best := restrictedVariance(all)
	for _, factor := range []float64{0, 0.5, 0.99, 1.01, 2, 10} {
		if log(best*factor) >= log(best) {
			t.Errorf("the likelihood at %v of the variance is %v, and %v at it", factor, log(best*factor), log(best))
		}
	}
}

// Estimates of one error have the textbook answer: the variance between is that
// of the estimates less the error's, and 0 where there is less.
func TestSynthesiseAlike(t *testing.T) {
	for _, of := range []func([]Published) (Synthesis, error){Synthesise, SynthesiseByMoments} {
		far, err := of([]Published{{1, 0.5}, {2, 0.5}, {3, 0.5}})
		if err != nil {
			t.Fatal(err)
		}
		agree(t, []answer{
			{"mean", far.Mean, 2, 0},
			{"between", far.Between, math.Sqrt(0.75), 0},
			{"error", far.SE, math.Sqrt(1.0 / 3), 0},
			{"I²", far.ISquared, 0.75, 0},
		})
		near, err := of([]Published{{1, 5}, {2, 5}})
		if err != nil || near.Between != 0 || near.ISquared != 0 || near.SE != 5/math.Sqrt2 {
			t.Errorf("estimates that chance keeps apart: %+v, %v", near, err)
		}
		if low, _ := near.Prediction(0.95); !math.IsNaN(low) {
			t.Errorf("two estimates predict a third above %v", low)
		}
	}
}

func TestSynthesisRefuses(t *testing.T) {
	for name, all := range map[string][]Published{"one": {{1, 1}}, "no error": {{1, 1}, {1, 0}}, "no number": {{1, 1}, {math.NaN(), 1}}} {
		if _, err := Synthesise(all); err == nil {
			t.Errorf("%s: no error", name)
		}
		if _, err := SynthesiseByMoments(all); err == nil {
			t.Errorf("%s: no error by moments", name)
		}
	}
	for _, ends := range [][2]float64{{0, 1}, {1.2, 0.8}, {0.5, math.Inf(1)}} {
		if _, err := PublishedRatio(0.9, ends[0], ends[1], 0.95); err == nil {
			t.Errorf("an interval from %v to %v is taken", ends[0], ends[1])
		}
	}
	if !math.IsNaN(RatioOfReached(0.9, 0)) || RatioOfReached(0.2, 0.5) >= 0 {
		t.Error("a ratio among nobody, or one that cannot be")
	}
}
