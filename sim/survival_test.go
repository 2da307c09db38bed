package sim

import (
	"math"
	"testing"
)

func TestSurvivalIsTheExponential(t *testing.T) {
	var factors []float64
	for x := 1e-12; x < 800; x *= 1.003 {
		factors = append(factors, x)
	}
	factors = append(factors, 0, survivalReach, math.Nextafter(survivalReach, 0), math.Inf(1), 1.0/256, 3.0/256)
	to := make([]float64, len(factors))
	for _, intensity := range []float64{1, 0.37} {
		Survival(to, intensity, factors)
		for i, f := range factors {
			want := math.Exp(-intensity * f)
			if math.Abs(to[i]-want) > 0x1p-51*want {
				t.Errorf("exp(-%v): got %v, want %v", intensity*f, to[i], want)
			}
		}
	}
}

func BenchmarkSurvival(b *testing.B) {
	factors, to := make([]float64, 36), make([]float64, 36)
	for i := range factors {
		factors[i] = float64(i) / 36
	}
	for b.Loop() {
		Survival(to, 1, factors)
	}
}
