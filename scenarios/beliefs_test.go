package scenarios

import (
	"math"
	"testing"

	"diversim/model"
	"diversim/model/ledger"
	"diversim/sim"
)

// The four beliefs are the pilot with other effects: each has the pilot's arms
// and differs where it says, and the published one is the base case.
func TestBeliefs(t *testing.T) {
	contrast := func(name string) (model.Contrast, *model.Params) {
		s, err := Load(name, Overrides{})
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Arms) != 6 || s.People != 1500 {
			t.Errorf("%s: %d arms and %d people, want the pilot's", name, len(s.Arms), s.People)
		}
		p := s.Params("diversion")
		return model.Prepare(p, model.Config{People: 1, Horizon: sim.Year}, nil).Contrast(), p
	}
	pilot, base := contrast("west-midlands-pilot")
	published, p := contrast("published")
	if published != pilot || p.Record != base.Record || p.Deterrence != base.Deterrence {
		t.Error("published is not the base case")
	}
	claim, _ := contrast("enthusiast")
	if want := math.Log(0.80) / math.Log(0.724); math.Abs(claim.Individual()-want) > 0.002 {
		t.Errorf("the claim is an individual ratio of %.4f, want %.4f", claim.Individual(), want)
	}
	doubt, s := contrast("sceptical")
	if doubt.LogContrast != 0 || doubt.Route[ledger.Charge] != 1 || s.Record.Ratio != 1 || s.Deterrence.Elasticity <= 0 {
		t.Errorf("the sceptic believes in %+v", doubt)
	}
	deter, q := contrast("pro-prosecution")
	if got := deter.Route[ledger.Charge] / deter.Route[ledger.Diversion]; deter.LogContrast != 0 || math.Abs(got-0.9) > 1e-12 {
		t.Errorf("a charge against a diversion is %.4f, want 0.9; the contrast %v", got, deter.LogContrast)
	}
	if q.Deterrence.Elasticity != 0.2 || q.Record.Ratio != 1 {
		t.Errorf("elasticity %v and record %v, want 0.2 and 1", q.Deterrence.Elasticity, q.Record.Ratio)
	}
}

// The offer with the course and treatment, and without each: the arms differ in
// these two and in nothing else.
func TestUnderfunded(t *testing.T) {
	s, err := Load("underfunded-health-response", Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	both := s.Params("both")
	for name, want := range map[string]struct{ course, places bool }{
		"both": {true, true}, "no-treatment": {true, false}, "no-course": {false, true}, "neither": {false, false},
	} {
		p := *s.Params(name)
		if p.Programme.Course != want.course || (p.Treatment.Slots > 0) != want.places || p.Programme.Scheme != both.Programme.Scheme {
			t.Errorf("%s: course %v, %v places", name, p.Programme.Course, p.Treatment.Slots)
		}
		p.Programme.Course, p.Treatment.Slots, p.Treatment.Size = both.Programme.Course, both.Treatment.Slots, both.Treatment.Size
		if p != *both {
			t.Errorf("%s differs in more than the course and the places", name)
		}
	}
}
