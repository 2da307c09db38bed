package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// survivalPanels are the two clocks of figure 2.
var survivalPanels = []struct{ measure, heading, means string }{
	{"latent", "Latent: whether or not anyone noticed", "a harm-type offence (acquisitive, violent, supply or other), seen or unseen"},
	{"proven", "Proven: what an evaluator sees", "an offence that led to a conviction or caution, however late, by the date of the offence"},
}

const (
	survivalTitle  = "How long people go without reoffending, by arm"
	survivalTarget = 0.80 // the claim that rates are held against
	atRiskLine     = 11   // points from one row of the table to the next
	survivalHeight = 178  // of the axes
	bandsForAll    = 3    // with more arms than this, only two have a band
)

// guideMonths are the follow-ups that are read off most often; marked, as the
// table of people at risk is, where the horizon reaches them.
var guideMonths = []float64{3, 12, 36}

var atRiskMonths = []float64{0, 3, 12, 24, 36}

// survivalOf picks one curve, in order of time.
func survivalOf(r *results.Run, arm, measure string) []results.SurvivalRow {
	var rows []results.SurvivalRow
	for _, row := range r.Survival {
		if row.Arm == arm && row.Measure == measure {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b results.SurvivalRow) int { return cmp.Compare(a.Month, b.Month) })
	return rows
}

// rowAt is the last point at or before a month.
func rowAt(rows []results.SurvivalRow, month float64) (results.SurvivalRow, bool) {
	var found results.SurvivalRow
	ok := false
	for _, row := range rows {
		if row.Month <= month {
			found, ok = row, true
		}
	}
	return found, ok
}

func survivalHorizon(r *results.Run) float64 {
	var last float64
	for _, row := range r.Survival {
		last = max(last, row.Month)
	}
	return last
}

func survivalSubtitle(r *results.Run) string {
	return fmt.Sprintf("Share of all people in the cohort without a first event (Kaplan–Meier), by months since the index contact, "+
		"the same clock in every arm. %s; comparator: %s. Bands: %s.",
		sentenceCase(cohortWords(r)), comparatorNamed(r), intervalWords(r))
}

func drawSurvival(r *results.Run) *Drawing {
	if survivalHorizon(r) <= 0 || r.Summary.People == 0 {
		return nothing(survivalTitle, survivalSubtitle(r), survivalNothing)
	}
	table := vg.Length(atRiskLine) * vg.Length(len(r.Arms)+1)
	each := survivalHeight + overAxes + underAxis + table + 18
	return page{
		title:    survivalTitle,
		subtitle: survivalSubtitle(r),
		note:     survivalNote(r),
		height:   each*vg.Length(len(survivalPanels)) - 12,
		body: func(p *pen, a area) {
			top := a.top
			for _, s := range survivalPanels {
				drawSurvivalPanel(p, r, s.measure, s.heading, area{a.left, 0, a.right, top})
				top -= each
			}
		},
	}.drawing()
}

const survivalNothing = "No follow-up was recorded: the cohort is empty or the horizon is zero."

func survivalNote(r *results.Run) string {
	note := ""
	for _, s := range survivalPanels {
		name, _, _ := strings.Cut(s.heading, ":")
		note += sentence(name+": "+s.means) + " "
	}
	note += "Dotted: " + Percent(survivalTarget, 0) + ", the rate that is claimed. " + bandsNote(r)
	if low := survivalFloor(r); low > 0 {
		note += "The vertical axis starts at " + Percent(low, 0) + ". "
	}
	return note + fullNames(r) + bracketNotes(r)
}

// bandedArms are the arms whose interval is drawn: all of a few, else the
// comparator and the headline arm. There are none without enough replications.
func bandedArms(r *results.Run) []string {
	if r.Summary.Replications < estimate.MinimumForInterval {
		return nil
	}
	var names []string
	headline, _ := headlineArm(r)
	for _, a := range r.Arms {
		if len(r.Arms) <= bandsForAll || a.Comparator || a.Name == headline.Name {
			names = append(names, a.Name)
		}
	}
	return names
}

func labelsOf(r *results.Run, names []string) []string {
	var labels []string
	for _, name := range names {
		labels = append(labels, named(armNamed(r, name)))
	}
	return labels
}

// survivalFloor is where the vertical axis of both panels starts: a multiple
// of 20% below everything drawn, low enough for the 80% line to stand clear.
func survivalFloor(r *results.Run) float64 {
	low := 1.0
	for _, row := range r.Survival {
		for _, v := range []float64{row.Survival, row.Low} {
			if !math.IsNaN(v) {
				low = min(low, v)
			}
		}
	}
	return min(0.6, math.Floor(low*5)/5)
}

func drawSurvivalPanel(p *pen, r *results.Run, measure, heading string, a area) {
	const gap = 8 // between the names and the first numbers at risk
	margin := p.width(smallWords.strong(), "Number at risk")
	number := widestAtRisk(p, r)
	longest := vg.Length(0)
	for _, arm := range r.Arms {
		margin = max(margin, p.width(smallWords, armName(p, arm)))
		longest = max(longest, p.width(bodyWords.strong(), armName(p, arm)))
	}
	horizon := survivalHorizon(r)
	share := func(v float64) string { return Percent(v, 0) }
	pl := &panel{
		pen: p, left: a.left + margin + number/2 + gap, right: a.right - longest - 16, top: a.top - overAxes, bottom: a.top - overAxes - survivalHeight,
		x: axis{min: 0, max: horizon}, y: wholeAxis(survivalFloor(r), 1, 5, share),
	}
	free := pl.left - number
	for _, m := range append(slices.Clone(atRiskMonths), horizon) {
		// A month whose numbers would run into those before it is left out.
		if m <= horizon && pl.X(m)-number/2 > free {
			pl.x.ticks = append(pl.x.ticks, tick{m, results.FormatFloat(m)})
			free = pl.X(m) + number/2 + 2
		}
	}
	pl.frame(heading, "share without a first event, %", "months since the index contact")
	drawSurvivalGuides(pl, horizon)
	drawSurvivalCurves(pl, r, measure, a.right-longest)
	drawAtRisk(pl, r, measure, a.left)
}

