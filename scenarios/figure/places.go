package figure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

const (
	placesTitle   = "Reoffending with and without diversion, by force area"
	placesMeasure = "reoffending_12m_latent"
	placesRow     = 12.5 // of each force area
	placesNation  = 20   // of all of them together
	placesNames   = 112
	placesGap     = 26 // between two arms
	placesReach   = 3  // half intervals that the axis reaches beyond the means
)

// placesReason is why there is no forest to draw.
func placesReason(r *results.Run) string {
	switch {
	case len(divertingArms(r)) == 0:
		return noScheme
	case r.Summary.HorizonYears < 1:
		return "People are followed for less than 12 months, so there is no 12-month reoffending to compare."
	case len(forests(r)) == 0:
		return "No force area has a difference in latent reoffending."
	}
	return ""
}

// forest is the difference of one arm from the comparator, by place.
type forest struct {
	arm    results.Arm
	nation results.Estimate // over all people
	places []placed
}

// forests are those of the first and the last arm that divert.
func forests(r *results.Run) []forest {
	var found []forest
	for _, a := range endArms(r) {
		var places []placed
		for _, p := range placesUnder(r, a.Name, placesMeasure) {
			if p.Difference.Mean.Known() {
				places = append(places, p)
			}
		}
		if len(places) == 0 {
			continue
		}
		nation, ok := r.Summary.Differences[a.Name][placesMeasure]
		if !ok {
			nation = results.Estimate{Mean: results.Absent(), Low: results.Absent(), High: results.Absent()}
		}
		found = append(found, forest{a, nation, places})
	}
	return found
}

// leading is the panel that the rows are sorted by: the one with the most places
// that run a scheme, the last of several.
func leading(shown []forest) forest {
	best, most := shown[0], -1
	for _, f := range shown {
		if n := len(f.places) - count(f.places, placed.noSchemeAtEnd); n >= most {
			best, most = f, n
		}
	}
	return best
}

// sorted are the places as the rows stand, the greatest fall first.
func sorted(shown []forest) []results.Place {
	order := slices.Clone(leading(shown).places)
	slices.SortStableFunc(order, func(a, b placed) int { return cmp.Compare(a.Difference.Mean, b.Difference.Mean) })
	var rows []results.Place
	for _, p := range order {
		rows = append(rows, p.Place)
	}
	return rows
}

// middle is where the middle 95% of the places' means lie; false for fewer
// places than percentiles need.
func (f forest) middle() (low, high float64, ok bool) {
	var means []float64
	for _, p := range f.places {
		means = append(means, float64(p.Difference.Mean))
	}
	low, ok = estimate.Percentile(means, 0.025)
	high, _ = estimate.Percentile(means, 0.975)
	return low, high, ok
}

func placesSubtitle(r *results.Run) string {
	return fmt.Sprintf("Share of people with a latent harm-type offence in the 12 months from the index contact, seen or unseen: the arm minus the comparator, %s, "+
		"among the same people of the same force area, in percentage points. %s. Whiskers: %s.",
		comparatorNamed(r), sentenceCase(cohortWords(r)), intervalWords(r))
}

func placesNote(r *results.Run) string {
	shown := forests(r)
	note := "Left of zero: fewer people reoffend than under the comparator. A hollow mark is one whose interval includes zero, or has none. "
	if anyPlace(shown, placed.noSchemeAtEnd) {
		note += "Grey: no scheme there at the end of the run. "
	}
	if _, _, ok := shown[0].middle(); ok {
		note += "Shaded: where the middle 95% of the force areas' means lie. "
	}
	if len(shown) > 1 {
		note += "Rows stand in the order of one panel, " + named(leading(shown).arm) + ". "
	}
	if x := placesAxis(shown); anyPlace(shown, func(p placed) bool { return beyond(x, p) }) {
		note += "An interval that ends in an arrow goes on; the CSV file has its ends. "
	}
	return note + "The order is no ranking of police forces: where people are few, chance alone moves a force area far. " +
		namesInFull(headingWords, placesWidth(len(shown)), placesArms(shown)) + bracketNotes(r)
}

