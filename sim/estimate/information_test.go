package estimate

import (
	"math"
	"testing"

	"diversim/sim"
)

// exampleGain is that of P25.
var exampleGain = NormalGain{Cost: 30, CostSD: 25, Effect: 0.04, EffectSD: 0.03, Correlation: -0.3}

func TestP25NormalGain(t *testing.T) {
	mean, sd := exampleGain.NetBenefit(2000)
	answers := []answer{
		{"pounds a reoffence", exampleGain.PerUnit(), 750, 0},
		{"mean", mean, 50, 0},
		{"sd", sd, 71.58910531638176, 0},
		{"perfect", exampleGain.PerfectInformation(2000), 10.255824659960858, 0},
		{"for 1,500", ForPopulation(exampleGain.PerfectInformation(2000), 1500, 1, 0), 15383.736989941288, 1e-6},
		{"on effect", exampleGain.InformationOnEffect(2000), 8.996282412604124, 0},
		{"on cost", exampleGain.InformationOnCost(2000), 2.602383593533575, 0},
	}
	for value, want := range map[float64]float64{
		0: 0.11506967022170826, 500: 0.3801841650276014, 750: 0.5,
		1000: 0.5890172010336979, 2000: 0.7575459322748859, 5000: 0.8570592777285623,
	} {
		answers = append(answers, answer{"acceptability", exampleGain.Acceptability(value), want, 0})
	}
	agree(t, answers)
	if NormalLoss(3, 0) != 0 || NormalLoss(-1, 2) != NormalLoss(1, 2) {
		t.Error("the loss of something certain, or of the other sign")
	}
}

// drawn are cost and effect under each of n draws.
func (g NormalGain) drawn(n int, seed uint64) (cost, effect []float64) {
	draws := sim.NewDraws(seed, 0)
	for i := range uint32(n) {
		u, v := draws.Pair(sim.Design, i, 1, 0)
		e, c := sim.NormalScore(u), sim.NormalScore(v)
		effect = append(effect, g.Effect+g.EffectSD*e)
		cost = append(cost, g.Cost+g.CostSD*(g.Correlation*e+math.Sqrt(1-g.Correlation*g.Correlation)*c))
	}
	return cost, effect
}

