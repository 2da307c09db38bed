package sensitivity

import (
	"bytes"
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"diversim/scenarios"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/estimate"
)

// pilot is the default scenario with few people.
func pilot(t *testing.T, set ...string) *scenarios.Scenario {
	t.Helper()
	people := 60
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people, Set: set})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func answered(t *testing.T, a Ask) *results.SensitivityRun {
	t.Helper()
	p, err := Prepare(a)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Run(context.Background(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// few are inputs of which the last bears on nothing, for peers are off.
var few = []string{"effect.force_log_hr", "effect.course_share", "peers.branching"}

// rowOf is the row of an input and a quantity.
func rowOf(t *testing.T, r *results.SensitivityRun, method, input, quantity string) results.SensitivityRow {
	t.Helper()
	return foundRow(t, r, func(r results.SensitivityRow) bool {
		return r.Method == method && r.Input == input && r.Quantity == quantity
	})
}

// foundRow is the first row that is wanted.
func foundRow(t *testing.T, r *results.SensitivityRun, wanted func(results.SensitivityRow) bool) results.SensitivityRow {
	t.Helper()
	i := slices.IndexFunc(r.Rows, wanted)
	if i < 0 {
		t.Fatal("a row is missing")
	}
	return r.Rows[i]
}

// Random numbers are frozen: the answer is the same to the last byte on any number of
// workers, what bears on nothing changes nothing, and sums are sums.
func TestFrozen(t *testing.T) {
	a := Ask{Scenario: pilot(t), Methods: []string{Tornado, Morris, Sobol}, Inputs: few, Points: FewestPoints, Walks: 3, Cohorts: 3, Seed: 2, Workers: 1}
	one := answered(t, a)
	a.Workers = 3
	three := answered(t, a)
	first, err := one.JSON()
	second, err2 := three.JSON()
	if err != nil || err2 != nil || !bytes.Equal(first, second) {
		t.Errorf("one worker and three differ, or %v, %v", err, err2)
	}
	for _, c := range [][3]string{
		{Tornado, "peers.branching", Swing},
		{Morris, "peers.branching", AbsoluteEffect},
		{Sobol, "peers.branching", Total},
		{Sobol, "peers.branching", FirstOrder},
		{Sobol, Dummy, Total},
		{Sobol, Dummy, FirstOrder},
	} {
		if r := rowOf(t, one, c[0], c[1], c[2]); r.Index != 0 || r.Clear || !(r.Low <= 0 && r.High >= 0) {
			t.Errorf("%v: %v (%v to %v); want nothing", c, r.Index, r.Low, r.High)
		}
	}
	for _, row := range one.Rows {
		if row.Clear && !Judged(&row) || row.Method == Sobol && row.Input == Dummy && row.Clear {
			t.Errorf("%s of %s cannot be below 0, and is clear: %v to %v", row.Quantity, row.Input, row.Low, row.High)
		}
		if _, err := strconv.ParseFloat(row.At, 64); err != nil && (row.Quantity == LowEnd || row.Quantity == HighEnd) {
			t.Errorf("%s of %s at %q: %v", row.Quantity, row.Input, row.At, err)
		}
	}
	if r := rowOf(t, one, Sobol, "effect.force_log_hr", Total); !r.Clear {
		t.Errorf("an index above that of the dummy is not clear: %+v", r)
	}
	if words := strings.Join(one.Found, "\n"); !strings.Contains(words, "On walks through the space of 3 inputs") {
		t.Errorf("said: %s", words)
	}
	for _, key := range few {
		low, high, swing := rowOf(t, one, Tornado, key, LowEnd), rowOf(t, one, Tornado, key, HighEnd), rowOf(t, one, Tornado, key, Swing)
		if math.Abs(float64(high.Index-low.Index-swing.Index)) > 1e-12 {
			t.Errorf("%s: %v less %v is not %v", key, high.Index, low.Index, swing.Index)
		}
	}
	if r := rowOf(t, one, Sobol, Cohort, Total); !(r.Index > 0) {
		t.Errorf("with 60 people the cohort has a part in the variance; got %v", r.Index)
	}
	if r := rowOf(t, one, Sobol, "effect.force_log_hr", Total); !(r.Low > 0) {
		t.Errorf("the effect of diversion has a part in the variance; got %v (%v to %v)", r.Index, r.Low, r.High)
	}
}

// The rows of an arm's own outcome have the comparator's beside them, and the two differ
// by what the rows of the difference say.
func TestComparatorBeside(t *testing.T) {
	a := Ask{Scenario: pilot(t), Methods: []string{Tornado, Morris}, Inputs: few[:2], Walks: 3, Cohorts: 3, Seed: 2, Measures: []string{neverReoffended}}
	difference := answered(t, a)
	a.Of = OfArm
	own := answered(t, a)
	for n, r := range own.Rows {
		d := difference.Rows[n]
		if !r.Comparator.Known() || d.Comparator.Known() {
			t.Errorf("%s of %s: the comparator has %v, and beside a difference %v", r.Quantity, r.Input, r.Comparator, d.Comparator)
		}
		if r.Method == Tornado && r.Input == d.Input && math.Abs(float64(r.Index-r.Comparator-d.Index)) > 1e-12 {
			t.Errorf("%s of %s: %v less %v is not %v", r.Quantity, r.Input, r.Index, r.Comparator, d.Index)
		}
	}
}

// Of many inputs all are tried, and those that move the output most are followed up, on
// other cohorts.
func TestMany(t *testing.T) {
	var keys []string
	s := pilot(t)
	for _, key := range study.Drawable(s) {
		if strings.HasPrefix(key, "effect.") {
			keys = append(keys, key)
		}
	}
	keys = keys[:Followed+2]
	r := answered(t, Ask{Scenario: s, Methods: []string{Tornado}, Inputs: keys, Cohorts: 3, Seed: 2})
	inputs := map[string]bool{}
	for _, row := range r.Rows {
		if row.Quantity == Swing {
			inputs[row.Input] = true
		}
	}
	if len(inputs) != Followed || !inputs["effect.force_log_hr"] {
		t.Errorf("followed up: %v", inputs)
	}
}

// All of a sample's uses read one sample, which is that of a run that draws its inputs.
func TestSample(t *testing.T) {
	a := Ask{Scenario: pilot(t), Methods: []string{Value, Discover}, Inputs: few, Draws: FewestDraws, Discount: Discount, Seed: 2}
	p, err := Prepare(a)
	if err != nil {
		t.Fatal(err)
	}
	u := p.sample.FromPriors(7)
	own, err := study.NewExperiment(a.Scenario, few, study.Options{Seed: 2})
	if err != nil {
		t.Fatal(err)
	}
	if want := own.FromPriors(7); !slices.Equal(u, want) {
		t.Errorf("%v, want %v", u, want)
	}
	done, all := 0, 0
	columns := p.SampleColumns()
	var rows [][]float64
	r, err := p.Run(context.Background(), func(d, a int) { done, all = d, a }, func(row []float64) error {
		rows = append(rows, row)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	checkTable(t, p, r, columns, rows)
	if done != all || all != FewestDraws {
		t.Errorf("%d of %d done; want one sample of %d", done, all, FewestDraws)
	}
	if len(r.Found) != len(views)+len(p.questions()) {
		t.Errorf("a sentence for each perspective and question; got %q", r.Found)
	}
	for _, row := range r.Rows {
		if row.Quantity == EVPPI && row.Input == "peers.branching" && row.Clear {
			t.Errorf("an input that bears on nothing has a clear value: %v", row)
		}
	}
}

// checkTable checks that the table of draws has a row for each cohort that a draw meets,
// with the inputs there, and that what is said can be worked out of it.
func checkTable(t *testing.T, p *Plan, r *results.SensitivityRun, columns []string, rows [][]float64) {
	t.Helper()
	if len(rows) != FewestDraws+study.SecondCohorts {
		t.Fatalf("%d rows, want one for each of %d draws and %d second cohorts", len(rows), FewestDraws, study.SecondCohorts)
	}
	number := func(row []float64, column string) float64 {
		k := slices.Index(columns, column)
		if k < 0 || len(row) != len(columns) {
			t.Fatalf("no column %s in a row of %d; there are %v", column, len(row), columns)
		}
		return row[k]
	}
	var inputs, differences []float64
	met, sum := 0.0, 0.0
	for n, row := range rows {
		draw, cohort := number(row, "draw"), number(row, "cohort")
		if second := n < 2*study.SecondCohorts && n%2 == 1; second {
			if cohort != draw+FewestDraws || number(row, few[0]) != number(rows[n-1], few[0]) {
				t.Errorf("row %d is of draw %v and cohort %v, want the draw of the row before on another cohort", n, draw, cohort)
			}
			continue
		}
		if cohort != draw || int(draw) != len(inputs) {
			t.Errorf("row %d is of draw %v and cohort %v, want draw %d", n, draw, cohort, len(inputs))
		}
		if want := p.sample.Values(p.sample.FromPriors(int(draw)))[0].Number(); number(row, few[0]) != want {
			t.Errorf("draw %v has %v, want %v", draw, number(row, few[0]), want)
		}
		inputs = append(inputs, number(row, few[0]))
		differences = append(differences, number(row, "diversion:reoffending_12m_proven")-number(row, "usual:reoffending_12m_proven"))
		if number(row, "completers:non_reoffending_12m_proven") >= 0.8 && number(row, "diversion:reoffending_12m_latent") >= number(row, "usual:reoffending_12m_latent") {
			met++
		}
		sum += number(row, "diversion:net_benefit_society")
	}
	for _, c := range []struct {
		said results.SensitivityRow
		want float64
	}{
		{rowOf(t, r, Ranks, few[0], RankCorrelation), estimate.RankCorrelation(inputs, differences)},
		{foundRow(t, r, func(r results.SensitivityRow) bool {
			return r.Measure == "completers_met_without_effect" && r.Quantity == BaseRate
		}), met / FewestDraws},
		{foundRow(t, r, func(r results.SensitivityRow) bool {
			return r.Measure == "net_benefit_society" && r.Quantity == Expected && r.Of == "diversion"
		}), sum / FewestDraws},
	} {
		if math.Abs(float64(c.said.Index)-c.want) > 1e-9*(1+math.Abs(c.want)) {
			t.Errorf("%s, %s: said %v, the table has %v", c.said.Measure, c.said.Quantity, c.said.Index, c.want)
		}
	}
}

// Everything wrong is said at once.
func TestProblems(t *testing.T) {
	_, err := Prepare(Ask{
		Scenario: pilot(t, "programme.no_entry=0.3"), Methods: []string{"sobel"}, Measures: []string{"reoffending_12m_provn"}, Of: "arms", Arm: "diversions",
		Inputs: []string{"effect.force_log_h", "discount.costs", "programme.no_entry", "effect.course_share=0.9", "effect.uptake=1%:2%", "effect.uptake"},
		Points: 5, Draws: 5, Discount: 2,
	})
	var got Problems
	if !errors.As(err, &got) {
		t.Fatalf("got %v", err)
	}
	for _, want := range []string{
		`method: wanted tornado, morris, sobol, value, discover or all; got "sobel"; did you mean "sobol"?`, "points: wanted 32 or more; got 5",
		"draws: wanted 250 or more", "discount: wanted a rate", `of: wanted difference, arm, comparator; got "arms"`,
		`got "reoffending_12m_provn"; did you mean "reoffending_12m_proven"?`, `got "diversions"; did you mean "diversion"?`,
		`got "effect.force_log_h"; did you mean "effect.force_log_hr"?`, "discount.costs has no prior", "programme.no_entry is set",
		"effect.course_share: wanted low:high", "effect.uptake: the prior has no mass between 1% and 2%", "effect.uptake is there already",
	} {
		if !strings.Contains(got.Error(), want) {
			t.Errorf("not said: %s\nin: %s", want, got.Error())
		}
	}
	_, err = Prepare(Ask{Scenario: pilot(t), Methods: []string{Morris, Sobol}, Points: 9_000})
	if err == nil || !strings.Contains(err.Error(), "points: wanted a design of at most 100,000 cohorts in each arm; got 102,") {
		t.Errorf("a design that is too large: %v", err)
	}
	_, err = Prepare(Ask{Scenario: pilot(t), Measures: []string{"reoffending_72m_proven"}})
	if err == nil {
		t.Error("a measure beyond the horizon was taken")
	}
}

// An input that is kept to a part of its prior stays in it, at points of a design and in
// draws alike.
func TestPartOfAPrior(t *testing.T) {
	p, err := Prepare(Ask{Scenario: pilot(t), Inputs: []string{"effect.force_log_hr=-0.1:0", "effect.route_decay=1 year:unlimited"}})
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range [][2]float64{{-0.1, 0}, {1, math.Inf(1)}} {
		for i, x := range []float64{1e-9, 1 - 1e-9} {
			u := p.point(func(int) float64 { return x })
			got := p.pair.Values(u)[k].Number()
			if got != want[i] && math.Abs(got-want[i]) > 1e-6 {
				t.Errorf("%s: %v, want %v", p.inputs[k].key, got, want[i])
			}
		}
		for n := range 20 {
			if got := p.sample.Values(p.sample.FromPriors(n))[k].Number(); got < want[0]-1e-6 || got > want[1]+1e-6 {
				t.Errorf("%s, draw %d: %v, want %v to %v", p.inputs[k].key, n, got, want[0], want[1])
			}
		}
	}
}

// Of inputs that are drawn together a part is one of the posterior, whatever the others
// are, and a note says so.
func TestPartOfAPosterior(t *testing.T) {
	a := Ask{Scenario: pilot(t), Methods: []string{Tornado}, Cohorts: 3, Inputs: []string{"offending.sanctioned_rate", "frailty.offending_variance=4.7:4.8"}}
	p, err := Prepare(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, rate := range []float64{0.001, 0.5, 0.999} {
		for _, x := range []float64{0, 0.5, 1} {
			got := p.sample.Values(p.point(func(k int) float64 { return []float64{rate, x}[k] }))[1].Number()
			if got < 4.7-1e-6 || got > 4.8+1e-6 {
				t.Errorf("at %v and %v: wanted 4.7 to 4.8; got %v", rate, x, got)
			}
		}
	}
	if r := answered(t, a); !slices.ContainsFunc(r.Notes, func(note string) bool { return strings.Contains(note, "posterior of set possession") }) {
		t.Errorf("wanted a note on what is drawn together; got %q", r.Notes)
	}
	a.Inputs = []string{"frailty.offending_variance=1:2"}
	if _, err := Prepare(a); err == nil || !strings.Contains(err.Error(), "no mass between 1 and 2") {
		t.Errorf("wanted a part without mass refused; got %v", err)
	}
}

// Every input that can be drawn is in a group, and no group is empty.
func TestGroups(t *testing.T) {
	p, err := Prepare(Ask{Scenario: pilot(t), Groups: true})
	if err != nil {
		t.Fatal(err)
	}
	members := 0
	for _, g := range p.groups() {
		members += len(g.members)
	}
	if len(p.groups()) != len(groupTable) || members != len(p.inputs) {
		t.Errorf("%d groups of %d inputs, want %d of %d", len(p.groups()), members, len(groupTable), len(p.inputs))
	}
	for _, in := range p.inputs {
		if groupOf(in.key) == "" {
			t.Errorf("%s is in no group", in.key)
		}
	}
}

// People are followed no longer than measures need.
func TestNeeded(t *testing.T) {
	const horizon = 3 * sim.Year
	for _, c := range []struct {
		names []string
		want  sim.Time
	}{
		{[]string{"reoffending_12m_proven"}, 3 * sim.Year / 2},
		{[]string{"reoffending_12m_latent", "reoffending_12m_proven"}, 3 * sim.Year / 2},
		{[]string{"reoffending_12m_proven", "custody_days"}, horizon},
		{[]string{"net_benefit_society"}, horizon},
	} {
		if got := needed(c.names, horizon); got != c.want {
			t.Errorf("%v: %v, want %v", c.names, got.Years(), c.want.Years())
		}
	}
}
