package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"diversim/cmd/diversim/internal/columns"
	"diversim/model/evidence"
)

// columnsCommand says what the columns of files and tables mean.
func (p *program) columnsCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "columns [TABLE]", Short: "Every column of the files and tables, and what it means", GroupID: groupKnow,
		Long: `Says what each column of every table that the program writes or prints means, its unit
and when it is empty, and the same of the keys of summary.json and the other JSON files.
TABLE is a file, with or without its directory, or a command, of which it shows every
table. What a command prints with --format json has the same keys as with csv.

A key inside another follows a dot, [] stands for a list, and capitals for what has
other names in each run: differences.ARM.MEASURE.mean.`,
		Example: `  diversim columns replications.csv
  diversim columns results/west-midlands-pilot/summary.json
  diversim columns threshold --format csv`,
		Args: atMost(1, "table"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return columns.Names(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	form := addFormat(c)
	tables := columns.Tables()
	c.PreRunE = func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			if tables = columns.Find(args[0]); tables == nil {
				return usage("wanted a file that the program writes or a command that prints a table (diversim columns lists them); got %q%s",
					args[0], evidence.DidYouMean(evidence.Nearest(args[0], columns.Names())))
			}
		}
		return nil
	}
	c.RunE = func(*cobra.Command, []string) error {
		r := rows[explained]{w: p.stdout, form: *form, fields: explainedFields, table: explainedTable}
		return r.all(explainedColumns(tables))
	}
	return c
}

// explained is a column and its table.
type explained struct {
	table columns.Table
	columns.Column
}

func explainedColumns(tables []columns.Table) (all []explained) {
	for _, t := range tables {
		for _, c := range t.Columns {
			all = append(all, explained{t, c})
		}
	}
	return all
}

var explainedFields = []field[explained]{
	{"table", func(e explained) any { return e.table.Name }},
	{"commands", func(e explained) any { return e.table.Commands }},
	{"row", func(e explained) any { return e.table.Row }},
	{"column", func(e explained) any { return e.Name }},
	{"unit", func(e explained) any { return e.Unit }},
	{"means", func(e explained) any { return e.Means }},
	{"empty", func(e explained) any { return e.Empty }},
}

var explainedTable = layout[explained]{
	group: func(e explained) string {
		title := e.table.Name
		if title != e.table.Commands {
			title += " (" + strings.ReplaceAll(e.table.Commands, " ", ", ") + ")"
		}
		return title + "\n" + paragraph("One row is "+e.table.Row+".", "")
	},
	columns: []column[explained]{
		{heading: "column and unit, and what it means", width: pageWidth, text: func(e explained) string {
			return e.Name + " (" + e.Unit + ")\n    " + wrapped(e.Means+emptyText(e.Empty), "    ", pageWidth)
		}},
	},
}

// emptyText says when there is no value.
func emptyText(when string) string {
	switch {
	case when == "":
		return ""
	case strings.HasPrefix(when, "absent"):
		return " (" + when + ")"
	}
	return " (empty: " + when + ")"
}
