package estimate

import (
	"math"
	"testing"
)

// True rates vary less than observed ones, by what chance adds.
func TestTrueRates(t *testing.T) {
	observed := []float64{0.70, 0.74, 0.78, 0.82}
	got := TrueRates(observed, 1500)
	chance := 0.0
	for _, p := range observed {
		chance += p * (1 - p) / 1500 / 4
	}
	if want := Variance(observed) - chance; math.Abs(Variance(got)-want) > 1e-12 || math.Abs(Mean(got)-0.76) > 1e-12 {
		t.Errorf("wanted a variance of %v about 0.76; got %v about %v", want, Variance(got), Mean(got))
	}
	for _, p := range TrueRates(observed, 20) {
		if math.Abs(p-0.76) > 1e-12 {
			t.Errorf("wanted the mean where chance explains the spread; got %v", p)
		}
	}
}

// Over one pair of rates it is the chance of that pair; over several their mean.
func TestMeanProbabilityHigher(t *testing.T) {
	one, two := ProbabilityHigher(300, 0.8, 300, 0.7), ProbabilityHigher(300, 0.6, 300, 0.75)
	agree(t, []answer{
		{"one pair", MeanProbabilityHigher(300, []float64{0.8}, []float64{0.7}), one, 0},
		{"two pairs", MeanProbabilityHigher(300, []float64{0.8, 0.6}, []float64{0.7, 0.75}), (one + two) / 2, 1e-15},
	})
	if got := MeanProbabilityHigher(300, nil, nil); !math.IsNaN(got) {
		t.Errorf("wanted nothing of no rates; got %v", got)
	}
}
