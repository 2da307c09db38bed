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

// decideFlags are the flags of decide.
type decideFlags struct {
	scenario *scenarioFlags
	form     *format
	rules    string
	draws    int
	cohorts  int
	beliefs  bool
	seed     uint64
	workers  int
	quiet    bool

	asked *scenarios.Scenario
	by    *scenarios.Rules
}

// decideCommand says what a rule file makes of what is known.
func (p *program) decideCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "decide [SCENARIO] [flags]", Short: "Adopt, pilot more or stop, by a file of rules, and how firm that is", GroupID: groupAsk,
		Long: `Draws what is not known from its distributions, runs the arms at each draw on the same
people, and holds the outcome against a file of rules, of which the first whose
conditions all hold gives the verdict: adopt, pilot-more or stop.

A condition asks for the mean over the draws of a quantity, or for the share of
draws in which it is on the right side of a bar. It is not resolved where its bar
lies inside the 95% interval of that share, or within two Monte Carlo errors of the
mean; the verdict is firm when no unresolved condition could change it.

Quantities are outcome measures (the arm minus the comparator, or as: level) and,
in pounds per person, net_benefit_, saving_ and evpi_ of public or society and the
like, average, marginal or cashable. evpi_ is of no arm: it is what it is worth to
know every input before choosing among the comparator, the arm and charging everyone
(arm charge, where the scenario has one), at average cost unless a column is named.
What the luck of a cohort adds to it is taken out, as in sensitivity --method value;
the first 100 draws meet a second cohort to tell. The rules "commissioner" come with
the program and say in their own file how such a file is written.`,
		Example: `  diversim decide
  diversim decide --beliefs
  diversim decide thames-valley-80 --rules my-rules.yaml --draws 1000`,
	}
	f := &decideFlags{scenario: addScenario(c), form: addFormat(c)}
	c.Flags().StringVar(&f.rules, "rules", scenarios.RulesLibrary()[0], "`file` of rules, or the name of one that comes with the program")
	addCount(c, &f.draws, "draws", study.DecideDraws, "`number` of draws of the inputs that the scenario leaves open")
	addCount(c, &f.cohorts, "cohorts", study.DecideCohorts, "`number` of cohorts simulated at each draw; more of them leave less to chance")
	c.Flags().BoolVar(&f.beliefs, "beliefs", false, "also under each of the library's beliefs about what diversion does")
	addSeed(c, &f.seed)
	addCount(c, &f.workers, "workers", 0, "`number` of draws simulated at a time (default one for each processor)")
	c.Flags().BoolVar(&f.quiet, "quiet", false, "say nothing but results and errors")
	must(c.RegisterFlagCompletionFunc("rules", cobra.FixedCompletions(scenarios.RulesLibrary(), cobra.ShellCompDirectiveDefault)))
	c.PreRunE = func(_ *cobra.Command, args []string) error { return f.check(args) }
	c.RunE = func(*cobra.Command, []string) error { return p.decide(f) }
	return c
}

// check is everything that is wrong with what was asked.
func (f *decideFlags) check(args []string) error {
	var complaints []error
	atLeast := func(flag string, n, least int) {
		if n < least {
			complaints = append(complaints, usage("--%s: wanted %d or more; got %d", flag, least, n))
		}
	}
	const fewestDraws = 2 // below which nothing has an error
	atLeast("draws", f.draws, fewestDraws)
	atLeast("cohorts", f.cohorts, 1)
	s, err := f.scenario.load(args, append(complaints, fewWorkers(f.scenario.command, f.workers))...)
	of := s
	if of == nil {
		of = f.scenario.beneath(args)
	}
	if of != nil {
		var wrong error
		f.by, wrong = scenarios.LoadRules(f.rules, of)
		err = joined(err, wrong)
	}
	if s != nil {
		if len(otherArms(s)) == 0 {
			err = joined(err, nothingToCompare(s))
		}
		if s.People == 0 {
			err = joined(err, usage("wanted a scenario with people in it, since nothing is decided about nobody; %s has none", s.Name))
		}
	}
	f.asked = s
	return err
}

