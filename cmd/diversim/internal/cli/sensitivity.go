package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"diversim/scenarios"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
	"diversim/scenarios/sensitivity"
)

// sensitivityFlags are the flags of sensitivity.
type sensitivityFlags struct {
	scenario *scenarioFlags
	running  *runningFlags
	form     *format
	out      string
	force    bool
	figures  string
	methods  []string

	ask   sensitivity.Ask
	asked *scenarios.Scenario
	plan  *sensitivity.Plan
	drawn []string // formats of the figure; nil: none
}

// everyMethod stands for all of them.
const everyMethod = "all"

// sensitivityCommand says what an answer depends on.
func (p *program) sensitivityCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "sensitivity [SCENARIO] [flags]", Short: "What the answer depends on, what it is worth to know, and where a finding holds", GroupID: groupAsk,
		Long: `Moves inputs through their priors and says what that does to an outcome, by default
to the difference in proven reoffending between the headline arm and the comparator.

  tornado   each input alone at the 2.5% and the 97.5% quantile of its prior
  morris    walks that move one input at a time, from many places
  sobol     shares of the variance, of the inputs that the tornado (or morris) puts
            first, of the cohort and of a dummy that bears on nothing
  value     what it is worth to know an input, or all, before choosing between arms
  discover  boxes of inputs in which diversion does harm, a target is met without any
            effect, or the scheme costs more than it is worth

value and discover read one sample of all priors, as does the rank correlation of each
input. With --out it is in sample.csv, written as it is drawn: a line for each draw and
cohort, with the inputs in their own units and the outcomes by arm. What a sample holds
in memory does not grow with it: beyond 1,024 draws it waits in a scratch file and is
read a column at a time. It has at most 100,000 draws.

Half of the draws choose a box and the inputs that it may bound, the other half say what
it holds (density, coverage, mass, cases). Of all inputs, were none to bear on the
answer, 5% of samples would have any that passes as one that does.

In JSON and CSV clear says that the interval leaves 0 out or, of what cannot be below 0,
that it lies above what a dummy shows (of an evppi or a total; evpi, groups and mu_star
never are clear), or of a rank correlation, that it is beyond what 5% of samples would
show anywhere, were none of the inputs to bear on the outcome; its interval is of it
alone. At is a plain number in the input's unit. In a table ~ is before the interval of
what could be clear and is not.

People are followed no longer than the measures need. Each input of --vary may be kept
to a part of its prior, as in effect.force_log_hr=-0.2:0.`,
		Example: `  diversim sensitivity
  diversim sensitivity --method value,discover --format csv
  diversim sensitivity --measure net_benefit_society --groups --out results/what-matters
  diversim sensitivity --method sobol --vary effect.force_log_hr,effect.course_share --points 512`,
	}
	f := &sensitivityFlags{scenario: addScenario(c), running: addRunning(c), form: addFormat(c)}
	a := &f.ask
	c.Flags().StringSliceVar(&f.methods, "method", nil, "`names` of the methods, or all (default tornado,sobol)")
	c.Flags().StringArrayVar(&a.Measures, "measure", nil, "measure, or net_benefit_ and a perspective (`name`); may be repeated; inputs are ranked by the first")
	c.Flags().StringVar(&a.Of, "of", sensitivity.Difference, "of what the measures are (`difference`, arm or comparator)")
	c.Flags().StringVar(&a.Arm, "arm", "", "`name` of the arm that is asked about (default the scenario's headline arm)")
	c.Flags().StringSliceVar(&a.Inputs, "vary", nil, "`keys` of the inputs that move, or key=low:high for a part of a prior (default all that have a prior)")
	c.Flags().BoolVar(&a.Groups, "groups", false, "sobol: groups of all inputs instead of the first inputs")
	addCount(c, &a.Points, "points", sensitivity.Points, "sobol: `number` of points in each of its two samples")
	addCount(c, &a.Walks, "walks", sensitivity.Walks, "morris: `number` of walks")
	addCount(c, &a.Draws, "draws", sensitivity.Draws, "value, discover: `number` of draws of all inputs")
	addCount(c, &a.Cohorts, "cohorts", 0, fmt.Sprintf("tornado, morris: `number` of cohorts at each point (default %d, and 1 for morris)", sensitivity.Cohorts))
	addCount(c, &a.People, "people-per-year", 0, "value: `number` of people whom a decision concerns (default the possession offences that\nthe scenario's forces record in a year, each taken as one decision)")
	addCount(c, &a.Years, "years", sensitivity.Years, "value: `number` of years for which a decision is made")
	addShare(c, &a.Discount, "discount", sensitivity.Discount, "value: yearly `rate` at which later people count less")
	c.Flags().StringVar(&f.out, "out", "", "write a results `directory`, with the figure (default none)")
	c.Flags().BoolVar(&f.force, "force", false, "replace a results directory that is there already")
	c.Flags().StringVar(&f.figures, "figures", "svg,png", "`formats` of the figure: svg, png, svg,png or none")
	for _, unused := range []string{"replications", "precision", "inputs"} {
		must(c.Flags().MarkHidden(unused))
	}
	must(c.MarkFlagDirname("out"))
	for flag, words := range map[string][]string{
		"method": append(sensitivity.Methods(), everyMethod), "measure": sensitivity.Measures(), "figures": {"svg,png", "svg", "png", "none"},
		"of": {sensitivity.Difference, sensitivity.OfArm, sensitivity.Comparator},
	} {
		must(c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)))
	}
	c.PreRunE = func(_ *cobra.Command, args []string) error { return f.check(args) }
	c.RunE = func(*cobra.Command, []string) error { return p.sensitivity(f) }
	return c
}

