package figure

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

const (
	posteriorSlug    = "11-posterior"
	posteriorTitle   = "What published figures say of the inputs"
	posteriorRow     = 66  // of each input
	posteriorDensity = 34  // of that, its laws
	posteriorNames   = 208 // of what the inputs are
	posteriorWords   = 158 // of what is believed of them
	posteriorKey     = 20  // of what the shades mean
	posteriorPair    = 150 // of the axes of the pair
)

// RenderCalibration draws both figures of a calibration: the inputs before
// and after, and the published figures against those that the posterior predicts. Files
// and formats are those of Render.
func RenderCalibration(c *results.CalibrationRun, wanted ...string) ([]results.File, error) {
	all, err := filesOf(predictionsSlug, drawPredictions(c), withClaim(predictionSentence(c)), predictionTable(c), wanted)
	if err != nil {
		return nil, err
	}
	inputs, err := filesOf(posteriorSlug, drawPosterior(c), withClaim(posteriorSentence(c)), posteriorTable(c), wanted)
	return append(all, inputs...), err
}

func withClaim(words string) string { return fmt.Sprintf("%s Claim: %s.", words, results.Descriptive) }

func posteriorReason(c *results.CalibrationRun) string {
	if !c.HasPosterior() {
		return "This calibration has no posterior: it found the values that come nearest, or those that are not ruled out, and went no further."
	}
	return ""
}

func drawPosterior(c *results.CalibrationRun) *Drawing {
	subtitle := fmt.Sprintf("Calibrated set %q: what is believed of each input before and after the published figures were seen.", c.Set)
	if reason := posteriorReason(c); reason != "" {
		return nothing(posteriorTitle, subtitle, reason)
	}
	rows := posteriorKey + vg.Length(posteriorRow*len(c.Beliefs))
	height := rows
	if c.Pair != nil {
		height += 10 + overAxes + posteriorPair + underAxis
	}
	return page{
		title: posteriorTitle, subtitle: subtitle, note: posteriorNote(c), height: height,
		body: func(p *pen, a area) {
			signs := []sign{{"prior", priorSign}, {"posterior", posteriorSign}, {"median and 95%", intervalSign}}
			if slices.ContainsFunc(c.Beliefs, func(b results.Belief) bool { return b.Fitted.Known() }) {
				signs = append(signs, sign{"the value that comes nearest", fittedSign})
			}
			drawKey(p, a.left+posteriorNames, a.top-8, signs)
			for i, b := range c.Beliefs {
				drawBelief(p, b, area{a.left, 0, a.right, a.top - posteriorKey - vg.Length(posteriorRow*i)})
			}
			if c.Pair != nil {
				drawPair(p, c, area{a.left, a.bottom, a.right, a.top - rows - 10})
			}
		},
	}.drawing()
}

func posteriorNote(c *results.CalibrationRun) string {
	note := "Each row has its own axis, in the unit of the input; both areas hold the same probability, so that a lower one is a wider belief. " +
		"The pale bar is 95% of the prior. Overlap is the area below both: where nearly all is left, the figures say nothing of the input; not resolved is less, where so few particles would show as little by chance. " +
		"All rests on the model and on the published figures, and is no evidence for either. "
	if c.Pair != nil && len(c.Pair.Points) > mostPoints {
		note += fmt.Sprintf("Of %s particles %s are drawn. ", Count(float64(len(c.Pair.Points))), Count(mostPoints))
	}
	return note
}

