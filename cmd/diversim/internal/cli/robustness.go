package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"diversim/scenarios"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
)

// robustnessFlags are the flags of robustness.
type robustnessFlags struct {
	scenario *scenarioFlags
	running  *runningFlags
	form     *format
	measures bool

	asked *scenarios.Scenario
}

// robustnessCommand says which conclusions survive every belief and structure.
func (p *program) robustnessCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "robustness [SCENARIO] [flags]", Short: "Which conclusions survive every belief and every structure", GroupID: groupAsk,
		Long: `Runs a scenario under four beliefs about what diversion does (the library scenarios
sceptical, published, enthusiast and pro-prosecution) on four structures that
explain the same published curve by different mechanisms (calibrated sets), all
on the same people, and puts a fixed list of conclusions to each of the worlds.

A conclusion holds in a world when its quantity lies above the boundary by more
than two Monte Carlo standard errors, does not hold when it lies as far below,
and is unclear in between. It survives when it holds in all of them.

A belief is laid over the scenario and its arms, and under --set. The second
table, alone with --measures, gives the difference that diversion makes on each
structure, their average and the worst.`,
		Example: `  diversim robustness
  diversim robustness thames-valley-80 --replications 300
  diversim robustness --measures --format csv`,
	}
	f := &robustnessFlags{scenario: addScenario(c), running: addRunning(c), form: addFormat(c)}
	f.running.inputs = inputsBase
	c.Flags().BoolVar(&f.measures, "measures", false, "the differences by structure alone, with their average and the worst")
	c.Flags().Lookup("replications").Usage = fmt.Sprintf("`number` of replications in each world (default %d)", study.RobustReplications)
	must(c.Flags().MarkHidden("precision"))
	c.PreRunE = func(_ *cobra.Command, args []string) error { return f.check(args) }
	c.RunE = func(*cobra.Command, []string) error { return p.robustness(f) }
	return c
}

// check is everything that is wrong with what was asked.
func (f *robustnessFlags) check(args []string) (err error) {
	complaints := f.running.complaints()
	if f.running.command.Flags().Changed("precision") {
		complaints = append(complaints, usage("--precision: every world has the same number of replications; wanted --replications"))
	}
	if f.running.replications == 1 {
		complaints = append(complaints, usage("--replications: wanted 2 or more, to know the Monte Carlo error; got 1"))
	}
	f.asked, err = f.scenario.load(args, complaints...)
	return err
}

func (p *program) robustness(f *robustnessFlags) error {
	s := f.asked
	if f.running.explain {
		return p.explain(s, *f.form)
	}
	ctx, stop := p.interruptible()
	defer stop()
	bar := newProgress(p.stderr, f.running.quiet)
	r, err := study.Robust(ctx, s, study.LibraryBeliefs(), study.Structures(), f.running.options(bar))
	bar.end()
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("interrupted before every world was run; nothing is said of fewer")
	case errors.As(err, new(study.Incomparable)):
		return usageError{err}
	case err != nil:
		return err
	}
	if !f.measures {
		if err := p.conclusions(r, *f.form); err != nil || *f.form != formatTable {
			return err
		}
	}
	return p.contrasts(r, *f.form)
}

// conclusions prints what becomes of each conclusion.
func (p *program) conclusions(r *study.Robustness, form format) error {
	if form == formatTable {
		_, err := fmt.Fprintln(p.stdout, paragraph(fmt.Sprintf(
			"%s under %d beliefs on %d structures: %s in each of %s replications a world. In a cell, one letter for each structure (%s): y yes, n no, ? unclear, - not asked.",
			r.Scenario, len(r.Beliefs), len(r.Structures), numbered(r.People, "person", "people"), figure.Count(float64(r.Replications)), strings.Join(r.Structures, ", ")), "")+"\n")
		if err != nil {
			return err
		}
		if err := conclusionTable(r).print(p.stdout, r.Conclusions); err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.stdout, "\n"+paragraph(inWords(r), "")+caution(r))
		return err
	}
	out := rows[conclusionRow]{w: p.stdout, form: form, fields: conclusionFields}
	var all []conclusionRow
	for _, c := range r.Conclusions {
		for _, cell := range c.Cells {
			all = append(all, conclusionRow{c, cell})
		}
	}
	return out.all(all)
}

type conclusionRow struct {
	study.Conclusion
	study.Cell
}

var conclusionFields = []field[conclusionRow]{
	{"conclusion", func(r conclusionRow) any { return r.Name }},
	{"words", func(r conclusionRow) any { return r.Words }},
	{"quantity", func(r conclusionRow) any { return r.Quantity }},
	{"belief", func(r conclusionRow) any { return r.Belief }},
	{"structure", func(r conclusionRow) any { return r.Structure }},
	{"mean", func(r conclusionRow) any { return r.Mean }},
	{"mc_se", func(r conclusionRow) any { return r.MCSE }},
	{"boundary", func(r conclusionRow) any { return r.Boundary }},
	{"answer", func(r conclusionRow) any { return string(r.Answer) }},
	{"verdict", func(r conclusionRow) any { return string(r.Verdict) }},
}

// letters are the answers in a cell of the table.
var letters = map[study.Answer]string{study.Yes: "y", study.No: "n", study.Unclear: "?", study.NotAsked: "-"}

