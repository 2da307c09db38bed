package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"diversim/model/evidence"
	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/scenarios/study"
	"diversim/scenarios/threshold"
)

// thresholdFlags are the flags of threshold.
type thresholdFlags struct {
	scenario  *scenarioFlags
	running   *runningFlags
	form      *format
	questions []string
	measure   string
	atLeast   string
	assurance string
	among     string
	arm       string
	belief    string
	vary      string
	step      string
	audit     auditFlags

	ask threshold.Ask
}

// thresholdCommand says what it would take to meet a target.
func (p *program) thresholdCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "threshold [SCENARIO] [flags]", Short: "What it would take to meet a target, or that nothing would", GroupID: groupAsk,
		Long: `Answers ten questions about a target, by default that at least 80% are without proven
reoffending in 12 months: whether it is likely to be observed (T1), and without
diversion (T2); what effect (T3) or budget (T4) would meet it with an assurance; the
most it is worth paying for a person (T5); what capacity is needed (T6); when a
patchwork is national (T7); how much net-widening (T8), lost deterrence (T9) or lack
of engagement (T10) cancels the benefit.

Inputs are at their stated values: chance alone. One row of T1 draws them from their
distributions, as run does, and says what the chance is in a force with a level and an
effect of its own.

An answer is a number between its ends, or a word: infeasible, met without diversion,
met without money, met without engagement, not resolved. Searches run the same cohorts
at every value; a cohort that has one answer at two values is taken to have it between
them. The ends are where the chance, with its 95% interval, leaves the assurance on
either side. T6 is of the people planned for, and its ends are the places at the load
two standard errors below and above; those of T8 are two Monte Carlo errors away, and T8 is not resolved where
these are above ten points.

The budget is asked for under each belief of the library and with none, half and all
of the effect being the course's. Beliefs are laid over the scenario and its arms, and
under --set. --vary searches another input for T4, from the first end to the second.

With --claim the claim is audited instead: the chance that it would be seen to be true,
of seeing it though it is not, and how many people it takes to tell; each by chance
alone, with places that differ, and with inputs drawn.`,
		Example: `  diversim threshold
  diversim threshold --question T4 --at-least 78% --vary programme.budget=0:500000
  diversim threshold --question T4 --vary programme.no_entry=1:0 --belief published
  diversim threshold --claim "80% of 1,500 in 12 months"`,
	}
	f := &thresholdFlags{scenario: addScenario(c), running: addRunning(c), form: addFormat(c)}
	f.audit.add(c)
	c.Flags().StringSliceVar(&f.questions, "question", nil, "questions to answer, as in T1,T4 (`names`; default all)")
	c.Flags().StringVar(&f.measure, "measure", "", "`name` of the measure (default the scenario's target, else non_reoffending_12m_proven)")
	c.Flags().StringVar(&f.atLeast, "at-least", "", "`share` of people that is to be observed (default the scenario's target, else 80%)")
	c.Flags().StringVar(&f.assurance, "assurance", "90%", "`chance` with which it is to be observed")
	c.Flags().StringVar(&f.among, "among", amongEveryone, "of whom the target is a share: everyone, or completers (`people`)")
	c.Flags().StringVar(&f.arm, "arm", "", "`name` of the arm that is asked about (default the scenario's headline arm)")
	c.Flags().StringVar(&f.belief, "belief", beliefAll, "`name` of the belief under which T4 is asked, all of them, or none")
	c.Flags().StringVar(&f.vary, "vary", "", "input that T4 searches, and where: `key=from:to` (default the budget, from £0 to four times the arm's own)")
	c.Flags().StringVar(&f.step, "step", "0.25%", "`share` of the range at which a search stops")
	c.Flags().Lookup("replications").Usage = fmt.Sprintf("`number` of cohorts at most (default %d)", threshold.Replications)
	for _, unused := range []string{"precision", "inputs"} {
		must(c.Flags().MarkHidden(unused))
	}
	for flag, words := range map[string][]string{
		"question": threshold.Questions(), "measure": measureNames(), "among": {amongEveryone, amongCompleters},
		"belief": append(scenarios.Beliefs(), beliefAll, beliefNone),
	} {
		must(c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)))
	}
	c.PreRunE = func(_ *cobra.Command, args []string) error { return f.check(args) }
	c.RunE = func(*cobra.Command, []string) error { return p.threshold(f) }
	return c
}