// What is estimated from 20,000 draws of P25 is its exact answer, to 4.5
// bootstrap standard errors: five numbers, one false alarm in 30,000. The
// regression on both is the truth itself, and so as good as knowing everything.
func TestOptionsOfP25(t *testing.T) {
	const n, value, resamples = 20_000, 2000, 60
	cost, effect := exampleGain.drawn(n, 25)
	zero := make([]float64, n)
	o := OptionsWorth(value, [][]float64{zero, cost}, [][]float64{zero, effect})
	perfect := o.PerfectInformation(resamples, 1)
	partial := func(inputs ...[]float64) Resampled {
		r, err := o.PartialInformation(inputs, resamples, 1)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	both := partial(effect, cost)
	for name, c := range map[string]struct {
		got  Resampled
		want float64
	}{
		"perfect": {perfect, exampleGain.PerfectInformation(value)},
		"effect":  {partial(effect), exampleGain.InformationOnEffect(value)},
		"cost":    {partial(cost), exampleGain.InformationOnCost(value)},
		"both":    {both, exampleGain.PerfectInformation(value)},
	} {
		if !(math.Abs(c.got.Value-c.want) <= 4.5*c.got.SE) || c.got.SE > 0.5 || !(c.got.Low < c.got.Value && c.got.Value < c.got.High) {
			t.Errorf("%s: got %+v, want %v", name, c.got, c.want)
		}
	}
	if math.Abs(both.Value-perfect.Value) > 1e-6 {
		t.Errorf("knowing both inputs is worth %v, everything %v", both.Value, perfect.Value)
	}
	share := o.Acceptability()
	exact := exampleGain.Acceptability(value)
	if math.Abs(share[1]-exact) > 4.5*math.Sqrt(exact*(1-exact)/n) || math.Abs(share[0]+share[1]-1) > 1e-12 {
		t.Errorf("acceptable in %v of draws, want %v", share, exact)
	}
	if best, p := o.Frontier(); best != 1 || p != share[1] {
		t.Errorf("the frontier is option %d at %v, want 1 at %v", best, p, share[1])
	}
}

// The interval of perfect information has what is so where another option is as good, or
// nearly: a normal worth of mean 0, 0.05 or 0.3 beside nothing, 400 samples of 200 draws.
// An interval that had it in 93% would be in fewer than 352 of these in one case of
// 10,000; percentiles of the least gain itself have it in 310 of equals.
func TestPerfectInformationAmongEquals(t *testing.T) {
	const samples, draws, resamples, least = 400, 200, 100, 352
	for n, mean := range []float64{0, 0.05, 0.3} {
		truth, covered := NormalLoss(-mean, 1), 0
		for k := range uint32(samples) {
			keyed := sim.NewDraws(uint64(n), k)
			o := Options{make([]float64, draws), make([]float64, draws)}
			for i := range o[1] {
				o[1][i] = mean + sim.NormalScore(keyed.Uniform(sim.Design, uint32(i), 1, 0))
			}
			if got := o.PerfectInformation(resamples, uint64(k)); got.Low <= truth && truth <= got.High {
				covered++
			}
		}
		if covered < least {
			t.Errorf("a mean of %v: %v was in %d of %d intervals, want at least %d", mean, truth, covered, samples, least)
		}
	}
}

// The gain of x² − 1 over nothing, x being normal, with noise that knowing x
// does not remove: E max(0, x²−1) = 2 phi(1), and the mean is 0. A spline must
// follow the bend: what its shape misses is below 0.02.
func TestPartialInformationOfACurve(t *testing.T) {
	const n = 20_000
	draws := sim.NewDraws(4, 0)
	var x, gain, other []float64
	for i := range uint32(n) {
		u, v := draws.Pair(sim.Design, i, 1, 0)
		x = append(x, sim.NormalScore(u))
		gain = append(gain, x[i]*x[i]-1+sim.NormalScore(v))
		other = append(other, draws.Uniform(sim.Design, i, 2, 0))
	}
	o := Options{make([]float64, n), gain}
	got, err := o.PartialInformation([][]float64{x}, 60, 1)
	want := 2 * math.Exp(-0.5) / math.Sqrt(2*math.Pi)
	if err != nil || math.Abs(got.Value-want) > 4.5*got.SE+0.02 {
		t.Errorf("got %+v, %v; want %v", got, err, want)
	}
	nothing, err := o.PartialInformation([][]float64{other}, 60, 1)
	if err != nil || nothing.Value < 0 || nothing.Value > 0.05 {
		t.Errorf("of an input that changes nothing: %+v, %v", nothing, err)
	}
	two, err := o.PartialInformation([][]float64{x, other}, 60, 1)
	if err != nil || math.Abs(two.Value-want) > 4.5*two.SE+0.04 {
		t.Errorf("with an input that changes nothing: %+v, %v; want %v", two, err, want)
	}
}

// Of three normal inputs that add up to the gain, to know all is to know a normal of
// variance 3, and to know a fourth as well adds nothing.
func TestPartialInformationOfSeveral(t *testing.T) {
	const n, inputs = 20_000, 4
	draws := sim.NewDraws(5, 0)
	all := make([][]float64, inputs)
	var gain []float64
	for i := range uint32(n) {
		sum := 0.0
		for d := range all {
			x := sim.NormalScore(draws.Uniform(sim.Design, i, sim.Decision(d+1), 0))
			all[d] = append(all[d], x)
			if d < inputs-1 {
				sum += x
			}
		}
		gain = append(gain, sum+sim.NormalScore(draws.Uniform(sim.Design, i, inputs+1, 0)))
	}
	want := NormalLoss(0, math.Sqrt(3))
	for known := inputs - 1; known <= inputs; known++ {
		got, err := Options{make([]float64, n), gain}.PartialInformation(all[:known], 40, 1)
		if err != nil || math.Abs(got.Value-want) > 4.5*got.SE {
			t.Errorf("of %d: got %+v, %v; want %v", known, got, err, want)
		}
	}
}

// A gain that bends with the sum of three normal inputs: all of them add nothing where
// it is never below 0, though a sum of splines may be.
func TestPartialInformationPromisesNothing(t *testing.T) {
	const n, inputs = 2000, 3
	draws := sim.NewDraws(6, 0)
	all := make([][]float64, inputs)
	var gain []float64
	for i := range uint32(n) {
		sum := 0.0
		for d := range all {
			x := sim.NormalScore(draws.Uniform(sim.Design, i, sim.Decision(d+1), 0))
			all[d] = append(all[d], x)
			sum += x
		}
		gain = append(gain, math.Exp(sum))
	}
	got, err := Options{make([]float64, n), gain}.PartialInformation(all, 0, 1)
	if err != nil || got.Value > 0.02*Mean(gain) {
		t.Errorf("got %+v, %v; want nothing beside a mean of %v", got, err, Mean(gain))
	}
}

// An input of two values has one term, and the answer is that of two means.
func TestPartialInformationOfASwitch(t *testing.T) {
	var on, gain []float64
	for i := range 100 {
		on = append(on, float64(i%2))
		gain = append(gain, 3*float64(i%2)-1)
	}
	got, err := Options{make([]float64, 100), gain}.PartialInformation([][]float64{on}, 0, 0)
	if err != nil || math.Abs(got.Value-0.5) > 1e-9 || !math.IsNaN(got.SE) {
		t.Errorf("got %+v, %v; want (2+0)/2 less 1/2", got, err)
	}
}

// Of inputs that bear on nothing few are worth more than dummies are: n = 20 inputs, each
// above 97.5% of 60 dummies, of which 5 or more are once in 1,000 right answers. That the
// estimate is above 0, as an interval of what cannot be below says, is no such bound.
func TestKnowingNothing(t *testing.T) {
	const n, inputs, most = 250, 20, 4
	beyond, above := 0, 0
	for k := range uint64(inputs) {
		draws := sim.NewDraws(k, 1)
		var inert, gain []float64
		for i := range uint32(n) {
			inert = append(inert, sim.NormalScore(draws.Uniform(sim.Design, i, 1, 0)))
			gain = append(gain, 0.1+sim.NormalScore(draws.Uniform(sim.Design, i, 2, 0)))
		}
		o := Options{make([]float64, n), gain}
		known, err := o.PartialInformation([][]float64{inert}, 0, 1)
		dummies, err2 := o.KnowingNothing(60, 1)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		if known.Value > dummies.High {
			beyond++
		}
		if known.Value > 0 {
			above++
		}
	}
	if beyond > most || above <= most {
		t.Errorf("of %d inputs that bear on nothing %d are worth more than dummies and %d more than 0", inputs, beyond, above)
	}
}

func TestPartialInformationRefuses(t *testing.T) {
	few := Options{{0, 0, 0}, {1, 2, 3}}
	for name, inputs := range map[string][][]float64{"no input": {}, "few draws": {{1, 2, 3}}, "few draws of three": {{1, 2, 3}, {3, 1, 2}, {1, 3, 2}}} {
		if _, err := few.PartialInformation(inputs, 0, 0); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestOptionsWithTiesAndGaps(t *testing.T) {
	nan := math.NaN()
	o := Options{{1, 2, 3, nan}, {1, 5, 0, 100}, {0, 5, 1, 100}}
	share := o.Acceptability()
	agree(t, []answer{{"first", share[0], 1.5 / 3, 0}, {"second", share[1], 1.0 / 3, 0}, {"third", share[2], 0.5 / 3, 0}})
	if best, p := o.Frontier(); best != 0 || math.Abs(p-0.5) > 1e-12 {
		t.Errorf("frontier %d at %v: the first of equal means is 0", best, p)
	}
	agree(t, []answer{{"perfect", o.PerfectInformation(0, 0).Value, 3 - 2, 0}})
	if best, p := (Options{{nan}}).Frontier(); best != -1 || !math.IsNaN(p) {
		t.Errorf("without draws: %d at %v", best, p)
	}
}

// At the ends of the set the mean of above − R·below lies exactly the quantile
// of standard errors from 0, and inside it lies nearer.
func TestFieller(t *testing.T) {
	cost, effect := exampleGain.drawn(400, 7)
	_, weak := NormalGain{EffectSD: 1, Effect: 0.06, CostSD: 1, Correlation: 0}.drawn(400, 8)
	wide, _ := NormalGain{Cost: 1, CostSD: 1}.drawn(400, 9)
	noise, _ := NormalGain{Cost: 0.01, CostSD: 1}.drawn(400, 10)
	const t399 = 1.96592 // 97.5th percentile
	for name, c := range map[string]struct {
		above, below []float64
		shape        RatioShape
	}{
		"clear of 0":     {cost, effect, RatioBetween},
		"near 0":         {wide, weak, RatioOutside},
		"both near 0":    {noise, weak, RatioAny},
		"a single value": {cost[:1], effect[:1], RatioUnknown},
	} {
		set := Fieller(c.above, c.below, 0.95)
		if set.Shape != c.shape {
			t.Errorf("%s: got %+v, want shape %d", name, set, c.shape)
		}
		off := func(r float64) float64 {
			var rest []float64
			for i := range c.above {
				rest = append(rest, c.above[i]-r*c.below[i])
			}
			return math.Abs(Mean(rest)) / StandardError(rest)
		}
		if c.shape == RatioBetween || c.shape == RatioOutside {
			agree(t, []answer{{name, off(set.Low), t399, 1e-4}, {name, off(set.High), t399, 1e-4}})
			if set.Low >= set.High {
				t.Errorf("%s: ends %v, %v", name, set.Low, set.High)
			}
		}
		if c.shape != RatioUnknown {
			for _, r := range []float64{-5000, -1, 0, 1, 700, 5000} {
				if set.Holds(r) != (off(r) <= t399) {
					t.Errorf("%s: %v in the set is %v, and it lies %v errors off", name, r, set.Holds(r), off(r))
				}
			}
		}
	}
	exact := Fieller([]float64{0.1, 0.2, 0.3}, []float64{0.3, 0.6, 0.9}, 0.5)
	agree(t, []answer{{"no spread, low", exact.Low, 1.0 / 3, 1e-7}, {"no spread, high", exact.High, 1.0 / 3, 1e-7}})
}