func (p *program) decide(f *decideFlags) error {
	s, rules := f.asked, f.by
	ctx, stop := p.interruptible()
	defer stop()
	bar := newProgress(p.stderr, f.quiet)
	all, err := study.Decide(ctx, s, rules, study.DecideOptions{
		Seed: f.seed, Draws: f.draws, Cohorts: f.cohorts, Workers: f.workers, Beliefs: f.beliefs, Progress: bar.report(),
	})
	bar.end()
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("interrupted before every draw was run; nothing is decided on fewer")
	case errors.As(err, new(study.Undrawable)):
		return usageError{err}
	case err != nil:
		return err
	}
	if *f.form != formatTable {
		out := rows[conditionRow]{w: p.stdout, form: *f.form, fields: conditionFields}
		return out.all(conditionRows(all))
	}
	return p.decisions(f, s, rules, all)
}

// decisions prints the verdict and what it rests on.
func (p *program) decisions(f *decideFlags, s *scenarios.Scenario, rules *scenarios.Rules, all []study.Decision) error {
	title := rules.Title
	if title == "" {
		title = rules.Name
	}
	opening := fmt.Sprintf("%s, by the rules %q. %s draws of what the scenario leaves open, %s of %s people at each, the same for all arms; the "+
		"chance that remains in a cohort is part of every share, and moves it towards one half; it is taken out of the value of information. Comparator: %q.", s.Title, rules.Name,
		figure.Count(float64(f.draws)), cohortCount(f.cohorts), figure.Count(float64(s.People)), s.Comparator)
	if _, err := fmt.Fprintf(p.stdout, "%s\n%s\n\n", strings.ToUpper(title), paragraph(opening, "")); err != nil {
		return err
	}
	for i := range all {
		if _, err := fmt.Fprintln(p.stdout, paragraph(verdictText(&all[i]), "")); err != nil {
			return err
		}
	}
	for i := range all {
		if _, err := fmt.Fprintln(p.stdout); err != nil {
			return err
		}
		if err := conditionTable.print(p.stdout, conditionRows(all[i:i+1])); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(p.stdout, "\n"+paragraph("±: one Monte Carlo standard error, of the mean over draws. In brackets: 95% for the same error. "+
		"Money is in pounds per person.", ""))
	return err
}

func cohortCount(n int) string {
	if n == 1 {
		return "a cohort"
	}
	return fmt.Sprintf("%d cohorts", n)
}

// verdictText is the verdict, its reason and how firm it is.
func verdictText(d *study.Decision) string {
	text := "Verdict: " + string(d.Verdict)
	if d.Belief != "" {
		text = "Under the belief " + d.Belief + ": " + string(d.Verdict)
	}
	if d.Firm() {
		return text + ". Firm: no condition that could change it is within its error."
	}
	var open []string
	valueless, more := false, "more --draws would"
	for _, r := range d.Rules {
		for _, c := range r.Conditions {
			name := conditionName(c.Condition)
			valueless = valueless || math.IsNaN(c.Value)
			if !c.Resolved && r.Answer == study.Unclear && !slices.Contains(open, name) {
				open = append(open, name)
				if c.Among != nil { // how much of its value is luck is for cohorts to tell
					more = "more --draws and --cohorts would"
				}
			}
		}
	}
	end := " cannot be told from the bar with so many draws; " + more + "."
	if valueless {
		end = " cannot be told from the bar; what has no value here (–) more --draws would not tell either."
	}
	return text + ". Not resolved: it could be " + strings.Join(verdictWords(d.Could), " or ") + ", for " + results.Listed(open) + end
}

func conditionName(c scenarios.Condition) string {
	name := c.Quantity.Name
	if c.Column != "" {
		name += " (" + c.Column + ")"
	}
	return name
}
