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
	"diversim/scenarios/results"
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

// TestQuantitiesOfRules: what a condition is about is what the run says of it, mean and
// error. Of a ratio the run says that of the means, which is another mean, but not in one
// draw.
func TestQuantitiesOfRules(t *testing.T) {
	s := pilot(t, 100)
	for _, draws := range []int{1, 12} {
		run := mustRun(t, s.WithArms("usual", "diversion"), Options{Seed: 2, Replications: draws, Workers: 2, Lean: true, Draw: true})
		e := run.Summary.Economics["diversion"]
		net := func(perspective, column string) results.Estimate { return netBenefitOf(t, s, e, perspective, column) }
		ratios := e.BreakEven.BenefitPerAccepted
		quantities := []struct {
			condition string
			sign      float64 // of the run's
			want      results.Estimate
			ratio     bool
		}{
			{"quantity: cost_public", 1, run.Summary.Differences["diversion"]["cost_public"], false},
			{"quantity: saving_public", -1, e.Costs["public"]["average"], false},
			{"quantity: saving_society, column: cashable", -1, e.Costs["society"]["cashable"], false},
			{"quantity: net_benefit_public, column: marginal", 1, net("public", "marginal"), false},
			{"quantity: net_benefit_society", 1, net("society", "average"), false},
			{"quantity: benefit_per_accepted_public", 1, ratios["public"]["average"], true},
			{"quantity: benefit_per_accepted_society, column: marginal", 1, ratios["society"]["marginal"], true},
			{"quantity: completion, as: level, probability: 50%", 1, run.Summary.Arms["diversion"]["completion"], false},
		}
		text := "rules: [{verdict: adopt, because: planted, when: ["
		for _, q := range quantities {
			text += "{" + q.condition + ", at_least: 0},"
		}
		d := decided(t, s, text+"]},"+otherwise+"]", DecideOptions{Draws: draws, Cohorts: 1})[0]
		for k, c := range d.Rules[0].Conditions {
			q := quantities[k]
			same := func(got, want float64) bool { return math.Abs(got-want) <= 1e-9*math.Max(1, math.Abs(want)) }
			if want := q.sign * float64(q.want.Mean); !same(c.Mean, want) && (draws == 1 || !q.ratio) {
				t.Errorf("%s: a mean of %v over %d draws, the run has %v", q.condition, c.Mean, draws, want)
			}
			if want := float64(q.want.MCSE); draws > 1 && (!same(c.MeanMCSE, want) || want == 0) {
				t.Errorf("%s: an error of %v, the run has %v", q.condition, c.MeanMCSE, want)
			}
		}
	}
}

// netBenefitOf is that of a run at the value of a QALY that the scenario states.
func netBenefitOf(t *testing.T, s *scenarios.Scenario, e results.Economics, perspective, column string) results.Estimate {
	t.Helper()
	in, _ := s.Registry(s.Comparator).Lookup("values.qaly")
	i := slices.IndexFunc(e.NetBenefit, func(n results.NetBenefit) bool {
		return n.Perspective == perspective && n.Column == column && n.QALY == in.Current.Number()
	})
	if i < 0 {
		t.Fatalf("the run has no net benefit of %s (%s)", perspective, column)
	}
	return e.NetBenefit[i].Pounds
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
