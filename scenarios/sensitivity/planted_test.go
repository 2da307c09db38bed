package sensitivity

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"diversim/model/ledger"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/design"
	"diversim/sim/estimate"
)

// A box in which something happens is found among inputs that do not matter, at its
// bounds, and without a bound of the others.
func TestPlantedBox(t *testing.T) {
	const n, inputs = 1000, 5
	c := estimate.Cases{Points: design.LatinHypercube(n, inputs, 4)}
	for _, x := range c.Points {
		c.Interest = append(c.Interest, x[1] > 0.7 && x[3] < 0.4)
	}
	box := catching(c)
	caught := c.Catch(box)
	for d, b := range box {
		if bounded := b != estimate.Everywhere(); bounded != (d == 1 || d == 3) {
			t.Errorf("input %d: %v", d, b)
		}
	}
	if math.Abs(box[1].Low-0.7) > 0.03 || math.Abs(box[3].High-0.4) > 0.03 || caught.Coverage() < 0.9 || caught.Density() < 0.9 {
		t.Errorf("box %v with coverage %v and density %v", box, caught.Coverage(), caught.Density())
	}
}

// planted is a plan and a sample in which an arm is worth as many hundred pounds more
// than the comparator as the first input's normal score, and the luck of the cohort,
// of half that variance again, comes on top.
func planted(t *testing.T, n int) (*Plan, *sampled) {
	t.Helper()
	p := &Plan{
		ask: Ask{Draws: n, Seed: 1}, out: &results.SensitivityRun{},
		decisions: []results.Arm{{Name: "usual", Label: "Usual"}, {Name: "diversion", Label: "Diversion"}},
		inputs:    []chosen{{key: "effect.a", label: "A"}, {key: "cost.b", label: "B"}},
	}
	s := newSampled(len(p.inputs), []output{worthOf(ledger.BySociety.String(), comparatorAt), worthOf(ledger.BySociety.String(), armAt)})
	for i, x := range design.LatinHypercube(n, 4, 9) {
		normal := []float64{sim.NormalScore(x[0]), sim.NormalScore(x[1])}
		d := &drawn{values: normal, scores: normal}
		on := func(luck float64) *study.Evaluated {
			return &study.Evaluated{Health: []float64{0, 100 * (d.values[0] + math.Sqrt(0.5)*sim.NormalScore(luck))}, Costs: make([]study.Costs, 2)}
		}
		v := &study.Evaluated{Cohorts: []*study.Evaluated{on(x[2])}}
		if i < study.SecondCohorts {
			v.Cohorts = append(v.Cohorts, on(x[3]))
		}
		if err := s.add(d, v); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(s.columns.Close)
	return p, s
}

// What it is worth to know a normal quantity of which the sign decides is known; luck
// is measured and left out, and what bears on nothing is worth nothing.
func TestPlantedValue(t *testing.T) {
	const n, people = 2000, 1000
	p, s := planted(t, n)
	if err := p.worthTo(s, 0, people); err != nil {
		t.Fatal(err)
	}
	if luck := estimate.LuckShare(s.of(1), s.luck(1)); math.Abs(luck-1.0/3) > 0.15 { // of 100 pairs: three standard errors
		t.Errorf("luck has %v of the variance, want a third", luck)
	}
	want := estimate.NormalLoss(0, 100)
	for _, c := range []struct {
		input, quantity string
		want            float64
	}{
		{Everything, EVPI, want},
		{Everything, EVPIWithLuck, estimate.NormalLoss(0, 100*math.Sqrt(1.5))},
		{"effect.a", EVPPI, want},
		{"the effect of diversion", EVPPI, want},
		{"cost.b", EVPPI, 0},
		{"costs", EVPPI, 0},
		{"effect.a", EVPPI + PerPopulation, people * want},
	} {
		r := rowOf(t, p.out, Value, c.input, c.quantity)
		scale := 1.0
		if strings.HasSuffix(c.quantity, PerPopulation) {
			scale = people
		}
		if math.Abs(float64(r.Index)-c.want) > scale*4.5 {
			t.Errorf("%s of %s: %v, want %v", c.quantity, c.input, r.Index, c.want)
		}
	}
	if len(p.out.Found) != 1 || !strings.Contains(p.out.Found[0], fmt.Sprintf("know is %s", "A")) {
		t.Errorf("said: %q", p.out.Found)
	}
}

// Rank correlations find the inputs that go with a quantity, the strongest first, and
// leave out those that do not.
func TestRanked(t *testing.T) {
	p, s := planted(t, 2000)
	if got := s.ranked(s.of(1), upTo(len(p.inputs)), 5); len(got) != 1 || got[0] != 0 {
		t.Errorf("got %v, want the first input", got)
	}
}
