package estimate

import (
	"math"
	"testing"
)

// The bootstrap of the mean of 0 to 99 is about normal, with the standard error
// of the population: of 4,000 resamples the error is known to 1.1%, and an end
// to 4% of it. Tolerances are 4.5 of these.
func TestResample(t *testing.T) {
	const n, times = 100, 4000
	got := resample(n, times, 6, func(counts []float64) []float64 {
		return []float64{weightedMean(counts, func(i int) float64 { return float64(i) })}
	})[0]
	se := math.Sqrt((n*n - 1) / 12.0 / n)
	if got.Value != 49.5 || math.Abs(got.SE/se-1) > 0.05 {
		t.Errorf("got %+v, want 49.5 with standard error %v", got, se)
	}
	if math.Abs(got.Low-(49.5-1.96*se)) > 0.2*se || math.Abs(got.High-(49.5+1.96*se)) > 0.2*se {
		t.Errorf("got %v to %v, want 1.96 standard errors of %v to either side", got.Low, got.High, se)
	}
}
