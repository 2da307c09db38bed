package cli

import (
	"fmt"

	"diversim/scenarios/results"
)

// madeWorse counts the places that fare worse under each arm.
func (r *report) madeWorse() {
	var arms []results.Arm
	for _, a := range r.run.Arms {
		if made, there := r.run.Summary.Places[a.Name]; there && made.Worse.Mean.Known() && (made.Schemes.Mean > 0 || made.Adopted > 0) {
			arms = append(arms, a)
		}
	}
	if len(arms) == 0 {
		return
	}
	r.say("")
	r.prose("Force areas, of %d, in which more people reoffend in 12 months (latent) than the same people do under %q.",
		len(r.run.Country.Places), r.label(r.run.Summary.Comparator))
	r.say("")
	if r.err == nil {
		r.err = r.worseTable().print(r.w, arms)
	}
	r.say("")
	r.claim(results.Causal, "More reoffending: in one replication, with the same people and draws in both arms. It still contains chance: most force "+
		"areas have few people in a replication, and one more reoffender makes them worse. In any: the share of replications with at "+
		"least one such area. Truly nil or harmful: schemes whose own effect on adults, as the replication drew it for the force, leaves "+
		"offending where it was or raises it, whatever happened to these people. A force could not tell which it has.")
}

func (r *report) worseTable() layout[results.Arm] {
	made := func(a results.Arm) results.PlacesMade { return r.run.Summary.Places[a.Name] }
	return layout[results.Arm]{columns: []column[results.Arm]{
		{heading: "", width: 30, text: func(a results.Arm) string { return a.Label }},
		{heading: "with a scheme", width: 13, number: true, text: func(a results.Arm) string { return areas(r.running(a.Name)) }},
		{heading: "more reoffending", width: 23, number: true, text: func(a results.Arm) string { return numberOfAreas(made(a).Worse) }},
		{heading: "in any", width: 6, number: true, text: func(a results.Arm) string { return percent(made(a).AnyWorse, 0) }},
		{heading: "truly nil or harmful", width: 20, number: true, text: func(a results.Arm) string { return numberOfAreas(made(a).TrulyWorse) }},
	}}
}

// numberOfAreas is a mean number of places with its interval, where there is one,
// else its Monte Carlo error.
func numberOfAreas(e results.Estimate) string {
	if e.Low.Known() {
		return fmt.Sprintf("%s (%s to %s)", amount(float64(e.Mean), 1), areas(e.Low), areas(e.High))
	}
	return fmt.Sprintf("%s ±%s", amount(float64(e.Mean), 1), amount(float64(e.MCSE), 1))
}

// drawnLot is the least and the most of what the same people meet in the places.
type drawnLot struct {
	arm, event      string
	lowest, highest results.Chance
	ties            [2]int // places that share each
}

// lots are the events of the lottery, in words.
var lots = []struct{ event, words string }{
	{"offered", "offered the scheme"},
	{"completed", "complete the course"},
	{"charged", "charged"},
	{"reoffends", "reoffend in 12 months"},
}

// lottery says what one and the same set of people meets in each place.
func (r *report) lottery() {
	var lines []drawnLot
	for _, a := range r.run.Arms {
		for _, l := range lots {
			if line, there := r.lot(a.Name, l.event); there {
				line.arm, line.event = a.Label, l.words
				lines = append(lines, line)
			}
		}
	}
	if len(lines) == 0 {
		return
	}
	r.say("")
	r.prose("The force lottery: the same people, with every draw of their own, put into each force area in turn. What becomes of them then " +
		"differs by the place alone.")
	r.say("")
	if r.err == nil {
		r.err = lotTable.print(r.w, lines)
	}
	r.say("")
	r.claim(results.Causal, "Spread: highest less lowest, in percentage points. Usual disposals, money and whether there is a scheme are those of "+
		"the force named. Its quality, effect and level of offending are drawn anew in each replication: which force comes out lowest or "+
		"highest in reoffending is chance, no force is ranked here, and in any one replication the spread is larger than in these means.")
}

// lot finds the two ends of one event under one arm.
func (r *report) lot(arm, event string) (l drawnLot, there bool) {
	for _, c := range r.run.Country.Lottery {
		if c.Arm != arm || c.Event != event || !c.Share.Mean.Known() {
			continue
		}
		if !there {
			l.lowest, l.highest, there = c, c, true
		}
		keep := func(end *results.Chance, ties *int, beyond bool) {
			switch {
			case beyond:
				*end, *ties = c, 1
			case c.Share.Mean == end.Share.Mean:
				*ties++
			}
		}
		keep(&l.lowest, &l.ties[0], c.Share.Mean < l.lowest.Share.Mean)
		keep(&l.highest, &l.ties[1], c.Share.Mean > l.highest.Share.Mean)
	}
	l.lowest.Place, l.highest.Place = r.endOf(l.lowest, l.ties[0]), r.endOf(l.highest, l.ties[1])
	return l, there
}

// endOf names the place at an end, or counts those that share it.
func (r *report) endOf(c results.Chance, ties int) string {
	if ties > 1 {
		return fmt.Sprintf("%d force areas", ties)
	}
	for _, p := range r.run.Country.Places {
		if p.Code == c.Place {
			return p.Name
		}
	}
	return c.Place
}

var lotTable = layout[drawnLot]{
	headOnce: true,
	group:    func(l drawnLot) string { return l.arm },
	columns: []column[drawnLot]{
		{heading: "", width: 25, text: func(l drawnLot) string { return "  " + l.event }},
		{heading: "lowest", width: 6, number: true, text: func(l drawnLot) string { return percent(l.lowest.Share.Mean, 1) }},
		{heading: "where", width: 20, text: func(l drawnLot) string { return l.lowest.Place }},
		{heading: "highest", width: 7, number: true, text: func(l drawnLot) string { return percent(l.highest.Share.Mean, 1) }},
		{heading: "where", width: 20, text: func(l drawnLot) string { return l.highest.Place }},
		{heading: "spread", width: 6, number: true, text: func(l drawnLot) string {
			return unitOf("proportion").amount(l.highest.Share.Mean - l.lowest.Share.Mean)
		}},
	},
}
