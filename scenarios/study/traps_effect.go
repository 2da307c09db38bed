package study

import (
	"math"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/scenarios/results"
)

// This file holds the traps of the effect: how it was measured, whose it is,
// and what it may be confused with.

func measurement(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	contrast := a.model.Contrast()
	if contrast.Measurement == 1 {
		return untouched
	}
	note := ""
	if d := c.run.Summary.Decomposition[a.name]; d.Measurement == 0 {
		note = " The measurement term of this scheme's headline is 0 by construction: its rules divert nobody again within the twelve months that are counted."
	}
	return sized(contrast.Measurement, inRatio,
		"Diverted contacts are not counted as reoffences: with no effect on behaviour at all, the copy of the published study shows a hazard ratio of %.3f, against %.3f published.%s",
		contrast.Measurement, math.Exp(float64(a.params.Effect.ForceLogHR)), note)
}

// forcesDiffer is the chance that a force which starts a scheme sees less
// reoffending, from the spread of the effect between the evaluated forces.
func forcesDiffer(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	in, _ := c.plan.scenario.Registry(a.name).Lookup(effectKey)
	mean := float64(a.params.Effect.ForceLogHR)
	spread := float64(a.params.Effect.BetweenForces)
	if prior, normal := in.Prior.(evidence.Normal); normal {
		spread = math.Hypot(spread, prior.SD)
	}
	if mean == 0 || spread == 0 {
		return untouched
	}
	chance := math.Erfc(mean/(spread*math.Sqrt2)) / 2
	if null, known := c.nullSchemes(a); known {
		return sized(null, inShare,
			"The average force is not the next force: the evaluated forces differ so much that a further one sees a hazard ratio below 1 with probability %.2f, though the average is %.3f. Here each force area draws an effect of its own: of the schemes of %s, %s have one on what people do that is nil or harmful; a ratio below 1 can be seen all the same, because diverted contacts are not counted.",
			chance, math.Exp(mean), a.name, percent(null))
	}
	return sized(chance, inShare,
		"The average force is not the next force: the evaluated forces differ so much that a further one sees a hazard ratio below 1 with probability %.2f, though the average is %.3f. This run is of the average force.",
		chance, math.Exp(mean))
}

func mechanism(c *trap) finding {
	a, ok := c.headline()
	if !ok || a.model.Contrast().LogContrast == 0 {
		return untouched
	}
	share := float64(a.params.Effect.CourseShare)
	return sized(share, inShare,
		"No study tells the course from not being processed. Here the course carries %s of the effect; were it 0%%, funding the course would change nothing; were it 100%%, not charging would.",
		percent(share))
}

// sameCounts contrasts two explanations of the same counts in a year: people
// differ, or one offence leads to the next.
func sameCounts(c *trap) finding {
	a := c.plan.arms[c.plan.comparator]
	spread, rate := float64(a.params.Frailty.Offending), float64(a.params.Offending.SanctionedRate)
	if spread == 0 || rate == 0 || c.plan.scenario.People == 0 {
		return untouched
	}
	return sized(1+spread*rate, inRatio,
		"Counts of one year cannot say why people differ. Here they differ from the start, and those without a sanctioned offence in a year go on at %.2f a year; were each offence the cause of the next, with the same counts, they would start anew at %.2f. diversim robustness runs both.",
		rate/(1+spread*rate), rate)
}

// imitated is what a force would see that copied what others report, or what
// comes of it where forces do.
func imitated(c *trap) finding {
	if f, found := copied(c); found {
		return f
	}
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	d := c.run.Summary.Decomposition[a.name]
	truth := -c.difference(a.name, "reoffending_12m_baseline_equivalent")
	if !d.HeadlineMinusBaseline.Known() || !truth.Known() {
		return untouched
	}
	return sized(100*float64(d.HeadlineMinusBaseline-truth), inPoints,
		"What is reported spreads: other forces would see %s in favour of %s, its completers against everybody before; the scheme's own doing over all eligible people is %s.",
		points(float64(d.HeadlineMinusBaseline)), a.name, points(float64(truth)))
}

