package sensitivity

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
	"diversim/sim/estimate"
)

// Quantities of the rows of boxes. Names are permanent. A row of a bound has the ends
// in Low and High, and the quasi-p in Index.
const (
	BaseRate = "base rate"
	Coverage = "coverage"
	Density  = "density"
	Mass     = "mass"
	Cases    = "cases"
	Bound    = "bound"
)

const (
	fewestCases     = 20   // on either side, in each half of the draws, for a box
	inputsOfBox     = 12   // that a box may bound
	leastCoverage   = 0.5  // of the box that is taken
	largestQuasiP   = 0.05 // of a bound that is kept, and of a box that is told
	neverReoffended = "non_reoffending_12m_proven"
)

// question is something that may happen in a draw.
type question struct {
	name    string // permanent
	words   string // a main clause
	outputs []output
	is      func(x []float64) bool
	// otherwise says whether the comparator does what the arm is said to do; nil where that
	// is a comparison already. It reads outputs too.
	otherwise func(x []float64) bool
}

// questions are those that the scenario can be asked.
func (p *Plan) questions() []question {
	s := p.ask.Scenario
	above := func(x []float64) bool { return x[0] > 0 }
	between := func(name string) output { return outputOf(name, Difference, armAt) }
	target, share := neverReoffended, 0.8
	if len(s.Thresholds) > 0 {
		target, share = s.Thresholds[0].Measure, s.Thresholds[0].AtLeast
	}
	met := func(x []float64) bool { return x[0] >= share && x[1] >= 0 }
	otherwise := func(x []float64) bool { return x[2] >= share }
	ofComparator := outputOf(target, OfArm, comparatorAt)
	all := []question{
		{"increases_latent", fmt.Sprintf("%s increases latent reoffending in 12 months", p.arm.Label), []output{between("reoffending_12m_latent")}, above, nil},
		{"increases_proven", fmt.Sprintf("%s increases proven reoffending in 12 months", p.arm.Label), []output{between(study.Headline)}, above, nil},
		{
			"met_without_effect", fmt.Sprintf("%s shows %s of at least %s although it lowers no latent reoffending", p.arm.Label, target, percent(share)),
			[]output{outputOf(target, OfArm, armAt), between("reoffending_12m_latent"), ofComparator},
			met, otherwise,
		},
		{
			"completers_met_without_effect", fmt.Sprintf("Those who complete %s show %s of at least %s although it lowers no latent reoffending", p.arm.Label, target, percent(share)),
			[]output{{name: target, completers: true, of: func(v *study.Evaluated) float64 { return v.OfCompleters(target) }}, between("reoffending_12m_latent"), ofComparator},
			met, otherwise,
		},
		{
			"costs_society", fmt.Sprintf("%s costs society more than it is worth", p.arm.Label),
			[]output{worthOf(ledger.BySociety.String(), armAt)},
			func(x []float64) bool { return x[0] < 0 }, nil,
		},
	}
	return slices.DeleteFunc(all, func(q question) bool {
		return slices.ContainsFunc(q.outputs, func(o output) bool {
			m, found := outcome.Named(o.name)
			return found && m.Needs > s.Horizon
		})
	})
}

// boxes looks for where each question is answered with yes.
func (p *Plan) boxes(s *sampled) {
	p.note("Boxes (PRIM): every other draw chooses a box and the rest say what it holds; %d draws of either kind are wanted in each half. Peeling 5%% at a time down to 5%% of the draws, among the inputs, at most %d, whose ranks go "+
		"with the answer more than chance makes of so many (were none to bear on it, %s of samples would have any); of the boxes on the way the smallest that still has half of the cases, widened as long as its density "+
		"does not fall, without bounds whose quasi-p is above %.2f. Quasi-p: the chance of catching as many if a bound caught at random. Density, coverage, mass, cases and the quasi-p that is told are of the half that did not choose; "+
		"a box that there catches no more than chance would (one time in twenty) is not told. What happens in a draw is what happens in its one cohort, luck included. Where an arm's own share is held against a target, "+
		"the comparator's stands beside it, over everyone.", fewestCases, inputsOfBox, percent(noisePasses), largestQuasiP)
	at := len(p.outputs) + len(views)*len(p.decisions)
	for _, q := range p.questions() {
		interest := make([]bool, s.columns.Rows())
		var read [][]float64 // by output of the question
		for i := range q.outputs {
			read = append(read, s.of(at+i))
		}
		var otherwise []bool
		for d := range interest {
			x := drawOf(read, d)
			interest[d] = q.is(x)
			if q.otherwise != nil {
				otherwise = append(otherwise, q.otherwise(x))
			}
		}
		luck := estimate.LuckShare(s.of(at), s.luck(at))
		at += len(q.outputs)
		p.box(q, interest, otherwise, s.values, luck)
	}
}

