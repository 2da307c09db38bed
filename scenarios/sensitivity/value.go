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
	EVPPI         = "evppi"                // of knowing an input, or the inputs of a group
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
		"the %d of its inputs that go with them most. What a cohort's luck adds to the net benefits is taken out of the value of knowing everything, in proportion to its share of the variance; the interval has the error of that share in it. "+
		"Population: %s people a year, %s, at %.1f%% a year: %s person-decisions of today.",
		listed(quoted(p.decisions)), inputsOfGroup, count(a.People), plural(a.Years, "year"), 100*a.Discount, count(int(math.Round(people))))
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
				Index: number(estimate.LuckShare(raw[arm], luck[arm])), Low: results.Absent(), High: results.Absent(), SE: results.Absent(),
			})
		}
	}
	p.decisionRows(o, raw)
	everything := raw.KnowingInputs(luck, resamples, p.ask.Seed)
	p.valueRows(o, EVPI, Everything, "every input", everything, people)
	p.valueRows(o, EVPIWithLuck, Everything, "every input, and the luck of the cohort", raw.PerfectInformation(resamples, p.ask.Seed), people)
	known, err := p.partial(s, o, raw, people)
	if err != nil {
		return err
	}
	p.worthWords(o, raw, everything, known, people)
	return nil
}

func (p *Plan) decisionRows(o output, raw estimate.Options) {
	const normal = 1.96
	for arm, chance := range raw.Acceptability() {
		mean, se := estimate.Mean(raw[arm]), estimate.StandardError(raw[arm])
		row := results.SensitivityRow{Method: Value, Input: NoInput, Of: p.decisions[arm].Name, Label: p.decisions[arm].Label}
		row.Quantity, row.Index, row.SE = Expected, number(mean), number(se)
		row.Low, row.High = number(mean-normal*se), number(mean+normal*se)
		p.add(o, withClear(row))
		row.Quantity, row.Index, row.Low, row.High, row.SE = Best, number(chance), results.Absent(), results.Absent(), results.Absent()
		p.add(o, row)
	}
}

// valueRows are a value per person, and for the population.
func (p *Plan) valueRows(o output, quantity, input, label string, e estimate.Resampled, people float64) {
	row := results.SensitivityRow{Method: Value, Input: input, Label: label, Quantity: quantity, Of: decisionsLabel}
	p.add(o, with(row, e))
	row.Quantity += PerPopulation
	o.unit = "pounds"
	p.add(o, with(row, estimate.Resampled{Value: people * e.Value, SE: people * e.SE, Low: people * e.Low, High: people * e.High}))
}

// knowing is what it is worth to know something.
type knowing struct {
	bundle
	estimate.Resampled
}

// partial is the value of knowing each input, the greatest first, and each group.
func (p *Plan) partial(s *sampled, o output, raw estimate.Options, people float64) (known []knowing, err error) {
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
		known = append(known, knowing{bundle{in.key, in.label, []int{k}}, e})
	}
	slices.SortStableFunc(known, func(a, b knowing) int { return cmp.Compare(b.Value, a.Value) })
	for n := range known {
		if n < namedInputs {
			if known[n].Resampled, err = value(known[n].members, resamples); err != nil {
				return nil, err
			}
		}
		p.valueRows(o, EVPPI, known[n].key, known[n].label, known[n].Resampled, people)
	}
	for _, g := range p.groups() {
		e := estimate.Resampled{}
		if members := s.ranked(advantage(raw), g.members, inputsOfGroup); members != nil {
			if e, err = value(members, resamples); err != nil {
				return nil, err
			}
		}
		p.valueRows(o, EVPPI, g.key, g.label, e, people)
	}
	return known, nil
}

// advantage is what the arm is worth beside the comparator.
func advantage(raw estimate.Options) []float64 { return minus(raw[armAt], raw[comparatorAt]) }

// worthWords says what was found, from one perspective.
func (p *Plan) worthWords(o output, raw estimate.Options, everything estimate.Resampled, known []knowing, people float64) {
	best, chance := raw.Frontier()
	pounds := func(x float64) string { return amount("pounds", x, false) }
	p.found("%s: %q has the greatest expected net benefit, and is the best in %s of draws. To know every input before choosing would be worth %s a person (%s to %s), %s for the population; "+
		"what most pays to know is %s: %s a person (%s to %s), %s for the population.",
		o.label, p.decisions[best].Label, percent(chance), pounds(everything.Value), pounds(everything.Low), pounds(everything.High), pounds(people*everything.Value),
		inSentence(known[0].label), pounds(known[0].Value), pounds(known[0].Low), pounds(known[0].High), pounds(people*known[0].Value))
}
