package study

import (
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// stages are the ways to have taken the scheme up.
var stages = [...]struct {
	name string
	in   func(p *outcome.People) []bool
}{
	{"accepted", func(p *outcome.People) []bool { return p.Accepted }},
	{"attended", func(p *outcome.People) []bool { return p.Attended }},
	{"completed", func(p *outcome.People) []bool { return p.Completed }},
}

// engage counts the people who would reach each stage under the headline arm.
func engage(arm, comparator *outcome.People) (groups [len(stages)]tally) {
	for s := range stages {
		in := stages[s].in(arm)
		groups[s] = tallyOf(arm, comparator, func(i int) bool { return in[i] })
	}
	return groups
}

// engaged is the effect among those who would reach each stage, and the
// instrumental-variable estimate of it: the effect over everybody over the share.
// The second assumes that the scheme does nothing to those who do not reach the
// stage, which a scheme that waives a charge for whoever accepts does not meet
// for attendance and completion.
func (g *gathering) engaged() []results.Engaged {
	if !g.stratified() {
		return nil
	}
	var all []results.Engaged
	people := g.of(func(r *replicate) float64 { return r.all.people })
	for s, stage := range stages {
		in := g.of(func(r *replicate) float64 { return r.groups[s].people })
		e := results.Engaged{
			Stage: stage.name, Share: plugin(estimate.Quotient, in, people),
			CACE: map[string]results.Estimate{}, Wald: map[string]results.Estimate{}, Bias: map[string]results.Estimate{},
		}
		for k, d := range talliedBy {
			change := g.of(func(r *replicate) float64 { return r.groups[s].arm[k] - r.groups[s].comparator[k] })
			whole := g.of(func(r *replicate) float64 { return r.all.arm[k] - r.all.comparator[k] })
			e.CACE[d.String()] = plugin(estimate.Quotient, change, in)
			e.Wald[d.String()] = plugin(estimate.Quotient, whole, in)
			e.Bias[d.String()] = plugin(func(m []float64) float64 { return (m[0] - m[1]) / m[2] }, whole, change, in)
		}
		all = append(all, e)
	}
	return all
}
