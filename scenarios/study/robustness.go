package study

import (
	"context"
	"fmt"
	"math"
	"slices"

	"diversim/model/evidence"
	"diversim/scenarios"
	"diversim/sim/estimate"
)

// RobustReplications is how many replications each cell of a robustness table
// has unless the options say otherwise.
const RobustReplications = 40

// Belief is a set of values for what the evidence leaves open.
type Belief struct {
	Name     string
	Settings []scenarios.Setting
}

// LibraryBeliefs are the beliefs of the library.
func LibraryBeliefs() []Belief {
	var all []Belief
	for _, name := range scenarios.Beliefs() {
		all = append(all, Belief{name, scenarios.OwnSettings(name)})
	}
	return all
}

// Structures lists the calibrated sets that tell the same curve of the people
// suspected of possession by different mechanisms.
func Structures() []string {
	var names []string
	for _, c := range calibrations() {
		if c.structure {
			names = append(names, c.name)
		}
	}
	return names
}

// Robustness says which conclusions about a scenario survive every belief and
// every structure, and which do not.
type Robustness struct {
	Scenario            string
	Seed                uint64
	People              int
	Replications        int // of each cell
	Beliefs, Structures []string
	Conclusions         []Conclusion
	Contrasts           []Contrast
}

// Conclusion is a statement and what becomes of it. It holds in a cell when
// the mean of its quantity lies above Boundary by more than two Monte Carlo
// standard errors, does not hold when it lies as far below, and is unclear in
// between; a quantity that equals the boundary in every replication does not
// lie above it.
type Conclusion struct {
	Name     string // permanent
	Words    string
	Quantity string // what is held against the boundary
	Boundary float64
	Cells    []Cell // by belief, then by structure
	Verdict  Verdict
}

// Cell is a conclusion under one belief and one structure.
type Cell struct {
	Belief, Structure string
	Mean, MCSE        float64 // NaN where the scenario cannot say
	Answer            Answer
}

// Answer is what one cell says of a conclusion.
type Answer string

// The answers.
const (
	Yes      Answer = "yes"
	No       Answer = "no"
	Unclear  Answer = "unclear"
	NotAsked Answer = "not asked" // the scenario has no arm for it, or follows people for too short a time
)

// Verdict sums up the cells of a conclusion.
type Verdict string

// The verdicts.
const (
	Survives           Verdict = "survives"             // yes in every cell
	NeverHolds         Verdict = "never holds"          // no in every cell
	DependsOnBelief    Verdict = "depends on belief"    // yes and no, never within one belief
	DependsOnStructure Verdict = "depends on structure" // yes and no, never within one structure
	DependsOnBoth      Verdict = "depends on both"      // yes and no, in no such order
	StaysUnclear       Verdict = "unclear"              // unclear somewhere, and nowhere contradicted
	CannotSay          Verdict = "not asked"
)

// Robust runs a scenario under every belief on every structure, all on the same
// people and the same random numbers. A belief is laid over the scenario, its
// arms included, and under what flags set; an input that another belief sets and
// this one does not is at its base value. Of the options Seed, Replications (of
// each cell; 0: RobustReplications), Workers and Progress count. The error is
// ctx.Err(), or says why the scenario cannot be asked.
func Robust(ctx context.Context, s *scenarios.Scenario, beliefs []Belief, structures []string, o Options) (*Robustness, error) {
	if o.Replications == 0 {
		o.Replications = RobustReplications
	}
	o.Lean = true
	r := &Robustness{
		Scenario: s.Name, Seed: o.Seed, People: s.People, Replications: o.Replications, Structures: structures,
	}
	for _, b := range beliefs {
		r.Beliefs = append(r.Beliefs, b.Name)
	}
	progress, cells := o.Progress, len(beliefs)*len(structures)
	var all []*worldCell
	for n, b := range beliefs {
		for m, structure := range structures {
			if progress != nil {
				at := n*len(structures) + m
				o.Progress = func(done, planned int) { progress(at*planned+done, cells*planned) }
			}
			cell, err := runCell(ctx, s, b, beliefs, structure, o)
			if err != nil {
				return nil, err
			}
			all = append(all, cell)
		}
	}
	r.Conclusions, r.Contrasts = concluded(s, all), contrasted(r, all)
	return r, nil
}

