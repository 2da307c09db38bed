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

// A decision concerns, unless it is said whom, as many a year as the scenario's own forces
// record possession offences, of any size that the scenario gives them; the words say so.
func TestPopulationIsThatOfTheScenario(t *testing.T) {
	load := func(name string) *scenarios.Scenario {
		s, err := scenarios.Load(name, scenarios.Overrides{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	own := load("west-midlands-pilot")
	own.Areas = map[string]scenarios.Area{"West Midlands": {Population: 1000, Contacts: 1}}
	nowhere := load("west-midlands-pilot")
	nowhere.Forces = nil
	for _, c := range []struct {
		scenario *scenarios.Scenario
		people   int
		want     int
		words    string
	}{
		{load("west-midlands-pilot"), 0, 6571, "6,571 recorded possession offences a year in West Midlands over 5 years, each taken as one decision"},
		{own, 0, 1, "1 recorded possession offence a year in West Midlands over 5 years, each taken as one decision"},
		{load("national"), 0, 135_168, "135,168 recorded possession offences a year in all 43 forces over 5 years, each taken as one decision"},
		{nowhere, 0, 135_168, "135,168 recorded possession offences a year in all 43 forces over 5 years, each taken as one decision"},
		{load("west-midlands-pilot"), 300, 300, "300 person-decisions a year over 5 years"},
	} {
		a := Ask{Scenario: c.scenario, People: c.people}
		if a.fill(); a.People != c.want || a.population != c.words {
			t.Errorf("%s: %d, %q; want %d, %q", c.scenario.Name, a.People, a.population, c.want, c.words)
		}
	}
}
