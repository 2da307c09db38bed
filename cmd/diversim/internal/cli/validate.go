package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"diversim/scenarios"
	"diversim/scenarios/figure"
	"diversim/scenarios/validation"
)

// validateFlags are the flags of validate.
type validateFlags struct {
	form         *format
	files        []string
	only         bool
	strict       bool
	calibration  string
	seed         uint64
	replications int
	workers      int
	quiet        bool
	inputs       inputs

	asked []validation.Row
}

// validateCommand holds the model against published figures.
func (p *program) validateCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "validate [ROW...] [flags]", Short: "The model against published figures that nothing was fitted to", GroupID: groupCheck,
		Long: `Runs the model as published studies were done, and says of each figure whether the
model gives it: a hit is a simulated mean between the low and the high that the row
states, with the reason for them written before it was scored. A figure that an
input was fitted to is refused. Claims are examined, beside what the model gives
without a scheme, and are neither hit nor missed.

Without a name every row is run. A row of a file of your own is a row like those of
the program: id, quantity, source, population, cohort, measure, horizon, low, high,
tolerance, tests, and the world, which is a scenario. Some rows match the level of
one input to a published level first; that value stays in the row.

With --calibration every row is run on one calibrated set, in place of its own: which
structure of offending do figures speak for that none was fitted to?`,
		Example: "  diversim validate\n  diversim validate V2 V3 --calibration desistance\n  diversim validate V2 V7 --format json\n  diversim validate --rows mine.yaml --only",
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return rowNames(validation.Published()), cobra.ShellCompDirectiveNoFileComp
		},
	}
	f := &validateFlags{form: addFormat(c), inputs: inputsBase}
	addInputs(c, &f.inputs)
	c.Flags().StringArrayVar(&f.files, "rows", nil, "`file` of further rows; may be repeated")
	c.Flags().BoolVar(&f.only, "only", false, "the rows of --rows alone")
	c.Flags().StringVar(&f.calibration, "calibration", "", "calibrated `set` on which every row is run: "+strings.Join(scenarios.Calibrations(), ", ")+" (default that of the row)")
	c.Flags().BoolVar(&f.strict, "strict", false, "exit with status 1 if a row is missed")
	addSeed(c, &f.seed)
	addCount(c, &f.replications, "replications", validation.DefaultReplications, "`number` of replications of each world; an interval needs 40")
	addCount(c, &f.workers, "workers", 0, "`number` of replications simulated at a time (default one for each processor)")
	c.Flags().BoolVar(&f.quiet, "quiet", false, "say nothing but results and errors")
	c.PreRunE = func(c *cobra.Command, names []string) (err error) {
		complaints := []error{fewWorkers(c, f.workers)}
		if f.replications < 1 {
			complaints = append(complaints, usage("--replications: wanted 1 or more; got %d", f.replications))
		}
		if f.only && len(f.files) == 0 {
			complaints = append(complaints, usage("--only: wanted --rows too, without which it leaves nothing"))
		}
		complaints = append(complaints, emptyFlags(c, "calibration")...)
		if f.calibration != "" {
			complaints = append(complaints, notASet("--calibration: ", f.calibration))
		}
		f.asked, err = f.load(names)
		return joined(append(complaints, err)...)
	}
	c.RunE = func(*cobra.Command, []string) error { return p.validate(f) }
	return c
}

func (p *program) validate(f *validateFlags) (err error) {
	all := f.asked
	if f.calibration != "" {
		if all, err = validation.On(all, f.calibration); err != nil {
			return err
		}
	}
	ctx, stop := p.interruptible()
	defer stop()
	bar := newProgress(p.stderr, f.quiet)
	report, err := validation.Score(ctx, all, validation.Options{
		Seed: f.seed, Replications: f.replications, Workers: f.workers, Draw: f.inputs == inputsDrawn, Progress: bar.report(),
	})
	bar.end()
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("interrupted before every row was scored; nothing is said of fewer")
	case err != nil:
		return err
	}
	digest := report.Digest
	r := rows[validation.Scored]{w: p.stdout, form: *f.form, fields: validateFields(digest), table: validateTable}
	if err := r.all(report.Rows); err != nil {
		return err
	}
	if *f.form == formatTable {
		if _, err := fmt.Fprintln(p.stdout, "\n"+paragraph(f.tallied(report), "")+"\nDigest of the comparison: "+digest); err != nil {
			return err
		}
	}
	if missed := report.Missed(); f.strict && missed > 0 {
		return fmt.Errorf("does not hold: %s missed", numbered(missed, "row", "rows"))
	}
	return nil
}

// load reads the rows that are asked for. The error has everything that is wrong with
// the files of rows and with the names.
func (f *validateFlags) load(names []string) ([]validation.Row, error) {
	var all []validation.Row
	if !f.only {
		all = validation.Published()
	}
	var problems scenarios.Problems
	for _, file := range f.files {
		own, err := validation.ReadFile(file)
		var wrong scenarios.Problems
		if errors.As(err, &wrong) {
			problems = append(problems, wrong...)
		}
		all = append(all, own...)
	}
	if len(problems) > 0 {
		_, unknown := validation.Select(all, names)
		return nil, joined(problems, unknown)
	}
	if len(all) == 0 {
		return nil, usage("--rows: wanted a row or more; got none")
	}
	var twice []error
	seen := map[string]bool{}
	for _, r := range all {
		if seen[r.ID] {
			twice = append(twice, usage("--rows: wanted each id once over all files and the program's own rows; got %q again", r.ID))
		}
		seen[r.ID] = true
	}
	if len(twice) > 0 {
		return nil, joined(twice...)
	}
	return validation.Select(all, names)
}