// check is everything that is wrong with what was asked.
func (f *sensitivityFlags) check(args []string) error {
	var complaint error
	f.drawn, complaint = figureFormats(f.figures)
	complaints := append(f.running.complaints(), complaint)
	for _, unused := range []string{"replications", "precision", "inputs"} {
		if f.running.command.Flags().Changed(unused) {
			complaints = append(complaints, usage("--%s: designs move inputs themselves, and have --cohorts, --points, --walks and --draws", unused))
		}
	}
	for _, number := range []string{"points", "walks", "draws", "cohorts", "people-per-year", "years"} {
		if flag := f.running.command.Flags().Lookup(number); flag.Changed && flag.Value.String() == "0" {
			complaints = append(complaints, usage("--%s: wanted 1 or more; got 0", number))
		}
	}
	complaints = append(complaints, f.unused()...)
	complaints = append(complaints, emptyFlags(f.running.command, "method", "of", "arm")...)
	complaints = append(complaints, withoutOut(f.running.command)...)
	if f.out != "" {
		complaints = append(complaints, checkOut(f.out, f.force))
	}
	var err, wrong error
	f.asked, err = f.scenario.load(args, complaints...)
	if f.asked != nil {
		f.plan, wrong = f.prepare(f.asked)
	} else if below := f.scenario.beneath(args); below != nil {
		wrong = f.question(below)
	}
	return joined(err, wrong)
}

func (p *program) sensitivity(f *sensitivityFlags) error {
	if f.running.explain {
		return p.explain(f.asked, *f.form)
	}
	return p.answer(f, f.asked, f.plan, f.drawn)
}

// unused are flags of methods that are not asked for.
func (f *sensitivityFlags) unused() []error {
	methods := f.methods
	unknown := func(m string) bool { return m != everyMethod && !slices.Contains(sensitivity.Methods(), m) }
	switch {
	case slices.ContainsFunc(methods, unknown), f.methods != nil && len(methods) == 0:
		return nil // which flags it wants cannot be known
	case len(methods) == 0:
		methods = []string{sensitivity.Tornado, sensitivity.Sobol}
	case slices.Contains(methods, everyMethod):
		methods = sensitivity.Methods()
	}
	return unusedFlags(f.running.command, "method", methods, []flagOf{
		{"points", []string{sensitivity.Sobol}},
		{"groups", []string{sensitivity.Sobol}},
		{"walks", []string{sensitivity.Morris}},
		{"draws", []string{sensitivity.Value, sensitivity.Discover}},
		{"cohorts", []string{sensitivity.Tornado, sensitivity.Morris}},
		{"people-per-year", []string{sensitivity.Value}},
		{"years", []string{sensitivity.Value}},
		{"discount", []string{sensitivity.Value}},
	})
}

