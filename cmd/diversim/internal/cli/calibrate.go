package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"diversim/model/evidence"
	"diversim/scenarios"
	"diversim/scenarios/calibration"
	"diversim/scenarios/study"
)

// calibrateFlags are the flags of calibrate.
type calibrateFlags struct {
	scenario          *scenarioFlags
	form              *format
	inputs, targets   []string
	method, show, out string
	figures           string
	points, particles int
	seed              uint64
	workers           int
	quiet, force      bool

	scenarioAsked *scenarios.Scenario
	moved         []study.Moved
	drawn         []string // formats of the figures; nil: none
}

// Bounds and sizes of a calibration.
const (
	fewestParticles   = 50
	fewestPeople      = 100
	mostPeople        = 100_000
	mostInputs        = 10
	calibratePeople   = 1_000 // of a cohort; a point has two
	quickPoints       = 200   // of a wave, where no method is named
	quickWaves        = 2
	fitReplications   = 10
	checkedParticles  = 40
	calibrateFullSize = 3 // waves, where the method is named
)

var (
	methods = []string{string(calibration.ByFit), string(calibration.Match), string(calibration.Search)}
	parts   = []string{partInputs, partTargets, partCorrelations, partWaves}
)

// The tables of an answer.
const (
	partInputs       = "inputs"
	partTargets      = "targets"
	partCorrelations = "correlations"
	partWaves        = "waves"
)

// calibrateCommand finds which values of inputs published figures leave.
func (p *program) calibrateCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "calibrate [SCENARIO] [flags]", Short: "Which values of inputs published figures leave", GroupID: groupKnow,
		Long: fmt.Sprintf(`Runs the comparator of a scenario at values of inputs and holds what it shows
against published figures. --inputs and --targets default to those of the
scenario's calibrated set (diversim evidence --targets); an input may be kept to a
part of its prior, key=low:high. Everything else is at its base value.

--method fit      the values that come nearest: misses in half intervals, their
                  squares made least, the same people throughout.
--method history  waves of --points points over the priors; quadratic surfaces
                  through them say where a figure would lie %d or more standard
                  deviations off (published error, what the model cannot
                  represent, chance, misses of the surface), which rules out.
--method abc      that, then --particles particles in what is left, accepted
                  where the surfaces, with the errors of the figures, come near
                  what was published, and the model run at %d of them.
Without it all three, with %d points in each of %d waves: about a minute on two
idle processors; with it %d points in up to %d waves.

A table prints all parts. JSON and CSV print one, --show:
  inputs        input label prior prior_low prior_high fitted mean median sd low
                high overlap prior_place verdict
  targets       target label source stage published low high observation_sd
                discrepancy_sd simulated mc_se misfit within
  correlations  first second correlation
  waves         wave points left left_se target run_sd surface_se miss_sd
Low and high are 95%%; overlap is the area below both prior and posterior. The
verdict is "not informed by data" where it is above %.1f, "informed by data" where
it is also less than so many particles, by their effective number, would show one
time in forty of an input that nothing informs (0.76 at 50, 0.93 at 650), and
"not resolved" between. Surfaces through few points can invent information that no
number of particles takes back: believe what stays with more. prior_place is the
probability of the prior at which the median lies; misfit is in standard deviations of published
error and discrepancy together; left is the share of the prior not ruled out.

--out writes the parts, the particles in the inputs' own units, and two figures: the
published figures against what the posterior predicts of them, and the inputs before
and after. With scenario.yaml (--set and all else worked in) and about.json (method,
inputs, targets, points, particles, people, seed; no method is all three) there it can
be done again: diversim calibrate DIR/scenario.yaml with those as flags. Replications
in manifest.json are those of the fit, without one the cohorts of a point.`,
			calibration.Cutoff, checkedParticles, quickPoints, quickWaves, calibration.UsualPoints, calibrateFullSize, calibration.Uninformed),
		Example: `  diversim calibrate
  diversim calibrate --method history --points 300
  diversim calibrate --inputs offending.sanctioned_rate,frailty.offending_variance=3:6 \
    --targets risk_possession_3m,risk_possession_12m,risk_possession_36m --method abc`,
	}
	f := &calibrateFlags{scenario: addScenario(c), form: addFormat(c)}
	c.Flags().StringSliceVar(&f.inputs, "inputs", nil, "the inputs to move: `key,key` or key=low:high (default those of the calibrated set)")
	c.Flags().StringSliceVar(&f.targets, "targets", nil, "the published figures: `key,key` (default those of the calibrated set)")
	c.Flags().StringVar(&f.method, "method", "", "fit, history or abc (default all three, at a small size)")
	c.Flags().StringVar(&f.show, "show", "", "print this `part` alone: inputs, targets, correlations or waves")
	addCount(c, &f.points, "points", 0, fmt.Sprintf("`number` of points in a wave, at most %d", calibration.MostPoints))
	addCount(c, &f.particles, "particles", calibration.UsualParticles, fmt.Sprintf("`number` of particles, %d to %d", fewestParticles, calibration.MostParticles))
	c.Flags().StringVar(&f.out, "out", "", "`directory` for the parts, the particles and the figures (default none)")
	c.Flags().StringVar(&f.figures, "figures", "svg,png", "`formats` of the figures: svg, png, svg,png or none")
	c.Flags().BoolVar(&f.force, "force", false, "replace a results directory that is there already")
	addSeed(c, &f.seed)
	addCount(c, &f.workers, "workers", 0, "`number` of points simulated at a time (default one for each processor)")
	c.Flags().BoolVar(&f.quiet, "quiet", false, "say nothing but results and errors")
	c.Flags().Lookup("people").Usage = fmt.Sprintf("`number` of people in each of the two cohorts of a point (default %d)", calibratePeople)
	must(c.Flags().MarkHidden("horizon"))
	must(c.MarkFlagDirname("out"))
	must(c.RegisterFlagCompletionFunc("method", cobra.FixedCompletions(methods, cobra.ShellCompDirectiveNoFileComp)))
	must(c.RegisterFlagCompletionFunc("figures", cobra.FixedCompletions([]string{"svg,png", "svg", "png", "none"}, cobra.ShellCompDirectiveNoFileComp)))
	must(c.RegisterFlagCompletionFunc("show", cobra.FixedCompletions(parts, cobra.ShellCompDirectiveNoFileComp)))
	must(c.RegisterFlagCompletionFunc("targets", cobra.FixedCompletions(study.AimKeys(), cobra.ShellCompDirectiveNoFileComp)))
	must(c.RegisterFlagCompletionFunc("inputs", completeKey))
	c.PreRunE = func(_ *cobra.Command, args []string) error { return f.check(args) }
	c.RunE = func(*cobra.Command, []string) error { return p.calibrate(f) }
	return c
}

