package figure

import "gonum.org/v1/plot/vg"

// sign is a look and what it means, where there is no room to say so beside each.
type sign struct {
	words string
	draw  func(p *pen, x, y vg.Length) // signWidth wide, its middle at y
}

const signWidth vg.Length = 18

// drawKey writes signs one after the other, from x on, their middle at y.
func drawKey(p *pen, x, y vg.Length, signs []sign) {
	for _, s := range signs {
		s.draw(p, x, y)
		p.writeMiddle(smallWords, x+signWidth+4, y, s.words)
		x += signWidth + 4 + p.width(smallWords, s.words) + 14
	}
}

func priorSign(p *pen, x, y vg.Length) {
	p.box(tint(axisInk, 0.22), stroke{}, x, y-4, x+signWidth, y+4)
}

func posteriorSign(p *pen, x, y vg.Length) {
	p.box(veil(blue, 0.6), stroke{}, x, y-4, x+signWidth, y+4)
}

func intervalSign(p *pen, x, y vg.Length) {
	p.draw(stroke{blue, lineWidth, nil}, vg.Point{X: x, Y: y}, vg.Point{X: x + signWidth, Y: y})
	p.dot(blue, vg.Point{X: x + signWidth/2, Y: y}, false)
}

func fittedSign(p *pen, x, y vg.Length) {
	p.draw(stroke{ink, lineWidth, nil}, vg.Point{X: x + signWidth/2, Y: y - 5}, vg.Point{X: x + signWidth/2, Y: y + 5})
}
