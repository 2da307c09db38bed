package cli

import (
	"fmt"
	"math"
	"strings"

	"diversim/scenarios/results"
)

// unit is how a measure is written on a page.
type unit struct {
	words      string // after a level
	difference string // after a difference
	scale      float64
	digits     int
}

// unitOf is the way of writing the unit of a measure.
func unitOf(name string) unit {
	switch name {
	case "proportion":
		return unit{"% of the cohort", "percentage points", 100, 1}
	case "pounds per person":
		return unit{"£ per person", "£ per person", 1, 0}
	case "days", "days per person":
		return unit{name, name, 1, 1}
	}
	return unit{name, name, 1, 2}
}

// absent stands for a number that is not there.
const absent = "–"

// amount is a level.
func (u unit) amount(x results.Number) string { return amount(u.scale*float64(x), u.digits) }

// inWords is a level with its unit, as a sentence has it.
func (u unit) inWords(x results.Number) string {
	return u.short(x) + " " + strings.TrimLeft(u.words, "%£ ")
}

// short is a level with no more of its unit than a sign.
func (u unit) short(x results.Number) string {
	switch {
	case !x.Known():
		return absent
	case strings.HasPrefix(u.words, "%"):
		return u.amount(x) + "%"
	case strings.HasPrefix(u.words, "£"):
		return "£" + u.amount(x)
	}
	return u.amount(x)
}

// change is a difference, always with its sign.
func (u unit) change(x results.Number) string {
	if !x.Known() {
		return absent
	}
	return results.Change(u.scale*float64(x), u.digits)
}

// resolved is a difference, with a mark where it is too small for the number of
// replications.
func (u unit) resolved(d results.Estimate) string {
	if d.Unresolved() {
		return "~ " + u.change(d.Mean)
	}
	return u.change(d.Mean)
}

// mcError is a Monte Carlo error, to one digit more than the mean unless it is
// large.
func (u unit) mcError(x results.Number) string {
	const large, medium = 100, 10
	size, digits := u.scale*float64(x), u.digits+1
	if size >= large || size >= medium && u.digits > 1 {
		return amount(size, u.digits)
	}
	if least := math.Pow(10, -float64(digits)); size > 0 && size < least/2 {
		return "<" + amount(least, digits)
	}
	return amount(size, digits)
}

// interval is the two ends, or that there are none.
func (u unit) interval(e results.Estimate) string {
	if !e.Low.Known() || !e.High.Known() {
		return absent
	}
	return u.amount(e.Low) + " to " + u.amount(e.High)
}

// amount writes a number with thousands separators, a real minus sign and no
// negative zero.
func amount(x float64, digits int) string {
	if math.IsNaN(x) {
		return absent
	}
	return results.Amount("", x, digits)
}

// pence writes money to the penny.
func pence(x results.Number) string {
	if !x.Known() {
		return absent
	}
	text := amount(float64(x), 2)
	if after, negative := strings.CutPrefix(text, "−"); negative {
		return "−£" + after
	}
	return "£" + text
}

// percent writes a share.
func percent(share results.Number, digits int) string {
	if !share.Known() {
		return absent
	}
	return amount(100*float64(share), digits) + "%"
}

// days writes a duration in days.
func days(x results.Number) string {
	if !x.Known() {
		return absent
	}
	return amount(float64(x), 1) + " days"
}

// years writes a duration in years, or in months where that is whole.
func years(x float64) string {
	months := x * 12
	switch {
	case x == 1:
		return "1 year"
	case x == math.Round(x):
		return fmt.Sprintf("%.0f years", x)
	case math.Abs(months-math.Round(months)) < 1e-6:
		return fmt.Sprintf("%.0f months", months)
	}
	return rounded(fmt.Sprintf("%g years", x))
}

// eachOf is so many replications of which the same is said.
func eachOf(replications int) string {
	if replications == 1 {
		return "1 replication"
	}
	return "each of " + results.Count(float64(replications)) + " replications"
}
