package study

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"diversim/scenarios"
	"diversim/scenarios/results"
)

// someForces is a run over three force areas, with schemes in two.
func someForces(t *testing.T) *scenarios.Scenario {
	return from(t, `extends: eight-forces
people: 90
forces: [Cleveland, Durham, Kent]
arms:
  usual: {schemes: none}
  two:
    schemes: eight
    set: {programme.scheme: {value: deferred-prosecution, because: "a scheme"}}
`)
}

// TestEventsOverForces: the log is of the people of the run, numbered through, each
// in one force area and the same under every arm, and what it says of them is what
// the run says.
func TestEventsOverForces(t *testing.T) {
	s := someForces(t)
	const replications = 2
	run := mustRun(t, s, Options{Seed: 4, Replications: replications, Workers: 2, Lean: true})
	completed, forceOf := map[string]int{}, map[uint32]string{}
	var areas []string
	err := Events(s, Options{Seed: 4}, replications)(func(e results.EventRow) bool {
		if e.Kind == "contact" && e.AtDays == 0 && e.Arm == "usual" && e.Replication == 0 {
			forceOf[e.Person] = e.Force
			if n := len(areas); n == 0 || areas[n-1] != e.Force {
				areas = append(areas, e.Force)
			}
		}
		if e.Force == "" || e.Replication == 0 && e.Kind == "contact" && forceOf[e.Person] != e.Force {
			t.Fatalf("person %d is found in %q under %s, in %q before", e.Person, e.Force, e.Arm, forceOf[e.Person])
		}
		if e.Kind == "end of course" && e.Outcome == "completed" {
			completed[e.Arm]++
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(areas, s.Forces) || len(forceOf) != s.People {
		t.Errorf("%d people in %v; wanted %d in %v", len(forceOf), areas, s.People, s.Forces)
	}
	for k, place := range run.Country.Places {
		n := 0
		for _, force := range forceOf {
			if force == s.Forces[k] {
				n++
			}
		}
		if n != place.Contacts {
			t.Errorf("%s: %d people in the log, %d in the run", place.Name, n, place.Contacts)
		}
	}
	for _, arm := range []string{"usual", "two"} {
		want := float64(run.Summary.Arms[arm]["completion"].Mean) * float64(s.People*replications)
		if got := float64(completed[arm]); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %v completed in the log, %v in the run", arm, got, want)
		}
	}
	if completed["two"] == 0 {
		t.Error("nobody completes, and nothing was compared")
	}
}

// TestTraceOverForces: a life is that of the log, wherever it was led.
func TestTraceOverForces(t *testing.T) {
	s := someForces(t)
	logged, force := map[int][]string{}, map[int]string{}
	err := Events(s, Options{Seed: 4}, 1)(func(e results.EventRow) bool {
		if e.Arm == "two" && e.Kind != "cost" {
			logged[int(e.Person)] = append(logged[int(e.Person)], describe(e))
			force[int(e.Person)] = e.Force
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	parted := 0
	for _, person := range []int{0, 1, 12, 30, s.People / 2, s.People - 2, s.People - 1} {
		trace, err := TracePerson(s, Options{Seed: 4}, 0, person, "usual", "two")
		if err != nil {
			t.Fatal(err)
		}
		var lived []string
		for _, line := range trace.Lines {
			if line.Right != "" {
				lived = append(lived, line.Right)
			}
		}
		if !slices.Equal(lived, logged[person]) || trace.Force != force[person] {
			t.Errorf("person %d: %v in %s; the log has %v in %s", person, lived, trace.Force, logged[person], force[person])
		}
		if strings.Contains(trace.FirstDifference, "draws") {
			parted++
		}
	}
	if parted == 0 {
		t.Error("no two lives part at a draw")
	}
	if _, err := TracePerson(s, Options{Seed: 4}, 0, s.People, "usual", "two"); err == nil || !strings.Contains(err.Error(), "from 0 to 89; got 90") {
		t.Errorf("no such person: %v", err)
	}
}

// TestObserveRefusesForces: a ledger is of one area.
func TestObserveRefusesForces(t *testing.T) {
	s := someForces(t)
	err := Observe(context.Background(), s, Options{Workers: 1}, 1,
		func(int, map[string]Observed) int { return 0 }, func(int, int) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "wanted a scenario of one force area") {
		t.Errorf("a run over force areas was observed: %v", err)
	}
}

// TestSweepOverForces: at the scenario's own point a sweep says what a run says.
func TestSweepOverForces(t *testing.T) {
	s := someForces(t)
	axis, err := ParseAxis(s, "effect.between_forces=0.159,0.5")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Seed: 4, Replications: 2, Workers: 2, Lean: true}
	run, compared := mustRun(t, s, o), 0
	err = Sweep(context.Background(), s, []Axis{axis}, o, func(r SweepRow) error {
		if r.Point != 0 {
			return nil
		}
		compared++
		if want := run.Summary.Arms[r.Arm][r.Measure].Mean; r.Mean != want && (r.Mean.Known() || want.Known()) {
			t.Errorf("%s, %s: %v in the sweep, %v in the run", r.Arm, r.Measure, r.Mean, want)
		}
		return nil
	})
	if err != nil || compared == 0 {
		t.Errorf("%d compared, %v", compared, err)
	}
}

// TestRobustOverForces: beliefs and structures are asked over force areas too, and
// give the run's own answer where a belief changes nothing.
func TestRobustOverForces(t *testing.T) {
	s := someForces(t)
	structure := Structures()[0]
	r, err := Robust(context.Background(), s, []Belief{{Name: "as it is"}}, []string{structure}, Options{Seed: 4, Replications: 2, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	held, err := s.WithCalibration(structure)
	if err != nil {
		t.Fatal(err)
	}
	run := mustRun(t, held, Options{Seed: 4, Replications: 2, Workers: 2, Lean: true})
	compared := 0
	for _, c := range r.Contrasts {
		want, there := run.Summary.Differences["two"][c.Measure]
		if !there {
			continue
		}
		compared++
		if math.Abs(c.Means[0]-float64(want.Mean)) > 1e-9 {
			t.Errorf("%s: %v, %v in a run", c.Measure, c.Means[0], want.Mean)
		}
	}
	if compared == 0 {
		t.Error("nothing was compared")
	}
}
