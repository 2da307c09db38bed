package figure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

const (
	mapTitle    = "Where people complete a course: force areas on one scale"
	mapMeasure  = "completion"
	mapGap      = 14 // between two maps
	mapUnder    = 30 // of the national mean and the Gini index
	mapKey      = 58 // of the scale and the signs
	mapScale    = 230
	mapWidest   = 46   // of a tile
	mapInterval = 0.66 // of a tile's width, for the widest interval
)

// mapped is one map: a measure under an arm.
type mapped struct {
	arm            results.Arm
	measure, means string
	places         []placed
}

// mapsOf are the two that stand side by side: the first and the last arm that
// divert or, where there is one, the comparator and that arm. A comparator that
// has no scheme of its own shows its coverage.
func mapsOf(r *results.Run) []mapped {
	var found []mapped
	add := func(arm results.Arm, measure, means string) {
		if places := placesUnder(r, arm.Name, measure); len(places) > 0 {
			found = append(found, mapped{arm, measure, means, places})
		}
	}
	arms := endArms(r)
	if comparator := armNamed(r, r.Summary.Comparator); len(arms) == 1 && comparator.Diverts {
		arms = []results.Arm{comparator, arms[0]}
	} else if len(arms) == 1 {
		add(comparator, results.Coverage, "index contacts diverted, %")
	}
	for _, a := range arms {
		add(a, mapMeasure, "index contacts that end in a completed course, %")
	}
	return found
}

func mapReason(r *results.Run) string {
	if len(divertingArms(r)) == 0 {
		return noScheme
	}
	if !slices.ContainsFunc(mapsOf(r), func(m mapped) bool { return m.measure == mapMeasure }) {
		return "No force area has a number for the courses that are completed."
	}
	return ""
}

func mapSubtitle(r *results.Run) string {
	return fmt.Sprintf("Completed courses as a share of all index contacts of a force, offered or not: means over replications. "+
		"One tile for each force area, all of one size, about where it lies. %s; comparator: %s. Intervals: %s.",
		sentenceCase(cohortWords(r)), comparatorNamed(r), intervalWords(r))
}

func mapNote(r *results.Run) string {
	note := "The CSV file has the names of the force areas. Gini index of the shares between force areas, each weighted by its index contacts: 0 where all are alike, near 1 where one has everything. "
	shown := mapsOf(r)
	if shown[0].measure != mapMeasure {
		note += "Left: how much the comparator diverts. "
	}
	if slices.ContainsFunc(shown, func(m mapped) bool { return count(m.places, placed.ended) > 0 }) {
		note += "Ended: a scheme has run there, and none does at the end of the run. "
	}
	var arms []results.Arm
	for _, m := range shown {
		arms = append(arms, m.arm)
	}
	return note + namesInFull(headingWords, mapWidth(len(shown)), arms) + bracketNotes(r)
}

// mapWidth is that of each of so many maps side by side.
func mapWidth(maps int) vg.Length {
	return sideBySide(pageWidth-2*pageMargin, mapGap, maps)
}

func drawMaps(r *results.Run) *Drawing {
	if reason := mapReason(r); reason != "" {
		return nothing(mapTitle, mapSubtitle(r), reason)
	}
	shown := mapsOf(r)
	g := gridOf(r.Country.Places, pageWidth-2*pageMargin, len(shown))
	return page{
		title: mapTitle, subtitle: mapSubtitle(r), note: mapNote(r),
		height: overAxes + g.height() + mapUnder + mapKey,
		body: func(p *pen, a area) {
			s := mapScaleOf(shown)
			width := mapWidth(len(shown))
			for i, m := range shown {
				left := a.left + vg.Length(i)*(width+mapGap)
				drawMap(p, r, m, g, s, area{left, a.bottom + mapKey, left + width, a.top})
			}
			drawMapKey(p, shown, s, g.tile, area{a.left, a.bottom, a.right, a.bottom + mapKey - 12})
		},
	}.drawing()
}

// mapScales are common to all maps: the shade of a share, and how long an
// interval is drawn.
type mapScales struct {
	shades axis
	widest float64 // interval; 0 where there is none
}

