package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"diversim/model/evidence"
	"diversim/scenarios/study"
)

// runningFlags say how a scenario is run, as opposed to what it asks.
type runningFlags struct {
	replications int
	precision    float64
	seed         uint64
	workers      int
	inputs       inputs
	quiet        bool
	explain      bool

	command *cobra.Command
}

// addRunning adds the flags of the commands that run a scenario.
func addRunning(c *cobra.Command) *runningFlags {
	f := &runningFlags{command: c, inputs: inputsDrawn}
	addCount(c, &f.replications, "replications", 0,
		"`number` of replications (default as many as --precision needs, from 100 to 5,000)")
	addShare(c, &f.precision, "precision", 0,
		fmt.Sprintf("stop when the Monte Carlo `error` of the headline difference (a proportion) is below this (default %v,\nor a tenth of the spread that drawn inputs give the difference, where that is more)", study.DefaultPrecision))
	addInputs(c, &f.inputs)
	addSeed(c, &f.seed)
	addCount(c, &f.workers, "workers", 0, "`number` of replications simulated at a time (default one for each processor)")
	c.Flags().BoolVar(&f.quiet, "quiet", false, "say nothing but results and errors")
	c.Flags().BoolVar(&f.explain, "explain", false, "print every input that is not at its base value, by arm, and run nothing")
	return f
}

// complaints is what is wrong with the flags.
func (f *runningFlags) complaints() []error {
	changed := f.command.Flags().Changed
	var all []error
	if changed("replications") && f.replications < 1 {
		all = append(all, usage("--replications: wanted 1 or more; got %d", f.replications))
	}
	if changed("precision") && !(f.precision > 0 && f.precision <= 1) {
		all = append(all, usage("--precision: wanted a number above 0 and at most 1; got %v", f.precision))
	}
	if changed("replications") && changed("precision") {
		all = append(all, usage("wanted either --replications or --precision, which decides their number; got both"))
	}
	all = append(all, fewWorkers(f.command, f.workers))
	if f.explain {
		f.command.Flags().Visit(func(flag *pflag.Flag) {
			if !slices.Contains(explainedBy, flag.Name) {
				all = append(all, usage("--%s: wanted without --explain, which runs nothing", flag.Name))
			}
		})
	}
	return all
}

// explainedBy are the flags that bear on what --explain prints.
var explainedBy = []string{"explain", "set", "people", "horizon", "format", "quiet"}

// options are the flags as a study takes them.
func (f *runningFlags) options(bar *progress) study.Options {
	return study.Options{
		Seed: f.seed, Replications: f.replications, Precision: f.precision, Workers: f.workers, Draw: f.inputs == inputsDrawn,
		Progress: bar.report(),
	}
}

// inputs says at which values a run has the inputs that nobody states.
type inputs string

const (
	inputsDrawn inputs = "drawn"
	inputsBase  inputs = "base"
)

// addInputs adds --inputs to a command.
func addInputs(c *cobra.Command, i *inputs) {
	c.Flags().Var(i, "inputs", "inputs that nobody states: drawn in each replication, from priors or, of a calibrated set, from its posterior; or\nat their base values")
	must(c.RegisterFlagCompletionFunc("inputs",
		cobra.FixedCompletions([]string{string(inputsDrawn), string(inputsBase)}, cobra.ShellCompDirectiveNoFileComp)))
}

// Set reads the flag.
func (i *inputs) Set(text string) error {
	if known := []string{string(inputsDrawn), string(inputsBase)}; !slices.Contains(known, text) {
		return fmt.Errorf("wanted drawn or base; got %q%s", text, evidence.DidYouMean(evidence.Nearest(text, known)))
	}
	*i = inputs(text)
	return nil
}

// String is the value as the flag would give it.
func (i *inputs) String() string { return string(*i) }

// Type is how help calls the value.
func (i *inputs) Type() string { return "drawn|base" }

// joined is the complaints as one error, nil when there are none.
func joined(all ...error) error {
	if slices.ContainsFunc(all, func(err error) bool { return err != nil }) {
		return usageError{errors.Join(all...)}
	}
	return nil
}

// each are the complaints that were joined in an error.
func each(err error) []error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return many.Unwrap()
	}
	return []error{err}
}
