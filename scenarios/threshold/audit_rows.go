package threshold

import (
	"fmt"
	"math"

	"diversim/sim/estimate"
)

// rows are the quantities of the audit.
func (e *examined) rows(a *Ask) []AuditRow {
	nan := math.NaN()
	rows := []AuditRow{{
		Quantity: "needed", Words: "people without reoffending that the claim needs", Rate: e.AtLeast,
		Comparator: e.comparator, Sampling: float64(e.needed()), Between: nan, Parameters: nan, Unit: "people",
		Note: fmt.Sprintf("of %d", e.People),
	}}
	pass := func(quantity, words string, rate, correlation float64) AuditRow {
		r := AuditRow{Quantity: quantity, Words: words, Rate: rate, Comparator: e.comparator, Parameters: nan, Unit: "probability"}
		r.Sampling, r.Between = e.passes(rate, correlation)
		return r
	}
	observe := func(_, pass float64) float64 { return pass }
	rows = append(rows, pass("pass_at_target", "a pass if the true rate is the target exactly", e.AtLeast, e.apart))
	if below := e.AtLeast - apart; below >= 0 {
		rows = append(rows, pass("pass_below", "a pass if it is two points below", below, e.apart))
	}
	if above := e.AtLeast + apart; above <= 1 {
		rows = append(rows, pass("pass_above", "a pass if it is two points above", above, e.apart))
	}
	arm := pass("pass_arm", fmt.Sprintf("a pass under %q", a.Arm), e.arm, e.apart)
	arm.Parameters = e.over(e.draws, e.apart, observe)
	without := pass("pass_comparator", fmt.Sprintf("a pass under %q, without the scheme", a.Scenario.Comparator), e.comparator, e.apartWithout)
	without.Parameters = e.over(e.without, e.apartWithout, observe)
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

// mistakes are passes of a true rate below the target and fails of one that is not, over
// what may be true of the inputs.
func (e *examined) mistakes(a *Ask) []AuditRow {
	below := func(p float64) float64 {
		if meets(p, e.AtLeast) {
			return 0
		}
		return 1
	}
	nan := math.NaN()
	row := func(quantity, words string, g group, rates []float64, of func(rate, pass float64) float64) AuditRow {
		rate := g.rate
		r := AuditRow{Quantity: quantity, Words: words, Rate: rate, Comparator: e.comparator, Unit: "probability", Parameters: e.over(rates, g.correlation, of)}
		sampling, between := e.passes(rate, g.correlation)
		r.Sampling, r.Between = of(rate, sampling), of(rate, between)
		return r
	}
	falsePass := func(p, pass float64) float64 { return below(p) * pass }
	falseFail := func(p, pass float64) float64 { return (1 - below(p)) * (1 - pass) }
	met := AuditRow{
		Quantity: "true_rate_met", Words: fmt.Sprintf("the true rate under %q is at least the target", a.Arm), Rate: e.arm, Comparator: e.comparator,
		Sampling: nan, Between: nan, Unit: "probability", Parameters: e.over(e.draws, e.apart, func(p, _ float64) float64 { return 1 - below(p) }),
		Note: fmt.Sprintf("%.3f under the comparator; over %d draws of the inputs", e.over(e.without, e.apartWithout, func(p, _ float64) float64 { return 1 - below(p) }), len(e.draws)),
	}
	return []AuditRow{
		met,
		row("false_pass", fmt.Sprintf("a false pass under %q: below the target, observed at or above", a.Arm), group{e.arm, e.apart}, e.draws, falsePass),
		row("false_pass_comparator", fmt.Sprintf("the same under %q", a.Scenario.Comparator), group{e.comparator, e.apartWithout}, e.without, falsePass),
		row("false_fail", fmt.Sprintf("a false fail under %q: at the target or above, observed below", a.Arm), group{e.arm, e.apart}, e.draws, falseFail),
	}
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
	each := 0.0
	for k, p := range e.draws {
		each += estimate.ProbabilityHigher(e.People, clamped(p), e.People, clamped(e.without[k])) / float64(len(e.draws))
	}
	return AuditRow{
		Quantity: "higher_than_comparator", Words: fmt.Sprintf("%q shows a higher rate than %q, as many people in each", a.Arm, a.Scenario.Comparator),
		Rate: e.arm, Comparator: e.comparator, Unit: "probability", Between: math.NaN(), Parameters: each,
		Sampling: estimate.ProbabilityHigher(e.People, clamped(e.arm), e.People, clamped(e.comparator)),
		Note:     "in the same place; the inputs are the same in both",
	}
}

func clamped(rate float64) float64 { return math.Min(1, math.Max(0, rate)) }

// group is people with a true rate, and the correlation of two of them in one place.
type group struct{ rate, correlation float64 }
