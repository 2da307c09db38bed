package study

import (
	"fmt"
	"math"
	"slices"

	"diversim/model/evidence"
	"diversim/model/ledger"
)

// This file holds the traps of the comparison: with what, and at what cost.

func comparatorIsNotCourt(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	mix, widened := evidence.WithoutScheme(evidence.All), c.run.Summary.Budget[a.name].NetWidening
	f := sized(float64(widened), inShare, "The alternative is rarely court: %s of decided possession cases are charged where there is no scheme.", percent(mix[evidence.Charge]))
	if widened.Known() {
		f.text += fmt.Sprintf(" %s of those offered %s would have had no action or a warning.", percent(float64(widened)), a.name)
	}
	if slices.ContainsFunc(c.plan.arms, func(a arm) bool { return a.params.Police.ChargeEveryone }) {
		f.text += " An arm that charges everyone is not current practice."
	}
	return f
}

func outturn(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	b := c.run.Summary.Budget[a.name]
	if !b.PerPersonGBP.Completed.Known() {
		return untouched
	}
	return sized(float64(b.PerPersonGBP.Completed)-b.PlannedPerPersonGBP, inPounds,
		"£%.2f a head is a plan, for people hoped for. The scheme spends £%.2f for each of those, £%.2f for each person offered it, £%.2f for each who accepts, "+
			"£%.2f for each who attends and, as %s of those who accept complete, £%.2f for each who completes.",
		b.PlannedPerPersonGBP, float64(b.PerPersonGBP.Hoped), float64(b.PerPersonGBP.Offered), float64(b.PerPersonGBP.Accepted),
		float64(b.PerPersonGBP.Attended), percent(float64(b.People.Completed/b.People.Accepted)), float64(b.PerPersonGBP.Completed))
}

// columns is how far the conclusion turns on what a saving is.
func columns(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	e := c.run.Summary.Economics[a.name]
	benefit := e.BreakEven.BenefitPerAccepted[ledger.ByPublic.String()]
	whole, marginal, cashable := benefit[ledger.Average.String()], benefit[ledger.Marginal.String()], benefit[ledger.Cashable.String()]
	if !whole.Mean.Known() || !e.BreakEven.SpentPerAcceptedGBP.Known() {
		return untouched
	}
	at := func(c ledger.Column) string {
		if hr := e.BreakEvenEffect.HazardRatio[c.String()]; hr.Known() {
			return fmt.Sprintf("%.3f", float64(hr))
		}
		return "no ratio at all"
	}
	saves, open := "saves", ""
	if !whole.OneSign() || !marginal.OneSign() || !cashable.OneSign() {
		saves, open = "saves on average, the scheme's own cost aside,", " Where an interval has £0 in it or a number has a ~, whether anything is saved is open."
	}
	return sized(float64(whole.Mean-cashable.Mean), inPounds,
		"What a saving is decides what a scheme may cost: for each person who accepts, at £%.2f spent, the public purse %s %s at average cost, %s released within a year, %s that can be taken out of a budget.%s "+
			"By reoffences alone the scheme breaks even where the hazard of those who attend is multiplied by %s, %s and %s. A unit cost of crime contains police and courts, and is never added to them.",
		float64(e.BreakEven.SpentPerAcceptedGBP), saves, PoundsWithin(whole), PoundsWithin(marginal), PoundsWithin(cashable), open,
		at(ledger.Average), at(ledger.Marginal), at(ledger.Cashable))
}

// reoffencesEach is how often those reoffend who do, which nothing is fitted to and money
// follows.
func reoffencesEach(c *trap) finding {
	if _, ok := c.headline(); !ok {
		return untouched
	}
	each := over(c.mean(c.comparator(), "reoffences_12m_proven"), c.mean(c.comparator(), Headline))
	published := targetNamed(perReoffender)
	if math.IsNaN(each) || published.low <= each && each <= published.high {
		return untouched
	}
	factor := each / published.published
	return sized(factor, inRatio,
		"How many people reoffend is held to published figures; how often each does is not, and money follows it. Under %s those with a proven reoffence in 12 months have %.2f each, where %.2f are published (%s; %.2f to %.2f is taken to agree). "+
			"What reoffending costs, and a saving on it, may be out by the same factor, %.2f.",
		c.comparator(), each, published.published, published.population, published.low, published.high, factor)
}

func contaminated(c *trap) finding {
	if c.run.Country != nil {
		return recordedMixes(c)
	}
	a, ok := c.headline()
	v := c.run.Summary.Sensitivity.AsRecorded
	if !ok || v == nil {
		return untouched
	}
	pooled, recorded := float64(c.difference(a.name, Headline)), float64(v.Differences[a.name][Headline].Mean)
	return sized(100*(recorded-pooled), inPoints,
		"The recorded mix of a force that runs a scheme contains the scheme. Against the mix of forces without one, %s changes proven reoffending by %s; against the mix as this force recorded it, in both arms, by %s.",
		a.name, points(pooled), points(recorded))
}
