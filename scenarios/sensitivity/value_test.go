package sensitivity

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"diversim/scenarios"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
)

// What it is worth to know everything is what a rule file gets to hold against its bar, on
// as many draws of the same inputs, among the same arms.
func TestValueIsThatOfRules(t *testing.T) {
	s := pilot(t)
	var rest []scenarios.Setting
	r := s.Registry(s.Comparator)
	for _, key := range study.Drawable(s) {
		if in, _ := r.Lookup(key); !slices.Contains(few, key) {
			rest = append(rest, scenarios.Setting{Key: key, Value: in.Current})
		}
	}
	s = s.At(rest)
	file := filepath.Join(t.TempDir(), "planted.yaml")
	text := "rules: [{verdict: stop, because: planted, when: [{quantity: evpi_public, at_most: 0}, {quantity: evpi_society, at_most: 0}]}, {verdict: adopt, because: planted, otherwise: true}]"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	rules, err := scenarios.LoadRules(file, s)
	if err != nil {
		t.Fatal(err)
	}
	decided, err := study.Decide(context.Background(), s, rules, study.DecideOptions{Seed: 2, Draws: FewestDraws, Cohorts: 1})
	if err != nil {
		t.Fatal(err)
	}
	a := Ask{Scenario: s, Methods: []string{Value}, Draws: FewestDraws, Discount: Discount, Seed: 2}
	p, err := Prepare(a)
	if err != nil {
		t.Fatal(err)
	}
	answer := answered(t, a)
	found := false
	for k, c := range decided[0].Rules[0].Conditions {
		row := foundRow(t, answer, func(r results.SensitivityRow) bool {
			return r.Measure == "net_benefit_"+views[k].String() && r.Quantity == EVPI
		})
		found = found || row.Index > 0
		for _, pair := range [][2]float64{{c.Value, float64(row.Index)}, {c.MCSE, float64(row.SE)}, {c.Low, float64(row.Low)}, {c.High, float64(row.High)}} {
			if math.Abs(pair[0]-pair[1]) > 1e-9*(1+math.Abs(pair[1])) {
				t.Errorf("%s: %v by rules, %v as a value of information", c.Quantity.Name, pair[0], pair[1])
			}
		}
		if !slices.Equal(c.Among, names(p.decisions)) {
			t.Errorf("%s: a choice among %q by rules, among %q as a value of information", c.Quantity.Name, c.Among, names(p.decisions))
		}
	}
	if !found {
		t.Error("nothing is worth knowing, so that nothing is compared")
	}
}