func mapScaleOf(shown []mapped) mapScales {
	highest, widest := 0.0, 0.0
	for _, m := range shown {
		for _, p := range m.places {
			highest = max(highest, known(p.Value.Mean))
			if w := span(p.Value); w > widest {
				widest = w
			}
		}
	}
	return mapScales{wholeAxis(0, max(highest, 0.05), 7, func(v float64) string { return Percent(v, 0) }), widest}
}

func (s mapScales) lengthOf(width float64, tile vg.Length) vg.Length {
	return mapInterval * tile * vg.Length(width/s.widest)
}

// words are a share on its tile: with a decimal where all are small.
func (s mapScales) words(share results.Number) string {
	digits := 0
	if s.shades.max <= 0.2 {
		digits = 1
	}
	return Percent(float64(share), digits)
}

func drawMap(p *pen, r *results.Run, m mapped, g grid, s mapScales, a area) {
	p.write(headingWords, a.left, a.top-7, p.shorten(headingWords, shortLabel(m.arm), a.width()))
	p.write(greyWords, a.left, a.top-21, m.means)
	left := a.left + (a.width()-g.tile*vg.Length(g.columns))/2
	for _, place := range m.places {
		drawTile(p, place, g.at(place.Place, left, a.top-overAxes), s)
	}
	q := inequalityOf(r, m.arm.Name, m.measure)
	p.write(bodyWords.strong(), a.left, a.bottom+17, "National mean "+meanWords(q))
	p.write(bodyWords, a.left, a.bottom+5, "Between force areas: "+giniWords(q))
}

// drawTile writes the place, its share and its interval on the shade of the
// share. A place without a scheme has no shade but is hatched.
func drawTile(p *pen, place placed, h hexagon, s mapScales) {
	const name, value, bar = 5.5, -4.5, -10.5
	if place.noScheme() {
		drawUnserved(p, h)
		p.writeClear(smallWords.in(ink).at(centred), h.at.X, h.at.Y-0.35*smallSize, place.Short)
		return
	}
	ground, text, edge := paper, "no one", guideInk
	if place.Value.Mean.Known() {
		ground, text, edge = shade(float64(place.Value.Mean)/s.shades.max), s.words(place.Value.Mean), paper
	}
	words := smallWords.in(wordsOn(ground)).at(centred).strong()
	p.tile(ground, stroke{edge, 1, nil}, h)
	switch {
	case place.sometimes():
		drawSometimes(p, wordsOn(ground), h)
	case place.ended():
		drawEnded(p, wordsOn(ground), h)
	}
	p.write(words, h.at.X, h.at.Y+name, place.Short)
	p.write(words, h.at.X, h.at.Y+value, text)
	if hasInterval(place.Value) && s.widest > 0 {
		drawSpan(p, wordsOn(ground), h.at.X, h.at.Y+bar, s.lengthOf(span(place.Value), hexagonWidth*h.radius))
	}
}

// drawMapKey is the scale of the shades and what the signs mean.
func drawMapKey(p *pen, shown []mapped, s mapScales, tile vg.Length, a area) {
	const strips, thick = 64, 11
	top := a.top - 10
	p.write(greyWords, a.left, a.top-5, "share of index contacts, %")
	for i := range strips {
		// Each strip reaches to the end, so that no seam shows between two.
		x := a.left + mapScale*vg.Length(i)/strips
		p.box(shade((float64(i)+0.5)/strips), stroke{}, x, top-thick, a.left+mapScale, top)
	}
	for _, t := range s.shades.ticks {
		x := a.left + mapScale*vg.Length(t.at/s.shades.max)
		p.draw(stroke{axisInk, axisWidth, nil}, vg.Point{X: x, Y: top - thick}, vg.Point{X: x, Y: top - thick - 3})
		side := centred
		if t.at == 0 {
			side = fromLeft
		}
		p.write(greyWords.at(side), x, top-thick-12, t.text)
	}
	drawMapSigns(p, shown, s, tile, vg.Point{X: a.left + mapScale + 38, Y: a.top - 10})
}

