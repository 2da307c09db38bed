package study

import (
	"context"
	"fmt"
	"math"
	"slices"

	"diversim/model"
	"diversim/scenarios"
	"diversim/scenarios/results"
)

// subsets lists the sets of d things, none and all first.
func subsets(d int) [][]int {
	sets := [][]int{nil}
	if d > 0 {
		sets = append(sets, everyone(d))
	}
	for set := 1; set < 1<<d-1; set++ {
		sets = append(sets, members(set, d))
	}
	return sets
}

// nobody is the empty set as a key.
var nobody = fmt.Sprint([]int(nil))

func everyone(d int) []int {
	all := make([]int, d)
	for k := range all {
		all[k] = k
	}
	return all
}

func members(set, d int) []int {
	var in []int
	for k := range d {
		if set>>k&1 == 1 {
			in = append(in, k)
		}
	}
	return in
}

// passed lists the sets that orders pass through, none and all first.
func passed(orders [][]int, d int) [][]int {
	all := everyone(d)
	sets, seen := [][]int{nil, all}, map[string]bool{nobody: true, fmt.Sprint(all): true}
	for _, order := range orders {
		for n := 1; n < d; n++ {
			set := slices.Sorted(slices.Values(order[:n]))
			if key := fmt.Sprint(set); !seen[key] {
				sets, seen[key] = append(sets, set), true
			}
		}
	}
	return sets
}

// make runs the mixture with these differences as in b.
func (t *attributing) make(ctx context.Context, set []int) error {
	r, err := t.mixed(set)
	if err != nil {
		return err
	}
	run, err := Run(ctx, r.scenario, r.options)
	if err != nil {
		return err
	}
	arms := []string{t.arm, r.scenario.Comparator}
	var x outcomeOf
	for _, m := range t.measures {
		mean := float64(run.Summary.Arms[t.arm][m].Mean)
		each := eachOf(run, arms[0], m)
		if t.o.Difference {
			mean -= float64(run.Summary.Arms[arms[1]][m].Mean)
			each = minus(each, eachOf(run, arms[1], m))
		}
		x.means, x.each = append(x.means, mean), append(x.each, each)
	}
	t.made[fmt.Sprint(set)] = x
	return nil
}

// eachOf is a measure of an arm by replication.
func eachOf(run *results.Run, arm, measure string) []float64 {
	var values []float64
	for row := range run.Replications.All() {
		if row.Arm == arm && row.Measure == measure && row.Stratum == stratumAll {
			values = append(values, row.Value)
		}
	}
	return values
}

// mixed is run a with some differences as in b.
func (t *attributing) mixed(set []int) (recipe, error) {
	seed, replications, draw := t.a.Summary.Seed, t.a.Summary.Replications, drawsInputs(&t.a.Summary)
	var names []string
	for _, k := range set {
		switch name := t.differ[k].Name; name {
		case differSeed:
			seed = t.b.Summary.Seed
		case differReplications:
			replications = t.b.Summary.Replications
		case differDraws:
			draw = drawsInputs(&t.b.Summary)
		default:
			names = append(names, name)
		}
	}
	s, err := t.a.Scenario.Taking(t.b.Scenario, names)
	if err != nil {
		return recipe{}, fmt.Errorf("a mixture of the two runs cannot be: %w", err)
	}
	return recipe{t.lean(s), Options{Seed: seed, Replications: replications, Draw: draw, Workers: t.o.Workers, Lean: true}}, nil
}

// lean leaves out the arms that do not count, where an arm runs the same without them.
func (t *attributing) lean(s *scenarios.Scenario) *scenarios.Scenario {
	for _, a := range s.Arms {
		if s.Params(a.Name).Engine.Coupling != model.CouplingCommon {
			return s
		}
	}
	return s.WithArms(t.arms()...)
}

// asRecorded checks that the two runs come out as they were recorded.
func (t *attributing) asRecorded(d int) error {
	for n, r := range []Recorded{t.a, t.b} {
		made := t.made[[]string{nobody, fmt.Sprint(everyone(d))}[n]]
		for m, name := range t.measures {
			recorded, there := r.Summary.Arms[t.arm][name]
			if !there {
				return fmt.Errorf("%s does not record %s of the arm %q, so that its change cannot be explained; it was made by version %s", r.Name, name, t.arm, r.Version)
			}
			want, got := float64(recorded.Mean), made.means[m]
			if t.o.Difference {
				want -= float64(r.Summary.Arms[t.a.Scenario.Comparator][name].Mean)
			}
			const tolerance = 1e-9
			if math.Abs(got-want) > tolerance*math.Max(1, math.Abs(want)) || math.IsNaN(got) != math.IsNaN(want) {
				why := fmt.Sprintf("it was made by version %s", r.Version)
				if r.Scenario.Digest() != r.Summary.Digest {
					why = "its scenario, or the evidence beneath, is no longer what was run; " + why
				}
				return fmt.Errorf("%s cannot be made again, so that its change cannot be explained: its %s is recorded as %.6g and now comes to %.6g; %s",
					r.Name, name, want, got, why)
			}
		}
	}
	return nil
}
