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
	tornadoSlug  = "11-tornado"
	tornadoTitle = "What the answer depends on"
	tornadoRow   = 27  // of each input
	tornadoNames = 216 // of what the inputs are
	tornadoWords = 142 // of what they do
	tornadoMost  = 12  // inputs shown
)

// lever is an input in the tornado: the output at both ends of it, and the second less
// the first.
type lever struct{ low, high, swing results.SensitivityRow }

// levers are the inputs tried one at a time, in the order of the rows, and the output
// at the base values.
func levers(s *results.SensitivityRun) (all []lever, base float64) {
	base = math.NaN()
	at := map[string]int{}
	for _, r := range s.Rows {
		if r.Method != "tornado" || r.Measure != s.Measure || r.Of != s.Of {
			continue
		}
		if r.Quantity == "base" {
			base = float64(r.Index)
			continue
		}
		if _, there := at[r.Input]; !there {
			at[r.Input] = len(all)
			all = append(all, lever{})
		}
		switch l := &all[at[r.Input]]; r.Quantity {
		case "low end":
			l.low = r
		case "high end":
			l.high = r
		case "swing":
			l.swing = r
		}
	}
	return all, base
}

// moving are the levers that are shown: the first of those that move the output at all.
func moving(all []lever) []lever {
	all = slices.DeleteFunc(slices.Clone(all), func(l lever) bool { return l.low.Index == l.high.Index })
	return all[:min(tornadoMost, len(all))]
}

// RenderSensitivity draws the figure of a sensitivity analysis: bars of inputs tried one at a time, and of their
// shares in the variance, as far as there are any. Files and formats are those of
// Render.
func RenderSensitivity(s *results.SensitivityRun, wanted ...string) ([]results.File, error) {
	words := fmt.Sprintf("%s Claim: %s.", tornadoSentence(s), results.Causal)
	return filesOf(tornadoSlug, drawSensitivity(s), words, tornadoTable(s), wanted)
}

func drawSensitivity(s *results.SensitivityRun) *Drawing {
	tried, base := levers(s)
	all := moving(tried)
	parts := sharesOf(s)
	if len(all)+len(parts) == 0 {
		return nothing(tornadoTitle, tornadoSubtitle(s), "Neither one input at a time nor shares of the variance were asked for.")
	}
	height := func(rows int) vg.Length {
		if rows == 0 {
			return 0
		}
		return tornadoRow*vg.Length(rows) + overAxes + underAxis
	}
	return page{
		title: tornadoTitle, subtitle: tornadoSubtitle(s), note: tornadoNote(tried, all, parts),
		height: height(len(all)) + height(len(parts)) + 6,
		body: func(p *pen, a area) {
			middle := a.top - height(len(all))
			if len(all) > 0 {
				drawTornado(p, s, all, base, area{a.left, middle, a.right, a.top})
			}
			if len(parts) > 0 {
				drawShares(p, parts, area{a.left, middle - height(len(parts)), a.right, middle})
			}
		},
	}.drawing()
}

func tornadoSubtitle(s *results.SensitivityRun) string {
	return fmt.Sprintf("%s, %s (%q and %q), as inputs move through their priors. Cohorts of %s people.%s",
		s.Label, strings.ReplaceAll(s.Of, "-", " "), s.Arm, s.Comparator, Count(float64(s.People)), besideBase(s))
}

// besideBase is what the comparator shows at the base values, where the rows are of an
// arm's own: an arm's rate is not told without.
func besideBase(s *results.SensitivityRun) string {
	write, _, _, _ := sensitivityUnit(s)
	for _, r := range s.Rows {
		if r.Method == "tornado" && r.Measure == s.Measure && r.Quantity == "base" && r.Comparator.Known() {
			return fmt.Sprintf(" At the base values the comparator shows %s.", write(float64(r.Comparator)))
		}
	}
	return ""
}