func conclusionTable(r *study.Robustness) layout[study.Conclusion] {
	const width = 46
	l := layout[study.Conclusion]{spaced: true, columns: []column[study.Conclusion]{
		{heading: "conclusion, and what becomes of it", width: width, text: func(c study.Conclusion) string {
			return wrapped(c.Words, "", width) + "\n  " + string(c.Verdict)
		}},
	}}
	for _, belief := range r.Beliefs {
		l.columns = append(l.columns, column[study.Conclusion]{heading: belief, text: func(c study.Conclusion) string {
			var cells []string
			for _, cell := range c.Cells {
				if cell.Belief == belief {
					cells = append(cells, letters[cell.Answer])
				}
			}
			return strings.Join(cells, " ")
		}})
	}
	return l
}

// inWords lists the conclusions by verdict, the strongest first.
func inWords(r *study.Robustness) string {
	var lines []string
	for _, v := range []struct {
		verdict study.Verdict
		means   string
	}{
		{study.Survives, fmt.Sprintf("Robust, they hold in all %d worlds", len(r.Beliefs)*len(r.Structures))},
		{study.NeverHolds, "They hold in none"},
		{study.DependsOnBelief, "They depend on what is believed"},
		{study.DependsOnStructure, "They depend on the structure"},
		{study.DependsOnBoth, "They depend on both"},
		{study.StaysUnclear, "Unclear somewhere, contradicted nowhere"},
	} {
		var names []string
		for _, c := range r.Conclusions {
			if c.Verdict == v.verdict {
				names = append(names, c.Name)
			}
		}
		if len(names) > 0 {
			lines = append(lines, v.means+": "+strings.Join(names, ", ")+".")
		}
	}
	return strings.Join(lines, "\n")
}

// caution says when the errors are too uncertain to decide much.
func caution(r *study.Robustness) string {
	const few = 20
	if r.Replications >= few {
		return ""
	}
	return "\n" + paragraph(fmt.Sprintf("With fewer than %d replications the Monte Carlo errors are themselves uncertain, and some answers will be chance.", few), "")
}

// contrasts prints the differences by structure.
func (p *program) contrasts(r *study.Robustness, form format) error {
	if form == formatTable {
		_, err := fmt.Fprintln(p.stdout, "\n"+paragraph("What diversion changes, arm minus comparator, on each structure (± two Monte Carlo standard errors); "+
			"their average, in which the structures count alike, and the worst of them.", "")+"\n")
		if err != nil {
			return err
		}
		return contrastTable(r).print(p.stdout, r.Contrasts)
	}
	out := rows[contrastRow]{w: p.stdout, form: form, fields: contrastFields}
	var all []contrastRow
	for _, c := range r.Contrasts {
		for n, structure := range r.Structures {
			all = append(all, contrastRow{c, structure, n})
		}
	}
	return out.all(all)
}

type contrastRow struct {
	study.Contrast
	structure string
	at        int
}

var contrastFields = []field[contrastRow]{
	{"measure", func(r contrastRow) any { return r.Measure }},
	{"label", func(r contrastRow) any { return r.Label }},
	{"unit", func(r contrastRow) any { return r.Unit }},
	{"belief", func(r contrastRow) any { return r.Belief }},
	{"structure", func(r contrastRow) any { return r.structure }},
	{"mean", func(r contrastRow) any { return r.Means[r.at] }},
	{"mc_se", func(r contrastRow) any { return r.Contrast.MCSE[r.at] }},
	{"average", func(r contrastRow) any { return r.Average }},
	{"average_mc_se", func(r contrastRow) any { return r.AverageMCSE }},
	{"worst", func(r contrastRow) any { return r.Worst }},
	{"worst_structure", func(r contrastRow) any { return r.WorstStructure }},
}

func contrastTable(r *study.Robustness) layout[study.Contrast] {
	l := layout[study.Contrast]{
		group: func(c study.Contrast) string {
			unit := c.Unit
			if unit == "proportion" {
				unit = "percentage points"
			}
			return c.Label + " (" + c.Measure + "), " + unit
		},
		columns: []column[study.Contrast]{{heading: "belief", text: func(c study.Contrast) string { return c.Belief }}},
	}
	for n, structure := range r.Structures {
		l.columns = append(l.columns, column[study.Contrast]{heading: structure, number: true, text: func(c study.Contrast) string {
			return contrastText(c, c.Means[n], c.MCSE[n])
		}})
	}
	l.columns = append(
		l.columns,
		column[study.Contrast]{heading: "average", number: true, text: func(c study.Contrast) string { return contrastText(c, c.Average, c.AverageMCSE) }},
		column[study.Contrast]{heading: "worst", number: true, text: func(c study.Contrast) string {
			n := max(0, slices.Index(r.Structures, c.WorstStructure))
			return contrastText(c, c.Worst, c.MCSE[n])
		}},
	)
	return l
}

// contrastText is a difference with two standard errors.
func contrastText(c study.Contrast, mean, mcse float64) string {
	if math.IsNaN(mean) {
		return "–"
	}
	scale, digits := 1.0, 3
	switch {
	case c.Unit == "proportion":
		scale, digits = 100, 1
	case strings.HasPrefix(c.Unit, "pounds"):
		digits = 0
	case strings.HasPrefix(c.Unit, "days"):
		digits = 1
	}
	return results.Change(scale*mean, digits) + "±" + results.Amount("", 2*scale*mcse, digits)
}
