package figure

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

const (
	payersTitle  = "Who pays and who saves: the whole cost, what is released, and cash"
	payersRow    = 18  // of each payer
	payersNames  = 104 // of the payers
	payersValues = 58  // of the sums beside the bars
	payersGap    = 12
)

// payerRow is a payer, or a sum of payers.
type payerRow struct {
	key, name string
	sum       bool
	of        map[string]results.Estimate // by column
}

// savingColumns are how much of a saving counts.
var savingColumns = []struct{ key, name, means string }{
	{"average", "Average cost", "as if every average cost were saved"},
	{"marginal", "Released within a year", "freed capacity counts in part"},
	{"cashable", "Cashable", "what can be taken out of a budget"},
}

// The payers of the public purse, the scheme first, and those beyond it.
var (
	publicPayers = []string{"programme", "police", "prosecution service", "courts", "legal aid", "prison", "probation", "health", "local authority"}
	otherPayers  = []string{"victims", "fines paid"}
)

// payerRows are the payers for whom anything changes, and their sum.
func payerRows(e results.Economics, payers []string, sum, name string) []payerRow {
	var rows []payerRow
	for _, p := range payers {
		of := e.Payers[p]
		if slices.ContainsFunc(savingColumns, func(c struct{ key, name, means string }) bool { return known(of[c.key].Mean) != 0 }) {
			rows = append(rows, payerRow{p, sentenceCase(p), false, of})
		}
	}
	return append(rows, payerRow{sum, name, true, e.Costs[sum]})
}

func publicRows(e results.Economics) []payerRow {
	return payerRows(e, publicPayers, "public", "Public purse")
}

func societyRows(e results.Economics) []payerRow {
	return payerRows(e, otherPayers, "society", "Society")
}

// comparedArm is the arm that money is about: the headline arm, or the first other
// than the comparator.
func comparedArm(r *results.Run) (results.Arm, results.Economics, bool) {
	arm, found := headlineArm(r)
	if !found || arm.Comparator {
		i := slices.IndexFunc(r.Arms, func(a results.Arm) bool { return !a.Comparator })
		if i < 0 {
			return arm, results.Economics{}, false
		}
		arm = r.Arms[i]
	}
	e, known := r.Summary.Economics[arm.Name]
	return arm, e, known && e.Costs["public"]["average"].Mean.Known()
}

// moneyReason is why there is no comparison of costs.
func moneyReason(r *results.Run) string {
	switch _, _, compared := comparedArm(r); {
	case r.Summary.People == 0:
		return "The cohort is empty, so nobody pays and nobody saves."
	case len(r.Arms) < 2:
		return "This scenario has no other arm than the comparator, so there is nothing to compare costs with."
	case !compared:
		return "This run does not compare costs between arms."
	}
	return ""
}

func payersSubtitle(r *results.Run) string {
	arm, e, _ := comparedArm(r)
	return fmt.Sprintf("What %s changes against %s, pounds per person over %s from the index contact, at %s prices, discounted. Left of 0 somebody saves. "+
		"%s. Whiskers: %s.", named(arm), comparatorNamed(r), followUp(r), e.PriceYear, sentenceCase(cohortWords(r)), intervalWords(r))
}

// followUp is the horizon in words.
func followUp(r *results.Run) string {
	if r.Summary.HorizonYears == 1 {
		return "1 year"
	}
	return results.FormatFloat(math.Round(100*r.Summary.HorizonYears)/100) + " years"
}

func drawPayers(r *results.Run) *Drawing {
	if reason := moneyReason(r); reason != "" {
		return nothing(payersTitle, sentence(cohortWords(r)), reason)
	}
	_, e, _ := comparedArm(r)
	public, society := publicRows(e), societyRows(e)
	height := func(rows []payerRow) vg.Length { return payersRow * vg.Length(len(rows)) }
	const between = 24
	return page{
		title: payersTitle, subtitle: payersSubtitle(r), note: payersNote(r),
		height: height(public) + height(society) + 2*underAxis + overAxes + between,
		body: func(p *pen, a area) {
			middle := a.bottom + height(society) + underAxis
			drawSavings(p, public, area{a.left, middle + between, a.right, a.top - overAxes}, true)
			drawSavings(p, society, area{a.left, a.bottom, a.right, middle}, false)
		},
	}.drawing()
}

func payersNote(r *results.Run) string {
	arm, e, _ := comparedArm(r)
	others := ""
	if e.Displaced.Mean != 0 {
		others = "Offences that others commit instead of those prevented are counted. "
	}
	return fmt.Sprintf("The scheme's own cost is the first row and is in every sum. Released: %s of a saving in staff and buildings; cashable: %s of it; "+
		"what is paid by the piece counts in full, what victims are spared is in nobody's budget. A hollow bar is one whose interval includes zero, or has none. "+
		"The lower rows have an axis of their own; fines are a transfer and in neither sum. ", Percent(e.MarginalShare, 0), Percent(e.CashableShare, 0)) + others + asideOf(arm)
}

