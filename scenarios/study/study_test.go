package study

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"diversim/scenarios"
	"diversim/scenarios/results"
)

// pilot loads the pilot with a small cohort.
func pilot(t *testing.T, people int, set ...string) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people, Set: set})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustRun(t *testing.T, s *scenarios.Scenario, o Options) *results.Run {
	t.Helper()
	r, err := Run(context.Background(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestWorkers: one worker and eight give the same bytes.
func TestWorkers(t *testing.T) {
	s := pilot(t, 150)
	one := mustRun(t, s, Options{Seed: 3, Replications: 9, Workers: 1})
	eight := mustRun(t, s, Options{Seed: 3, Replications: 9, Workers: 8})
	if text(t, one.Summary) != text(t, eight.Summary) {
		t.Error("the summaries differ")
	}
	same := func(a, b results.Row) bool {
		return a.Value == b.Value || math.IsNaN(a.Value) && math.IsNaN(b.Value)
	}
	if !slices.EqualFunc(slices.Collect(one.Replications.All()), slices.Collect(eight.Replications.All()), same) {
		t.Error("the replications differ")
	}
	// As text, in which a missing bound equals a missing bound.
	if fmt.Sprint(one.Survival, one.BudgetCurve, one.PassPoints) != fmt.Sprint(eight.Survival, eight.BudgetCurve, eight.PassPoints) {
		t.Error("the curves differ")
	}
}

// TestArmOrder: permuting arms, leaving some out, and running the extras or
// not changes no number of an arm.
func TestArmOrder(t *testing.T) {
	s := pilot(t, 150)
	o := Options{Seed: 4, Replications: 6, Workers: 2}
	all := mustRun(t, s, o)
	o.Lean = true
	for _, names := range [][]string{
		{"charge", "course-only", "warning", "unfunded", "diversion", "usual"},
		{"diversion", "usual"},
	} {
		some := mustRun(t, s.WithArms(names...), o)
		for _, name := range names {
			if text(t, all.Summary.Arms[name]) != text(t, some.Summary.Arms[name]) {
				t.Errorf("arm %s differs in the order %v", name, names)
			}
		}
	}
}

// TestIdenticalWorlds: two arms with the same settings differ by exactly
// nothing in every measure.
func TestIdenticalWorlds(t *testing.T) {
	s, err := pilot(t, 150).WithArm("again", "", "diversion", nil)
	if err != nil {
		t.Fatal(err)
	}
	r := mustRun(t, s, Options{Seed: 5, Replications: 4, Workers: 2, Lean: true})
	if text(t, r.Summary.Arms["again"]) != text(t, r.Summary.Arms["diversion"]) {
		t.Error("identical arms differ")
	}
}

// TestEventLog: writing a log runs the same worlds: the contacts and charges in
// it are those of the summary.
func TestEventLog(t *testing.T) {
	s := pilot(t, 100)
	const replications = 3
	r := mustRun(t, s, Options{Seed: 6, Replications: replications, Workers: 2, Lean: true})
	contacts := map[string]float64{}
	err := Events(s, Options{Seed: 6}, replications)(func(e results.EventRow) bool {
		if e.Kind == "contact" && e.AtDays > 0 && e.AtDays < 365.25 {
			contacts[e.Arm] += 1.0 / 100 / replications
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range r.Arms {
		if got, want := contacts[a.Name], float64(r.Summary.Arms[a.Name]["contacts_12m"].Mean); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: the log has %v contacts a person, the summary %v", a.Name, got, want)
		}
	}
}

// TestDecomposition: the parts are there for the scheme of the scenario and for
// community resolution, and make the whole.
func TestDecomposition(t *testing.T) {
	r := mustRun(t, pilot(t, 400), Options{Seed: 7, Replications: 5, Workers: 2})
	schemes := map[string]bool{}
	for name, d := range r.Summary.Decomposition {
		schemes[d.Scheme] = true
		if sum := d.Selection + d.Causal + d.Measurement; math.Abs(float64(sum-d.HeadlineMinusBaseline)) > 1e-12 {
			t.Errorf("%s: parts %v, whole %v", name, sum, d.HeadlineMinusBaseline)
		}
	}
	if !schemes["deferred-prosecution"] || !schemes["community-resolution"] {
		t.Errorf("decomposed: %v", schemes)
	}
	b := r.Summary.Budget["diversion"]
	if b.PlannedPerPersonGBP != 40 {
		t.Errorf("planned £%v a person, want exactly £40", b.PlannedPerPersonGBP)
	}
	for stage, pair := range map[string][2]results.Number{
		"offered": {b.PerPersonGBP.Offered, b.People.Offered}, "accepted": {b.PerPersonGBP.Accepted, b.People.Accepted},
		"attended": {b.PerPersonGBP.Attended, b.People.Attended}, "completed": {b.PerPersonGBP.Completed, b.People.Completed},
	} {
		if got := pair[0] * pair[1]; math.Abs(float64(got-b.SpentGBP)) > 1e-6 {
			t.Errorf("%s: cost a person times people is £%v, spent £%v", stage, got, b.SpentGBP)
		}
	}
}

// TestNobody: no people is a run, with nulls and a warning.
func TestNobody(t *testing.T) {
	r := mustRun(t, pilot(t, 0), Options{Seed: 8, Replications: 2, Workers: 1})
	if r.Summary.Arms["usual"]["reoffending_12m_proven"].Mean.Known() {
		t.Error("a rate over nobody is a number")
	}
	if !slices.ContainsFunc(r.Summary.Warnings, func(w results.Warning) bool { return w.Code == "EMPTY" }) {
		t.Errorf("no warning: %v", r.Summary.Warnings)
	}
}

// TestShortHorizon: proven measures need eighteen months; others do not.
func TestShortHorizon(t *testing.T) {
	horizon := "12 months"
	people := 100
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people, Horizon: &horizon})
	if err != nil {
		t.Fatal(err)
	}
	r := mustRun(t, s, Options{Seed: 9, Replications: 2, Workers: 1})
	usual := r.Summary.Arms["usual"]
	if usual["reoffending_12m_proven"].Mean.Known() || !usual["reoffending_12m_latent"].Mean.Known() {
		t.Error("a horizon of 12 months must give latent measures and no proven ones")
	}
}

// TestCancel: what has finished is kept.
func TestCancel(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	r, err := Run(ctx, pilot(t, 100), Options{
		Seed: 10, Replications: 500, Workers: 2, Lean: true,
		Progress: func(done, _ int) {
			if done == 5 {
				stop()
			}
		},
	})
	if !errors.Is(err, context.Canceled) || r == nil {
		t.Fatalf("run %v, error %v", r != nil, err)
	}
	if n := r.Summary.Replications; n < 5 || n >= 500 {
		t.Errorf("%d replications", n)
	}
	whole := mustRun(t, pilot(t, 100), Options{Seed: 10, Replications: r.Summary.Replications, Workers: 1, Lean: true})
	if text(t, whole.Summary.Arms) != text(t, r.Summary.Arms) {
		t.Error("an interrupted run says something else than one that was that long from the start")
	}
	if !strings.HasPrefix(r.Summary.Interrupted, "interrupted after ") || whole.Summary.Interrupted != "" {
		t.Errorf("the run that was cut short says %q of it, the whole one %q", r.Summary.Interrupted, whole.Summary.Interrupted)
	}
}

// A run that is cut short after its last replication says what it lacks.
func TestCancelAfterReplications(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	r, err := Run(ctx, pilot(t, 50), Options{
		Seed: 10, Replications: 4, Workers: 2,
		Progress: func(done, _ int) {
			if done == 4 {
				stop()
			}
		},
	})
	if !errors.Is(err, context.Canceled) || r == nil {
		t.Fatalf("run %v, error %v", r != nil, err)
	}
	want := "interrupted after 4 replications of 4; not made: how much of a published effect is measurement; what other budgets would do"
	if r.Summary.Interrupted != want {
		t.Errorf("%q, want %q", r.Summary.Interrupted, want)
	}
}

// TestTrace: two arms of one person part at a draw that has a name; an arm and
// itself do not.
func TestTrace(t *testing.T) {
	s := pilot(t, 50)
	tr, err := TracePerson(s, Options{Seed: 1}, 0, 3, "usual", "diversion")
	if err != nil {
		t.Fatal(err)
	}
	if tr.FirstDifference == "" || len(tr.Lines) == 0 {
		t.Errorf("no difference found: %+v", tr)
	}
	t.Log(tr.FirstDifference)
	same, err := TracePerson(s, Options{Seed: 1}, 0, 3, "usual", "usual")
	if err != nil || same.FirstDifference != "" {
		t.Errorf("an arm differs from itself: %q, %v", same.FirstDifference, err)
	}
	for _, bad := range []struct {
		person int
		arm    string
	}{{50, "diversion"}, {-1, "diversion"}, {0, "nobody"}} {
		if _, err := TracePerson(s, Options{Seed: 1}, 0, bad.person, "usual", bad.arm); err == nil {
			t.Errorf("no error for person %d, arm %s", bad.person, bad.arm)
		}
	}
}

// TestSweep: a grid has its points, each with what a run at that point says.
func TestSweep(t *testing.T) {
	s := pilot(t, 100)
	axis, err := ParseAxis(s, "programme.budget=0:60_000:30_000")
	if err != nil || len(axis.Values) != 3 {
		t.Fatalf("%v, %v", axis, err)
	}
	words, err := ParseAxis(s, "programme.waiting_list=true,false")
	if err != nil {
		t.Fatal(err)
	}
	points := map[int]bool{}
	got := results.Absent()
	var difference results.Estimate
	o := Options{Seed: 2, Replications: 2, Workers: 2, Lean: true}
	err = Sweep(context.Background(), s, []Axis{axis, words}, o, func(r SweepRow) error {
		points[r.Point] = true
		if own := r.Arm == r.Comparator; own == r.Difference.Mean.Known() && r.Measure == Headline || r.Replications != 2 {
			t.Errorf("%s: a difference of %v from %s, of %d replications", r.Arm, r.Difference.Mean, r.Comparator, r.Replications)
		}
		if r.Point == 4 && r.Arm == "diversion" && r.Measure == "completion" {
			got = r.Mean
		}
		if r.Point == 4 && r.Arm == "diversion" && r.Measure == Headline {
			difference = r.Difference
		}
		return nil
	})
	if err != nil || len(points) != 6 {
		t.Fatalf("%d points, %v", len(points), err)
	}
	summary := mustRun(t, s, o).Summary
	if want := summary.Arms["diversion"]["completion"].Mean; got != want {
		t.Errorf("at the scenario's own point completion is %v, in a run %v", got, want)
	}
	if want := summary.Differences["diversion"][Headline]; difference.Mean != want.Mean || difference.MCSE != want.MCSE || !want.MCSE.Known() {
		t.Errorf("at the scenario's own point the difference is %v, in a run %v", difference, want)
	}
	for _, bad := range []string{"programme.budget", "programme.budjet=1:2:1", "programme.budget=2:1:1", "programme.budget=0:1:0", "programme.budget=a,b", "programme.scheme=0:1:1"} {
		if _, err := ParseAxis(s, bad); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
}

// A range takes what a list takes, and its steps reach its end; a comma in a number is
// not taken for one between two.
func TestParseAxis(t *testing.T) {
	s := pilot(t, 100)
	for text, want := range map[string][]float64{
		"programme.budget=£0:£120,000:£60_000":   {0, 60000, 120000},
		"programme.no_entry=0%:100%:50%":         {0, 0.5, 1},
		"programme.no_entry=0:1:0.25":            {0, 0.25, 0.5, 0.75, 1},
		"programme.no_entry=0:1:0.33333":         {0, 1.0 / 3, 2.0 / 3, 1},
		"programme.no_entry=0.5:0.5:0.1":         {0.5},
		"programme.budget=0, 100, 200":           {0, 100, 200},
		"programme.budget=0,£100,£200":           {0, 100, 200},
		"programme.budget=£60_000,60000.5,90000": {60000, 60000.5, 90000},
		"treatment.slots=600,900,1200":           {600, 900, 1200},
		"treatment.slots=100,200,300":            {100, 200, 300},
	} {
		a, err := ParseAxis(s, text)
		if err != nil || len(a.Values) != len(want) {
			t.Errorf("%s: %v, %v", text, a.Values, err)
			continue
		}
		for i, x := range want {
			if got := a.Values[i].Number(); got != x {
				t.Errorf("%s: value %d is %v, want %v", text, i+1, got, x)
			}
		}
	}
	for text, want := range map[string]string{
		"programme.budget=£60,000":             "£60,000 reads as 2 values, £60 and 000; write 60000 or 60_000",
		"programme.budget=0,60,000":            "60,000 reads as 2 values, 60 and 000; write 60000 or 60_000",
		"programme.budget=1,000,000,5":         "1,000,000 reads as 3 values, 1, 000 and 000; write 1000000 or 1_000_000",
		"treatment.slots=1,500":                "1,500 reads as 2 values, 1 and 500; write 1500 or 1_500",
		"programme.budget=0:100:30":            "0:100:30 stops at 90: a step of 25 or 33.3333 would",
		"programme.budget=0:100:150":           "0:100:150 stops at 0: a step of 100 would",
		"programme.no_entry=0:1:x":             `wanted proportion`,
		"programme.budget=0:unlimited:£10,000": "wanted from:to:step",
	} {
		if _, err := ParseAxis(s, text); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "again") {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

// TestUncoupled: arms that share less, and a comparator that runs a scheme,
// have no decomposition, and say so.
func TestUncoupled(t *testing.T) {
	for _, s := range []*scenarios.Scenario{
		pilot(t, 100, "engine.coupling=independent"),
		pilot(t, 100, "programme.scheme=outcome-22"),
	} {
		r := mustRun(t, s, Options{Seed: 11, Replications: 2, Workers: 1})
		for name, d := range r.Summary.Decomposition {
			if d.HeadlineMinusBaseline.Known() || d.Selection.Known() {
				t.Errorf("%s has parts", name)
			}
		}
		if !slices.ContainsFunc(r.Summary.Warnings, func(w results.Warning) bool { return w.Code == "PAIRS" }) {
			t.Error("no warning that the headline has no parts")
		}
	}
}

// TestClockTerm: where the headline counts from the disposal, the clock is a
// part of it, and the parts make the whole. On the clock of the contact it is
// nothing. Spans are held against each other on the clock of the contact whatever that
// of the headline is.
func TestClockTerm(t *testing.T) {
	var twelve []results.Number
	var spans []string
	for _, clock := range []string{"contact", "disposal"} {
		run := mustRun(t, pilot(t, 1000, "index.clock="+clock), Options{Replications: 3, Seed: 9})
		d := run.Summary.Decomposition["diversion"]
		if sum := d.Selection + d.Causal + d.Measurement + d.Clock; math.Abs(float64(sum-d.HeadlineMinusBaseline)) > 1e-12 {
			t.Errorf("%s: the parts sum to %v, not %v", clock, sum, d.HeadlineMinusBaseline)
		}
		if _, there := d.Estimates["clock"]; there != (clock == "disposal") || (d.Clock != 0) != there {
			t.Errorf("%s: the clock is %v, and a part: %v", clock, d.Clock, there)
		}
		text, err := json.Marshal([]any{run.Summary.Horizons, run.Summary.SixMonths})
		if err != nil {
			t.Fatal(err)
		}
		spans = append(spans, string(text))
		for _, n := range run.Summary.Naive {
			if n.Name == "six_for_twelve" {
				twelve = append(twelve, n.Truth.Mean)
			}
		}
	}
	if len(twelve) != 2 || twelve[0] != twelve[1] {
		t.Errorf("six months are held against %v", twelve)
	}
	if spans[0] != spans[1] {
		t.Errorf("the spans are %s and %s", spans[0], spans[1])
	}
}
