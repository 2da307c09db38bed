package oracle

import (
	"diversim/model/ledger"
	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/estimate"
)

// firstEvents is P09: offences of four types and death, whichever comes first.
// The biased estimate that takes death for the end of observation is made in
// each replication of a thousand people, and averaged.
var firstEvents = world{
	file: "p09.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		l := arms["usual"].Ledger
		first := make([]firstEvent, len(l.People))
		for i, p := range l.People {
			first[i] = firstEvent{at: min(p.Died, p.End) - p.Index, died: p.Died < p.End}
		}
		for _, o := range l.Offences {
			f := &first[o.Person]
			if at := o.At - l.People[o.Person].Index; at < f.at {
				*f = firstEvent{at: at, offended: true, kind: o.Type}
			}
		}
		for _, f := range first {
			t[people]++
			t.when("offence", f.offended)
			t.when("death", f.died)
			if f.offended {
				t[f.kind.String()]++
			}
		}
		t["1-KM"] += 1 - survivalOf(first)
	},
	quantities: []quantity{
		{"CIF_pos(1)", mean("possession")},
		{"CIF_acq(1)", mean("acquisitive")},
		{"CIF_vio(1)", mean("violent")},
		{"CIF_sup(1)", mean("supply")},
		{"CIF_death(1)", mean("death")},
		{"P(event-free and alive at 1)", func(t tally) float64 { return 1 - (t["offence"]+t["death"])/t[people] }},
		{"any-offence CIF(1), death competing", mean("offence")},
		{"1-KM(1) with death treated as censoring (NOT the CIF)", ratio("1-KM", replications)},
	},
}

// firstEvent is what happened to a person first: an offence, death or neither.
type firstEvent struct {
	at             sim.Time
	kind           ledger.OffenceType
	offended, died bool
}

// survivalOf is the share without an offence at the end, as one who takes death
// for the end of observation estimates it.
func survivalOf(first []firstEvent) float64 {
	times, events := make([]float64, len(first)), make([]bool, len(first))
	for i, f := range first {
		times[i], events[i] = f.at.Years(), f.offended
	}
	curve, err := estimate.KaplanMeier(times, events)
	if err != nil {
		panic("oracle: " + err.Error())
	}
	return curve.Survival(1)
}

// waitingList is P19: a treatment service of twelve places with a waiting list
// and no cohort to speak of, in equilibrium before the intake year begins. Times
// are integrals over numbers of starts, which needs no client to be followed to
// the end.
var waitingList = world{
	file: "p19.yaml", units: 2_000, unit: replications,
	observe: func(arms map[string]study.Observed, t tally) {
		l := arms["usual"].Ledger
		t["clients"] += float64(l.TreatmentOthers.Clients)
		t["started"] += float64(l.TreatmentOthers.Started)
		t["late"] += float64(l.TreatmentOthers.Late)
		t["queued"] += float64(l.Treatment.Queued)
		t["waiting"] += float64(l.Treatment.WaitingTime) / float64(sim.Year)
		t["present"] += float64(l.Treatment.WaitingTime+l.Treatment.BusyTime) / float64(sim.Year)
		t["years"] += (sim.Year + l.Horizon).Years()
	},
	quantities: []quantity{
		{"P(wait) C(12,10)", ratio("queued", "clients")},
		{"mean wait Wq (years)", ratio("waiting", "started")},
		{"mean wait (days, 365.25)", func(t tally) float64 { return t["waiting"] / t["started"] * sim.Year.Days() }},
		{"P(wait > 21 days)", ratio("late", "started")},
		{"Lq = lambda Wq", ratio("waiting", "years")},
		{"L = lambda W", ratio("present", "years")},
	},
}
