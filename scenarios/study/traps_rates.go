package study

import (
	"math"

	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// This file holds the traps of a rate read by itself: whose it is, over what
// time, and by which definition.

func uncontrolled(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	d := c.run.Summary.Decomposition[a.name]
	if !d.HeadlineMinusBaseline.Known() {
		return untouched
	}
	return sized(100*float64(d.HeadlineMinusBaseline-d.Causal), inPoints,
		"A rate without its counterfactual misleads: %s of those who complete under %s are without a proven reoffence, "+
			"and %s of everybody would be under %s. Of the gap of %s, %s are selection, %s the scheme's doing and %s measurement.",
		percent(float64(d.Headline.Mean)), a.name, percent(float64(d.Baseline.Mean)), c.comparator(),
		points(float64(d.HeadlineMinusBaseline)), points(float64(d.Selection)), points(float64(d.Causal)), points(float64(d.Measurement)))
}

func denominators(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	d, b := c.run.Summary.Decomposition[a.name], c.run.Summary.Budget[a.name]
	if !d.Headline.Mean.Known() {
		return untouched
	}
	everybody := c.mean(a.name, "non_reoffending_12m_proven")
	return sized(100*(float64(d.Headline.Mean)-everybody), inPoints,
		"The denominator decides: no proven reoffence for %s of all eligible people under %s (%s under %s), for %s of those who complete. "+
			"Of 100 offered, %.0f accept, %.0f attend and %.0f complete.",
		percent(everybody), a.name, percent(c.mean(c.comparator(), "non_reoffending_12m_proven")), c.comparator(), percent(float64(d.Headline.Mean)),
		100*float64(b.People.Accepted/b.People.Offered), 100*float64(b.People.Attended/b.People.Offered), 100*float64(b.People.Completed/b.People.Offered))
}

// selectedCompleters compares those who complete with those who do not, under
// the comparator, where neither has had a course.
func selectedCompleters(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	naive := c.others(a.name, Headline) - c.completers(a.name, Headline)
	selection := c.others(c.comparator(), Headline) - c.completers(c.comparator(), Headline)
	if math.IsNaN(naive + selection) {
		return untouched
	}
	return sized(100*selection, inPoints,
		"Completers against the rest is no effect: under %s those who complete reoffend %s less than those who do not, and of that %s would be there without any scheme, under %s.",
		a.name, points(naive), points(selection), c.comparator())
}

// truncation is what the six months for proof leave out.
func truncation(c *trap) finding {
	lost := c.mean(c.comparator(), "proof_lost_12m")
	if math.IsNaN(lost) || lost == 0 {
		return untouched
	}
	text := sized(lost, inShare, "Proof must come within 18 months: under %s, %s of the offences of the first 12 months that are ever proven are proven later and do not count. A longer wait for court reads as less reoffending.",
		c.comparator(), percent(lost))
	if a, ok := c.headline(); ok {
		text.text += " Under " + a.name + " it is " + percent(c.mean(a.name, "proof_lost_12m")) + "."
	}
	return text
}

func coinToss(c *trap) finding {
	n := c.run.Cohort()
	if len(c.run.Summary.Thresholds) == 0 || n == 0 {
		return untouched
	}
	t := c.run.Summary.Thresholds[0]
	chance := estimate.BinomialUpperTail(n, estimate.CountAtLeast(t.AtLeast, n), t.AtLeast)
	return sized(chance, inShare, "A scheme whose true rate is exactly %s shows at least that in a cohort of %s with probability %.2f.",
		percent(t.AtLeast), results.Count(float64(n)), chance)
}

func sixMonths(c *trap) finding {
	const half, whole = monthsInYear / 2, monthsInYear
	early := c.survives(c.comparator(), outcome.Proven.String(), half)
	late := c.survives(c.comparator(), outcome.Proven.String(), whole)
	if math.IsNaN(early + late) {
		return untouched
	}
	return sized(100*(early-late), inPoints,
		"A figure at six months is not one at twelve: under %s, %s are without a proven reoffence at six months and %s at twelve, however late the proof (the headline wants it within 18 months). Among people who differ less the second would be lower: %s if they did not differ at all.",
		c.comparator(), percent(early), percent(late), percent(early*early))
}

func latentPossession(c *trap) finding {
	contacts := c.mean(c.comparator(), "contacts_12m")
	if math.IsNaN(contacts) {
		return untouched
	}
	return sized(contacts, "contacts per person", "“No further crime” is not “no further use”: latent offences are harm offences alone, and possession counts when the police find it, %.2f times a person in 12 months under %s.",
		contacts, c.comparator())
}

// enforcement is how much of the proven measure hangs on possession, which is
// found where the police look.
func enforcement(c *trap) finding {
	gap := c.mean(c.comparator(), "reoffending_12m_proven") - c.mean(c.comparator(), "reoffending_12m_proven_excl_possession")
	if math.IsNaN(gap) || gap == 0 {
		return untouched
	}
	return sized(100*gap, inPoints, "Enforcement drives the measure: %s of proven reoffending under %s is possession alone, which is counted where it is looked for. With fewer stops it would fall, and nobody would have changed.",
		points(gap), c.comparator())
}

// fading compares the arms at one, two and three years.
func fading(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	ratio := func(years float64) float64 {
		d, month := outcome.Sanctioned.String(), years*monthsInYear
		return (1 - c.survives(a.name, d, month)) / (1 - c.survives(c.comparator(), d, month))
	}
	first, second, third := ratio(1), ratio(2), ratio(3)
	last := third
	text := "Effects fade, and so do ratios without fading: the risk of a sanctioned reoffence under %s is %.2f times that under %s at 12 months, %.2f at 24"
	args := []any{a.name, first, c.comparator(), second}
	if math.IsNaN(third) {
		last = second
	} else {
		text += " and %.2f at 36"
		args = append(args, third)
	}
	if math.IsNaN(first + last) {
		return untouched
	}
	return sized(last-first, inRatio, text+". Those most at risk reoffend first, which moves the ratio towards one by itself.", args...)
}

// naive is what an evaluator of one world would compute, where the run can say.
func (c *trap) naive(name string) (results.Naive, bool) {
	if _, ok := c.headline(); !ok {
		return results.Naive{}, false
	}
	for _, n := range c.run.Summary.Naive {
		if n.Name == name && n.Bias.Mean.Known() {
			return n, true
		}
	}
	return results.Naive{}, false
}

func beforeAndAfter(c *trap) finding {
	n, ok := c.naive("before_after_with_index")
	if !ok {
		return untouched
	}
	return sized(float64(n.Bias.Mean), "reoffences per person",
		"Before and after is no comparison: sanctioned offences of the diverted change by %s a person from the year before, the index event included, to the year after; of that %s is the scheme's doing. Everybody is met at a bad time; and the year before is simulated at base rates, without effects of earlier disposals.",
		decimal(float64(n.Naive.Mean), 2), decimal(float64(n.Truth.Mean), 2))
}

func officialCohort(c *trap) finding {
	n, ok := c.naive("official_cohort")
	if !ok {
		return untouched
	}
	return sized(100*float64(n.Bias.Mean), inPoints,
		"Official rates follow those cautioned or convicted, and a scheme takes people out of them: the official rate changes by %s, what people of the same cohort do by %s. It is not comparable over time or between forces; the rates here follow one fixed cohort.",
		points(float64(n.Naive.Mean)), points(float64(n.Truth.Mean)))
}

// deadOrAway is how much of not reoffending is being dead or in custody.
func deadOrAway(c *trap) finding {
	dead := c.mean(c.comparator(), "non_reoffending_12m_proven") - c.mean(c.comparator(), "alive_and_free_12m_proven")
	days := c.mean(c.comparator(), "custody_days")
	if math.IsNaN(dead+days) || dead == 0 && days == 0 {
		return untouched
	}
	return sized(100*dead, inPoints,
		"The dead and the imprisoned do not reoffend either: under %s %s of people die in 12 months without a proven reoffence and count as not reoffending, and people spend %.1f days of follow-up in custody on average. Rates by year at risk and those that count a death as no success stand beside the others.",
		c.comparator(), percent(dead), days)
}