// halves are the draws that choose a box, and those that say what it holds: every other
// one.
func halves[T any](all []T) (choosing, telling []T) {
	for d, x := range all {
		if d%2 == 0 {
			choosing = append(choosing, x)
		} else {
			telling = append(telling, x)
		}
	}
	return choosing, telling
}

// goesWith is the inputs that a box may bound, by the draws that choose it.
func (p *Plan) goesWith(choosing []bool, values func(k int) []float64) []int {
	answers := make([]float64, len(choosing))
	for d, is := range choosing {
		if is {
			answers[d] = 1
		}
	}
	return ranked(func(k int) []float64 {
		first, _ := halves(values(k))
		return first
	}, [][]float64{answers}, upTo(len(p.inputs)), inputsOfBox)
}

// casesOf is what happened in draws, and where among some inputs.
func casesOf(interest []bool, among []int, values func(k int) []float64) estimate.Cases {
	c := estimate.Cases{Interest: interest, Points: make([][]float64, len(interest))}
	var bounding [][]float64
	for _, k := range among {
		bounding = append(bounding, values(k))
	}
	for d := range c.Points {
		c.Points[d] = drawOf(bounding, d)
	}
	return c
}

// drawOf is a draw of several columns.
func drawOf(columns [][]float64, d int) []float64 {
	x := make([]float64, len(columns))
	for i := range columns {
		x[i] = columns[i][d]
	}
	return x
}

// box finds and tells the box of a question: what happened in each draw, and the values
// of an input. otherwise are the draws in which the comparator does what the arm is said
// to do, nil where that is no question.
func (p *Plan) box(q question, interest, otherwise []bool, values func(k int) []float64, luck float64) {
	choosing, telling := halves(interest)
	among := p.goesWith(choosing, values)
	c := casesOf(interest, among, values)
	first, second := estimate.Cases{Interest: choosing}, estimate.Cases{Interest: telling}
	first.Points, second.Points = halves(c.Points)
	_, tellingOther := halves(otherwise)
	beside := func(points [][]float64, otherwise []bool, b estimate.Box) results.Number {
		if otherwise == nil {
			return results.Absent()
		}
		return results.Finite(estimate.Cases{Points: points, Interest: otherwise}.Catch(b).Density())
	}
	everywhere := estimate.WholeSpace(len(among))
	whole, one, other := c.Catch(everywhere), first.Catch(everywhere), second.Catch(everywhere)
	everywhereElse := beside(c.Points, otherwise, everywhere)
	p.boxRow(q, NoInput, BaseRate, whole.BaseRate(), "", everywhereElse)
	opening := fmt.Sprintf("%s in %d of %s", q.words, whole.Cases, plural(whole.Points, "draw"))
	if otherwise != nil {
		opening += fmt.Sprintf(" (%q shows so many in %s of draws)", p.comparator.Label, percent(float64(everywhereElse)))
	}
	switch {
	case min(one.Cases, other.Cases) < fewestCases:
		p.found("%s: too few for a box, which needs %d in the half of the draws that chooses it and %d in the half that tells of it; there are %d and %d.", opening, fewestCases, fewestCases, one.Cases, other.Cases)
		return
	case min(one.Points-one.Cases, other.Points-other.Cases) < fewestCases:
		p.found("%s: nearly always, whatever the inputs.", opening)
		return
	case len(among) == 0:
		p.found("%s, and no input goes with it more than chance makes of %s.", opening, plural(len(p.inputs), "input"))
		return
	}
	box := catching(first)
	caught := second.Catch(box)
	switch {
	case !slices.ContainsFunc(box, func(b estimate.Bounds) bool { return b != estimate.Everywhere() }):
		p.found("%s; no box of inputs has clearly more of it.", opening)
		return
	case estimate.BinomialUpperTail(caught.Inside, caught.Interest, caught.BaseRate()) > largestQuasiP:
		p.found("%s; the box that half of the draws choose has no more of it in the other half than chance would put there.", opening)
		return
	}
	quasi := second.QuasiP(box)
	var bounds, doubts []string
	for d, k := range among {
		if box[d] == estimate.Everywhere() {
			continue
		}
		bounds = append(bounds, p.boundText(k, box[d]))
		doubts = append(doubts, fmt.Sprintf("%.2g", quasi[d]))
		p.out.Rows = append(p.out.Rows, results.SensitivityRow{
			Method: Discover, Input: p.inputs[k].key, Measure: q.name, Quantity: Bound, Of: p.ofOutput(), Label: p.inputs[k].label, Unit: p.unitOf(k),
			Index: results.Finite(quasi[d]), Low: bound(box[d].Low), High: bound(box[d].High), SE: results.Absent(), At: p.boundText(k, box[d]),
			Comparator: results.Absent(),
		})
	}
	inside := beside(second.Points, tellingOther, box)
	p.boxRow(q, Everything, Density, caught.Density(), strings.Join(bounds, " and "), inside)
	p.boxRow(q, Everything, Coverage, caught.Coverage(), "", results.Absent())
	p.boxRow(q, Everything, Mass, caught.Mass(), "", results.Absent())
	p.boxRow(q, Everything, Cases, float64(caught.Interest), "", results.Absent())
	also := ""
	if otherwise != nil {
		also = fmt.Sprintf(", the comparator in %s", percent(float64(inside)))
	}
	p.found("%s, and mainly where %s. In the half of the draws that did not choose this box: so it is in %s of the draws in it (density)%s, and it has %s of all such draws (coverage) and %s of all draws (mass), %d of %d cases; "+
		"%s restricted, quasi-p %s. Luck of the cohort: %s of the variance of %s.", opening, results.Listed(bounds), percent(caught.Density()), also, percent(caught.Coverage()), percent(caught.Mass()),
		caught.Interest, caught.Cases, plural(len(bounds), "input"), strings.Join(doubts, ", "), percent(luck), q.outputs[0].name)
}

