package figure

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

const (
	worthTitle   = "Is it worth it: what it costs and does, and at what value of health"
	worthHeight  = 250 // of the axes
	planeShare   = 0.42
	worthGap     = 26
	mostPoints   = 500 // drawn; the CSV file has all
	pointRadius  = vg.Length(1.1)
	perThousand  = 1000
	worthTicks   = 5
	roomForWords = 0.07 // over certainty, of the height of the right panel

	cornerRows = 3             // lines of the words in a corner of the plane
	cornerLine = vg.Length(10) // from one to the next
	cornerEdge = vg.Length(3)  // between them and the frame
	cornerHigh = cornerRows*cornerLine + 2*cornerEdge
)

// markedWorths are the values of a QALY that people know.
var markedWorths = struct{ low, high, treasury float64 }{20_000, 30_000, 70_000}

// planePoints are the replications of an arm.
func planePoints(r *results.Run, arm string) []results.PlanePoint {
	var points []results.PlanePoint
	for _, p := range r.Plane {
		if p.Arm == arm && !math.IsNaN(p.QALYs) && !math.IsNaN(p.PublicAverage) {
			points = append(points, p)
		}
	}
	return points
}

// worthCurve is the public purse's curve at average cost by value of a QALY.
func worthCurve(r *results.Run) []results.Acceptability {
	var curve []results.Acceptability
	for _, a := range r.Summary.Acceptability {
		if a.Effect == "qalys" && a.Perspective == "public" && a.Column == "average" {
			curve = append(curve, a)
		}
	}
	return curve
}

func worthReason(r *results.Run) string {
	if reason := moneyReason(r); reason != "" {
		return reason
	}
	if arm, _, _ := comparedArm(r); len(planePoints(r, arm.Name)) == 0 || len(worthCurve(r)) == 0 {
		return "This run did not keep what each replication costs and does."
	}
	return ""
}

func worthSubtitle(r *results.Run) string {
	arm, _, _ := comparedArm(r)
	return fmt.Sprintf("Left: %s against %s, each point a replication: what the public purse pays more, and the health gained, over %s from the index contact. "+
		"Right: how often each arm has the highest net benefit to the public purse, by what a QALY is worth. %s. Whiskers: %s.",
		named(arm), comparatorNamed(r), followUp(r), sentenceCase(cohortWords(r)), intervalWords(r))
}

func drawWorth(r *results.Run) *Drawing {
	if reason := worthReason(r); reason != "" {
		return nothing(worthTitle, sentence(cohortWords(r)), reason)
	}
	return page{
		title: worthTitle, subtitle: worthSubtitle(r), note: worthNote(r),
		height: worthHeight + overAxes + underAxis,
		body: func(p *pen, a area) {
			cut := a.left + planeShare*a.width()
			drawPlane(p, r, area{a.left, a.bottom, cut, a.top})
			drawAcceptability(p, r, area{cut + worthGap, a.bottom, a.right, a.top})
		},
	}.drawing()
}

func worthNote(r *results.Run) string {
	note := "At average cost; the other columns are in the summary. The pale line is the frontier: the probability of the arm with the highest mean net benefit. " +
		fmt.Sprintf("Marked are what NICE takes a QALY to be worth, %s to %s, and what the Treasury does, %s. ", Pounds(markedWorths.low), Pounds(markedWorths.high), Pounds(markedWorths.treasury)) +
		carriedWords(r) + " A hollow mean is one of which an interval includes zero, or that has none. "
	if arm, _, _ := comparedArm(r); len(planePoints(r, arm.Name)) > mostPoints {
		note += fmt.Sprintf("The first %s replications are drawn. ", Count(mostPoints))
	}
	return note + fullNames(r) + bracketNotes(r)
}

// carriedWords say what the probabilities carry.
func carriedWords(r *results.Run) string {
	if r.Summary.Interval == results.OverCohortsAndParameters {
		return "Probabilities carry what is not known of the inputs, and chance."
	}
	return "Probabilities carry chance alone, and nothing of what is not known of the inputs."
}

// planeOf are the estimates of an arm's effect, per 1,000 people, and its cost.
func planeOf(r *results.Run) (effect, cost results.Estimate) {
	_, e, _ := comparedArm(r)
	effect = e.QALYs
	for _, n := range []*results.Number{&effect.Mean, &effect.Low, &effect.High, &effect.MCSE} {
		*n *= perThousand
	}
	return effect, e.Costs["public"]["average"]
}

