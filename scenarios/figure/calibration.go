package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

const (
	calibrationTitle = "What the model was fitted to, and what it shows"
	calibrationRow   = 34  // of each target
	calibrationNames = 214 // of what the targets are
	calibrationWords = 150 // of the figures and the verdict
)

func calibrationReason(r *results.Run) string {
	if len(r.Calibration) == 0 {
		return "This run stands on no calibrated set, so there are no targets to hold it against."
	}
	return ""
}

func calibrationSubtitle(r *results.Run) string {
	if len(r.Calibration) == 0 {
		return "Published figures against what the model shows under usual practice."
	}
	return fmt.Sprintf("Calibrated set %q: what %s simulated people show under usual practice, over the published figure. "+
		"Bars: the published 95%% interval, or a tolerance where none is published.", r.Calibration[0].Set, Count(float64(r.Calibration[0].People)))
}

func calibrationNote(r *results.Run) string {
	sources := []string{}
	for _, t := range r.Calibration {
		if !slices.Contains(sources, t.Source) {
			sources = append(sources, t.Source)
		}
	}
	return "These figures were used to fit inputs, or kept beside those that were; meeting them is no evidence for the model. " +
		"Simulated when the set was made, with its base values, and not in this run. Sources: " + results.Listed(sources) + "."
}

func drawCalibration(r *results.Run) *Drawing {
	if reason := calibrationReason(r); reason != "" {
		return nothing(calibrationTitle, calibrationSubtitle(r), reason)
	}
	return page{
		title: calibrationTitle, subtitle: calibrationSubtitle(r), note: calibrationNote(r),
		height: vg.Length(calibrationRow*len(r.Calibration)) + underAxis + 14,
		body:   func(p *pen, a area) { drawTargets(p, r.Calibration, a) },
	}.drawing()
}

func drawTargets(p *pen, targets []results.Target, a area) {
	pl := &panel{pen: p, x: targetRange(targets, timesTick)}
	pl.left, pl.right = a.left+calibrationNames, a.right-calibrationWords
	pl.bottom, pl.top = a.bottom+underAxis, a.top-8
	pl.y = axis{min: 0, max: float64(len(targets))}
	pl.frame("", "", "simulated over published")
	pl.upright(stroke{guideInk, thinWidth, []vg.Length{1, 2.2}}, 1)
	for i, t := range targets {
		drawTarget(pl, t, pl.Y(float64(len(targets)-i))-calibrationRow/2, a)
	}
}

// drawTarget is one row: what it is, the interval and the simulated figure,
// and both in words.
func drawTarget(pl *panel, t results.Target, y vg.Length, a area) {
	p := pl.pen
	names := p.wrap(smallWords.in(ink), t.Label, calibrationNames-14)
	p.writeLines(smallWords.in(ink), a.left, y+smallWords.lineHeight()*vg.Length(len(names)-1)/2-0.35*smallSize, names)
	const half = 6
	p.box(tint(axisInk, 0.22), stroke{}, pl.X(t.Low/t.Published), y-half, pl.X(t.High/t.Published), y+half)
	line := palette[0]
	if !t.Hit {
		line = palette[1]
	}
	at := vg.Point{X: pl.X(t.Simulated / t.Published), Y: y}
	reach := 2 * t.MCSE / t.Published
	p.draw(stroke{line.colour, lineWidth, nil}, vg.Point{X: pl.X(t.Simulated/t.Published - reach), Y: y}, vg.Point{X: pl.X(t.Simulated/t.Published + reach), Y: y})
	p.dot(line.colour, at, false)
	x := pl.right + 12
	p.write(smallWords, x, y+3, fmt.Sprintf("%s (%s to %s)", TargetFigure(t, t.Published), TargetFigure(t, t.Low), TargetFigure(t, t.High)))
	p.write(smallWords.in(ink), x, y-8, "simulated "+TargetFigure(t, t.Simulated))
	p.write(bodyWords.in(line.words()).strong().at(fromRight), a.right, y-8, TargetVerdict(t))
}

// TargetVerdict says whether a target is met, and whether it was fitted.
func TargetVerdict(t results.Target) string {
	word := "miss"
	if t.Hit {
		word = "hit"
	}
	if !t.UsedForFitting {
		word += ", not fitted"
	}
	return word
}

// TargetFigure writes a figure: a share as a percentage, the rest plain.
func TargetFigure(t results.Target, x float64) string { return publishedFigure(t.Published, x) }

func publishedFigure(published, x float64) string {
	if published < 1 {
		return Percent(x, 1)
	}
	return decimal(x, 2)
}

// targetRange covers every interval and every simulated figure.
func targetRange(targets []results.Target, format func(float64) string) axis {
	low, high := 1.0, 1.0
	for _, t := range targets {
		for _, v := range []float64{t.Low, t.High, t.Simulated - 2*t.MCSE, t.Simulated + 2*t.MCSE} {
			if !math.IsNaN(v) {
				low, high = min(low, v/t.Published), max(high, v/t.Published)
			}
		}
	}
	return wholeAxis(low-0.02, high+0.02, 5, format)
}

func calibrationSentence(r *results.Run) string {
	if reason := calibrationReason(r); reason != "" {
		return reason
	}
	var missed []string
	for _, t := range r.Calibration {
		if !t.Hit {
			missed = append(missed, fmt.Sprintf("%s (published %s, %s to %s; simulated %s)", inWords(t.Label),
				TargetFigure(t, t.Published), TargetFigure(t, t.Low), TargetFigure(t, t.High), TargetFigure(t, t.Simulated)))
		}
	}
	all := len(r.Calibration)
	set := fmt.Sprintf(" by the calibrated set %q within their intervals or tolerances", r.Calibration[0].Set)
	if len(missed) == 0 {
		return fmt.Sprintf("All %d published figures are met%s.", all, set)
	}
	return fmt.Sprintf("%d of %d published figures are met%s. Missed: %s.", all-len(missed), all, set, strings.Join(missed, "; "))
}

func calibrationTable(r *results.Run) [][]string {
	table := [][]string{{"set", "target", "source", "measure", "population", "horizon", "published", "low", "high", "simulated", "mc_se", "hit", "used_for_fitting"}}
	for _, t := range r.Calibration {
		table = append(table, []string{
			t.Set, t.Target, t.Source, t.Measure, t.Population, t.Horizon, results.FormatFloat(t.Published), results.FormatFloat(t.Low),
			results.FormatFloat(t.High), results.FormatFloat(t.Simulated), results.FormatFloat(t.MCSE), fmt.Sprint(t.Hit), fmt.Sprint(t.UsedForFitting),
		})
	}
	return table
}
