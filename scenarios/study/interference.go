package study

import (
	"math"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/model/outcome"
	"diversim/scenarios/results"
)

// Interference is what sharing places does: the headline arm as it is, minus
// the same where each person meets the waits of a service in equilibrium and
// takes no place from anybody. People from elsewhere who are referred to the
// same places lose what they lose against the comparator.

// addIsolated adds the headline arm with places that are not shared, where
// there is a limit to share and waits have a law.
func (p *plan) addIsolated(comparator *model.Params) {
	if p.headline < 0 || !p.arms[p.headline].diverts {
		return
	}
	v := &p.arms[p.headline].params.Provider
	if math.IsInf(float64(v.Slots), 1) || v.Places == model.PlacesIsolated || v.Queue != model.QueueFIFO || v.Patience < evidence.Days(math.Inf(1)) {
		return
	}
	before := len(p.arms)
	p.add(p.headline, "-isolated", map[string]string{placesKey: model.PlacesIsolated}, comparator, func(a *arm) { a.isolated = p.headline })
	if len(p.arms) > before && !p.arms[before].model.PlacesSettled() {
		p.arms, p.unsettled = p.arms[:before], true
	}
}

// interference is shared minus isolated in every measure, by arm.
func (g *gathering) interference() map[string]map[string]results.Estimate {
	var all map[string]map[string]results.Estimate
	for i, a := range g.plan.arms {
		if a.isolated < 0 {
			continue
		}
		by := map[string]results.Estimate{}
		for m, measure := range g.measures {
			e := estimateOf(g.against(a.isolated, i, m))
			e.Unit = measure.Unit
			by[measure.Name] = e
		}
		all = map[string]map[string]results.Estimate{g.plan.arms[a.isolated].name: by}
	}
	return all
}

// others is what happens to people from elsewhere, in arms that differ from
// the comparator; nil where there are none.
func (g *gathering) others() map[string]results.Others {
	of := func(i int, what func(a outcome.Account) float64) func(r *replicate) float64 {
		return func(r *replicate) float64 { return what(r.accounts[i]) }
	}
	clients := func(a outcome.Account) float64 { return float64(a.Others) }
	lost := func(a outcome.Account) float64 { return float64(a.OthersLost) }
	wait := func(a outcome.Account) float64 { return a.OthersWait }
	all := map[string]results.Others{}
	for i, a := range g.plan.arms[:g.plan.own] {
		came := g.meanOf(of(i, clients))
		if i == g.plan.comparator || !(came > 0) {
			continue
		}
		harm := func(what func(a outcome.Account) float64, unit string) results.Estimate {
			arm, base := of(i, what), of(g.plan.comparator, what)
			e := g.estimateOf(func(r *replicate) float64 { return arm(r) - base(r) })
			e.Unit = unit
			return e
		}
		all[a.name] = results.Others{
			Clients: came, WaitDays: g.meanOf(of(i, wait)), Lost: g.meanOf(of(i, lost)),
			ExtraWaitDays: harm(wait, "days per person"), ExtraLost: harm(lost, "people"),
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

// queued is how many people of an arm waited for a place or found none, a
// cohort.
func (g *gathering) queued(arm int) results.Number {
	return g.meanOf(func(r *replicate) float64 { return float64(r.accounts[arm].Queued + r.accounts[arm].NoPlace) })
}

// crowding is the trap of people who are in each other's way.
func crowding(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	others, shared := c.run.Summary.Others[a.name]
	lost := float64(others.ExtraLost.Mean) / float64(c.plan.years())
	by, isolated := c.run.Summary.Interference[a.name]
	switch {
	case !shared && !(c.run.Summary.Budget[a.name].Queued > 0):
		return untouched
	case shared && isolated:
		return sized(float64(others.ExtraWaitDays.Mean), inDays,
			"Places are shared. Because of %s, people referred from elsewhere wait for %s longer on average and %.1f more a year go without. Of the arm's own proven reoffending, %s come of people being in each other's way.",
			a.name, days(float64(others.ExtraWaitDays.Mean)), lost, points(float64(by[Headline].Mean)))
	case shared:
		return sized(float64(others.ExtraWaitDays.Mean), inDays,
			"Places are shared. Because of %s, people referred from elsewhere wait for %s longer on average and %.1f more a year go without.",
			a.name, days(float64(others.ExtraWaitDays.Mean)), lost)
	case isolated && by[Headline].Mean.Known():
		return sized(100*float64(by[Headline].Mean), inPoints,
			"Places are shared: under %s, %.1f people a cohort wait for one or find none, so that one person's course delays another's. Of the arm's proven reoffending, %s come of that.",
			a.name, float64(c.run.Summary.Budget[a.name].Queued), points(float64(by[Headline].Mean)))
	}
	return sized(float64(c.run.Summary.Budget[a.name].Queued), inPeople,
		"Places are shared: under %s, %.1f people a cohort wait for one or find none, so that one person's course delays another's.",
		a.name, float64(c.run.Summary.Budget[a.name].Queued))
}

// noEquilibrium is the trap of waits that have no law.
func noEquilibrium(c *trap) finding {
	text := ""
	for _, a := range c.plan.arms[:c.plan.own] {
		if !a.placesSettled() {
			text = "In " + a.name + " places are not shared and their service has no state of equilibrium: more people come than there are places for, whatever the wait, so that those who should wait never start."
		}
	}
	if text == "" && c.plan.unsettled {
		text = "What people do to each other's waits cannot be told: without sharing, the service has no state of equilibrium, because more people come than there are places for, whatever the wait."
	}
	if text == "" {
		return untouched
	}
	return words(text)
}
