// Package study runs a scenario: its arms on the same people, replication by
// replication over workers, until the Monte Carlo error is small enough, and
// reduces what it sees to results.
package study

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"

	"diversim/scenarios"
	"diversim/scenarios/results"
	"diversim/sim"
	"diversim/sim/estimate"
)

// Options is how a scenario is run, as opposed to what it asks.
type Options struct {
	Seed         uint64
	Replications int                     // 0: as many as Precision needs
	Precision    float64                 // Monte Carlo error of the headline at which to stop; 0: DefaultPrecision
	Workers      int                     // 0: one for each processor
	Progress     func(done, planned int) // replications, those of the budget curve included once it runs; nil: none
	Draw         bool                    // inputs that nobody states are drawn from their distributions, afresh in each replication
	Lean         bool                    // the scenario's arms alone: no sensitivity, no second scheme, no budget curve
}

// Automatic replications run in blocks, between two bounds.
const (
	DefaultPrecision = 0.001
	errorShare       = 0.1 // of the spread of the headline, where that is more: inputs are drawn
	blockSize        = 20
	fewest           = 100
	most             = 5000
)

// Headline is the measure whose difference between the headline arm and the
// comparator decides how many replications are enough.
const Headline = "reoffending_12m_proven"

// Run runs a scenario. On cancellation it returns what the finished
// replications say together with ctx.Err(), and nil if none has finished.
func Run(ctx context.Context, s *scenarios.Scenario, o Options) (*results.Run, error) {
	started := time.Now()
	p := newPlan(s, o)
	g := newGathering(p)
	err := p.replicate(ctx, g)
	if g.done == 0 && err != nil {
		return nil, err
	}
	// What goes beyond the replications of the arms, each part only after the ones before.
	var lacking []string
	whole, oneForce := !o.Lean && p.headline >= 0, !p.country
	then := func(part string, is bool, make func() error) {
		if is && err == nil {
			err = make()
		}
		if is && err != nil {
			lacking = append(lacking, part)
		}
	}
	then("what of the spread is chance, inputs and forces", whole && oneForce && o.Draw, func() error { return p.splitUp(ctx, g) })
	run := g.run()
	then("how much of a published effect is measurement", whole && oneForce, func() error { return p.measurementAlone(ctx, g, run) })
	then("what other budgets would do", whole && oneForce, func() error { return p.budgetCurve(ctx, g, run) })
	then("the force lottery", !o.Lean && p.country, func() error { return p.lottery(ctx, g, run) })
	if err != nil {
		run.Summary.Interrupted = p.cutShort(g.done, lacking)
	}
	run.Summary.Warnings = warnings(p, run)
	run.Engine = results.Speed{Seconds: time.Since(started).Seconds(), Events: g.events, Workers: p.workers}
	return run, err
}

// cutShort says how far a run came that was interrupted, and which parts it lacks.
func (p *plan) cutShort(done int, lacking []string) string {
	planned := "of as many as its precision needs"
	if p.options.Replications > 0 {
		planned = fmt.Sprintf("of %d", p.options.Replications)
	}
	text := fmt.Sprintf("interrupted after %d replications %s", done, planned)
	if len(lacking) > 0 {
		text += "; not made: " + strings.Join(lacking, "; ")
	}
	return text
}

// replicate runs replications until there are enough.
func (p *plan) replicate(ctx context.Context, g *gathering) error {
	for g.done < p.wanted(g) {
		count := blockSize
		if p.options.Replications > 0 {
			count = p.options.Replications
		} else if g.done == 0 {
			count = fewest
		}
		err := sim.Replicate(ctx, g.done, count, p.workers, p.newWorker,
			func(w *worker, replication int) *replicate { return p.run(w, replication) },
			func(_ int, r *replicate) error {
				g.add(r)
				p.progress(g.done, p.wanted(g))
				return nil
			})
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *plan) progress(done, planned int) {
	if p.options.Progress != nil {
		p.options.Progress(done, planned)
	}
}

// wanted is how many replications are needed, as far as can be told.
func (p *plan) wanted(g *gathering) int {
	switch {
	case p.options.Replications > 0:
		return p.options.Replications
	case g.done < fewest || p.headline < 0:
		return fewest
	}
	headline := estimate.Summarise(g.difference(p.headline, Headline))
	precision := tolerance(p.rule(), headline)
	if headline.Empty || headline.MCSE <= precision || g.done >= most {
		return g.done - g.done%blockSize
	}
	// The error falls with the square root of their number.
	ratio := headline.MCSE / precision
	needed := int(float64(g.done)*ratio*ratio) + 1
	return min(most, (needed+blockSize-1)/blockSize*blockSize)
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}
