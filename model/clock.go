package model

import (
	"math"

	"diversim/model/ledger"
	"diversim/sim"
)

// clock is one thing that may happen to a person at a rate that depends on
// their state.
type clock uint8

const (
	clockDeath clock = iota
	clockDesistance
	clockRelapse
	clockJobLoss
	clockJobGain
	clockSelfReferral
	clocks
)

// clockTable is the clocks other than those of offences: the draw of their
// thresholds, the event when one is reached, and the yearly rate in a person's
// state. A rate grows with the person's age at the given yearly log rate, where
// it has one.
var clockTable = [clocks]struct {
	draw   sim.Decision
	kind   kind
	rate   func(w *World, person uint32) float64
	growth func(s *settings) float64
}{
	clockJobLoss:      {draw: drawJobLoss, kind: jobLost, rate: (*World).losing},
	clockJobGain:      {draw: drawJobGain, kind: jobFound, rate: (*World).finding},
	clockDesistance:   {drawDesistance, desisted, (*World).desistRate, nil},
	clockRelapse:      {drawRelapse, relapsed, (*World).relapseRate, nil},
	clockDeath:        {drawDeath, died, (*World).dying, (*settings).aging},
	clockSelfReferral: {drawSelfReferral, selfReferred, (*World).seeking, nil},
}

// hazard is the state of a clock: a unit exponential threshold that is used up
// at a rate. A change of the rate moves the date and draws nothing. The first
// threshold is drawn once the rate is above 0, so that a clock which never runs
// draws nothing at all.
type hazard struct {
	left    float64  // of the threshold, at since
	rate    float64  // yearly, at the index contact where the rate grows
	since   sim.Time // when it was last looked at
	ordinal uint32
}

// wind sets a clock to its next threshold.
func (w *World) wind(i uint32, c clock, at sim.Time) {
	t := &clockTable[c]
	h := &w.people[i].hazards[c]
	h.ordinal++
	h.left = sim.ExpThreshold(w.draw(i, t.draw, h.ordinal))
	h.since, h.rate = at, 0
}

// rerate gives a clock the rate of its person's state.
func (w *World) rerate(i uint32, c clock, at sim.Time) {
	t := &clockTable[c]
	if t.rate == nil {
		return
	}
	p := &w.people[i]
	h := &p.hazards[c]
	rate := 0.0
	if p.is&ledger.Dead == 0 {
		rate = t.rate(w, i)
	}
	if rate == h.rate {
		return
	}
	growth := 0.0
	if t.growth != nil {
		growth = t.growth(w.set)
	}
	index := w.Ledger.People[i].Index
	if h.rate > 0 {
		w.cancel(i, t.kind, uint32(c))
		h.left = max(0, h.left-h.rate*grown(growth, (h.since-index).Years(), (at-index).Years()))
	}
	if h.ordinal == 0 {
		w.wind(i, c, at)
	}
	h.rate, h.since = rate, at
	if rate > 0 {
		due := index.Plus(sim.YearsOf(grownTo(growth, (at - index).Years(), h.left/rate)))
		if due = max(due, at); due < p.end {
			w.plan(i, due, t.kind, uint32(c))
		}
	}
}

// grown is the integral of exp(growth·t) between two times in years.
func grown(growth, from, to float64) float64 {
	if growth == 0 {
		return to - from
	}
	return math.Exp(growth*from) * math.Expm1(growth*(to-from)) / growth
}

// grownTo is the time at which that integral reaches an amount.
func grownTo(growth, from, amount float64) float64 {
	if growth == 0 {
		return from + amount
	}
	return from + math.Log1p(amount*growth*math.Exp(-growth*from))/growth
}