// catching is the smallest of the peeled boxes that covers enough, widened, and without
// the bounds that may be there by chance.
func catching(c estimate.Cases) estimate.Box {
	var peeling estimate.Peeling
	boxes := peeling.Peel(c)
	taken := boxes[0]
	for _, b := range boxes {
		if c.Catch(b).Coverage() >= leastCoverage {
			taken = b
		}
	}
	taken = peeling.Paste(c, taken)
	for {
		worst, most := -1, largestQuasiP
		for d, quasi := range c.QuasiP(taken) {
			if quasi > most {
				worst, most = d, quasi
			}
		}
		if worst < 0 {
			return taken
		}
		taken = slices.Clone(taken)
		taken[worst] = estimate.Everywhere()
	}
}

func (p *Plan) boxRow(q question, input, quantity string, x float64, at string, comparator results.Number) {
	p.out.Rows = append(p.out.Rows, results.SensitivityRow{
		Method: Discover, Input: input, Measure: q.name, Quantity: quantity, Of: p.ofOutput(), Label: q.words, Unit: map[bool]string{true: "draws", false: "proportion"}[quantity == Cases],
		Index: results.Finite(x), Low: results.Absent(), High: results.Absent(), SE: results.Absent(), At: at,
		Comparator: comparator,
	})
}

// boundText is the bounds of an input in words.
func (p *Plan) boundText(k int, b estimate.Bounds) string {
	key := p.inputs[k].key
	var words []string
	switch {
	case unbounded(b.Low):
	case beyond(b.Low):
		return key + " is unlimited"
	default:
		words = append(words, "above "+p.text(k, b.Low))
	}
	switch {
	case unbounded(b.High):
	case beyond(b.High):
		words = append(words, "limited")
	default:
		words = append(words, "below "+p.text(k, b.High))
	}
	return key + " is " + strings.Join(words, " and ")
}

func unbounded(x float64) bool { return math.IsInf(x, 0) }

// bound is an end of a box, absent where there is none.
func bound(x float64) results.Number {
	if unbounded(x) || beyond(x) {
		return results.Absent()
	}
	return results.Number(x)
}

func (p *Plan) unitOf(k int) string { return in(p.registry(), p.inputs[k].key).Unit }

// beyond says whether a bound lies between the values with a limit and those without.
func beyond(x float64) bool { return x > endless/4 }
