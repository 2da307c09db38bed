package study

import (
	"context"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim"
)

// The force lottery puts the same people into every force area, each with every draw
// of their own, so that what differs is the place alone: its usual disposals, whether
// a scheme runs, its money, its quality, its effect and its level of offending.

// The size of the lottery.
const (
	lotteryPeople       = 100
	lotteryReplications = 40
)

// lotteryEvents are what people may meet, each the share of them.
var lotteryEvents = []struct {
	name string
	of   func(p *outcome.People) float64
}{
	{"offered", func(p *outcome.People) float64 { return p.ShareOf(p.Offered) }},
	{"completed", func(p *outcome.People) float64 { return p.ShareOf(p.Completed) }},
	{"charged", func(p *outcome.People) float64 { return p.ClosedBy(ledger.Charge) }},
	{"reoffends", func(p *outcome.People) float64 { return 1 - p.Free(outcome.Latent, nil) }},
}

// lottery runs it for the arms of a country with one year of intake, under the plans
// of the first replications and at the inputs that these drew.
func (p *plan) lottery(ctx context.Context, g *gathering, run *results.Run) error {
	if !p.country || p.years() > 1 || len(p.forces) < 2 || p.scenario.People == 0 {
		return nil
	}
	stated := p.lotteryNations()
	var all [][][][]float64 // by replication, arm, place and event
	err := sim.Replicate(ctx, 0, min(lotteryReplications, g.done), p.workers, p.newWorker,
		func(w *worker, replication int) [][][]float64 {
			q, nations := p.of(replication), stated
			if q != p {
				nations = q.lotteryNations()
			}
			drawn := make([][][]float64, p.own)
			people := &outcome.People{}
			for i := range p.own {
				schedule := q.arms[i].nation.Plan(p.options.Seed, replication, q.reporting(w, &q.arms[i], replication))
				for _, force := range p.forces {
					nations[i].Run(&w.world, force, schedule, p.options.Seed, replication)
					people.Read(&w.world.Ledger)
					var shares []float64
					for _, e := range lotteryEvents {
						shares = append(shares, e.of(people))
					}
					drawn[i] = append(drawn[i], shares)
				}
			}
			return drawn
		},
		func(_ int, drawn [][][]float64) error { all = append(all, drawn); return nil })
	if err != nil {
		return err
	}
	for i := range p.own {
		for k, force := range p.forces {
			for e, event := range lotteryEvents {
				values := make([]float64, len(all))
				for r := range all {
					values[r] = all[r][i][k][e]
				}
				run.Country.Lottery = append(run.Country.Lottery, results.Chance{
					Arm: p.arms[i].name, Place: evidence.Forces()[force].GSS, Event: event.name, Share: estimateOf(values),
				})
			}
		}
	}
	return nil
}

// lotteryNations are the arms with the people of the lottery in every area.
func (p *plan) lotteryNations() (all []*model.Nation) {
	for i, a := range p.arms[:p.own] {
		areas := areasOf(p.scenario, p.scenario.Arms[i])
		for _, force := range p.forces {
			areas[force].People = lotteryPeople
		}
		all = append(all, model.PrepareNation(a.params, model.Config{
			Horizon: outcome.Window, Standard: true, Arm: i,
			ComparatorCharges: p.arms[p.comparator].params.Police.ChargeEveryone,
		}, areas, p.known))
	}
	return all
}
