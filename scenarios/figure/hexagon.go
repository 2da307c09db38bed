package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// hexagon is a tile that stands on a corner.
type hexagon struct {
	at     vg.Point
	radius vg.Length // from the middle to a corner
}

// height and width of hexagons whose corners are one point from the middle.
var hexagonWidth = vg.Length(math.Sqrt(3))

func (h hexagon) corners() []vg.Point {
	var corners []vg.Point
	for i := range 6 {
		sin, cos := math.Sincos(math.Pi/6 + float64(i)*math.Pi/3)
		corners = append(corners, h.at.Add(vg.Point{X: h.radius * vg.Length(cos), Y: h.radius * vg.Length(sin)}))
	}
	return corners
}

// tile draws the edge of a hexagon and, with a colour, fills it.
func (p *pen) tile(fill color.Color, edge stroke, h hexagon) {
	corners := h.corners()
	if fill != nil {
		p.fill(fill, corners...)
	}
	p.draw(edge, append(corners, corners[0], corners[1])...)
}

// hatch draws slanting lines over a hexagon, for what is not there.
func (p *pen) hatch(s stroke, h hexagon, apart vg.Length) {
	corners := h.corners()
	// Lines x - y = c of the middle, from corner to corner.
	for c := -2 * h.radius; c < 2*h.radius; c += apart {
		p.draw(s, cut(corners, c+h.at.X-h.at.Y)...)
	}
}

// cut are the two points where the line x - y = c enters and leaves a convex
// polygon, or none.
func cut(corners []vg.Point, c vg.Length) []vg.Point {
	var met []vg.Point
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		from, to := a.X-a.Y-c, b.X-b.Y-c
		if (from < 0) == (to < 0) {
			continue
		}
		t := from / (from - to)
		met = append(met, vg.Point{X: a.X + t*(b.X-a.X), Y: a.Y + t*(b.Y-a.Y)})
	}
	return met
}

// drawUnserved is a tile without a scheme.
func drawUnserved(p *pen, h hexagon) {
	inner := hexagon{h.at, 0.95 * h.radius}
	p.hatch(stroke{guideInk, gridWidth, nil}, inner, 5)
	p.tile(nil, stroke{guideInk, gridWidth, nil}, inner)
}

// drawEnded marks a tile whose scheme has ended.
func drawEnded(p *pen, c color.RGBA, h hexagon) {
	p.tile(nil, stroke{c, thinWidth, nil}, hexagon{h.at, 0.88 * h.radius})
}

// drawSometimes marks a tile that has a scheme in some replications only.
func drawSometimes(p *pen, c color.RGBA, h hexagon) {
	p.tile(nil, stroke{c, thinWidth, []vg.Length{2, 2}}, hexagon{h.at, 0.88 * h.radius})
}

// drawSpan is a level whisker of a given length around a point.
func drawSpan(p *pen, c color.RGBA, x, y, length vg.Length) {
	const cap = 1.8
	s := stroke{c, 1, nil}
	p.draw(s, vg.Point{X: x - length/2, Y: y}, vg.Point{X: x + length/2, Y: y})
	for _, end := range []vg.Length{x - length/2, x + length/2} {
		p.draw(s, vg.Point{X: end, Y: y - cap}, vg.Point{X: end, Y: y + cap})
	}
}

// shades run from pale to dark in one hue: what has more is darker, in colour,
// in grey and to every kind of colour vision. Each stands at the share of the
// way that its lightness is, so that equal steps look equal.
var shades = []struct {
	at     float64
	colour color.RGBA
}{
	{0, tint(blue, 0.10)},
	{0.64, blue},
	{1, color.RGBA{0x00, 0x2b, 0x4a, 0xff}},
}

// shade is the colour of a share of the scale, from 0 to 1.
func shade(share float64) color.RGBA {
	share = min(max(share, 0), 1)
	for i := 1; ; i++ {
		a, b := shades[i-1], shades[i]
		if share > b.at {
			continue
		}
		t := (share - a.at) / (b.at - a.at)
		mix := func(x, y uint8) uint8 { return uint8(float64(x)*(1-t) + float64(y)*t + 0.5) }
		return color.RGBA{mix(a.colour.R, b.colour.R), mix(a.colour.G, b.colour.G), mix(a.colour.B, b.colour.B), 0xff}
	}
}

// wordsOn is the ink that is read best on a ground: white or black, which is
// darker than the ink on paper, so that one of the two can be read on any.
func wordsOn(ground color.RGBA) color.RGBA {
	black := color.RGBA{A: 0xff}
	if contrast(ground, paper) > contrast(ground, black) {
		return paper
	}
	return black
}

// contrast is the ratio of two colours' luminances as the Web Content
// Accessibility Guidelines 2 define it: 21 between black and white.
func contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is that of sRGB, from 0 to 1.
func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		share := float64(v) / 255
		if share <= 0.04045 {
			return share / 12.92
		}
		return math.Pow((share+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
