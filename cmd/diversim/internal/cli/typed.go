package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// wrongFlags is what is wrong with the flags as they were typed, all of it, and with what
// stands beside them: cobra stops at the first, and lets the last of two hold. They are
// tried on commands of their own, which are then thrown away. Nil where no flag is wrong
// or help is asked for.
func (p *program) wrongFlags() error {
	c, words, err := p.root().Find(p.args)
	if err == nil && c.HasParent() && !c.DisableFlagParsing { // else cobra says what is wrong
		return p.tryFlags(c, words)
	}
	return nil
}

// tryFlags is wrongFlags of a command that was found, with the words behind it.
func (p *program) tryFlags(c *cobra.Command, words []string) error {
	var unknown []error
	unclear := false // a word may be the value of an unknown flag
	for {
		t := tried{command: c, given: map[string]string{}}
		c.InitDefaultHelpFlag()
		err := c.Flags().ParseAll(words, t.try)
		if t.helpAsked || errors.Is(err, pflag.ErrHelp) {
			return nil
		}
		at := culprit(words, err)
		if at < 0 {
			if len(unknown)+len(t.wrong) > 0 && !unclear {
				t.wrong = append(t.wrong, wrongBeside(c))
			}
			return joined(append(unknown, t.wrong...)...)
		}
		unknown = append(unknown, flagComplaint(c, err))
		unclear = unclear || !strings.Contains(words[at], "=") && at+1 < len(words) && !strings.HasPrefix(words[at+1], "-")
		words = slices.Delete(slices.Clone(words), at, at+1)
		c, _, _ = p.root().Find(p.args) // as it was found before; the values of a list would add up
	}
}

// wrongBeside is what the command itself finds wrong with its words, and with the flags
// that could be read.
func wrongBeside(c *cobra.Command) error {
	words := c.Flags().Args()
	if err := c.ValidateArgs(words); err != nil || c.PreRunE == nil {
		return err
	}
	return c.PreRunE(c, words)
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
		if f.Value.Type() == "bool" { // given, to whatever
			must(f.Value.Set("true"))
		}
	} else if again && !many {
		t.wrong = append(t.wrong, usage("--%s: wanted once; got %q and %q", f.Name, earlier, value))
	}
	return nil
}

// culprit is the place of the word that an error of parsing is about, below 0 where it is
// about none.
func culprit(words []string, err error) int {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return slices.Index(words, "-"+unknown.GetSpecifiedShortnames())
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		return slices.IndexFunc(words, func(word string) bool { return word == name || strings.HasPrefix(word, name+"=") })
	case errors.As(err, &missing):
		return len(words) - 1
	}
	return -1
}
