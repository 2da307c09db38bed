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
	file := filepath.Join(t.TempDir(), "planted.yaml")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s := pilot(t, 100)
	rules, err := scenarios.LoadRules(file, s)
	if err != nil {
		t.Fatal(err)
	}
	all, err := Decide(context.Background(), s, rules, DecideOptions{Seed: 2, Draws: 12, Cohorts: 1, Workers: 2, Beliefs: beliefs})
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