// prepare checks the question, with the progress of its answer to come.
func (f *sensitivityFlags) prepare(s *scenarios.Scenario) (*sensitivity.Plan, error) {
	if len(otherArms(s)) == 0 {
		return nil, nothingToCompare(s)
	}
	plan, err := sensitivity.Prepare(f.of(s))
	return plan, flagProblems(err)
}

// question is what is wrong with the question whatever the scenario's people and horizon.
func (f *sensitivityFlags) question(s *scenarios.Scenario) error {
	if len(otherArms(s)) == 0 {
		return nothingToCompare(s)
	}
	return flagProblems(sensitivity.Check(f.of(s)))
}

// of is the question of a scenario.
func (f *sensitivityFlags) of(s *scenarios.Scenario) sensitivity.Ask {
	a := f.ask
	a.Scenario, a.Seed, a.Workers = s, f.running.seed, f.running.workers
	for _, m := range f.methods {
		if m == everyMethod {
			a.Methods = sensitivity.Methods()
			break
		}
		a.Methods = append(a.Methods, m)
	}
	return a
}

// flagProblems are what is wrong with a question, by flag.
func flagProblems(err error) error {
	var problems sensitivity.Problems
	if !errors.As(err, &problems) {
		return err
	}
	var all []error
	for _, one := range problems {
		all = append(all, usage("--%s: %s", one.About, one.Text))
	}
	return joined(all...)
}

// answer runs the design, writes it where that was asked for, and prints it.
func (p *program) answer(f *sensitivityFlags, s *scenarios.Scenario, plan *sensitivity.Plan, wanted []string) error {
	ctx, stop := p.interruptible()
	defer stop()
	var found *results.SensitivityRun
	answer := func(row func([]float64) error) (_ *results.SensitivityRun, figures []results.File, err error) {
		bar := newProgress(p.stderr, f.running.quiet)
		found, err = plan.Run(ctx, bar.report(), row)
		bar.end()
		if err == nil && wanted != nil {
			figures, err = figure.RenderSensitivity(found, wanted...)
		}
		return found, figures, err
	}
	var err error
	at := f.out
	if f.out == "" {
		wanted = nil
		_, _, err = answer(nil)
	} else {
		m := manifest(s, &results.Run{Summary: results.Summary{Seed: f.running.seed}})
		at, err = results.WriteSensitivity(f.out, m, s.Resolved(), plan.SampleColumns(), results.WriteOptions{Force: f.force, Beside: true, Started: time.Now()}, answer)
	}
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("interrupted before the design was complete; nothing is said of a part, and nothing was written")
	case err != nil && found != nil: // what could not be written can be read at least
		return errors.Join(err, p.printSensitivity(*f.form, found))
	case err != nil:
		return err
	case f.out != "":
		p.written(f.out, at, f.running.quiet)
	}
	return p.printSensitivity(*f.form, found)
}

// printSensitivity prints the rows, and for people the words as well. JSON and CSV are
// the bytes of the files.
func (p *program) printSensitivity(form format, found *results.SensitivityRun) error {
	var text []byte
	var err error
	switch form {
	case formatJSON:
		text, err = found.JSON()
	case formatCSV:
		text, err = found.CSV()
	default:
		return p.sensitivityPage(found)
	}
	if err != nil {
		return err
	}
	_, err = p.stdout.Write(text)
	return err
}

// sensitivityPage is what was found and how, and the rows that matter most.
func (p *program) sensitivityPage(found *results.SensitivityRun) error {
	write := func(text string) error {
		_, err := fmt.Fprintln(p.stdout, text)
		return err
	}
	opening := fmt.Sprintf("%s: what the answer depends on.\n%s, %s.", found.Title, found.Label, strings.ReplaceAll(found.Of, "-", " "))
	if err := write(paragraph(opening, "")); err != nil {
		return err
	}
	for _, part := range []struct {
		title string
		lines []string
	}{{"WHAT WAS FOUND", found.Found}, {"HOW", found.Notes}} {
		if err := write("\n" + part.title + "\n"); err != nil {
			return err
		}
		for _, line := range part.lines {
			if err := write("- " + paragraph(line, "  ")); err != nil {
				return err
			}
		}
	}
	if err := write("\nNUMBERS\n"); err != nil {
		return err
	}
	return sensitivityTable.print(p.stdout, foremost(found.Rows))
}
