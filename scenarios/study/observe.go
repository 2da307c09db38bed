package study

import (
	"context"
	"fmt"

	"diversim/model"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/sim"
)

// Observed is what one arm wrote down in one replication, and what became of
// each of its people. Both are overwritten by the next replication.
type Observed struct {
	Ledger *ledger.Ledger
	People *outcome.People
}

// observer is what one goroutine reuses from replication to replication: a
// world for each arm, so that the arms can be compared person by person.
type observer struct {
	worlds []model.World
	people []outcome.People
	seen   map[string]Observed
}

// Observe runs replications of a scenario's own arms, prepared as Run prepares
// them, and lets each look at the facts of all arms, by name; it is called by
// several goroutines at once. What it returns goes to sink, in the caller's
// goroutine and in order of replication. Of the options only Seed and Workers
// count. The error is ctx.Err() or that of sink, or says that the scenario is over
// force areas, each of which has a ledger of its own.
func Observe[T any](ctx context.Context, s *scenarios.Scenario, o Options, replications int,
	each func(replication int, arms map[string]Observed) T, sink func(replication int, t T) error,
) error {
	o.Lean = true
	p := newPlan(s, o)
	if p.country {
		return fmt.Errorf("wanted a scenario of one force area at the mean of all; %s is over %d that may differ", s.Name, len(s.Forces))
	}
	return sim.Replicate(ctx, 0, replications, p.workers, p.newObserver,
		func(w *observer, replication int) T {
			for i, a := range p.arms {
				a.model.Run(&w.worlds[i], o.Seed, replication)
				w.people[i].Read(&w.worlds[i].Ledger)
			}
			return each(replication, w.seen)
		}, sink)
}

func (p *plan) newObserver() *observer {
	w := &observer{
		worlds: make([]model.World, len(p.arms)),
		people: make([]outcome.People, len(p.arms)),
		seen:   map[string]Observed{},
	}
	for i, a := range p.arms {
		w.seen[a.name] = Observed{&w.worlds[i].Ledger, &w.people[i]}
	}
	return w
}
