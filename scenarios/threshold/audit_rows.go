package threshold

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

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

// mostPeople bounds the search for a size.
const mostPeople = 10_000_000

// size is the fewest people with whom a count can be named that is reached with the
// assurance at the higher rate and with no more than the chance of a false pass at the
// lower: exact for chance alone, by the normal law where places differ, in which case
// there may be no such number.
func (e *examined) size(quantity, words string, upper, lower group, assurance float64) AuditRow {
	high, low := upper.rate, lower.rate
	r := AuditRow{
		Quantity: quantity, Words: words, Rate: high, Comparator: e.comparator,
		Sampling: math.NaN(), Between: math.NaN(), Parameters: math.NaN(), Unit: "people",
		Note: fmt.Sprintf("%.1f%% from %.1f%%, with a chance of %g%% at the one and at most %g%% at the other", 100*high, 100*low, 100*assurance, 100*e.FalsePass),
	}
	if !(low >= 0 && high <= 1 && high > low) {
		r.Verdict, r.Note = Infeasible, fmt.Sprintf("%.1f%% is not above %.1f%%: there is nothing to tell", 100*high, 100*low)
		return r
	}
	r.Sampling = fewest(func(n int) bool { return tells(n, high, low, assurance, e.FalsePass) })
	r.Between = fewest(func(n int) bool { return e.tellsPlaces(n, upper, lower, assurance) })
	if math.IsNaN(r.Between) {
		r.Verdict, r.Note = Infeasible, r.Note+"; where places differ so, no number of people in one place is enough"
	}
	return r
}

// tells says whether n people are enough by chance alone: of the counts that the higher
// rate reaches with the assurance, the greatest must be rare at the lower one.
func tells(n int, high, low, assurance, falsePass float64) bool {
	from, to := 0, n+1 // reached with the assurance; not
	for to-from > 1 {
		if middle := from + (to-from)/2; estimate.BinomialUpperTail(n, middle, high) >= assurance {
			from = middle
		} else {
			to = middle
		}
	}
	return estimate.BinomialUpperTail(n, from, low) <= falsePass
}

func (e *examined) tellsPlaces(n int, high, low group, assurance float64) bool {
	sd := func(g group) float64 {
		return math.Sqrt(g.rate * (1 - g.rate) * (1 + float64(n-1)*g.correlation) / float64(n))
	}
	z := distuv.UnitNormal.Quantile
	return high.rate-low.rate >= z(assurance)*sd(high)-z(e.FalsePass)*sd(low)
}

// fewest is about the least number of people for which something holds that holds the
// more easily the more there are: counts are whole, so that a few fewer may do; NaN where
// there is none.
func fewest(enough func(n int) bool) float64 {
	low, high := 0, 1
	for !enough(high) {
		if low, high = high, 2*high; high > mostPeople {
			return math.NaN()
		}
	}
	for high-low > 1 {
		if middle := low + (high-low)/2; enough(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return float64(high)
}
