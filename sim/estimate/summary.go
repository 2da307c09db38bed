package estimate

import (
	"math"
	"slices"

	"diversim/sim"
)

// MinimumForInterval is the number of replications below which the 2.5th and
// 97.5th percentile are not reported: with fewer than 40 values each tail
// holds less than one of them.
const MinimumForInterval = 40

// Normal95 is the half-width of a 95% interval of a normal estimate, in standard errors.
var Normal95 = sim.NormalScore(0.975)

// The tails of a reported interval.
const (
	lowTail  = 0.025
	highTail = 0.975
)

// Interval is what replications say about one number. Fields without a value
// are NaN.
type Interval struct {
	Mean float64 // NaN if Empty
	MCSE float64 // Monte Carlo standard error of Mean; NaN below two values
	Low  float64 // 2.5th percentile over replications; NaN unless HasInterval
	High float64 // 97.5th percentile; NaN unless HasInterval

	N       int // values that exist
	Missing int // NaN entries, each a mean over nobody, left out

	HasInterval bool // at least MinimumForInterval values
	Empty       bool // no value at all
}

// Summarise is the mean, its Monte Carlo error and the 95% interval of one
// value per replication. NaN entries are left out and counted. The answer
// depends on the order of the values only through rounding, which the
// compensated sums keep below one unit in the last place or so.
func Summarise(values []float64) Interval {
	kept := present(values)
	summary := Interval{
		Mean:    Mean(kept),
		MCSE:    StandardError(kept),
		Low:     math.NaN(),
		High:    math.NaN(),
		N:       len(kept),
		Missing: len(values) - len(kept),
		Empty:   len(kept) == 0,
	}
	if len(kept) >= MinimumForInterval {
		slices.Sort(kept)
		summary.Low = percentileOfSorted(kept, lowTail)
		summary.High = percentileOfSorted(kept, highTail)
		summary.HasInterval = true
	}
	return summary
}

// Mean is the arithmetic mean, by a compensated sum; NaN over nobody and NaN
// if an entry is.
func Mean(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	return compensatedSum(values) / float64(len(values))
}

// Variance is the sample variance (divisor n-1), in two passes; NaN below two
// values.
func Variance(values []float64) float64 {
	if len(values) < 2 {
		return math.NaN()
	}
	mean := Mean(values)
	var sum compensated
	for _, v := range values {
		sum.add((v - mean) * (v - mean))
	}
	return sum.total() / float64(len(values)-1)
}

// StandardError is the sample standard deviation over the square root of the
// number of values; NaN below two values.
func StandardError(values []float64) float64 {
	return math.Sqrt(Variance(values) / float64(len(values)))
}

// Percentile is the given share of the way through the values (0 the least, 1
// the greatest), interpolated linearly between order statistics: type 7 of
// Hyndman and Fan (1996), the default of R and numpy. NaN entries are left
// out. The number is there from one value on; ok says whether there are the
// MinimumForInterval values that a reported interval needs.
func Percentile(values []float64, share float64) (percentile float64, ok bool) {
	wantProbability("the share of a percentile", share)
	kept := present(values)
	if len(kept) == 0 {
		return math.NaN(), false
	}
	slices.Sort(kept)
	return percentileOfSorted(kept, share), len(kept) >= MinimumForInterval
}

func percentileOfSorted(sorted []float64, share float64) float64 {
	position := share * float64(len(sorted)-1)
	below := int(position)
	if below == len(sorted)-1 {
		return sorted[below]
	}
	return sorted[below] + (position-float64(below))*(sorted[below+1]-sorted[below])
}

// present is a copy of the values without the NaN entries.
func present(values []float64) []float64 {
	kept := make([]float64, 0, len(values))
	for _, v := range values {
		if !math.IsNaN(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

// compensated is a running sum that carries the rounding error of each
// addition (Neumaier 1974).
type compensated struct{ sum, lost float64 }

func (c *compensated) add(v float64) {
	sum := c.sum + v
	if math.Abs(c.sum) >= math.Abs(v) {
		c.lost += (c.sum - sum) + v
	} else {
		c.lost += (v - sum) + c.sum
	}
	c.sum = sum
}

func (c *compensated) total() float64 {
	if math.IsInf(c.sum, 0) {
		return c.sum // the compensation of an infinite sum is NaN
	}
	return c.sum + c.lost
}

func compensatedSum(values []float64) float64 {
	var sum compensated
	for _, v := range values {
		sum.add(v)
	}
	return sum.total()
}