// check is everything that is wrong with what was asked.
func (f *calibrateFlags) check(args []string) error {
	var complaint error
	f.drawn, complaint = figureFormats(f.figures)
	complaints := append(f.complaints(), complaint)
	if f.out != "" {
		complaints = append(complaints, checkOut(f.out, f.force))
	}
	s, err := f.scenario.load(args, complaints...)
	of := s
	if s == nil {
		of = f.scenario.beneath(args)
	}
	if of != nil {
		f.moved, complaint = f.question(of)
		err = joined(err, complaint)
	}
	f.scenarioAsked = s
	return err
}

func (p *program) calibrate(f *calibrateFlags) error {
	s := f.scenarioAsked
	if !f.scenario.command.Flags().Changed("people") {
		s.People = calibratePeople
	}
	ctx, stop := p.interruptible()
	defer stop()
	bar := newProgress(p.stderr, f.quiet)
	a, err := calibration.Calibrate(ctx, s, f.moved, f.targets, f.settings(bar))
	bar.end()
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("interrupted before the calibration was finished; nothing is said of less")
	case errors.Is(err, study.ErrPlaces):
		return usage("%s: %w", s.Name, err)
	case errors.Is(err, calibration.ErrNothingLeft):
		return errors.Join(p.calibrated(f, s, a), err)
	case err != nil:
		return err
	}
	if f.out != "" {
		at, err := f.write(s, a, f.drawn)
		if err != nil { // what could not be written can be read at least
			return errors.Join(err, p.calibrated(f, s, a))
		}
		p.written(f.out, at, f.quiet)
	}
	return p.calibrated(f, s, a)
}

// settings are the flags as a calibration takes them.
func (f *calibrateFlags) settings(bar *progress) calibration.Settings {
	set := calibration.Settings{
		Method: calibration.Method(f.method), Particles: f.particles, Checks: checkedParticles,
		History: calibration.History{Points: f.points, Waves: calibrateFullSize},
		Options: study.Options{Seed: f.seed, Workers: f.workers, Replications: fitReplications, Progress: bar.report()},
	}
	if set.Method == calibration.Whole {
		set.History.Waves = quickWaves
		if f.points == 0 {
			set.History.Points = quickPoints
		}
	}
	return set
}