func tornadoNote(tried, all []lever, parts []share) string {
	note := ""
	if len(all) > 0 {
		note = "One at a time: each input at the 2.5% (orange) and the 97.5% quantile of its prior (blue), the others at their base values, on the same cohorts. " +
			"Whiskers: 95% Monte Carlo interval of the difference between the two, drawn at the second. Hollow: that interval includes zero. "
		if left := len(tried) - len(all); left > 0 {
			note += fmt.Sprintf("Followed up but left out, since they move it less or not at all: %s. ", Count(float64(left)))
		}
	}
	if len(parts) > 0 {
		note += "All together: bars are total indices, dots first-order ones (the input by itself), with 95% bootstrap intervals; an estimate may lie a little outside 0% to 100%. " +
			"A dummy bears on nothing, and its indices must be none. "
	}
	return note + "All rows are in sensitivity.csv."
}

// tornadoPanel is the axes of some rows, between their names and what they say.
func tornadoPanel(p *pen, a area, rows int, x axis) *panel {
	pl := &panel{pen: p, x: x, y: axis{min: 0, max: float64(rows)}}
	pl.left, pl.right = a.left+tornadoNames, a.right-tornadoWords
	pl.bottom, pl.top = a.bottom+underAxis, a.bottom+underAxis+tornadoRow*vg.Length(rows)
	return pl
}

// nameRow writes what a row is, left of the panel, and what it says, right of it.
func nameRow(pl *panel, a area, row int, name string, first, second string) vg.Length {
	p, y := pl.pen, pl.top-tornadoRow*(vg.Length(row)+0.5)
	lines := p.wrap(smallWords.in(ink), name, tornadoNames-12)
	const most = 2
	if len(lines) > most {
		lines = append(lines[:most-1], p.shorten(smallWords, strings.Join(lines[most-1:], " "), tornadoNames-16))
	}
	p.writeLines(smallWords.in(ink), a.left, y+smallWords.lineHeight()*vg.Length(len(lines)-1)/2-0.35*smallSize, lines)
	x := pl.right + 10
	if second == "" {
		p.writeMiddle(smallWords.in(ink), x, y, first)
		return y
	}
	p.write(smallWords.in(ink), x, y+2, first)
	p.write(smallWords, x, y-8, p.shorten(smallWords, second, tornadoWords-10))
	return y
}

func drawTornado(p *pen, s *results.SensitivityRun, all []lever, base float64, a area) {
	_, change, tickText, unit := sensitivityUnit(s)
	low, high := base, base
	for _, l := range all {
		for _, v := range []results.Number{l.low.Index, l.high.Index, l.high.Index + l.swing.High - l.swing.Index, l.high.Index + l.swing.Low - l.swing.Index} {
			if v.Known() {
				low, high = min(low, float64(v)), max(high, float64(v))
			}
		}
	}
	pl := tornadoPanel(p, a, len(all), wholeAxis(low, high, 5, tickText))
	heading(p, a, pl, "One input at a time", besideTornado(s))
	pl.frame("", "", unit)
	if pl.x.min < 0 && pl.x.max > 0 {
		pl.upright(stroke{guideInk, gridWidth, nil}, 0)
	}
	for row, l := range all {
		swing := change(float64(l.swing.Index))
		if l.swing.Low.Known() {
			swing += fmt.Sprintf(" (%s to %s)", change(float64(l.swing.Low)), change(float64(l.swing.High)))
		}
		y := nameRow(pl, a, row, l.swing.Label, swing, l.swing.AtText)
		drawLever(pl, l, base, y)
	}
	pl.upright(stroke{ink, thinWidth, nil}, base)
}

// drawLever is the bars of an input, the longer first where both lie on one side.
func drawLever(pl *panel, l lever, base float64, y vg.Length) {
	const half = 6.5
	bars := []struct {
		to   float64
		look stroke
	}{{float64(l.low.Index), palette[1]}, {float64(l.high.Index), palette[0]}}
	if math.Abs(bars[0].to-base) < math.Abs(bars[1].to-base) {
		slices.Reverse(bars)
	}
	for _, b := range bars {
		fill := tint(b.look.colour, 0.55)
		if !l.swing.Clear {
			fill = paper
		}
		pl.pen.box(fill, stroke{b.look.colour, 1, nil}, pl.X(base), y-half, pl.X(b.to), y+half)
	}
	if l.swing.Low.Known() {
		at, reach := float64(l.high.Index), float64(l.swing.High-l.swing.Index)
		capped(pl, y, at-reach, at+reach)
	}
}

