package oracle

import (
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/study"
	"diversim/sim"
)

// proofLag is P10: an offence of the first year counts as proven if the
// conviction comes within eighteen months.
var proofLag = world{
	file: "p10.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		arm := arms["usual"]
		ever := make([]bool, arm.People.Len())
		for _, o := range arm.Ledger.Offences {
			if o.At < arm.Ledger.People[o.Person].Index+outcome.Window && o.ProvenAt != sim.Never {
				ever[o.Person] = true
				t["offences proven at some time"]++
			}
		}
		for i := range ever {
			n := float64(arm.People.Within[outcome.Proven][i])
			t[people]++
			t["offences proven"] += n
			t.when("proven", n > 0)
			t.when("proven at some time", ever[i])
			t.when("latent", arm.People.Reoffended(outcome.Latent, i))
		}
	},
	quantities: []quantity{
		{"12m latent reoffending prevalence", mean("latent")},
		{"12m proven reoffending (PRS rule)", mean("proven")},
		{"proven prevalence without the 18-month truncation", mean("proven at some time")},
		{"E[proven reoffences per person]", mean("offences proven")},
		{"E[proven reoffences per proven reoffender]", ratio("offences proven", "proven")},
		{"share of eventually-proven offences lost to the 18-month cut", func(t tally) float64 {
			return 1 - t["offences proven"]/t["offences proven at some time"]
		}},
	},
}

// measurement is P11: nobody behaves differently, and the proven rate falls
// because contacts during follow-up are diverted.
var measurement = world{
	file: "p11.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		d, p := arms["diversion"], arms["prosecution"]
		for i := range p.People.Len() {
			t[people]++
			// In P11 the latent events are harm and contacts alike.
			t.when("latent", p.People.Reoffended(outcome.Latent, i) || p.People.Contacts[i] > 0)
			t.when("P proven", p.People.Reoffended(outcome.Proven, i))
			t.when("D proven", d.People.Reoffended(outcome.Proven, i))
			t.when("P baseline", p.People.Reoffended(outcome.BaselineEquivalent, i))
			t.when("D baseline", d.People.Reoffended(outcome.BaselineEquivalent, i))
			t.when("D harmonised", d.People.Reoffended(outcome.Harmonised, i))
		}
		for _, o := range d.Ledger.Offences {
			if o.Type == ledger.Possession {
				t["contacts"]++
				t.when("proven contacts", o.ProvenAt != sim.Never)
			}
		}
	},
	quantities: []quantity{
		{"proven probability of a possession recontact, D arm", ratio("proven contacts", "contacts")},
		{"latent 12m reoffending (both arms)", mean("latent")},
		{"proven reoffending, prosecution arm", mean("P proven")},
		{"proven reoffending, diversion arm", mean("D proven")},
		{"proven non-reoffending, prosecution arm", without("P proven")},
		{"proven non-reoffending, diversion arm", without("D proven")},
		{"spurious risk ratio", ratio("D proven", "P proven")},
		{"spurious risk difference", minus(mean("D proven"), mean("P proven"))},
		{"harmonised measure (diverted recontacts counted) risk difference", minus(mean("D baseline"), mean("P baseline"))},
		{"D arm, any recorded sanction or diversion ('harmonised upper')", mean("D harmonised")},
	},
}

// decomposition is P45: the headline of those who complete against everybody
// without diversion, split into selection, cause and measurement, with an
// effect on completers and with none.
var decomposition = world{
	file: "p45.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		p := arms["prosecution"].People
		completed := arms["diversion"].People.Completed
		for i := range p.Len() {
			t[people]++
			t.when("P free", !p.Reoffended(outcome.Proven, i))
			if !completed[i] {
				continue
			}
			t["complete"]++
			for name, arm := range arms {
				t.when(name+" free", !arm.People.Reoffended(outcome.Proven, i))
				t.when(name+" baseline free", !arm.People.Reoffended(outcome.BaselineEquivalent, i))
			}
		}
	},
	quantities: append([]quantity{
		{"P(complete)", mean("complete")},
		{"Y_P^M3(all): no-diversion proven non-reoffending, everyone", everybodyFree},
		{"Y_P^M3(G): same, would-be completers", free("prosecution")},
	}, append(split("HR=0.85", "diversion"), split("HR=1.0", "no-effect")...)...),
}

var everybodyFree = mean("P free")

// free and baselineFree are non-reoffending in an arm of those who complete.
func free(arm string) func(tally) float64         { return ratio(arm+" free", "complete") }
func baselineFree(arm string) func(tally) float64 { return ratio(arm+" baseline free", "complete") }

func split(label, arm string) []quantity {
	return []quantity{
		{label + ": headline Y_D^M3(G)", free(arm)},
		{label + ": gap headline - baseline", minus(free(arm), everybodyFree)},
		{label + ": selection", minus(free("prosecution"), everybodyFree)},
		{label + ": causal", minus(baselineFree(arm), baselineFree("prosecution"))},
		{label + ": measurement", minus(
			minus(free(arm), baselineFree(arm)),
			minus(free("prosecution"), baselineFree("prosecution")))},
	}
}
