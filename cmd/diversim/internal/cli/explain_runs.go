package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
)

// explainFlags are the flags of explain.
type explainFlags struct {
	form       *format
	arm        string
	measures   []string
	difference bool
	orders     int
	workers    int
	quiet      bool

	a, b study.Recorded

	command *cobra.Command
}

// explainCommand says what the change between two runs is due to.
func (p *program) explainCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "explain A B [flags]", Short: "What the change from one run to another is due to", GroupID: groupAsk,
		Long: `Takes two results directories and shares the change in a measure, from A to B,
out among everything in which they differ: inputs by their keys, and people,
horizon, forces, schemes, seed, replications, and whether inputs are drawn.

Each difference gets its Shapley value: what it changes, averaged over all orders
in which A could be turned into B. For that every mixture of the two is run, on
the same random numbers, so that the parts sum to the change and what has no
effect gets exactly 0. That is 2 to the number of differences; beyond ten of them,
or with --orders, orders are sampled and the error of that is stated.

Both runs are made again first; one that no longer comes out as recorded is
refused. (run --explain is another thing: it lists where inputs are set.)`,
		Example: `  diversim explain results/sixty results/ninety
  diversim explain results/a results/b --measure cost_public --measure completion --difference`,
	}
	f := &explainFlags{form: addFormat(c), command: c}
	c.Flags().StringVar(&f.arm, "arm", "", "`arm` whose outcome is explained (default diversion, or the first other arm)")
	c.Flags().StringArrayVar(&f.measures, "measure", nil, "explain this measure (`name`); may be repeated (default the first that B prints)")
	c.Flags().BoolVar(&f.difference, "difference", false, "explain the arm minus the comparator, and not the arm's own level")
	addCount(c, &f.orders, "orders", 0, "sample this `number` of orders (default all, up to ten differences)")
	addCount(c, &f.workers, "workers", 0, "`number` of replications simulated at a time (default one for each processor)")
	c.Flags().BoolVar(&f.quiet, "quiet", false, "say nothing but results and errors")
	must(c.RegisterFlagCompletionFunc("measure", cobra.FixedCompletions(measureNames(), cobra.ShellCompDirectiveNoFileComp)))
	c.Args = func(_ *cobra.Command, args []string) error {
		if len(args) != 2 {
			return usage("wanted two results directories, A and B; got %q", strings.Join(args, " "))
		}
		return nil
	}
	c.PreRunE = func(_ *cobra.Command, args []string) error { return f.check(args) }
	c.RunE = func(*cobra.Command, []string) error { return p.explainRuns(f) }
	return c
}

// check is everything that is wrong with what was asked.
func (f *explainFlags) check(args []string) error {
	var errA, errB error
	f.a, errA = readRecorded(args[0])
	f.b, errB = readRecorded(args[1])
	complaints := append([]error{errA, errB}, measureComplaints(f.measures)...)
	if f.orders < 0 || f.command.Flags().Changed("orders") && f.orders == 0 {
		complaints = append(complaints, usage("--orders: wanted 1 or more; got %d", f.orders))
	}
	complaints = append(complaints, fewWorkers(f.command, f.workers))
	if errA == nil && errB == nil {
		complaints = append(complaints, study.Comparable(f.a, f.b, f.options()))
	}
	return joined(complaints...)
}

// options are the flags as an attribution takes them.
func (f *explainFlags) options() study.AttributionOptions {
	return study.AttributionOptions{
		Arm: f.arm, Measures: f.measures, Difference: f.difference, Orders: f.orders, Workers: f.workers,
	}
}

func (p *program) explainRuns(f *explainFlags) error {
	a, b, o := f.a, f.b, f.options()
	ctx, stop := p.interruptible()
	defer stop()
	bar := newProgress(p.stderr, f.quiet)
	if report := bar.report(); report != nil {
		n := b.Summary.Replications
		o.Progress = func(done, planned int) { report(done*n, planned*n) }
	}
	r, err := study.Attribute(ctx, a, b, o)
	bar.end()
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("interrupted before every mixture was run; a part of them explains nothing")
	case err != nil:
		return err
	}
	return p.attribution(r, a, b, *f.form)
}

// readRecorded reads what a results directory was made from.
func readRecorded(dir string) (study.Recorded, error) {
	m, err := results.ReadManifest(dir)
	if errors.Is(err, fs.ErrNotExist) { // nor will there be anything else
		return study.Recorded{}, err
	}
	summary, ofSummary := results.ReadSummary(dir)
	ofScenario := results.HasScenario(dir)
	var s *scenarios.Scenario
	if ofScenario == nil {
		s, ofScenario = scenarios.Load(filepath.Join(dir, "scenario.yaml"), scenarios.Overrides{})
	}
	return study.Recorded{Name: dir, Version: m.Version, Scenario: s, Summary: summary}, errors.Join(err, ofSummary, ofScenario)
}

