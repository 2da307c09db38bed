package sim

import (
	"fmt"
	"math"
)

// Bands is a hazard that is constant between breakpoints: the rate per unit of
// time as a function of the time since the last event. The unit of time is the
// caller's. Make one with NewBands; it is read-only and may be shared.
type Bands struct{ bands []band }

// band is one stretch of constant rate.
type band struct {
	endBits  int64   // bits of the integrated hazard at its end
	from     float64 // time at its start
	before   float64 // integrated hazard at its start
	duration float64 // time per unit of integrated hazard
	rate     float64
}

// NewBands is the hazard with rates[0] before breaks[0], rates[i] from
// breaks[i-1] to breaks[i], and the last rate for ever after: one rate more
// than breakpoints. Breakpoints are positive and rising, rates finite and not
// negative; anything else panics.
func NewBands(breaks, rates []float64) Bands {
	if len(rates) != len(breaks)+1 {
		panic(fmt.Sprintf("sim: %d rates for %d breakpoints, want one more", len(rates), len(breaks)))
	}
	bands := make([]band, len(rates))
	from, before := 0.0, 0.0
	for i, rate := range rates {
		until := math.Inf(1)
		if i < len(breaks) {
			until = breaks[i]
		}
		if !(rate >= 0) || math.IsInf(rate, 1) || !(until > from) {
			panic(fmt.Sprintf("sim: rate %g from %g to %g", rate, from, until))
		}
		end := before
		if rate > 0 {
			end += rate * (until - from)
		}
		bands[i] = band{endBits: int64(math.Float64bits(end)), from: from, before: before, duration: 1 / rate, rate: rate}
		from, before = until, end
	}
	return Bands{bands}
}

// Integral is the hazard integrated from zero to t, for t not negative.
func (b Bands) Integral(t float64) float64 {
	for i := len(b.bands) - 1; i > 0; i-- {
		if x := &b.bands[i]; t > x.from {
			return x.before + x.rate*(t-x.from)
		}
	}
	return b.bands[0].rate * t
}

// Inverse is the first time at which the integral reaches h, for h not
// negative; +Inf if it never does.
func (b Bands) Inverse(h float64) float64 {
	if h <= 0 {
		return 0
	}
	// The band is counted, not searched for, and by the bits of the numbers,
	// which order as they do: where h falls cannot be foreseen, so a branch
	// on it costs more than the whole sum.
	k, bits := 0, int64(math.Float64bits(h))
	for i := range b.bands {
		k += int(uint64(b.bands[i].endBits-bits) >> 63)
	}
	if k == len(b.bands) {
		return math.Inf(1)
	}
	x := &b.bands[k]
	return x.from + (h-x.before)*x.duration
}
