package oracle

import (
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/study"
	"diversim/sim"
)

// sessions is P15: sessions come at a rate while people drop out at another.
var sessions = world{
	file: "p15.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		for _, s := range arms["alike"].Ledger.Spells {
			t[people]++
			t["sessions"] += float64(s.Sessions)
			t["years to exit"] += (s.ExitAt - s.AttendedAt).Years()
			if s.Exit == ledger.Completed {
				t["complete"]++
				t["years to completion"] += (s.ExitAt - s.AttendedAt).Years()
			}
		}
		for _, s := range arms["deadline"].Ledger.Spells {
			t.when("complete in time", s.Exit == ledger.Completed)
		}
		frail := arms["frail"].Ledger
		for _, s := range frail.Spells {
			if s.Exit == ledger.Completed {
				t["frail complete"]++
				t["frailty of the complete"] += frail.People[s.Person].Disengage
			}
		}
	},
	quantities: []quantity{
		{"P(complete)", mean("complete")},
		{"E[sessions attended]", mean("sessions")},
		{"E[time to exit] (years)", mean("years to exit")},
		{"E[time to completion | complete] (years)", ratio("years to completion", "complete")},
		{"P(complete by T=0.25)", mean("complete in time")},
		{"P(complete), gamma dropout frailty theta_w=0.8", mean("frail complete")},
		{"E[W | complete]", ratio("frailty of the complete", "frail complete")},
	},
}

// appointments is P16: appointments are kept or missed, and misses are counted.
var appointments = world{
	file: "p16.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		for _, s := range arms["three-misses"].Ledger.Spells {
			t[people]++
			t["booked"] += float64(s.Booked)
			t.when("complete", s.Exit == ledger.Completed)
		}
		for _, s := range arms["one-miss"].Ledger.Spells {
			t.when("complete at once", s.Exit == ledger.Completed)
		}
	},
	quantities: []quantity{
		{"P(complete)", mean("complete")},
		{"E[appointments booked]", mean("booked")},
		{"P(complete), J=4, M=1 (one strike)", mean("complete at once")},
	},
}

// completers is P17: one frailty drives dropping out and offending, and the
// course does nothing.
var completers = world{
	file: "p17.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		p := arms["diversion"].People
		for i := range p.Len() {
			reoffended := p.First[outcome.Latent][i] < sim.Year
			t[people]++
			t.when("free", !reoffended)
			if p.Completed[i] {
				t["complete"]++
				t.when("complete and free", !reoffended)
			} else {
				t["others"]++
				t.when("others free", !reoffended)
			}
		}
	},
	quantities: []quantity{
		{"P(complete)", mean("complete")},
		{"12m non-reoffending | complete", ratio("complete and free", "complete")},
		{"12m non-reoffending | not complete", ratio("others free", "others")},
		{"12m non-reoffending, everyone", mean("free")},
		{"spurious RR of reoffending (complete / not)", func(t tally) float64 {
			return (1 - t["complete and free"]/t["complete"]) / (1 - t["others free"]/t["others"])
		}},
		{"spurious risk difference (complete - not)", minus(
			ratio("others free", "others"), ratio("complete and free", "complete"))},
	},
}
