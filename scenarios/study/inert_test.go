package study

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"diversim/model/evidence"
	"diversim/scenarios"
)

// inert are the inputs that change no measure of any library scenario, each
// with its reason. There are at most five.
var inert = map[string]string{
	"effect.youth_evidence": "whether there is evidence for people under 18 at all: without it a cohort that has any is refused",
	"effect.farthest":       "which draws of the inputs are set aside, and no inputs are drawn here: TestFarthest",
}

const mostInert = 5

var (
	long = flag.Bool("long", false, "run what takes minutes")
	only = flag.String("inputs", "", "of TestEveryInputMatters: the inputs whose names begin with one of these, separated by commas")
)

// needs are the settings without which an input has nothing to act on: the mode
// that it belongs to. Keys are inputs or the beginnings of their names; the last
// that fits holds. Those of a country are in inert_country_test.go.
var needs = []struct {
	key string
	set []string
}{
	{"police.stated_mix.", []string{"police.comparator_mix=stated"}},
	{"index.arrivals_cv", []string{"index.arrivals=negative_binomial"}},
	{"index.window", []string{"index.mode=first_contact_in_window"}},
	{"offending.age_", []string{"offending.kind=age_curve"}},
	{"offending.weibull_shape", []string{"offending.kind=renewal_weibull"}},
	{"offending.state_", []string{"offending.state_dependence=power", "offending.state_power=0.2"}},
	{"offending.state_dependence", []string{"offending.state_power=0.2"}},
	{"offending.state_linear", []string{"offending.state_dependence=linear"}},
	{"desistance.", []string{"desistance.rate=0.6 per year"}},
	{"peers.", []string{"peers.enabled=true"}},
	{"peers.enabled", nil},
	{"deterrence.", []string{"deterrence.elasticity=0.3"}},
	{"education.", []string{"covariates.youth_share=50%"}},
	{"record.spent_youth.", []string{"covariates.youth_share=100%"}},
	{"record.spent.conditional_caution", []string{"programme.scheme=conditional-caution"}},
	{"record.spent_youth.conditional_caution", []string{"programme.scheme=conditional-caution", "covariates.youth_share=100%"}},
	{"cost.supervision_", []string{"cost.supervision_year=£300"}},
	{"effect.record_youth", []string{"covariates.youth_share=50%"}},
	{"effect.out_of_education", []string{"covariates.youth_share=50%"}},
	{"effect.stated_log_hr", []string{"effect.scale=stated"}},
	{"effect.treatment", []string{"covariates.cannabis=0%"}},
	{"engine.treatment_grid", []string{"covariates.cannabis=0%"}},
	{"treatment.", []string{"covariates.cannabis=0%"}},
	{"treatment.stay.cannabis", []string{"covariates.cannabis=100%"}},
	{"treatment.background", []string{"covariates.cannabis=0%", "treatment.size=stated", "treatment.slots=100"}},
	{"treatment.slots", []string{"covariates.cannabis=0%", "treatment.size=stated"}},
	{"treatment.patience", []string{"covariates.cannabis=0%", "treatment.size=stated", "treatment.slots=100"}},
	{"treatment.discipline", []string{"covariates.cannabis=0%", "treatment.size=stated", "treatment.slots=100"}},
	{"mortality.", []string{"covariates.cannabis=0%", "mortality.level.male=0.05 per year"}},
	{"mortality.ratio.cannabis", []string{"mortality.level.male=0.05 per year"}},
	{"covariates.association.prior_female", []string{"mortality.level.female=0 per year", "mortality.level.male=0.2 per year"}},
	{"court.servers", []string{"court.mode=queue"}},
	{"court.background", []string{"court.mode=queue"}},
	{"court.backlog", []string{"court.mode=queue"}},
	{"court.service", []string{"court.mode=queue"}},
	{"programme.queue", []string{"programme.slots=20"}},
	{"programme.priority", []string{"programme.slots=20", "programme.queue=priority"}},
	{"programme.patience", []string{"programme.slots=20"}},
	{"programme.places", []string{"programme.slots=20"}},
	{"programme.others_", []string{"programme.slots=60", "programme.background_referrals=800 per year", "programme.queue=priority"}},
	{"programme.virtual", []string{"programme.virtual_attendance=0.5"}},
	{"programme.virtual_attendance", []string{"programme.virtual=true"}},
	{"programme.advice_", []string{"programme.advice_acceptance=-1", "programme.advice_share=50%"}},
	{"programme.max_misses", []string{"programme.engagement=appointments"}},
	{"programme.earlier_referrals", []string{"programme.run_in=6 months", "programme.slots=40"}},
	{"programme.background_referrals", []string{"programme.slots=40"}},
	{"programme.run_in", []string{"programme.background_referrals=200 per year", "programme.slots=40"}},
	{"programme.acceptance_admission", []string{"programme.scheme=conditional-caution"}},
	{"police.admission_probability", []string{"programme.scheme=conditional-caution"}},
	{"programme.waiting_list", []string{"programme.slots=20"}},
	{"programme.repeat_", []string{"scheme.deferred_prosecution.max_offers=unlimited", "programme.years=4y"}},
	{"programme.repeat_entry", []string{"scheme.deferred_prosecution.max_offers=unlimited", "programme.years=4y", "programme.repeat_no_entry=90%"}},
	{"programme.outreach_", []string{"programme.dropout=8 per year", "programme.outreach_rate=10 per year", "breach.lag=1y"}},
	{"programme.repeat_no_entry", []string{"scheme.deferred_prosecution.max_offers=unlimited", "programme.years=4y", "programme.repeat_entry=stated"}},
	{"police.repeat_offer_ratio", []string{"scheme.deferred_prosecution.max_offers=unlimited", "programme.years=4y"}},
	{"scheme.community_resolution.", []string{"programme.scheme=community-resolution", "programme.years=4y"}},
	{"scheme.community_resolution.offer_window", []string{"programme.scheme=community-resolution", "programme.years=4y", "scheme.community_resolution.max_offers=1"}},
	{"scheme.deferred_prosecution.", []string{"programme.scheme=deferred-prosecution", "programme.years=4y"}},
	{"scheme.conditional_caution.", []string{"programme.scheme=conditional-caution", "programme.years=4y"}},
	{"scheme.course_or_charge.", []string{"programme.scheme=course-or-charge", "programme.years=4y"}},
	{"scheme.course_or_charge.lockout_never_entered", []string{"programme.scheme=course-or-charge", "programme.years=4y", "scheme.course_or_charge.max_offers=unlimited"}},
	{"scheme.outcome_22.", []string{"programme.scheme=outcome-22", "programme.years=4y"}},
	{"scheme.outcome_22.offer_window", []string{"programme.scheme=outcome-22", "programme.years=4y", "scheme.outcome_22.max_offers=1"}},
	{"values.fatality", []string{"values.death=vpf", "mortality.level.male=0.2 per year"}},
	{"values.death", []string{"mortality.level.male=0.2 per year"}},
}

