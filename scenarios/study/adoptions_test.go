package study

import (
	"slices"
	"testing"

	"diversim/model/evidence"
	"diversim/scenarios"
	"diversim/sim"
)

// infectious is a country in which a scheme spreads from the eight forces, and one arm
// in which forces imitate.
const infectious = `
title: Spread
people: 43
intake: 5y
horizon: 1y
forces: all
comparator: none
arms:
  none: {schemes: none}
  spreads:
    schemes: eight
    set:
      adoption.process: {value: true, because: "test"}
      programme.scheme: {value: deferred-prosecution, because: "test"}
      programme.years: {value: 5y, because: "test"}
  imitates:
    schemes: eight
    set:
      adoption.process: {value: true, because: "test"}
      programme.scheme: {value: deferred-prosecution, because: "test"}
      programme.years: {value: 5y, because: "test"}
      adoption.imitation: {value: 1 per year, because: "test"}
`

// TestAdoptionsAreThoseOfRun: up to the end of the intake adoptions are those of a run
// of the scenario, replication by replication, and they go on after it. Certain. Seen
// to fail with the draws of another replication, and with areas in another order.
func TestAdoptionsAreThoseOfRun(t *testing.T) {
	s, err := scenarios.Parse("spread", []byte(infectious), scenarios.Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	long := Adoptions(s, "spreads", 3, 20, 100*sim.Year)
	p := newPlan(s, Options{Seed: 3, Lean: true})
	i := slices.IndexFunc(p.arms, func(a arm) bool { return a.name == "spreads" })
	taken, later := 0, 0
	for r, begun := range long {
		plan := p.arms[i].nation.Plan(3, r, nil)
		for g, f := range evidence.Forces() {
			spans := plan.Spans(g)
			switch {
			case begun[g] >= s.Intake:
				later++
				if len(spans) > 0 {
					t.Fatalf("replication %d, %s: %v, in a run %v", r, f.Name, begun[g], spans)
				}
			case len(spans) == 0 || spans[0].From != begun[g]:
				t.Fatalf("replication %d, %s: %v, in a run %v", r, f.Name, begun[g], spans)
			case begun[g] > 0:
				taken++
			}
		}
	}
	if taken < 100 || later < 100 {
		t.Errorf("%d schemes taken up in a run and %d after it, so that little is tested", taken, later)
	}
	for _, name := range []string{"imitates", "nobody"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: adoptions without a panic", name)
				}
			}()
			Adoptions(s, name, 1, 1, sim.Year)
		}()
	}
}