// capped is an interval along the horizontal axis, with caps.
func capped(pl *panel, y vg.Length, low, high float64) {
	const cap = 2.5
	s := stroke{ink, thinWidth, nil}
	left, right := pl.X(max(low, pl.x.min)), pl.X(min(high, pl.x.max))
	pl.pen.draw(s, vg.Point{X: left, Y: y}, vg.Point{X: right, Y: y})
	pl.pen.draw(s, vg.Point{X: left, Y: y - cap}, vg.Point{X: left, Y: y + cap})
	pl.pen.draw(s, vg.Point{X: right, Y: y - cap}, vg.Point{X: right, Y: y + cap})
}

// heading names a panel and the words beside it.
func heading(p *pen, a area, pl *panel, name, beside string) {
	p.write(headingWords, a.left, pl.top+10, name)
	p.write(greyWords, pl.right+10, pl.top+10, beside)
}

// besideTornado is what stands beside the bars: of shares a change in percentage points.
func besideTornado(s *results.SensitivityRun) string {
	if s.Unit == "proportion" {
		return "from low to high end, points"
	}
	return "from the low to the high end"
}

// sensitivityUnit is how the output is written, in words, as the change from one value of
// it to another and on an axis, and the name of its unit.
func sensitivityUnit(s *results.SensitivityRun) (write, change, onAxis func(float64) string, unit string) {
	difference := strings.Contains(s.Of, " minus ")
	switch {
	case s.Unit == "proportion" && difference:
		return Points, Points, pointsTick, "percentage points"
	case s.Unit == "proportion":
		return func(v float64) string { return Percent(v, 1) }, Points, func(v float64) string { return Percent(v, 0) }, "share of the cohort"
	case strings.HasPrefix(s.Unit, "pounds"):
		return Pounds, Pounds, Pounds, s.Unit
	}
	return threeDigits, threeDigits, threeDigits, s.Unit
}

func tornadoSentence(s *results.SensitivityRun) string {
	write, _, _, unit := sensitivityUnit(s)
	all, base := levers(s)
	all = moving(all)
	parts := sharesOf(s)
	text := ""
	if len(all) > 0 {
		hollow := 0
		for _, l := range all {
			if !l.swing.Clear {
				hollow++
			}
		}
		top := all[0]
		text = fmt.Sprintf("%s (%s) is %s at the base values, and moves most with one input, %s: %s at %s and %s at %s (%s). Hollow, without a clear effect: %d of %d.",
			s.Label, s.Of, write(base), inWords(top.swing.Label), write(float64(top.low.Index)), top.low.AtText, write(float64(top.high.Index)), top.high.AtText, unit, hollow, len(all))
	}
	if len(parts) > 0 {
		most := slices.MaxFunc(parts, func(a, b share) int { return int(math.Copysign(1, float64(a.total.Index-b.total.Index))) })
		alone := percentInterval(most.first) + " by itself"
		if most.first.Index > most.total.Index { // by chance alone
			alone = "from which its part by itself is not told apart"
		}
		text += fmt.Sprintf(" Of its variance over priors and cohorts, the largest part is that of %s: %s in total, %s.",
			inWords(most.total.Label), percentInterval(most.total), alone)
	}
	if text == "" {
		return "Neither one input at a time nor shares of the variance were asked for."
	}
	return strings.TrimSpace(text + besideBase(s))
}

func tornadoTable(s *results.SensitivityRun) [][]string {
	table := [][]string{{"method", "input", "label", "quantity", "at", "index", "low", "high", "clear", "comparator"}}
	for _, r := range s.Rows {
		if (r.Method == "tornado" || r.Method == "sobol") && r.Measure == s.Measure && r.Of == s.Of {
			table = append(table, []string{
				r.Method, r.Input, r.Label, r.Quantity, r.At, results.FormatFloat(float64(r.Index)), results.FormatFloat(float64(r.Low)),
				results.FormatFloat(float64(r.High)), fmt.Sprint(r.Clear), results.FormatFloat(float64(r.Comparator)),
			})
		}
	}
	return table
}