// worldCell is the scenario run under one belief on one structure.
type worldCell struct {
	*gathering
	belief, structure string
}

func runCell(ctx context.Context, s *scenarios.Scenario, b Belief, beliefs []Belief, structure string, o Options) (*worldCell, error) {
	held, err := s.WithCalibration(structure)
	if err != nil {
		return nil, err
	}
	held = held.At(b.Over(held, beliefs))
	held = held.WithArms(asked(held)...)
	p := newPlan(held, o)
	if p.headline < 0 || !p.arms[p.headline].diverts || !p.coupled() {
		return nil, Incomparable{fmt.Errorf("robustness: wanted a scenario with an arm that diverts, compared with one that does not, on the same people; %s is none", s.Name)}
	}
	g := newGathering(p)
	if err := p.replicate(ctx, g); err != nil {
		return nil, err
	}
	return &worldCell{g, b.Name, structure}, nil
}

// Over is the belief as it is laid over a scenario, for At: its settings and, of every
// input that one of the beliefs sets and this one does not, the base value.
func (b Belief) Over(s *scenarios.Scenario, beliefs []Belief) []scenarios.Setting {
	var laid []scenarios.Setting
	set := func(key string) bool {
		return slices.ContainsFunc(laid, func(t scenarios.Setting) bool { return t.Key == key })
	}
	for _, t := range b.Settings {
		laid = append(laid, scenarios.Setting{Key: t.Key, Value: t.Value, Because: "the belief " + b.Name + ": " + t.Because})
	}
	var inputs *evidence.Registry
	for _, other := range beliefs {
		for _, t := range other.Settings {
			if set(t.Key) {
				continue
			}
			if inputs == nil {
				inputs = s.Registry(s.Comparator)
			}
			in, _ := inputs.Lookup(t.Key)
			laid = append(laid, scenarios.Setting{Key: t.Key, Value: in.Base, Because: "the belief " + b.Name + " leaves it at its base value"})
		}
	}
	return laid
}

// asked are the arms of the scenario that some conclusion needs.
func asked(s *scenarios.Scenario) []string {
	var names []string
	for _, a := range s.Arms {
		if a.Name == s.Comparator || diverts(s.Params(a.Name)) || slices.Contains(comparedArms[:], a.Name) {
			names = append(names, a.Name)
		}
	}
	return names
}

// answer holds the values of a quantity, one a replication, against a boundary.
func answer(values []float64, boundary float64) (mean, mcse float64, a Answer) {
	const reach = 2 // standard errors
	i := estimate.Summarise(values)
	switch {
	case i.Empty:
		return math.NaN(), math.NaN(), NotAsked
	case i.Mean == boundary && i.MCSE == 0:
		a = No
	case i.Mean-reach*i.MCSE > boundary:
		a = Yes
	case i.Mean+reach*i.MCSE < boundary:
		a = No
	default:
		a = Unclear
	}
	return i.Mean, i.MCSE, a
}

// verdict sums up answers by belief, then by structure.
func verdict(cells []Cell) Verdict {
	tally := map[Answer]int{}
	for _, c := range cells {
		tally[c.Answer]++
	}
	switch {
	case tally[NotAsked] > 0 || len(cells) == 0:
		return CannotSay
	case tally[Yes] == len(cells):
		return Survives
	case tally[No] == len(cells):
		return NeverHolds
	case tally[Yes] == 0 || tally[No] == 0:
		return StaysUnclear
	}
	byStructure := contradicted(cells, func(c Cell) string { return c.Belief })
	byBelief := contradicted(cells, func(c Cell) string { return c.Structure })
	switch {
	case byBelief && !byStructure:
		return DependsOnBelief
	case byStructure && !byBelief:
		return DependsOnStructure
	}
	return DependsOnBoth
}

// contradicted says whether some group of cells holds both a yes and a no.
func contradicted(cells []Cell, group func(Cell) string) bool {
	seen := map[string]map[Answer]bool{}
	for _, c := range cells {
		g := group(c)
		if seen[g] == nil {
			seen[g] = map[Answer]bool{}
		}
		seen[g][c.Answer] = true
		if seen[g][Yes] && seen[g][No] {
			return true
		}
	}
	return false
}
