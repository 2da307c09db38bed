package cli

import (
	"fmt"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/scenarios"
)

// departure is an input that is not at its base value in an arm.
type departure struct {
	arm scenarios.Arm
	scenarios.Setting
	base evidence.Value
}

// explain prints, for each arm, every input that differs from its base value,
// where that is said and why.
func (p *program) explain(s *scenarios.Scenario, form format) error {
	_, registry := model.New()
	r := rows[departure]{w: p.stdout, form: form, fields: departureFields, table: departureTable}
	for _, arm := range s.Arms {
		for _, setting := range s.Explain(arm.Name) {
			in, _ := registry.Lookup(setting.Key) // a scenario sets declared inputs only
			if err := r.add(departure{arm, setting, in.Base}); err != nil {
				return err
			}
		}
	}
	return r.close()
}

var departureFields = []field[departure]{
	{"arm", func(d departure) any { return d.arm.Name }},
	{"input", func(d departure) any { return d.Key }},
	{"value", func(d departure) any { return plain(d.Value) }},
	{"base", func(d departure) any { return plain(d.base) }},
	{"layer", func(d departure) any { return d.Layer.String() }},
	{"file", func(d departure) any { return d.File }},
	{"line", func(d departure) any { return d.Line }},
	{"because", func(d departure) any { return d.Because }},
}

var departureTable = layout[departure]{
	group: func(d departure) string { return armTitle(d.arm) },
	columns: []column[departure]{
		{heading: "input, why it is not at its base value, and where that is said", width: 72, text: func(d departure) string {
			return d.Key + "\n  " + wrapped(d.Because, "  ", 72) + "\n  " + d.Layer.String() + ", " + place(d.Setting)
		}},
		{heading: "value (base)", width: 26, text: func(d departure) string {
			return rounded(d.Value.String()) + "\n(" + rounded(d.base.String()) + ")"
		}},
	},
}

// place is where a setting is made.
func place(s scenarios.Setting) string {
	if s.Line == 0 {
		return s.File
	}
	return fmt.Sprintf("%s:%d", s.File, s.Line)
}

// armTitle is an arm's label, with its name where the two differ.
func armTitle(a scenarios.Arm) string {
	if a.Label == "" || a.Label == a.Name {
		return a.Name
	}
	return a.Label + " (" + a.Name + ")"
}

// armLabel is what an arm of a scenario is called, with the comparator marked.
func armLabel(s *scenarios.Scenario, name string) string {
	a, _ := s.Arm(name) // callers name arms of the scenario only
	if a.Label == "" {
		return marked(s, name, name)
	}
	return marked(s, name, a.Label)
}

// marked is a word for an arm, which says so where the arm is the comparator.
func marked(s *scenarios.Scenario, name, word string) string {
	if name == s.Comparator {
		return word + " (comparator)"
	}
	return word
}
