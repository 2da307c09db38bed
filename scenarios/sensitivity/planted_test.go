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
	return plantedChoice(t, n, []string{"effect.a", "cost.b"}, []string{"usual", "diversion"}, func(scores []float64, luck float64) []float64 {
		return []float64{0, 100 * (scores[0] + math.Sqrt(0.5)*luck)}
	})
}

// plantedChoice is one of two inputs and of arms that are worth something by the normal
// scores of the inputs and of the cohort's luck.
func plantedChoice(t *testing.T, n int, inputs, arms []string, worth func(scores []float64, luck float64) []float64) (*Plan, *sampled) {
	t.Helper()
	p := &Plan{ask: Ask{Draws: n, Seed: 1}, out: &results.SensitivityRun{}}
	for _, key := range inputs {
		p.inputs = append(p.inputs, chosen{key: key, label: strings.ToUpper(key[len(key)-1:])})
	}
	var outputs []output
	for k, name := range arms {
		p.decisions = append(p.decisions, results.Arm{Name: name, Label: strings.ToUpper(name[:1]) + name[1:]})
		outputs = append(outputs, worthOf(ledger.BySociety.String(), k))
	}
	s := newSampled(len(p.inputs), outputs)
	for i, x := range design.LatinHypercube(n, len(inputs)+2, 9) {
		var normal []float64
		for _, u := range x {
			normal = append(normal, sim.NormalScore(u))
		}
		d := &drawn{values: normal[:len(inputs)], scores: normal[:len(inputs)]}
		on := func(luck float64) *study.Evaluated {
			return &study.Evaluated{Health: worth(d.scores, luck), Costs: make([]study.Costs, len(arms))}
		}
		v := &study.Evaluated{Cohorts: []*study.Evaluated{on(normal[len(inputs)])}}
		if i < study.SecondCohorts {
			v.Cohorts = append(v.Cohorts, on(normal[len(inputs)+1]))
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
	for _, r := range p.out.Rows {
		if want := r.Input == "effect.a"; r.Clear != want && strings.HasPrefix(r.Quantity, EVPI[:3]) {
			t.Errorf("%s of %s is clear: %v", r.Quantity, r.Input, r.Clear)
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
	if got := ranked(s.values, [][]float64{s.of(1)}, upTo(len(p.inputs)), 5); len(got) != 1 || got[0] != 0 {
		t.Errorf("got %v, want the first input", got)
	}
}

// Where the comparator is never the best and two inputs decide between the two other
// arms, their group has the value of both, though neither goes with the advantage of the
// first arm over the comparator.
func TestPlantedChoiceOfThree(t *testing.T) {
	p, s := plantedChoice(t, 1000, []string{"court.a", "court.b"}, []string{"usual", "diversion", "charge"}, func(scores []float64, luck float64) []float64 {
		return []float64{0, 1000 + luck, 1000 + 100*math.Sqrt(0.5)*(scores[0]+scores[1]) + luck}
	})
	if err := p.worthTo(s, 0, 1); err != nil {
		t.Fatal(err)
	}
	for input, want := range map[string]float64{"court.a": 100 * math.Sqrt(0.5), "court.b": 100 * math.Sqrt(0.5), "police and courts": 100} {
		if r := rowOf(t, p.out, Value, input, EVPPI); math.Abs(float64(r.Index)-estimate.NormalLoss(0, want)) > 5 || !r.Low.Known() {
			t.Errorf("%s is worth %v, want %v", input, r.Index, estimate.NormalLoss(0, want))
		}
	}
}

// A group has the estimate of its best input where nothing in it goes with the choice,
// and no less than that of any.
func TestGroupIsWorthItsMembers(t *testing.T) {
	p, s := plantedChoice(t, 300, []string{"court.a", "court.b"}, []string{"usual", "diversion"}, func(scores []float64, luck float64) []float64 {
		return []float64{0, 10 * luck}
	})
	if err := p.worthTo(s, 0, 1); err != nil {
		t.Fatal(err)
	}
	group := rowOf(t, p.out, Value, "police and courts", EVPPI)
	if !(group.High > 0) {
		t.Errorf("nothing was estimated of a group: %+v", group)
	}
	for _, key := range []string{"court.a", "court.b"} {
		if r := rowOf(t, p.out, Value, key, EVPPI); group.Index < r.Index || r.Clear {
			t.Errorf("%s is worth %v, its group %v; clear: %v", key, r.Index, group.Index, r.Clear)
		}
	}
}

// Nothing is worth more to know than everything: of an input that comes out above, the
// row has the value of everything and the words say that the two are not told apart.
func TestNoInputBeyondEverything(t *testing.T) {
	p, s := planted(t, 500)
	for _, second := range s.second {
		second[1] += 100 // the luck is taken for more than it is, so that little is left of everything
	}
	if err := p.worthTo(s, 0, 1); err != nil {
		t.Fatal(err)
	}
	everything := rowOf(t, p.out, Value, Everything, EVPI)
	for _, input := range []string{"effect.a", "the effect of diversion"} {
		if r := rowOf(t, p.out, Value, input, EVPPI); r.Index != everything.Index || r.Low != everything.Low || r.High != everything.High || !(r.Index > 0) {
			t.Errorf("%s is worth %v (%v to %v), everything %v (%v to %v)", input, r.Index, r.Low, r.High, everything.Index, everything.Low, everything.High)
		}
	}
	if !strings.Contains(p.out.Found[0], "A, which by itself comes out above that: the two are not told apart") {
		t.Errorf("said: %q", p.out.Found)
	}
}

// A part in the variance by itself that comes out above the whole part is told as what
// chance makes it; an index below what the dummy shows is not clear.
func TestPartAboveTheWhole(t *testing.T) {
	p := &Plan{out: &results.SensitivityRun{}, outputs: []output{{name: "o", label: "O", unit: "count"}}}
	index := func(value, reach float64) estimate.Resampled {
		return estimate.Resampled{Value: value, Low: value - reach, High: value + reach}
	}
	part := func(alone, total, jansen estimate.Resampled) estimate.SobolIndices {
		return estimate.SobolIndices{Paired: alone, Total: total, First: jansen}
	}
	p.shareRows(0, estimate.Sobol{Variance: index(1, 0.1), Inputs: []estimate.SobolIndices{
		part(index(0.31, 0.1), index(0.26, 0.1), index(0.4, 0.1)), part(index(0.1, 0.01), index(0.6, 0.01), index(0.3, 0.01)), part(index(0, 0), index(0, 0), index(0.5, 0.1)),
	}}, []bundle{{"a.a", "Alpha", []int{0}}, {key: Cohort, label: "cohort"}, {key: Dummy, label: "dummy"}})
	if got := strings.Join(p.out.Found, ""); !strings.Contains(got, "alpha takes part in 26% (total index; 16% to 36%), and what it makes by itself is not told apart from that;") {
		t.Errorf("said: %q", got)
	}
	for quantity, want := range map[string]bool{FirstOrder: true, Total: true, ByJansen: false} {
		if r := rowOf(t, p.out, Sobol, "a.a", quantity); r.Clear != want {
			t.Errorf("%s is clear: %v", quantity, r.Clear)
		}
	}
}
