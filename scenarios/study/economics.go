package study

import (
	"math"
	"slices"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// valued is what things are worth in an arm.
type valued struct {
	ledger.Values
	offence [ledger.Payers]float64 // pounds of the public purse per latent offence
}

// economy compares an arm with the comparator over the replications.
type economy struct {
	g          *gathering
	arm        int
	values     *ledger.Values         // at the base values of the inputs
	offence    [ledger.Payers]float64 // likewise, pounds of the public purse per latent offence
	difference []outcome.Costs        // by replication, adjusted for displacement and optimism
	displaced  []float64              // of that, offences that others commit
}

// economics are those of the scenario's arms other than the comparator.
func (g *gathering) economics() map[string]results.Economics {
	all := map[string]results.Economics{}
	for i, a := range g.plan.arms[:g.plan.own] {
		if i != g.plan.comparator {
			all[a.name] = g.economy(i).results()
		}
	}
	return all
}

func (g *gathering) economy(arm int) *economy {
	a := &g.plan.arms[arm]
	values := a.model.Values()
	e := &economy{g: g, arm: arm, values: &values, offence: a.model.OffenceCost()}
	for _, r := range g.replicates {
		d, displaced := compareCosts(&r.economies[arm], &r.economies[g.plan.comparator], &r.prices[arm])
		e.difference = append(e.difference, d)
		e.displaced = append(e.displaced, displaced)
	}
	e.beCautious()
	return e
}

// displaceable are the offences that others may commit instead.
var displaceable = [...]ledger.OffenceType{ledger.Acquisitive, ledger.Supply}

// compareCosts takes the comparator's costs from an arm's, and adds what others do
// instead of the offences prevented: that costs victims, police and courts as
// the others' own offences do.
func compareCosts(arm, comparator *outcome.Economy, v *valued) (d outcome.Costs, displaced float64) {
	var others outcome.Costs
	for _, kind := range displaceable {
		n := v.Displaced * (comparator.Crimes[kind] - arm.Crimes[kind])
		others[ledger.Victims] += n * v.Victims[kind] * v.Price
		for payer, pounds := range v.offence {
			others[payer] += n * pounds * v.Price
		}
	}
	for payer := range d {
		d[payer] = arm.Cost[payer] - comparator.Cost[payer] + others[payer]
	}
	d[ledger.Programme] *= 1 + v.SchemeUplift // the stated allowance for optimism
	return d, others.Total(ledger.BySociety)
}

// in are the values of a replication.
func (e *economy) in(r int) *ledger.Values { return &e.g.replicates[r].prices[e.arm].Values }

// beCautious applies the stated allowance for optimism to benefits: less of what
// anybody but the scheme saves on average.
func (e *economy) beCautious() {
	for payer := range ledger.Payers {
		if ledger.Payer(payer) == ledger.Programme || !(e.meanOf(payer) < 0) {
			continue
		}
		for r := range e.difference {
			e.difference[r][payer] *= 1 - e.values.BenefitDownlift
		}
	}
}

func (e *economy) meanOf(payer int) float64 {
	sum := 0.0
	for _, d := range e.difference {
		sum += d[payer]
	}
	return over(sum, float64(len(e.difference)))
}

// cost is the difference of a perspective in a column, by replication; without
// the scheme's own cost where that is what it is compared with.
func (e *economy) cost(v ledger.Perspective, c ledger.Column, scheme bool) []float64 {
	values := make([]float64, len(e.difference))
	for r, d := range e.difference {
		for payer, pounds := range d {
			p := ledger.Payer(payer)
			if scheme || p != ledger.Programme {
				values[r] += v.Weight(p) * c.Share(p, e.in(r)) * pounds
			}
		}
	}
	return values
}

func (e *economy) payer(p ledger.Payer, c ledger.Column) []float64 {
	values := make([]float64, len(e.difference))
	for r, d := range e.difference {
		values[r] = c.Share(p, e.in(r)) * d[p]
	}
	return values
}

// health is the value of the health gained, by replication, benefits downlifted.
func (e *economy) health(qaly float64) []float64 {
	values := e.g.of(func(r *replicate) float64 {
		v := &r.prices[e.arm].Values
		return r.economies[e.arm].Health(qaly, v) - r.economies[e.g.plan.comparator].Health(qaly, v)
	})
	if estimate.Mean(values) > 0 {
		for k := range values {
			values[k] *= 1 - e.values.BenefitDownlift
		}
	}
	return values
}

func (e *economy) results() results.Economics {
	v := e.values
	r := results.Economics{
		PriceYear: e.g.plan.arms[e.arm].params.Valuation.PriceYear, DiscountCosts: v.CostRate, DiscountHealth: v.HealthRate,
		MarginalShare: v.MarginalShare, CashableShare: v.CashableShare,
		Costs: map[string]map[string]results.Estimate{}, Payers: map[string]map[string]results.Estimate{},
		Displaced: estimateOf(e.displaced), Avoided: map[string]results.Estimate{},
		QALYs: estimateOf(e.effect("qalys")),
	}
	for view := range ledger.Perspectives {
		r.Costs[ledger.Perspective(view).String()] = byColumn(func(c ledger.Column) results.Estimate {
			return estimateOf(e.cost(ledger.Perspective(view), c, true))
		})
	}
	for payer := range ledger.Payers {
		r.Payers[ledger.Payer(payer).String()] = byColumn(func(c ledger.Column) results.Estimate {
			return estimateOf(e.payer(ledger.Payer(payer), c))
		})
	}
	for _, d := range []outcome.Definition{outcome.Latent, outcome.Proven} {
		r.Avoided[d.String()] = estimateOf(e.effect(d.String()))
	}
	r.ICER, r.NetBenefit = e.ratios(), e.netBenefits()
	r.BreakEven = e.breakEven()
	r.BreakEvenEffect = e.breakEvenEffect(r.BreakEven)
	return r
}

func byColumn[T any](of func(c ledger.Column) T) map[string]T {
	all := map[string]T{}
	for c := range ledger.Columns {
		all[ledger.Column(c).String()] = of(ledger.Column(c))
	}
	return all
}

// effect is what an arm does more than the comparator, by replication.
func (e *economy) effect(name string) []float64 {
	if name == "qalys" {
		return e.g.difference(e.arm, name)
	}
	values := e.g.difference(e.arm, "reoffences_12m_"+name)
	for k := range values {
		values[k] = 0 - values[k]
	}
	return values
}

// knownQALYs are values of a QALY, in pounds, that people know: the ends of the range
// within which NICE takes a treatment to be worth its cost, and the Treasury's (reference
// for values.qaly).
var knownQALYs = [...]float64{20_000, 30_000, 70_000}

// netBenefits are those of the public purse and of society, at the value of a
// QALY that the run states and at those that people know.
func (e *economy) netBenefits() []results.NetBenefit {
	worths := append(knownQALYs[:], e.values.QALY)
	slices.Sort(worths)
	worths = slices.Compact(worths)
	var all []results.NetBenefit
	for _, v := range []ledger.Perspective{ledger.ByPublic, ledger.BySociety} {
		for c := range ledger.Columns {
			cost := e.cost(v, ledger.Column(c), true)
			for _, qaly := range worths {
				benefit := minus(e.health(qaly), cost)
				all = append(all, results.NetBenefit{
					Perspective: v.String(), Column: ledger.Column(c).String(), QALY: qaly, Pounds: estimateOf(benefit),
					Positive: results.Number(shareAbove(benefit)),
				})
			}
		}
	}
	return all
}

// shareAbove is the share of known values that lie above 0.
func shareAbove(values []float64) float64 {
	above, known := 0.0, 0.0
	for _, x := range values {
		if !math.IsNaN(x) {
			known++
		}
		if x > 0 {
			above++
		}
	}
	return over(above, known)
}

// breakEven is the benefit per acceptance.
func (e *economy) breakEven() results.BreakEvenCost {
	b := results.BreakEvenCost{
		PlannedPerPersonGBP: e.g.budget(e.arm).PlannedPerPersonGBP,
		SpentPerAcceptedGBP: results.Absent(),
		BenefitPerAccepted:  map[string]map[string]results.Estimate{},
	}
	if spent := over(e.account(func(a outcome.Account) float64 { return float64(a.Spent) / penceInPound }), e.accepted()); !math.IsNaN(spent) {
		b.SpentPerAcceptedGBP = results.Number(spent)
	}
	for v := ledger.ByPolice; int(v) < ledger.Perspectives; v++ {
		b.BenefitPerAccepted[v.String()] = byColumn(func(c ledger.Column) results.Estimate { return e.perAccepted(v, c) })
	}
	return b
}

// perAccepted is a ratio of means; its spread is that of the ratio between
// replications.
func (e *economy) perAccepted(v ledger.Perspective, c ledger.Column) results.Estimate {
	benefit := e.cost(v, c, false)
	health := e.health(e.values.QALY)
	each := make([]float64, len(benefit))
	for k, r := range e.g.replicates {
		benefit[k] = 0 - benefit[k]
		if v == ledger.BySociety {
			benefit[k] += health[k]
		}
		each[k] = over(benefit[k]*float64(r.people[e.arm]), float64(r.accounts[e.arm].Accepted))
	}
	r := estimateOf(each)
	if mean := over(estimate.Mean(benefit)*e.g.followed(e.arm), e.accepted()); !math.IsNaN(mean) && r.Mean.Known() {
		r.Mean = results.Number(mean)
	}
	return r
}

func (e *economy) account(of func(a outcome.Account) float64) float64 {
	return estimate.Mean(e.g.of(func(r *replicate) float64 { return of(r.accounts[e.arm]) }))
}

func (e *economy) accepted() float64 {
	return e.account(func(a outcome.Account) float64 { return float64(a.Accepted) })
}

// breakEvenEffect is the effect at which the arm repays the public purse what it
// costs.
func (e *economy) breakEvenEffect(cost results.BreakEvenCost) results.BreakEvenEffect {
	offences := estimate.Mean(e.g.values(e.g.plan.comparator, e.g.index("reoffences_12m_latent")))
	engaged := over(e.account(func(a outcome.Account) float64 { return float64(a.Attended) }), e.accepted())
	value := func(c ledger.Column) float64 {
		sum := 0.0
		for payer, pounds := range e.offence {
			sum += ledger.ByPublic.Weight(ledger.Payer(payer)) * c.Share(ledger.Payer(payer), e.values) * pounds * e.values.Price
		}
		return sum
	}
	whole := value(ledger.Average)
	released := func(c ledger.Column) float64 { return over(value(c), whole) }
	ratio := func(pounds results.Number, c ledger.Column) results.Number {
		if !pounds.Known() || math.IsNaN(offences+engaged+released(c)) {
			return results.Absent()
		}
		hr := estimate.BreakEven{
			CostPounds: float64(pounds), CumulativeIntensity: offences, Engaged: min(engaged, 1), ValuePounds: whole, Released: released(c),
		}.HazardRatio()
		if !(hr >= 0) || math.IsInf(hr, 0) {
			return results.Absent()
		}
		return results.Number(hr)
	}
	return results.BreakEvenEffect{
		PerAcceptedGBP: cost.SpentPerAcceptedGBP, Offences: results.Number(offences), Engaged: results.Number(engaged), OffenceGBP: whole,
		Released:    byColumn(func(c ledger.Column) results.Number { return results.Number(released(c)) }),
		HazardRatio: byColumn(func(c ledger.Column) results.Number { return ratio(cost.SpentPerAcceptedGBP, c) }),
		Planned:     byColumn(func(c ledger.Column) results.Number { return ratio(results.Number(cost.PlannedPerPersonGBP), c) }),
	}
}
