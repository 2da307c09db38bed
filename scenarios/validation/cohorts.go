package validation

import (
	"diversim/model/ledger"
	"diversim/scenarios/study"
	"diversim/sim"
)

// cohorts are the people that a row can be about. in says whether a person of an area
// is one of them, and start when the person's clock does, from the index contact; a nil
// start is the index contact, a nil in everybody.
var cohorts = []struct {
	name  string
	in    func(v *study.Visited, i int) bool
	start func(l *ledger.Ledger) []sim.Time // by person; Never for those who are none of them
}{
	{name: "everyone"},
	{name: "offered", in: func(v *study.Visited, i int) bool { return v.People.Offered[i] }},
	{name: "accepted", in: func(v *study.Visited, i int) bool { return v.People.Accepted[i] }},
	{name: "engaged", in: func(v *study.Visited, i int) bool { return v.People.Attended[i] }},
	{name: "completers", in: func(v *study.Visited, i int) bool { return v.People.Completed[i] }},
	{name: "drop-outs", in: func(v *study.Visited, i int) bool { return v.People.Accepted[i] && !v.People.Completed[i] }},
	{name: "diverted", in: func(v *study.Visited, i int) bool { return v.People.Diverted[i] }},
	{name: "not-diverted", in: func(v *study.Visited, i int) bool { return !v.People.Diverted[i] }},
	{name: "cautioned-or-charged", in: func(v *study.Visited, i int) bool {
		return v.People.Closed[i] == ledger.Caution || v.People.Closed[i] == ledger.Charge
	}},
	{name: "diversion-force", in: func(v *study.Visited, _ int) bool { return v.Scheme }},
	{name: "control-force", in: func(v *study.Visited, _ int) bool { return !v.Scheme }},
	{name: "no-prior", in: func(v *study.Visited, i int) bool { return v.Ledger.People[i].Prior == 0 }},
	{name: "with-prior", in: func(v *study.Visited, i int) bool { return v.Ledger.People[i].Prior > 0 }},
	{name: "treatment-completers", start: leaving(ledger.LeftAsPlanned)},
	{name: "treatment-drop-outs", start: leaving(ledger.LeftEarly)},
}

// leaving is the first time that a person leaves drug treatment in a way, and none for
// those who are not seen to.
func leaving(as ledger.TreatmentExit) func(*ledger.Ledger) []sim.Time {
	return func(l *ledger.Ledger) []sim.Time {
		starts := make([]sim.Time, len(l.People))
		for i := range starts {
			starts[i] = sim.Never
		}
		for _, e := range l.Episodes {
			if e.Exit == as {
				starts[e.Person] = min(starts[e.Person], e.EndedAt-l.People[e.Person].Index)
			}
		}
		return starts
	}
}

func cohortNames() []string {
	var names []string
	for _, c := range cohorts {
		names = append(names, c.name)
	}
	return names
}

// startsOf is when the clocks of a cohort start in an area, by person, from the index
// contact; Never for those who are none of it, or whose follow-up ends before the
// horizon does.
func startsOf(cohort string, v *study.Visited, horizon sim.Time) []sim.Time {
	for _, c := range cohorts {
		if c.name != cohort {
			continue
		}
		starts := make([]sim.Time, v.People.Len())
		if c.start != nil {
			starts = c.start(v.Ledger)
		}
		for i := range starts {
			if c.in != nil && !c.in(v, i) || starts[i] != sim.Never && starts[i]+horizon > v.People.Horizon {
				starts[i] = sim.Never
			}
		}
		return starts
	}
	panic("validation: no cohort is called " + cohort)
}
