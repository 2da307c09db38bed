package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"diversim/model/evidence"
	"diversim/scenarios"
)

// Exit statuses.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitStopped = 130 // by a second interrupt, as shells report it
)

// defaultScenario is what the commands take when no scenario is named.
const defaultScenario = "west-midlands-pilot"

// program is one invocation: what was typed and where answers go.
type program struct {
	args           []string
	stdout, stderr io.Writer
}

// usageError is a command asked wrongly. Its text says what was wanted and what
// was got.
type usageError struct{ error }

// Unwrap is the error itself.
func (u usageError) Unwrap() error { return u.error }

// usage makes a usageError.
func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// Main runs the command line args (without the program's name) and returns the
// exit status.
func Main(args []string, stdout, stderr io.Writer) int {
	out := &watched{w: stdout}
	p := &program{args: args, stdout: out, stderr: stderr}
	root := p.root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(stderr)
	if err := p.wrongFlags(); err != nil {
		ran, _, _ := root.Find(args) // it was found when the flags were tried
		return p.fail(ran, err)
	}
	ran, err := root.ExecuteC()
	if err == nil {
		err = out.broken // cobra does not ask whether its help could be written
	}
	if err == nil {
		return exitDone
	}
	return p.fail(ran, err)
}

// watched keeps the first error of writing.
type watched struct {
	w      io.Writer
	broken error
}

// Write writes.
func (o *watched) Write(text []byte) (int, error) {
	n, err := o.w.Write(text)
	if o.broken == nil {
		o.broken = err
	}
	return n, err
}

// fail says what went wrong with a command, and returns the exit status.
func (p *program) fail(c *cobra.Command, err error) int {
	fmt.Fprintln(p.stderr, err)
	var asked usageError
	var problems scenarios.Problems
	switch {
	case errors.As(err, &problems):
		return exitUsage
	case errors.As(err, &asked):
		fmt.Fprintf(p.stderr, "See %s --help.\n", c.CommandPath())
		return exitUsage
	}
	return exitFailed
}

// Groups of commands in the help.
const (
	groupAsk   = "ask"
	groupKnow  = "know"
	groupCheck = "check"
)

// root is the program's command, with all others below it.
func (p *program) root() *cobra.Command {
	c := &cobra.Command{
		Use:   "diversim",
		Short: "Police drug diversion against prosecution, simulated person by person",
		Long: `Diversim simulates people found in possession of drugs in England and Wales, and
what follows when the police divert them to a course, prosecute them, or do as
they do now: reoffending as it happens and as it is counted, court and custody,
and who pays. Every arm of a scenario meets the same people.

SCENARIO is a name of the library ("diversim list") or a file; without one it is
` + defaultScenario + `.

Results go to standard output, everything else to standard error. The exit
status is 0 when done, 1 when something failed, a check did not hold or the run
was interrupted, 2 when the command or the scenario is wrong, in which case
nothing was run or written. After an interrupt (Ctrl-C) run, sweep and verify
finish what is in hand and keep it, and a run says what it lacks; the others,
whose answers need the whole, say so and keep nothing. A second interrupt stops
at once, with status 130.`,
		Args:          noSuchCommand,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	c.SetFlagErrorFunc(flagComplaint)
	c.SetUsageTemplate(strings.Replace(c.UsageTemplate(),
		"{{if .Runnable}}\n  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}\n  {{.CommandPath}} [command]{{end}}",
		"\n  {{if .HasParent}}{{.UseLine}}{{else}}diversim COMMAND [SCENARIO] [flags]{{end}}", 1))
	c.AddGroup(&cobra.Group{ID: groupAsk, Title: "To ask the model:"},
		&cobra.Group{ID: groupKnow, Title: "To know what stands behind it:"},
		&cobra.Group{ID: groupCheck, Title: "To check it, and to use it from a shell:"})
	c.SetHelpCommandGroupID(groupCheck)
	c.SetCompletionCommandGroupID(groupCheck)
	c.SetHelpCommand(helpCommand())
	c.AddCommand(
		p.runCommand(), p.sweepCommand(), p.sensitivityCommand(), p.thresholdCommand(), p.decideCommand(), p.robustnessCommand(), p.traceCommand(), p.explainCommand(), p.listCommand(), p.showCommand(), p.evidenceCommand(), p.calibrateCommand(), p.measuresCommand(), p.columnsCommand(),
		p.schemaCommand(), p.verifyCommand(), p.validateCommand(), p.versionCommand(),
	)
	for _, one := range c.Commands() {
		if one.Flags().Lookup("format") != nil {
			one.Long = cmp.Or(one.Long, one.Short+".") + "\n\nWhat its columns mean: diversim columns " + one.Name() + "."
		}
	}
	return c
}

// helpCommand is like cobra's, but knows when it is asked for what is not there.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: "Help about a command", GroupID: groupCheck,
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return noSuchCommand(c.Root(), rest)
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// noSuchCommand complains about a first word that is no command.
func noSuchCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return usage("wanted a command; got %q%s", args[0], evidence.DidYouMean(evidence.Nearest(args[0], names)))
}

// atMost is the check of commands that take up to n words, called what.
func atMost(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) <= n:
			return nil
		case n == 0:
			return usage("%s takes flags only; got %q", c.CommandPath(), strings.Join(args, " "))
		}
		return usage("%s takes one %s; got %q", c.CommandPath(), what, strings.Join(args, " "))
	}
}
