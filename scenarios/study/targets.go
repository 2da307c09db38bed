package study

import (
	"fmt"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
)

// target is a published figure that calibration may use. The figures of
// validation are no targets, and a figure is never both.
type target struct {
	key, label          string // key is permanent
	source              string
	measure, population string
	months              int // over which it is measured
	published           float64
	low, high           float64
	tolerance           string // what low and high are, and why
	of                  func(t *targetCounts) float64
}

// Populations of the published figures.
const (
	possessionSuspects = "adults suspected of possession in forces without a scheme"
	widerSuspects      = "adults suspected of theft, assault or damage with a drugs flag in forces without a scheme"
	allOffenders       = "all people cautioned, convicted or released, England and Wales, 2011/12"
)

const (
	confidence   = "published 95% interval"
	perPersonTol = "20% either side: no interval is published, and the cohort is of all offences"
	gradientTol  = "20% either side: no interval is published, and the cohort is of all offences, so that only the ratio is used"
)

// perReoffender is the key of the figure that counts of reoffences are checked against.
const perReoffender = "reoffences_per_reoffender"

// targets is the table of figures that may be fitted or checked.
var targets = []target{
	risk("possession", possessionSuspects, 3, 0.133, 0.127, 0.139),
	risk("possession", possessionSuspects, 12, 0.276, 0.268, 0.284),
	risk("possession", possessionSuspects, 36, 0.399, 0.390, 0.407),
	risk("wider", widerSuspects, 3, 0.299, 0.291, 0.306),
	risk("wider", widerSuspects, 12, 0.477, 0.468, 0.487),
	risk("wider", widerSuspects, 36, 0.609, 0.600, 0.618),
	treated("possession", possessionSuspects, 0.055, 0.051, 0.059),
	treated("wider", widerSuspects, 0.093, 0.087, 0.099),
	{
		perReoffender, "Proven reoffences of each person who reoffends", "moj-prs-2012",
		"reoffences_12m_proven over reoffending_12m_proven", allOffenders, 12,
		2.9, 2.9 * 0.8, 2.9 * 1.2, perPersonTol,
		func(t *targetCounts) float64 { return over(float64(t.reoffences), float64(t.reoffenders)) },
	},
	{
		"prior_gradient", "Proven reoffending of people with 11 or more prior offences, over that of people with none", "moj-prs-2012",
		"reoffending_12m_proven, ratio", allOffenders, 12,
		47 / 10.5, 47 / 10.5 * 0.8, 47 / 10.5 * 1.2, gradientTol,
		func(t *targetCounts) float64 {
			first, last := t.band[0], t.band[ledger.PriorBands-1]
			return over(over(float64(last.reoffended), float64(last.people)), over(float64(first.reoffended), float64(first.people)))
		},
	},
}

// risk is a point of the curve of a first sanctioned reoffence.
func risk(group, population string, months int, published, low, high float64) target {
	return target{
		fmt.Sprintf("risk_%s_%dm", group, months), fmt.Sprintf("Risk of a first sanctioned reoffence by %d months", months), "pdd-2026",
		"first sanctioned reoffence", population, months, published, low, high, confidence,
		func(t *targetCounts) float64 { return over(float64(t.failed[months]), float64(t.people)) },
	}
}

// treated is the share of the undiverted who enter drug treatment in a year.
func treated(group, population string, published, low, high float64) target {
	return target{
		"treatment_" + group + "_12m", "Entry into drug treatment within 12 months", "pdd-2026",
		"first start of treatment", population, 12, published, low, high, confidence,
		func(t *targetCounts) float64 { return over(float64(t.treated), float64(t.people)) },
	}
}

// targetCounts counts what the targets need, over one or several replications.
type targetCounts struct {
	people                  int
	failed                  [calibrationMonths + 1]int // with a first sanctioned reoffence by a month
	treated                 int                        // who started treatment in 12 months
	reoffenders, reoffences int                        // proven, 12 months
	band                    [ledger.PriorBands]struct{ people, reoffended int }
}

// calibrationMonths is how long people are followed.
const calibrationMonths = 36

// count tallies one arm of one replication.
func count(l *ledger.Ledger, p *outcome.People) *targetCounts {
	t := &targetCounts{people: p.Len()}
	for i := range p.Len() {
		if m := monthOf(p.First[outcome.Sanctioned][i]); m <= calibrationMonths {
			t.failed[m]++
		}
		band := &t.band[l.People[i].Prior]
		band.people++
		if n := int(p.Within[outcome.Proven][i]); n > 0 {
			t.reoffenders++
			t.reoffences += n
			band.reoffended++
		}
	}
	for m := range calibrationMonths {
		t.failed[m+1] += t.failed[m]
	}
	entered := make([]bool, p.Len())
	for _, e := range l.Episodes {
		if e.StartedAt < l.People[e.Person].Index.Plus(outcome.Window) && !entered[e.Person] {
			entered[e.Person] = true
			t.treated++
		}
	}
	return t
}

// add adds another tally.
func (t *targetCounts) add(o *targetCounts) {
	t.people += o.people
	t.treated += o.treated
	t.reoffenders += o.reoffenders
	t.reoffences += o.reoffences
	for m := range t.failed {
		t.failed[m] += o.failed[m]
	}
	for b := range t.band {
		t.band[b].people += o.band[b].people
		t.band[b].reoffended += o.band[b].reoffended
	}
}

// half is half the interval of the target: the unit in which misses count.
func (t *target) half() float64 { return (t.high - t.low) / 2 }

// targetNamed is the target with a key.
func targetNamed(key string) *target {
	for i := range targets {
		if targets[i].key == key {
			return &targets[i]
		}
	}
	panic("study: no target is called " + key)
}

// calibrationHorizon is the follow-up that the targets need.
const calibrationHorizon = 3 * sim.Year
