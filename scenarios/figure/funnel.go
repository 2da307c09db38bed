package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// stages are the steps of the funnel and, but for the first, what happens to
// those who do not take it.
var stages = []struct {
	key, name, lost string
	count           func(results.FunnelCounts) results.Number
}{
	{"eligible", "Eligible", "", func(c results.FunnelCounts) results.Number { return c.Eligible }},
	{"offered", "Offered", "not offered the scheme", func(c results.FunnelCounts) results.Number { return c.Offered }},
	{"accepted", "Accepted", "declined the offer", func(c results.FunnelCounts) results.Number { return c.Accepted }},
	{"attended", "Attended", "accepted, but never came", func(c results.FunnelCounts) results.Number { return c.Attended }},
	{"completed", "Completed", "came, but did not finish", func(c results.FunnelCounts) results.Number { return c.Completed }},
}

const (
	funnelTitle  = "From eligible to completed: where people leave the scheme"
	funnelPitch  = 42 // points from one stage to the next
	funnelBar    = 19 // height of a bar
	funnelHead   = 32 // heading of an arm
	funnelInkEnd = 0.55
)

// funnelArms are the arms with people to follow through a course, which may be
// voluntary, beside the usual processing.
func funnelArms(r *results.Run) []results.Arm {
	return slices.DeleteFunc(slices.Clone(r.Arms), func(a results.Arm) bool { return !(r.Summary.Budget[a.Name].People.Eligible > 0) })
}

func funnelReason(r *results.Run) string {
	if len(r.Summary.Budget) == 0 {
		return "No arm of this scenario offers a course, so there is nobody to follow through one."
	}
	if len(funnelArms(r)) == 0 {
		return "Nobody was eligible for the scheme, so there is nobody to follow through it."
	}
	return ""
}

func funnelSubtitle(r *results.Run) string {
	when := ""
	if years := r.Summary.IntakeYears; years > 1 {
		when = fmt.Sprintf(" in all %d years together", years)
	}
	return fmt.Sprintf("People at each stage of the scheme%s: means over replications, and in brackets the share of those eligible. "+
		"%s; comparator: %s.", when, sentenceCase(cohortWords(r)), comparatorNamed(r))
}

// withoutStages says which arms are not drawn, and why.
func withoutStages(r *results.Run) string {
	var courseless, empty []string
	for _, a := range r.Arms {
		switch b, there := r.Summary.Budget[a.Name]; {
		case !there:
			courseless = append(courseless, a.Name)
		case !(b.People.Eligible > 0):
			empty = append(empty, a.Name)
		}
	}
	var parts []string
	if len(courseless) > 0 {
		parts = append(parts, "no course is offered, so that there are no stages, under "+results.Listed(labelsOf(r, courseless)))
	}
	if len(empty) > 0 {
		parts = append(parts, "nobody is eligible under "+results.Listed(labelsOf(r, empty)))
	}
	return strings.Join(parts, "; ")
}

func drawFunnel(r *results.Run) *Drawing {
	if reason := funnelReason(r); reason != "" {
		return nothing(funnelTitle, funnelSubtitle(r), reason)
	}
	arms, most := funnelArms(r), mostInFunnels(r)
	columns, rows := twoAbreast(len(arms))
	each := vg.Length(funnelHead + funnelPitch*len(stages))
	return page{
		title: funnelTitle, subtitle: funnelSubtitle(r), note: funnelNote(r),
		height: each*vg.Length(rows) - (funnelPitch - funnelBar) + 6,
		body: func(p *pen, a area) {
			const gap = 26
			for i, arm := range arms {
				drawFunnelArm(p, r, arm, most, a.tile(i, columns, gap, each))
			}
		},
	}.drawing()
}

func funnelNote(r *results.Run) string {
	note := "A person offered twice counts twice. All bars are on one scale. "
	for _, a := range funnelArms(r) {
		if len(r.Summary.Budget[a.Name].PeopleEstimates) > 0 && r.Summary.Replications >= estimate.MinimumForInterval {
			note += "Whiskers: " + intervalWords(r) + ". "
			break
		}
	}
	return note + sentence(withoutStages(r)) + " " + bracketNotes(r)
}

// mostInFunnels is the length of the longest bar or whisker in people, of all arms: what
// stands side by side is on one scale.
func mostInFunnels(r *results.Run) float64 {
	most := 1.0
	for _, a := range funnelArms(r) {
		b := r.Summary.Budget[a.Name]
		for _, s := range stages {
			most = max(most, known(s.count(b.People)), known(b.PeopleEstimates[s.key].High))
		}
	}
	return most
}

// budgetWords is the budget of an arm, of a year where there are several, and for whom it
// is where that is another number than the cohort's.
func budgetWords(r *results.Run, b results.Budget) string {
	words := "budget " + Pounds(b.BudgetGBP)
	if r.Summary.IntakeYears > 1 {
		words += " a year"
	}
	if b.PlannedPeople != float64(r.Summary.People) {
		words += " for " + Count(b.PlannedPeople) + " people"
	}
	return words
}

