package threshold

import (
	"math"
	"testing"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// With inputs drawn the chance of a target is that of the draws, and says so; the rows
// with inputs as stated are of chance alone.
func TestLikelyWithInputsDrawn(t *testing.T) {
	rows := ask(t, "west-midlands-pilot", 300, 20, "T1")
	drawn := rows[len(rows)-1]
	for _, r := range rows[:len(rows)-1] {
		if r.World != AsStated || r.Interval != results.OverCohorts {
			t.Errorf("wanted inputs as stated and chance alone; got %s, %s", r.World, r.Interval)
		}
	}
	if len(rows) != 3 || drawn.World != Drawn || drawn.Interval != results.OverCohortsAndParameters || drawn.Replications != 20 {
		t.Fatalf("wanted a row over 20 draws of the inputs; got %+v", drawn)
	}
	if !(drawn.MCSE > 0) || drawn.Low > drawn.Answer || drawn.High < drawn.Answer || math.Abs(drawn.High-clamped(drawn.Answer+2*drawn.MCSE)) > 1e-12 {
		t.Errorf("wanted a chance within two Monte Carlo errors; got %v ± %v (%v to %v)", drawn.Answer, drawn.MCSE, drawn.Low, drawn.High)
	}
	if stated := rows[1]; drawn.Comparator == stated.Comparator || drawn.Answer == stated.Answer {
		t.Errorf("wanted draws to change the chances; got %v and %v", drawn, stated)
	}
}

// The error of a mean is the textbook's; where chance explains all of the spread of the
// draws their true rates are one, which is no surer than their mean.
func TestJackknife(t *testing.T) {
	draws := []float64{0.70, 0.74, 0.78, 0.82}
	if got, want := jackknife(draws, estimate.Mean), math.Sqrt(estimate.Variance(draws)/4); math.Abs(got-want) > 1e-12 {
		t.Errorf("wanted %v; got %v", want, got)
	}
	of := func(some []float64) float64 { return estimate.TrueRates(some, 20)[0] }
	if got, want := jackknife(draws, of), math.Sqrt(estimate.Variance(draws)/4); math.Abs(got-want) > 1e-12 {
		t.Errorf("wanted the error of the mean, %v; got %v", want, got)
	}
	if got := jackknife(draws[:1], estimate.Mean); !math.IsNaN(got) {
		t.Errorf("wanted none of one draw; got %v", got)
	}
}