// complaints is what is wrong with the flags by themselves.
func (f *calibrateFlags) complaints() []error {
	changed := f.scenario.command.Flags().Changed
	var all []error
	complain := func(form string, args ...any) { all = append(all, usage(form, args...)) }
	if f.method != "" && !slices.Contains(methods, f.method) {
		complain("--method: wanted fit, history or abc; got %q%s", f.method, evidence.DidYouMean(evidence.Nearest(f.method, methods)))
	}
	if f.show != "" && !slices.Contains(parts, f.show) {
		complain("--show: wanted %s; got %q%s", strings.Join(parts, ", "), f.show, evidence.DidYouMean(evidence.Nearest(f.show, parts)))
	}
	if changed("points") && (f.points < 1 || f.points > calibration.MostPoints) {
		complain("--points: wanted 1 to %d; got %d", calibration.MostPoints, f.points)
	}
	if f.particles < fewestParticles || f.particles > calibration.MostParticles {
		complain("--particles: wanted %d to %d; got %d", fewestParticles, calibration.MostParticles, f.particles)
	}
	if n := f.scenario.people; changed("people") && (n < fewestPeople || n > mostPeople) {
		complain("--people: wanted %d to %d in a cohort; got %d", fewestPeople, mostPeople, n)
		f.scenario.otherPeople = true
	}
	all = append(all, emptyFlags(f.scenario.command, "inputs", "targets", "method", "show")...)
	if changed("horizon") {
		complain("--horizon: the published figures decide how long people are followed; wanted none")
	}
	all = append(all, fewWorkers(f.scenario.command, f.workers))
	history, search := string(calibration.Match), string(calibration.Search)
	asked := []string{f.method}
	if f.method == "" || !slices.Contains(methods, f.method) { // all of them, or a word that is complained about
		asked = methods
	}
	all = append(all, unusedFlags(f.scenario.command, "method", asked, []flagOf{
		{"points", []string{history, search}},
		{"particles", []string{search}},
	})...)
	all = append(all, f.unmade(asked))
	return append(all, withoutOut(f.scenario.command)...)
}

// unmade is the complaint about a part that none of the methods asked for makes.
func (f *calibrateFlags) unmade(asked []string) error {
	fit, history, search := string(calibration.ByFit), string(calibration.Match), string(calibration.Search)
	of := map[string][]string{partTargets: {fit, search}, partCorrelations: {search}, partWaves: {history, search}}[f.show]
	if of == nil || slices.ContainsFunc(of, func(method string) bool { return slices.Contains(asked, method) }) {
		return nil
	}
	return usage("--show: %s is of --method %s, which is not asked for", f.show, strings.Join(of, " or "))
}

// question reads --inputs and --targets, or takes those of the calibrated set.
func (f *calibrateFlags) question(s *scenarios.Scenario) ([]study.Moved, error) {
	inputs, targets, err := study.MatchingDefaults(s)
	if err != nil {
		return nil, err
	}
	if len(f.inputs) > 0 {
		inputs = f.inputs
	}
	if len(f.targets) > 0 {
		targets = f.targets
	}
	f.inputs, f.targets = inputs, targets
	var all []study.Moved
	var complaints []error
	complain := func(flag string, place int, form string, args ...any) {
		complaints = append(complaints, fmt.Errorf("--%s:%d: "+form, append([]any{flag, place + 1}, args...)...))
	}
	for i, text := range inputs {
		m, err := study.ParseMoved(s, text)
		switch {
		case err != nil:
			complain("inputs", i, "%w", err)
		case slices.ContainsFunc(all, func(o study.Moved) bool { return o.Key == m.Key }):
			complain("inputs", i, "%s is moved already", m.Key)
		default:
			all = append(all, m)
		}
	}
	for i, key := range targets {
		if _, err := study.AimNamed(key); err != nil {
			complain("targets", i, "%w", err)
		} else if slices.Contains(targets[:i], key) {
			complain("targets", i, "%s is there already", key)
		}
	}
	least := calibration.LeastPoints(len(inputs))
	fits := f.method == string(calibration.ByFit) || f.method == ""
	switch {
	case len(inputs) > mostInputs:
		complaints = append(complaints, usage("--inputs: wanted at most %d; got %d", mostInputs, len(inputs)))
	case f.show == partCorrelations && len(inputs) == 1:
		complaints = append(complaints, usage("--show: correlations wants two inputs or more; got 1"))
	case f.points > 0 && f.points < least:
		complaints = append(complaints, usage("--points: a surface over %d inputs wants at least %d; got %d", len(inputs), least, f.points))
	case fits && len(targets) < len(inputs):
		complaints = append(complaints, usage("--targets: a fit of %d inputs wants as many published figures or more; got %d", len(inputs), len(targets)))
	}
	return all, joined(complaints...)
}