func drawFunnelArm(p *pen, r *results.Run, arm results.Arm, most float64, a area) {
	b := r.Summary.Budget[arm.Name]
	scheme := budgetWords(r, b)
	switch {
	case !arm.Diverts:
		scheme = "Voluntary, nobody is diverted; " + scheme
	case arm.Scheme != "":
		scheme = schemeWords(arm.Scheme) + ", " + scheme
	}
	p.write(headingWords, a.left, a.top-7, shortLabel(arm))
	p.write(greyWords, a.left, a.top-21, scheme)
	const names = 58
	left, right := a.left+names, a.right-86
	scaleX := func(n float64) vg.Length { return left + (right-left)*vg.Length(n/most) }
	y := a.top - funnelHead - funnelBar
	for i, s := range stages {
		n := s.count(b.People)
		if i > 0 {
			p.write(smallWords, left+6, y+funnelBar+8.5, lossWords(s.lost, stages[i-1].count(b.People), n))
		}
		p.writeMiddle(bodyWords.strong().at(fromRight), left-7, y+funnelBar/2, s.name)
		shade := tint(blue, 1-float64(i)*(1-funnelInkEnd)/float64(len(stages)-1))
		end := scaleX(known(n))
		p.box(shade, stroke{}, left, y, end, y+funnelBar)
		if e, ok := b.PeopleEstimates[s.key]; ok && e.High > e.Low {
			end = max(end, scaleX(float64(e.High)))
			flatWhisker(p, scaleX(float64(e.Low)), scaleX(float64(e.High)), y+funnelBar/2)
		}
		share := ""
		if n.Known() {
			share = fmt.Sprintf(" (%s)", partWords(n, b.People.Eligible))
		}
		p.writeMiddle(bodyWords, end+6, y+funnelBar/2, Count(float64(n))+share)
		y -= funnelPitch
	}
}

// known is a number, or nothing where it is absent.
func known(n results.Number) float64 {
	if !n.Known() {
		return 0
	}
	return float64(n)
}

func flatWhisker(p *pen, low, high, y vg.Length) {
	s := stroke{ink, thinWidth, nil}
	p.draw(s, vg.Point{X: low, Y: y}, vg.Point{X: high, Y: y})
	for _, x := range []vg.Length{low, high} {
		p.draw(s, vg.Point{X: x, Y: y - 3}, vg.Point{X: x, Y: y + 3})
	}
}

// lossWords says how many were lost between two stages and why, or that there
// were more, as when people are offered the scheme again.
func lossWords(reason string, before, after results.Number) string {
	lost := float64(before - after)
	switch {
	case math.IsNaN(lost):
		return ""
	case lost < 0:
		return Count(-lost) + " more than people eligible: repeat offers"
	case before == 0:
		return "nobody left to lose"
	}
	return fmt.Sprintf("↓ %s %s (%s)", Count(lost), reason, partWords(before-after, before))
}

// partWords is a share that is nought or whole only where nobody, or everybody,
// is in it.
func partWords(part, of results.Number) string {
	if part == 0 || part == of {
		return Percent(float64(part/of), 0)
	}
	return chanceWords(float64(part / of))
}

func funnelSentence(r *results.Run) string {
	if reason := funnelReason(r); reason != "" {
		return reason
	}
	text := fmt.Sprintf("With %s, a person offered twice counted twice,", cohortWords(r))
	for i, a := range funnelArms(r) {
		people := r.Summary.Budget[a.Name].People
		if i > 0 {
			text += ";"
		}
		text += fmt.Sprintf(" %s people were eligible under %s, %s were offered the scheme, %s accepted, %s attended at least once and %s completed (%s of those eligible)",
			Count(float64(people.Eligible)), named(a), Count(float64(people.Offered)), Count(float64(people.Accepted)),
			Count(float64(people.Attended)), Count(float64(people.Completed)), partWords(people.Completed, people.Eligible))
	}
	if without := withoutStages(r); without != "" {
		text += "; " + without
	}
	return sentence(text + "; the comparator is " + comparatorNamed(r))
}

func funnelTable(r *results.Run) [][]string {
	table := [][]string{{"arm", "stage", "people", "low", "high", "mc_se", "share_of_eligible", "lost", "lost_because"}}
	for _, a := range funnelArms(r) {
		b := r.Summary.Budget[a.Name]
		before := results.Absent()
		for _, s := range stages {
			n := s.count(b.People)
			e, ok := b.PeopleEstimates[s.key]
			if !ok {
				e = results.Estimate{Low: results.Absent(), High: results.Absent(), MCSE: results.Absent()}
			}
			line := []string{a.Name, s.key}
			for _, v := range []results.Number{n, e.Low, e.High, e.MCSE, n / b.People.Eligible, before - n} {
				line = append(line, results.FormatFloat(float64(v)))
			}
			table = append(table, append(line, s.lost))
			before = n
		}
	}
	return table
}
