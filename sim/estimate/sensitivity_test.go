package estimate_test

import (
	"math"
	"slices"
	"testing"

	"diversim/sim/design"
	"diversim/sim/estimate"
)

// sobol runs a function on a Saltelli sample of independent points.
func sobol(of func([]float64) float64, inputs int, groups [][]int, resamples int, seed uint64) estimate.Sobol {
	sample := design.NewSaltelli(design.Uniform(4000, 2*inputs, seed), groups)
	var outputs []float64
	for _, point := range sample.Points() {
		outputs = append(outputs, of(point))
	}
	a, b, mixed := sample.Split(outputs)
	return estimate.SobolRuns{A: a, B: b, Mixed: mixed}.Indices(resamples, seed)
}

// Of x + 2y the variance is 5/12, of which the inputs have a fifth and four
// fifths; they do nothing together. A dummy's total index is exactly 0, and the
// group of all inputs has all. 4.5 bootstrap standard errors: six numbers, one
// false alarm in 20,000.
func TestSobolOfASum(t *testing.T) {
	sum := func(x []float64) float64 { return x[0] + 2*x[1] }
	got := sobol(sum, 3, [][]int{{0}, {1}, {2}, {0, 1, 2}}, 200, 5)
	for i, want := range []float64{0.2, 0.8, 0, 1} {
		for _, index := range []estimate.Resampled{got.Inputs[i].First, got.Inputs[i].Total} {
			if !(math.Abs(index.Value-want) <= 4.5*index.SE) || index.SE > 0.05 || index.Low > index.Value || index.High < index.Value {
				t.Errorf("input %d: got %+v, want %v", i, index, want)
			}
		}
	}
	if dummy := got.Inputs[2].Total; dummy.Value != 0 || dummy.SE != 0 {
		t.Errorf("a dummy has total index %+v", dummy)
	}
	if v := got.Variance; math.Abs(v.Value-5.0/12) > 4.5*v.SE || v.SE > 0.02 {
		t.Errorf("variance %+v, want %v", v, 5.0/12)
	}
}

// The bootstrap's standard error is the spread between independent samples: of
// 60, whose spread is known to 9%, at four of these.
func TestSobolErrors(t *testing.T) {
	product := func(x []float64) float64 { return (x[0] - 0.3) * (x[1] + 1) }
	var values, errors []float64
	for seed := range uint64(60) {
		first := sobol(product, 2, nil, 50, 100+seed).Inputs[0].First
		values, errors = append(values, first.Value), append(errors, first.SE)
	}
	if r := estimate.Mean(errors) / math.Sqrt(estimate.Variance(values)); math.Abs(r-1) > 0.36 {
		t.Errorf("the bootstrap's standard error is %v times the spread", r)
	}
}

func TestSobolLeavesOut(t *testing.T) {
	runs := estimate.SobolRuns{A: []float64{1, 2, math.NaN(), 5}, B: []float64{3, 1, 4, 1}, Mixed: [][]float64{{1, 2, 3, 4}}}
	got := runs.Indices(0, 1)
	if got.Rows != 3 || got.Missing != 1 || !math.IsNaN(got.Inputs[0].First.SE) || math.IsNaN(got.Inputs[0].First.Value) {
		t.Errorf("%+v", got)
	}
	if want := estimate.Variance([]float64{1, 2, 5, 3, 1, 1}); math.Abs(got.Variance.Value-want) > 1e-12 {
		t.Errorf("variance %v, want that of both samples, %v", got.Variance.Value, want)
	}
	flat := estimate.SobolRuns{A: []float64{2, 2}, B: []float64{2, 2}, Mixed: [][]float64{{2, 2}}}.Indices(0, 1)
	if !math.IsNaN(flat.Inputs[0].Total.Value) {
		t.Errorf("an output that does not vary has index %v", flat.Inputs[0].Total.Value)
	}
}

// Of 3x - 2y + z² on 200 walks: a straight line has its slope everywhere, a
// square twice the middle of the step, 2/3 or 4/3.
func TestScreen(t *testing.T) {
	walks := design.Morris(200, 4, 4, 11)
	outputs := make([][]float64, len(walks))
	for w, walk := range walks {
		for _, x := range walk {
			outputs[w] = append(outputs[w], 3*x[0]-2*x[1]+x[2]*x[2])
		}
	}
	got := estimate.Screen(walks, outputs)
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }
	if !near(got[0].Mean, 3) || !near(got[0].SD, 0) || !near(got[1].Mean, -2) || !near(got[1].MeanAbsolute, 2) {
		t.Errorf("straight lines: %+v, %+v", got[0], got[1])
	}
	if got[3].MeanAbsolute != 0 || got[3].SD != 0 {
		t.Errorf("a dummy: %+v", got[3])
	}
	// The two slopes of a square are as likely: 4.5 standard errors of a mean of 200.
	if s := got[2]; math.Abs(s.Mean-1) > 4.5/3/math.Sqrt(200) || math.Abs(s.SD-1.0/3) > 0.05 || s.Mean != s.MeanAbsolute {
		t.Errorf("a square: %+v", s)
	}
}

// On the whole grid the effect of x in xy is y, one of 0, 1/3, 2/3 and 1: mean
// a half and standard deviation √5/6.
func TestScreenOfTheWholeGrid(t *testing.T) {
	var walks [][][]float64
	var outputs [][]float64
	for _, from := range []float64{0, 1.0 / 3} {
		for _, y := range []float64{0, 1.0 / 3, 2.0 / 3, 1} {
			walks = append(walks, [][]float64{{from, y}, {from + 2.0/3, y}})
			outputs = append(outputs, []float64{from * y, (from + 2.0/3) * y})
		}
	}
	got := estimate.Screen(walks, outputs)
	if math.Abs(got[0].Mean-0.5) > 1e-12 || math.Abs(got[0].PopulationSD()-math.Sqrt(5)/6) > 1e-12 || got[0].N != 8 {
		t.Errorf("%+v", got[0])
	}
	if got[1].N != 0 || !math.IsNaN(got[1].Mean) {
		t.Errorf("an input that never moved: %+v", got[1])
	}
}

func TestScreenRefusesJumps(t *testing.T) {
	for name, to := range map[string][]float64{"two inputs": {1, 1}, "no input": {0, 0}} {
		panicked := func() (did bool) {
			defer func() { did = recover() != nil }()
			estimate.Screen([][][]float64{{{0, 0}, slices.Clone(to)}}, [][]float64{{1, 2}})
			return false
		}()
		if !panicked {
			t.Errorf("%s: no panic", name)
		}
	}
}
