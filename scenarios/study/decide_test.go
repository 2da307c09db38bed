package study

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"diversim/scenarios"
)

// ruled puts planted rules to a small pilot.
func ruled(t *testing.T, text string, beliefs bool) []Decision {
	t.Helper()
	return decided(t, pilot(t, 100), text, DecideOptions{Draws: 12, Cohorts: 1, Beliefs: beliefs})
}

// decided puts planted rules to a scenario.
func decided(t *testing.T, s *scenarios.Scenario, text string, o DecideOptions) []Decision {
	t.Helper()
	file := filepath.Join(t.TempDir(), "planted.yaml")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	rules, err := scenarios.LoadRules(file, s)
	if err != nil {
		t.Fatal(err)
	}
	o.Seed, o.Workers = 2, 2
	all, err := Decide(context.Background(), s, rules, o)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const (
	sureAdopt = "{verdict: adopt, because: planted, when: [{quantity: cost_programme, at_least: £0, probability: 60%}, {quantity: completion, as: level, at_least: 1%}]}"
	neverHeld = "{verdict: adopt, because: planted, when: [{quantity: saving_public, column: cashable, at_least: £1_000_000, probability: 50%}]}"
	sureStop  = "{verdict: stop, because: planted, when: [{quantity: net_benefit_society, at_most: £1_000_000_000}, {quantity: evpi_society, at_most: £1_000_000}]}"
	otherwise = "{verdict: pilot more, because: planted, otherwise: true}"
)

// TestPlantedRules: a rule that is sure to hold gives its verdict, firmly, and the
// first of two; one that cannot hold is passed over; without either, what is left.
func TestPlantedRules(t *testing.T) {
	for name, c := range map[string]struct {
		rules   string
		verdict scenarios.Verdict
	}{
		"adopt":      {"rules: [" + sureAdopt + "," + sureStop + "," + otherwise + "]", scenarios.Adopt},
		"stop":       {"rules: [" + neverHeld + "," + sureStop + "," + otherwise + "]", scenarios.Stop},
		"pilot more": {"rules: [" + neverHeld + "," + otherwise + "]", scenarios.PilotMore},
	} {
		d := ruled(t, c.rules, false)
		if len(d) != 1 || d[0].Verdict != c.verdict || !d[0].Firm() {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

// TestUnresolvedRule: with the bar at the mean itself the condition is not resolved,
// and neither is the verdict, unless both ways lead to the same.
func TestUnresolvedRule(t *testing.T) {
	rule := func(bar float64) string {
		return fmt.Sprintf("{verdict: adopt, because: planted, when: [{quantity: cost_programme, arm: diversion, at_least: %v}]}", bar)
	}
	first := ruled(t, "rules: ["+rule(0)+","+otherwise+"]", false)[0]
	mean := first.Rules[0].Conditions[0].Mean
	if first.Verdict != scenarios.Adopt || !(mean > 0) {
		t.Fatalf("%+v", first)
	}
	d := ruled(t, "rules: ["+rule(mean)+","+sureStop+","+otherwise+"]", false)[0]
	c := d.Rules[0].Conditions[0]
	if c.Resolved || d.Firm() || !slices.Equal(d.Could, []scenarios.Verdict{scenarios.Adopt, scenarios.Stop}) || d.Rules[0].Answer != Unclear || d.Rules[1].Answer != Yes {
		t.Errorf("%+v", d)
	}
	if d := ruled(t, "rules: ["+rule(mean)+","+sureAdopt+","+otherwise+"]", false)[0]; !d.Firm() || d.Verdict != scenarios.Adopt {
		t.Errorf("both ways lead to adopt: %+v", d)
	}
}

// TestQuantitiesOfRules: what a condition is about is what the run says of it.
func TestQuantitiesOfRules(t *testing.T) {
	text := "rules: [{verdict: adopt, because: planted, when: ["
	quantities := []string{
		"{quantity: cost_public, at_most: 0}", "{quantity: saving_public, at_least: 0}", "{quantity: saving_society, column: cashable, at_least: 0}",
		"{quantity: net_benefit_public, column: marginal, at_least: 0}", "{quantity: benefit_per_accepted_public, at_least: £40}", "{quantity: completion, as: level, at_least: 0, probability: 50%}",
	}
	for _, q := range quantities {
		text += q + ","
	}
	d := ruled(t, text+"]},"+otherwise+"]", false)[0]
	run := mustRun(t, pilot(t, 100).WithArms("usual", "diversion"), Options{Seed: 2, Replications: 12, Workers: 2, Lean: true, Draw: true})
	e := run.Summary.Economics["diversion"]
	wants := []float64{
		float64(run.Summary.Differences["diversion"]["cost_public"].Mean), 0 - float64(e.Costs["public"]["average"].Mean), 0 - float64(e.Costs["society"]["cashable"].Mean),
		math.NaN(), math.NaN(), float64(run.Summary.Arms["diversion"]["completion"].Mean),
	}
	for k, c := range d.Rules[0].Conditions {
		if want := wants[k]; !math.IsNaN(want) && math.Abs(c.Mean-want) > 1e-9*math.Max(1, math.Abs(want)) {
			t.Errorf("%s: a mean of %v, the run has %v", quantities[k], c.Mean, want)
		}
	}
	if c := d.Rules[0].Conditions[4]; !(c.Mean > -1e5 && c.Mean < 1e5) || c.Mean == 0 {
		t.Errorf("benefit per acceptance: %+v", c)
	}
}

// stating gives every input that can be drawn its value, but for those left open.
func stating(s *scenarios.Scenario, open ...string) *scenarios.Scenario {
	var all []scenarios.Setting
	r := s.Registry(s.Comparator)
	for _, key := range Drawable(s) {
		if in, _ := r.Lookup(key); !slices.Contains(open, key) {
			all = append(all, scenarios.Setting{Key: key, Value: in.Current})
		}
	}
	return s.At(all)
}

// TestInformationIsNotLuck: where everything is stated there is nothing to know, and the
// condition is settled; where what is open bears on nothing, it is worth nothing within
// its interval, whatever the luck of cohorts does, and on one cohort a draw or on several.
func TestInformationIsNotLuck(t *testing.T) {
	const text = "rules: [{verdict: stop, because: planted, when: [{quantity: evpi_society, at_most: £4}, {quantity: evpi_public, at_most: £4}, {quantity: evpi_public, arm: warning, at_most: £4}]}," + otherwise + "]"
	s := pilot(t, 100, "programme.budget=£4_000") // as much a head as in the pilot, so that no arm is always the best
	d := decided(t, stating(s), text, DecideOptions{Draws: 8, Cohorts: 1})[0]
	if !d.Firm() || d.Verdict != scenarios.Stop {
		t.Errorf("everything is stated: %+v", d)
	}
	open := stating(s, "peers.branching") // peers are off
	for _, o := range []DecideOptions{{Draws: 60, Cohorts: 1}, {Draws: 30, Cohorts: 3}} {
		for k, c := range decided(t, open, text, o)[0].Rules[0].Conditions {
			if c.Low != 0 || k == 0 && o.Cohorts == 1 && !(c.High > 0) {
				t.Errorf("%d cohorts a draw: %s is worth %v (%v to %v)", o.Cohorts, c.Quantity.Name, c.Value, c.Low, c.High)
			}
			among := [][]string{{"usual", "diversion", "charge"}, {"usual", "diversion", "charge"}, {"usual", "warning", "charge"}}[k]
			if !slices.Equal(c.Among, among) || c.Arm != "" {
				t.Errorf("%s is of arm %q, and of a choice among %q; want %q", c.Quantity.Name, c.Arm, c.Among, among)
			}
		}
	}
}

// TestInformationLeavesTheRestAlone: other conditions are of the draws' own cohorts,
// whether or not some meet a second to tell of luck.
func TestInformationLeavesTheRestAlone(t *testing.T) {
	const one, information = "{quantity: net_benefit_society, at_least: 0, probability: 50%}", "{quantity: evpi_society, at_most: £4}"
	conditions := func(when string) []ConditionAnswer {
		return ruled(t, "rules: [{verdict: stop, because: planted, when: ["+when+"]},"+otherwise+"]", false)[0].Rules[0].Conditions
	}
	if alone, beside := conditions(one)[0], conditions(one + "," + information)[0]; alone.Mean != beside.Mean || alone.Value != beside.Value {
		t.Errorf("%+v, and beside the value of information %+v", alone, beside)
	}
}

// TestBeliefsDecide: every belief has its verdict.
func TestBeliefsDecide(t *testing.T) {
	var names []string
	for _, d := range ruled(t, "rules: ["+sureAdopt+","+otherwise+"]", true) {
		names = append(names, d.Belief)
		if d.Verdict != scenarios.Adopt {
			t.Errorf("%+v", d)
		}
	}
	if !slices.Equal(names, append([]string{""}, scenarios.Beliefs()...)) {
		t.Errorf("beliefs %q", names)
	}
}