func rowNames(all []validation.Row) []string {
	names := make([]string, len(all))
	for i, r := range all {
		names[i] = r.ID
	}
	return names
}

// tallied says how many rows were hit, and how to read the table.
func (f *validateFlags) tallied(r *validation.Report) string {
	scored, claims := 0, 0
	for _, row := range r.Rows {
		if row.Claim {
			claims++
		} else {
			scored++
		}
	}
	on := ""
	if f.calibration != "" {
		on = fmt.Sprintf("On the calibrated set %s, in every row: ", f.calibration)
	}
	return on + fmt.Sprintf("%d of %s hit, %d missed; %s examined. A hit is a simulated mean between low and high. "+
		"The simulated interval is over cohorts, %s. Matched: the value of the input that a row moves, by its match, to meet a level that is given.",
		scored-r.Missed(), numbered(scored, "row", "rows"), r.Missed(), numbered(claims, "claim", "claims"),
		map[inputs]string{inputsBase: "inputs at their base values", inputsDrawn: "each with inputs drawn from their distributions"}[f.inputs])
}

// numbered is a count and what is counted.
func numbered(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return figure.Count(float64(n)) + " " + several
}

func validateFields(digest string) []field[validation.Scored] {
	type row = validation.Scored
	return []field[row]{
		{"target", func(r row) any { return r.ID }},
		{"quantity", func(r row) any { return r.Quantity }},
		{"source", func(r row) any { return r.Source }},
		{"measure", func(r row) any { return r.Measure }},
		{"population", func(r row) any { return r.Population }},
		{"cohort", func(r row) any { return r.Cohort }},
		{"horizon", func(r row) any { return r.Horizon }},
		{"published", func(r row) any { return r.Published }},
		{"low", func(r row) any { return r.Low }},
		{"high", func(r row) any { return r.High }},
		{"tolerance", func(r row) any { return r.Tolerance }},
		{"simulated", func(r row) any { return r.Simulated.Mean }},
		{"mc_se", func(r row) any { return r.Simulated.MCSE }},
		{"simulated_low", func(r row) any { return r.Simulated.Low }},
		{"simulated_high", func(r row) any { return r.Simulated.High }},
		{"people", func(r row) any { return r.World.People }},
		{"calibration", func(r row) any { return r.World.Calibration }},
		{"matched_input", func(r row) any {
			if r.Match == nil {
				return nil
			}
			return r.Match.Input
		}},
		{"matched_value", func(r row) any { return r.Matched }},
		{"unmatched", func(r row) any { return r.Unmatched }},
		{"comparator", func(r row) any { return r.Comparator }},
		{"comparator_of", func(r row) any { return beside(r) }},
		{"hit", func(r row) any {
			if r.Claim {
				return nil
			}
			return r.Verdict == validation.Hit
		}},
		{"intervals_meet", func(r row) any {
			if r.Claim {
				return nil
			}
			return r.Overlaps
		}},
		{"claim", func(r row) any { return r.Claim }},
		{"used_for_fitting", func(validation.Scored) any { return false }}, // a row that is would have been refused
		{"tests", func(r row) any { return r.Tests }},
		{"digest", func(validation.Scored) any { return digest }},
	}
}

var validateTable = layout[validation.Scored]{
	spaced: true,
	columns: []column[validation.Scored]{
		{heading: "published figure, in whom, and source", width: 44, text: func(r validation.Scored) string {
			return wrapped(r.ID+"  "+r.Quantity, "  ", 44) + "\n" + wrapped("  "+r.Population, "  ", 44) + "\n  " + r.Source + " · " + r.Measure + " · " + r.Horizon
		}},
		{heading: "published", text: func(r validation.Scored) string {
			if r.Claim {
				return threeFigures(r.Published)
			}
			return threeFigures(r.Published) + "\n" + bounds(r.Low, r.High)
		}},
		{heading: "simulated", text: func(r validation.Scored) string {
			text := threeFigures(r.Simulated.Mean)
			if r.Simulated.HasInterval {
				text += "\n" + bounds(r.Simulated.Low, r.Simulated.High)
			}
			return text
		}},
		{heading: "", text: scoredText},
	},
}

// beside says what the comparator of a row is, "" where it has none.
func beside(r validation.Scored) string {
	if r.Beside == nil {
		return ""
	}
	return r.Beside.Cohort + ", " + r.Beside.Arm
}

// scoredText is hit or miss, or what a claim is to be read beside.
func scoredText(r validation.Scored) string {
	text := strings.ToUpper(string(r.Verdict))
	if r.Verdict == validation.Unmatched {
		text = wrapped(text+": the level is "+r.Unmatched, "", 20)
	}
	if r.Verdict == validation.Hit || r.Claim {
		text = string(r.Verdict)
	}
	if r.Verdict == validation.Miss && r.Overlaps {
		text += ",\nintervals meet"
	}
	if !math.IsNaN(r.Comparator) {
		text += ";\n" + strings.Replace(beside(r), ", ", ",\n", 1) + "\n" + threeFigures(r.Comparator)
	}
	if !math.IsNaN(r.Matched) {
		text += ",\nmatched at\n" + threeFigures(r.Matched)
	}
	return text
}

// threeFigures is a number to three figures, nothing where there is none.
func threeFigures(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return withMinus(fmt.Sprintf("%.3g", x))
}

func bounds(low, high float64) string {
	switch {
	case math.IsInf(low, -1):
		return "(below " + threeFigures(high) + ")"
	case math.IsInf(high, 1):
		return "(above " + threeFigures(low) + ")"
	}
	return "(" + threeFigures(low) + " to " + threeFigures(high) + ")"
}
