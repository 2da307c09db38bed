package study

import (
	"diversim/model"
	"diversim/model/evidence"
	"diversim/scenarios/results"
)

// This file holds what traps come to in a run over force areas.

// schemes is how many force areas of the run have a scheme at the end under an
// arm, on average.
func (c *trap) schemes(arm string) float64 {
	sum := 0.0
	for _, row := range c.run.Country.Rows {
		if row.Arm == arm && row.Measure == results.Coverage {
			sum += float64(row.Runs)
		}
	}
	return sum
}

// nullSchemes is the share of the schemes of an arm whose own effect, as drawn,
// is nil or harmful; known is false where no area has an effect of its own, or
// none has a scheme.
func (c *trap) nullSchemes(a arm) (share float64, known bool) {
	if c.run.Country == nil || !a.params.Areas.Distinct {
		return 0, false
	}
	share = over(float64(c.run.Summary.Places[a.name].TrulyWorse.Mean), c.schemes(a.name))
	return share, share >= 0
}

// copied is what imitation spreads, in the first arm that has any.
func copied(c *trap) (f finding, found bool) {
	for _, a := range c.plan.arms[:c.plan.own] {
		made, compared := c.run.Summary.Places[a.name]
		null := made.SpreadNull
		if !compared || a.params.Adoption.Imitation == 0 || !null.Known() {
			continue
		}
		return sized(float64(null), inShare,
			"What is reported spreads: under %s forces take a scheme up on what others report of those who complete. Of the schemes taken up in the course of the run %s have a true effect that is nil or harmful, which no such report shows.",
			a.name, percent(float64(null))), true
	}
	return untouched, false
}

// recordedMixes is the usual disposals of force areas whose records have a scheme
// in them, or may have.
func recordedMixes(c *trap) finding {
	if len(c.run.Country.Places) == 0 {
		return untouched
	}
	count := func(known evidence.SchemeKnowledge) (areas int, share float64) {
		contacts := 0
		for _, p := range c.run.Country.Places {
			contacts += p.Contacts
			if p.Status == known.String() {
				areas++
				share += float64(p.Contacts)
			}
		}
		return areas, over(share, float64(contacts))
	}
	running, runningShare := count(evidence.SchemeRunning)
	unknown, unknownShare := count(evidence.SchemeUnknown)
	may := "It is not known whether %d of the %d force areas, with %s of contacts, run one: their records may have it in them, and the comparator is then in part what it is compared with."
	total := len(c.run.Country.Places)
	switch mix := c.plan.arms[c.plan.comparator].params.Police.Mix; {
	case mix == model.MixAsRecorded && running > 0:
		return sized(runningShare, inShare,
			"Usual disposals are as each force records them, and the records of a force that runs a scheme contain it: so in %d of the %d force areas, with %s of contacts. "+may,
			running, total, percent(runningShare), unknown, total, percent(unknownShare))
	case (mix == model.MixAsRecorded || mix == model.MixByForce) && unknown > 0:
		return sized(unknownShare, inShare,
			"Usual disposals are as each force records them where no scheme is confirmed. "+may, unknown, total, percent(unknownShare))
	}
	return untouched
}

// cohortOfCountry is the size of the run beside that of what it stands for.
func cohortOfCountry(c *trap) finding {
	contacts := 0
	for _, force := range c.plan.scenario.Forces {
		contacts += c.plan.scenario.Area(force).Contacts
	}
	people := c.plan.scenario.People
	if people == contacts || contacts == 0 {
		return untouched
	}
	return sized(float64(people)/float64(contacts), inRatio,
		"A year's cohort of %s people stands for the %s possession offences that these force areas record in a year: money, fixed cost and places are scaled by %.4f. A sample of a small area is smaller still: chance is larger there, and where money is short an account that is scaled so far cannot always pay for one whole person, so that fewer are reached than at full size.",
		results.Count(float64(people)), results.Count(float64(contacts)), float64(people)/float64(contacts))
}
