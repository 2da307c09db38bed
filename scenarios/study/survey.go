package study

import (
	"context"

	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/sim"
)

// Visited is one force area under one arm in one replication, or the whole run where
// it is not over force areas; Force is then "".
type Visited struct {
	Arm, Force string
	Scheme     bool // a scheme runs there at some time while people are recruited
	Observed
}

// Survey runs replications of a scenario's arms and lets see look at the facts of each
// area in turn, adding to what begin made for the replication; it is called by several
// goroutines at once, one for each replication. What it made goes to sink, in the
// caller's goroutine and in order of replication. Of the options Seed, Workers, Draw and
// Progress count. The error is ctx.Err() or that of sink.
func Survey[T any](ctx context.Context, s *scenarios.Scenario, o Options, replications int,
	begin func() T, see func(T, Visited), sink func(replication int, t T) error,
) error {
	o.Lean = true
	p := newPlan(s, o)
	return sim.Replicate(ctx, 0, replications, p.workers, p.newWorker,
		func(w *worker, replication int) T {
			q, t := p.of(replication), begin()
			people := &outcome.People{}
			for i := range q.arms {
				a := &q.arms[i]
				q.visit(w, a, replication, func(force string, runs bool) bool {
					people.Read(&w.world.Ledger)
					see(t, Visited{a.name, force, runs, Observed{&w.world.Ledger, people}})
					return true
				})
			}
			return t
		},
		func(replication int, t T) error {
			if err := sink(replication, t); err != nil {
				return err
			}
			p.progress(replication+1, replications)
			return nil
		})
}
