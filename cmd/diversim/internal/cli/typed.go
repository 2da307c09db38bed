package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// wrongFlags is what is wrong with the flags as they were typed, all of it: cobra stops
// at the first, and lets the last of two hold. They are tried on a command of their own,
// which is then thrown away. Nil where nothing is wrong or help is asked for.
func (p *program) wrongFlags() error {
	c, words, err := p.root().Find(p.args)
	if err == nil && c.HasParent() && !c.DisableFlagParsing { // else cobra says what is wrong
		unreadable, wrong := tryFlags(c, words)
		if len(unreadable) == 0 && len(wrong) > 0 { // else a word may be the value of a flag
			wrong = append(wrong, wrongWords(c)...)
		}
		return joined(append(unreadable, wrong...)...)
	}
	return nil
}

// wrongWords is what is wrong beside the flags of a command that were tried: its words,
// and the scenario with the flags over it that can be read.
func wrongWords(c *cobra.Command) []error {
	words := c.Flags().Args()
	if err := c.ValidateArgs(words); err != nil {
		return []error{err}
	}
	if c.Flags().Lookup("set") == nil {
		return nil // it takes no scenario
	}
	set, err := c.Flags().GetStringArray("set")
	must(err)
	named := scenarioFlags{set: set, horizon: c.Flag("horizon").Value.String(), command: c}
	if n, ok := c.Flag("people").Value.(*grouped); ok {
		named.people = int(*n)
	}
	_, err = named.load(words)
	return []error{err}
}

// tryFlags is what is wrong with the flags of a command: those that are not its own or
// have no value, and those with a wrong one.
func tryFlags(c *cobra.Command, words []string) (unknown, wrong []error) {
	c.InitDefaultHelpFlag()
	for {
		t := tried{command: c, given: map[string]string{}}
		err := c.Flags().ParseAll(words, t.try)
		if t.helpAsked || errors.Is(err, pflag.ErrHelp) {
			return nil, nil
		}
		rest := without(words, err)
		if len(rest) == len(words) {
			return unknown, t.wrong
		}
		unknown, words = append(unknown, flagComplaint(c, err)), rest
	}
}

// tried is one pass over the flags.
type tried struct {
	command   *cobra.Command
	given     map[string]string
	wrong     []error
	helpAsked bool
}

// try takes one flag as it was typed.
func (t *tried) try(f *pflag.Flag, value string) error {
	if f.Name == "help" {
		t.helpAsked = true
		return nil
	}
	earlier, again := t.given[f.Name]
	t.given[f.Name] = value
	_, many := f.Value.(pflag.SliceValue)
	if err := t.command.Flags().Set(f.Name, value); err != nil {
		t.wrong = append(t.wrong, flagComplaint(t.command, err))
	} else if again && !many {
		t.wrong = append(t.wrong, usage("--%s: wanted once; got %q and %q", f.Name, earlier, value))
	}
	return nil
}

// without are the words less the one that an error of parsing is about, all of them
// where it is about none.
func without(words []string, err error) []string {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	about := -1
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		about = slices.Index(words, "-"+unknown.GetSpecifiedShortnames())
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		about = slices.IndexFunc(words, func(word string) bool { return word == name || strings.HasPrefix(word, name+"=") })
	case errors.As(err, &missing):
		about = len(words) - 1
	}
	if about < 0 {
		return words
	}
	return slices.Delete(slices.Clone(words), about, about+1)
}