// placesWidth is that of each of so many panels side by side.
func placesWidth(panels int) vg.Length {
	return sideBySide(pageWidth-2*pageMargin-placesNames, placesGap, panels)
}

func placesArms(shown []forest) []results.Arm {
	arms := make([]results.Arm, len(shown))
	for i, f := range shown {
		arms[i] = f.arm
	}
	return arms
}

func anyPlace(shown []forest, is func(placed) bool) bool {
	return slices.ContainsFunc(shown, func(f forest) bool { return slices.ContainsFunc(f.places, is) })
}

func beyond(x axis, p placed) bool {
	return float64(p.Difference.Low) < x.min || float64(p.Difference.High) > x.max
}

// placesAxis is common to all panels. It covers every mean, and whiskers as far
// as is usual; those of the smallest places go on beyond.
func placesAxis(shown []forest) axis {
	low, high := 0.0, 0.0
	var halves []float64
	for _, f := range shown {
		for _, p := range f.places {
			low, high = min(low, float64(p.Difference.Mean)), max(high, float64(p.Difference.Mean))
			if w := span(p.Difference); w > 0 {
				halves = append(halves, w/2)
			}
		}
	}
	if usual, _ := estimate.Percentile(halves, 0.5); usual > 0 {
		furthest := func(sign float64) float64 {
			reach := 0.0
			for _, f := range shown {
				for _, p := range f.places {
					end := max(sign*orElse(p.Difference.Low, 0), sign*orElse(p.Difference.High, 0))
					reach = max(reach, min(end, sign*float64(p.Difference.Mean)+placesReach*usual))
				}
			}
			return reach
		}
		low, high = min(low, -furthest(-1)), max(high, furthest(1))
	}
	return within(low-0.002, high+0.002, 8, pointsTick)
}

func drawPlaces(r *results.Run) *Drawing {
	if reason := placesReason(r); reason != "" {
		return nothing(placesTitle, placesSubtitle(r), reason)
	}
	shown := forests(r)
	rows := sorted(shown)
	return page{
		title: placesTitle, subtitle: placesSubtitle(r), note: placesNote(r),
		height: overAxes + placesNation + vg.Length(placesRow*float64(len(rows))) + underAxis + 4,
		body: func(p *pen, a area) {
			x := placesAxis(shown)
			drawPlaceNames(p, rows, a)
			left := a.left + placesNames
			width := placesWidth(len(shown))
			for i, f := range shown {
				from := left + vg.Length(i)*(width+placesGap)
				drawForest(p, f, rows, x, area{from, a.bottom, from + width, a.top})
			}
		},
	}.drawing()
}

// placeY is the middle of a row.
func placeY(a area, row int) vg.Length {
	return a.top - overAxes - placesNation - placesRow*(vg.Length(row)+0.5)
}

func drawPlaceNames(p *pen, rows []results.Place, a area) {
	for i, place := range rows {
		if i%2 == 0 {
			p.box(tint(axisInk, 0.07), stroke{}, a.left, placeY(a, i)-placesRow/2, a.right, placeY(a, i)+placesRow/2)
		}
		p.writeMiddle(smallWords.in(ink), a.left+2, placeY(a, i), p.shorten(smallWords, place.Name, placesNames-8))
	}
	p.writeMiddle(smallWords.in(ink).strong(), a.left+2, a.top-overAxes-placesNation/2, "All force areas")
}

