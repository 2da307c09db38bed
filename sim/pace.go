package sim

import "math"

// Fade is an effect on an intensity that begins at an instant and wears off:
// the intensity is multiplied by 1 + Depth*exp(-(t-From)/Decay). A Decay of
// +Inf is an effect that stays. A Depth of 0 is no effect.
type Fade struct {
	Depth float64
	From  Time
	Decay float64 // seconds
}

// fades is how many fading effects one pace can carry at a time.
const fades = 2

// Pace turns calendar time into operational time for one entity: operational
// time runs at Level times the product of the fading effects. Every clock of
// the entity consumes its residual in operational time, so that a change of
// intensity moves the date of the next event and draws nothing (the random
// time change).
//
// While an effect is fading its value is held constant over cells of width
// Grid anchored at Origin, at the cell's midpoint; where nothing fades there
// are no cells. The pace is therefore piecewise constant, and Reach finds the
// instant at which a given operational time is reached by inverting its
// integral across the breakpoints.
//
// Operational time is counted in seconds from Origin. Set changes nothing,
// to the bit, when the new pace equals the old: an event without an effect
// leaves the dates of all others as they are.
type Pace struct {
	level  float64
	effect [fades]Fade
	origin Time
	at     float64 // seconds since origin at which done was reached
	done   float64 // operational seconds at that instant
	cell   float64 // width of a cell in seconds
}

// Start sets the pace to 1 from origin on. grid is the width of a cell.
func (p *Pace) Start(origin Time, grid float64) {
	*p = Pace{level: 1, origin: origin, cell: grid}
}

// Level is the constant factor of the pace.
func (p *Pace) Level() float64 { return p.level }

// SetLevel changes the constant factor at an instant.
func (p *Pace) SetLevel(at Time, level float64) {
	if level == p.level {
		return
	}
	p.anchor(at)
	p.level = level
}

// SetFade replaces one of the fading effects, the one numbered slot.
func (p *Pace) SetFade(slot int, f Fade) {
	if f.Depth == 0 {
		f = Fade{}
	}
	if f == p.effect[slot] {
		return
	}
	p.anchor(f.From)
	p.effect[slot] = f
}

// ClearFade ends one of the fading effects at an instant.
func (p *Pace) ClearFade(slot int, at Time) {
	if p.effect[slot].Depth == 0 {
		return
	}
	p.anchor(at)
	p.effect[slot] = Fade{}
}

// Elapsed is the operational time at an instant no earlier than the last
// change.
func (p *Pace) Elapsed(at Time) float64 {
	until := float64(at - p.origin)
	w := p.walk()
	for w.end < until {
		w.next()
	}
	return w.done + w.rate*(until-w.start)
}

// Reach is the first instant, in whole seconds, at which operational time
// reaches target, or Never if that is not before limit. target must be at
// least the operational time of the last change.
func (p *Pace) Reach(target float64, limit Time) Time {
	last := float64(limit - p.origin)
	w := p.walk()
	if target > w.done+w.ceiling()*(last-w.start) {
		return Never
	}
	for w.start < last {
		if reached := w.start + (target-w.done)/w.rate; reached <= w.end {
			if at := p.origin + Time(reached); at < limit {
				return at
			}
			return Never
		}
		w.next()
	}
	return Never
}

// Advance tells the pace that nothing will be asked of it before at any more.
// It moves over whole cells only, so that operational time does not depend on
// when or how often it is told.
func (p *Pace) Advance(at Time) {
	until := float64(at - p.origin)
	w := p.walk()
	if !w.fading || w.end > until {
		return
	}
	for w.end <= until {
		w.next()
	}
	p.at, p.done = w.start, w.done
}

// anchor makes at the instant from which the pace is counted.
func (p *Pace) anchor(at Time) {
	done := p.Elapsed(at)
	p.at, p.done = float64(at-p.origin), done
}

// walker steps over the cells of a pace.
type walker struct {
	pace       *Pace
	start, end float64
	done, rate float64
	fading     bool
}

func (p *Pace) walk() walker {
	w := walker{pace: p, start: p.at, done: p.done, end: math.Inf(1)}
	for _, f := range p.effect {
		w.fading = w.fading || f.Depth != 0 && !math.IsInf(f.Decay, 1)
	}
	if w.fading {
		w.end = (math.Floor(p.at/p.cell) + 1) * p.cell
	}
	w.rate = p.rate(w.end)
	return w
}

// next moves to the following cell.
func (w *walker) next() {
	w.done += w.rate * (w.end - w.start)
	w.start = w.end
	w.end = (math.Round(w.start/w.pace.cell) + 1) * w.pace.cell
	w.rate = w.pace.rate(w.end)
}

// ceiling bounds the rate from here on: a negative effect counts as none.
func (w *walker) ceiling() float64 {
	c := w.pace.level
	for _, f := range w.pace.effect {
		if f.Depth > 0 {
			c *= 1 + f.Depth
		}
	}
	return c
}

// rate is the pace in the cell that ends at end.
func (p *Pace) rate(end float64) float64 {
	r := p.level
	for _, f := range p.effect {
		switch {
		case f.Depth == 0:
		case math.IsInf(f.Decay, 1):
			r *= 1 + f.Depth
		default:
			since := max(0, end-p.cell/2-float64(f.From-p.origin))
			r *= 1 + f.Depth*math.Exp(-since/f.Decay)
		}
	}
	return r
}
