package study

import (
	"cmp"
	"slices"

	"diversim/model"
	"diversim/model/ledger"
	"diversim/scenarios"
	"diversim/scenarios/results"
	"diversim/sim"
)

// Events is the log of a run: one row per person and event, in the order of
// replication, arm, person and time. People are numbered over all force areas, in
// the order of the scenario's. The run is simulated again as the log is written, so
// that no log is ever held in memory; of the options Seed and Draw count, which are the
// run's.
func Events(s *scenarios.Scenario, o Options, replications int) results.EventStream {
	o.Lean, o.Workers = true, 1
	return func(yield func(results.EventRow) bool) error {
		base := newPlan(s, o)
		w, going := base.newWorker(), true
		for replication := range replications {
			p := base.of(replication)
			for i := range p.arms {
				before := 0
				p.visit(w, &p.arms[i], replication, func(force string, _ bool) bool {
					for _, row := range rowsOf(&w.world.Ledger) {
						row.Replication, row.Arm, row.Force = replication, p.arms[i].name, force
						row.Person += uint32(before)
						if going = yield(row); !going {
							return false
						}
					}
					before += len(w.world.Ledger.People)
					return true
				})
				if !going {
					return nil
				}
			}
		}
		return nil
	}
}

// visit runs an arm in the worker's world, area by area in the order of the people,
// and calls see after each with the name of the force and whether a scheme runs there
// while people are recruited, until it returns false. A run of one force by itself is
// one area, and has no name here.
func (p *plan) visit(w *worker, a *arm, replication int, see func(force string, runs bool) bool) {
	if a.nation == nil {
		a.model.Run(&w.world, p.options.Seed, replication)
		see("", a.scheme != model.NoScheme)
		return
	}
	schedule := a.nation.Plan(p.options.Seed, replication, p.reporting(w, a, replication))
	for k, force := range p.forces {
		a.nation.Run(&w.world, force, schedule, p.options.Seed, replication)
		if !see(p.scenario.Forces[k], len(schedule.Spans(force)) > 0) {
			return
		}
	}
}

// rowsOf lists the facts of a ledger by person and time. What happened after
// the end of a person's follow-up is listed too: a case is followed to its
// outcome.
func rowsOf(l *ledger.Ledger) []results.EventRow {
	var rows []results.EventRow
	add := func(person uint32, at sim.Time, kind, of, outcome string, pence int64) {
		if at != sim.Never {
			rows = append(rows, results.EventRow{
				Person: person, AtDays: (at - l.People[person].Index).Days(), Kind: kind, Type: of, Outcome: outcome, Pence: pence,
			})
		}
	}
	for _, c := range l.Contacts {
		add(c.Person, c.At, "contact", "possession", c.Disposal.String(), 0)
		if c.Offered {
			add(c.Person, c.At, "offer", "", "instead of "+c.Baseline.String(), 0)
		}
	}
	for _, o := range l.Offences {
		if o.Type != ledger.Possession {
			add(o.Person, o.At, "offence", o.Type.String(), o.Disposal.String(), 0)
		}
		add(o.Person, o.SanctionedAt, "charge or caution", o.Type.String(), "", 0)
		add(o.Person, o.ProvenAt, "conviction or caution", o.Type.String(), "", 0)
	}
	for _, s := range l.Spells {
		add(s.Person, s.AttendedAt, "first appointment", "", "attended", 0)
		add(s.Person, s.ExitAt, "end of course", "", s.Exit.String(), 0)
		decision := "no further action"
		if s.BreachCharged {
			decision = "charge"
		}
		add(s.Person, s.DecidedAt, "decision on a breach", "", decision, 0)
	}
	for _, s := range l.Stays {
		add(s.Person, s.From, "custody", "", "from", 0)
		add(s.Person, s.To, "custody", "", "to", 0)
	}
	for _, c := range l.Costs {
		if c.Person != ledger.Nobody {
			add(c.Person, c.At, "cost", c.Line.String(), c.Line.Payer().String(), c.Pence)
		}
	}
	slices.SortStableFunc(rows, func(a, b results.EventRow) int {
		return cmp.Or(cmp.Compare(a.Person, b.Person), cmp.Compare(a.AtDays, b.AtDays))
	})
	return rows
}
