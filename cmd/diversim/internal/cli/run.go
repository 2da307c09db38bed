package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"diversim/model/evidence"
	"diversim/scenarios"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
)

// runFlags are the flags of run.
type runFlags struct {
	scenario *scenarioFlags
	running  *runningFlags
	form     *format
	out      string
	force    bool
	events   bool
	figures  string

	asked *scenarios.Scenario
	drawn []string // formats of the figures; nil: none
}

// runCommand runs a scenario.
func (p *program) runCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "run [SCENARIO] [flags]", Short: "Run a scenario: all arms on the same people", GroupID: groupAsk,
		Long: `Runs every arm of a scenario on the same people, prints what came out, and writes
a results directory with the summary, the replications, the figures and the
scenario in full, from which the run can be repeated.

--format json prints summary.json and --format csv summary.csv.`,
		Example: `  diversim run
  diversim run thames-valley-80 --replications 400 --events
  diversim run --set programme.budget=£90_000 --out results/ninety
  diversim run enforce-the-law --explain`,
	}
	f := &runFlags{scenario: addScenario(c), running: addRunning(c), form: addFormat(c)}
	c.Flags().StringVar(&f.out, "out", "", "results `directory` (default results/ and the scenario's name)")
	c.Flags().BoolVar(&f.force, "force", false, "replace a results directory that is there already")
	c.Flags().BoolVar(&f.events, "events", false, "also write events.parquet: a row for each person and event")
	c.Flags().StringVar(&f.figures, "figures", "svg,png", "`formats` of the figures: svg, png, svg,png or none")
	must(c.RegisterFlagCompletionFunc("figures",
		cobra.FixedCompletions([]string{"svg,png", "svg", "png", "none"}, cobra.ShellCompDirectiveNoFileComp)))
	must(c.MarkFlagDirname("out"))
	c.PreRunE = func(_ *cobra.Command, args []string) error { return f.check(args) }
	c.RunE = func(*cobra.Command, []string) error { return p.run(f) }
	return c
}

// check is everything that is wrong with what was asked.
func (f *runFlags) check(args []string) error {
	var complaint, noPlace error
	f.drawn, complaint = figureFormats(f.figures)
	s, err := f.scenario.load(args, append(f.running.complaints(), complaint)...)
	of := s
	if of == nil {
		of = f.scenario.beneath(args)
	}
	outGiven := f.scenario.command.Flags().Changed("out")
	if !outGiven && of != nil {
		f.out = filepath.Join("results", of.Name)
	}
	if !f.running.explain && (outGiven || of != nil) {
		noPlace = checkOut(f.out, f.force)
	}
	f.asked = s
	return joined(err, noPlace)
}

func (p *program) run(f *runFlags) error {
	if f.running.explain {
		return p.explain(f.asked, *f.form)
	}
	ctx, stop := p.interruptible()
	defer stop()
	return p.simulate(ctx, f, f.asked, f.drawn)
}

// simulate runs the scenario, writes the results and prints them. When ctx ends
// first, that is done with the replications that were finished.
func (p *program) simulate(ctx context.Context, f *runFlags, s *scenarios.Scenario, wanted []string) error {
	started := time.Now()
	bar := newProgress(p.stderr, f.running.quiet)
	r, cut := study.Run(ctx, s, f.running.options(bar))
	bar.end()
	if cut != nil && !errors.Is(cut, context.Canceled) {
		return cut
	}
	if r == nil {
		return errors.New("interrupted before the first replication was finished; nothing was written")
	}
	out := f.out
	if cut != nil {
		f.out = results.Beside(f.out, "interrupted")
	}
	unwritten := p.write(f, s, r, wanted, started) // what could not be written can be read at least
	if err := errors.Join(unwritten, p.printRun(f, s, r)); err != nil {
		return err
	}
	if cut != nil {
		return p.interruptedRun(f, r, out)
	}
	return nil
}

// figureFormats reads --figures; nil is none.
func figureFormats(text string) ([]string, error) {
	if text == "none" {
		return nil, nil
	}
	known := []string{"svg", "png"}
	var wanted []string
	for _, one := range strings.Split(text, ",") {
		if !slices.Contains(known, one) {
			return nil, usage("--figures: wanted svg, png, svg,png or none; got %q%s", text,
				evidence.DidYouMean(evidence.Nearest(one, append(known, "none"))))
		}
		if !slices.Contains(wanted, one) {
			wanted = append(wanted, one)
		}
	}
	return wanted, nil
}

// write puts the run on disk.
func (p *program) write(f *runFlags, s *scenarios.Scenario, r *results.Run, wanted []string, started time.Time) error {
	opts := results.WriteOptions{Force: f.force, Beside: true, Started: started}
	if wanted != nil {
		figures, err := figure.Render(r, wanted...)
		if err != nil {
			return err
		}
		opts.Figures = figures
	}
	if f.events {
		opts.Events = study.Events(s, f.running.options(nil), r.Summary.Replications)
	}
	m := manifest(s, r)
	m.Inputs, m.Interrupted = f.running.inputs.String(), r.Summary.Interrupted != ""
	at, err := results.Write(f.out, r, m, s.Resolved(), opts)
	if err != nil {
		return err
	}
	p.written(f.out, at, f.running.quiet)
	f.out = at
	return nil
}

// written says where results are, and why not where they were asked for.
func (p *program) written(asked, at string, quiet bool) {
	if at != filepath.Clean(asked) {
		fmt.Fprintf(p.stderr, "%s has come into being since the run began, and is left as it is. Results are in %s.\n", asked, at)
	} else if !quiet {
		fmt.Fprintf(p.stderr, "Results are in %s.\n", at)
	}
}

// manifest is what the results were made from.
func manifest(s *scenarios.Scenario, r *results.Run) results.Manifest {
	b := thisBuild()
	return results.Manifest{
		Scenario: s.Name, ScenarioDigest: s.Digest(), EvidenceDigest: b.Evidence,
		Version: b.Version, GoVersion: b.Go, OS: b.OS, Arch: b.Arch,
		Seed: r.Summary.Seed, Replications: r.Summary.Replications, People: s.People,
	}
}

// printRun prints the summary in the form asked for. JSON and CSV are the bytes
// of the files.
func (p *program) printRun(f *runFlags, s *scenarios.Scenario, r *results.Run) error {
	var text []byte
	var err error
	switch *f.form {
	case formatJSON:
		text, err = r.SummaryJSON()
	case formatCSV:
		text, err = r.SummaryCSV()
	default:
		return newReport(p.stdout, s, r).print()
	}
	if err != nil {
		return err
	}
	_, err = p.stdout.Write(text)
	return err
}

// interruptedRun is the error of a run that was cut short: how much was done,
// and how to have it whole at out.
func (p *program) interruptedRun(f *runFlags, r *results.Run, out string) error {
	var extra []string
	if !f.force && f.out == out {
		extra = append(extra, "--force")
	}
	planned := "as many as --precision needs"
	if f.running.replications > 0 {
		planned = figure.Count(float64(f.running.replications))
	}
	return fmt.Errorf("interrupted: %s holds %s (planned: %s); to run it in full:\n  %s", f.out,
		numbered(r.Summary.Replications, "replication", "replications"), planned, p.commandLine(extra...))
}