func ages(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	young := float64(a.params.Covariates.Youth)
	if young == 0 {
		return untouched
	}
	return sized(young, inShare, "The evaluation behind the effect is of adults. %s of this cohort are under 18: what is assumed for them comes from older studies, most of them abroad, and is weaker evidence.",
		percent(young))
}

// sourceWords is the size of a source of uncertainty, or that it cannot be told.
func sourceWords(n results.Number) string {
	if !n.Known() {
		return "what cannot be told from this run"
	}
	return points(float64(n))
}

func falsePrecision(c *trap) finding {
	if c.plan.headline < 0 {
		return untouched
	}
	e := c.run.Summary.Differences[c.plan.arms[c.plan.headline].name][Headline]
	if !e.MCSE.Known() {
		return untouched
	}
	if u, split := c.run.Summary.Uncertainty[c.plan.arms[c.plan.headline].name][Headline]; split {
		return sized(100*float64(u.Total), inPoints,
			"A small Monte Carlo error (%s) is no certainty: the difference of one cohort has a standard deviation of %s, of which chance alone would give %s, inputs that nobody knows %s, a force with an effect of its own %s, and the structure of offending %s.",
			points(float64(e.MCSE)), points(float64(u.Total)), sourceWords(u.MonteCarlo), sourceWords(u.Parameters), sourceWords(u.BetweenForces), sourceWords(u.Structure))
	}
	if c.plan.options.Draw {
		return sized(100*float64(e.MCSE), inPoints,
			"A small Monte Carlo error (%s) is no certainty: intervals show how cohorts of this size differ with inputs drawn from their distributions, and many of these are assumptions themselves.",
			points(float64(e.MCSE)))
	}
	return sized(100*float64(e.MCSE), inPoints,
		"A small Monte Carlo error (%s) is no certainty: intervals show how cohorts of this size differ with every input at its stated value. The inputs themselves are uncertain, many of them assumptions.",
		points(float64(e.MCSE)))
}

// strong is the individual hazard ratio below which an effect needs a warning.
const strong = 0.5

func strongEffect(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	contrast := a.model.Contrast()
	if contrast.Individual() >= strong {
		return untouched
	}
	if a.params.Effect.Scale == model.ScaleStated {
		return sized(contrast.Individual(), inRatio,
			"It is stated, and follows from no study, that the scheme multiplies what a diverted person does by %.2f at first.", contrast.Individual())
	}
	other := *a.params
	other.Effect.Scale = model.ScaleIndividual
	other.Police.Mix = model.MixWithoutScheme // of no account to the effect
	individual := model.Prepare(&other, model.Config{Horizon: c.plan.scenario.Horizon}, c.plan.known).Contrast()
	if math.Expm1(float64(other.Effect.ForceLogHR))+float64(other.Effect.Uptake) <= 0 {
		return sized(contrast.Individual(), inRatio,
			"To show the stated ratio the scheme must multiply what a diverted person does by %.2f at first, which is out of all proportion.", contrast.Individual())
	}
	return sized(contrast.Individual(), inRatio,
		"To show the published ratio among people this different, the scheme must multiply what a diverted person does by %.2f at first, which is a great deal. "+
			"Read as a multiplier on each person (effect.scale: individual) the ratio is %.2f. The truth lies between; run both.",
		contrast.Individual(), individual.Individual())
}

func unattained(c *trap) finding {
	a, ok := c.headline()
	if !ok || a.model.Contrast().Attained {
		return untouched
	}
	return words("The stated effect is beyond what the model can show: even a course that stops all offending while it acts is not enough. What is run is the nearest that can be.")
}

// lateClock is what counting from the disposal makes of a headline.
func lateClock(c *trap) finding {
	a, ok := c.headline()
	if !ok || a.params.Index.Clock != model.ClockDisposal {
		return untouched
	}
	d := c.run.Summary.Decomposition[a.name]
	if !d.Clock.Known() {
		return untouched
	}
	return sized(100*float64(d.Clock), inPoints,
		"The clock starts at the disposal, as in official statistics: later for those who are charged than for those who are diverted, so that what they do meanwhile is not counted. Of the gap of %s between the completers of %s and everybody under %s, %s are the clock.",
		points(float64(d.HeadlineMinusBaseline)), a.name, c.comparator(), points(float64(d.Clock)))
}
