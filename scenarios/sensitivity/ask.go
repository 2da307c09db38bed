package sensitivity

import (
	"fmt"
	"slices"
	"strings"

	"diversim/model/evidence"
	"diversim/scenarios"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
)

// The methods. Names are permanent.
const (
	Tornado  = "tornado"  // each input alone, at two quantiles of its prior
	Morris   = "morris"   // walks that move one input at a time, from many places
	Sobol    = "sobol"    // shares of the variance
	Value    = "value"    // of information, before choosing between arms
	Discover = "discover" // boxes of inputs in which something happens
)

// Methods are all of them.
func Methods() []string { return []string{Tornado, Morris, Sobol, Value, Discover} }

// What an output may be of.
const (
	Difference = "difference" // arm minus comparator
	OfArm      = "arm"
	Comparator = "comparator"
)

// Ask is a scenario and what is to be found out about it. Zero values stand for the
// defaults.
type Ask struct {
	Scenario *scenarios.Scenario
	Methods  []string // nil: Tornado and Sobol
	Measures []string // of outcome.Measures, or "net_benefit_" and a perspective; nil: study.Headline
	Of       string   // "": Difference
	Arm      string   // "": the headline arm
	Inputs   []string // "key", or "key=low:high" to keep to a part of its prior; nil: all
	Groups   bool     // Sobol' indices of groups of inputs, not of inputs
	Points   int      // rows of each Sobol' sample; 0: Points
	Walks    int      // of Morris; 0: Walks
	Draws    int      // of the priors, for Value and Discover; 0: Draws
	Cohorts  int      // at each point of Tornado and Morris; 0: Cohorts and 1

	People   int     // whom a decision concerns, a year; 0: the recorded possession offences of the scenario's forces
	Years    int     // for which it is made; 0: Years
	Discount float64 // a year

	Seed    uint64
	Workers int

	population string // People and Years in words
}

// The defaults, and the bounds of what may be asked for.
const (
	Points  = 192
	Walks   = 20
	Draws   = 1000
	Cohorts = 12
	Years   = 5

	// Followed is the number of inputs, those that move the first output most, that
	// Tornado follows up.
	Followed = 20
	// Top is the number of inputs whose Sobol' indices are estimated, those that move
	// the first output most.
	Top = 8
	// Most is the number of cohorts that may be simulated in each arm.
	Most = 100_000
	// FewestPoints, FewestDraws and FewestCohorts are the least of which something can
	// be said.
	FewestPoints  = 32
	FewestDraws   = 250
	FewestCohorts = 3
)

// Discount is the yearly rate at which later decisions count less, as the Green Book
// has it for costs.
const Discount = 0.035

// Problem is something wrong with what is asked, by the word for it: "vary" for the
// inputs, else the name of the field in lower case.
type Problem struct{ About, Text string }

// Problems are all of them.
type Problems []Problem

// Error is a line for each.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = one.About + ": " + one.Text
	}
	return strings.Join(lines, "\n")
}

func (p *Problems) add(about, form string, args ...any) {
	*p = append(*p, Problem{about, fmt.Sprintf(form, args...)})
}

// fill puts the defaults in.
func (a *Ask) fill() {
	if a.Methods == nil {
		a.Methods = []string{Tornado, Sobol}
	}
	if a.Measures == nil {
		a.Measures = []string{study.Headline}
	}
	if a.Of == "" {
		a.Of = Difference
	}
	for _, n := range []struct {
		into *int
		base int
	}{{&a.Points, Points}, {&a.Walks, Walks}, {&a.Draws, Draws}, {&a.Years, Years}} {
		if *n.into == 0 {
			*n.into = n.base
		}
	}
	over := " over " + plural(a.Years, "year")
	if a.population = plural(a.People, "person-decision") + " a year" + over; a.People == 0 {
		var of string
		a.People, of = recorded(a.Scenario)
		a.population = plural(a.People, "recorded possession offence") + " a year in " + of + over + ", each taken as one decision"
	}
}

// cohorts is how many there are at each point of a method.
func (a *Ask) cohorts(method string) int {
	switch {
	case a.Cohorts > 0:
		return a.Cohorts
	case method == Tornado:
		return Cohorts
	}
	return 1
}

func (a *Ask) wants(methods ...string) bool {
	return slices.ContainsFunc(methods, func(m string) bool { return slices.Contains(a.Methods, m) })
}

// recorded is the number of possession offences that the forces of a scenario record in a
// year, and which forces those are: all where it names none.
func recorded(s *scenarios.Scenario) (offences int, of string) {
	all := evidence.Forces()
	forces := s.Forces
	if len(forces) == 0 {
		for _, f := range all {
			forces = append(forces, f.Name)
		}
	}
	for _, name := range forces {
		offences += s.Area(name).Contacts
	}
	const named = 3
	switch {
	case len(forces) <= named:
		return offences, results.Listed(forces)
	case len(forces) == len(all):
		return offences, fmt.Sprintf("all %d forces", len(all))
	}
	return offences, fmt.Sprintf("the %d forces of %s", len(forces), s.Name)
}

// check finds what is wrong with the words and numbers of the question.
func (a *Ask) check() (all Problems) {
	for _, m := range a.Methods {
		if !slices.Contains(Methods(), m) {
			all.add("method", "wanted %s or all; got %q%s", strings.Join(Methods(), ", "), m, hint(m, append(Methods(), "all")))
		}
	}
	if of := []string{Difference, OfArm, Comparator}; !slices.Contains(of, a.Of) {
		all.add("of", "wanted %s; got %q%s", strings.Join(of, ", "), a.Of, hint(a.Of, of))
	}
	for _, n := range []struct {
		about       string
		got, fewest int
	}{
		{"points", a.Points, FewestPoints},
		{"walks", a.Walks, 2},
		{"draws", a.Draws, FewestDraws},
		{"people-per-year", a.People, 1},
		{"years", a.Years, 1},
	} {
		if n.got < n.fewest {
			all.add(n.about, "wanted %d or more; got %d", n.fewest, n.got)
		}
	}
	if a.Cohorts != 0 && a.Cohorts < FewestCohorts {
		all.add("cohorts", "wanted %d or more, to know the Monte Carlo error; got %d", FewestCohorts, a.Cohorts)
	}
	if !(a.Discount >= 0 && a.Discount < 1) {
		all.add("discount", "wanted a rate from 0 to below 1; got %v", a.Discount)
	}
	return all
}

// hint is the end of a message with the nearest right word, if any.
func hint(word string, known []string) string {
	return evidence.DidYouMean(evidence.Nearest(word, known))
}
