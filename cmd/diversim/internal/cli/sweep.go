package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"diversim/model/evidence"
	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/scenarios/study"
	"diversim/sim/estimate"
)

// sweepFlags are the flags of sweep.
type sweepFlags struct {
	scenario *scenarioFlags
	running  *runningFlags
	form     *format
	vary     []string
	measures []string

	asked *scenarios.Scenario
	axes  []study.Axis
}

// sweepCommand runs a scenario over a grid of inputs.
func (p *program) sweepCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "sweep [SCENARIO] --vary key=values [flags]", Short: "Run a scenario with one or more inputs over a grid", GroupID: groupAsk,
		Long: `Runs a scenario at every point of a grid and prints the outcomes of every arm at
each, and below them the difference from the comparator in the same replications.
--vary takes an input and either from:to:step, of which the steps reach the end, or
a list of values, all as scenario files write them or as plain numbers in the
input's own unit, and may be repeated; the value holds in every arm. A comma ends a
value of a list: thousands go without, or as 60_000. All points meet the same
people. The measures are the scenario's unless --measure says otherwise. At an
interrupt the points that are complete are printed.`,
		Example: `  diversim sweep --vary programme.budget=0:240000:20000
  diversim sweep which-lever --vary effect.course_share=0,0.5,1 --measure reoffending_12m_proven --format csv`,
	}
	f := &sweepFlags{scenario: addScenario(c), running: addRunning(c), form: addFormat(c)}
	c.Flags().StringArrayVar(&f.vary, "vary", nil, "the input and its values: `key=values`; may be repeated")
	c.Flags().StringArrayVar(&f.measures, "measure", nil, "print this measure (`name`); may be repeated")
	must(c.RegisterFlagCompletionFunc("measure", cobra.FixedCompletions(measureNames(), cobra.ShellCompDirectiveNoFileComp)))
	c.PreRunE = func(_ *cobra.Command, args []string) error { return f.check(args) }
	c.RunE = func(*cobra.Command, []string) error { return p.sweep(f) }
	return c
}

// check is everything that is wrong with what was asked.
func (f *sweepFlags) check(args []string) error {
	s, err := f.scenario.load(args, append(f.running.complaints(), measureComplaints(f.measures)...)...)
	of := s
	if s == nil {
		of = f.scenario.beneath(args)
	}
	if of != nil {
		var complaint error
		f.axes, complaint = f.grid(of)
		err = joined(err, complaint)
	}
	f.asked = s
	return err
}

func (p *program) sweep(f *sweepFlags) error {
	s, axes := f.asked, f.axes
	if f.running.explain {
		return p.explain(s, *f.form)
	}
	if len(f.measures) == 0 {
		f.measures = s.Measures
	}
	ctx, stop := p.interruptible()
	defer stop()
	r := rows[study.SweepRow]{w: p.stdout, form: *f.form, fields: sweepFields(axes), table: f.table(s, axes)}
	points, fewest, most := 0, math.MaxInt, 0
	bar := newProgress(p.stderr, f.running.quiet)
	cut := study.Sweep(ctx, s, axes, f.running.options(bar), func(row study.SweepRow) error {
		points, fewest, most = row.Point+1, min(fewest, row.Replications), max(most, row.Replications)
		if !slices.Contains(f.measures, row.Measure) {
			return nil
		}
		return r.add(row)
	})
	bar.end()
	if cut != nil && !errors.Is(cut, context.Canceled) {
		return cut
	}
	if points > 0 && *f.form == formatTable {
		if err := f.preamble(p.stdout, s, fewest, most); err != nil {
			return err
		}
	}
	if err := r.close(); err != nil {
		return err
	}
	if cut != nil {
		return fmt.Errorf("interrupted after %d of %d points; to run all of them:\n  %s", points, gridSize(axes), p.commandLine())
	}
	return nil
}

// preamble says what the rows of a table are of.
func (f *sweepFlags) preamble(w io.Writer, s *scenarios.Scenario, fewest, most int) error {
	replications := numbered(fewest, "replication", "replications")
	if most > fewest {
		replications = amount(float64(fewest), 0) + " to " + amount(float64(most), 0) + " replications"
	}
	inputs := "inputs drawn anew in each"
	if f.running.inputs == inputsBase {
		inputs = "inputs at their base values"
	}
	text := fmt.Sprintf("%s (%s): %s, %s at each point, seed %d, %s. ±: Monte Carlo error of the mean (one standard error). "+
		"95%%: the range of 95%% of replications, each a cohort, from %d replications on. Below each arm: its difference from %s, arm minus comparator in the same replication; "+
		"~ where it is below two Monte Carlo errors, not resolved.",
		s.Title, s.Name, numbered(s.People, "person", "people"), replications, f.running.seed, inputs, estimate.MinimumForInterval, s.Comparator)
	_, err := fmt.Fprintf(w, "%s\n\n", paragraph(text, ""))
	return err
}

