package oracle

import (
	"slices"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/study"
	"diversim/sim"
)

// chain is P36: diversion and prosecution from the contact to the end of five
// years, every hazard constant, so that a person is a Markov chain on phases.
// The first year is the same run, cut short.
var chain = world{
	file: "p36.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		t[people] += float64(len(arms["prosecution"].Ledger.People))
		for _, span := range chainSpans {
			for arm, name := range map[string]string{"D": "diversion", "P": "prosecution"} {
				t.chain(arm+", "+span.name+": ", within(arms[name].Ledger, span.years*sim.Year))
			}
		}
	},
	quantities: append(chainOf("D"), append(chainOf("P"), []quantity{
		{"T=5: incremental cost D-P", minus(mean("D, T=5: cost"), mean("P, T=5: cost"))},
		{"T=5: incremental QALYs D-P", minus(mean("D, T=5: QALYs"), mean("P, T=5: QALYs"))},
		{"T=5: offences avoided D vs P", minus(mean("P, T=5: offences"), mean("D, T=5: offences"))},
		{"T=5: NMB at 70,000/QALY", func(t tally) float64 {
			gain := t["D, T=5: QALYs"] - t["P, T=5: QALYs"]
			return (70_000*gain - t["D, T=5: cost"] + t["P, T=5: cost"]) / t[people]
		}},
		{"T=1: risk difference of any offence D-P", minus(mean("P, T=1: free"), mean("D, T=1: free"))},
	}...)...),
}

var chainSpans = []struct {
	name  string
	years sim.Time
}{{"T=1", 1}, {"T=5", 5}}

// chainOf are the quantities of one arm.
func chainOf(arm string) []quantity {
	var all []quantity
	for _, span := range chainSpans {
		at := arm + ", " + span.name + ": "
		all = append(all,
			quantity{at + "P(no offence by T) incl. deaths as non-reoffenders", mean(at + "free")},
			quantity{at + "P(no offence and alive at T)", mean(at + "free and alive")},
			quantity{at + "E[offences]", mean(at + "offences")},
			quantity{at + "E[custody-days]", mean(at + "custody")},
			quantity{at + "P(dead at T)", mean(at + "dead")},
			quantity{at + "P(completed by T, alive)", mean(at + "completed")},
			quantity{at + "E[discounted cost]", mean(at + "cost")},
			quantity{at + "E[discounted QALYs]", mean(at + "QALYs")},
		)
	}
	return all
}

// history is what happened within a span of each person's index contact.
type history struct {
	*outcome.People
	offences  []float64
	completed []bool
}

// within reads a ledger as if follow-up had ended earlier.
func within(l *ledger.Ledger, span sim.Time) history {
	short := *l
	short.People, short.Horizon = slices.Clone(l.People), span
	for i := range short.People {
		short.People[i].End = short.People[i].Index + span
	}
	h := history{&outcome.People{}, make([]float64, len(l.People)), make([]bool, len(l.People))}
	h.Read(&short)
	for _, o := range l.Offences {
		if o.At < short.People[o.Person].End {
			h.offences[o.Person]++
		}
	}
	for _, s := range l.Spells {
		if s.Exit == ledger.Completed && s.ExitAt < short.People[s.Person].End {
			h.completed[s.Person] = true
		}
	}
	return h
}

// chain adds the people of one arm up.
func (t tally) chain(at string, h history) {
	for i, n := range h.offences {
		alive := h.Died[i] == sim.Never
		t.when(at+"free", n == 0)
		t.when(at+"free and alive", n == 0 && alive)
		t[at+"offences"] += n
		t[at+"custody"] += h.Custody[i].Days()
		t.when(at+"dead", !alive)
		t.when(at+"completed", h.completed[i] && alive)
		t[at+"cost"] += h.Cost[i].Total(ledger.BySociety) / 100
		t[at+"QALYs"] += h.QALY[i]
	}
}
