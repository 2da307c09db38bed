package figure

import (
	"math"
	"slices"
)

// tick is a place on an axis and the text beside it.
type tick struct {
	at   float64
	text string
}

// axis is the range of values a panel shows along one side.
type axis struct {
	min, max float64
	ticks    []tick
}

// step is the smallest of 1, 2 or 5 times a power of ten that divides a span
// into at most count parts.
func step(span float64, count int) float64 {
	if !(span > 0) || math.IsInf(span, 0) || count < 1 {
		panic("figure: an axis needs a span above zero and at least one part")
	}
	power := math.Floor(math.Log10(span / float64(count)))
	for {
		for _, m := range []float64{1, 2, 5} {
			s := scaled(m, power)
			if span/s <= float64(count)*(1+1e-9) {
				return s
			}
		}
		power++
	}
}

// scaled is m times ten to a whole power, as near as floating point allows:
// dividing by 10 is exact where multiplying by 0.1 is not.
func scaled(m, power float64) float64 {
	if power < 0 {
		return m / math.Pow(10, -power)
	}
	return m * math.Pow(10, power)
}

// wholeAxis covers low to high with ticks at every step, its ends moved out to
// the next tick. format writes the numbers.
func wholeAxis(low, high float64, count int, format func(float64) string) axis {
	if !(high > low) {
		high = low + 1
	}
	s := step(high-low, count)
	first, last := math.Floor(low/s+1e-9), math.Ceil(high/s-1e-9)
	a := axis{min: multiple(first, s), max: multiple(last, s)}
	for i := first; i <= last; i++ {
		v := multiple(i, s)
		a.ticks = append(a.ticks, tick{v, format(v)})
	}
	return a
}

// endingAt is an axis from 0 that stops at its last value, with ticks at whole
// steps only.
func endingAt(last float64, count int, format func(float64) string) axis {
	a := wholeAxis(0, last, count, format)
	for n := len(a.ticks); n > 0 && a.ticks[n-1].at > last; n-- {
		a.ticks = a.ticks[:n-1]
	}
	a.max = last
	return a
}

// within is an axis from low to high exactly, with ticks at whole steps only: two at
// least, for one number makes no scale.
func within(low, high float64, count int, format func(float64) string) axis {
	if !(high > low) {
		high = low + 1
	}
	for {
		a := wholeAxis(low, high, count, format)
		a.ticks = slices.DeleteFunc(a.ticks, func(t tick) bool { return t.at < low || t.at > high })
		a.min, a.max = low, high
		if len(a.ticks) > 1 {
			return a
		}
		count++
	}
}

// roundBelow is the greatest of 1, 2 and 5 times a power of ten that is no
// greater than x, which is above zero.
func roundBelow(x float64) float64 {
	power := math.Floor(math.Log10(x))
	for _, m := range []float64{5, 2} {
		if v := scaled(m, power); v <= x*(1+1e-9) {
			return v
		}
	}
	return scaled(1, power)
}

// multiple is i steps of s, without the last digits that 3 × 0.1 would bring.
func multiple(i, s float64) float64 {
	if s < 1 {
		return i / math.Round(1/s)
	}
	return i * s
}
