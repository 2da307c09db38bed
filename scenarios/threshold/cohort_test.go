package threshold

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diversim/scenarios"
	"diversim/sim/estimate"
)

// overYears is the pilot with people recruited in each of three years.
func overYears(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "years.yaml")
	text := "extends: west-midlands-pilot\nintake: 3y\nset:\n  programme.years: {value: 3y, because: \"as long as people come\"}\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A target is held against the people of all years, and so is what is avoided: the
// chance was that of a cohort of one, and three years' acceptances stood beside the
// reoffences that one year's people are spared.
func TestYearsOfIntake(t *testing.T) {
	file := overYears(t)
	rows := ask(t, file, 100, 30, "T1")
	b := rows[1]
	if want := estimate.BinomialUpperTail(300, 240, estimate.Mean(ratesOf(t, file))); b.Method != Analytic || math.Abs(b.Answer/want-1) > 1e-6 {
		t.Errorf("wanted the chance of 300 people, %v; got %s, %v", want, b.Method, b.Answer)
	}
	for k, r := range ask(t, file, 100, 30, "T10") {
		one := ask(t, "west-midlands-pilot", 300, 30, "T10")[k]
		// Bounds of four errors of the difference, which one in 16,000 seeds leaves.
		if apart := math.Abs(r.Answer - one.Answer); r.Verdict != one.Verdict || apart > 4*math.Hypot(r.MCSE, one.MCSE) {
			t.Errorf("row %d: %s, %v over three years; %s, %v over one", k, r.Verdict, r.Answer, one.Verdict, one.Answer)
		}
	}
}

func ratesOf(t *testing.T, file string) []float64 {
	t.Helper()
	people := 100
	s, err := scenarios.Load(file, scenarios.Overrides{People: &people})
	if err != nil {
		t.Fatal(err)
	}
	a := &Ask{Scenario: s, Arm: "diversion", Options: Options{Seed: 1, Workers: 2, Replications: 30}}
	f, err := a.facts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return f.values("diversion", everybody, "non_reoffending_12m_latent")
}

// The closed form spends for each person planned for what the scheme spends for each of
// a cohort: of a fifth of them it was said to spend a fifth, so that the same money
// bought 6.9 contacts a person and not 2.6.
func TestClosedFormOfASample(t *testing.T) {
	people := 300
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people})
	if err != nil {
		t.Fatal(err)
	}
	a := &Ask{
		Scenario: s, Arm: "diversion", Target: Target{Measure: "non_reoffending_12m_proven", AtLeast: 0.8, Assurance: 0.9},
		Options: Options{Seed: 1, Workers: 2, Replications: 30},
	}
	const stated, top = 60_000, 240_000
	l, _ := a.look(context.Background(), s, "diversion", budgetKey)
	for _, budget := range []float64{stated, top} {
		if _, err := l.meets(budget, upTo(30)); err != nil {
			t.Fatal(err)
		}
	}
	unfunded, err := l.unfunded()
	if err != nil {
		t.Fatal(err)
	}
	f, why := l.response(l.policy.Params(), unfunded, stated, top)
	if got, want := f.ContactsPerPerson(stated), l.policy.ContactsPerPerson(); why != "" || math.Abs(got-want) > 0.25*want {
		t.Errorf("wanted about %.2f contacts a person; got %.2f %s", want, got, why)
	}
	if got := unfunded.cohort(); got != people {
		t.Errorf("wanted cohorts of %d; got %d", people, got)
	}
}

// Few cohorts can have rates that no two strata have: the closed form says so.
func TestClosedFormOfLittle(t *testing.T) {
	people := 10
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people})
	if err != nil {
		t.Fatal(err)
	}
	a := &Ask{Scenario: s, Arm: "diversion", Options: Options{Seed: 1, Workers: 2, Replications: 5}}
	const stated, top = 60_000, 240_000
	l, _ := a.look(context.Background(), s, "diversion", budgetKey)
	at := func(rate, completed float64) *average {
		return &average{rates: []float64{rate}, people: 10, offered: 10, accepted: 10, attended: completed, completed: completed}
	}
	l.seen[stated] = at(0.5, 5)
	for _, c := range []struct {
		rate float64
		want string
	}{{0.3, "102% of the others"}, {0.9, ""}, {0.95, ""}} {
		l.seen[top] = at(c.rate, 6)
		if _, why := l.response(l.policy.Params(), at(0.9, 1), stated, top); !strings.Contains(why, c.want) {
			t.Errorf("at a rate of %v: wanted %q; got %q", c.rate, c.want, why)
		}
	}
}

// Places are those of the people planned for, whoever is simulated, and those that
// referrals from elsewhere take are among them.
func TestPlacesOfASample(t *testing.T) {
	whole, sample := ask(t, "west-midlands-pilot", 1500, 10, "T6"), ask(t, "west-midlands-pilot", 300, 10, "T6")
	for k := range whole {
		if apart := math.Abs(whole[k].Answer - sample[k].Answer); apart > 12 {
			t.Errorf("row %d: %v places by 1,500 people, %v by 300", k, whole[k].Answer, sample[k].Answer)
		}
	}
	people := 300
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people, Set: []string{"programme.background_referrals=300 per year"}})
	if err != nil {
		t.Fatal(err)
	}
	a := &Ask{Scenario: s, Arm: "diversion", Limits: DefaultLimits(), Options: Options{Seed: 1, Workers: 2, Replications: 10}}
	rows, err := capacity(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	// 300 a year for three gaps of 1/26 year are 34.6 places in use.
	for k := range rows {
		if more := rows[k].Answer - sample[k].Answer; more < 28 || more > 42 {
			t.Errorf("row %d: referrals from elsewhere need %v places more", k, more)
		}
	}
}
