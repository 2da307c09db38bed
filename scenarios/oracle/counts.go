package oracle

import (
	"fmt"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/study"
	"diversim/sim"
)

// frailCounts is P01: people of gamma frailty who offend at a constant rate.
var frailCounts = world{
	file: "p01.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		arm := arms["usual"]
		for i, n := range arm.People.Within[outcome.Latent] {
			first := arm.People.First[outcome.Latent][i]
			t[people]++
			t.count("N", float64(n))
			t.when(fmt.Sprintf("N=%d", min(n, manyOffences)), true)
			t.when("free at 1/2", first >= sim.Year/2)
			t.when("free at 2", first >= 2*sim.Year)
			if first >= sim.Year {
				t["frailty of the free"] += arm.Ledger.People[i].Frailty
			}
			// The hazard at 1 is what happens within a week of it, to those at risk.
			t["at risk near 1"] += (min(max(first, nearFrom), nearTo) - nearFrom).Years()
			t.when("first near 1", first >= nearFrom && first < nearTo)
		}
	},
	quantities: []quantity{
		{"P(N=0)", mean("N=0")},
		{"P(N=1)", mean("N=1")},
		{"P(N=2)", mean("N=2")},
		{"P(N=3)", mean("N=3")},
		{"P(N=4)", mean("N=4")},
		{"P(N=5)", mean("N=5")},
		{"P(N>=6)", mean("N=6")},
		{"E[N]", mean("N")},
		{"Var[N]", variance("N")},
		{"P(no event by 0.5)", mean("free at 1/2")},
		{"P(no event by 2)", mean("free at 2")},
		{"population hazard at t=1", ratio("first near 1", "at risk near 1")},
		{"E[Z | no event by t=1]", ratio("frailty of the free", "N=0")},
		{"mean reoffences per reoffender", func(t tally) float64 { return t["N"] / (t[people] - t["N=0"]) }},
	},
}

const (
	manyOffences = 6 // and more
	nearFrom     = sim.Year - 7*sim.Day
	nearTo       = sim.Year + 7*sim.Day
)

// recruited is P02: people found through a random contact, and people seen at
// least once in the year before.
var recruited = world{
	file: "p02.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		contact, seen := arms["contact"], arms["seen"]
		for i, n := range contact.People.Contacts {
			t[people]++
			t.count("N", float64(n))
			t.when("none", n == 0)
			t["frailty"] += contact.Ledger.People[i].Frailty
			t.when("seen and none", seen.People.Contacts[i] == 0)
		}
	},
	quantities: []quantity{
		{"P(no reoffence in 12m | event-sampled)", mean("none")},
		{"E[N | event-sampled]", mean("N")},
		{"Var[N | event-sampled]", variance("N")},
		{"E[Z | event-sampled]", mean("frailty")},
		{"P(no contact in year 1 | >=1 contact in year 0)", mean("seen and none")},
	},
}

// contacts is the part of P42 about who the contacts of a year are with.
var contacts = world{
	file: "p42.yaml", units: 2_000_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		for _, n := range arms["usual"].People.Contacts {
			t[people]++
			t["contacts"] += float64(n)
			for _, least := range []uint32{2, 3, 4} {
				if n >= least {
					t[fmt.Sprintf("people with %d", least)]++
					t[fmt.Sprintf("contacts of people with %d", least)] += float64(n)
				}
			}
		}
	},
	quantities: []quantity{
		{"share of people with >=2 contacts", mean("people with 2")},
		{"share of contacts from people with >=2 contacts", ratio("contacts of people with 2", "contacts")},
		{"share of people with >=3 contacts", mean("people with 3")},
		{"share of contacts from people with >=3 contacts", ratio("contacts of people with 3", "contacts")},
		{"share of people with >=4 contacts", mean("people with 4")},
		{"share of contacts from people with >=4 contacts", ratio("contacts of people with 4", "contacts")},
	},
}

// furtherContacts is the part of P42 about what follows an index contact.
var furtherContacts = world{
	file: "p42-index.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		for _, n := range arms["usual"].People.Contacts {
			t[people]++
			t["contacts"] += float64(n)
			t.when("another", n > 0)
		}
	},
	quantities: []quantity{
		{"P(another contact within 12m | index contact)", mean("another")},
		{"expected further contacts within 12m | index contact", mean("contacts")},
	},
}

// offers is the part of P42 about a cap on offers: the rules of a scheme, which
// count the offer at the index contact too, leave one or two for later.
var offers = world{
	file: "p42-offers.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		t[people] += float64(arms["one"].People.Len())
		for name, arm := range arms {
			for _, c := range arm.Ledger.Contacts {
				if c.Number == 0 || c.At >= arm.Ledger.People[c.Person].Index+outcome.Window {
					continue
				}
				t[name+": later"]++
				t.when(name+": offered", c.Offered)
				t.when(name+": barred", c.Refusal == ledger.NotEligible)
			}
		}
	},
	quantities: []quantity{
		{"E[min(N,1)] (diversions if one offer per person-year)", mean("one: offered")},
		{"E[min(N,2)]", mean("two: offered")},
		{"share of contacts ineligible under a one-offer cap", ratio("one: barred", "one: later")},
	},
}
