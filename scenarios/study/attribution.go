package study

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// Recorded is a run as a results directory keeps it: what was run, how, and what
// came out, to be made again.
type Recorded struct {
	Name     string // how messages call it
	Version  string // of the program that made it
	Scenario *scenarios.Scenario
	Summary  results.Summary
}

// AttributionOptions say what is attributed, and how.
type AttributionOptions struct {
	Arm        string   // "": the headline arm of the second run
	Measures   []string // none: the first that the second run asks for
	Difference bool     // of the arm from the comparator; else of its level
	Orders     int      // of joining, to sample; 0: exact up to mostExact differences, else sampledOrders
	Workers    int
	Progress   func(done, planned int) // runs; nil: none
}

// Up to mostExact differences every mixture of two runs is made; beyond, those that
// sampledOrders orders of joining pass through.
const (
	mostExact     = 10
	sampledOrders = 20
)

// Attribution is the change of some measures from one run to another, shared out
// among all in which they differ.
type Attribution struct {
	Arm, Comparator string
	Difference      bool
	Differences     []scenarios.Difference
	Orders          int // 0: exact
	Runs            int
	Rows            []Attributed // by measure, in the order of Differences
	Totals          []Attributed // by measure
}

// Attributed is what one difference contributes to the change in a measure. Share
// is of the whole change, and NaN where that is 0. MCSE is the Monte Carlo error of
// Change, NaN where the two runs are not on the same replications; SamplingSE that
// of a sampled attribution, 0 of an exact one.
type Attributed struct {
	scenarios.Difference
	Measure          string
	Change, Share    float64
	MCSE, SamplingSE float64
}

// Names of what two runs may differ in beside their scenarios.
const (
	differSeed         = "seed"
	differReplications = "replications"
	differDraws        = "draws"
)

// recipe is how a mixture of two runs is made.
type recipe struct {
	scenario *scenarios.Scenario
	options  Options
}

// outcomeOf is what a mixture says, by measure: means over replications, and the
// replications.
type outcomeOf struct {
	means []float64
	each  [][]float64
}

// attributing is an attribution under way.
type attributing struct {
	a, b     Recorded
	arm      string
	measures []string
	o        AttributionOptions
	differ   []scenarios.Difference
	// headlines are the arms that draws of the inputs have to be consistent with, where
	// either run draws them.
	headlines []string
	made      map[string]outcomeOf // by the differences that are taken from b
}

// Incomparable says why two runs, arms or measures are not compared.
type Incomparable struct{ error }

// Comparable says, before anything is run, why two runs cannot be compared; nil where
// they can. A measure that is none is for the caller to refuse.
func Comparable(a, b Recorded, o AttributionOptions) error {
	return (&attributing{a: a, b: b, o: o, arm: o.Arm, measures: o.Measures}).choose()
}

// Attribute shares the change from run a to run b out among their differences, each
// getting its Shapley value: the mean, over the orders in which a may be turned into
// b, of what that step changes. Mixtures are run on the same seeds, so that what has
// no effect gets exactly 0 and the shares sum to the change up to rounding. Both runs
// are made again, and the error says so where one no longer comes out as recorded;
// it is Incomparable where they cannot be compared at all.
func Attribute(ctx context.Context, a, b Recorded, o AttributionOptions) (*Attribution, error) {
	t := &attributing{a: a, b: b, o: o, arm: o.Arm, measures: o.Measures, made: map[string]outcomeOf{}}
	if err := t.choose(); err != nil {
		return nil, err
	}
	t.differ = t.differences()
	d := len(t.differ)
	r := &Attribution{Arm: t.arm, Comparator: b.Scenario.Comparator, Difference: o.Difference, Differences: t.differ, Orders: o.Orders}
	if r.Orders == 0 && d > mostExact {
		r.Orders = sampledOrders
	}
	var orders [][]int
	var sets [][]int
	if r.Orders > 0 && d > 0 {
		orders = estimate.JoiningOrders(d, r.Orders, a.Summary.Seed)
		r.Orders, sets = len(orders), passed(orders, d)
	} else {
		r.Orders, sets = 0, subsets(d)
	}
	r.Runs = len(sets)
	for n, set := range sets {
		if err := t.make(ctx, set); err != nil {
			return nil, err
		}
		if n == min(1, len(sets)-1) {
			if err := t.asRecorded(d); err != nil {
				return nil, err
			}
		}
		if o.Progress != nil {
			o.Progress(n+1, len(sets))
		}
	}
	for m := range t.measures {
		t.share(r, m, orders)
	}
	return r, nil
}