func drawForest(p *pen, f forest, rows []results.Place, x axis, a area) {
	pl := &panel{pen: p, x: x, y: axis{max: 1}}
	pl.left, pl.right, pl.bottom, pl.top = a.left, a.right, a.bottom+underAxis, a.top-overAxes
	line := palette[0]
	if low, high, ok := f.middle(); ok {
		p.fill(veil(line.colour, 0.13), pl.at(low, 0), pl.at(high, 0), pl.at(high, 1), pl.at(low, 1))
	}
	for _, t := range x.ticks {
		pl.upright(stroke{gridInk, gridWidth, nil}, t.at)
	}
	pl.frame(p.shorten(headingWords, shortLabel(f.arm), a.width()), "difference in percentage points", "percentage points")
	pl.upright(stroke{ink, thinWidth, nil}, 0)
	if f.nation.Mean.Known() {
		pl.upright(stroke{line.colour, thinWidth, []vg.Length{1, 2.2}}, float64(f.nation.Mean))
		pl.mark(line.colour, f.nation, a.top-overAxes-placesNation/2, true)
	}
	for i, row := range rows {
		at := slices.IndexFunc(f.places, func(p placed) bool { return p.Code == row.Code })
		if at < 0 {
			continue
		}
		colour := line.colour
		if f.places[at].noSchemeAtEnd() {
			colour = guideInk
		}
		pl.mark(colour, f.places[at].Difference, placeY(a, i), false)
	}
}

// placesSentence counts the places by what their intervals say and gives the
// nation and the middle of the places.
func placesSentence(r *results.Run) string {
	if reason := placesReason(r); reason != "" {
		return reason
	}
	var parts []string
	for _, f := range forests(r) {
		text := fmt.Sprintf("under %s ", named(f.arm))
		if f.nation.Mean.Known() {
			text += fmt.Sprintf("it is %s nationally%s", Points(float64(f.nation.Mean)), termRange(f.nation))
		} else {
			text += "there is no national figure"
		}
		text += ", " + f.clearWords()
		if low, high, ok := f.middle(); ok {
			text += fmt.Sprintf(", and the middle 95%% of the force areas' means go from %s to %s", Points(low), Points(high))
		}
		parts = append(parts, text)
	}
	return sentence(fmt.Sprintf("Difference in the share of people with a latent harm-type offence within 12 months of the index contact, "+
		"the arm minus the comparator, %s, in percentage points: %s; %s; intervals: %s",
		comparatorNamed(r), strings.Join(parts, "; "), cohortWords(r), intervalWords(r)))
}

// clearWords count the places on each side of zero, those without a scheme
// apart.
func (f forest) clearWords() string {
	served, fewer, more := 0, 0, 0
	for _, p := range f.places {
		switch {
		case p.noSchemeAtEnd():
			continue
		case noClearDifference(p.Difference):
		case p.Difference.Mean < 0:
			fewer++
		default:
			more++
		}
		served++
	}
	if served == 0 {
		return "no force area runs a scheme"
	}
	text := fmt.Sprintf("of %d force areas with a scheme fewer people clearly reoffend in %d, more in %d, and in %d there is no clear difference (hollow)",
		served, fewer, more, served-fewer-more)
	switch {
	case fewer+more > 0:
	case served == 1:
		text = "in the one force area with a scheme the difference is not clear (hollow)"
	default:
		text = fmt.Sprintf("in none of %d force areas with a scheme is the difference clear (all are hollow)", served)
	}
	if !slices.ContainsFunc(f.places, func(p placed) bool { return hasInterval(p.Difference) }) {
		text += ", for there are no intervals to tell"
	}
	if without := len(f.places) - served; without > 0 {
		have := "have"
		if without == 1 {
			have = "has"
		}
		text += fmt.Sprintf(", while %d %s no scheme at the end (grey)", without, have)
	}
	return text
}

func placesTable(r *results.Run) [][]string {
	table := [][]string{{"arm", "code", "force", "contacts", "measure", "difference", "low", "high", "mc_se", "worse", "runs_scheme"}}
	for _, f := range forests(r) {
		nation := []string{f.arm.Name, "", "all", fmt.Sprint(recruited(r)), placesMeasure}
		table = append(table, append(append(nation, estimateCells(f.nation)...), "", ""))
		for _, p := range f.places {
			line := []string{f.arm.Name, p.Code, p.Name, fmt.Sprint(p.Contacts), placesMeasure}
			line = append(line, estimateCells(p.Difference)...)
			table = append(table, append(line, results.FormatFloat(float64(p.Worse)), results.FormatFloat(float64(p.Runs))))
		}
	}
	return table
}
