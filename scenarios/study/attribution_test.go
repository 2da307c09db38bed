package study

import (
	"context"
	"math"
	"strings"
	"testing"

	"diversim/scenarios"
)

// recorded runs a scenario in full, as a results directory would keep it.
func recorded(t *testing.T, s *scenarios.Scenario, o Options) Recorded {
	t.Helper()
	return Recorded{Name: s.Name, Version: "test", Scenario: s, Summary: mustRun(t, s, o).Summary}
}

func attributed(t *testing.T, a, b Recorded, o AttributionOptions) *Attribution {
	t.Helper()
	o.Workers = 2
	r, err := Attribute(context.Background(), a, b, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestOneChange: a single input that differs is all of the change, to the bit.
func TestOneChange(t *testing.T) {
	o := Options{Seed: 3, Replications: 6, Workers: 2}
	a := recorded(t, pilot(t, 200).WithArms("usual", "diversion"), o)
	b := recorded(t, pilot(t, 200, "programme.budget=£5_000").WithArms("usual", "diversion"), o)
	r := attributed(t, a, b, AttributionOptions{Arm: "diversion", Measures: []string{"cost_programme", "completion"}})
	if len(r.Rows) != 2 || r.Runs != 2 {
		t.Fatalf("%+v", r)
	}
	for m, row := range r.Rows {
		want := float64(b.Summary.Arms["diversion"][row.Measure].Mean) - float64(a.Summary.Arms["diversion"][row.Measure].Mean)
		if row.Name != "programme.budget" || row.Change != want || row.Change == 0 || row.Share != 1 || r.Totals[m].Change != want || !(row.MCSE > 0) {
			t.Errorf("%+v, the change is %v", row, want)
		}
	}
}

// TestSeveralChanges: shares sum to the change, an input without any effect on the
// measure gets exactly 0, and the other way round every change is the opposite.
func TestSeveralChanges(t *testing.T) {
	o := Options{Seed: 4, Replications: 5, Workers: 2, Lean: true}
	a := recorded(t, pilot(t, 200).WithArms("usual", "diversion"), o)
	b := recorded(t, pilot(t, 200, "programme.budget=£30_000", "court.delay=1y", "values.qaly=£10_000").WithArms("usual", "diversion"), o)
	for _, difference := range []bool{false, true} {
		options := AttributionOptions{Measures: []string{"reoffending_12m_proven", "cost_public", "completion"}, Difference: difference}
		there, back := attributed(t, a, b, options), attributed(t, b, a, options)
		if there.Arm != "diversion" || len(there.Differences) != 3 || there.Runs != 8 {
			t.Fatalf("%+v", there)
		}
		sums := map[string]float64{}
		for k, row := range there.Rows {
			sums[row.Measure] += row.Change
			if row.Name == "values.qaly" && row.Change != 0 {
				t.Errorf("the value of a QALY changes %s by %v", row.Measure, row.Change)
			}
			if math.Abs(row.Change+back.Rows[k].Change) > 1e-9*(1+math.Abs(row.Change)) {
				t.Errorf("%+v there, %+v back", row, back.Rows[k])
			}
		}
		for _, total := range there.Totals {
			if math.Abs(sums[total.Measure]-total.Change) > 1e-12*(1+math.Abs(total.Change)) || total.Change == 0 {
				t.Errorf("%s: shares sum to %v, the change is %v", total.Measure, sums[total.Measure], total.Change)
			}
		}
		sampled := attributed(t, a, b, AttributionOptions{Measures: options.Measures, Difference: difference, Orders: 6})
		for k, row := range sampled.Rows {
			if sampled.Orders != 6 || math.Abs(row.Change-there.Rows[k].Change) > 6*row.SamplingSE+0.2*math.Abs(there.Rows[k].Change)+1e-12 {
				t.Errorf("sampled %+v, exactly %+v", row, there.Rows[k])
			}
		}
	}
}

// TestStatedInsteadOfDrawn: where inputs are drawn, to state one at the value it has
// anyway is a difference.
func TestStatedInsteadOfDrawn(t *testing.T) {
	o := Options{Seed: 4, Replications: 2, Workers: 2, Draw: true, Lean: true}
	a := recorded(t, pilot(t, 100).WithArms("usual", "diversion"), o)
	in, _ := a.Scenario.Registry("usual").Lookup("programme.cost.session")
	b := recorded(t, pilot(t, 100, in.Key+"="+in.Current.String()).WithArms("usual", "diversion"), o)
	r := attributed(t, a, b, AttributionOptions{Measures: []string{"cost_programme"}})
	if len(r.Rows) != 1 || r.Rows[0].Name != in.Key || r.Rows[0].From != "drawn" || r.Rows[0].Share != 1 {
		t.Errorf("%+v", r.Rows)
	}
}

// TestComparatorOfDrawnRuns: the comparator by itself is made again with the draws
// that the headline arm was consistent with, and differs from itself in nothing.
func TestComparatorOfDrawnRuns(t *testing.T) {
	o := Options{Seed: 1, Replications: 20, Workers: 2, Draw: true, Lean: true}
	a := recorded(t, pilot(t, 40).WithArms("usual", "diversion"), o)
	if !(a.Summary.Draws.Rejected > 0) {
		t.Fatal("wanted draws that are set aside; none is")
	}
	if r := attributed(t, a, a, AttributionOptions{Arm: "usual", Measures: []string{"reoffending_12m_proven"}}); len(r.Rows) != 0 {
		t.Errorf("%+v", r.Rows)
	}
}

// TestOtherDifferences: seed, replications, people and whether inputs are drawn are
// differences with a name; runs that differ in nothing have none.
func TestOtherDifferences(t *testing.T) {
	a := recorded(t, pilot(t, 100).WithArms("usual", "diversion"), Options{Seed: 5, Replications: 3, Workers: 2})
	b := recorded(t, pilot(t, 150).WithArms("usual", "diversion"), Options{Seed: 6, Replications: 4, Workers: 2, Draw: true})
	r := attributed(t, a, b, AttributionOptions{})
	var names []string
	sum := 0.0
	for _, row := range r.Rows {
		names = append(names, row.Name)
		sum += row.Change
		if !math.IsNaN(row.MCSE) {
			t.Errorf("an error of what is not on the same replications: %+v", row)
		}
	}
	if got := strings.Join(names, " "); !strings.HasPrefix(got, "seed replications draws people") || math.Abs(sum-r.Totals[0].Change) > 1e-12 {
		t.Errorf("%s, sum %v of %v", got, sum, r.Totals[0].Change)
	}
	if same := attributed(t, a, a, AttributionOptions{}); len(same.Rows) != 0 || same.Totals[0].Change != 0 {
		t.Errorf("a run against itself: %+v", same)
	}
}

// TestRunsThatCannotBeExplained: a run that does not come out again as recorded, and
// runs without the arm or with other comparators.
func TestRunsThatCannotBeExplained(t *testing.T) {
	o := Options{Seed: 5, Replications: 3, Workers: 2, Lean: true}
	a := recorded(t, pilot(t, 100).WithArms("usual", "diversion"), o)
	other := recorded(t, pilot(t, 100, "court.delay=1y").WithArms("usual", "diversion"), o)
	e := other.Summary.Arms["diversion"]["reoffending_12m_proven"]
	e.Mean += 0.001
	other.Summary.Arms["diversion"]["reoffending_12m_proven"] = e
	charge := recorded(t, pilot(t, 100).WithArms("usual", "charge"), o)
	for _, c := range []struct {
		b    Recorded
		arm  string
		says string
	}{
		{other, "", "cannot be made again"},
		{charge, "diversion", `has no arm "diversion"`},
		{charge, "", `has no arm "charge"`},
	} {
		if _, err := Attribute(context.Background(), a, c.b, AttributionOptions{Arm: c.arm}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("want %q, got %v", c.says, err)
		}
	}
}
