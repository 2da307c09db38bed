package study

import (
	"flag"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"diversim/model/evidence"
	"diversim/scenarios"
)

// inert are the inputs that change no measure of any library scenario, each
// with its reason. There are at most five.
var inert = map[string]string{
	"effect.between_forces": "how far the next force may be from the average one: it sizes a warning, and is drawn once forces have effects of their own",
}

const mostInert = 5

var long = flag.Bool("long", false, "run what takes minutes")

// needs are the settings without which an input has nothing to act on: the mode
// that it belongs to. Keys are inputs or the beginnings of their names.
var needs = []struct {
	key string
	set []string
}{
	{"police.stated_mix.", []string{"police.comparator_mix=stated"}},
	{"index.arrivals_cv", []string{"index.arrivals=negative_binomial"}},
	{"index.window", []string{"index.mode=first_contact_in_window"}},
	{"programme.max_misses", []string{"programme.engagement=appointments"}},
	{"programme.earlier_referrals", []string{"programme.run_in=6 months", "programme.slots=40"}},
	{"programme.background_referrals", []string{"programme.slots=40"}},
	{"programme.run_in", []string{"programme.background_referrals=200 per year", "programme.slots=40"}},
	{"programme.acceptance_admission", []string{"programme.scheme=conditional-caution"}},
	{"police.admission_probability", []string{"programme.scheme=conditional-caution"}},
	{"programme.waiting_list", []string{"programme.slots=20"}},
	{"programme.repeat_", []string{"scheme.deferred_prosecution.max_offers=unlimited", "programme.years=4y"}},
	{"police.repeat_offer_ratio", []string{"scheme.deferred_prosecution.max_offers=unlimited", "programme.years=4y"}},
	{"police.lag_cv", nil},
	{"scheme.community_resolution.", []string{"programme.scheme=community-resolution", "programme.years=4y"}},
	{"scheme.deferred_prosecution.", []string{"programme.scheme=deferred-prosecution", "programme.years=4y"}},
	{"scheme.conditional_caution.", []string{"programme.scheme=conditional-caution", "programme.years=4y"}},
	{"scheme.course_or_charge.", []string{"programme.scheme=course-or-charge", "programme.years=4y"}},
	{"scheme.outcome_22.", []string{"programme.scheme=outcome-22", "programme.years=4y"}},
}

// TestEveryInputMatters changes one input at a time, in the library scenarios
// and in the mode that the input belongs to, until some number of a replication
// changes: a measure of an arm, or the account of its money. One that changes
// nothing anywhere is on the list above, and the list has nothing else on it.
func TestEveryInputMatters(t *testing.T) {
	if !*long {
		t.Skip("takes minutes: go test ./scenarios/study -run TestEveryInputMatters -long")
	}
	known := outcomes{}
	first := libraryScenario(t, "west-midlands-pilot", nil)
	for _, in := range first.Registry(first.Comparator).Inputs() {
		moved := matters(t, known, in)
		reason, listed := inert[in.Key]
		switch {
		case !moved && !listed:
			t.Errorf("%s changes nothing", in.Key)
		case moved && listed:
			t.Errorf("%s changes something: take it off the list", in.Key)
		case listed && reason == "":
			t.Errorf("%s is listed without a reason", in.Key)
		}
	}
	if len(inert) > mostInert {
		t.Errorf("%d inputs are listed as inert, at most %d may be", len(inert), mostInert)
	}
}

// matters says whether another value of an input changes anything.
func matters(t *testing.T, known outcomes, in evidence.Input) bool {
	var mode []string
	for _, n := range needs {
		if strings.HasPrefix(in.Key, n.key) {
			mode = n.set
		}
	}
	for _, e := range scenarios.Library() {
		before := known.outcomeOf(t, e.Name, mode)
		for _, value := range others(in) {
			if after, fits := tryOutcome(e.Name, append(slices.Clone(mode), in.Key+"="+value)); fits && after != before {
				return true
			}
		}
	}
	return false
}

// others are values of an input other than its own.
func others(in evidence.Input) []string {
	switch in.Kind {
	case evidence.SwitchKind:
		return []string{fmt.Sprint(!in.Current.On())}
	case evidence.ChoiceKind:
		return slices.DeleteFunc(slices.Clone(in.Options), func(o string) bool { return o == in.Current.Word() })
	}
	var values []string
	now := in.Current.Number()
	candidates := []float64{now * 2, now / 2, now + 1, now - 1, in.Range.Low, in.Range.High}
	if _, fixed := in.Prior.(evidence.Fixed); !fixed {
		candidates = append([]float64{in.Prior.Quantile(0.95), in.Prior.Quantile(0.05)}, candidates...)
	}
	for _, x := range candidates {
		if x != now && x >= in.Range.Low && x <= in.Range.High && !math.IsInf(x, 0) && !math.IsNaN(x) {
			values = append(values, fmt.Sprintf("%v%s", x, unitSuffix(in.Unit)))
		}
	}
	return values
}

// unitSuffix is what follows a number so that it is read in the input's own
// unit.
func unitSuffix(unit string) string {
	switch unit {
	case "years", "days", "weeks":
		return " " + unit
	case "per year":
		return " per year"
	}
	return ""
}

// outcomes remembers what scenarios come to, by name and settings.
type outcomes map[string]string

func (known outcomes) outcomeOf(t *testing.T, name string, set []string) string {
	t.Helper()
	key := fmt.Sprint(name, set)
	if known[key] == "" {
		got, fits := tryOutcome(name, set)
		if !fits {
			t.Fatalf("%s does not load with %q", name, set)
		}
		known[key] = got
	}
	return known[key]
}

// tryOutcome is every number of one replication of a scenario with some
// settings; false where they contradict each other.
func tryOutcome(name string, set []string) (string, bool) {
	people := 300
	s, err := scenarios.Load(name, scenarios.Overrides{People: &people, Set: set})
	if err != nil {
		return "", false
	}
	p := newPlan(s, Options{Seed: 11, Workers: 1, Lean: true})
	r := p.run(p.newWorker(), 0)
	return fmt.Sprint(r.values, r.accounts, r.survival), true
}

func libraryScenario(t *testing.T, name string, set []string) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load(name, scenarios.Overrides{Set: set})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
