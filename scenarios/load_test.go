package scenarios

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"diversim/model/evidence"
	"diversim/sim"
)

func mustToy(t *testing.T, text string, o Overrides) *Scenario {
	t.Helper()
	s, err := parseToy(text, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestLoadReadsEverything(t *testing.T) {
	s := mustToy(t, toyScenario, Overrides{})
	if s.Title != "A toy" || s.Question != "Does it load?" || s.People != 1500 || s.Comparator != "usual" {
		t.Errorf("got %q, %q, %d people, comparator %q", s.Title, s.Question, s.People, s.Comparator)
	}
	if want := sim.YearsOf(1.5); s.Horizon != want {
		t.Errorf("horizon: wanted %d s, got %d s", want, s.Horizon)
	}
	if want := []string{"Thames Valley", "West Midlands"}; !slices.Equal(s.Forces, want) {
		t.Errorf("forces: wanted %q, got %q", want, s.Forces)
	}
	if len(s.Arms) != 2 || s.Arms[0].Name != "usual" || s.Arms[0].Label != "Usual" || s.Arms[1].Name != "diversion" {
		t.Errorf("arms: wanted usual and diversion, got %+v", s.Arms)
	}
	if want := []Threshold{{"reoffending_12m_proven", 0.2, "diversion"}}; !slices.Equal(s.Thresholds, want) {
		t.Errorf("thresholds: wanted %v, got %v", want, s.Thresholds)
	}
	if want := []float64{0, 30_000, 60_000}; !slices.Equal(s.BudgetLevels, want) {
		t.Errorf("budget levels: wanted %v, got %v", want, s.BudgetLevels)
	}
}

// Without measures all of them are printed.
func TestAllMeasuresByDefault(t *testing.T) {
	s := mustToy(t, strings.Replace(toyScenario, "measures: [reoffending_12m_proven, cost_police]\n", "", 1), Overrides{})
	if want := toy.measureNames(); !slices.Equal(s.Measures, want) {
		t.Errorf("wanted %q, got %q", want, s.Measures)
	}
}

func TestOverridesOfConfiguration(t *testing.T) {
	people, horizon := 0, "90 days"
	s := mustToy(t, toyScenario, Overrides{People: &people, Horizon: &horizon})
	if s.People != 0 || s.Horizon != 90*sim.Day {
		t.Errorf("wanted 0 people for 90 days, got %d for %v days", s.People, s.Horizon.Days())
	}
	if own := mustToy(t, toyScenario, Overrides{}); own.Digest() == s.Digest() {
		t.Error("people and horizon make no difference to the digest")
	}
}

// The boundaries between layers, lowest first. Each case sets programme.first_wait
// (14 days at base) in neighbouring layers and wants the highest one's.
func TestPrecedence(t *testing.T) {
	const (
		plain    = "people: 1\nhorizon: 1y\nforces: [Thames Valley]\ncomparator: a\n"
		fitted   = "set: {programme.first_wait: {value: 2d, because: fitted}}\n"
		bare     = plain + "arms: {a: {}}\n"
		scenario = bare + "set: {programme.first_wait: {value: 3d, because: scenario}}\n"
		arm      = plain + "arms: {a: {set: {programme.first_wait: {value: 4d, because: arm}}}}\n" +
			"set: {programme.first_wait: {value: 3d, because: scenario}}\n"
	)
	cases := []struct {
		name, fitted, text, point string
		flags                     []string
		days                      float64
		layer                     Layer
	}{
		{name: "base", text: bare, days: 14, layer: LayerBase},
		{name: "calibrated over base", fitted: fitted, text: bare, days: 2, layer: LayerCalibrated},
		{name: "scenario over calibrated", fitted: fitted, text: scenario, days: 3, layer: LayerScenario},
		{name: "arm over scenario", text: arm, days: 4, layer: LayerArm},
		{name: "design point over arm", text: arm, point: "5d", days: 5, layer: LayerDesign},
		{name: "flag over arm", text: arm, flags: []string{"programme.first_wait=6d"}, days: 6, layer: LayerFlag},
		{
			name: "flag over design point", text: arm, point: "5d",
			flags: []string{"programme.first_wait=6d"}, days: 6, layer: LayerFlag,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			words := toy
			if c.fitted != "" {
				words.calibrated = func(string) []byte { return []byte(c.fitted) }
			}
			s, err := parse(c.text, Overrides{Set: c.flags}, words)
			if err != nil {
				t.Fatal(err)
			}
			if c.point != "" {
				s = at(t, s, "programme.first_wait", c.point)
			}
			if got := lookup(s, "a", "programme.first_wait").Number(); got != c.days {
				t.Errorf("wanted %v days, got %v", c.days, got)
			}
			explained := s.Explain("a")
			if c.layer == LayerBase && len(explained) == 0 {
				return
			}
			if len(explained) != 1 || explained[0].Layer != c.layer {
				t.Errorf("wanted one setting of the layer %v, got %v", c.layer, explained)
			}
		})
	}
}

// An arm's own setting gives way to one for all arms, and is told of where the two differ.
func TestDisplaced(t *testing.T) {
	for flag, want := range map[string]string{
		"programme.budget=£7": "£60,000 by £7 (--set)", "programme.budget=£60_000": "", "programme.first_wait=6d": "",
	} {
		s := mustToy(t, toyScenario, Overrides{Set: []string{flag}})
		got := ""
		for _, d := range s.Displaced() {
			got += fmt.Sprintf("%s by %s (%s)", d.Stated.Value, d.By.Value, d.By.Layer)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", flag, got, want)
		}
	}
}

func at(t *testing.T, s *Scenario, key, text string) *Scenario {
	t.Helper()
	point, err := s.Setting(key, text)
	if err != nil {
		t.Fatal(err)
	}
	return s.At([]Setting{point})
}

func lookup(s *Scenario, arm, key string) evidence.Value {
	in, _ := s.Registry(arm).Lookup(key)
	return in.Current
}

// What distinguishes a derived arm holds even where --set says otherwise, and the
// arm it is like is left as it was.
func TestWithArm(t *testing.T) {
	s := mustToy(t, toyScenario, Overrides{Set: []string{"programme.budget=£1,000"}})
	derived, err := s.WithArm("cheap", "Cheap", "diversion", map[string]string{"programme.budget": "£2,000"})
	if err != nil {
		t.Fatal(err)
	}
	for arm, want := range map[string]string{"usual": "£1,000", "diversion": "£1,000", "cheap": "£2,000"} {
		if got := lookup(derived, arm, "programme.budget").String(); got != want {
			t.Errorf("%s: wanted %s, got %s", arm, want, got)
		}
	}
	if got := lookup(derived, "cheap", "programme.scheme").Word(); got != "deferred-prosecution" {
		t.Errorf("cheap: wanted the scheme of diversion, got %s", got)
	}
	if len(s.Arms) != 2 {
		t.Errorf("the original now has %d arms", len(s.Arms))
	}
	_, err = s.WithArm("usual", "", "nobody", map[string]string{"programme.budget": "lots", "no.such": "1"})
	if problems, ok := err.(Problems); !ok || len(problems) != 4 {
		t.Errorf("wanted four problems (name, like, two values), got %v", err)
	}
}

func TestWithArms(t *testing.T) {
	s := mustToy(t, toyScenario, Overrides{})
	if only := s.WithArms("diversion"); len(only.Arms) != 1 || only.Arms[0].Name != "diversion" || len(s.Arms) != 2 {
		t.Errorf("wanted the arm diversion alone in the copy and both in the original, got %v and %v", only.Arms, s.Arms)
	}
}

// An input that is stated at its base value is stated none the less.
func TestStatedAtBase(t *testing.T) {
	s := mustToy(t, toyScenario, Overrides{Set: []string{"police.offer.charge=0.5"}})
	var stated []string
	for _, setting := range s.Stated("usual") {
		stated = append(stated, setting.Key)
	}
	if want := []string{"programme.first_wait", "police.offer.charge"}; !slices.Equal(stated, want) {
		t.Errorf("wanted %q, got %q", want, stated)
	}
	explained := s.Explain("usual")
	if len(explained) != 1 || explained[0].Key != "programme.first_wait" {
		t.Errorf("wanted programme.first_wait alone to differ from base, got %v", explained)
	}
	if at := explained[0]; at.File != "toy.yaml" || at.Line != 8 || at.Because != "the scenario waits" {
		t.Errorf("wanted line 8 of toy.yaml and the reason, got %+v", at)
	}
}

func TestExtends(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("parent.yaml", toyScenario)
	child := write("child.yaml", `
extends: parent.yaml
people: 10
set:
  police.offer.charge: {value: 100%, because: everyone is offered it}
measures: [reoffending_12m_latent]
`)
	s, err := load(child, Overrides{}, toy)
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "child" || s.People != 10 || s.Title != "A toy" || len(s.Arms) != 2 {
		t.Errorf("wanted 10 people and the rest inherited, got %q, %d people, title %q, arms %v", s.Name, s.People, s.Title, s.Arms)
	}
	if want := []string{"reoffending_12m_latent"}; !slices.Equal(s.Measures, want) {
		t.Errorf("measures: wanted the child's, %q, got %q", want, s.Measures)
	}
	var keys []string
	for _, setting := range s.Explain("usual") {
		keys = append(keys, filepath.Base(setting.File)+" "+setting.Key)
	}
	want := []string{"parent.yaml programme.first_wait", "child.yaml police.offer.charge"}
	if !slices.Equal(keys, want) {
		t.Errorf("wanted settings of both files, %q, got %q", want, keys)
	}

	circle := write("circle.yaml", "extends: ring.yaml\n")
	write("ring.yaml", "extends: circle.yaml\n")
	if _, err := load(circle, Overrides{}, toy); err == nil || !strings.Contains(err.Error(), "got a circle") {
		t.Errorf("wanted a circle to be reported, got %v", err)
	}
	if _, err := load(folder, Overrides{}, toy); err == nil || !strings.Contains(err.Error(), "got a directory") {
		t.Errorf("wanted a directory to be reported, got %v", err)
	}
	_, err = load("west-midland-pilot", Overrides{}, toy)
	if err == nil || !strings.Contains(err.Error(), `did you mean "west-midlands-pilot"?`) {
		t.Errorf("wanted the nearest library scenario, got %v", err)
	}
}

// A draw reaches what nobody states, calibrated or not, and nothing else.
func TestDrawnLeavesStatedInputs(t *testing.T) {
	words := toy
	words.calibrated = func(string) []byte {
		return []byte("set: {effect.force_log_hr: {value: -0.5, because: fitted}}")
	}
	s, err := parse(toyScenario, Overrides{}, words)
	if err != nil {
		t.Fatal(err)
	}
	r := toyInputs()
	s.drawInto(r, "diversion", func(r *evidence.Registry) {
		for key, text := range map[string]string{
			"effect.force_log_hr": "-1", "police.offer.charge": "0.25",
			"programme.first_wait": "1d", "programme.budget": "£1",
		} {
			v, err := r.Parse(key, text)
			if err != nil {
				t.Fatal(err)
			}
			r.Set(key, v)
		}
	})
	for key, want := range map[string]string{
		"effect.force_log_hr": "-1", "police.offer.charge": "25%",
		"programme.first_wait": "21 days", "programme.budget": "£60,000",
	} {
		if in, _ := r.Lookup(key); in.Current.String() != want {
			t.Errorf("%s: wanted %s, got %v", key, want, in.Current)
		}
	}
}

// A file of an editor that does not write UTF-8 is complained about in its line.
func TestOtherEncoding(t *testing.T) {
	path := filepath.Join(t.TempDir(), "latin1.yaml")
	if err := os.WriteFile(path, []byte("title: A\nquestion: \xa360?\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	want := path + ":2:1: wanted text in UTF-8; got bytes that are none: save the file as UTF-8"
	if _, err := Load(path, Overrides{}); err == nil || err.Error() != want {
		t.Errorf("want %q, got %v", want, err)
	}
}
