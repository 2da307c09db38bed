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

// Drift is a factor of an intensity that is there all the time and changes
// continuously, such as an age curve: it is given the seconds since the origin
// of the pace plus a lead of the entity's own, and lies in [0, 1].
type Drift func(seconds float64) float64

// fades is how many fading effects one pace can carry at a time.
const fades = 2

// Pace turns calendar time into operational time for one entity: operational
// time runs at Level times the product of the fading effects and of the drift,
// where there is one. Every clock of
// the entity consumes its residual in operational time, so that a change of
// intensity moves the date of the next event and draws nothing (the random
// time change).
//
// While an effect is fading its value is held constant over cells of equal
// width anchored at the origin, at the cell's midpoint, and so is the drift;
// where nothing fades or drifts there are no cells. The pace is therefore piecewise constant, and Reach finds
// the instant at which an operational time is reached by inverting its
// integral across the breakpoints.
//
// Operational time is counted in seconds from the origin. Setting a pace that
// equals the old one changes nothing, to the bit: an event without an effect
// leaves the dates of all others as they are.
type Pace struct {
	level  float64
	origin Time
	cell   float64 // width in seconds
	effect [fades]Fade
	step   [fades]float64 // factor by which an effect fades from cell to cell
	drift  Drift          // nil for none
	lead   float64        // seconds ahead of the origin at which the drift is read
	here   stretch        // in which the pace was last set or advanced
}

// stretch is a part of time over which the pace is constant.
type stretch struct {
	start, end float64 // seconds since origin
	cells      float64 // whole cells from origin to end
	done, rate float64 // operational time at the start, and its rate
	fading     [fades]float64
	drift      float64 // in the cell; 1 for none
}

// Start sets the pace to 1 from origin on. grid is the width of a cell in
// seconds.
func (p *Pace) Start(origin Time, grid float64) {
	*p = Pace{level: 1, origin: origin, cell: grid}
	p.here = stretch{end: math.Inf(1), rate: 1, drift: 1}
}

// SetDrift gives a pace that has only been started a drift, read lead seconds
// ahead of the pace's own seconds.
func (p *Pace) SetDrift(drift Drift, lead float64) {
	p.drift, p.lead = drift, lead
	p.here.cells, p.here.end = 1, p.cell
	p.here.drift = p.drifted(&p.here)
	p.here.rate = p.rate(&p.here)
}

// drifted is the drift at the midpoint of the cell in which a stretch ends.
func (p *Pace) drifted(s *stretch) float64 { return p.drift(p.lead + s.end - p.cell/2) }

// SetLevel changes the constant factor of the pace at an instant.
func (p *Pace) SetLevel(at Time, level float64) {
	if level == p.level {
		return
	}
	p.moveTo(at)
	p.level = level
	p.here.rate = p.rate(&p.here)
}

// SetFade replaces the fading effect of the given number, from f.From on. A
// Depth of 0 ends it.
func (p *Pace) SetFade(number int, f Fade) {
	if f.Depth == 0 && p.effect[number].Depth == 0 || f == p.effect[number] {
		return
	}
	p.moveTo(f.From)
	p.effect[number] = f
	s := &p.here
	if p.drift == nil { // else the stretch ends with its cell as it is
		s.end = math.Inf(1)
		if p.fades() {
			s.cells = math.Floor(s.start/p.cell) + 1
			s.end = s.cells * p.cell
		}
	}
	if p.step[number] = 1; f.wearsOff() {
		p.step[number] = math.Exp(-p.cell / f.Decay)
		s.fading[number] = math.Exp(-(s.end - p.cell/2 - s.start) / f.Decay)
	} else {
		s.fading[number] = 1
	}
	s.rate = p.rate(s)
}

// wearsOff says whether the effect needs cells.
func (f Fade) wearsOff() bool { return f.Depth != 0 && !math.IsInf(f.Decay, 1) }

func (p *Pace) fades() bool {
	for _, f := range p.effect {
		if f.wearsOff() {
			return true
		}
	}
	return false
}

// Elapsed is the operational time at an instant no earlier than the last
// change.
func (p *Pace) Elapsed(at Time) float64 {
	s, until := p.here, float64(at-p.origin)
	for s.end < until {
		p.next(&s)
	}
	return s.done + s.rate*(until-s.start)
}

// Reach is the first instant, in whole seconds, at which operational time
// reaches target, or Never if that is not before limit. target must be at
// least the operational time of the last change.
func (p *Pace) Reach(target float64, limit Time) Time {
	last := float64(limit - p.origin)
	if p.level == 0 || target > p.here.done+p.ceiling(p.level)*(last-p.here.start) {
		return Never
	}
	s := p.here
	for s.done+s.rate*(s.end-s.start) < target {
		p.next(&s)
		if s.start >= last {
			return Never
		}
	}
	// A target that rounding has put a hair behind is reached at once.
	reached := s.start + max(0, target-s.done)/s.rate
	if at := p.origin + Time(min(reached, last)); at < limit {
		return at
	}
	return Never
}

// NotBefore is an instant before which operational time does not reach target, as long
// as no level from the last change on exceeds the given one and no effect is set.
func (p *Pace) NotBefore(target, level float64) Time {
	span := (target - p.here.done) / p.ceiling(level) * (1 - roundingShare)
	if last := float64(Never - p.origin); !(p.here.start+span < last) {
		return Never
	}
	return p.origin + Time(p.here.start+span)
}

// roundingShare is more than what adding a pace up cell by cell can make of a sum, as
// a share of it.
const roundingShare = 1e-9

// Advance tells the pace that nothing will be asked of it before at any more.
// It moves over whole cells only, so that operational time does not depend on
// when or how often it is told.
func (p *Pace) Advance(at Time) {
	for until := float64(at - p.origin); p.here.end <= until; {
		p.next(&p.here)
	}
}

// moveTo starts a new stretch at an instant.
func (p *Pace) moveTo(at Time) {
	p.Advance(at)
	until := float64(at - p.origin)
	p.here.done += p.here.rate * (until - p.here.start)
	p.here.start = until
}

// next moves a stretch to the following cell.
func (p *Pace) next(s *stretch) {
	s.done += s.rate * (s.end - s.start)
	s.start = s.end
	s.cells++
	s.end = s.cells * p.cell
	for k := range s.fading {
		s.fading[k] *= p.step[k]
	}
	// From its second cell on an effect is below its full depth, so that rate's
	// bound on the first has nothing to do.
	if p.drift != nil {
		s.drift = p.drifted(s)
	}
	s.rate = p.level * s.drift * (1 + p.effect[0].Depth*s.fading[0]) * (1 + p.effect[1].Depth*s.fading[1])
}

// ceiling bounds the rate from here on at a level: a negative effect counts as none,
// and no drift exceeds 1.
func (p *Pace) ceiling(level float64) float64 {
	c := level
	for k, f := range p.effect {
		if f.Depth > 0 {
			c *= 1 + f.Depth*min(1, p.here.fading[k])
		}
	}
	return c
}

// rate is the pace over a stretch. An effect that began after the midpoint of
// its first cell is there at its full depth.
func (p *Pace) rate(s *stretch) float64 {
	r := p.level * s.drift
	for k, f := range p.effect {
		if f.Depth != 0 {
			r *= 1 + f.Depth*min(1, s.fading[k])
		}
	}
	return r
}