// drawSavings draws rows of payers, a panel for each column, on one axis.
func drawSavings(p *pen, rows []payerRow, a area, heading bool) {
	each := (a.width() - payersNames - payersGap*vg.Length(len(savingColumns)-1)) / vg.Length(len(savingColumns))
	x := savingsAxis(rows)
	for i, row := range rows {
		words := smallWords.in(ink)
		if row.sum {
			words = words.strong()
		}
		p.writeMiddle(words, a.left, a.top-payersRow*(vg.Length(i)+0.5), row.name)
	}
	for n, c := range savingColumns {
		left := a.left + payersNames + vg.Length(n)*(each+payersGap)
		pl := &panel{pen: p, x: x, y: axis{min: 0, max: float64(len(rows))}}
		pl.left, pl.right = left, left+each-payersValues
		pl.top = a.top
		pl.bottom = a.top - payersRow*vg.Length(len(rows))
		pl.frame("", "", "£ per person")
		if heading {
			p.write(headingWords, left, a.top+20, c.name)
			p.write(smallWords, left, a.top+9, c.means)
		}
		pl.upright(stroke{axisInk, axisWidth, nil}, 0)
		for i, row := range rows {
			drawSaving(pl, row, row.of[c.key], pl.top-payersRow*(vg.Length(i)+0.5), left+each)
		}
	}
}

// drawSaving is one bar with its interval and its value.
func drawSaving(pl *panel, row payerRow, e results.Estimate, y, right vg.Length) {
	p, half := pl.pen, vg.Length(4.5)
	if row.sum {
		half = 6
	}
	if !e.Mean.Known() {
		p.writeMiddle(smallWords.at(fromRight), right, y, "–")
		return
	}
	line := palette[0]
	if e.Mean > 0 {
		line = palette[1]
	}
	var fill color.Color = tint(line.colour, 0.55)
	if noClearDifference(e) && e.Mean != 0 {
		fill = paper
	}
	if e.Mean != 0 {
		p.box(fill, stroke{line.colour, 1, nil}, pl.X(0), y-half, pl.X(float64(e.Mean)), y+half)
	}
	if hasInterval(e) && e.Low != e.High {
		p.draw(stroke{ink, thinWidth, nil}, vg.Point{X: pl.X(float64(e.Low)), Y: y}, vg.Point{X: pl.X(float64(e.High)), Y: y})
	}
	words := smallWords.in(ink).at(fromRight)
	if row.sum {
		words = words.strong()
	}
	p.writeMiddle(words, right, y, signedPounds(float64(e.Mean)))
}

// savingsAxis covers every bar and interval of some rows, and 0.
func savingsAxis(rows []payerRow) axis {
	low, high := 0.0, 0.0
	for _, row := range rows {
		for _, e := range row.of {
			for _, v := range []results.Number{e.Mean, e.Low, e.High} {
				low, high = min(low, known(v)), max(high, known(v))
			}
		}
	}
	if low == high {
		high = 1
	}
	room := 0.03 * (high - low)
	return within(low-room, high+room, 3, shortPounds)
}

func payersSentence(r *results.Run) string {
	if reason := moneyReason(r); reason != "" {
		return reason
	}
	arm, e, _ := comparedArm(r)
	var parts []string
	for _, c := range []struct{ key, words string }{{"average", "at average cost"}, {"marginal", "by what is released within a year"}, {"cashable", "in cash"}} {
		parts = append(parts, moneyWords(e.Costs["public"][c.key])+" "+c.words)
	}
	text := fmt.Sprintf("Against %s, %s changes what the public purse pays, the scheme's %s included, by %s",
		comparatorNamed(r), named(arm), Pounds(float64(e.Costs["programme"]["average"].Mean)), results.Listed(parts))
	if largest, saves := savesMost(publicRows(e)); saves {
		text += fmt.Sprintf("; most is saved by %s, %s of it in cash", payerWords(largest.key), signedPounds(known(largest.of["cashable"].Mean)))
	}
	text += fmt.Sprintf("; for society as a whole, victims included, it is %s", moneyWords(e.Costs["society"]["average"]))
	return sentence(text + "; pounds per person; " + cohortWords(r) + "; intervals: " + intervalWords(r))
}

// payerWords is a payer as a sentence names it.
func payerWords(key string) string {
	switch key {
	case "police", "prosecution service", "courts", "local authority":
		return "the " + key
	case "prison", "health":
		return key + " services"
	}
	return key
}

// savesMost is the payer that saves most, if any does; the last row is the sum.
func savesMost(rows []payerRow) (payerRow, bool) {
	if len(rows) <= 1 {
		return payerRow{}, false
	}
	largest := slices.MinFunc(rows[:len(rows)-1], func(a, b payerRow) int {
		return cmp.Compare(known(a.of["average"].Mean), known(b.of["average"].Mean))
	})
	return largest, largest.of["average"].Mean < 0
}

// moneyWords is a change of money with its interval, and that it is not clear where
// it is not.
func moneyWords(e results.Estimate) string {
	text := signedPounds(float64(e.Mean))
	if !hasInterval(e) {
		return text
	}
	text += fmt.Sprintf(" (%s to %s", signedPounds(float64(e.Low)), signedPounds(float64(e.High)))
	if noClearDifference(e) {
		text += ", not clearly different from zero and drawn hollow"
	}
	return text + ")"
}

func payersTable(r *results.Run) [][]string {
	table := [][]string{{"arm", "comparator", "payer", "column", "mean", "low", "high", "mc_se"}}
	arm, e, compared := comparedArm(r)
	if !compared {
		return table
	}
	for _, row := range slices.Concat(publicRows(e), societyRows(e)) {
		for _, c := range savingColumns {
			x := row.of[c.key]
			table = append(table, []string{
				arm.Name, r.Summary.Comparator, row.key, c.key, results.FormatFloat(float64(x.Mean)), results.FormatFloat(float64(x.Low)),
				results.FormatFloat(float64(x.High)), results.FormatFloat(float64(x.MCSE)),
			})
		}
	}
	return table
}