// drawBelief is one row: what the input is, both laws over its values, and the belief
// in words. Only the top of the area counts.
func drawBelief(p *pen, b results.Belief, a area) {
	base := a.top - posteriorDensity - 4
	first, last := b.Bins[0], b.Bins[len(b.Bins)-1]
	low, high := first.From, last.To
	if b.Fitted.Known() {
		low, high = min(low, float64(b.Fitted)), max(high, float64(b.Fitted))
	}
	pl := &panel{pen: p, x: within(low, high, 5, plainTick), y: axis{max: tallest(b.Bins)}}
	pl.left, pl.right, pl.bottom, pl.top = a.left+posteriorNames, a.right-posteriorWords, base, a.top-4
	nameBelief(p, b, a)
	p.fill(tint(axisInk, 0.22), pl.stairs(b.Bins, func(b results.Bin) float64 { return b.Prior })...)
	p.fill(veil(blue, 0.6), pl.stairs(b.Bins, func(b results.Bin) float64 { return b.Posterior })...)
	axisLine := stroke{axisInk, axisWidth, nil}
	p.draw(axisLine, vg.Point{X: pl.left, Y: base}, vg.Point{X: pl.right, Y: base})
	y := base - 5
	span := func(s stroke, low, high results.Number) {
		p.draw(s, vg.Point{X: pl.X(max(float64(low), pl.x.min)), Y: y}, vg.Point{X: pl.X(min(float64(high), pl.x.max)), Y: y})
	}
	span(stroke{tint(axisInk, 0.35), 4, nil}, b.PriorLow, b.PriorHigh)
	span(stroke{blue, lineWidth, nil}, b.Low, b.High)
	p.dot(blue, vg.Point{X: pl.X(float64(b.Median)), Y: y}, false)
	for _, t := range pl.x.ticks {
		p.draw(axisLine, vg.Point{X: pl.X(t.at), Y: base - 9}, vg.Point{X: pl.X(t.at), Y: base - 11.5})
		p.write(smallWords.at(centred), pl.X(t.at), base-20, t.text)
	}
	if b.Fitted.Known() {
		pl.upright(stroke{ink, lineWidth, nil}, float64(b.Fitted))
	}
	sayBelief(p, b, pl.right+18, a.top-14)
}

// pureNumbers are the units that say nothing beside a number.
var pureNumbers = []string{"proportion", "ratio", "log ratio", "count", "number"}

// nameBelief writes what the input is and what was believed of it.
func nameBelief(p *pen, b results.Belief, a area) {
	width := vg.Length(posteriorNames - 18)
	y := p.writeLines(smallWords.in(ink), a.left, a.top-12, atMost(p, 2, smallWords, b.Label, width))
	p.writeLines(smallWords, a.left, y, atMost(p, 2, smallWords, "prior: "+b.Prior+unitAfter(b), width))
}

// unitAfter is the unit of an input behind its name, "" of a pure number.
func unitAfter(b results.Belief) string {
	if b.Unit == "" || slices.Contains(pureNumbers, b.Unit) {
		return ""
	}
	return ", " + b.Unit
}

// withUnit is the label of an input with its unit.
func withUnit(c *results.CalibrationRun, label string) string {
	i := slices.IndexFunc(c.Beliefs, func(b results.Belief) bool { return b.Label == label })
	if i < 0 {
		return label
	}
	return label + unitAfter(c.Beliefs[i])
}

// atMost breaks a text into so many lines, the last of which is cut.
func atMost(p *pen, most int, l lettering, text string, width vg.Length) []string {
	lines := p.wrap(l, text, width)
	if len(lines) > most {
		last := strings.Join(lines[most-1:], " ")
		lines = append(lines[:most-1], p.shorten(l, last, width-p.width(l, "…")))
	}
	return lines
}

func sayBelief(p *pen, b results.Belief, x, y vg.Length) {
	p.write(smallWords.in(ink).strong(), x, y, believed(b))
	if b.Fitted.Known() {
		p.write(smallWords, x, y-11, "nearest: "+threeDigits(float64(b.Fitted)))
	}
	p.write(smallWords, x, y-22, "overlap "+Percent(float64(b.Overlap), 0)+":")
	look := palette[0]
	if b.Verdict != results.Informed {
		look = palette[1]
	}
	p.write(smallWords.in(look.words()).strong(), x, y-33, informedWords(b))
}

func informedWords(b results.Belief) string {
	switch b.Verdict {
	case results.Informed:
		return "informed by the figures"
	case results.NotInformed:
		return "not informed by the figures"
	}
	return b.Verdict
}

// believed is the posterior in numbers.
func believed(b results.Belief) string {
	return fmt.Sprintf("%s (%s to %s)", threeDigits(float64(b.Median)), threeDigits(float64(b.Low)), threeDigits(float64(b.High)))
}

// threeDigits writes a number to three significant digits.
func threeDigits(x float64) string { return strings.Replace(fmt.Sprintf("%.3g", x), "-", "−", 1) }

// tallest is the greatest probability of a bin.
func tallest(all []results.Bin) float64 {
	most := 0.0
	for _, b := range all {
		most = max(most, b.Prior, b.Posterior)
	}
	return most
}

