package estimate

import (
	"cmp"
	"math"
	"slices"
)

// Peeling is how boxes are found that hold many cases of interest and little
// else: the patient rule induction of Friedman and Fisher (1999). The zero value
// is ready for use.
type Peeling struct {
	Share float64 // of a box that a step peels off, or pastes on; 0: 0.05
	Least float64 // share of all points that a box must hold; 0: 0.05
}

const usualPeel = 0.05

// Peel is the boxes from the whole space on, each smaller by the slice that
// raises the density most for each point lost; of equals that of the first
// input, and there the low end. It ends where a box would hold too few, or
// nothing but cases of interest, or no slice raises the density. Coverage falls
// from box to box and density rises: which to take is for the reader.
func (p Peeling) Peel(c Cases) []Box {
	c.check()
	p.fill()
	if len(c.Points) == 0 {
		return nil
	}
	boxes := []Box{WholeSpace(len(c.Points[0]))}
	for {
		box := boxes[len(boxes)-1]
		now := c.Catch(box)
		var best Box
		most := 0.0
		for d := range box {
			for _, low := range []bool{true, false} {
				bounds, found := p.slice(c, box, d, low)
				if !found {
					continue
				}
				peeled := box.with(d, bounds)
				then := c.Catch(peeled)
				gain := ratio(then.Density()-now.Density(), float64(now.Inside-then.Inside))
				if then.Mass() >= p.Least && gain > most {
					best, most = peeled, gain
				}
			}
		}
		if best == nil {
			return boxes
		}
		boxes = append(boxes, best)
	}
}

// slice is the bounds of an input without the least, or greatest, of the points
// in a box, and with them all that equal the last; none where all are equal.
func (p Peeling) slice(c Cases, box Box, d int, low bool) (bounds Bounds, found bool) {
	var values []float64
	for _, point := range c.Points {
		if box.Holds(point) {
			values = append(values, point[d])
		}
	}
	slices.SortFunc(values, towards(low))
	gone := max(1, int(p.Share*float64(len(values))))
	for gone < len(values) && values[gone] == values[gone-1] {
		gone++
	}
	if gone >= len(values) {
		return bounds, false
	}
	return box[d].moved(low, halfway(values[gone-1], values[gone])), true
}

// Paste widens a box again, side by side, as long as its density does not fall:
// peeling may have taken too much early on.
func (p Peeling) Paste(c Cases, box Box) Box {
	c.check()
	p.fill()
	for {
		now := c.Catch(box)
		var best Box
		most := now.Density()
		for d := range box {
			for _, low := range []bool{true, false} {
				bounds, found := p.strip(c, box, d, low, now.Inside)
				if !found {
					continue
				}
				wider := box.with(d, bounds)
				if density := c.Catch(wider).Density(); density > most || best == nil && density == most {
					best, most = wider, density
				}
			}
		}
		if best == nil {
			return box
		}
		box = best
	}
}

// strip is the bounds of an input with the next points beyond one end; none
// where there are no such points.
func (p Peeling) strip(c Cases, box Box, d int, low bool, inside int) (bounds Bounds, found bool) {
	freed := box.with(d, box[d].moved(low, outermost(low)))
	var values []float64
	for _, point := range c.Points {
		if freed.Holds(point) && !box.Holds(point) {
			values = append(values, point[d])
		}
	}
	if len(values) == 0 {
		return bounds, false
	}
	slices.SortFunc(values, towards(!low)) // the nearest first
	taken := min(len(values), max(1, int(p.Share*float64(inside))))
	for taken < len(values) && values[taken] == values[taken-1] {
		taken++
	}
	if taken == len(values) {
		return freed[d], true
	}
	return box[d].moved(low, halfway(values[taken-1], values[taken])), true
}

func (p *Peeling) fill() {
	wantProbability("the share of a peel", p.Share)
	wantProbability("the least mass", p.Least)
	if p.Share == 0 {
		p.Share = usualPeel
	}
	if p.Least == 0 {
		p.Least = usualPeel
	}
}

// moved are the bounds with another low or high end.
func (b Bounds) moved(low bool, end float64) Bounds {
	if low {
		return Bounds{end, b.High}
	}
	return Bounds{b.Low, end}
}

// outermost is the end that bounds nothing.
func outermost(low bool) float64 {
	if low {
		return math.Inf(-1)
	}
	return math.Inf(1)
}

// towards orders values from the low end, or from the high one.
func towards(low bool) func(a, b float64) int {
	if low {
		return cmp.Compare[float64]
	}
	return func(a, b float64) int { return cmp.Compare(b, a) }
}

// halfway is between two values, so that a bound falls on neither.
func halfway(a, b float64) float64 { return a + (b-a)/2 }
