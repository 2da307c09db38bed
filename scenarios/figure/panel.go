package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

// Room that the words around a pair of axes take.
const (
	overAxes  vg.Length = 30 // heading and unit
	underAxis vg.Length = 32 // numbers and unit
)

// panel is one pair of axes: the area between them and the values it shows.
type panel struct {
	pen                      *pen
	left, right, bottom, top vg.Length
	x, y                     axis
}

// X and Y are the places of values on the page.
func (p *panel) X(v float64) vg.Length {
	return p.left + (p.right-p.left)*vg.Length((v-p.x.min)/(p.x.max-p.x.min))
}

func (p *panel) Y(v float64) vg.Length {
	return p.bottom + (p.top-p.bottom)*vg.Length((v-p.y.min)/(p.y.max-p.y.min))
}

func (p *panel) at(x, y float64) vg.Point { return vg.Point{X: p.X(x), Y: p.Y(y)} }

// frame draws the horizontal grid, the horizontal axis and the numbers of
// both. The unit of the vertical axis stands over it, upright, where it is
// read first; the unit of the horizontal one under its numbers.
func (p *panel) frame(heading, yUnit, xUnit string) {
	for _, t := range p.y.ticks {
		y := p.Y(t.at)
		p.pen.draw(stroke{gridInk, gridWidth, nil}, vg.Point{X: p.left, Y: y}, vg.Point{X: p.right, Y: y})
		p.pen.writeMiddle(greyWords.at(fromRight), p.left-6, y, t.text)
	}
	axisLine := stroke{axisInk, axisWidth, nil}
	p.pen.draw(axisLine, vg.Point{X: p.left, Y: p.bottom}, vg.Point{X: p.right, Y: p.bottom})
	for _, t := range p.x.ticks {
		x := p.X(t.at)
		p.pen.draw(axisLine, vg.Point{X: x, Y: p.bottom}, vg.Point{X: x, Y: p.bottom - 3.5})
		p.pen.write(greyWords.at(centred), x, p.bottom-13.5, t.text)
	}
	p.pen.write(greyWords.at(centred), (p.left+p.right)/2, p.bottom-26, xUnit)
	edge := p.left - p.tickWidth()
	p.pen.write(greyWords, edge, p.top+9, yUnit)
	p.pen.write(headingWords, edge, p.top+23, heading)
}

// within places a panel in an area: numbers and units inside it, right and left
// of the axes no more than they need. extra is kept free on the right.
func (p *panel) within(a area, heading bool, extra vg.Length) {
	p.left, p.right = a.left+p.tickWidth(), a.right-extra
	p.bottom, p.top = a.bottom+underAxis, a.top-overAxes
	if !heading {
		p.top += headingSize + 3
	}
}

// tickWidth is the room that the numbers of the vertical axis take.
func (p *panel) tickWidth() vg.Length {
	var widest vg.Length
	for _, t := range p.y.ticks {
		widest = max(widest, p.pen.width(greyWords, t.text))
	}
	if widest > 0 {
		widest += 6
	}
	return widest
}

// curve draws values joined by straight lines, broken where one is absent.
func (p *panel) curve(s stroke, xs, ys []float64) {
	var run []vg.Point
	for i := range xs {
		if math.IsNaN(ys[i]) {
			p.pen.draw(s, run...)
			run = nil
			continue
		}
		run = append(run, p.at(xs[i], ys[i]))
	}
	p.pen.draw(s, run...)
}

// band fills between two curves over the same xs, where both are known.
func (p *panel) band(c stroke, xs, low, high []float64) {
	var upper, lower []vg.Point
	for i := range xs {
		if math.IsNaN(low[i]) || math.IsNaN(high[i]) {
			continue
		}
		upper = append(upper, p.at(xs[i], high[i]))
		lower = append(lower, p.at(xs[i], low[i]))
	}
	if len(upper) < 2 {
		return
	}
	for i := len(lower) - 1; i >= 0; i-- {
		upper = append(upper, lower[i])
	}
	p.pen.fill(veil(c.colour, 0.16), upper...)
}

// upright draws a guide over the whole height at x.
func (p *panel) upright(s stroke, x float64) {
	p.pen.draw(s, vg.Point{X: p.X(x), Y: p.bottom}, vg.Point{X: p.X(x), Y: p.top})
}

// level draws a guide over the whole width at y.
func (p *panel) level(s stroke, y float64) {
	p.pen.draw(s, vg.Point{X: p.left, Y: p.Y(y)}, vg.Point{X: p.right, Y: p.Y(y)})
}

// whisker draws an interval with caps. A part beyond the top of the panel is
// cut there and ends in an arrow instead of a cap.
func (p *panel) whisker(s stroke, x, low, high float64) {
	if math.IsNaN(low) || math.IsNaN(high) {
		return
	}
	const cap = vg.Length(2.5)
	at := p.X(x)
	bottom, top := p.Y(max(low, p.y.min)), p.Y(min(high, p.y.max))
	p.pen.draw(s, vg.Point{X: at, Y: bottom}, vg.Point{X: at, Y: top})
	p.pen.draw(s, vg.Point{X: at - cap, Y: bottom}, vg.Point{X: at + cap, Y: bottom})
	if high > p.y.max {
		p.pen.draw(s, vg.Point{X: at - cap, Y: top - 4}, vg.Point{X: at, Y: top}, vg.Point{X: at + cap, Y: top - 4})
		return
	}
	p.pen.draw(s, vg.Point{X: at - cap, Y: top}, vg.Point{X: at + cap, Y: top})
}

// mark is an interval along the horizontal axis with its mean as a dot, hollow
// where the interval includes zero. What goes beyond the axis ends in an arrow.
func (p *panel) mark(colour color.RGBA, e results.Estimate, y vg.Length, heavy bool) {
	s := stroke{colour, 1, nil}
	if heavy {
		s.width = heavyWidth
	}
	if hasInterval(e) {
		low, high := float64(e.Low), float64(e.High)
		left, right := p.X(max(low, p.x.min)), p.X(min(high, p.x.max))
		p.pen.draw(s, vg.Point{X: left, Y: y}, vg.Point{X: right, Y: y})
		arrow := func(x, back vg.Length) {
			p.pen.draw(s, vg.Point{X: x + back, Y: y + 2.5}, vg.Point{X: x, Y: y}, vg.Point{X: x + back, Y: y - 2.5})
		}
		if low < p.x.min {
			arrow(left, 3.5)
		}
		if high > p.x.max {
			arrow(right, -3.5)
		}
	}
	p.pen.dot(colour, vg.Point{X: p.X(float64(e.Mean)), Y: y}, noClearDifference(e))
}