// grid reads --vary.
func (f *sweepFlags) grid(s *scenarios.Scenario) ([]study.Axis, error) {
	if len(f.vary) == 0 {
		return nil, usage("--vary: wanted key=from:to:step or key=a,b,c; got nothing")
	}
	var axes []study.Axis
	var complaints []error
	for i, text := range f.vary {
		axis, err := study.ParseAxis(s, text)
		complain := func(form string, args ...any) {
			complaints = append(complaints, fmt.Errorf("--vary:%d: "+form, append([]any{i + 1}, args...)...))
		}
		switch {
		case err != nil:
			for _, one := range each(err) {
				complain("%w", one)
			}
		case slices.ContainsFunc(axes, func(a study.Axis) bool { return a.Key == axis.Key }):
			complain("%s is varied already", axis.Key)
		case s.Overridden(axis.Key):
			complain("%s is fixed by --set, so that varying it would change nothing", axis.Key)
		}
		axes = append(axes, axis)
	}
	return axes, joined(complaints...)
}

func measureComplaints(names []string) []error {
	var all []error
	for _, name := range names {
		if !slices.Contains(measureNames(), name) {
			all = append(all, usage("--measure: wanted a measure (diversim measures lists them); got %q%s", name,
				evidence.DidYouMean(evidence.Nearest(name, measureNames()))))
		}
	}
	return all
}

func measureNames() []string {
	var names []string
	for _, m := range outcome.Measures() {
		names = append(names, m.Name)
	}
	return names
}

func gridSize(axes []study.Axis) int {
	n := 1
	for _, a := range axes {
		n *= len(a.Values)
	}
	return n
}

// sweepFields are the permanent keys, and one key for each varied input.
func sweepFields(axes []study.Axis) []field[study.SweepRow] {
	fields := []field[study.SweepRow]{{"point", func(r study.SweepRow) any { return r.Point }}}
	for i, a := range axes {
		fields = append(fields, field[study.SweepRow]{a.Key, func(r study.SweepRow) any { return plain(r.At[i]) }})
	}
	return append(fields, []field[study.SweepRow]{
		{"arm", func(r study.SweepRow) any { return r.Arm }},
		{"measure", func(r study.SweepRow) any { return r.Measure }},
		{"mean", func(r study.SweepRow) any { return float64(r.Mean) }},
		{"low", func(r study.SweepRow) any { return float64(r.Low) }},
		{"high", func(r study.SweepRow) any { return float64(r.High) }},
		{"mc_se", func(r study.SweepRow) any { return float64(r.MCSE) }},
		{"unit", func(r study.SweepRow) any { return r.Unit }},
		{"comparator", func(r study.SweepRow) any { return r.Comparator }},
		{"difference", func(r study.SweepRow) any { return float64(r.Difference.Mean) }},
		{"difference_low", func(r study.SweepRow) any { return float64(r.Difference.Low) }},
		{"difference_high", func(r study.SweepRow) any { return float64(r.Difference.High) }},
		{"difference_mc_se", func(r study.SweepRow) any { return float64(r.Difference.MCSE) }},
	}...)
}

// table shows the rows by measure, the arms of a point one below the other.
func (f *sweepFlags) table(s *scenarios.Scenario, axes []study.Axis) layout[study.SweepRow] {
	rest := pageWidth - 2
	var columns []column[study.SweepRow]
	for i, a := range axes {
		width := min(max(len(a.Key), 12), 24)
		rest -= width + 2
		columns = append(columns, column[study.SweepRow]{
			heading: strings.ReplaceAll(a.Key, ".", ". "), width: width,
			text: func(r study.SweepRow) string {
				if r.Arm != s.Arms[0].Name {
					return ""
				}
				return rounded(r.At[i].String())
			},
		})
	}
	numbers := []column[study.SweepRow]{
		{heading: "mean", width: 10, number: true, text: func(r study.SweepRow) string {
			return withDifference(r, rowUnit(r).amount(r.Mean), rowUnit(r).resolved(r.Difference))
		}},
		{heading: "±", width: 5, number: true, text: func(r study.SweepRow) string {
			return withDifference(r, rowUnit(r).mcError(r.MCSE), rowUnit(r).mcError(r.Difference.MCSE))
		}},
		{heading: "95%", width: 16, number: true, text: func(r study.SweepRow) string {
			return withDifference(r, rowUnit(r).interval(r.Estimate), rowUnit(r).interval(r.Difference))
		}},
	}
	const numbersWidth = 10 + 5 + 16 + 6
	columns = append(columns, column[study.SweepRow]{
		heading: "arm", width: max(16, min(34, rest-numbersWidth)),
		text: func(r study.SweepRow) string { return withDifference(r, marked(s, r.Arm, r.Arm), "  difference") },
	})
	return layout[study.SweepRow]{
		columns: append(columns, numbers...),
		order: func(a, b study.SweepRow) int {
			return slices.Index(f.measures, a.Measure) - slices.Index(f.measures, b.Measure)
		},
		group: func(r study.SweepRow) string {
			m, _ := outcome.Named(r.Measure) // rows have measures of the table only
			return m.Label + " (" + unitOf(m.Unit).words + "; " + direction(m.Better) + ")"
		},
	}
}

// withDifference is a cell with that of the difference from the comparator on a line
// below, where there is one.
func withDifference(r study.SweepRow, own, difference string) string {
	if !r.Difference.Mean.Known() {
		return own
	}
	return own + "\n" + difference
}

func rowUnit(r study.SweepRow) unit { return unitOf(r.Unit) }
