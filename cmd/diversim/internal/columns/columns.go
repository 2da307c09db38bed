// Package columns says what each column of every table that the program writes means,
// and each key of its JSON files. It knows nothing of how they are filled: a test of
// the command line holds it to what is written, in both directions.
package columns

import (
	"path"
	"slices"
	"strings"
)

// Table is a file of a results directory, or what a command prints as CSV; as JSON it
// has the same keys.
type Table struct {
	Name     string // the file's path below the directory; else the command with its flags
	Commands string // that write or print it
	Row      string // what one row of it is
	Columns  []Column
}

// Column is a column of a table, or a key of a JSON file: with a dot for what is inside
// another, [] for a list, and in capitals what stands for a name that differs.
type Column struct {
	Name, Unit, Means string
	Empty             string // when there is no value; "" for never
}

// Tables is every table.
func Tables() []Table {
	return slices.Concat(runTables, placeTables, summaryTables, sensitivityTables, calibrateTables, figureTables, printedTables, aboutTables)
}

// Find lists the tables that a name is of: a command's, or a file's, with a directory
// before it and as CSV, JSON or Parquet where that has the same columns.
func Find(name string) []Table {
	named := func(is func(t Table) bool) (found []Table) {
		for _, t := range Tables() {
			if is(t) {
				found = append(found, t)
			}
		}
		return found
	}
	file := path.Base(strings.ReplaceAll(name, `\`, "/"))
	for _, is := range []func(t Table) bool{
		func(t Table) bool { return slices.Contains(strings.Fields(t.Commands), name) },
		func(t Table) bool { return t.Name == name || path.Base(t.Name) == file },
		func(t Table) bool {
			stem := strings.TrimSuffix(file, path.Ext(file))
			return slices.Contains([]string{".csv", ".json", ".parquet"}, path.Ext(file)) && path.Base(t.Name) == stem+".csv"
		},
	} {
		if found := named(is); found != nil {
			return found
		}
	}
	return nil
}

// Names are those that Find knows, each once.
func Names() []string {
	var names []string
	for _, t := range Tables() {
		names = append(append(names, t.Name, path.Base(t.Name)), strings.Fields(t.Commands)...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Units, and when there is no value, that many columns have in common.
const (
	text      = "text"
	yesNo     = "true or false"
	count     = "number"
	share     = "share, 0 to 1"
	points    = "difference of shares"
	pounds    = "pounds"
	days      = "days"
	months    = "months"
	years     = "years"
	ratio     = "ratio"
	people    = "people"
	ofMeasure = "unit of the measure"
	ofInput   = "unit of the input"
	object    = "object"
	list      = "list"

	few       = "fewer than 40 replications have a value"
	one       = "fewer than 2 replications have a value"
	nobody    = "there is nobody to count, or follow-up is too short"
	ofBase    = "in the rows of the comparator"
	noMeasure = "the measure has no better direction"
)

// estimated are the four numbers of an estimate, of what, under a prefix.
func estimated(prefix, of, unit string) []Column {
	return []Column{
		{prefix + "mean", unit, of + ": mean over replications", nobody},
		{prefix + "low", unit, of + ": 2.5th percentile over replications, each a cohort", few},
		{prefix + "high", unit, of + ": 97.5th percentile over replications, each a cohort", few},
		{prefix + "mc_se", unit, of + ": Monte Carlo standard error of the mean", one},
	}
}

// orFor is the empty cells of an estimate that some rows do not have at all.
func orFor(rows string, all []Column) []Column {
	all = slices.Clone(all)
	for i := range all {
		all[i].Empty += "; " + rows
	}
	return all
}
