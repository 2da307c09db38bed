package scenarios

import (
	"strings"

	"diversim/model/evidence"
	"diversim/model/outcome"
)

// vocabulary is what a scenario may speak of. Scenarios of this program use
// everyday; the loader's own tests a small one that does not change with the
// model.
type vocabulary struct {
	inputs       func() *evidence.Registry // at base values, fresh on each call
	measures     func() []outcome.Measure
	forces       func() []string
	suggestForce func(name string) string
	calibrations func() []string          // names of the calibrated sets, the one by default first
	calibrated   func(name string) []byte // the text of a calibrated set
	// contradictions between the inputs of an arm; nil where there are none to find.
	contradictions contradicting
}

// measureNames lists the measures in the order of their table.
func (w vocabulary) measureNames() []string {
	var names []string
	for _, m := range w.measures() {
		names = append(names, m.Name)
	}
	return names
}

// proportionNames lists the measures that are proportions.
func (w vocabulary) proportionNames() []string {
	var names []string
	for _, m := range w.measures() {
		if m.Unit == "proportion" {
			names = append(names, m.Name)
		}
	}
	return names
}

// configuration holds what a scenario says in quantities that are not inputs of
// the model. They are read by the same rules as inputs, so they are declared to
// a registry of their own; none has a prior, and no value of it is used.
type configuration struct {
	people, population, contacts evidence.Count
	intake, horizon, start       evidence.Years
	budget, floors               evidence.Pounds
	atLeast, share               evidence.Probability
}

const (
	keyPrefix         = "scenario."
	peopleKey         = keyPrefix + "people"
	intakeKey         = keyPrefix + "intake"
	horizonKey        = keyPrefix + "horizon"
	areaPopulationKey = keyPrefix + "areas.population"
	areaContactsKey   = keyPrefix + "areas.contacts"
	schemeStartKey    = keyPrefix + "schemes"
	shareKey          = keyPrefix + "shares"
	budgetLevelKey    = keyPrefix + "budget_levels"
	floorsKey         = keyPrefix + "floors" // written in messages, in no file
	atLeastKey        = keyPrefix + "at_least"
)

// newConfiguration declares the quantities with the bounds of what this program
// could still simulate.
func newConfiguration() *evidence.Registry {
	const (
		mostPeople = 100_000_000
		mostIntake = 30
		mostYears  = 100
		mostPounds = 1_000_000_000
	)
	r, c := evidence.New(), new(configuration)
	spec := func(key, label string, value float64, within evidence.Range) evidence.Spec {
		return evidence.Spec{
			Key: key, Label: label, Value: value, Range: within,
			Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: "the question's, not evidence",
		}
	}
	people, share := evidence.Between(0, mostPeople), evidence.Between(0, 1)
	evidence.Var(r, &c.people, spec(peopleKey, "index contacts per replication and year", 0, people))
	evidence.Var(r, &c.intake, spec(intakeKey, "recruitment", 1, evidence.Between(1, mostIntake)))
	evidence.Var(r, &c.horizon, spec(horizonKey, "follow-up of each person", 0, evidence.Between(0, mostYears)))
	evidence.Var(r, &c.population, spec(areaPopulationKey, "people of a force area", 0, people))
	evidence.Var(r, &c.contacts, spec(areaContactsKey, "possession offences recorded in a force area in a year", 0, people))
	evidence.Var(r, &c.start, spec(schemeStartKey, "start of a force area's scheme", 0, evidence.Between(0, mostYears)))
	evidence.Var(r, &c.share, spec(shareKey, "share of a force area in the national money", 0, share))
	evidence.Var(r, &c.budget, spec(budgetLevelKey, "point of the budget figure", 0, evidence.Between(0, mostPounds)))
	evidence.Var(r, &c.floors, spec(floorsKey, "least money of all schemes", 0, evidence.AtLeast(0)))
	evidence.Var(r, &c.atLeast, spec(atLeastKey, "target of a threshold", 0, share))
	return r
}

// quantity reads the text as the quantity with the key, in its own unit.
func quantity(key, text string) (float64, string) {
	v, err := newConfiguration().Parse(key, text)
	if err != nil {
		return 0, strings.TrimPrefix(err.Error(), keyPrefix)
	}
	return v.Number(), ""
}

// nearest returns the candidate that differs from the word in the fewest letters,
// "" when more than a third of the longer one differ.
func nearest(word string, candidates []string) string {
	const allowed = 3 // letters of a word for each that may differ
	best, least := "", 0
	for _, candidate := range candidates {
		d := lettersApart(strings.ToLower(word), strings.ToLower(candidate))
		longer := max(len([]rune(word)), len([]rune(candidate)))
		if d*allowed <= longer && (best == "" || d < least) {
			best, least = candidate, d
		}
	}
	return best
}

// lettersApart counts the insertions, deletions and substitutions that turn a
// into b (the Levenshtein distance).
func lettersApart(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j := range to {
			substitute := diagonal
			if from[i] != to[j] {
				substitute++
			}
			diagonal = row[j+1]
			row[j+1] = min(substitute, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(to)]
}
