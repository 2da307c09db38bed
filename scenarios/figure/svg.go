package figure

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
)

// What the SVG back end writes about a text.
var (
	svgText = regexp.MustCompile(`<text ([^>]*)>([^<]*)</text>`)
	svgSize = regexp.MustCompile(`font-size:([0-9.]+)px`)
)

// finishSVG adds what the back end leaves out: fallback fonts, the length of
// every text (so that a reader without the font sees the same layout, a little
// narrower or wider in its letters), the role of the image, its title and
// description, and a white ground.
func finishSVG(text, title, description string) ([]byte, error) {
	text, err := holdLengths(text)
	if err != nil {
		return nil, err
	}
	const family = "font-family:Liberation Sans;font-variant:normal"
	text = strings.ReplaceAll(text, family, "font-family:'Liberation Sans',Arial,Helvetica,sans-serif")
	text = strings.Replace(text, "<svg ", `<svg role="img" `, 1)
	start := strings.Index(text, "<svg ")
	end := strings.Index(text[max(start, 0):], ">")
	if start < 0 || end < 0 {
		return nil, fmt.Errorf("want an <svg> element from the SVG back end, got none")
	}
	end += start + 1
	head := fmt.Sprintf("\n<title>%s</title>\n<desc>%s</desc>\n"+`<rect width="100%%" height="100%%" fill="#FFFFFF"/>`,
		html.EscapeString(title), html.EscapeString(description))
	return []byte(text[:end] + head + text[end:]), nil
}

// holdLengths writes into every text how long it is in the theme's font.
func holdLengths(text string) (string, error) {
	var failed error
	measure := newPen(nil)
	text = svgText.ReplaceAllStringFunc(text, func(element string) string {
		parts := svgText.FindStringSubmatch(element)
		size := svgSize.FindStringSubmatch(parts[1])
		if size == nil {
			failed = fmt.Errorf("want a font size from the SVG back end, got %s", element)
			return element
		}
		points, err := strconv.ParseFloat(size[1], 64)
		if err != nil {
			failed = err
			return element
		}
		words := lettering{size: vg.Length(points), bold: strings.Contains(parts[1], "font-weight:bold")}
		length := measure.width(words, html.UnescapeString(parts[2]))
		return fmt.Sprintf(`<text textLength="%.5g" lengthAdjust="spacingAndGlyphs" %s>%s</text>`, length.Points(), parts[1], parts[2])
	})
	return text, failed
}