func drawPlane(p *pen, r *results.Run, a area) {
	arm, _, _ := comparedArm(r)
	points := planePoints(r, arm.Name)
	effect, cost := planeOf(r)
	widest := vg.Length(0)
	for _, c := range corners {
		widest = max(widest, p.width(smallWords, c.cost), p.width(smallWords, c.does))
	}
	y := planeSpan(points, func(q results.PlanePoint) float64 { return q.PublicAverage }, cost)
	y = y.beyond(cornerHigh / (a.top - a.bottom - overAxes - underAxis))
	pl := &panel{pen: p, y: within(y.low, y.high, worthTicks, Pounds)}
	pl.within(a, true, 4)
	x := planeSpan(points, func(q results.PlanePoint) float64 { return perThousand * q.QALYs }, effect)
	x = x.aroundZero((widest + 3*cornerEdge) / (pl.right - pl.left))
	pl.x = within(x.low, x.high, 4, plainTick)
	pl.frame("What it costs and does", "£ per person more", "QALYs more, per 1,000 people")
	zero := stroke{axisInk, axisWidth, nil}
	pl.upright(zero, 0)
	pl.level(zero, 0)
	line := strokes(r)[arm.Name]
	if len(points) > mostPoints {
		points = points[:mostPoints]
	}
	for _, q := range points {
		p.speck(veil(line.colour, 0.4), pl.at(perThousand*q.QALYs, q.PublicAverage))
	}
	if hasInterval(effect) && hasInterval(cost) {
		pl.whisker(stroke{ink, thinWidth, nil}, float64(effect.Mean), float64(cost.Low), float64(cost.High))
		y := pl.Y(float64(cost.Mean))
		p.draw(stroke{ink, thinWidth, nil}, vg.Point{X: pl.X(float64(effect.Low)), Y: y}, vg.Point{X: pl.X(float64(effect.High)), Y: y})
	}
	p.dot(ink, pl.at(float64(effect.Mean), float64(cost.Mean)), noClearDifference(effect) || noClearDifference(cost))
	shares := quadrantShares(r)
	for i, c := range corners {
		x, y := pl.left+cornerEdge, pl.top-cornerEdge-0.6*cornerLine
		if c.side == fromRight {
			x = pl.right
		}
		if !c.top {
			y = pl.bottom + cornerHigh - cornerEdge - 0.7*cornerLine
		}
		p.writeClear(smallWords.at(c.side), x, y, c.cost)
		p.writeClear(smallWords.at(c.side), x, y-cornerLine, c.does)
		p.writeClear(smallWords.in(ink).strong().at(c.side), x, y-2*cornerLine, ofReplications(shares[i]))
	}
}

// corners are the words of the plane's quadrants, in the order of results.ICER.
var corners = []struct {
	cost, does string
	side       side
	top        bool
}{
	{"costs less,", "does more", fromRight, false},
	{"costs more,", "does more", fromRight, true},
	{"costs less,", "does less", fromLeft, false},
	{"costs more,", "does less", fromLeft, true},
}

// quadrantShares are those of the replications, in the order of results.ICER.
func quadrantShares(r *results.Run) [4]float64 {
	_, e, _ := comparedArm(r)
	for _, i := range e.ICER {
		if i.Effect == "qalys" && i.Perspective == "public" && i.Column == "average" {
			return [4]float64{float64(i.Shares[0]), float64(i.Shares[1]), float64(i.Shares[2]), float64(i.Shares[3])}
		}
	}
	nan := math.NaN()
	return [4]float64{nan, nan, nan, nan}
}

// reach is from where to where something goes.
type reach struct{ low, high float64 }

// planeSpan covers the points of the plane, the interval and 0.
func planeSpan(points []results.PlanePoint, of func(results.PlanePoint) float64, e results.Estimate) reach {
	span := reach{min(0, known(e.Low)), max(0, known(e.High))}
	for _, q := range points {
		span.low, span.high = min(span.low, of(q)), max(span.high, of(q))
	}
	if span.low == span.high {
		span.high = span.low + 1
	}
	return span
}

// beyond leaves a share of the whole free at both ends, where words stand clear of
// every point.
func (s reach) beyond(share vg.Length) reach {
	room := (s.high - s.low) * float64(share/(1-2*share))
	return reach{s.low - room, s.high + room}
}

// aroundZero leaves a share of the whole on both sides of 0, so that words there do
// not cross its line, and a little beyond the points.
func (s reach) aroundZero(share vg.Length) reach {
	const little = 0.03
	s = s.beyond(little)
	part := float64(share / (1 - share))
	if -s.low < s.high {
		s.low = min(s.low, -part*s.high)
	} else {
		s.high = max(s.high, -part*s.low)
	}
	return s
}

func drawAcceptability(p *pen, r *results.Run, a area) {
	curve := worthCurve(r)
	longest := vg.Length(0)
	for _, arm := range r.Arms {
		longest = max(longest, p.width(bodyWords.strong(), armName(p, arm)))
	}
	y := wholeAxis(0, 1, worthTicks, func(v float64) string { return Percent(v, 0) })
	y.max += roomForWords
	pl := &panel{pen: p, x: wholeAxis(0, curve[len(curve)-1].PerUnitGBP, worthTicks, shortPounds), y: y}
	pl.within(a, true, longest+22)
	pl.frame("Which arm is likeliest the best", "probability, %", "what a QALY is worth")
	marks := markedWorths
	p.fill(tint(axisInk, 0.12), pl.at(marks.low, 0), pl.at(marks.high, 0), pl.at(marks.high, 1), pl.at(marks.low, 1))
	pl.pen.draw(stroke{ink, thinWidth, []vg.Length{1, 2.2}}, pl.at(marks.treasury, 0), pl.at(marks.treasury, 1))
	p.write(smallWords.at(centred), pl.X((marks.low+marks.high)/2), pl.Y(1)+4, "NICE")
	p.write(smallWords.at(centred), pl.X(marks.treasury), pl.Y(1)+4, "Treasury")
	xs, frontier := []float64{}, []float64{}
	for _, c := range curve {
		xs, frontier = append(xs, c.PerUnitGBP), append(frontier, float64(c.FrontierProbability))
	}
	pl.curve(stroke{tint(ink, 0.25), 5, nil}, xs, frontier)
	lines := strokes(r)
	var labels []label
	for _, arm := range r.Arms {
		ys := make([]float64, len(curve))
		for i, c := range curve {
			ys[i] = float64(c.Probability[arm.Name])
		}
		pl.curve(lines[arm.Name], xs, ys)
		last := ys[len(ys)-1]
		labels = append(labels, label{pl.at(xs[len(xs)-1], last), []string{armName(p, arm)}, lines[arm.Name]})
	}
	placeLabels(p, labels, a.right-longest, pl.bottom-4, pl.top+6)
}
