package scenarios

import (
	"strings"
	"testing"
)

// sameAsToy says what toyScenario says in other words: another order, other
// notations, other labels and reasons, and one arm's settings moved about.
const sameAsToy = `
# a comment
comparator: usual
budget_levels: ["60_000", "£30,000", £0]
thresholds:
  - {at_least: 0.2, measure: reoffending_12m_proven, arm: diversion}
measures:
  - cost_police
  - reoffending_12m_proven
arms:
  diversion:
    set:
      programme.budget: {because: other words, value: 60000}
      "programme.scheme": {value: "deferred-prosecution", because: another reason}
      programme.first_wait: {value: 21 days, because: said again}
  usual: {label: As before}
forces:
  - Thames Valley
  - West Midlands
horizon: 1.5 years
people: 1500
set: {programme.first_wait: {value: 21d, because: three weeks}}
`

func TestDigestIsStable(t *testing.T) {
	s := mustToy(t, toyScenario, Overrides{})
	golden(t, "testdata/toy.digest.txt", s.digest("some evidence")+"\n")
	if s.digest("some evidence") == s.digest("other evidence") {
		t.Error("the evidence makes no difference to the digest")
	}
	if other := mustToy(t, sameAsToy, Overrides{}); other.Digest() != s.Digest() {
		t.Error("the same scenario written differently has another digest")
	}
}

// Each edit changes what is computed, so each must change the digest.
func TestDigestSeesEveryDifference(t *testing.T) {
	own := mustToy(t, toyScenario, Overrides{}).Digest()
	seen := map[string]string{own: "the original"}
	for _, edit := range [][2]string{
		{"people: 1_500", "people: 1_501"},
		{"horizon: 18 months", "horizon: 19 months"},
		{"[West Midlands, Thames Valley]", "[West Midlands]"},
		{"comparator: usual", "comparator: diversion"},
		{"usual: {}", "unusual: {}\n  usual: {}"},
		{"£60_000, because", "£60_001, because"},
		{"value: 3 weeks", "value: 22 days"},
		{"set:\n  programme", "set:\n  police.offer.charge: {value: 0.5, because: stated so not drawn}\n  programme"},
		{"[reoffending_12m_proven, cost_police]", "[cost_police]"},
		{"at_least: 20%", "at_least: 21%"},
		{", arm: diversion", ""},
		{"£30_000, 0, ", "£30_000, "},
		{"comparator: usual", "calibration: other\ncomparator: usual"},
	} {
		if !strings.Contains(toyScenario, edit[0]) {
			t.Fatalf("the scenario has no %q to edit", edit[0])
		}
		digest := mustToy(t, strings.Replace(toyScenario, edit[0], edit[1], 1), Overrides{}).Digest()
		if before, twice := seen[digest]; twice {
			t.Errorf("%q for %q has the digest of %s", edit[1], edit[0], before)
		}
		seen[digest] = edit[1]
	}
}

// A resolved scenario loads to the same digest, labels and explanation, whatever
// layers its values come from, and resolves to the same bytes.
func TestResolvedRoundTrip(t *testing.T) {
	words := toy
	words.calibrated = func(string) []byte {
		return []byte("set: {effect.force_log_hr: {value: -0.3, because: fitted}}")
	}
	s, err := parse(toyScenario, Overrides{Set: []string{"scheme.outcome_22.max_offers=unlimited"}}, words)
	if err != nil {
		t.Fatal(err)
	}
	s = at(t, s, "police.offer.charge", "0.75")
	s, err = s.WithArm("cheap", "On the cheap: £5", "diversion", map[string]string{"programme.budget": "£5"})
	if err != nil {
		t.Fatal(err)
	}
	text := string(s.Resolved())
	golden(t, "testdata/toy.resolved.txt", text)

	words.calibrated = func(string) []byte { // a later calibration does not reach an old resolved file
		return []byte("set: {effect.force_log_hr: {value: 1, because: fitted}}")
	}
	again, err := parse(text, Overrides{}, words)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if again.Digest() != s.Digest() {
		t.Error("the digest is not the same")
	}
	if again.Name != s.Name || again.Title != s.Title || again.Question != s.Question {
		t.Errorf("wanted %q, %q, %q; got %q, %q, %q", s.Name, s.Title, s.Question, again.Name, again.Title, again.Question)
	}
	if second := string(again.Resolved()); second != text {
		t.Errorf("resolved twice:\n%s\nresolved once:\n%s", second, text)
	}
	for _, arm := range s.Arms {
		for i, got := range again.Explain(arm.Name) {
			want := s.Explain(arm.Name)[i]
			if got.Key != want.Key || got.Value != want.Value || got.Layer != want.Layer || got.Because != want.Because {
				t.Errorf("%s: wanted %+v, got %+v", arm.Name, want, got)
			}
		}
	}
	// What stood above the arms still does, and --set is still above it.
	higher, err := parse(text, Overrides{Set: []string{"police.offer.charge=1"}}, words)
	if err != nil {
		t.Fatal(err)
	}
	if got := lookup(higher, "usual", "police.offer.charge").Number(); got != 1 {
		t.Errorf("--set over a recorded design point: wanted 1, got %v", got)
	}
}
