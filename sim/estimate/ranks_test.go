package estimate

import (
	"math"
	"testing"
)

func TestRankCorrelation(t *testing.T) {
	nan := math.NaN()
	for name, c := range map[string]struct {
		a, b []float64
		want float64
	}{
		"rises, bent":   {[]float64{1, 2, 3, 4}, []float64{1, 10, 1000, math.Inf(1)}, 1},
		"falls":         {[]float64{1, 2, 3}, []float64{3, 2, 1}, -1},
		"ties":          {[]float64{1, 2, 2, 3}, []float64{1, 2, 3, 4}, 4.5 / math.Sqrt(4.5*5)},
		"a gap":         {[]float64{1, nan, 2, 3}, []float64{1, 2, 3, nan}, 1},
		"does not vary": {[]float64{1, 1, 1}, []float64{1, 2, 3}, nan},
		"nothing":       {nil, nil, nan},
	} {
		if got := RankCorrelation(c.a, c.b); math.Abs(got-c.want) > 1e-12 || math.IsNaN(got) != math.IsNaN(c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}
