package sim

import "math"

// Time is a point on the simulated clock, or a span of it, in whole seconds.
// Whole seconds make ties exact and keep sums independent of their order.
type Time int64

// Never is later than every time a run can reach.
const Never Time = math.MaxInt64

// Spans of simulated time. A year is 365.25 days.
const (
	Second Time = 1
	Day         = 86_400 * Second
	Year        = 31_557_600 * Second
)

// YearsOf is the span of the given number of years, rounded to the nearest
// second. An infinite or unreachable span is Never.
func YearsOf(years float64) Time {
	s := years * float64(Year)
	if s >= float64(Never) {
		return Never
	}
	return Time(math.Round(s))
}

// Years is t in years of 365.25 days.
func (t Time) Years() float64 { return float64(t) / float64(Year) }

// Days is t in days.
func (t Time) Days() float64 { return float64(t) / float64(Day) }

// Plus is t later by span; Never stays Never, and so does a sum beyond it.
func (t Time) Plus(span Time) Time {
	if t == Never || span == Never || t > Never-span {
		return Never
	}
	return t + span
}
