package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

// Sizes of text and lines, in points. A figure is 675 points wide, which a
// browser shows at 900 pixels.
const (
	pageWidth  vg.Length = 675
	pageMargin vg.Length = 16

	titleSize   vg.Length = 13.5
	headingSize vg.Length = 10.5
	textSize    vg.Length = 9
	smallSize   vg.Length = 8.25

	axisWidth  vg.Length = 0.6
	gridWidth  vg.Length = 0.5
	lineWidth  vg.Length = 1.5
	heavyWidth vg.Length = 2.2
	thinWidth  vg.Length = 0.8
	dotRadius  vg.Length = 2.6
)

// The inks.
var (
	ink      = color.RGBA{0x22, 0x22, 0x22, 0xff} // words and the comparator
	greyInk  = color.RGBA{0x55, 0x55, 0x55, 0xff} // what qualifies
	axisInk  = color.RGBA{0x66, 0x66, 0x66, 0xff}
	gridInk  = color.RGBA{0xe4, 0xe4, 0xe4, 0xff}
	guideInk = color.RGBA{0xa0, 0xa0, 0xa0, 0xff}
	paper    = color.RGBA{0xff, 0xff, 0xff, 0xff}
	blue     = color.RGBA{0x00, 0x72, 0xb2, 0xff}
)

// stroke is how a line looks, and how words about it are coloured.
type stroke struct {
	colour color.RGBA
	width  vg.Length
	dashes []vg.Length
}

// palette is the colour-blind-safe set of Okabe and Ito (2008), without its
// yellow, which is too pale for lines on white. Every line has its own dash
// pattern, so that a grey print can be read too.
var palette = []stroke{
	{blue, lineWidth, []vg.Length{9, 2}},
	{color.RGBA{0xd5, 0x5e, 0x00, 0xff}, lineWidth, []vg.Length{5, 2}},
	{color.RGBA{0x00, 0x9e, 0x73, 0xff}, lineWidth, []vg.Length{2, 1.5}},
	{color.RGBA{0xcc, 0x79, 0xa7, 0xff}, lineWidth, []vg.Length{9, 2, 2, 2}},
	{color.RGBA{0xe6, 0x9f, 0x00, 0xff}, lineWidth, []vg.Length{5, 2, 1.5, 2}},
	{color.RGBA{0x56, 0xb4, 0xe9, 0xff}, lineWidth, []vg.Length{3.5, 1.5, 1, 1.5, 1, 1.5}},
}

// comparatorStroke is neutral and heavy: what the others are held against.
var comparatorStroke = stroke{ink, heavyWidth, nil}

// strokes gives each arm its line, by name: the comparator the neutral one,
// the headline arm the first of the palette, the others the rest in order.
func strokes(r *results.Run) map[string]stroke {
	byName := map[string]stroke{}
	headline, _ := headlineArm(r)
	next := 0
	for _, a := range r.Arms {
		switch {
		case a.Comparator:
			byName[a.Name] = comparatorStroke
		case a.Name == headline.Name:
			byName[a.Name] = palette[0]
		default:
			byName[a.Name] = otherStroke(next)
			next++
		}
	}
	return byName
}

// otherStroke is the line of an arm that is neither the comparator nor the headline arm:
// never the latter's, and of more arms than there are colours each with a dash pattern
// of its own.
func otherStroke(n int) stroke {
	others := palette[1:]
	s := others[n%len(others)]
	s.dashes = others[(n+n/len(others))%len(others)].dashes
	return s
}

// words is the colour for text about a line: darker than the line, because a
// colour that shows as a line may be too pale to read.
func (s stroke) words() color.RGBA {
	c := s.colour
	return color.RGBA{scale(c.R), scale(c.G), scale(c.B), 0xff}
}

func scale(v uint8) uint8 { return uint8(int(v) * 7 / 10) }

// tint is a colour for areas, mixed with the paper: opaque, so that it prints
// alike everywhere.
func tint(c color.RGBA, strength float64) color.RGBA {
	mix := func(v, p uint8) uint8 { return uint8(float64(v)*strength + float64(p)*(1-strength) + 0.5) }
	return color.RGBA{mix(c.R, paper.R), mix(c.G, paper.G), mix(c.B, paper.B), 0xff}
}

// veil is a colour for areas that may lie over one another.
func veil(c color.RGBA, strength float64) color.NRGBA {
	return color.NRGBA{c.R, c.G, c.B, uint8(255*strength + 0.5)}
}
