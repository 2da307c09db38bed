package study

import (
	"fmt"
	"math"
	"slices"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// warning is one trap: its code and what it comes to in a run, "" where the
// run does not touch it.
type warning struct {
	code string
	text func(c *trap) string
}

// trap is the run that a warning looks at.
type trap struct {
	plan *plan
	run  *results.Run
}

// warningTable is the traps that this program knows, in the order in which
// they are printed. A code is permanent.
var warningTable = []warning{
	{"TR01", uncontrolled},
	{"TR02", denominators},
	{"TR06", measurement},
	{"TR10", comparatorIsNotCourt},
	{"TR11", outturn},
	{"TR12", coinToss},
	{"TR15", mechanism},
	{"TR19", latentPossession},
	{"TR21", ages},
	{"TR22", falsePrecision},
	{"TR25", contaminated},
	{"EFFECT", strongEffect},
	{"ATTAIN", unattained},
	{"PAIRS", unpaired},
	{"SCALE", scaled},
	{"MONEY", exhausted},
	{"FEW", fewReplications},
	{"EMPTY", absent},
}

func warnings(p *plan, run *results.Run) []results.Warning {
	c := &trap{p, run}
	all := []results.Warning{}
	for _, w := range warningTable {
		if text := w.text(c); text != "" {
			all = append(all, results.Warning{Code: w.code, Text: text})
		}
	}
	return all
}

// headline is the headline arm, where it diverts and there is anybody.
func (c *trap) headline() (a arm, ok bool) {
	if c.plan.headline < 0 || !c.plan.arms[c.plan.headline].diverts || c.plan.scenario.People == 0 {
		return arm{}, false
	}
	return c.plan.arms[c.plan.headline], true
}

func (c *trap) mean(arm, measure string) float64 {
	return float64(c.run.Summary.Arms[arm][measure].Mean)
}

func percent(x float64) string { return fmt.Sprintf("%.1f%%", 100*x) }

func points(x float64) string {
	if math.Signbit(x) && math.Abs(x) >= 0.0005 {
		return fmt.Sprintf("−%.1f points", -100*x)
	}
	return fmt.Sprintf("%.1f points", 100*math.Abs(x))
}

func thousands(n float64) string {
	return message.NewPrinter(language.BritishEnglish).Sprintf("%.0f", n)
}

func uncontrolled(c *trap) string {
	a, ok := c.headline()
	if !ok {
		return ""
	}
	d := c.run.Summary.Decomposition[a.name]
	if !d.HeadlineMinusBaseline.Known() {
		return ""
	}
	return fmt.Sprintf("A rate without its counterfactual misleads: %s of those who complete under %s are without a proven reoffence, "+
		"and %s of everybody would be under %s. Of the gap of %s, %s are selection, %s the scheme's doing and %s measurement.",
		percent(float64(d.Headline.Mean)), a.name, percent(float64(d.Baseline.Mean)), c.run.Summary.Comparator,
		points(float64(d.HeadlineMinusBaseline)), points(float64(d.Selection)), points(float64(d.Causal)), points(float64(d.Measurement)))
}

func denominators(c *trap) string {
	a, ok := c.headline()
	if !ok {
		return ""
	}
	d, b := c.run.Summary.Decomposition[a.name], c.run.Summary.Budget[a.name]
	if !d.Headline.Mean.Known() {
		return ""
	}
	return fmt.Sprintf("The denominator decides: no proven reoffence for %s of all eligible people under %s (%s under %s), for %s of those who complete. "+
		"Of 100 offered, %.0f accept, %.0f attend and %.0f complete.",
		percent(c.mean(a.name, "non_reoffending_12m_proven")), a.name,
		percent(c.mean(c.run.Summary.Comparator, "non_reoffending_12m_proven")), c.run.Summary.Comparator, percent(float64(d.Headline.Mean)),
		100*float64(b.People.Accepted/b.People.Offered), 100*float64(b.People.Attended/b.People.Offered), 100*float64(b.People.Completed/b.People.Offered))
}

func measurement(c *trap) string {
	a, ok := c.headline()
	if !ok {
		return ""
	}
	contrast := a.model.Contrast()
	if contrast.Measurement == 1 {
		return ""
	}
	note := ""
	if d := c.run.Summary.Decomposition[a.name]; d.Measurement == 0 {
		note = " The measurement term of this scheme's headline is 0 by construction: its rules divert nobody again within the twelve months that are counted."
	}
	return fmt.Sprintf("Diverted contacts are not counted as reoffences: with no effect on behaviour at all, the copy of the published study shows a hazard ratio of %.3f, against %.3f published.%s",
		contrast.Measurement, math.Exp(float64(a.params.Effect.ForceLogHR)), note)
}

func comparatorIsNotCourt(c *trap) string {
	a, ok := c.headline()
	if !ok {
		return ""
	}
	mix := evidence.WithoutScheme(evidence.All)
	text := fmt.Sprintf("The alternative is rarely court: %s of decided possession cases are charged where there is no scheme. %s of those offered %s would have had no action or a warning.",
		percent(mix[evidence.Charge]), percent(float64(c.run.Summary.Budget[a.name].NetWidening)), a.name)
	if slices.ContainsFunc(c.plan.arms, func(a arm) bool { return a.params.Police.ChargeEveryone }) {
		text += " An arm that charges everyone is not current practice."
	}
	return text
}

func outturn(c *trap) string {
	a, ok := c.headline()
	if !ok {
		return ""
	}
	b := c.run.Summary.Budget[a.name]
	if !b.PerPersonGBP.Completed.Known() {
		return ""
	}
	return fmt.Sprintf("£%.2f a head is a plan, for people hoped for. The scheme spends £%.2f for each person offered it, £%.2f for each who attends and £%.2f for each who completes.",
		b.PlannedPerPersonGBP, float64(b.PerPersonGBP.Offered), float64(b.PerPersonGBP.Attended), float64(b.PerPersonGBP.Completed))
}

func coinToss(c *trap) string {
	if len(c.run.Summary.Thresholds) == 0 || c.run.Summary.People == 0 {
		return ""
	}
	t, n := c.run.Summary.Thresholds[0], c.run.Summary.People
	return fmt.Sprintf("A scheme whose true rate is exactly %s shows at least that in a cohort of %s with probability %.2f.",
		percent(t.AtLeast), thousands(float64(n)), estimate.BinomialUpperTail(n, estimate.CountAtLeast(t.AtLeast, n), t.AtLeast))
}

func mechanism(c *trap) string {
	a, ok := c.headline()
	if !ok || a.model.Contrast().LogContrast == 0 {
		return ""
	}
	return fmt.Sprintf("No study tells the course from not being processed. Here the course carries %s of the effect; were it 0%%, funding the course would change nothing; were it 100%%, not charging would.",
		percent(float64(a.params.Effect.CourseShare)))
}

func latentPossession(*trap) string {
	return "“No further crime” is not “no further use”: latent offences are harm offences alone, and possession counts when the police find it."
}

func ages(*trap) string {
	return "Adults and teenagers are not told apart: the evaluation behind the effect is of adults, and applying it to under-18s is an extrapolation."
}

func falsePrecision(c *trap) string {
	measure := Headline
	if c.plan.headline < 0 {
		return ""
	}
	e := c.run.Summary.Differences[c.plan.arms[c.plan.headline].name][measure]
	if !e.Mean.Known() {
		return ""
	}
	return fmt.Sprintf("A small Monte Carlo error (%s) is no certainty: intervals show how cohorts of this size differ with every input at its stated value. The inputs themselves are uncertain, many of them assumptions.",
		points(float64(e.MCSE)))
}

func contaminated(c *trap) string {
	a, ok := c.headline()
	v := c.run.Summary.Sensitivity.AsRecorded
	if !ok || v == nil {
		return ""
	}
	return fmt.Sprintf("The recorded mix of a force that runs a scheme contains the scheme. Against the mix of forces without one, %s changes proven reoffending by %s; against the mix as this force recorded it, by %s.",
		a.name, points(float64(c.run.Summary.Differences[a.name][Headline].Mean)), points(float64(v.Differences[a.name][Headline].Mean)))
}

// strong is the individual hazard ratio below which an effect needs a warning.
const strong = 0.5

func strongEffect(c *trap) string {
	a, ok := c.headline()
	if !ok {
		return ""
	}
	contrast := a.model.Contrast()
	if contrast.Individual() >= strong {
		return ""
	}
	other := *a.params
	other.Effect.Scale = model.ScaleIndividual
	other.Police.Mix = model.MixWithoutScheme // of no account to the effect
	individual := model.Prepare(&other, model.Config{Horizon: c.plan.scenario.Horizon}, c.plan.known).Contrast()
	if math.Expm1(float64(other.Effect.ForceLogHR))+float64(other.Effect.Uptake) <= 0 {
		return fmt.Sprintf("To show the stated ratio the scheme must multiply what a diverted person does by %.2f at first, which is out of all proportion.",
			contrast.Individual())
	}
	return fmt.Sprintf("To show the published ratio among people this different, the scheme must multiply what a diverted person does by %.2f at first, which is a great deal. "+
		"Read as a multiplier on each person (effect.scale: individual) the ratio is %.2f. The truth lies between; run both.",
		contrast.Individual(), individual.Individual())
}

func unattained(c *trap) string {
	a, ok := c.headline()
	if !ok || a.model.Contrast().Attained {
		return ""
	}
	return "The stated effect is beyond what the model can show: even a course that stops all offending while it acts is not enough. What is run is the nearest that can be."
}

func unpaired(c *trap) string {
	if c.plan.headline < 0 || c.plan.coupled() {
		return ""
	}
	return "The headline cannot be taken apart: that needs the same people with the same draws in every arm, and a comparator without a scheme. Its parts and the baseline-equivalent measures are null or without meaning."
}

func scaled(c *trap) string {
	for _, a := range c.plan.arms[:c.plan.own] {
		planned := float64(a.params.Programme.PlannedPeople)
		if people := float64(c.run.Summary.People); a.diverts && people != planned {
			return fmt.Sprintf("The cohort has %s people and the scheme is planned for %s: budget, fixed cost and places are scaled by %.3f. A larger sample is no larger programme.",
				thousands(people), thousands(planned), people/planned)
		}
	}
	return ""
}

func exhausted(c *trap) string {
	a, ok := c.headline()
	if !ok {
		return ""
	}
	b := c.run.Summary.Budget[a.name]
	if !b.ExhaustedShare.Known() || b.ExhaustedShare == 0 {
		return ""
	}
	return fmt.Sprintf("In %s of the cohorts the account could not commit another person's full cost at some time: %.1f people a year are turned away on average.",
		percent(float64(b.ExhaustedShare)), float64(b.TurnedAway))
}

func fewReplications(c *trap) string {
	if c.run.Summary.Replications >= estimate.MinimumForInterval {
		return ""
	}
	return fmt.Sprintf("%d replications are too few for an interval: low and high are null below %d.",
		c.run.Summary.Replications, estimate.MinimumForInterval)
}

func absent(c *trap) string {
	horizon := c.plan.scenario.Horizon
	switch {
	case c.run.Summary.People == 0:
		return "There are no people: every rate is a mean over nobody, and null."
	case horizon < outcome.Window:
		return "Follow-up ends before 12 months: all 12-month measures are null."
	case horizon < outcome.Window+outcome.Wait:
		return "Follow-up ends before 18 months, by which an offence must be proven: the proven measures are null."
	}
	for _, d := range c.run.Summary.Decomposition {
		if !d.HeadlineMinusBaseline.Known() {
			return "Nobody completes a course in some arm: its headline has no parts, and is null."
		}
	}
	return ""
}