// Words of the flags.
const (
	amongEveryone   = "everyone"
	amongCompleters = "completers"
	beliefAll       = "all"
	beliefNone      = "none"
)

// check is everything that is wrong with what was asked.
func (f *thresholdFlags) check(args []string) error {
	complaints := slices.Concat(f.running.complaints(), f.read(), f.audit.read(f))
	s, err := f.scenario.load(args, complaints...)
	of := s
	if of == nil {
		of = f.scenario.beneath(args)
	}
	if of != nil {
		if about := f.about(of); len(about) > 0 {
			err = joined(append([]error{err}, about...)...)
		}
	}
	return err
}

func (p *program) threshold(f *thresholdFlags) error {
	if f.running.explain {
		return p.explain(f.ask.Scenario, *f.form)
	}
	ctx, stop := p.interruptible()
	defer stop()
	if f.audit.claim != "" {
		return p.audit(ctx, f)
	}
	bar := newProgress(p.stderr, f.running.quiet)
	f.ask.Options.Progress = bar.report()
	found, err := threshold.Answer(ctx, &f.ask, f.questions)
	bar.end()
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("interrupted before every question was answered; nothing is said of fewer")
	case err != nil:
		return err
	}
	return p.thresholds(f, found)
}

// read reads the flags that need no scenario.
func (f *thresholdFlags) read() (complaints []error) {
	complain := func(form string, args ...any) { complaints = append(complaints, usage(form, args...)) }
	if f.given("question") && len(f.questions) == 0 {
		complain("--question: wanted questions among %s; got \"\"", strings.Join(threshold.Questions(), ", "))
	}
	for k, q := range f.questions {
		f.questions[k] = strings.ToUpper(q)
		if !slices.Contains(threshold.Questions(), f.questions[k]) {
			complain("--question: wanted questions among %s; got %q%s", strings.Join(threshold.Questions(), ", "), q,
				evidence.DidYouMean(evidence.Nearest(f.questions[k], threshold.Questions())))
		}
	}
	if f.given("precision") {
		complain("--precision: searches stop by --step and --replications")
	}
	if f.given("inputs") {
		complain("--inputs: questions hold inputs as stated, under each belief; T1 has a row with them drawn, and --claim a third layer")
	}
	f.ask.Target.AtLeast = math.NaN()
	if f.given("at-least") {
		x, ok := readShare(f.atLeast)
		if f.ask.Target.AtLeast = x; !ok || x < 0 || x > 1 {
			complain("--at-least: wanted a share from 0 to 1, as in 80%%; got %q", f.atLeast)
		}
	}
	x, ok := readShare(f.assurance)
	if f.ask.Target.Assurance = x; !ok || x <= 0 || x >= 1 {
		complain("--assurance: wanted a chance above 0 and below 1, as in 90%%, since nothing is certain; got %q", f.assurance)
	}
	x, ok = readShare(f.step)
	if f.ask.Options.Step = x; !ok || x <= 0 || x > 0.5 {
		complain("--step: wanted a share above 0 and at most 50%%; got %q", f.step)
	}
	switch f.among {
	case amongEveryone, amongCompleters:
		f.ask.Target.Completed = f.among == amongCompleters
	default:
		complain("--among: wanted %s or %s; got %q%s", amongEveryone, amongCompleters, f.among,
			evidence.DidYouMean(evidence.Nearest(f.among, []string{amongEveryone, amongCompleters})))
	}
	complaints = append(complaints, f.unused()...)
	complaints = append(complaints, f.readBelief()...)
	return append(complaints, f.readMeasure()...)
}

func (f *thresholdFlags) readBelief() []error {
	all := append(scenarios.Beliefs(), beliefAll, beliefNone)
	switch {
	case !slices.Contains(all, f.belief):
		return []error{usage("--belief: wanted one of %s; got %q%s", strings.Join(all, ", "), f.belief, evidence.DidYouMean(evidence.Nearest(f.belief, all)))}
	case f.belief == beliefNone:
		return nil
	}
	f.ask.Beliefs = study.LibraryBeliefs()
	if f.belief == beliefAll {
		f.ask.Shares = []float64{0, 0.5, 1}
		return nil
	}
	f.ask.Only = f.belief
	return nil
}

