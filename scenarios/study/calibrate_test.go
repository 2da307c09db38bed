package study

import (
	"context"
	"flag"
	"os"
	"testing"

	"diversim/scenarios"
)

var update = flag.Bool("update", false, "write derived files anew")

// TestCalibratedSet checks that the committed set puts the simulated control
// curve inside the published intervals. With -update it fits the set anew (800,000
// people an evaluation) and writes it.
//
// Without, n = 60,000 people: the Monte Carlo error of the risk at 36 months is
// 0.2 points, and the fit lies 0.7 points or more inside every bound, so that a
// right set fails with a probability below 0.001.
func TestCalibratedSet(t *testing.T) {
	if *update {
		f, err := Calibrate(context.Background(), 40, 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("../calibrated/possession.yaml", []byte(f.CalibratedSet()), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("fitted %+v", f)
		return
	}
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	p := s.Params(s.Comparator)
	risks, err := SimulatedCurve(context.Background(), s, float64(p.Offending.SanctionedRate), float64(p.Frailty.Offending), 3, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range ControlCurve {
		t.Logf("%d months: published %.1f%% (%.1f to %.1f), simulated %.2f%%", c.Months, 100*c.Risk, 100*c.Low, 100*c.High, 100*risks[i])
		if risks[i] < c.Low || risks[i] > c.High {
			t.Errorf("%d months: simulated %.4f, published %.3f to %.3f", c.Months, risks[i], c.Low, c.High)
		}
	}
}
