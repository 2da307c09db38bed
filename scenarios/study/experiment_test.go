package study

import (
	"context"
	"math"
	"runtime"
	"slices"
	"testing"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios"
)

func experiment(t *testing.T, inputs []string) *Experiment {
	t.Helper()
	people := 200
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people})
	if err != nil {
		t.Fatal(err)
	}
	e, err := NewExperiment(s, inputs, Options{Seed: 3, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func evaluate(t *testing.T, e *Experiment, points [][]float64, cohorts ...int) (all []*Evaluated) {
	t.Helper()
	err := e.Evaluate(context.Background(), len(points),
		func(k int) ([]float64, []int) { return points[k], cohorts },
		func(v *Evaluated) error { all = append(all, v); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// At the points of its priors an experiment says what a run that draws its inputs
// says, to the last bit.
func TestExperimentIsTheRun(t *testing.T) {
	e := experiment(t, nil)
	o := Options{Seed: 3, Replications: 3, Workers: 1, Draw: true, Lean: true}
	run, err := Run(context.Background(), e.plan.scenario, o)
	if err != nil {
		t.Fatal(err)
	}
	for replication := range 3 {
		v := evaluate(t, e, [][]float64{e.FromPriors(replication)}, replication)[0]
		for row := range run.Replications.All() {
			if row.Replication != replication || row.Stratum != stratumAll {
				continue
			}
			arm := slices.IndexFunc(e.plan.arms, func(a arm) bool { return a.name == row.Arm })
			if got := v.Of(arm, row.Measure); got != row.Value && !(math.IsNaN(got) && math.IsNaN(row.Value)) {
				t.Fatalf("replication %d, %s, %s: wanted %v; got %v", replication, row.Arm, row.Measure, row.Value, got)
			}
		}
	}
}

// With frozen cohorts the outcome is a function of the point, for any number of
// workers, and an input without bearing on it changes nothing.
func TestExperimentIsAFunction(t *testing.T) {
	inputs := []string{"effect.force_log_hr", "peers.branching"} // peers are off
	points := [][]float64{{0.2, 0.1}, {0.2, 0.9}, {0.8, 0.1}, {0.2, 0.1}}
	one := evaluate(t, experiment(t, inputs), points, 0, 1)
	e := experiment(t, inputs)
	e.plan.workers = 1
	two := evaluate(t, e, points, 0, 1)
	d := func(v *Evaluated) float64 {
		return v.NetBenefit(e.Headline(), ledger.BySociety, ledger.Average)
	}
	for k := range points {
		if d(one[k]) != d(two[k]) {
			t.Errorf("point %d: %v on two workers, %v on one", k, d(one[k]), d(two[k]))
		}
	}
	if d(one[0]) != d(one[1]) || d(one[0]) != d(one[3]) {
		t.Errorf("wanted the same at equal points; got %v, %v and %v", d(one[0]), d(one[1]), d(one[3]))
	}
	if !(d(one[0]) > d(one[2])) {
		t.Errorf("wanted a stronger effect to be worth more; got %v and %v", d(one[0]), d(one[2]))
	}
}

// Ten times as many points hold no more memory: what lives after a collection, while the
// last point is handed over, grows by less than a third of what one cohort's outcome takes.
func TestExperimentIsFlat(t *testing.T) {
	people, horizon := 10, "6 months"
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people, Horizon: &horizon})
	if err != nil {
		t.Fatal(err)
	}
	e, err := NewExperiment(s.WithArms(s.Comparator), []string{"peers.branching"}, Options{Seed: 3, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	live := func(points int) (bytes int64) {
		err := e.Evaluate(context.Background(), points,
			func(k int) ([]float64, []int) { return []float64{(float64(k) + 0.5) / float64(points)}, []int{k} },
			func(v *Evaluated) error {
				if v.Point == points-1 {
					var m runtime.MemStats
					runtime.GC()
					runtime.ReadMemStats(&m)
					bytes = int64(m.HeapAlloc)
				}
				return nil
			})
		if err != nil {
			t.Fatal(err)
		}
		return bytes
	}
	const few, many = 100, 1000
	live(10) // what is made once
	before, after := live(few), live(many)
	outcome := int64(len(e.plan.arms) * len(outcome.Measures()) * 8)
	if grown := after - before; grown > (many-few)*outcome/3 {
		t.Errorf("%d more points hold %d bytes more; an outcome takes %d", many-few, grown, outcome)
	}
}

// Inputs that cannot vary are named, all of them.
func TestExperimentRefuses(t *testing.T) {
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = NewExperiment(s, []string{"no.such", "discount.costs", "effect.uptake"}, Options{})
	want := "wanted inputs that have a prior and that west-midlands-pilot leaves open; got no.such, discount.costs"
	if err == nil || err.Error() != want {
		t.Errorf("wanted %q; got %v", want, err)
	}
}