func (f *thresholdFlags) readMeasure() []error {
	if !f.given("measure") {
		return nil
	}
	f.ask.Target.Measure = f.measure
	m, known := outcome.Named(f.measure)
	switch {
	case !known:
		return []error{usage("--measure: wanted a measure (diversim measures lists them); got %q%s", f.measure, evidence.DidYouMean(evidence.Nearest(f.measure, measureNames())))}
	case m.Unit != "proportion" || m.Better != "higher":
		return []error{usage("--measure: wanted a share of people of which more is better, as non_reoffending_12m_proven; got %q", f.measure)}
	}
	return nil
}

// given says whether a flag is set, were it to nothing.
func (f *thresholdFlags) given(flag string) bool { return f.running.command.Flags().Changed(flag) }

// about completes the question with the scenario.
func (f *thresholdFlags) about(s *scenarios.Scenario) (complaints []error) {
	complain := func(form string, args ...any) { complaints = append(complaints, usage(form, args...)) }
	a := &f.ask
	a.Scenario, a.Limits, a.Arm = s, threshold.DefaultLimits(), f.arm
	a.Options.Seed, a.Options.Workers, a.Options.Replications = f.running.seed, f.running.workers, f.running.replications
	names := otherArms(s)
	switch {
	case len(names) == 0:
		return append(complaints, nothingToCompare(s))
	case !f.given("arm"):
		a.Arm = study.HeadlineArm(s)
	case !slices.Contains(names, f.arm):
		complain("--arm: wanted an arm of %s that is not the comparator, one of %s; got %q%s", s.Name, strings.Join(names, ", "), f.arm,
			evidence.DidYouMean(evidence.Nearest(f.arm, names)))
		a.Arm = names[0]
	}
	target := scenarios.Threshold{Measure: "non_reoffending_12m_proven", AtLeast: 0.8}
	if len(s.Thresholds) > 0 {
		target = s.Thresholds[0]
	}
	if a.Target.Measure == "" {
		a.Target.Measure = target.Measure
	}
	if !f.given("at-least") {
		a.Target.AtLeast = target.AtLeast
	}
	a.Budget = threshold.DefaultBudgets(s, a.Arm)
	if f.given("vary") {
		var err error
		if a.Budget, err = threshold.ParseRange(s, f.vary); err != nil {
			complain("--vary: %w", err)
			return complaints
		}
	}
	if s.Overridden(a.Budget.Key) && (f.given("vary") || slices.Contains(f.questions, "T4")) {
		complain("--vary: %s is fixed by --set, so that varying it would change nothing", a.Budget.Key)
	}
	return complaints
}

// asks says whether a question is to be answered.
func (f *thresholdFlags) asks(question string) bool {
	return len(f.questions) == 0 || slices.Contains(f.questions, question)
}

// unused are flags of questions that are not asked. Where a question is unknown it is
// unknown too what is asked.
func (f *thresholdFlags) unused() []error {
	unknown := func(q string) bool { return !slices.Contains(threshold.Questions(), q) }
	if slices.ContainsFunc(f.questions, unknown) {
		return nil
	}
	asked := slices.DeleteFunc(threshold.Questions(), func(q string) bool { return !f.asks(q) })
	ofTarget := []string{"T1", "T2", "T3", "T4", "T7"}
	return unusedFlags(f.running.command, "question", asked, []flagOf{
		{"at-least", ofTarget},
		{"assurance", ofTarget},
		{"among", ofTarget},
		{"vary", []string{"T4"}},
		{"belief", []string{"T4"}},
		{"step", []string{"T3", "T4"}},
	})
}

// readShare reads 80% or 0.8.
func readShare(text string) (float64, bool) {
	number, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	x, ok := evidence.ReadDecimal(strings.TrimSpace(number))
	if percent {
		x /= 100
	}
	return x, ok
}
