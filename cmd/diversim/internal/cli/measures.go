package cli

import (
	"github.com/spf13/cobra"

	"diversim/model/outcome"
)

// measuresCommand prints every outcome measure and its definition.
func (p *program) measuresCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "measures", Short: "Every outcome measure and its definition", GroupID: groupKnow,
		Args: atMost(0, ""),
	}
	form := addFormat(c)
	c.RunE = func(*cobra.Command, []string) error {
		r := rows[outcome.Measure]{w: p.stdout, form: *form, fields: measureFields, table: measureTable}
		return r.all(outcome.Measures())
	}
	return c
}

var measureFields = []field[outcome.Measure]{
	{"name", func(m outcome.Measure) any { return m.Name }},
	{"label", func(m outcome.Measure) any { return m.Label }},
	{"unit", func(m outcome.Measure) any { return m.Unit }},
	{"better", func(m outcome.Measure) any { return m.Better }},
	{"means", func(m outcome.Measure) any { return m.Means }},
}

var measureTable = layout[outcome.Measure]{spaced: true, columns: []column[outcome.Measure]{
	{heading: "name, unit and better direction", text: func(m outcome.Measure) string {
		return m.Name + "\n  " + m.Unit + ", " + direction(m.Better)
	}},
	{heading: "definition", width: 56, text: func(m outcome.Measure) string { return m.Label + "\n" + m.Means }},
}}

// direction says which way a measure is better.
func direction(better string) string {
	if better == "neither" {
		return "neither way better"
	}
	return better + " is better"
}
