package study

import (
	"slices"

	"diversim/model/evidence"
)

// This file holds the traps of the comparison: with what, and at what cost.

func comparatorIsNotCourt(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	mix, widened := evidence.WithoutScheme(evidence.All), float64(c.run.Summary.Budget[a.name].NetWidening)
	f := sized(widened, inShare,
		"The alternative is rarely court: %s of decided possession cases are charged where there is no scheme. %s of those offered %s would have had no action or a warning.",
		percent(mix[evidence.Charge]), percent(widened), a.name)
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
		"£%.2f a head is a plan, for people hoped for. The scheme spends £%.2f for each person offered it, £%.2f for each who attends and £%.2f for each who completes.",
		b.PlannedPerPersonGBP, float64(b.PerPersonGBP.Offered), float64(b.PerPersonGBP.Attended), float64(b.PerPersonGBP.Completed))
}

func contaminated(c *trap) finding {
	a, ok := c.headline()
	v := c.run.Summary.Sensitivity.AsRecorded
	if !ok || v == nil {
		return untouched
	}
	pooled, recorded := float64(c.difference(a.name, Headline)), float64(v.Differences[a.name][Headline].Mean)
	return sized(100*(recorded-pooled), inPoints,
		"The recorded mix of a force that runs a scheme contains the scheme. Against the mix of forces without one, %s changes proven reoffending by %s; against the mix as this force recorded it, by %s.",
		a.name, points(pooled), points(recorded))
}
