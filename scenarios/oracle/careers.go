package oracle

import (
	"fmt"

	"diversim/model"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/study"
	"diversim/sim"
)

// ageCurve is what P04 says of the curve and of its integral, by the pace that
// the engine reads it with. In cells of a hundredth of a day the midpoints are the integral
// itself: their error is of the order of the square of a cell.
func ageCurve() []finding {
	p, _ := model.New()
	curve, perPeakYear := &p.AgeCurve, 1.2
	lambda := func(from, to int, cellsPerYear float64) float64 {
		var pace sim.Pace
		pace.Start(0, float64(sim.Year)/cellsPerYear)
		pace.SetDrift(func(seconds float64) float64 { return curve.At(seconds / float64(sim.Year)) }, float64(from)*float64(sim.Year))
		return perPeakYear * pace.Elapsed(sim.Time(to-from)*sim.Year) / float64(sim.Year)
	}
	const weeks, fine = 52, 36525
	var all []finding
	for _, ages := range [][2]int{{17, 18}, {30, 31}, {15, 25}} {
		name := fmt.Sprintf("Lambda(%d,%d)", ages[0], ages[1])
		all = append(all,
			number(name, lambda(ages[0], ages[1], fine)),
			number("midpoint-grid "+name+", 52 cells/yr", lambda(ages[0], ages[1], weeks)))
	}
	return append(all, number("g(14)", curve.At(14)), number("g(40)", curve.At(40)))
}

// ageing and decade are the parts of P04 about people who follow the curve.
var (
	ageing = world{
		file: "p04.yaml", units: 400_000, unit: people,
		observe: func(arms map[string]study.Observed, t tally) {
			for i, first := range arms["seventeen"].People.First[outcome.Latent] {
				t[people]++
				t.when("free from 17", first >= sim.Year)
				t.when("free from 30", arms["thirty"].People.First[outcome.Latent][i] >= sim.Year)
			}
		},
		quantities: []quantity{
			{"P(no offence between 17 and 18)", mean("free from 17")},
			{"P(no offence between 30 and 31)", mean("free from 30")},
		},
	}
	decade = world{
		file: "p04-decade.yaml", units: 200_000, unit: people,
		observe: func(arms map[string]study.Observed, t tally) {
			for _, first := range arms["usual"].People.First[outcome.Latent] {
				t[people]++
				t.when("free", first >= arms["usual"].Ledger.Horizon)
			}
		},
		quantities: []quantity{{"P(no offence between 15 and 25)", mean("free")}},
	}
)

// switching is P05: people give up and take up again.
var switching = world{
	file: "p05.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		arm := arms["usual"]
		for i, by := range harmBy(arm.Ledger, sim.Year, 2*sim.Year) {
			first := arm.People.First[outcome.Latent][i]
			t[people]++
			t.when("free at 1", first >= sim.Year)
			t.when("free at 2", first >= 2*sim.Year)
			t.count("N(1)", by[0])
			t.count("N(2)", by[1])
		}
		for at, name := range map[sim.Time]string{sim.Year: "active at 1", 2 * sim.Year: "active at 2"} {
			for _, is := range statesAt(arm.Ledger, at) {
				t.when(name, is&ledger.Desisted == 0)
			}
		}
	},
	quantities: []quantity{
		{"P(no offence by 1)", mean("free at 1")},
		{"E[N(1)]", mean("N(1)")},
		{"Var[N(1)]", variance("N(1)")},
		{"P(active at 1)", mean("active at 1")},
		{"P(no offence by 2)", mean("free at 2")},
		{"E[N(2)]", mean("N(2)")},
		{"Var[N(2)]", variance("N(2)")},
		{"P(active at 2)", mean("active at 2")},
	},
}

// harmBy counts each person's harm offences before some times on the person's
// clock.
func harmBy(l *ledger.Ledger, times ...sim.Time) [][]float64 {
	counts := make([][]float64, len(l.People))
	for i := range counts {
		counts[i] = make([]float64, len(times))
	}
	for _, o := range l.Offences {
		for k, until := range times {
			if o.Type != ledger.Possession && o.At < l.People[o.Person].Index+until {
				counts[o.Person][k] += float64(o.Count())
			}
		}
	}
	return counts
}

// statesAt is each person's state just before a time on the person's clock.
func statesAt(l *ledger.Ledger, at sim.Time) []ledger.Condition {
	states := make([]ledger.Condition, len(l.People))
	for _, c := range l.Changes {
		if c.At < l.People[c.Person].Index+at {
			states[c.Person] = c.Is
		}
	}
	return states
}

// observeHalves is what P06 asks of contagion and of frailty alike.
func observeHalves(arms map[string]study.Observed, t tally) {
	for _, by := range harmBy(arms["usual"].Ledger, sim.Year/2, sim.Year) {
		t[people]++
		t["N(1/2)"] += by[0]
		t["N(1)"] += by[1]
		t.when(fmt.Sprintf("N(1)=%d", int(min(by[1], manyOffences))), true)
		t.when("free at 1/2", by[0] == 0)
		if by[0] == 0 {
			t["second half of the free"] += by[1]
		}
	}
}

// contagion and frailtyInstead are P06: two reasons for the same counts.
var (
	contagion = world{
		file: "p06.yaml", units: 400_000, unit: people, observe: observeHalves,
		quantities: []quantity{
			{"P(N(1)=0)", mean("N(1)=0")},
			{"P(N(1)=1)", mean("N(1)=1")},
			{"P(N(1)=2)", mean("N(1)=2")},
			{"P(N(1)=3)", mean("N(1)=3")},
			{"E[N(1)]", mean("N(1)")},
			{"contagion: E[N(0.5)]", mean("N(1/2)")},
			{"contagion: P(N(0.5)=0)", mean("free at 1/2")},
			{"contagion: E[N(1)-N(0.5)|N(0.5)=0]", ratio("second half of the free", "free at 1/2")},
		},
	}
	frailtyInstead = world{
		file: "p01.yaml", units: 400_000, unit: people, observe: observeHalves,
		quantities: []quantity{
			{"frailty model: E[N(0.5)]", mean("N(1/2)")},
			{"frailty model: P(N(0.5)=0)", mean("free at 1/2")},
			{"frailty model: E[N(1)-N(0.5)|N(0.5)=0]", ratio("second half of the free", "free at 1/2")},
		},
	}
)

// exciting is P08: offences that set off others of the same person.
var exciting = world{
	file: "p08.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		for _, by := range harmBy(arms["usual"].Ledger, sim.Year, 2*sim.Year) {
			t[people]++
			t.count("N(1)", by[0])
			t.count("N(2)", by[1])
			t.when("free at 1", by[0] == 0)
		}
	},
	quantities: []quantity{
		{"E[N(1)]", mean("N(1)")},
		{"Var[N(1)]", variance("N(1)")},
		{"E[N(2)]", mean("N(2)")},
		{"Var[N(2)]", variance("N(2)")},
		{"P(N(1)=0)", mean("free at 1")},
	},
}