func attributedFields(a *study.Attribution) []field[study.Attributed] {
	of, comparator := "arm", ""
	if a.Difference {
		of, comparator = "difference", a.Comparator
	}
	return []field[study.Attributed]{
		{"input", func(r study.Attributed) any { return r.Name }},
		{"from", func(r study.Attributed) any { return r.From }},
		{"to", func(r study.Attributed) any { return r.To }},
		{"arm", func(study.Attributed) any { return a.Arm }},
		{"of", func(study.Attributed) any { return of }},
		{"comparator", func(study.Attributed) any { return comparator }},
		{"measure", func(r study.Attributed) any { return r.Measure }},
		{"change", func(r study.Attributed) any { return r.Change }},
		{"share", func(r study.Attributed) any { return r.Share }},
		{"mc_se", func(r study.Attributed) any { return r.MCSE }},
		{"sampling_se", func(r study.Attributed) any { return r.SamplingSE }},
	}
}

// attribution prints what the change is due to.
func (p *program) attribution(r *study.Attribution, a, b study.Recorded, form format) error {
	if form != formatTable {
		out := rows[study.Attributed]{w: p.stdout, form: form, fields: attributedFields(r)}
		return out.all(r.Rows)
	}
	if _, err := fmt.Fprintln(p.stdout, paragraph(attributionOpening(r, a, b), "")); err != nil {
		return err
	}
	for _, total := range r.Totals {
		if _, err := fmt.Fprintln(p.stdout, "\n"+paragraph(changeText(r, a, b, total), "")+"\n"); err != nil {
			return err
		}
		var list []study.Attributed
		for _, row := range r.Rows {
			if row.Measure == total.Measure {
				list = append(list, row)
			}
		}
		if len(list) == 0 {
			continue
		}
		total.Name = "Together"
		if err := attributedTable(total.Measure, r.Orders > 0).print(p.stdout, append(list, total)); err != nil {
			return err
		}
	}
	return nil
}

// attributionOpening says what was compared and how.
func attributionOpening(r *study.Attribution, a, b study.Recorded) string {
	if len(r.Differences) == 0 {
		return fmt.Sprintf("%s and %s differ in nothing that counts for the arm %q.", a.Name, b.Name, r.Arm)
	}
	how := fmt.Sprintf("exactly, from all %s mixtures of the two on the same random numbers", figure.Count(float64(r.Runs)))
	if r.Orders > 0 {
		how = fmt.Sprintf("from %s sampled orders (%s mixtures on the same random numbers); ± sampling is the error of that",
			figure.Count(float64(r.Orders)), figure.Count(float64(r.Runs)))
	}
	differ := "They differ in one respect"
	if n := len(r.Differences); n > 1 {
		differ = fmt.Sprintf("They differ in %d respects", n)
	}
	text := fmt.Sprintf("From %s to %s, arm %q. %s that count; the change is attributed %s. "+
		"±: Monte Carlo error, were the replications others.", a.Name, b.Name, r.Arm, differ, how)
	if len(r.Differences) == 1 {
		text = strings.Replace(text, "that count", "that counts", 1)
	}
	if a.Version != b.Version {
		text += fmt.Sprintf(" A was made by version %s and B by %s; both come out of this program as recorded.", a.Version, b.Version)
	}
	return text
}

// changeText is the change of a measure in a sentence, with the comparator beside it.
func changeText(r *study.Attribution, a, b study.Recorded, total study.Attributed) string {
	m, _ := outcome.Named(total.Measure) // measures of the table only
	u := unitOf(m.Unit)
	level := func(x study.Recorded, arm string) string { return u.short(x.Summary.Arms[arm][m.Name].Mean) }
	text := fmt.Sprintf("%s: %s in A and %s in B", m.Label, level(a, r.Arm), level(b, r.Arm))
	if r.Arm != r.Comparator {
		text += fmt.Sprintf(" (%q, the comparator: %s and %s)", r.Comparator, level(a, r.Comparator), level(b, r.Comparator))
	}
	if math.IsNaN(total.Change) {
		return text + ": there is nobody of whom it would be a change."
	}
	of := "a change"
	if r.Difference {
		of = "a change of the difference between the two"
	}
	return text + fmt.Sprintf(": %s of %s %s.", of, u.change(results.Number(total.Change)), u.difference)
}

func attributedTable(measure string, sampled bool) layout[study.Attributed] {
	m, _ := outcome.Named(measure)
	u := unitOf(m.Unit)
	u.digits++
	error := func(x float64) string {
		if math.IsNaN(x) {
			return absent
		}
		return u.mcError(results.Number(x))
	}
	l := layout[study.Attributed]{columns: []column[study.Attributed]{
		{heading: "difference", width: 56, text: func(r study.Attributed) string {
			if r.From == "" && r.To == "" {
				return r.Name
			}
			return r.Name + "\n  " + wrapped(rounded(r.From)+" → "+rounded(r.To), "  ", 56)
		}},
		{heading: "change", width: 10, number: true, text: func(r study.Attributed) string { return u.change(results.Number(r.Change)) }},
		{heading: "±", width: 8, number: true, text: func(r study.Attributed) string { return error(r.MCSE) }},
		{heading: "share", width: 8, number: true, text: func(r study.Attributed) string { return percent(results.Number(r.Share), 1) }},
	}}
	if sampled {
		l.columns = append(l.columns, column[study.Attributed]{heading: "± sampling", width: 10, number: true, text: func(r study.Attributed) string { return error(r.SamplingSE) }})
	}
	return l
}
