package oracle

import (
	"diversim/model/outcome"
	"diversim/scenarios/study"
)

// custody is P07: an offence leads to custody with a given probability, and in
// custody nobody offends.
var custody = world{
	file: "p07.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		arm := arms["courts"]
		for i, n := range arm.People.Within[outcome.Latent] {
			t[people]++
			t.count("N", float64(n))
			t.when("N=0", n == 0)
			t.when("N=1", n == 1)
			t.when("N=2", n == 2)
			t.when("N=3", n == 3)
			t["N at large"] += float64(arms["at-large"].People.Within[outcome.Latent][i])
			t["years in custody"] += arm.People.Custody[i].Years()
		}
		for _, s := range arm.Ledger.Stays {
			end := arm.Ledger.People[s.Person].End
			t.when("in custody", s.From < end && end < s.To)
		}
	},
	quantities: []quantity{
		{"E[N(1)]", mean("N")},
		{"Var[N(1)]", variance("N")},
		{"E[custody-years in [0,1]]", mean("years in custody")},
		{"offences averted by incapacitation", minus(mean("N at large"), mean("N"))},
		{"P(in custody at t=1)", mean("in custody")},
		{"P(N(1)=0)", mean("N=0")},
		{"P(N(1)=1)", mean("N=1")},
		{"P(N(1)=2)", mean("N=2")},
		{"P(N(1)=3)", mean("N=3")},
	},
}
