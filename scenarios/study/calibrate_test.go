package study

import (
	"context"
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"diversim/model/evidence"
	"diversim/scenarios"
)

var update = flag.Bool("update", false, "write derived files anew")

// fullSize is the replications of a calibration: 200,000 people an evaluation.
const fullSize = 40

// TestCalibratedSets checks that the committed sets do in this model what the
// panel says. With -update it fits them anew and writes them; a set alone is
// fitted by -run TestCalibratedSets/NAME.
//
// Without, n = 60,000 people a set. A simulated figure may lie 4.5 standard
// errors from the panel's, both errors counted: over some 30 figures, a right
// set fails with a probability of about 2 in 10,000.
func TestCalibratedSets(t *testing.T) {
	for _, c := range calibrations() {
		t.Run(c.name, func(t *testing.T) {
			if *update {
				rewrite(t, c.name)
				return
			}
			holdsAgainstPanel(t, c.name)
		})
	}
}

func rewrite(t *testing.T, name string) {
	f, err := Calibrate(context.Background(), name, fullSize, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("../calibrated", name+".yaml"), []byte(f.File()), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + f.File())
	const panel = "../calibrated/panel.json"
	text, err := os.ReadFile(panel)
	if err != nil {
		t.Fatal(err)
	}
	if text, err = f.MergePanel(text); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(panel, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

func holdsAgainstPanel(t *testing.T, name string) {
	const few, bound = 8, 4.5
	c, err := newCalibrating(name, few, 0)
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.scenario.WithCalibration(name)
	if err != nil {
		t.Fatal(err)
	}
	tallies, err := tallied(context.Background(), s, calibrationSeed, few, 0)
	if err != nil {
		t.Fatal(err)
	}
	panel := scenarios.TargetsOf(name)
	for i, now := range c.compared(tallies) {
		if i >= len(panel) || panel[i].Target != now.Target {
			t.Fatalf("the panel of %s has no %s in its place; make calibrate", name, now.Target)
		}
		then := panel[i]
		small := then.MCSE * math.Sqrt(float64(then.People)/float64(now.People))
		if z := (now.Simulated - then.Simulated) / math.Hypot(small, then.MCSE); !(math.Abs(z) <= bound) {
			t.Errorf("%s: the panel says %.4f, the model %.4f (z = %.1f); make calibrate", now.Target, then.Simulated, now.Simulated, z)
		}
		if then.Hit != (then.Low <= then.Simulated && then.Simulated <= then.High) {
			t.Errorf("%s: the panel calls %v within %v to %v a hit: %v", now.Target, then.Simulated, then.Low, then.High, then.Hit)
		}
		now.Simulated, now.MCSE, now.People, now.Hit = then.Simulated, then.MCSE, then.People, then.Hit
		if now != then {
			t.Errorf("%s: the panel says\n%+v, the table of targets\n%+v; make calibrate", now.Target, then, now)
		}
	}
}

// Every committed set is made by the table, and the panel has nothing else.
func TestCalibrationTableIsWhole(t *testing.T) {
	var made []string
	for _, c := range calibrations() {
		made = append(made, c.name)
		if len(scenarios.TargetsOf(c.name)) != len(c.aims)+len(c.checked) {
			t.Errorf("%s: the panel has %d targets, the table %d; make calibrate", c.name, len(scenarios.TargetsOf(c.name)), len(c.aims)+len(c.checked))
		}
		if len(c.aims) < len(c.moved) {
			t.Errorf("%s moves %d inputs to meet %d targets", c.name, len(c.moved), len(c.aims))
		}
	}
	committed := scenarios.Calibrations()
	slices.Sort(made)
	if !slices.Equal(made, slices.Sorted(slices.Values(committed))) {
		t.Errorf("the table makes %q, committed are %q", made, committed)
	}
	for _, target := range targets {
		if _, found := evidence.Cite(target.source); !found {
			t.Errorf("%s: source %q is not in the bibliography", target.key, target.source)
		}
	}
}

// A set fitted to what the model itself shows at known values gives them back.
// n = 5,000 people on common random numbers: there is no noise between truth
// and fit but that of four printed figures.
func TestCalibrationFindsWhatWasPlanted(t *testing.T) {
	const few = 1
	c, err := newCalibrating("possession", few, 0)
	if err != nil {
		t.Fatal(err)
	}
	c.moved, c.aims = c.moved[:2], possessionCurve
	planted := []float64{1.3, 3.4}
	settings, err := c.settings(planted)
	if err != nil {
		t.Fatal(err)
	}
	tallies, err := tallied(context.Background(), c.scenario.At(settings), calibrationSeed, few, 0)
	if err != nil {
		t.Fatal(err)
	}
	truth := sumOf(tallies)
	values, err := c.fit(context.Background(), func(t *target) float64 { return t.of(truth) })
	if err != nil {
		t.Fatal(err)
	}
	for k := range planted {
		if math.Abs(values[k]/planted[k]-1) > 0.01 {
			t.Errorf("%s: planted %v, found %v", c.moved[k].key, planted[k], values[k])
		}
	}
}

// The line on which an input is moved covers its range and comes back.
func TestFreeLine(t *testing.T) {
	for _, f := range []free{{0, 1000}, {0, 1}, {-0.99, 0.99}, {0, 0.99}} {
		for _, x := range []float64{0.1, 0.5, 0.9} {
			if back := f.from(f.to(x)); math.Abs(back-x) > 1e-12 {
				t.Errorf("%v: %v comes back as %v", f, x, back)
			}
		}
		if low := f.from(-700); low < f.low || !f.open() && f.from(700) > f.high {
			t.Errorf("%v is left at its ends", f)
		}
	}
}