// stairs is the outline of a law over its bins, from the axis and back to it.
func (p *panel) stairs(all []results.Bin, of func(results.Bin) float64) []vg.Point {
	points := []vg.Point{p.at(all[0].From, 0)}
	for _, b := range all {
		points = append(points, p.at(b.From, of(b)), p.at(b.To, of(b)))
	}
	return append(points, p.at(all[len(all)-1].To, 0))
}

// drawPair is the particles of two inputs, and what they say together.
func drawPair(p *pen, c *results.CalibrationRun, a area) {
	pair := c.Pair
	points := make([][2]float64, min(len(pair.Points), mostPoints))
	for i := range points {
		points[i] = pair.Points[i*len(pair.Points)/len(points)]
	}
	pl := &panel{pen: p, x: pairAxis(points, 0), y: pairAxis(points, 1)}
	pl.within(a, true, posteriorWords+120)
	pl.frame("The two that go together most", p.shorten(greyWords, withUnit(c, pair.Second), pl.right-pl.left), p.shorten(greyWords, withUnit(c, pair.First), pl.right-pl.left))
	for _, q := range points {
		p.speck(veil(blue, 0.5), pl.at(q[0], q[1]))
	}
	x := pl.right + 18
	p.writeLines(bodyWords, x, pl.top-8, p.wrap(bodyWords, pairWords(pair), a.right-x))
}

func pairWords(pair *results.Pair) string {
	words := fmt.Sprintf("Each point is a particle. Their correlation under the posterior is %s: ", decimal(pair.Correlation, 2))
	if pair.Correlation < 0 {
		return words + "the figures leave more of one together with less of the other, and neither can be varied by itself."
	}
	return words + "the figures leave more of one together with more of the other, and neither can be varied by itself."
}

func pairAxis(points [][2]float64, side int) axis {
	low, high := points[0][side], points[0][side]
	for _, q := range points {
		low, high = min(low, q[side]), max(high, q[side])
	}
	room := 0.04 * (high - low)
	if room == 0 {
		room = 1
	}
	return within(low-room, high+room, 4, plainTick)
}

func posteriorSentence(c *results.CalibrationRun) string {
	if reason := posteriorReason(c); reason != "" {
		return reason
	}
	var informed, silent, unresolved []string
	for _, b := range c.Beliefs {
		one := fmt.Sprintf("%s is %s, overlap with its prior %s", inWords(b.Label), believed(b), Percent(float64(b.Overlap), 0))
		switch b.Verdict {
		case results.Informed:
			informed = append(informed, one)
		case results.NotInformed:
			silent = append(silent, inWords(b.Label))
		default:
			unresolved = append(unresolved, inWords(b.Label))
		}
	}
	text := fmt.Sprintf("The published figures inform %d of %d inputs", len(informed), len(c.Beliefs))
	if len(informed) > 0 {
		text += " (median and 95% of the posterior): " + strings.Join(informed, "; ")
	}
	text += "."
	if len(silent) > 0 {
		text += " Not informed by them: " + results.Listed(silent) + "."
	}
	if len(unresolved) > 0 {
		text += " Not resolved, for so few particles show as much of what nothing informs: " + results.Listed(unresolved) + "."
	}
	if c.Pair != nil {
		text += fmt.Sprintf(" Most go together: %s and %s, correlation %s.", inWords(c.Pair.First), inWords(c.Pair.Second), decimal(c.Pair.Correlation, 2))
	}
	return text
}

// posteriorTable is the laws by bin, beside what is said of the input.
func posteriorTable(c *results.CalibrationRun) [][]string {
	table := [][]string{{"input", "unit", "prior_low", "prior_high", "fitted", "median", "low", "high", "overlap", "informed", "verdict", "from", "to", "prior", "posterior"}}
	number := func(n results.Number) string { return results.FormatFloat(float64(n)) }
	for _, b := range c.Beliefs {
		for _, bin := range b.Bins {
			table = append(table, []string{
				b.Input, b.Unit, number(b.PriorLow), number(b.PriorHigh), number(b.Fitted), number(b.Median), number(b.Low), number(b.High),
				number(b.Overlap), fmt.Sprint(b.Verdict == results.Informed), b.Verdict, results.FormatFloat(bin.From), results.FormatFloat(bin.To),
				results.FormatFloat(bin.Prior), results.FormatFloat(bin.Posterior),
			})
		}
	}
	return table
}
