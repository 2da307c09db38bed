package study

import (
	"math"

	"diversim/model/outcome"
	"diversim/scenarios/results"
)

// evaluated is what is compared: the headline arm, the comparator and, where it
// was run, the comparator under the mix as the force recorded it. What is known of people
// before the index contact is of so many years.
type evaluated struct {
	arm, comparator, recorded *outcome.People
	years                     float64
}

// naiveEstimator is what an evaluator who sees one world would compute, and what
// it is taken for: the effect on what the same people do, read on the scale of
// proven reoffending by processing every event as under the comparator, unless its
// row says otherwise.
type naiveEstimator struct {
	name, label, measure, unit string
	of                         func(e evaluated) (naive, truth float64)
	text                       string
}

const (
	provenShare  = "reoffending_12m_proven"
	aProportion  = "proportion"
	sanctionedIn = "reoffences_12m_sanctioned"
	perPerson    = "reoffences per person"
)

// naiveTable is the estimators, in the order in which they are printed.
var naiveTable = [...]naiveEstimator{
	{
		"before_after", "After against the year before", sanctionedIn, perPerson,
		func(e evaluated) (float64, float64) { return beforeAfter(e, 0) },
		"What happens to those who are diverted after their index contact, the scheme apart, is not what happened in the year before it: without a comparison nothing tells the two apart. The year before is simulated at base rates; only in the year after do disposals bear on what people do.",
	},
	{
		"before_after_with_index", "The same, the index event counted before", sanctionedIn, perPerson,
		func(e evaluated) (float64, float64) { return beforeAfter(e, 1) },
		"The event that brought a person into the cohort is one that everybody has: counted before, it makes any scheme look good.",
	},
	{
		"completers_dropouts", "Completers against those who left", provenShare, aProportion,
		func(e evaluated) (float64, float64) {
			completed := func(i int) bool { return e.arm.Completed[i] }
			left := func(i int) bool { return e.arm.Accepted[i] && !e.arm.Completed[i] }
			return rate(e.arm, outcome.Proven, completed) - rate(e.arm, outcome.Proven, left), conduct(e, completed)
		},
		"Those who complete would have done better anyway.",
	},
	{
		"diverted_not_diverted", "Diverted against not, in the arm", provenShare, aProportion,
		func(e evaluated) (float64, float64) {
			diverted := func(i int) bool { return e.arm.Diverted[i] }
			rest := func(i int) bool { return !e.arm.Diverted[i] }
			return rate(e.arm, outcome.Proven, diverted) - rate(e.arm, outcome.Proven, rest), conduct(e, diverted)
		},
		"Who is diverted is not drawn by lot, and a diverted contact is not proven; where almost everybody is diverted the rest are few and unusual.",
	},
	{
		"force_force", "Force with against force without", provenShare, aProportion,
		func(e evaluated) (float64, float64) {
			return rate(e.arm, outcome.Proven, everybody) - rate(e.comparator, outcome.Proven, everybody), conduct(e, everybody)
		},
		"With people alike in both, what is left is that diverted contacts are not counted as reoffences.",
	},
	{
		"force_recorded", "Force with against its own recorded mix", provenShare, aProportion,
		func(e evaluated) (float64, float64) {
			if e.recorded == nil {
				return math.NaN(), math.NaN()
			}
			return rate(e.arm, outcome.Proven, everybody) - rate(e.recorded, outcome.Proven, everybody), conduct(e, everybody)
		},
		"A comparator that already has the scheme in it hides part of what the scheme does. Here the comparator alone has the recorded mix; where usual practice is taken to be that mix, both arms have it.",
	},
	{
		"official_cohort", "Official cohort against official cohort", provenShare, aProportion,
		func(e evaluated) (float64, float64) {
			cohort := func(i int) bool { return e.comparator.Record[i] }
			return rate(e.arm, outcome.Proven, func(i int) bool { return e.arm.Record[i] }) - rate(e.comparator, outcome.Proven, cohort),
				conduct(e, cohort)
		},
		"Official statistics follow those cautioned or convicted. The scheme takes people out of that cohort, so that its rate changes with who is left in it.",
	},
	{
		"six_for_twelve", "Six months read as twelve", "non_reoffending_12m_proven", aProportion,
		func(e evaluated) (float64, float64) {
			return 1 - rateBy(e.arm, outcome.Proven, 0), e.arm.FreeByContact(nil) // both on the clock of the contact
		},
		"A share without reoffending can only fall as time passes.",
	},
}

// rate is the share of the people in a set who reoffend; NaN for nobody.
func rate(p *outcome.People, d outcome.Definition, in func(i int) bool) float64 {
	events, n := 0.0, 0.0
	for i := range p.Len() {
		if in(i) {
			n++
			if p.Reoffended(d, i) {
				events++
			}
		}
	}
	return over(events, n)
}

// rateBy is the share of everybody who reoffend in the span Spans[k].
func rateBy(p *outcome.People, d outcome.Definition, k int) float64 {
	events := 0.0
	for i := range p.Len() {
		if p.ReoffendedBy(d, k, i) {
			events++
		}
	}
	return over(events, float64(p.Len()))
}

// conduct is the effect on what the people in a set do.
func conduct(e evaluated, in func(i int) bool) float64 {
	return rate(e.arm, outcome.BaselineEquivalent, in) - rate(e.comparator, outcome.BaselineEquivalent, in)
}

// beforeAfter is the change in sanctioned offences a person from the year before
// the index contact (of several years the mean), the index event counted so many times,
// and what the scheme changes, both of the people the arm diverts: the comparator's are the same people.
// Without anything before there is nothing to compare.
func beforeAfter(e evaluated, index float64) (naive, truth float64) {
	before, after, without, n := 0.0, 0.0, 0.0, 0.0
	for i, diverted := range e.arm.Diverted {
		if !diverted {
			continue
		}
		n++
		before += float64(e.arm.Before[i].Sanctioned)
		after += float64(e.arm.Within[outcome.Sanctioned][i])
		without += float64(e.comparator.Within[outcome.Sanctioned][i])
	}
	if before == 0 {
		return math.NaN(), math.NaN()
	}
	return (after-before/e.years)/n - index, (after - without) / n
}

// naively computes every estimator of one replication.
func naively(e evaluated) (naive, truth [len(naiveTable)]float64) {
	for k, t := range naiveTable {
		naive[k], truth[k] = math.NaN(), math.NaN()
		if e.arm != nil {
			naive[k], truth[k] = t.of(e)
		}
	}
	return naive, truth
}

// naive is the estimators that exist in this run.
func (g *gathering) naive() []results.Naive {
	all := []results.Naive{}
	for k, t := range naiveTable {
		naive := g.of(func(r *replicate) float64 { return r.naive[k] })
		truth := g.of(func(r *replicate) float64 { return r.truth[k] })
		n := results.Naive{
			Name: t.name, Label: t.label, Measure: t.measure, Unit: t.unit, Text: t.text,
			Naive: plugin(func(m []float64) float64 { return m[0] }, naive, truth),
			Truth: plugin(func(m []float64) float64 { return m[1] }, naive, truth),
			Bias:  plugin(difference, naive, truth),
		}
		if n.Naive.Mean.Known() {
			all = append(all, n)
		}
	}
	return all
}
