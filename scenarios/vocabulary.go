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
	people  evidence.Count
	horizon evidence.Years
	budget  evidence.Pounds
	share   evidence.Probability
}

const (
	peopleKey      = "scenario.people"
	horizonKey     = "scenario.horizon"
	budgetLevelKey = "scenario.budget_levels"
	atLeastKey     = "scenario.at_least"
)

// newConfiguration declares the quantities with the bounds of what this program
// could still simulate.
func newConfiguration() *evidence.Registry {
	const (
		mostPeople = 100_000_000
		mostYears  = 100
		mostPounds = 1_000_000_000
	)
	r, c := evidence.New(), new(configuration)
	note := "the question's, not evidence"
	evidence.Var(r, &c.people, evidence.Spec{
		Key: peopleKey, Label: "index contacts per replication",
		Range: evidence.Between(0, mostPeople), Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: note,
	})
	evidence.Var(r, &c.horizon, evidence.Spec{
		Key: horizonKey, Label: "follow-up of each person",
		Range: evidence.Between(0, mostYears), Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: note,
	})
	evidence.Var(r, &c.budget, evidence.Spec{
		Key: budgetLevelKey, Label: "point of the budget figure",
		Range: evidence.Between(0, mostPounds), Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: note,
	})
	evidence.Var(r, &c.share, evidence.Spec{
		Key: atLeastKey, Label: "target of a threshold",
		Range: evidence.Between(0, 1), Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: note,
	})
	return r
}

// quantity reads the text as the quantity with the key, in its own unit.
func quantity(key, text string) (float64, string) {
	v, err := newConfiguration().Parse(key, text)
	if err != nil {
		return 0, strings.TrimPrefix(err.Error(), "scenario.")
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
