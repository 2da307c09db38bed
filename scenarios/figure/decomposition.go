package figure

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

// term is one step from the baseline to the headline.
type term struct {
	key, name, means string
	value            func(results.Decomposition) results.Number
}

// terms are the steps that every run has.
var terms = []term{
	{"selection", "Selection", "those who complete would have done better anyway", func(d results.Decomposition) results.Number { return d.Selection }},
	{"causal", "Causal", "what the scheme changes in them", func(d results.Decomposition) results.Number { return d.Causal }},
	{"measurement", "Measurement", "the same events being recorded differently under the scheme", func(d results.Decomposition) results.Number { return d.Measurement }},
}

// clockTerm is the step that a run has which counts from the disposal.
var clockTerm = term{"clock", "Clock", "counting from the disposal, which comes later for those who are charged", func(d results.Decomposition) results.Number { return d.Clock }}

// termsOf are the steps of a decomposition.
func termsOf(d results.Decomposition) []term {
	if _, there := d.Estimates[clockTerm.key]; there {
		return append(slices.Clone(terms), clockTerm)
	}
	return terms
}

const (
	decompositionTitle  = "Where the headline comes from: selection, cause and measurement"
	decompositionHeight = 215 // of the axes
	decompositionNames  = 56  // of the names under them
)

// decompositions are the entries of the headline arm with somebody who
// completes: that of its own scheme first, then the same arm under others. The
// entries of other arms are in the summary.
func decompositions(r *results.Run) []results.Decomposition {
	headline, _ := headlineArm(r)
	var own, others []results.Decomposition
	for _, key := range slices.Sorted(maps.Keys(r.Summary.Decomposition)) {
		d := r.Summary.Decomposition[key]
		if d.Scheme == "" {
			d.Scheme = key
		}
		other := func(a results.Arm) bool { return a.Name == key && a.Name != headline.Name }
		switch {
		case slices.ContainsFunc(r.Arms, other):
		case !d.HeadlineMinusBaseline.Known() || !d.Headline.Mean.Known() || !d.Baseline.Mean.Known():
		case d.Scheme == headline.Scheme:
			own = append(own, d)
		default:
			others = append(others, d)
		}
	}
	return append(own, others...)
}

func decompositionReason(r *results.Run) string {
	if _, ok := headlineArm(r); !ok {
		return noScheme
	}
	if r.Summary.HorizonYears < 1 {
		return "People are followed for less than 12 months, so there is no 12-month headline to take apart."
	}
	if r.Summary.People == 0 {
		return "The cohort is empty, so there is no rate to take apart."
	}
	if len(decompositions(r)) == 0 {
		return "Nobody completes the scheme, so there is no rate among completers to take apart."
	}
	return ""
}

func decompositionSubtitle(r *results.Run) string {
	return fmt.Sprintf("Share without a proven reoffence in the 12 months from the index contact: from everyone under the comparator, %s, "+
		"to those who complete under the scheme, in percentage points. %s. Whiskers: %s.",
		comparatorNamed(r), sentenceCase(cohortWords(r)), intervalWords(r))
}

func drawDecomposition(r *results.Run) *Drawing {
	if reason := decompositionReason(r); reason != "" {
		return nothing(decompositionTitle, decompositionSubtitle(r), reason)
	}
	parts := decompositions(r)
	columns, rows := twoAbreast(len(parts))
	const each = decompositionHeight + overAxes + decompositionNames
	return page{
		title: decompositionTitle, subtitle: decompositionSubtitle(r), note: decompositionNote(r),
		height: each*vg.Length(rows) - 6,
		body: func(p *pen, a area) {
			const gap = 24
			y := levelAxis(parts)
			for i, d := range parts {
				drawWaterfall(p, r, d, y, a.tile(i, columns, gap, each))
			}
		},
	}.drawing()
}

func decompositionNote(r *results.Run) string {
	note := ""
	for _, t := range termsOf(decompositions(r)[0]) {
		note += t.name + ": " + t.means + ". "
	}
	return note + "A hollow step is one whose interval includes zero, or has none. The vertical axis does not start at zero: " +
		"levels are drawn as lines and only steps as bars. " + fullNames(r)
}

