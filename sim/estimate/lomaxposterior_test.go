package estimate

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"diversim/sim"
)

// logNormal is a prior with a median and a spread of the logarithm.
func logNormal(median, sigma float64) func(float64) float64 {
	return func(p float64) float64 { return median * math.Exp(sigma*sim.NormalScore(p)) }
}

// Without people the posterior is the prior; with very many, it is the law of
// greatest likelihood.
func TestLomaxPosteriorEnds(t *testing.T) {
	rate, variance := logNormal(0.8, 0.1), logNormal(5, 0.2)
	law := Lomax{Rate: 0.83, FrailtyVariance: 4.6}
	var points []SurvivalPoint
	for _, at := range []float64{0.25, 1, 3} {
		points = append(points, SurvivalPoint{at, law.Survival(at)})
	}
	prior, err := NewLomaxPosterior(rate, variance, points, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, []answer{
		{"mean", prior.Rate().Mean(), 0.8 * math.Exp(0.1*0.1/2), 1e-3},
		{"sd over mean", prior.FrailtyVariance().SD() / prior.FrailtyVariance().Mean(), math.Sqrt(math.Exp(0.04) - 1), 2e-2},
		{"below", prior.Rate().Below(0.317), 0.317, 1e-9},
		{"quantile", prior.FrailtyVariance().Quantile(0.975), 0.975, 1e-9},
		{"overlap", prior.Rate().Overlap(), 1, 1e-9},
	})
	if c := prior.Correlation(); math.Abs(c) > 1e-9 {
		t.Errorf("independent priors correlate: %v", c)
	}
	const many = 1e6
	sure, err := NewLomaxPosterior(rate, variance, points, many, 1000)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, []answer{
		{"rate", sure.Rate().Mean(), law.Rate, 2e-3},
		{"variance", sure.FrailtyVariance().Mean(), law.FrailtyVariance, 2e-3},
		{"median", variance(sure.FrailtyVariance().Quantile(0.5)), law.FrailtyVariance, 2e-3},
	})
	if sure.Rate().Overlap() > 0.1 || sure.Rate().SD() > 0.01 || sure.Correlation() < 0.5 {
		t.Errorf("a million people leave overlap %v, sd %v, correlation %v", sure.Rate().Overlap(), sure.Rate().SD(), sure.Correlation())
	}
}

// Two points, a parameter known: the weights are those of a binomial likelihood,
// by hand.
func TestLomaxPosteriorByHand(t *testing.T) {
	known := func(float64) float64 { return 1 } // S(t) = 1/(1 + rate t)
	rate := func(p float64) float64 { return map[bool]float64{true: 1, false: 3}[p < 0.5] }
	p, err := NewLomaxPosterior(rate, known, []SurvivalPoint{{1, 0.5}, {3, 0.25}}, 4, 2)
	if err != nil {
		t.Fatal(err)
	}
	// Of four people two fail before 1, one before 3, one later: at rate 1 the
	// shares are 1/2, 1/4, 1/4; at rate 3 they are 3/4, 3/20, 1/10.
	one, three := 0.25*0.25*0.25, 0.75*0.75*0.15*0.1
	agree(t, []answer{{"held by rate 1", p.Rate().Below(0.5), one / (one + three), 1e-12}})
}

func TestLomaxPosteriorRefuses(t *testing.T) {
	prior := logNormal(1, 0.1)
	for name, points := range map[string][]SurvivalPoint{"one point": {{1, 0.5}}, "rising": {{1, 0.5}, {2, 0.6}}} {
		if _, err := NewLomaxPosterior(prior, prior, points, 100, 10); err == nil {
			t.Errorf("%s: want an error", name)
		}
	}
}

// Shares below truths of an exact posterior are uniform; those of one that is too
// narrow are not. n = 2,000 truths of a normal mean with prior and error of
// variance 1; each check fails a right one with a probability of 1 in 10,000.
func TestCheckRanks(t *testing.T) {
	const truths, alarm = 2000, 1e-4
	draws := sim.NewDraws(5, 0)
	shares := func(sd float64) []float64 {
		all := make([]float64, truths)
		for i := range all {
			truth := sim.NormalScore(draws.Uniform(sim.Design, uint32(i), 1, uint32(100*sd)))
			seen := truth + sim.NormalScore(draws.Uniform(sim.Design, uint32(i), 2, uint32(100*sd)))
			all[i] = distuv.Normal{Mu: seen / 2, Sigma: sd}.CDF(truth)
		}
		return all
	}
	right := CheckRanks(shares(math.Sqrt(0.5)), 20)
	if !right.Uniform(alarm) || math.Abs(right.Covered-0.95) > 3.9*math.Sqrt(0.95*0.05/truths) {
		t.Errorf("the exact posterior: p = %v, %v covered", right.P, right.Covered)
	}
	narrow := CheckRanks(shares(0.5), 20)
	if narrow.Uniform(alarm) || narrow.Covered > 0.9 {
		t.Errorf("a posterior that is too narrow: p = %v, %v covered", narrow.P, narrow.Covered)
	}
	// By hand: 3 and 1 in two bins, chi-squared 1 on one degree of freedom.
	r := CheckRanks([]float64{0.1, 0.2, 0.01, 0.9}, 2)
	agree(t, []answer{{"chi-squared", r.ChiSquared, 1, 1e-12}, {"p", r.P, 0.31731050786291415, 1e-9}, {"covered", r.Covered, 0.75, 1e-12}})
}
