package sensitivity

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// Quantities of the rows of the value of information. Names are permanent; those for
// the population have PerPopulation behind them.
const (
	Expected      = "expected net benefit" // of an arm beside the comparator
	Best          = "probability best"     // of an arm, luck included
	EVPI          = "evpi"                 // of knowing every input
	EVPIWithLuck  = "evpi with luck"       // of knowing how the cohort turns out as well
	EVPPI         = "evppi"                // of knowing an input, the inputs of a group, or a dummy
	LuckShare     = "luck"                 // share of the variance of an arm's net benefit that is the cohort's luck
	PerPopulation = " population"
)

const (
	namedInputs    = 10 // whose value of information has an interval
	inputsOfGroup  = 6  // of a group that its value is worked out from
	decisionsLabel = "choice between the arms"
)

// worth is the value of information before choosing between the arms.
func (p *Plan) worth(s *sampled) error {
	a := &p.ask
	if a.Scenario.People == 0 {
		p.found("Nobody is met, so that there is nothing to decide and nothing worth knowing.")
		return nil
	}
	people := estimate.ForPopulation(1, float64(a.People), float64(a.Years), estimate.Rate(a.Discount))
	p.note("Value of information: of choosing between %s once and for all, at average cost. Of an input: by regression of the net benefits on a spline of it; of a group: on an index made of the splines of "+
		"the %d of its inputs that go most with the advantage of an arm over another, or that of the one of its inputs that is worth most, whichever is more. None of these can be below 0, so that no interval of theirs is held against 0: "+
		"the interval of an input is held against %d dummies that bear on nothing, 95%% of which lie in the row of the dummy. Nothing can be worth more to know than everything: what comes out above has the value of everything. What a cohort's luck adds to the net benefits is taken out of the value of knowing everything, in proportion to its share of the variance; the interval has the error of that share in it. "+
		"Population: %s; at %.1f%% a year, %s person-decisions of today.",
		results.Listed(quoted(p.decisions)), inputsOfGroup, resamples, a.population, 100*a.Discount, count(int(math.Round(people))))
	for v := range views {
		if err := p.worthTo(s, v, people); err != nil {
			return err
		}
	}
	return nil
}

func quoted(arms []results.Arm) []string {
	var all []string
	for _, a := range arms {
		all = append(all, fmt.Sprintf("%q", a.Label))
	}
	return all
}

// worthTo is the value from one perspective.
func (p *Plan) worthTo(s *sampled, view int, people float64) error {
	first := len(p.outputs) + view*len(p.decisions)
	o := s.outputs[first]
	raw, luck := make(estimate.Options, len(p.decisions)), make([][]float64, len(p.decisions))
	for arm := range p.decisions {
		raw[arm], luck[arm] = s.of(first+arm), s.luck(first+arm)
		if arm != comparatorAt {
			p.add(o, results.SensitivityRow{
				Method: Value, Input: NoInput, Quantity: LuckShare, Of: p.decisions[arm].Name, Label: p.decisions[arm].Label,
				Index: results.Finite(estimate.LuckShare(raw[arm], luck[arm])), Low: results.Absent(), High: results.Absent(), SE: results.Absent(),
			})
		}
	}
	p.decisionRows(o, raw)
	everything := raw.KnowingInputs(luck, resamples, p.ask.Seed)
	p.valueRows(o, EVPI, knowing{bundle: bundle{key: Everything, label: "every input"}, Resampled: everything}, people)
	p.valueRows(o, EVPIWithLuck, knowing{
		bundle: bundle{key: Everything, label: "every input, and the luck of the cohort"}, Resampled: raw.PerfectInformation(resamples, p.ask.Seed),
	}, people)
	known, err := p.partial(s, o, raw, everything, people)
	if err != nil {
		return err
	}
	p.worthWords(o, raw, everything, known, people)
	return nil
}

func (p *Plan) decisionRows(o output, raw estimate.Options) {
	for arm, chance := range raw.Acceptability() {
		mean, se := estimate.Mean(raw[arm]), estimate.StandardError(raw[arm])
		row := results.SensitivityRow{Method: Value, Input: NoInput, Of: p.decisions[arm].Name, Label: p.decisions[arm].Label}
		row.Quantity, row.Index, row.SE = Expected, results.Finite(mean), results.Finite(se)
		row.Low, row.High = results.Finite(mean-estimate.Normal95*se), results.Finite(mean+estimate.Normal95*se)
		p.add(o, withClear(row))
		row.Quantity, row.Index, row.Low, row.High, row.SE = Best, results.Finite(chance), results.Absent(), results.Absent(), results.Absent()
		p.add(o, row)
	}
}

// valueRows are a value per person, and for the population.
func (p *Plan) valueRows(o output, quantity string, k knowing, people float64) {
	row := results.SensitivityRow{Method: Value, Input: k.key, Label: k.label, Quantity: quantity, Of: decisionsLabel}
	e := k.Resampled
	add := func(unit string, times float64) {
		o.unit = unit
		r := with(row, estimate.Resampled{Value: times * e.Value, SE: times * e.SE, Low: times * e.Low, High: times * e.High})
		r.Clear = k.clear
		p.add(o, r)
	}
	add(o.unit, 1)
	row.Quantity += PerPopulation
	add("pounds", people)
}

