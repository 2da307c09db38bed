package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"diversim/model/evidence"
	"diversim/scenarios"
)

// format is the form in which rows are printed.
type format string

const (
	formatTable format = "table"
	formatJSON  format = "json"
	formatCSV   format = "csv"
)

var formats = []string{string(formatTable), string(formatJSON), string(formatCSV)}

// Set reads the flag.
func (f *format) Set(text string) error {
	if !slices.Contains(formats, text) {
		return fmt.Errorf("wanted table, json or csv; got %q%s", text, evidence.DidYouMean(evidence.Nearest(text, formats)))
	}
	*f = format(text)
	return nil
}

// String is the value as the flag would give it.
func (f *format) String() string { return string(*f) }

// Type is how help calls the value.
func (f *format) Type() string { return "table|json|csv" }

// addFormat adds --format to a command.
func addFormat(c *cobra.Command) *format {
	f := formatTable
	c.Flags().Var(&f, "format", "form of the output")
	must(c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)))
	return &f
}

// must panics on an error that only a mistake in this package can cause.
func must(err error) {
	if err != nil {
		panic("cli: " + err.Error())
	}
}

// flagOf is a flag and the words of another that it bears on.
type flagOf struct {
	flag string
	of   []string
}

// unusedFlags are complaints about flags that bear on nothing asked for; by is the flag
// that asks.
func unusedFlags(c *cobra.Command, by string, asked []string, flags []flagOf) (complaints []error) {
	for _, one := range flags {
		used := slices.ContainsFunc(one.of, func(word string) bool { return slices.Contains(asked, word) })
		if c.Flags().Changed(one.flag) && !used {
			complaints = append(complaints, usage("--%s: is of --%s %s, which is not asked for", one.flag, by, strings.Join(one.of, " or ")))
		}
	}
	return complaints
}

// emptyFlags are complaints about flags that were given nothing, which would stand for
// their default.
func emptyFlags(c *cobra.Command, names ...string) (complaints []error) {
	for _, name := range names {
		flag := c.Flag(name)
		if text := flag.Value.String(); flag.Changed && (text == "" || text == "[]") {
			complaints = append(complaints, usage("--%s: wanted a value; got nothing", name))
		}
	}
	return complaints
}

// withoutOut are complaints about flags that say how a directory is written, where none
// is.
func withoutOut(c *cobra.Command) (complaints []error) {
	for _, flag := range []string{"figures", "force"} {
		if c.Flags().Changed(flag) && c.Flag("out").Value.String() == "" {
			complaints = append(complaints, usage("--%s: wanted with --out, without which nothing is written", flag))
		}
	}
	return complaints
}

// flagComplaint rewords what pflag says about a flag.
func flagComplaint(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var bad *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown) && !c.HasParent() && c.Flags().NArg() > 0:
		return noSuchCommand(c, c.Flags().Args()) // the flag belongs to a command that is misspelt
	case errors.As(err, &unknown):
		return noSuchFlag(c, unknown)
	case errors.As(err, &bad):
		return usage("--%s: %s", bad.GetFlag().Name, wantedValue(bad))
	case errors.As(err, &missing):
		what, _ := pflag.UnquoteUsage(missing.GetFlag())
		return usage("--%s: wanted a value (%s); got nothing", missing.GetFlag().Name, what)
	}
	return usageError{err}
}

func noSuchFlag(c *cobra.Command, unknown *pflag.NotExistError) error {
	if unknown.GetSpecifiedShortnames() != "" {
		return usage("wanted a flag of %s; got %q", c.CommandPath(), "-"+unknown.GetSpecifiedShortnames())
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	near := evidence.Nearest(unknown.GetSpecifiedName(), names)
	if near != "" {
		near = "--" + near
	}
	return usage("wanted a flag of %s; got %q%s", c.CommandPath(), "--"+unknown.GetSpecifiedName(), evidence.DidYouMean(near))
}

// wantedValue says what a flag's value should have been.
func wantedValue(bad *pflag.InvalidValueError) string {
	wanted := map[string]string{
		"int": "a whole number", "uint64": "a whole number from 0", "float64": "a number", "bool": "true or false",
	}[bad.GetFlag().Value.Type()]
	if wanted == "" {
		return bad.Unwrap().Error()
	}
	return fmt.Sprintf("wanted %s; got %q", wanted, strings.TrimSpace(bad.GetValue()))
}

// fewWorkers is the complaint about --workers, nil where it is right or not given.
func fewWorkers(c *cobra.Command, workers int) error {
	if c.Flags().Changed("workers") && workers < 1 {
		return usage("--workers: wanted 1 or more; got %d", workers)
	}
	return nil
}

// otherArms are the names of a scenario's arms but for the comparator.
func otherArms(s *scenarios.Scenario) (names []string) {
	for _, arm := range s.Arms {
		if arm.Name != s.Comparator {
			names = append(names, arm.Name)
		}
	}
	return names
}

// nothingToCompare is the complaint about a scenario that has no other arm.
func nothingToCompare(s *scenarios.Scenario) error {
	return usage("wanted a scenario with an arm besides the comparator; %s has none", s.Name)
}
