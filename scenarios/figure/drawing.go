package figure

import (
	"bytes"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// pngResolution, in dots per inch, makes a figure 1,800 pixels wide.
const pngResolution = 192

// Drawing is a finished figure, not yet on any kind of canvas.
type Drawing struct {
	Title         string
	Width, Height vg.Length
	paint         func(*pen)
}

func (d *Drawing) encode(format, description string) ([]byte, error) {
	switch format {
	case "svg":
		return d.SVG(description)
	case "png":
		return d.PNG()
	}
	panic("figure: no encoder for " + format)
}

// PNG is the figure as a raster image.
func (d *Drawing) PNG() ([]byte, error) {
	canvas := vgimg.NewWith(vgimg.UseWH(d.Width, d.Height), vgimg.UseDPI(pngResolution))
	d.paint(newPen(canvas))
	var out bytes.Buffer
	_, err := vgimg.PngCanvas{Canvas: canvas}.WriteTo(&out)
	return out.Bytes(), err
}

// SVG is the figure as a vector image. Its text stays text, in Liberation Sans
// or the nearest font a reader has. The title and the description are inside
// for screen readers.
func (d *Drawing) SVG(description string) ([]byte, error) {
	canvas := vgsvg.New(d.Width, d.Height)
	d.paint(newPen(canvas))
	var out bytes.Buffer
	if _, err := canvas.WriteTo(&out); err != nil {
		return nil, err
	}
	return finishSVG(out.String(), d.Title, description)
}
