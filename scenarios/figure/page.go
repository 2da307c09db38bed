package figure

import "gonum.org/v1/plot/vg"

// page is the layout that all figures share: a title that names the subject,
// under it what was measured in whom, then the body, then notes.
type page struct {
	title    string
	subtitle string
	note     string
	height   vg.Length // of the body
	body     func(p *pen, area area)
}

// area is a rectangle of the page, in points from its bottom left corner.
type area struct {
	left, bottom, right, top vg.Length
}

func (a area) width() vg.Length { return a.right - a.left }

// sideBySide is the width of each of so many panels in a room.
func sideBySide(room, gap vg.Length, panels int) vg.Length {
	return (room - gap*vg.Length(panels-1)) / vg.Length(panels)
}

// twoAbreast is the grid of so many panels: in reading order, two in a row.
func twoAbreast(panels int) (columns, rows int) {
	columns = min(2, panels)
	return columns, (panels + columns - 1) / columns
}

// tile is the place of a panel in a grid, with a gap between columns and rows of a height.
func (a area) tile(panel, columns int, gap, height vg.Length) area {
	width := sideBySide(a.width(), gap, columns)
	left := a.left + vg.Length(panel%columns)*(width+gap)
	top := a.top - vg.Length(panel/columns)*height
	return area{left, top - height, left + width, top}
}

// drawing lays the page out: the height follows from how many lines its words
// take.
func (g page) drawing() *Drawing {
	measure := newPen(nil)
	width := pageWidth - 2*pageMargin
	title := measure.wrap(titleWords, g.title, width)
	subtitle := measure.wrap(greyWords, g.subtitle, width)
	note := measure.wrap(smallWords, g.note, width)
	lines := func(l lettering, n int) vg.Length { return l.lineHeight() * vg.Length(n) }
	head := lines(titleWords, len(title)) + lines(greyWords, len(subtitle)) + 12
	foot := lines(smallWords, len(note))
	if foot > 0 {
		foot += 8
	}
	height := 2*pageMargin + head + g.height + foot
	return &Drawing{
		Title: g.title, Width: pageWidth, Height: height,
		paint: func(p *pen) {
			y := height - pageMargin - 0.8*titleSize
			y = p.writeLines(titleWords, pageMargin, y, title) + 2
			p.writeLines(greyWords, pageMargin, y, subtitle)
			p.writeLines(smallWords, pageMargin, pageMargin+foot-8-0.8*smallSize, note)
			g.body(p, area{pageMargin, pageMargin + foot, pageWidth - pageMargin, height - pageMargin - head})
		},
	}
}

// nothing is the page for a run that has nothing to show here: it says so in
// words, where an empty axis would leave the reader guessing.
func nothing(title, subtitle, reason string) *Drawing {
	const height, inset = 72, 16
	return page{
		title: title, subtitle: subtitle, height: height,
		body: func(p *pen, a area) {
			p.box(tint(axisInk, 0.07), stroke{gridInk, axisWidth, nil}, a.left, a.bottom, a.right, a.top)
			y := a.top - inset - 0.8*headingSize
			p.write(headingWords, a.left+inset, y, "Nothing to show")
			p.writeLines(bodyWords, a.left+inset, y-1.6*headingSize, p.wrap(bodyWords, reason, a.width()-2*inset))
		},
	}.drawing()
}
