package figure

import (
	"fmt"
	"image"
	"image/color"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// textBox is where a text was written: its letters, without the empty space
// above and below them.
type textBox struct {
	text string
	area
}

// textCanvas remembers where texts are written and draws nothing.
type textCanvas struct {
	boxes []textBox
	marks []vg.Point // of all lines and areas
}

func (c *textCanvas) FillString(f font.Face, at vg.Point, text string) {
	size := f.Font.Size
	c.boxes = append(c.boxes, textBox{text, area{at.X, at.Y - 0.12*size, at.X + f.Width(text), at.Y + 0.72*size}})
}

func (c *textCanvas) Stroke(p vg.Path) {
	for _, part := range p {
		if part.Type != vg.CloseComp {
			c.marks = append(c.marks, part.Pos)
		}
	}
}

func (c *textCanvas) Fill(p vg.Path)                      { c.Stroke(p) }
func (c *textCanvas) SetLineWidth(vg.Length)              {}
func (c *textCanvas) SetLineDash([]vg.Length, vg.Length)  {}
func (c *textCanvas) SetColor(color.Color)                {}
func (c *textCanvas) DrawImage(vg.Rectangle, image.Image) {}
func (c *textCanvas) Rotate(float64)                      { panic("the layout test knows no rotation") }

func (c *textCanvas) Translate(vg.Point) { panic("the layout test knows no translation") }

func (c *textCanvas) Scale(float64, float64) { panic("the layout test knows no scaling") }

func (c *textCanvas) Push() { panic("the layout test knows no stack") }

func (c *textCanvas) Pop() { panic("the layout test knows no stack") }

// checkLayout fails when anything lies outside the page, or two texts overlap or stand so
// close in a line that they read as one.
func checkLayout(t *testing.T, name string, d *Drawing) {
	t.Helper()
	const apart = 2
	c := &textCanvas{}
	d.paint(newPen(c))
	if len(c.boxes) == 0 {
		t.Errorf("%s has no words", name)
	}
	for i, a := range c.boxes {
		if a.left < 0 || a.bottom < 0 || a.right > d.Width || a.top > d.Height {
			t.Errorf("%s: %q is cut off at %s", name, a.text, fmt.Sprint(a.area))
		}
		for _, b := range c.boxes[:i] {
			if a.left < b.right+apart && b.left < a.right+apart && a.bottom < b.top+apart && b.bottom < a.top+apart {
				t.Errorf("%s: %q lies over %q", name, a.text, b.text)
			}
		}
	}
	for _, m := range c.marks {
		if !(m.X >= 0 && m.Y >= 0 && m.X <= d.Width && m.Y <= d.Height) {
			t.Fatalf("%s: a mark outside the page at %v", name, m)
		}
	}
}