// drawMapSigns are the key of what is drawn on tiles, from the middle of the
// first sign.
func drawMapSigns(p *pen, shown []mapped, s mapScales, tile vg.Length, at vg.Point) {
	const beside, below = 15, 23
	sign := hexagon{at, 10}
	next := func(words string) {
		p.writeMiddle(smallWords, sign.at.X+beside, sign.at.Y, words)
		sign.at.X += p.width(smallWords, words) + 3*beside
	}
	some := func(is func(placed) bool) bool {
		return slices.ContainsFunc(shown, func(m mapped) bool { return count(m.places, is) > 0 })
	}
	if some(placed.noScheme) {
		drawUnserved(p, sign)
		next("no scheme")
	}
	if some(placed.sometimes) {
		p.tile(shade(0.3), stroke{paper, 1, nil}, sign)
		drawSometimes(p, ink, sign)
		next("a scheme at the end in some replications only")
	}
	if some(placed.ended) {
		p.tile(shade(0.3), stroke{paper, 1, nil}, sign)
		drawEnded(p, ink, sign)
		next("ended")
	}
	if s.widest > 0 {
		round := roundBelow(s.widest)
		length := s.lengthOf(round, tile)
		left := at.X - sign.radius
		drawSpan(p, ink, left+length/2, at.Y-below, length)
		p.writeMiddle(smallWords, left+length+7, at.Y-below, "95% interval "+pointsWide(round)+" percentage points wide")
	}
}

// mapSentence gives the national mean of each map together with how unequal
// the force areas are, and the two ends of them.
func mapSentence(r *results.Run) string {
	if reason := mapReason(r); reason != "" {
		return reason
	}
	var parts []string
	for _, m := range mapsOf(r) {
		what := "complete a course"
		if m.measure != mapMeasure {
			what = "are diverted"
		}
		q := inequalityOf(r, m.arm.Name, m.measure)
		parts = append(parts, fmt.Sprintf("under %s %s of index contacts %s (between force areas: %s; %s)", named(m.arm),
			meanWords(q), what, giniWords(q), endsWords(m.places)))
	}
	text := fmt.Sprintf("With %s, %s", cohortWords(r), strings.Join(parts, "; "))
	comparator := inequalityOf(r, r.Summary.Comparator, mapMeasure)
	if comparator.Mean.Known() {
		text += fmt.Sprintf("; under the comparator, %s, %s of index contacts complete a course", comparatorNamed(r), meanWords(comparator))
	}
	return sentence(text + "; intervals: " + intervalWords(r))
}

// endsWords say how many places run no scheme and between which two the others
// lie.
func endsWords(places []placed) string {
	without := count(places, placed.noScheme)
	served := slices.DeleteFunc(slices.Clone(places), func(p placed) bool { return p.noScheme() || !p.Value.Mean.Known() })
	if len(served) == 0 {
		return "no force area runs a scheme"
	}
	order := func(a, b placed) int { return cmp.Compare(a.Value.Mean, b.Value.Mean) }
	least, most := slices.MinFunc(served, order), slices.MaxFunc(served, order)
	share := func(v float64) string { return Percent(v, 1) }
	named := func(p placed) string {
		return share(float64(p.Value.Mean)) + betweenWords(p.Value, share) + " in " + p.Name
	}
	text := "from " + named(least) + " to " + named(most)
	alike := least.Value.Mean == most.Value.Mean
	if alike {
		text = share(float64(least.Value.Mean)) + " in each"
	}
	if without > 0 {
		text = fmt.Sprintf("%d of %d run no scheme, the others have %s", without, len(places), text)
	}
	if !alike && hasInterval(least.Value) && overlapping(least.Value, most.Value) {
		text += ", with no clear difference even between these two"
	}
	return text
}

func mapTable(r *results.Run) [][]string {
	table := [][]string{{"arm", "code", "force", "short", "row", "column", "contacts", "measure", "mean", "low", "high", "mc_se", "runs_scheme"}}
	for _, m := range mapsOf(r) {
		for _, p := range m.places {
			line := []string{m.arm.Name, p.Code, p.Name, p.Short, fmt.Sprint(p.Row), fmt.Sprint(p.Column), fmt.Sprint(p.Contacts), m.measure}
			table = append(table, append(append(line, estimateCells(p.Value)...), results.FormatFloat(float64(p.Runs))))
		}
	}
	return table
}
