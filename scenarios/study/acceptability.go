package study

import (
	"slices"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// worthPoints are the values of a unit of effect, in pounds, at which arms are
// compared: of a QALY to beyond the Treasury's £70,000 with NICE's range among
// them, and of a latent reoffence to several times what one costs on average.
const worthPoints = 20

var mostWorth = map[string]float64{"qalys": 100_000, outcome.Latent.String(): 20_000}

// acceptability compares all arms of the scenario. A reoffence avoided is valued by
// the public purse alone: what society loses by one is among its costs already.
func (g *gathering) acceptability() []results.Acceptability {
	economies := make([]*economy, g.plan.own)
	for i := range economies {
		economies[i] = g.economy(i)
	}
	all := []results.Acceptability{}
	for _, of := range []struct {
		effect string
		view   ledger.Perspective
	}{{"qalys", ledger.ByPublic}, {"qalys", ledger.BySociety}, {outcome.Latent.String(), ledger.ByPublic}} {
		for c := range ledger.Columns {
			for _, worth := range worths(of.effect, economies[0].values.QALY) {
				options := make(estimate.Options, len(economies))
				for i, e := range economies {
					options[i] = e.worthAt(of.effect, worth, of.view, ledger.Column(c))
				}
				if a, any := g.accept(options); any {
					a.Effect, a.Perspective, a.Column, a.PerUnitGBP = of.effect, of.view.String(), ledger.Column(c).String(), worth
					all = append(all, a)
				}
			}
		}
	}
	return all
}

// worths are the values of a unit, that which the run states among them.
func worths(effect string, stated float64) []float64 {
	var values []float64
	for k := range worthPoints + 1 {
		values = append(values, mostWorth[effect]*float64(k)/worthPoints)
	}
	if effect == "qalys" {
		values = append(values, stated)
		slices.Sort(values)
	}
	return slices.Compact(values)
}

// worthAt is the net benefit against the comparator, by replication.
func (e *economy) worthAt(effect string, worth float64, v ledger.Perspective, c ledger.Column) []float64 {
	if e.arm == e.g.plan.comparator {
		return make([]float64, e.g.done)
	}
	var benefit []float64
	if effect == "qalys" {
		benefit = e.health(worth)
	} else {
		benefit = e.effect(effect)
		for r := range benefit {
			benefit[r] *= worth
		}
	}
	return minus(benefit, e.cost(v, c, true))
}

// accept is a point of the curves; false where nothing is known.
func (g *gathering) accept(options estimate.Options) (a results.Acceptability, known bool) {
	best, probability := options.Frontier()
	if best < 0 {
		return a, false
	}
	a.Frontier, a.FrontierProbability = g.plan.arms[best].name, results.Number(probability)
	a.Probability = map[string]results.Number{}
	for i, p := range options.Acceptability() {
		a.Probability[g.plan.arms[i].name] = results.Number(p)
	}
	return a, true
}

// plane is what each arm costs and does more than the comparator, replication by
// replication.
func (g *gathering) plane() []results.PlanePoint {
	var all []results.PlanePoint
	for i, a := range g.plan.arms[:g.plan.own] {
		if i == g.plan.comparator {
			continue
		}
		e := g.economy(i)
		points := make([]results.PlanePoint, g.done)
		for r := range points {
			points[r].Replication, points[r].Arm = r, a.name
		}
		put := func(values []float64, field func(*results.PlanePoint) *float64) {
			for r, x := range values {
				*field(&points[r]) = x
			}
		}
		put(e.effect("qalys"), func(p *results.PlanePoint) *float64 { return &p.QALYs })
		put(e.effect(outcome.Latent.String()), func(p *results.PlanePoint) *float64 { return &p.Avoided })
		for _, c := range []struct {
			view   ledger.Perspective
			column ledger.Column
			field  func(*results.PlanePoint) *float64
		}{
			{ledger.ByPublic, ledger.Average, func(p *results.PlanePoint) *float64 { return &p.PublicAverage }},
			{ledger.ByPublic, ledger.Marginal, func(p *results.PlanePoint) *float64 { return &p.PublicMarginal }},
			{ledger.ByPublic, ledger.Cashable, func(p *results.PlanePoint) *float64 { return &p.PublicCashable }},
			{ledger.BySociety, ledger.Average, func(p *results.PlanePoint) *float64 { return &p.SocietyAverage }},
			{ledger.BySociety, ledger.Marginal, func(p *results.PlanePoint) *float64 { return &p.SocietyMarginal }},
			{ledger.BySociety, ledger.Cashable, func(p *results.PlanePoint) *float64 { return &p.SocietyCashable }},
		} {
			put(e.cost(c.view, c.column, true), c.field)
		}
		all = append(all, points...)
	}
	return all
}
