package oracle

import (
	"fmt"
	"math"

	"diversim/model/ledger"
	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/estimate"
)

// costPerPerson is P22: the pilot's money and another scheme's, by denominator.
func costPerPerson() []finding {
	const budget, hoped, starting, staying = 60_000, 1500, 0.45, 0.95
	pilot := estimate.CostPerPerson(budget, estimate.Stages{
		Planned: hoped, Attended: hoped * starting, Completed: hoped * starting * staying,
	})
	const other, otherYear, referred, attending = 43_000, 22_000, 610, 0.8
	west := estimate.CostPerPerson(other, estimate.Stages{Offered: referred, Attended: referred * attending})
	trap := estimate.CostPerPerson(other+otherYear, estimate.Stages{Attended: referred * attending})
	return []finding{
		number("planned: 60,000 over 1,500", pilot.Planned),
		number("per person starting, 55% do not enter", pilot.Attended),
		number("per completer, 5% of starters fail", pilot.Completed),
		number("per referral: 43,000 over 610", west.Offered),
		number("per attended assessment (80%)", west.Attended),
		number("per attended assessment, with the grant of another year", trap.Attended),
		number("caseworker hours per person", estimate.CaseworkerHours(1.25, 1650, hoped)),
	}
}

// fundingResponse is P28.
func fundingResponse() []finding {
	f := estimate.FundingResponse{
		People: 1500, AdminPounds: 12, ContactPounds: 6,
		CompletionUnfunded: 0.25, CompletionGain: 0.55, ContactScale: 4,
		CompleterHazardRatio: 0.7, CumulativeIntensity: 0.3, FrailtyVariance: 1.5,
	}
	all := []finding{
		number("S12 with no completion effect (p=0)", f.NonReoffending(0)),
		number("S12 if everyone completed (p=1)", f.NonReoffending(1)),
		number("S12 limit B->infinity (p=p0+pmax)", f.NonReoffending(f.Completion(math.Inf(1)))),
		number("marginal S12 per extra 10,000 at B=60,000", f.NonReoffendingAt(70_000)-f.NonReoffendingAt(60_000)),
	}
	for _, budget := range []float64{30_000, 60_000, 120_000, 240_000} {
		at, contacts := fmt.Sprintf("B=%.0f", budget), f.ContactsPerPerson(budget)
		all = append(all,
			number("kappa("+at+")", contacts),
			number("P(complete), "+at, f.Completion(contacts)),
			number("S12("+at+")", f.NonReoffendingAt(budget)),
			number("cost per completer, "+at, f.CostPerCompleter(budget)))
	}
	return append(all, budgetFor(f, 0.80, "B* for S12=0.80"), budgetFor(f, 0.85, "B* for S12=0.85"))
}

// budgetFor is the budget that meets a target, or the verdict in words.
func budgetFor(f estimate.FundingResponse, target float64, name string) finding {
	b, err := f.BudgetFor(target)
	if err != nil {
		return failed(name, err)
	}
	if pounds, ok := b.Pounds(); ok {
		return number(name, pounds)
	}
	return finding{name: name, number: math.NaN(), text: b.Verdict().String()}
}

// limits is P21: 1,500 referrals a year, evenly spaced, for places that take
// 1,200 a year in turn, or for money that buys 1,200.
var limits = world{
	file: "p21.yaml", once: true,
	observe: func(arms map[string]study.Observed, t tally) {
		observeQueue(arms["places"].Ledger, t)
		observeMoney(arms["money"].Ledger, t)
	},
	quantities: []quantity{
		{"backlog at 1 yr", func(t tally) float64 { return t["backlog"] }},
		{"mean wait of year-1 arrivals (years)", mean("wait")},
		{"mean wait (days)", func(t tally) float64 { return t["wait"] / t[people] * sim.Year.Days() }},
		{"wait of last arrival (years)", func(t tally) float64 { return t["last wait"] }},
		{"budget exhaustion time (years)", func(t tally) float64 { return t["exhausted"] }},
		{"people served before hard stop", func(t tally) float64 { return t["served"] }},
		{"people turned away by hard stop", func(t tally) float64 { return t["turned away"] }},
		{"share turned away", mean("turned away")},
		{"cost per person served", ratio("pounds", "served")},
	},
}

// observeQueue sums the waits of the year's referrals and counts those who are
// still waiting at its end.
func observeQueue(l *ledger.Ledger, t tally) {
	last := sim.Time(-1)
	for _, s := range l.Spells {
		t[people]++
		wait := (s.AttendedAt - s.OfferedAt).Years()
		t["wait"] += wait
		t.when("backlog", s.AttendedAt >= sim.Year)
		if s.OfferedAt > last {
			last, t["last wait"] = s.OfferedAt, wait
		}
	}
}

func observeMoney(l *ledger.Ledger, t tally) {
	for _, c := range l.Contacts {
		t.when("served", c.Offered)
		t.when("turned away", c.Refusal == ledger.NoMoney)
	}
	for _, s := range l.Spells {
		t["pounds"] += float64(s.Spent) / penceInPound
	}
	t["exhausted"] = l.Account.ExhaustedAt.Years()
}

const penceInPound = 100

// demand is P23: a random number of people, Poisson or more spread, for money
// that buys 1,500 or 1,400 places at £40. The unit is a year of the scheme.
var demand = world{
	file: "p23.yaml", units: 3_000, unit: replications,
	observe: func(arms map[string]study.Observed, t tally) {
		for name, arm := range arms {
			served, turnedAway := 0.0, 0.0
			for _, c := range arm.Ledger.Contacts {
				switch {
				case c.Offered:
					served++
				case c.Refusal == ledger.NoMoney:
					turnedAway++
				}
			}
			t[name+": served"] += served
			t[name+": turned away"] += turnedAway
			t.when(name+": beyond", turnedAway > 0)
			t.when(name+": used up", served == demandPlaces[name])
		}
	},
	quantities: []quantity{
		{"Poisson: E[served], cap 1500", ratio("large: served", replications)},
		{"Poisson: E[turned away], cap 1500", ratio("large: turned away", replications)},
		{"Poisson: P(N > 1500)", ratio("large: beyond", replications)},
		{"Poisson: P(budget exhausted before year end) = P(N >= 1500)", ratio("large: used up", replications)},
		{"Poisson: E[served], cap 1400", ratio("small: served", replications)},
		{"Poisson: E[turned away], cap 1400", ratio("small: turned away", replications)},
		{"Poisson: P(N > 1400)", ratio("small: beyond", replications)},
		{"Poisson: P(budget exhausted before year end) = P(N >= 1400)", ratio("small: used up", replications)},
		{"NB CV 0.10: E[served], cap 1500", ratio("spread: served", replications)},
	},
}

// demandPlaces are what the arms' budgets buy.
var demandPlaces = map[string]float64{
	"large":  float64(estimate.Places(60_000, 0, 40)),
	"small":  float64(estimate.Places(56_000, 0, 40)),
	"spread": float64(estimate.Places(60_000, 0, 40)),
}

// overdispersion is the part of P23 that is no simulation.
func overdispersion() []finding {
	const name = "NB CV 0.10: size parameter"
	law, err := estimate.OverdispersedCounts(1500, 0.10)
	if err != nil {
		return []finding{failed(name, err)}
	}
	return []finding{number(name, law.Size)}
}
