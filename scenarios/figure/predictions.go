package figure

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

const (
	predictionsSlug  = "11-predictions"
	predictionsTitle = "Published figures, and what the posterior predicts of them"
	fittedTitle      = "Published figures, and what the model shows of them"
	predictionRow    = 42  // of each figure
	predictionWords  = 186 // of the figures and the verdict
)

func predictionReason(c *results.CalibrationRun) string {
	if len(c.Predictions) == 0 {
		return "This calibration ruled values out and went no further: it neither fitted values nor has a posterior."
	}
	return ""
}

func drawPredictions(c *results.CalibrationRun) *Drawing {
	title, subtitle := fittedTitle, fmt.Sprintf("Calibrated set %q: what the model shows at the fitted values, over what was published.", c.Set)
	if c.HasPosterior() {
		title, subtitle = predictionsTitle, fmt.Sprintf("Calibrated set %q: figures that could have been published under the posterior, over the one that was.", c.Set)
	}
	if reason := predictionReason(c); reason != "" {
		return nothing(title, subtitle, reason)
	}
	return page{
		title: title, subtitle: subtitle, note: predictionNote(c),
		height: posteriorKey + vg.Length(predictionRow*len(c.Predictions)) + underAxis,
		body: func(p *pen, a area) {
			signs := []sign{{"published, 95% or a tolerance", priorSign}}
			if c.HasPosterior() {
				signs = append(signs, sign{"posterior, median and 95%", intervalSign})
			}
			if c.Predictions[0].Fitted.Known() {
				signs = append(signs, sign{"at the fitted values", fittedSign})
			}
			drawKey(p, a.left+calibrationNames, a.top-8, signs)
			drawPredicted(p, c.Predictions, area{a.left, a.bottom, a.right, a.top - posteriorKey})
		},
	}.drawing()
}

func predictionNote(c *results.CalibrationRun) string {
	var sources []string
	for _, t := range c.Predictions {
		if !slices.Contains(sources, t.Source) {
			sources = append(sources, t.Source)
		}
	}
	note := "The inputs were moved to meet these figures; that they are met is no evidence for the model. "
	if c.HasPosterior() {
		note += fmt.Sprintf("The interval of the posterior holds what is not known of the inputs, the error of the published figure and what the model cannot represent. "+
			"It is by surfaces through the runs; the mean of the model itself, run at %d particles, is in the CSV file. ", c.Runs)
	}
	return note + "Sources: " + results.Listed(sources) + "."
}

func drawPredicted(p *pen, all []results.Predicted, a area) {
	pl := &panel{pen: p, x: predictedRange(all), y: axis{max: float64(len(all))}}
	pl.left, pl.right = a.left+calibrationNames, a.right-predictionWords
	pl.bottom, pl.top = a.bottom+underAxis, a.top
	pl.frame("", "", "model over published")
	pl.upright(stroke{guideInk, thinWidth, []vg.Length{1, 2.2}}, 1)
	for i, t := range all {
		drawPrediction(pl, t, pl.Y(float64(len(all)-i))-predictionRow/2, a)
	}
}

// drawPrediction is one row: what the figure is, both intervals, and both in words.
func drawPrediction(pl *panel, t results.Predicted, y vg.Length, a area) {
	p := pl.pen
	names := atMost(p, 3, smallWords, t.Label, calibrationNames-14)
	p.writeLines(smallWords.in(ink), a.left, y+smallWords.lineHeight()*vg.Length(len(names)-1)/2-0.35*smallSize, names)
	at := func(x results.Number) vg.Length { return pl.X(float64(x) / t.Published) }
	const half = 8
	p.box(tint(axisInk, 0.22), stroke{}, at(results.Number(t.Low)), y-half, at(results.Number(t.High)), y+half)
	write := func(x results.Number) string { return publishedFigure(t.Published, float64(x)) }
	lines := []string{fmt.Sprintf("published %s (%s to %s)", write(results.Number(t.Published)), write(results.Number(t.Low)), write(results.Number(t.High)))}
	if t.Fitted.Known() {
		p.draw(stroke{ink, lineWidth, nil}, vg.Point{X: at(t.Fitted), Y: y - half - 2}, vg.Point{X: at(t.Fitted), Y: y + half + 2})
		lines = append(lines, "fitted "+write(t.Fitted))
	}
	x := pl.right + 16
	bottom := p.writeLines(smallWords, x, y+6, lines)
	if !t.Median.Known() {
		return
	}
	line, verdict := palette[0], "inside"
	if !t.Inside() {
		line, verdict = palette[1], "outside"
	}
	p.draw(stroke{line.colour, lineWidth, nil}, vg.Point{X: at(t.Least), Y: y}, vg.Point{X: at(t.Most), Y: y})
	p.dot(line.colour, vg.Point{X: at(t.Median), Y: y}, false)
	p.write(smallWords.in(ink), x, bottom, fmt.Sprintf("predicted %s (%s to %s)", write(t.Median), write(t.Least), write(t.Most)))
	p.write(smallWords.in(line.words()).strong().at(fromRight), a.right, bottom+smallWords.lineHeight(), verdict)
}

// predictedRange covers every interval and every figure.
func predictedRange(all []results.Predicted) axis {
	low, high := 1.0, 1.0
	for _, t := range all {
		for _, v := range []results.Number{results.Number(t.Low), results.Number(t.High), t.Fitted, t.Least, t.Most} {
			if v.Known() {
				low, high = min(low, float64(v)/t.Published), max(high, float64(v)/t.Published)
			}
		}
	}
	return wholeAxis(low-0.02, high+0.02, 5, timesTick)
}

func predictionSentence(c *results.CalibrationRun) string {
	if reason := predictionReason(c); reason != "" {
		return reason
	}
	all := len(c.Predictions)
	if !c.HasPosterior() {
		within := 0
		for _, t := range c.Predictions {
			if t.Low <= float64(t.Fitted) && float64(t.Fitted) <= t.High {
				within++
			}
		}
		return fmt.Sprintf("At the fitted values the model shows %d of %d figures within their published intervals; no posterior was made.", within, all)
	}
	var missed []string
	for _, t := range c.Predictions {
		if !t.Inside() {
			missed = append(missed, fmt.Sprintf("%s (published %s; predicted %s, %s to %s)", inWords(t.Label), publishedFigure(t.Published, t.Published),
				publishedFigure(t.Published, float64(t.Median)), publishedFigure(t.Published, float64(t.Least)), publishedFigure(t.Published, float64(t.Most))))
		}
	}
	text := fmt.Sprintf("%d of %d published figures lie in the 95%% that the posterior predicts of them.", all-len(missed), all)
	if len(missed) > 0 {
		text += " Outside: " + strings.Join(missed, "; ") + "."
	}
	return text
}

func predictionTable(c *results.CalibrationRun) [][]string {
	table := [][]string{{"set", "target", "source", "published", "low", "high", "fitted", "fitted_mc_se", "mean", "mc_se", "median", "predicted_low", "predicted_high", "inside"}}
	for _, t := range c.Predictions {
		line := []string{c.Set, t.Target, t.Source}
		for _, v := range []float64{
			t.Published, t.Low, t.High, float64(t.Fitted), float64(t.FittedSE), float64(t.Mean), float64(t.SE),
			float64(t.Median), float64(t.Least), float64(t.Most),
		} {
			line = append(line, results.FormatFloat(v))
		}
		table = append(table, append(line, fmt.Sprint(t.Inside())))
	}
	return table
}
