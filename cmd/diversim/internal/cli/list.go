package cli

import (
	"github.com/spf13/cobra"

	"diversim/scenarios"
)

// listCommand prints the library.
func (p *program) listCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "list", Short: "The scenarios of the library", GroupID: groupAsk,
		Args: atMost(0, ""),
	}
	form := addFormat(c)
	c.RunE = func(*cobra.Command, []string) error {
		r := rows[scenarios.Entry]{
			w: p.stdout, form: *form,
			fields: entryFields,
			table: layout[scenarios.Entry]{spaced: true, columns: []column[scenarios.Entry]{
				{heading: "name", text: func(e scenarios.Entry) string { return e.Name }},
				{heading: "question", width: 70, text: func(e scenarios.Entry) string { return e.Title + "\n" + e.Question }},
			}},
		}
		return r.all(scenarios.Library())
	}
	return c
}

var entryFields = []field[scenarios.Entry]{
	{"name", func(e scenarios.Entry) any { return e.Name }},
	{"title", func(e scenarios.Entry) any { return e.Title }},
	{"question", func(e scenarios.Entry) any { return e.Question }},
}
