package study

import (
	"context"
	"math"
	"testing"

	"diversim/scenarios"
)

// smallWorld is the pilot with fewer people, for worlds whose conclusions are
// far from their boundaries.
func smallWorld(t *testing.T, set ...string) *scenarios.Scenario {
	t.Helper()
	people, horizon := 600, "3y"
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people, Horizon: &horizon, Set: set})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// believing is a belief in the given values.
func believing(t *testing.T, s *scenarios.Scenario, name string, values map[string]string) Belief {
	t.Helper()
	b := Belief{Name: name}
	for key, value := range values {
		one, err := s.Setting(key, value)
		if err != nil {
			t.Fatal(err)
		}
		b.Settings = append(b.Settings, one)
	}
	return b
}

func concludedIn(t *testing.T, s *scenarios.Scenario, beliefs []Belief, replications int) map[string]Conclusion {
	t.Helper()
	r, err := Robust(context.Background(), s, beliefs, []string{"possession"}, Options{Seed: 1, Replications: replications})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]Conclusion{}
	for _, c := range r.Conclusions {
		all[c.Name] = c
	}
	return all
}

// A belief in a large effect and one in a large effect the other way: what
// rests on the effect flips, and what rests on counting does not. n = 30 cohorts
// of 600. A planted ratio of 0.5 or 2 moves latent reoffending by some 8
// standard errors or more, so that the test fails by chance in fewer than one
// run in 10,000.
func TestPlantedBeliefsFlipConclusions(t *testing.T) {
	s := smallWorld(t)
	all := concludedIn(t, s, []Belief{
		believing(t, s, "helps", map[string]string{"effect.force_log_hr": "-0.35", "effect.course_share": "1"}),
		believing(t, s, "harms", map[string]string{"effect.force_log_hr": "0.35", "effect.course_share": "1"}),
	}, 30)
	for name, want := range map[string][2]Answer{
		"lowers_latent":          {Yes, No},
		"headline_exceeds_cause": {Yes, Yes},
	} {
		for b := range want {
			if got := all[name].Cells[b]; got.Answer != want[b] {
				t.Errorf("%s under %s: %s (%.4f ± %.4f), want %s", name, got.Belief, got.Answer, got.Mean, got.MCSE, want[b])
			}
		}
	}
	if got := all["lowers_latent"].Verdict; got != DependsOnBelief {
		t.Errorf("lowers_latent: %s, want %s", got, DependsOnBelief)
	}
	if got := all["headline_exceeds_cause"].Verdict; got != Survives {
		t.Errorf("headline_exceeds_cause: %s, want %s", got, Survives)
	}
}

// Where the other arms are the comparator's very world, no comparison holds,
// whatever is believed: differences are 0 to the bit, so that there is no chance
// in it.
func TestNullWorldHoldsNothing(t *testing.T) {
	s := smallWorld(t, "police.offer.nfa=0", "police.offer.warning=0", "police.offer.community_resolution=0",
		"police.offer.pnd=0", "police.offer.caution=0", "police.offer.charge=0")
	all := concludedIn(t, s.WithArms("usual", "diversion", "unfunded", "warning"), []Belief{
		believing(t, s, "helps", map[string]string{"effect.force_log_hr": "-0.35"}),
		believing(t, s, "harms", map[string]string{"effect.force_log_hr": "0.35"}),
	}, 3)
	for name, c := range all {
		if c.Boundary != 0 {
			continue // a level, which is no comparison
		}
		for _, cell := range c.Cells {
			if cell.Answer == Yes || cell.Answer == Unclear {
				t.Errorf("%s under %s: %s (%v)", name, cell.Belief, cell.Answer, cell.Mean)
			}
		}
	}
	if got := all["charging_raises_proven"].Verdict; got != CannotSay {
		t.Errorf("without the arm, charging is %q", got)
	}
	if got := all["lowers_latent"].Verdict; got != NeverHolds {
		t.Errorf("lowers_latent: %s", got)
	}
}

