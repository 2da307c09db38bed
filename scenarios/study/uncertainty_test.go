package study

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"diversim/model/ledger"
	"diversim/scenarios"
	"diversim/scenarios/results"
)

// invented is a gathering of replications whose headline difference is inputs + chance,
// with the repetitions that tell sources apart: chance of SD 1, inputs of SD 2, a force's
// departure of SD 1.5 that also flips people of its own (SD 0.5), and two structures, one
// of which lies 3 higher.
func invented(n int) (*gathering, []float64) {
	r := rand.New(rand.NewPCG(1, 2))
	s := &scenarios.Scenario{Calibration: "possession"}
	g := &gathering{plan: &plan{scenario: s}, repeats: &repeats{structures: []string{"other"}}}
	pair := func(difference float64) [2][]float64 { return [2][]float64{{0}, {difference}} }
	whole := make([]float64, n)
	for k := range whole {
		inputs := 2 * r.NormFloat64()
		first, second := r.NormFloat64(), r.NormFloat64()
		force := 1.5 * r.NormFloat64()
		whole[k] = inputs + first
		g.repeats.all = append(g.repeats.all, varied{
			cohort:     pair(inputs + second),
			force:      pair(inputs + first + force + 0.5*r.NormFloat64()),
			forceAgain: pair(inputs + second + force + 0.5*r.NormFloat64()),
			structures: [][2][]float64{pair(whole[k] + 3 + 0.1*r.NormFloat64())},
		})
	}
	return g, whole
}

func headlineOf(arms [2][]float64) float64 { return arms[1][0] - arms[0][0] }

// Each source has the spread it was given; what chance does to the people whom a
// departure turns is in none of them. At n = 20,000 every figure is within 4 standard
// errors, about 4%, but once in some thousand seeds.
func TestSourcesOfUncertainty(t *testing.T) {
	g, whole := invented(20_000)
	u := g.sources(headlineOf, whole)
	for name, c := range map[string][2]float64{
		"chance": {float64(u.MonteCarlo), 1}, "inputs": {float64(u.Parameters), 2}, "forces": {float64(u.BetweenForces), 1.5},
		"structure": {float64(u.Structure), 3 / math.Sqrt2}, "all": {float64(u.Total), math.Sqrt(1 + 4 + 2.25 + 4.5)},
	} {
		if got, want := c[0], c[1]; math.Abs(got/want-1) > 0.04 {
			t.Errorf("%s: wanted %v; got %v", name, want, got)
		}
	}
	if gap := float64(u.Structures["other"] - u.Structures["possession"]); math.Abs(gap-3) > 0.01 {
		t.Errorf("wanted a gap of 3 between structures; got %v", gap)
	}
}

// Where cohorts vary as much by chance as in all, nothing is said of inputs.
func TestNothingToldOfInputs(t *testing.T) {
	g, whole := invented(4)
	for k := range whole {
		whole[k] = 0
		g.repeats.all[k].cohort = [2][]float64{{0}, {float64(k%2*2 - 1)}}
	}
	if u := g.sources(headlineOf, whole); u.Parameters.Known() || !u.Total.Known() {
		t.Errorf("wanted no word on inputs; got %v of %v", u.Parameters, u.Total)
	}
}

// A run that draws its inputs has the same bytes on any number of workers, and says
// where its uncertainty comes from.
func TestDrawnRunIsReproducible(t *testing.T) {
	people := 40
	s, err := scenarios.Load("thames-valley-80", scenarios.Overrides{People: &people})
	if err != nil {
		t.Fatal(err)
	}
	summary := func(workers int) string {
		run, err := Run(context.Background(), s, Options{Seed: 5, Replications: 3, Workers: workers, Draw: true})
		if err != nil {
			t.Fatal(err)
		}
		if run.Summary.Interval != results.OverCohortsAndParameters || run.Summary.Draws.Split != 3 ||
			len(run.Summary.Uncertainty["diversion"]) == 0 {
			t.Errorf("wanted sources of uncertainty from 3 replications; got %v", run.Summary.Draws)
		}
		text, err := json.Marshal(run.Summary)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if one, three := summary(1), summary(3); one != three {
		t.Error("three workers say something else than one")
	}
}

// The allowance for optimism about a scheme's cost is in an experiment as it is in a run;
// that about benefits is refused, not forgotten.
func TestExperimentIsCautious(t *testing.T) {
	people := 60
	load := func(set string) *scenarios.Scenario {
		s, err := scenarios.Load("thames-valley-80", scenarios.Overrides{People: &people, Set: []string{set}})
		if err != nil {
			t.Fatal(err)
		}
		return s.WithArms("usual", "diversion")
	}
	s := load("cost.optimism_scheme=1")
	run, err := Run(context.Background(), s, Options{Seed: 3, Replications: 1, Lean: true})
	if err != nil {
		t.Fatal(err)
	}
	e, err := NewExperiment(s, []string{}, Options{Seed: 3, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	v := evaluate(t, e, [][]float64{{}}, 0)[0]
	want := float64(run.Summary.Economics["diversion"].Costs["programme"]["average"].Mean)
	if got := v.Costs[e.Headline()][0][0]; math.Abs(got-want) > 1e-9*want || want == 0 {
		t.Errorf("wanted a programme cost of %v; got %v", want, got)
	}
	if _, err := NewExperiment(load("cost.optimism_benefit=0.1"), nil, Options{}); err == nil {
		t.Error("wanted an allowance on benefits refused")
	}
}

// The model's description states how far the effect goes in the pilot.
func TestDescriptionOfFarthest(t *testing.T) {
	p := newPlan(pilot(t, 2), Options{Lean: true})
	c := p.arms[p.headline].model.Contrast()
	text, err := os.ReadFile("../../model/ODD.md")
	if err != nil {
		t.Fatal(err)
	}
	words := fmt.Sprintf("on the set of the pilot %.1f", c.Route[ledger.Caution]/c.Route[ledger.CommunityResolution])
	if !strings.Contains(strings.Join(strings.Fields(string(text)), " "), words) {
		t.Errorf("ODD.md does not say %q", words)
	}
}

// How far an effect may go decides which draws are set aside: the nearer, the more.
func TestFarthest(t *testing.T) {
	last := -1.0
	for _, farthest := range []string{"unlimited", "100", "3"} {
		s := pilot(t, 2, "effect.farthest="+farthest)
		r := mustRun(t, s, Options{Seed: 3, Replications: 30, Workers: 2, Lean: true, Draw: true})
		if rejected := float64(r.Summary.Draws.Rejected); rejected <= last {
			t.Errorf("%s sets aside %v of the draws, a wider limit %v", farthest, rejected, last)
		} else {
			last = rejected
		}
	}
}
