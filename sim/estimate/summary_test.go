package estimate

import (
	"math"
	"slices"
	"testing"
)

func TestSummarise(t *testing.T) {
	values := make([]float64, 0, 42)
	for i := range 41 {
		values = append(values, float64(40-i)) // 0 to 40, backwards
	}
	values = append(values, math.NaN())
	before := slices.Clone(values)
	got := Summarise(values)
	agree(t, []answer{
		{"mean", got.Mean, 20, 1e-15},
		{"standard error", got.MCSE, math.Sqrt(143.5 / 41), 1e-14}, // (n^2 + n)/12 = 143.5
		{"low", got.Low, 1, 1e-13},
		{"high", got.High, 39, 1e-13},
	})
	if got.N != 41 || got.Missing != 1 || !got.HasInterval || got.Empty {
		t.Errorf("got %+v", got)
	}
	if !slices.EqualFunc(before, values, func(a, b float64) bool { return a == b || a != a && b != b }) {
		t.Error("the values of the caller were changed")
	}
}

func TestSummariseFew(t *testing.T) {
	for _, n := range []int{0, 1, 2, 39, 40} {
		values := slices.Repeat([]float64{0.1}, n)
		got := Summarise(append(values, math.NaN(), math.NaN()))
		if got.N != n || got.Missing != 2 || got.Empty != (n == 0) || got.HasInterval != (n >= 40) {
			t.Errorf("%d values: got %+v", n, got)
		}
		if math.IsNaN(got.Mean) != (n == 0) || math.IsNaN(got.MCSE) != (n < 2) || math.IsNaN(got.Low) != (n < 40) || math.IsNaN(got.High) != (n < 40) {
			t.Errorf("%d values: a number that does not exist, or the reverse: %+v", n, got)
		}
		if n > 1 && (got.Mean != 0.1 || got.MCSE != 0) {
			t.Errorf("%d equal values: got mean %v, error %v", n, got.Mean, got.MCSE)
		}
	}
}

// Type 7 on the sample of the numpy manual and on the ends.
func TestPercentile(t *testing.T) {
	values := []float64{10, 7, 4, 3, 2, 1}
	for share, want := range map[float64]float64{0: 1, 0.25: 2.25, 0.5: 3.5, 0.9: 8.5, 1: 10} {
		got, ok := Percentile(values, share)
		agree(t, []answer{{"percentile", got, want, 1e-14}})
		if ok {
			t.Errorf("six values are enough for an interval")
		}
	}
	if _, ok := Percentile(make([]float64, 40), 0.025); !ok {
		t.Error("forty values are not enough for an interval")
	}
	if got, ok := Percentile([]float64{math.NaN()}, 0.5); ok || !math.IsNaN(got) {
		t.Errorf("percentile of nobody: got %v, %v", got, ok)
	}
}

func TestMeanDoesNotLoseSmallTerms(t *testing.T) {
	if got := Mean([]float64{1, 1e100, 1, -1e100}); got != 0.5 {
		t.Errorf("got %v, want 0.5", got)
	}
	if got := Mean([]float64{1, math.Inf(1)}); !math.IsInf(got, 1) {
		t.Errorf("mean with an infinite value: got %v, want +Inf", got)
	}
	// A large common offset must not swamp the spread.
	agree(t, []answer{{"variance", Variance([]float64{1e9 + 1, 1e9 + 2, 1e9 + 3}), 1, 1e-9}})
}

func TestPairedDifference(t *testing.T) {
	// Arm = comparator + {1, 2, 1, 2}; the variance of {0, 1, 2, 3} is 5/3,
	// that of {1, 3, 3, 5} is 8/3, their covariance 2, that of the difference
	// 1/3: the ratio is 13 and the correlation 2/sqrt(40/9).
	got := PairedDifference([]float64{1, math.NaN(), 3, 3, 5}, []float64{0, 7, 1, 2, 3})
	agree(t, []answer{
		{"mean", got.Difference.Mean, 1.5, 0},
		{"error", got.Difference.MCSE, math.Sqrt(1.0 / 12), 0},
		{"correlation", got.Correlation, 2 / math.Sqrt(40.0/9), 1e-14},
		{"ratio", got.VarianceRatio, 13, 1e-12},
	})
	if got.Difference.N != 4 || got.Difference.Missing != 1 {
		t.Errorf("pairs: got %d and %d missing, want 4 and 1", got.Difference.N, got.Difference.Missing)
	}
	same := PairedDifference([]float64{1, 2, 3}, []float64{0, 1, 2})
	if !math.IsInf(same.VarianceRatio, 1) || same.Difference.MCSE != 0 {
		t.Errorf("one and the same difference: got %+v", same)
	}
	constant := PairedDifference([]float64{1, 1}, []float64{0, 0})
	if !math.IsNaN(constant.Correlation) || !math.IsNaN(constant.VarianceRatio) {
		t.Errorf("constant arms: got %+v", constant)
	}
	mustPanic(t, "arms of different length", func() { PairedDifference([]float64{1}, nil) })
}

func TestPassProbability(t *testing.T) {
	values := []float64{0.79, 0.8, 0.81, math.NaN(), 1 - 0.2, 0.7999}
	if got := PassProbability(values, 0.8); got != 0.6 {
		t.Errorf("got %v, want 3 of 5", got)
	}
	if got := PassProbability([]float64{1 - 0.9}, 0.1); got != 1 {
		t.Errorf("1 - 0.9 does not reach 0.1: got %v", got)
	}
	if got := PassProbability([]float64{math.NaN()}, 0.8); !math.IsNaN(got) {
		t.Errorf("nobody: got %v, want NaN", got)
	}
}

func TestCountAtLeast(t *testing.T) {
	for _, c := range []struct {
		share float64
		n     int
		want  int
	}{{0.8, 1500, 1200}, {0.07, 100, 7}, {0.8, 1501, 1201}, {0, 10, 0}, {1, 10, 10}, {0.5, 0, 0}, {0.29, 100, 29}} {
		if got := CountAtLeast(c.share, c.n); got != c.want {
			t.Errorf("%v of %d: got %d, want %d", c.share, c.n, got, c.want)
		}
	}
}
