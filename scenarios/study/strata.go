package study

import (
	"fmt"
	"math"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// baselines are the principal strata: what the police would have done about the
// index contact without the scheme.
const (
	firstBaseline = ledger.NoFurtherAction
	baselines     = int(ledger.Charge-ledger.NoFurtherAction) + 1
)

// stratify counts the headline arm's people by stratum and checks that the
// effects of the strata make that over everybody.
func stratify(arm, comparator *outcome.People, replication int) (strata [baselines]tally, all tally) {
	for o := range strata {
		at := firstBaseline + ledger.Disposal(o)
		strata[o] = tallyOf(arm, comparator, func(i int) bool { return comparator.Baseline[i] == at })
	}
	all = tallyOf(arm, comparator, everybody)
	for k := range talliedBy {
		sum := 0.0
		for _, s := range strata {
			if s.people > 0 {
				sum += s.people / all.people * s.effect(k)
			}
		}
		if all.people > 0 && math.Abs(sum-all.effect(k)) > exact {
			panic(fmt.Sprintf("study: replication %d: the strata's effects sum to %v, not %v", replication, sum, all.effect(k)))
		}
	}
	return strata, all
}

// stratified says whether the replications have strata.
func (g *gathering) stratified() bool {
	for _, r := range g.replicates {
		if r.all.people == 0 {
			return false
		}
	}
	return len(g.replicates) > 0
}

// strata is the headline arm's effect by stratum.
func (g *gathering) strata() *results.Strata {
	if !g.stratified() {
		return nil
	}
	people := g.of(func(r *replicate) float64 { return r.all.people })
	s := &results.Strata{
		Arm: g.plan.arms[g.plan.headline].name,
		NetWidening: plugin(estimate.Quotient,
			g.of(func(r *replicate) float64 {
				return r.strata[0].diverted + r.strata[ledger.Warning-firstBaseline].diverted
			}),
			g.of(func(r *replicate) float64 { return r.all.diverted })),
		ITT: map[string]results.Estimate{}, Tipping: map[string]results.Tipping{},
	}
	for o := range baselines {
		in := g.of(func(r *replicate) float64 { return r.strata[o].people })
		stratum := results.Stratum{
			Baseline: (firstBaseline + ledger.Disposal(o)).String(),
			Share:    plugin(estimate.Quotient, in, people), People: estimateOf(in),
			Diverted: plugin(estimate.Quotient, g.of(func(r *replicate) float64 { return r.strata[o].diverted }), in),
			Effects:  map[string]results.Estimate{},
		}
		for k, d := range talliedBy {
			stratum.Effects[d.String()] = plugin(estimate.Quotient,
				g.of(func(r *replicate) float64 { return r.strata[o].arm[k] - r.strata[o].comparator[k] }), in)
		}
		s.Strata = append(s.Strata, stratum)
	}
	for k, d := range talliedBy {
		s.ITT[d.String()] = plugin(estimate.Quotient, g.of(func(r *replicate) float64 { return r.all.arm[k] - r.all.comparator[k] }), people)
		more := func(o int) []float64 {
			return g.of(func(r *replicate) float64 { return r.strata[o].arm[k] - r.strata[o].comparator[k] })
		}
		in := func(o int) []float64 { return g.of(func(r *replicate) float64 { return r.strata[o].people }) }
		s.Tipping[d.String()] = tipping(s.Strata[baselines-1].Effects[d.String()], s.Strata[0].Effects[d.String()],
			plugin(tippingShare, more(baselines-1), in(baselines-1), more(0), in(0)))
	}
	return s
}

// tippingWithin is how closely a tipping point must be known to be said: two Monte Carlo
// errors are no more than ten points.
const tippingWithin = 0.1

// tippingShare is the tipping point from how many more reoffend of those who would have
// been charged, how many they are, and the same of those who would have had no action.
func tippingShare(m []float64) float64 {
	return estimate.NetWidening{EffectIfCharged: m[0] / m[1], EffectIfNoAction: m[2] / m[3]}.Crossing()
}

// tipping is the share of people who would have had no action at which the
// effects on them and on those who would have been charged cancel. Effects are
// differences in reoffending, so that a negative one is good; share is what they
// come to, with its error.
func tipping(charged, none, share results.Estimate) results.Tipping {
	t := results.Tipping{Share: results.Absent(), MCSE: results.Absent(), Verdict: "not resolved"}
	if !charged.Mean.Known() || !none.Mean.Known() {
		t.Text = "a stratum is empty"
		return t
	}
	resolved := func(e results.Estimate) bool { return math.Abs(float64(e.Mean)) >= 2*float64(e.MCSE) && e.Mean != 0 }
	if !resolved(charged) || !resolved(none) {
		t.Text = "the effect on people who would have been charged, or on those who would have had no action, is within two Monte Carlo errors of none"
		return t
	}
	apart := charged.Mean*none.Mean < 0
	if apart {
		t.MCSE = share.MCSE
	}
	switch within := 2 * float64(share.MCSE); {
	case apart && !(within <= tippingWithin):
		t.Text = fmt.Sprintf("it is known to %s only, two Monte Carlo errors, where %s is wanted", "±"+points(within), "±"+points(tippingWithin))
	case apart && charged.Mean < 0:
		t.Share, t.Verdict = share.Mean, "found"
		t.Text = "with more people than this who would have had no action, among them and those who would have been charged, harm outweighs gain"
	case apart:
		t.Share, t.Verdict = share.Mean, "found"
		t.Text = "the reverse of net-widening: people who would have been charged are harmed, so that fewer of the others than this leave a harm"
	case charged.Mean < 0:
		t.Verdict, t.Text = "none", "both gain: no share of people who would have had no action cancels the gain"
	default:
		t.Verdict, t.Text = "none", "both are harmed: there is no gain to cancel"
	}
	return t
}