// knowing is what it is worth to know something.
type knowing struct {
	bundle
	estimate.Resampled
	clear bool // its interval lies above what dummies are worth
	// capped says that the estimate came out above that of knowing everything, which
	// cannot be, and has given way to it.
	capped bool
}

// within caps what something is worth at what everything is worth, and holds it against
// dummies.
func (k *knowing) within(everything, dummies estimate.Resampled) {
	if k.capped = k.Value > everything.Value; k.capped {
		k.Resampled = everything
	}
	k.clear = k.Low > dummies.High
}

// partial is the value of knowing each input, the greatest first.
func (p *Plan) partial(s *sampled, o output, raw estimate.Options, everything estimate.Resampled, people float64) (known []knowing, err error) {
	value := func(members []int, times int) (estimate.Resampled, error) {
		var inputs [][]float64
		for _, k := range members {
			inputs = append(inputs, s.scores(k))
		}
		return raw.PartialInformation(inputs, times, p.ask.Seed)
	}
	for k, in := range p.inputs {
		e, err := value([]int{k}, 0)
		if err != nil {
			return nil, err
		}
		known = append(known, knowing{bundle: bundle{in.key, in.label, []int{k}}, Resampled: e})
	}
	slices.SortStableFunc(known, func(a, b knowing) int { return cmp.Compare(b.Value, a.Value) })
	for n := range known[:min(namedInputs, len(known))] {
		if known[n].Resampled, err = value(known[n].members, resamples); err != nil {
			return nil, err
		}
	}
	grouped, err := p.grouped(s, raw, known, value)
	if err != nil {
		return nil, err
	}
	dummies, err := raw.KnowingNothing(resamples, p.ask.Seed)
	if err != nil {
		return nil, err
	}
	for n := range known {
		known[n].within(everything, dummies)
		p.valueRows(o, EVPPI, known[n], people)
	}
	p.valueRows(o, EVPPI, knowing{bundle: bundle{key: Dummy, label: "a dummy that bears on nothing"}, Resampled: dummies}, people)
	for _, g := range grouped {
		g.within(everything, dummies)
		g.clear = false // it is the best of several estimates, more than one dummy's
		p.valueRows(o, EVPPI, g, people)
	}
	return known, nil
}

// grouped is the value of knowing each group: of its inputs that go most with the
// advantages, or of its best input alone where that comes out as more, for to know the
// others as well takes nothing away. The inputs are there, the greatest first.
func (p *Plan) grouped(s *sampled, raw estimate.Options, known []knowing, value func(members []int, times int) (estimate.Resampled, error)) (all []knowing, err error) {
	for _, b := range p.groups() {
		best := slices.IndexFunc(known, func(k knowing) bool { return slices.Contains(b.members, k.members[0]) })
		g := knowing{bundle: b, Resampled: known[best].Resampled}
		if best >= namedInputs {
			if g.Resampled, err = value(known[best].members, resamples); err != nil {
				return nil, err
			}
		}
		if members := ranked(s.values, advantages(raw), b.members, inputsOfGroup); len(members) > 1 {
			together, err := value(members, resamples)
			if err != nil {
				return nil, err
			}
			if together.Value > g.Value {
				g.Resampled = together
			}
		}
		all = append(all, g)
	}
	return all, nil
}

// advantages are what each option is worth beside each of those before it.
func advantages(raw estimate.Options) (all [][]float64) {
	for a := range raw {
		for b := range a {
			all = append(all, minus(raw[a], raw[b]))
		}
	}
	return all
}

// worthWords says what was found, from one perspective.
func (p *Plan) worthWords(o output, raw estimate.Options, everything estimate.Resampled, known []knowing, people float64) {
	best, chance := raw.Frontier()
	pounds := func(x float64) string { return amount("pounds", x, false) }
	of := "all " + plural(len(p.inputs), "input")
	if len(p.inputs) == 1 {
		of = "the one input"
	}
	first := known[0]
	most := fmt.Sprintf("what most pays to know is %s: %s a person (%s to %s), %s for these",
		results.InSentence(first.label), pounds(first.Value), pounds(first.Low), pounds(first.High), pounds(people*first.Value))
	switch {
	case everything.Value == 0 || first.Value == 0:
		most = "no input by itself is found to be worth knowing"
	case first.capped && len(p.inputs) > 1:
		most = fmt.Sprintf("what most pays to know is %s, which by itself comes out above that: the two are not told apart", results.InSentence(first.label))
	case !first.clear:
		most += ", not told apart from a dummy that bears on nothing"
	}
	p.found("%s: %q has the greatest expected net benefit, and is the best in %s of draws. To know %s before choosing would be worth %s a person (%s to %s), %s for %s; %s.",
		o.label, p.decisions[best].Label, percent(chance), of, pounds(everything.Value), pounds(everything.Low), pounds(everything.High), pounds(people*everything.Value), p.ask.population, most)
}
