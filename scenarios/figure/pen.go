package figure

import (
	"image/color"
	"math"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
)

// pen draws on a canvas in points from the bottom left, with the theme's
// fonts. Without a canvas it still measures.
type pen struct {
	canvas vg.Canvas
	fonts  *font.Cache
}

func newPen(canvas vg.Canvas) *pen {
	return &pen{canvas, font.NewCache(liberation.Collection())}
}

// side says which part of a text stands at its point.
type side float64

const (
	fromLeft  side = 0
	centred   side = 0.5
	fromRight side = 1
)

// lettering is how words look.
type lettering struct {
	size   vg.Length
	colour color.Color
	side   side
	bold   bool
}

func (l lettering) at(s side) lettering             { l.side = s; return l }
func (l lettering) in(colour color.Color) lettering { l.colour = colour; return l }
func (l lettering) strong() lettering               { l.bold = true; return l }
func (l lettering) lineHeight() vg.Length           { return 1.25 * l.size }

var (
	titleWords   = lettering{titleSize, ink, fromLeft, true}
	headingWords = lettering{headingSize, ink, fromLeft, true}
	bodyWords    = lettering{textSize, ink, fromLeft, false}
	greyWords    = lettering{textSize, greyInk, fromLeft, false}
	smallWords   = lettering{smallSize, greyInk, fromLeft, false}
)

func (p *pen) face(l lettering) font.Face {
	f := font.Font{Typeface: "Liberation", Variant: "Sans"}
	if l.bold {
		f.Weight = xfont.WeightBold
	}
	return p.fonts.Lookup(f, l.size)
}

// width is how long a text is.
func (p *pen) width(l lettering, text string) vg.Length {
	face := p.face(l)
	return face.Width(text)
}

// write puts one line of text with its baseline at y.
func (p *pen) write(l lettering, x, y vg.Length, text string) {
	if text == "" {
		return
	}
	face := p.face(l)
	p.canvas.SetColor(l.colour)
	p.canvas.FillString(face, vg.Point{X: x - vg.Length(l.side)*face.Width(text), Y: y}, text)
}

// writeClear writes on a strip of paper, so that a grid line does not run
// through the words.
func (p *pen) writeClear(l lettering, x, y vg.Length, text string) {
	width := p.width(l, text)
	left := x - vg.Length(l.side)*width
	p.box(paper, stroke{}, left-1, y-0.15*l.size, left+width+1, y+0.8*l.size)
	p.write(l, x, y, text)
}

// writeMiddle puts one line of text with the middle of its digits at y.
func (p *pen) writeMiddle(l lettering, x, y vg.Length, text string) {
	p.write(l, x, y-0.35*l.size, text)
}

// writeLines puts lines one under the other, the first baseline at y, and
// returns the baseline after the last.
func (p *pen) writeLines(l lettering, x, y vg.Length, lines []string) vg.Length {
	for _, line := range lines {
		p.write(l, x, y, line)
		y -= l.lineHeight()
	}
	return y
}

// wrap breaks a text at spaces into lines of at most the given width. A word
// longer than that has a line of its own.
func (p *pen) wrap(l lettering, text string, width vg.Length) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && p.width(l, longer) > width {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// shorten cuts a text to a width, with an ellipsis for what is cut.
func (p *pen) shorten(l lettering, text string, width vg.Length) string {
	if p.width(l, text) <= width {
		return text
	}
	letters := []rune(text)
	for len(letters) > 0 && p.width(l, string(letters)+"…") > width {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimSpace(string(letters)) + "…"
}

// draw strokes a line through points.
func (p *pen) draw(s stroke, points ...vg.Point) {
	if len(points) < 2 {
		return
	}
	p.canvas.SetColor(s.colour)
	p.canvas.SetLineWidth(s.width)
	p.canvas.SetLineDash(s.dashes, 0)
	p.canvas.Stroke(path(points))
}

// fill fills the polygon with the given corners.
func (p *pen) fill(colour color.Color, corners ...vg.Point) {
	outline := path(corners)
	outline.Close()
	p.canvas.SetColor(colour)
	p.canvas.Fill(outline)
}

// box fills an upright rectangle and, with a width, draws its edge.
func (p *pen) box(colour color.Color, edge stroke, x0, y0, x1, y1 vg.Length) {
	corners := []vg.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}}
	p.fill(colour, corners...)
	if edge.width > 0 {
		outline := path(corners)
		outline.Close()
		p.canvas.SetColor(edge.colour)
		p.canvas.SetLineWidth(edge.width)
		p.canvas.SetLineDash(edge.dashes, 0)
		p.canvas.Stroke(outline)
	}
}

// dot marks a point; a hollow one says that there is no clear difference.
func (p *pen) dot(colour color.RGBA, at vg.Point, hollow bool) {
	var ring vg.Path
	ring.Move(at.Add(vg.Point{X: dotRadius}))
	ring.Arc(at, dotRadius, 0, 2*math.Pi)
	ring.Close()
	p.canvas.SetColor(colour)
	if hollow {
		p.canvas.SetColor(paper)
	}
	p.canvas.Fill(ring)
	p.canvas.SetColor(colour)
	p.canvas.SetLineWidth(1.1)
	p.canvas.SetLineDash(nil, 0)
	p.canvas.Stroke(ring)
}

// speck marks one of very many points.
func (p *pen) speck(colour color.Color, at vg.Point) {
	var spot vg.Path
	spot.Move(at.Add(vg.Point{X: pointRadius}))
	spot.Arc(at, pointRadius, 0, 2*math.Pi)
	spot.Close()
	p.canvas.SetColor(colour)
	p.canvas.Fill(spot)
}

func path(points []vg.Point) vg.Path {
	var line vg.Path
	line.Move(points[0])
	for _, pt := range points[1:] {
		line.Line(pt)
	}
	return line
}
