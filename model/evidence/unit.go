package evidence

import "math"

// The unit of an input is the type of the field that holds it. All of them are
// float64 underneath, so hot loops convert for free.
type (
	// Probability is a proportion within [0, 1].
	Probability float64
	// Ratio is a non-negative multiplier: a hazard ratio, a rate ratio, an overhead.
	Ratio float64
	// LogRatio is the natural logarithm of a ratio.
	LogRatio float64
	// PerYear is a non-negative rate per year of 365.25 days.
	PerYear float64
	// Years is a duration in years of 365.25 days.
	Years float64
	// Days is a duration in days.
	Days float64
	// Weeks is a duration in weeks of seven days.
	Weeks float64
	// Pounds is money in pounds sterling at 2024-25 prices.
	Pounds float64
	// Count is a non-negative number of things; it need not be whole.
	Count float64
	// Number is a dimensionless real number.
	Number float64
)

// Unit is the set of types an input field may have.
type Unit interface {
	Probability | Ratio | LogRatio | PerYear | Years | Days | Weeks | Pounds | Count | Number
}

// measure identifies a unit at run time.
type measure uint8

const (
	noMeasure measure = iota
	probability
	ratio
	logRatio
	perYear
	years
	days
	weeks
	pounds
	count
	number
)

// measures describes each unit: its name in tables and messages, the widest
// range an input in it may declare, its length in days where it is a duration,
// and an example of the text that Parse accepts.
var measures = [...]struct {
	name    string
	bounds  Range
	days    float64
	example string
}{
	probability: {"proportion", Range{0, 1}, 0, "0.8 or 80%"},
	ratio:       {"ratio", Range{0, math.Inf(1)}, 0, "0.88 or 88%"},
	logRatio:    {"log ratio", Range{math.Inf(-1), math.Inf(1)}, 0, "-0.12"},
	perYear:     {"per year", Range{0, math.Inf(1)}, 0, "0.85 per year"},
	years:       {"years", Range{0, math.Inf(1)}, daysPerYear, "3y or 18 months"},
	days:        {"days", Range{0, math.Inf(1)}, 1, "7d or 6 weeks"},
	weeks:       {"weeks", Range{0, math.Inf(1)}, daysPerWeek, "6 weeks or 14 days"},
	pounds:      {"pounds", Range{math.Inf(-1), math.Inf(1)}, 0, "£60,000 or 60000"},
	count:       {"count", Range{0, math.Inf(1)}, 0, "1,500"},
	number:      {"number", Range{math.Inf(-1), math.Inf(1)}, 0, "2.5"},
}

const (
	daysPerWeek   = 7
	daysPerYear   = 365.25
	monthsPerYear = 12
)

func (m measure) String() string { return measures[m].name }

// measureOf returns the run-time unit of the type parameter.
func measureOf[T Unit]() measure {
	var zero T
	switch any(zero).(type) {
	case Probability:
		return probability
	case Ratio:
		return ratio
	case LogRatio:
		return logRatio
	case PerYear:
		return perYear
	case Years:
		return years
	case Days:
		return days
	case Weeks:
		return weeks
	case Pounds:
		return pounds
	case Count:
		return count
	case Number:
		return number
	}
	panic("evidence: a type of Unit has no measure")
}

// Range is an inclusive interval; either end may be infinite.
type Range struct{ Low, High float64 }

// Between is the range from low to high.
func Between(low, high float64) Range { return Range{low, high} }

// AtLeast is the range from low upwards without end. An input with it accepts
// the word "unlimited".
func AtLeast(low float64) Range { return Range{low, math.Inf(1)} }

// Contains reports whether x lies in the range. NaN and negative infinity lie in
// none; positive infinity lies in a range without an upper end.
func (r Range) Contains(x float64) bool {
	return x >= r.Low && x <= r.High && !math.IsInf(x, -1)
}

// String writes the range without a unit.
func (r Range) String() string { return rangeInUnit(r, number) }

// Clamp returns the point of the range nearest to x.
func (r Range) Clamp(x float64) float64 { return min(max(x, r.Low), r.High) }
