package estimate

import (
	"math"
	"testing"

	"diversim/sim"
)

// withLuck are an option that is worth nothing and one of normal worth, with the luck of
// its people on top, and what a second cohort tells of luck in so many of the n draws.
func withLuck(n, told int, inputs, luck float64, seed uint64) (o Options, of [][]float64) {
	draws := sim.NewDraws(seed, 0)
	o, of = Options{make([]float64, n), nil}, [][]float64{make([]float64, told), nil}
	for i := range n {
		u, v := draws.Pair(sim.Design, uint32(i), 1, 0)
		w, _ := draws.Pair(sim.Design, uint32(i), 2, 0)
		known, first, second := inputs*sim.NormalScore(u), luck*sim.NormalScore(v), luck*sim.NormalScore(w)
		o[1] = append(o[1], known+first)
		if d := first - second; i < told {
			of[1] = append(of[1], d*d/2)
		}
	}
	return o, of
}

// To know normal inputs is worth their exact answer, without luck, within 4.5 bootstrap
// errors: one false alarm in 100,000. The error is larger than without the share's.
func TestKnowingInputs(t *testing.T) {
	const n, told, resamples = 4000, 100, 200
	o, luck := withLuck(n, told, 100, 100/math.Sqrt2, 3)
	got, want := o.KnowingInputs(luck, resamples, 1), NormalLoss(0, 100)
	if math.Abs(got.Value-want) > 4.5*got.SE || !(got.SE < want/10) {
		t.Errorf("wanted %v; got %+v", want, got)
	}
	if share := LuckShare(o[1], luck[1]); math.Abs(share-1.0/3) > 4.5*math.Sqrt2/math.Sqrt(told)/3 {
		t.Errorf("luck has %v of the variance, want a third", share)
	}
	if with := o.PerfectInformation(resamples, 1); !(got.SE > with.SE) {
		t.Errorf("wanted a larger error than %v, with the share's; got %v", with.SE, got.SE)
	}
	o[0] = append(o[0], math.NaN())
	o[1] = append(o[1], 1e9)
	if again := o.KnowingInputs(luck, resamples, 1); again != got {
		t.Errorf("a draw without a value counts: %+v, want %+v", again, got)
	}
}

// Where all is luck there is nothing to know: 0 is in the interval of 95% in nearly all
// of 40 worlds (32 or more, one false alarm in 5,000 if it is in 95%), while their luck
// would seem worth a fifth of a standard deviation or more.
func TestKnowingNothingButLuck(t *testing.T) {
	within := 0
	for seed := range uint64(40) {
		o, luck := withLuck(60, 60, 0, 100, seed)
		got, with := o.KnowingInputs(luck, 200, seed), o.PerfectInformation(0, seed)
		if got.Low == 0 {
			within++
		}
		if !(with.Value > 20) || !(got.Value < with.Value) {
			t.Errorf("world %d: %+v, and with luck %v", seed, got, with.Value)
		}
	}
	if within < 32 {
		t.Errorf("0 is in the interval in %d of 40 worlds", within)
	}
	if got := (Options{{1, 1, 1}, {2, 2, 2}}).KnowingInputs([][]float64{{0}, nil}, 20, 1); got.Value != 0 || got.High != 0 {
		t.Errorf("nothing varies, and yet %+v", got)
	}
}