// levels are the heights that the waterfall passes through, from the baseline
// to the headline.
func levels(d results.Decomposition) []float64 {
	at := float64(d.Baseline.Mean)
	heights := []float64{at}
	for _, t := range termsOf(d) {
		at += known(t.value(d))
		heights = append(heights, at)
	}
	return heights
}

// levelAxis is shared by all panels, so that they can be held against each
// other.
func levelAxis(parts []results.Decomposition) axis {
	low, high := math.Inf(1), math.Inf(-1)
	reach := func(v float64) {
		if !math.IsNaN(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	for _, d := range parts {
		heights := levels(d)
		for i, h := range heights {
			reach(h)
			if i < len(termsOf(d)) {
				e := d.Estimates[termsOf(d)[i].key]
				reach(h + known(e.Low))
				reach(h + known(e.High))
			}
		}
		for _, e := range []results.Estimate{d.Baseline, d.Headline} {
			reach(float64(e.Mean))
			reach(float64(e.Low))
			reach(float64(e.High))
		}
	}
	room := 0.17 * (high - low) // for the words over the topmost mark
	return wholeAxis(max(0, low-0.02), min(1, high+max(room, 0.01)), 6, func(v float64) string { return Percent(v, 0) })
}

func drawWaterfall(p *pen, r *results.Run, d results.Decomposition, y axis, a area) {
	pl := &panel{pen: p, x: axis{min: 0, max: float64(len(termsOf(d)) + 2)}, y: y}
	pl.within(a, true, 0)
	pl.bottom = a.bottom + decompositionNames
	pl.frame(schemeWords(d.Scheme), "share without a proven reoffence in 12 months, %", "")
	heights := levels(d)
	drawLevel(pl, 0, d.Baseline, comparatorStroke, []string{"Everyone,", results.InSentence(armName(p, armNamed(r, r.Summary.Comparator)))})
	for i, t := range termsOf(d) {
		drawTerm(pl, i+1, t.name, heights[i], t.value(d), d.Estimates[t.key])
	}
	headline, _ := headlineArm(r)
	last := len(termsOf(d)) + 1
	drawLevel(pl, last, d.Headline, stroke{palette[0].colour, heavyWidth, nil}, []string{"Completers,", results.InSentence(armName(p, headline))})
	for i, h := range heights {
		link := stroke{guideInk, gridWidth, nil}
		p.draw(link, vg.Point{X: pl.X(float64(i) + 0.86), Y: pl.Y(h)}, vg.Point{X: pl.X(float64(i) + 1.14), Y: pl.Y(h)})
	}
}

// drawLevel draws a rate as a heavy line with its interval.
func drawLevel(pl *panel, column int, e results.Estimate, s stroke, name []string) {
	x, v := float64(column)+0.5, float64(e.Mean)
	left, right := pl.X(x-0.36), pl.X(x+0.36)
	pl.pen.draw(s, vg.Point{X: left, Y: pl.Y(v)}, vg.Point{X: right, Y: pl.Y(v)})
	pl.whisker(stroke{s.colour, thinWidth, nil}, x, float64(e.Low), float64(e.High))
	nameColumn(pl, x, name)
	over := max(pl.Y(v), pl.Y(orElse(e.High, v)))
	valueOver(pl, x, over, Percent(v, 1), e.Low, e.High, func(n float64) string { return decimal(100*n, 1) })
}

// drawTerm draws a step as a bar from one level to the next.
func drawTerm(pl *panel, column int, name string, from float64, value results.Number, e results.Estimate) {
	x, to := float64(column)+0.5, from+known(value)
	colour := palette[column].colour
	clear := e.Low.Known() && e.High.Known() && (e.Low > 0 || e.High < 0)
	fill := tint(colour, 0.55)
	if !clear {
		fill = paper
	}
	pl.pen.box(fill, stroke{colour, 1, nil}, pl.X(x-0.36), pl.Y(from), pl.X(x+0.36), pl.Y(to))
	pl.whisker(stroke{ink, thinWidth, nil}, x, from+float64(e.Low), from+float64(e.High))
	nameColumn(pl, x, []string{name})
	over := max(pl.Y(from), pl.Y(to), pl.Y(from+known(e.High)))
	valueOver(pl, x, over, Points(float64(value)), e.Low, e.High, Points)
}

func nameColumn(pl *panel, x float64, lines []string) {
	pl.pen.write(smallWords.in(ink).strong().at(centred), pl.X(x), pl.bottom-13, lines[0])
	width := (pl.right - pl.left) / vg.Length(pl.x.max)
	y := pl.bottom - 24
	for _, line := range lines[1:] {
		for _, part := range atMost(pl.pen, 3, smallWords, line, width-2) {
			pl.pen.write(smallWords.at(centred), pl.X(x), y, part)
			y -= smallWords.lineHeight()
		}
	}
}

// valueOver writes a value and its interval over a mark.
func valueOver(pl *panel, x float64, y vg.Length, value string, low, high results.Number, format func(float64) string) {
	y += 5
	if low.Known() && high.Known() {
		interval := format(float64(low)) + " to " + format(float64(high))
		pl.pen.writeClear(smallWords.at(centred), pl.X(x), y, interval)
		y += smallWords.lineHeight()
	}
	pl.pen.writeClear(bodyWords.strong().at(centred), pl.X(x), y, value)
}

func orElse(n results.Number, otherwise float64) float64 {
	if !n.Known() {
		return otherwise
	}
	return float64(n)
}

func decompositionSentence(r *results.Run) string {
	if reason := decompositionReason(r); reason != "" {
		return reason
	}
	text := ""
	for i, d := range decompositions(r) {
		if i > 0 {
			text += "; "
		}
		text += fmt.Sprintf("under %s, %s of those who complete have no proven reoffence in the 12 months from %s, against %s of everyone under %s: of the %s points between, ",
			results.InSentence(schemeWords(d.Scheme)), Percent(float64(d.Headline.Mean), 1), clockWords(d), Percent(float64(d.Baseline.Mean), 1),
			comparatorNamed(r), decimal(100*float64(d.HeadlineMinusBaseline), 1))
		var parts []string
		for _, t := range termsOf(d) {
			parts = append(parts, fmt.Sprintf("%s are %s%s", Points(float64(t.value(d))), results.InSentence(t.name), termRange(d.Estimates[t.key])))
		}
		text += results.Listed(parts)
	}
	return sentence(text + "; " + cohortWords(r) + "; intervals: " + intervalWords(r))
}

// clockWords say from when the headline counts.
func clockWords(d results.Decomposition) string {
	if _, there := d.Estimates[clockTerm.key]; there {
		return "the disposal of the index case"
	}
	return "the index contact"
}

// termRange is the interval of a step, and that it is not clear where it is
// not.
func termRange(e results.Estimate) string {
	if !e.Low.Known() || !e.High.Known() {
		return ""
	}
	text := fmt.Sprintf(" (%s to %s", Points(float64(e.Low)), Points(float64(e.High)))
	if e.Low <= 0 && e.High >= 0 {
		text += ", not clearly different from zero and drawn hollow"
	}
	return text + ")"
}

func decompositionTable(r *results.Run) [][]string {
	table := [][]string{{"scheme", "term", "mean", "low", "high", "mc_se"}}
	for _, d := range decompositions(r) {
		row := func(term string, mean results.Number, e results.Estimate) {
			table = append(table, []string{
				d.Scheme, term, results.FormatFloat(float64(mean)), results.FormatFloat(float64(e.Low)),
				results.FormatFloat(float64(e.High)), results.FormatFloat(float64(e.MCSE)),
			})
		}
		row("baseline", d.Baseline.Mean, d.Baseline)
		for _, t := range termsOf(d) {
			row(t.key, t.value(d), d.Estimates[t.key])
		}
		row("headline", d.Headline.Mean, d.Headline)
		row("headline_minus_baseline", d.HeadlineMinusBaseline, d.Estimates["headline_minus_baseline"])
	}
	return table
}