// widestAtRisk is the room that the longest number at risk takes.
func widestAtRisk(p *pen, r *results.Run) vg.Length {
	var widest vg.Length
	for _, row := range r.Survival {
		widest = max(widest, p.width(smallWords, Count(row.AtRisk)))
	}
	return widest
}

func drawSurvivalGuides(pl *panel, horizon float64) {
	for _, m := range guideMonths {
		if m <= horizon {
			pl.upright(stroke{guideInk, gridWidth, nil}, m)
		}
	}
	pl.level(stroke{ink, thinWidth, []vg.Length{1, 2.2}}, survivalTarget)
}

func drawSurvivalCurves(pl *panel, r *results.Run, measure string, labelsAt vg.Length) {
	lines := strokes(r)
	curves := map[string][]results.SurvivalRow{}
	for _, arm := range r.Arms {
		curves[arm.Name] = survivalOf(r, arm.Name, measure)
	}
	for _, name := range bandedArms(r) {
		xs, low := survivalColumn(curves[name], func(row results.SurvivalRow) float64 { return row.Low })
		_, high := survivalColumn(curves[name], func(row results.SurvivalRow) float64 { return row.High })
		pl.band(lines[name], xs, low, high)
	}
	var labels []label
	for _, arm := range r.Arms {
		rows := curves[arm.Name]
		if len(rows) == 0 {
			continue
		}
		xs, ys := survivalColumn(rows, func(row results.SurvivalRow) float64 { return row.Survival })
		pl.curve(lines[arm.Name], xs, ys)
		end := rows[len(rows)-1]
		labels = append(labels, label{pl.at(end.Month, end.Survival), []string{armName(pl.pen, arm)}, lines[arm.Name]})
	}
	placeLabels(pl.pen, labels, labelsAt, pl.bottom, pl.top+4)
}

// survivalColumn is one value along a curve. Its points are joined by straight
// lines, not steps: each is a mean over replications, whose own steps fall on
// other days, so that a step at the next point would hold it up too long.
func survivalColumn(rows []results.SurvivalRow, value func(results.SurvivalRow) float64) (xs, ys []float64) {
	for _, row := range rows {
		xs, ys = append(xs, row.Month), append(ys, value(row))
	}
	return xs, ys
}

// drawAtRisk writes the mean number of people at risk under the axis, each
// number under its month.
func drawAtRisk(pl *panel, r *results.Run, measure string, left vg.Length) {
	y := pl.bottom - 40
	pl.pen.write(smallWords.strong(), left, y, "Number at risk")
	lines := strokes(r)
	for _, arm := range r.Arms {
		y -= atRiskLine
		words := smallWords.in(lines[arm.Name].words())
		pl.pen.write(words, left, y, armName(pl.pen, arm))
		rows := survivalOf(r, arm.Name, measure)
		for _, t := range pl.x.ticks {
			if row, ok := rowAt(rows, t.at); ok {
				pl.pen.write(words.at(centred), pl.X(t.at), y, Count(row.AtRisk))
			}
		}
	}
}

// survivalSentence compares the headline arm with the comparator at 12 months,
// or at the horizon if that comes first.
func survivalSentence(r *results.Run) string {
	horizon := survivalHorizon(r)
	if horizon <= 0 || r.Summary.People == 0 {
		return survivalNothing
	}
	month := min(12, horizon)
	text := fmt.Sprintf("Among %s, counting from the index contact, the share without a first event at %s months was", cohortWords(r), results.FormatFloat(month))
	for i, s := range survivalPanels {
		var parts []string
		for _, name := range survivalNamed(r) {
			if row, ok := rowAt(survivalOf(r, name, s.measure), month); ok {
				parts = append(parts, fmt.Sprintf("%s%s under %s", Percent(row.Survival, 1), rangeWords(row.Low, row.High), named(armNamed(r, name))))
			}
		}
		if i > 0 {
			text += ", and"
		}
		text += fmt.Sprintf(" for %s reoffending %s", s.measure, results.Listed(parts))
	}
	if banded := bandedArms(r); len(banded) > 0 && len(banded) < len(r.Arms) {
		text += "; bands are drawn for " + results.Listed(labelsOf(r, banded)) + " alone"
	}
	return sentence(text + "; intervals: " + intervalWords(r))
}

// survivalNamed are the arms that the sentence names: the headline arm and the
// comparator.
func survivalNamed(r *results.Run) []string {
	if headline, ok := headlineArm(r); ok {
		return []string{headline.Name, r.Summary.Comparator}
	}
	return []string{r.Summary.Comparator}
}

func rangeWords(low, high float64) string {
	if math.IsNaN(low) || math.IsNaN(high) {
		return ""
	}
	return fmt.Sprintf(" (%s to %s)", Percent(low, 1), Percent(high, 1))
}

func survivalTable(r *results.Run) [][]string {
	table := [][]string{{"arm", "measure", "month", "survival", "low", "high", "at_risk"}}
	for _, arm := range r.Arms {
		for _, s := range survivalPanels {
			for _, row := range survivalOf(r, arm.Name, s.measure) {
				table = append(table, []string{
					row.Arm, row.Measure, results.FormatFloat(row.Month), results.FormatFloat(row.Survival),
					results.FormatFloat(row.Low), results.FormatFloat(row.High), results.FormatFloat(row.AtRisk),
				})
			}
		}
	}
	return table
}