// TestEveryInputMatters changes one input at a time, in the library scenarios
// and in the mode that the input belongs to, until some number of a replication
// changes: a measure of an arm, the account of its money, or what is said of the
// places. One that changes
// nothing anywhere is on the list above, and the list has nothing else on it.
func TestEveryInputMatters(t *testing.T) {
	if !*long {
		t.Skip("takes minutes: go test ./scenarios/study -run TestEveryInputMatters -long")
	}
	known := outcomes{country: aCountry(t), library: areasLast(t), of: map[string]string{}}
	first := libraryScenario(t, "west-midlands-pilot", nil)
	for _, in := range first.Registry(first.Comparator).Inputs() {
		if !slices.ContainsFunc(strings.Split(*only, ","), func(begin string) bool { return strings.HasPrefix(in.Key, begin) }) {
			continue
		}
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
	for _, c := range countryNeeds {
		if strings.HasPrefix(in.Key, c.key) {
			return changes(t, known, known.country, c.set, in)
		}
	}
	var mode []string
	for _, n := range needs {
		if strings.HasPrefix(in.Key, n.key) {
			mode = n.set
		}
	}
	return slices.ContainsFunc(known.library, func(name string) bool { return changes(t, known, name, mode, in) })
}

// changes says whether another value of an input changes anything in a scenario
// with some settings.
func changes(t *testing.T, known outcomes, name string, set []string, in evidence.Input) bool {
	before := known.outcomeOf(t, name, set)
	rest := slices.DeleteFunc(slices.Clone(set), func(one string) bool { return strings.HasPrefix(one, in.Key+"=") })
	return slices.ContainsFunc(others(in), func(value string) bool {
		after, fits := tryOutcome(name, append(slices.Clone(rest), in.Key+"="+value))
		return fits && after != before
	})
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
			values = append(values, strconv.FormatFloat(x, 'f', -1, 64)+unitSuffix(in.Unit))
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

// outcomes are the scenarios, and what they come to by name and settings.
type outcomes struct {
	country string
	library []string
	of      map[string]string
}

func (known outcomes) outcomeOf(t *testing.T, name string, set []string) string {
	t.Helper()
	key := fmt.Sprint(name, set)
	if known.of[key] == "" {
		got, fits := tryOutcome(name, set)
		if !fits {
			t.Errorf("%s does not load with %q", name, set)
		}
		known.of[key] = got
	}
	return known.of[key]
}

// tryOutcome is every number that a replication of a scenario with some settings
// comes to; false where they contradict each other.
func tryOutcome(name string, set []string) (string, bool) {
	people := 300
	s, err := scenarios.Load(name, scenarios.Overrides{People: &people, Set: set})
	if err != nil {
		return "", false
	}
	r, err := Run(context.Background(), s, Options{Seed: 11, Replications: 1, Workers: 1, Lean: true})
	if err != nil {
		return "", false
	}
	// What is no measure: how the run is called, and what is said about it.
	r.Summary.Digest, r.Summary.Warnings, r.Summary.Pairs = "", nil, nil
	b, err := json.Marshal([]any{r.Summary, r.Country})
	if err != nil {
		panic(err)
	}
	return string(b), true
}

func libraryScenario(t *testing.T, name string, set []string) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load(name, scenarios.Overrides{Set: set})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
