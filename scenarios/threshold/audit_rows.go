package threshold

import (
	"fmt"
	"math"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// rows are the quantities of the audit.
func (e *examined) rows(a *Ask) []AuditRow {
	nan := math.NaN()
	rows := []AuditRow{{
		Quantity: "needed", Words: "people without reoffending that the claim needs", Rate: e.AtLeast,
		Comparator: e.comparator, Sampling: float64(e.needed()), Between: nan, Parameters: nan, Unit: "people",
		Note: "of " + results.Count(float64(e.People)),
	}}
	pass := func(quantity, words string, rate, correlation float64) AuditRow {
		r := AuditRow{Quantity: quantity, Words: words, Rate: rate, Comparator: e.comparator, Parameters: nan, Unit: "probability"}
		r.Sampling, r.Between = e.passes(rate, correlation)
		return r
	}
	rows = append(rows, pass("pass_at_target", "a pass if the true rate is the target exactly", e.AtLeast, e.apart))
	if below := e.AtLeast - apart; below >= 0 {
		rows = append(rows, pass("pass_below", "a pass if it is two points below", below, e.apart))
	}
	if above := e.AtLeast + apart; above <= 1 {
		rows = append(rows, pass("pass_above", "a pass if it is two points above", above, e.apart))
	}
	arm := pass("pass_arm", fmt.Sprintf("a pass under %q", a.Arm), e.arm, e.apart)
	arm.Parameters = e.over(e.draws, e.apart)
	without := pass("pass_comparator", fmt.Sprintf("a pass under %q, without the scheme", a.Scenario.Comparator), e.comparator, e.apartWithout)
	without.Parameters = e.over(e.without, e.apartWithout)
	rows = append(rows, arm, without)
	rows = append(rows, e.mistakes(a)...)
	rows = append(rows, e.rateNeeded(a.Target.Assurance), e.higher(a))
	if below := e.AtLeast - apart; below >= 0 {
		rows = append(rows, e.size("size_two_points", "people needed to tell the target from two points below by one count",
			group{e.AtLeast, e.apart}, group{below, e.apart}, a.Target.Assurance))
	}
	return append(rows, e.size("size_comparator", fmt.Sprintf("people needed to tell %q from %q by one count", a.Arm, a.Scenario.Comparator),
		group{e.arm, e.apart}, group{e.comparator, e.apartWithout}, a.Target.Assurance))
}

// mistakes are passes of a true rate below the target and fails of one that is not: the
// true rate is the place's own where places differ, and that of the draw's place where
// the inputs are not known either.
func (e *examined) mistakes(a *Ask) []AuditRow {
	arm, comparator := e.misjudged(group{e.arm, e.apart}, e.draws), e.misjudged(group{e.comparator, e.apartWithout}, e.without)
	row := func(quantity, words string, rate float64, layers [3]estimate.Misjudged, of func(estimate.Misjudged) float64) AuditRow {
		return AuditRow{
			Quantity: quantity, Words: words, Rate: rate, Comparator: e.comparator, Unit: "probability",
			Sampling: of(layers[0]), Between: of(layers[1]), Parameters: of(layers[2]),
		}
	}
	met := row("true_rate_met", fmt.Sprintf("the true rate under %q is at least the target", a.Arm), e.arm, arm, func(m estimate.Misjudged) float64 { return m.AtTarget })
	met.Sampling = math.NaN() // a rate that is known is at the target or is not
	met.Note = fmt.Sprintf("%.3f under the comparator; over %d draws of the inputs", comparator[2].AtTarget, len(e.draws))
	falsePass := func(m estimate.Misjudged) float64 { return m.FalsePass }
	return []AuditRow{
		met,
		row("false_pass", fmt.Sprintf("a false pass under %q: below the target, observed at or above", a.Arm), e.arm, arm, falsePass),
		row("false_pass_comparator", fmt.Sprintf("the same under %q", a.Scenario.Comparator), e.comparator, comparator, falsePass),
		row("false_fail", fmt.Sprintf("a false fail under %q: at the target or above, observed below", a.Arm), e.arm, arm,
			func(m estimate.Misjudged) float64 { return m.FalseFail }),
	}
}

// misjudged is how the target misleads about a group, by layer; rates are its true ones
// by draw of the inputs.
func (e *examined) misjudged(g group, rates []float64) (layers [3]estimate.Misjudged) {
	at := func(rate, correlation float64) estimate.Misjudged {
		return estimate.MisjudgedByCount(e.People, clamped(rate), correlation, e.AtLeast)
	}
	layers[0], layers[1] = at(g.rate, 0), at(g.rate, g.correlation)
	share := 1 / float64(len(rates))
	for _, rate := range rates {
		m := at(rate, g.correlation)
		layers[2].AtTarget += share * m.AtTarget
		layers[2].FalsePass += share * m.FalsePass
		layers[2].FalseFail += share * m.FalseFail
	}
	return layers
}

// rateNeeded is the true rate at which a pass has the assurance.
func (e *examined) rateNeeded(assurance float64) AuditRow {
	r := AuditRow{
		Quantity: "rate_needed", Words: fmt.Sprintf("true rate at which a pass has a chance of %g%%", 100*assurance), Rate: math.NaN(), Comparator: e.comparator,
		Sampling: math.NaN(), Between: math.NaN(), Parameters: math.NaN(), Unit: "rate",
	}
	if need := e.needed(); need > 0 {
		r.Sampling = estimate.RateForAssurance(e.People, need, assurance)
		low, high := 0.0, 1.0
		for middle := low + (high-low)/2; high-low > 1e-9 && middle < 1; middle = low + (high-low)/2 {
			if _, pass := e.passes(middle, e.apart); pass < assurance {
				low = middle
			} else {
				high = middle
			}
		}
		r.Between = high
	}
	return r
}

// higher is the chance that the arm shows the higher rate of two groups of the claim's
// size, ties not counted.
func (e *examined) higher(a *Ask) AuditRow {
	return AuditRow{
		Quantity: "higher_than_comparator", Words: fmt.Sprintf("%q shows a higher rate than %q, as many people in each", a.Arm, a.Scenario.Comparator),
		Rate: e.arm, Comparator: e.comparator, Unit: "probability", Between: math.NaN(),
		Parameters: estimate.MeanProbabilityHigher(e.People, e.draws, e.without),
		Sampling:   estimate.ProbabilityHigher(e.People, clamped(e.arm), e.People, clamped(e.comparator)),
		Note:       "in the same place; the inputs are the same in both",
	}
}

func clamped(rate float64) float64 { return math.Min(1, math.Max(0, rate)) }

// group is people with a true rate, and the correlation of two of them in one place.
type group struct{ rate, correlation float64 }
