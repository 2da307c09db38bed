package study

import (
	"math"
	"slices"
	"testing"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// The series ends at the difference that is published, to the bit, every point before
// is the mean of the first rows of the table of replications, and the error falls: by
// half from a quarter of the replications to all, give or take what a standard deviation
// from 25 or more values may be off. It stops by its rule and says so.
func TestConvergenceEndsAtTheHeadline(t *testing.T) {
	for _, draw := range []bool{false, true} {
		o := Options{Seed: 2, Workers: 2, Draw: draw, Lean: true, Precision: map[bool]float64{false: 0.015, true: 0}[draw]}
		r := mustRun(t, pilot(t, 60).WithArms("usual", "diversion"), o)
		c := r.Summary.Convergence
		end, published := c.Points[len(c.Points)-1], r.Summary.Differences[c.Arm][c.Measure]
		if end.Mean != published.Mean || end.MCSE != published.MCSE || end.Replications != r.Summary.Replications || len(c.Points) < 25 {
			t.Errorf("draw %v: %d points end at %+v; published: %+v over %d", draw, len(c.Points), end, published, r.Summary.Replications)
		}
		values := map[string][]float64{}
		for row := range r.Replications.All() {
			if row.Measure == Headline && row.Stratum == stratumAll {
				values[row.Arm] = append(values[row.Arm], row.Value)
			}
		}
		for _, point := range c.Points {
			n := point.Replications
			if want := estimate.Mean(values["diversion"][:n]) - estimate.Mean(values["usual"][:n]); math.Abs(float64(point.Mean)-want) > 1e-12 {
				t.Errorf("draw %v: the mean of the first %d is %v, want %v", draw, n, point.Mean, want)
			}
		}
		quarter := c.Points[slices.IndexFunc(c.Points, func(p results.ConvergencePoint) bool { return 4*p.Replications >= end.Replications })]
		if ratio := float64(end.MCSE / quarter.MCSE); ratio < 0.3 || ratio > 0.8 {
			t.Errorf("draw %v: from %d to %d replications the error changes by a factor of %v, want about a half", draw, quarter.Replications, end.Replications, ratio)
		}
		if c.Stopped != results.StoppedAtTolerance || end.MCSE > end.Tolerance || (c.Rule.ShareOfSpread > 0) != draw {
			t.Errorf("draw %v: %s by %+v at %+v", draw, c.Stopped, c.Rule, end)
		}
	}
}

// Without a rule there is no tolerance; without another arm, people or a measure of the
// headline there is no series.
func TestConvergenceWithoutRuleOrDifference(t *testing.T) {
	o := Options{Seed: 2, Replications: 3, Workers: 2, Lean: true}
	c := mustRun(t, pilot(t, 20).WithArms("usual", "diversion"), o).Summary.Convergence
	if c.Stopped != results.StoppedAsStated || c.Rule != nil || len(c.Points) != 3 || c.Points[2].Tolerance.Known() || c.Points[0].MCSE.Known() {
		t.Errorf("three replications as stated: %+v", c)
	}
	if c := mustRun(t, pilot(t, 20).WithArms("usual"), o).Summary.Convergence; c != nil {
		t.Errorf("one arm: %+v", c)
	}
	if c := mustRun(t, pilot(t, 0), o).Summary.Convergence; c != nil {
		t.Errorf("nobody: %+v", c)
	}
}

func TestWhyARunStops(t *testing.T) {
	for name, c := range map[string]struct {
		options Options
		done    int
		error   float64
		want    string
	}{
		"as stated":                {Options{Replications: 40}, 40, 1, results.StoppedAsStated},
		"before what was stated":   {Options{Replications: 40}, 39, 0, results.StoppedEarly},
		"before it is asked":       {Options{}, fewest - 1, 0, results.StoppedEarly},
		"within the usual":         {Options{}, fewest, DefaultPrecision, results.StoppedAtTolerance},
		"above the usual":          {Options{}, fewest, 1.001 * DefaultPrecision, results.StoppedEarly},
		"a tenth of the spread":    {Options{Draw: true}, fewest, 0.03, results.StoppedAtTolerance},
		"of a spread, too few":     {Options{Draw: true, Precision: 0.002}, fewest, 0.03, results.StoppedEarly},
		"within what is asked for": {Options{Draw: true, Precision: 0.04}, fewest, 0.03, results.StoppedAtTolerance},
		"the limit":                {Options{Precision: 1e-5}, most, 1e-4, results.StoppedAtLimit},
		"both":                     {Options{Precision: 1e-4}, most, 1e-4, results.StoppedAtTolerance},
	} {
		g := &gathering{plan: &plan{options: c.options}, done: c.done}
		if got := g.stopped(estimate.Interval{MCSE: c.error, N: c.done}); got != c.want {
			t.Errorf("%s: stopped by %q, want %q", name, got, c.want)
		}
	}
}

func TestStepsTo(t *testing.T) {
	for _, all := range []int{1, 7, 50, 51, 100, 119, 137, 5000} {
		steps := stepsTo(all)
		if last := steps[len(steps)-1]; last != all || len(steps) > seriesPoints || len(steps) < min(all, seriesPoints/2) || !slices.IsSorted(steps) || steps[0] < 1 {
			t.Errorf("%d: %v", all, steps)
		}
	}
}