// choose settles the arm and the measures.
func (t *attributing) choose() error {
	if t.arm == "" {
		t.arm = cmp.Or(HeadlineArm(t.b.Scenario), t.b.Scenario.Comparator)
	}
	if len(t.measures) == 0 {
		t.measures = t.b.Scenario.Measures[:1]
	}
	for _, r := range []Recorded{t.a, t.b} {
		if name := HeadlineArm(r.Scenario); drawsInputs(&r.Summary) && name != "" {
			t.headlines = append(t.headlines, name)
		}
	}
	var wrong []error
	for _, name := range t.arms() {
		var without []string
		for _, r := range []Recorded{t.a, t.b} {
			if _, found := r.Scenario.Arm(name); !found && name != t.a.Scenario.Comparator && !slices.Contains(without, r.Name) {
				without = append(without, r.Name)
			}
		}
		switch len(without) {
		case 1:
			wrong = append(wrong, fmt.Errorf("%s has no arm %q, so that there is no change to explain", without[0], name))
		case 2:
			wrong = append(wrong, fmt.Errorf("neither %s nor %s has an arm %q, so that there is no change to explain", without[0], without[1], name))
		}
	}
	for _, r := range []Recorded{t.a, t.b} {
		for _, name := range t.measures {
			if m, found := outcome.Named(name); found && m.Needs > r.Scenario.Horizon {
				wrong = append(wrong, fmt.Errorf("%s follows nobody for long enough to know %s", r.Name, name))
			}
		}
	}
	if t.a.Scenario.Comparator != t.b.Scenario.Comparator {
		wrong = append(wrong, fmt.Errorf("the runs have different comparators, %q and %q, so that their differences are of different things",
			t.a.Scenario.Comparator, t.b.Scenario.Comparator))
	}
	if len(wrong) > 0 {
		return Incomparable{errors.Join(wrong...)}
	}
	return nil
}

// arms are those that count: the arm itself, what it is compared with, and those that
// draws have to be consistent with.
func (t *attributing) arms() []string {
	names := []string{t.a.Scenario.Comparator}
	for _, name := range append([]string{t.arm}, t.headlines...) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// differences are those of the runs for the arms that count.
func (t *attributing) differences() []scenarios.Difference {
	var all []scenarios.Difference
	add := func(name, from, to string) {
		if from != to {
			all = append(all, scenarios.Difference{Name: name, From: from, To: to})
		}
	}
	a, b := &t.a.Summary, &t.b.Summary
	add(differSeed, strconv.FormatUint(a.Seed, 10), strconv.FormatUint(b.Seed, 10))
	add(differReplications, strconv.Itoa(a.Replications), strconv.Itoa(b.Replications))
	add(differDraws, a.Interval, b.Interval)
	drawn := drawsInputs(a) || drawsInputs(b)
	return append(all, scenarios.Differences(t.a.Scenario, t.b.Scenario, t.arms(), drawn)...)
}

func drawsInputs(s *results.Summary) bool { return s.Interval == results.OverCohortsAndParameters }

// share adds the rows of a measure.
func (t *attributing) share(r *Attribution, m int, orders [][]int) {
	d := len(t.differ)
	worth := func(set []int) float64 { return t.made[fmt.Sprint(set)].means[m] }
	all := everyone(d)
	total := Attributed{Measure: t.measures[m], Change: worth(all) - worth(nil), Share: 1, MCSE: math.NaN()}
	shares, sampling := t.shapley(worth, orders)
	each := t.byReplication(m, orders)
	if each != nil {
		total.MCSE = estimate.StandardError(minus(slices.Clone(t.made[fmt.Sprint(all)].each[m]), t.made[nobody].each[m]))
	}
	if total.Change == 0 {
		total.Share = math.NaN()
	}
	for k, difference := range t.differ {
		row := Attributed{Difference: difference, Measure: t.measures[m], Change: shares[k], Share: over(shares[k], total.Change), MCSE: math.NaN()}
		if row.Change == 0 && total.Change != 0 {
			row.Share = 0 // and not a negative one
		}
		if sampling != nil {
			row.SamplingSE = sampling[k]
		}
		if each != nil {
			row.MCSE = estimate.StandardError(each[k])
		}
		r.Rows = append(r.Rows, row)
	}
	r.Totals = append(r.Totals, total)
}

// shapley shares out what sets are worth, exactly without orders.
func (t *attributing) shapley(worth func(set []int) float64, orders [][]int) (shares, se []float64) {
	d := len(t.differ)
	if orders != nil {
		return estimate.ShapleySampled(d, orders, worth)
	}
	values := make([]float64, 1<<d)
	for set := range values {
		values[set] = worth(members(set, d))
	}
	return estimate.Shapley(d, values), nil
}

// byReplication is what each difference contributes in each replication; nil where
// mixtures have different replications.
func (t *attributing) byReplication(m int, orders [][]int) [][]float64 {
	for _, difference := range t.differ {
		if difference.Name == differSeed || difference.Name == differReplications {
			return nil
		}
	}
	each := make([][]float64, len(t.differ))
	for r := range t.a.Summary.Replications {
		shares, _ := t.shapley(func(set []int) float64 { return t.made[fmt.Sprint(set)].each[m][r] }, orders)
		for k, x := range shares {
			each[k] = append(each[k], x)
		}
	}
	return each
}