// An input that only another belief sets is at its base value, whatever the
// scenario says, and a flag holds above every belief.
func TestBeliefsAreLaidOverWhole(t *testing.T) {
	s := smallWorld(t, "effect.course_share=0.25")
	point, err := s.Setting("effect.force_log_hr", "-0.2")
	if err != nil {
		t.Fatal(err)
	}
	s = s.At([]scenarios.Setting{point})
	beliefs := []Belief{
		{Name: "published"},
		believing(t, s, "doubt", map[string]string{"effect.force_log_hr": "0", "effect.course_share": "1"}),
	}
	held := s.At(beliefs[0].Over(s, beliefs))
	in, _ := held.Registry("diversion").Lookup("effect.force_log_hr")
	if in.Current != in.Base {
		t.Errorf("published: %v, want the base value %v", in.Current, in.Base)
	}
	held = s.At(beliefs[1].Over(s, beliefs))
	if in, _ = held.Registry("diversion").Lookup("effect.force_log_hr"); in.Current.Number() != 0 {
		t.Errorf("doubt: %v, want 0", in.Current)
	}
	if in, _ = held.Registry("diversion").Lookup("effect.course_share"); in.Current.Number() != 0.25 {
		t.Errorf("a flag gave way to a belief: %v", in.Current)
	}
}

func TestAnswersAndVerdicts(t *testing.T) {
	for _, c := range []struct {
		values   []float64
		boundary float64
		want     Answer
	}{
		{[]float64{1, 1.1, 0.9}, 0, Yes},
		{[]float64{-1, -1.1, -0.9}, 0, No},
		{[]float64{1, -1.1, 0.9}, 0, Unclear},
		{[]float64{0, 0, 0}, 0, No},
		{[]float64{1}, 0, Unclear}, // no error, no answer
		{[]float64{math.NaN(), math.NaN()}, 0, NotAsked},
		{nil, 0, NotAsked},
		{[]float64{0.81, 0.82, 0.815}, 0.8, Yes},
	} {
		if _, _, got := answer(c.values, c.boundary); got != c.want {
			t.Errorf("%v against %v: %s, want %s", c.values, c.boundary, got, c.want)
		}
	}
	for _, c := range []struct {
		answers string // belief by belief, over two structures
		want    Verdict
	}{
		{"yyyy", Survives},
		{"nnnn", NeverHolds},
		{"yynn", DependsOnBelief},
		{"ynyn", DependsOnStructure},
		{"ynny", DependsOnBoth},
		{"yunu", DependsOnBelief},
		{"yuyu", StaysUnclear},
		{"uuuu", StaysUnclear},
		{"uunn", StaysUnclear},
		{"yunn", DependsOnBelief},
		{"yuun", DependsOnBoth},
		{"yyy-", CannotSay},
		{"", CannotSay},
	} {
		var cells []Cell
		for i, a := range c.answers {
			cells = append(cells, Cell{
				Belief: []string{"a", "b"}[i/2], Structure: []string{"1", "2"}[i%2],
				Answer: map[rune]Answer{'y': Yes, 'n': No, 'u': Unclear, '-': NotAsked}[a],
			})
		}
		if got := verdict(cells); got != c.want {
			t.Errorf("%s: %s, want %s", c.answers, got, c.want)
		}
	}
}

// The average counts structures alike and the worst is the one with the
// largest rise, for a measure of which less is better.
func TestContrastAveragesAndFindsTheWorst(t *testing.T) {
	r := &Robustness{Structures: []string{"one", "two", "three"}}
	rises := map[string][]float64{"one": {-3, -1}, "two": {1, 2}, "three": {-1, 1}}
	var cells []*worldCell
	for _, s := range r.Structures {
		cells = append(cells, &worldCell{structure: s})
	}
	of := func(c *worldCell) []float64 { return append([]float64{}, rises[c.structure]...) }
	c := contrastOf{name: "x", lowerIsBetter: true, of: of}.contrast(r, "b", cells)
	if math.Abs(c.Average-(-2+1.5+0)/3) > 1e-12 || c.Worst != 1.5 || c.WorstStructure != "two" {
		t.Errorf("got %+v", c)
	}
	c = contrastOf{name: "x", of: of}.contrast(r, "b", cells)
	if c.Worst != -2 || c.WorstStructure != "one" {
		t.Errorf("where more is better: got %+v", c)
	}
	c = contrastOf{name: "x", of: func(*worldCell) []float64 { return nil }}.contrast(r, "b", cells)
	if !math.IsNaN(c.Average) || !math.IsNaN(c.Worst) {
		t.Errorf("what cannot be said: got %+v", c)
	}
}
