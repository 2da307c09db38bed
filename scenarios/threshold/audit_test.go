package threshold

import (
	"context"
	"math"
	"strings"
	"testing"

	"diversim/scenarios"
	"diversim/sim/estimate"
)

// The arithmetic of a claim of 80% of 1,500 people, exactly (oracle P27).
func TestClaimArithmetic(t *testing.T) {
	e := &examined{Audit: Audit{Claim: Claim{AtLeast: 0.8, People: 1500}, FalsePass: 0.05}, apart: 0.01}
	if got := e.needed(); got != 1200 {
		t.Errorf("wanted 1,200 people; got %d", got)
	}
	for rate, want := range map[float64]float64{0.78: 0.032, 0.80: 0.515, 0.82: 0.979} {
		if got, _ := e.passes(rate, e.apart); math.Abs(got-want) > 0.0005 {
			t.Errorf("a pass at %v: wanted %v; got %v", rate, want, got)
		}
	}
	if _, got := e.passes(0.82, e.apart); math.Abs(got-0.71) > 0.005 {
		t.Errorf("a pass at 0.82 where places differ: wanted 0.71; got %v", got)
	}
	r := e.rateNeeded(0.95)
	if math.Abs(r.Sampling-0.816) > 0.0005 {
		t.Errorf("the rate for an assurance of 95%%: wanted 0.816; got %v", r.Sampling)
	}
	if _, pass := e.passes(r.Between, e.apart); math.Abs(pass-0.95) > 1e-6 || !(r.Between > r.Sampling) {
		t.Errorf("where places differ: wanted a higher rate, with a chance of 0.95; got %v with %v", r.Between, pass)
	}
}

// Where an assurance is low a rate below the target is enough; where everybody has to
// be without reoffending, 0.98^n is at most 5% from 149 people on.
func TestClaimAtTheEdges(t *testing.T) {
	e := &examined{Audit: Audit{Claim: Claim{AtLeast: 0.8, People: 1500}, FalsePass: 0.05}, apart: 0.01}
	r := e.rateNeeded(0.1)
	if _, pass := e.passes(r.Between, e.apart); math.Abs(pass-0.1) > 1e-6 || !(r.Between < r.Sampling) {
		t.Errorf("wanted a rate below %v with a chance of 0.1; got %v with %v", r.Sampling, r.Between, pass)
	}
	if r := e.size("", "", group{1, 0}, group{0.98, 0}, 0.9); r.Sampling != 149 {
		t.Errorf("wanted 149 people; got %v", r.Sampling)
	}
}

// Where no scheme runs no effect of one makes places differ.
func TestPlacesWithoutSchemes(t *testing.T) {
	people := 60
	without := func(between string) (comparator, arm AuditRow) {
		s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people, Set: []string{"effect.between_forces=" + between}})
		if err != nil {
			t.Fatal(err)
		}
		a := &Ask{
			Scenario: s, Arm: "diversion", Options: Options{Seed: 2, Workers: 2, Replications: 5},
			Target: Target{Measure: "non_reoffending_12m_proven", AtLeast: 0.8, Assurance: 0.9},
		}
		rows, err := Examine(context.Background(), a, Audit{Claim: Claim{0.8, 1500}, Correlation: math.NaN(), FalsePass: 0.05, Draws: 2})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			switch r.Quantity {
			case "pass_comparator":
				comparator = r
			case "pass_arm":
				arm = r
			}
		}
		return comparator, arm
	}
	none, armOfNone := without("0")
	much, armOfMuch := without("0.4")
	if none.Between != much.Between || armOfNone.Between == armOfMuch.Between {
		t.Errorf("wanted the arm's places alone to differ by effects; got %v and %v, under the comparator %v and %v",
			armOfNone.Between, armOfMuch.Between, none.Between, much.Between)
	}
}

// From the number of people found on a count tells the rates apart, one fewer does not,
// and no number below the first does; where places differ by more than the rates, no
// number is enough.
func TestPeopleNeeded(t *testing.T) {
	e := &examined{Audit: Audit{Claim: Claim{AtLeast: 0.8, People: 1500}, FalsePass: 0.05}, comparator: 0.735}
	r := e.size("", "", group{0.80, 0}, group{0.78, 0}, 0.9)
	told := func(n int) bool { // counts beyond a tenth of the share in the middle are sure of one or the other
		for k := n * 7 / 10; k <= n*9/10; k++ {
			if estimate.BinomialUpperTail(n, k, 0.80) >= 0.9 && estimate.BinomialUpperTail(n, k, 0.78) <= 0.05 {
				return true
			}
		}
		return false
	}
	if r.First != 3564 || r.Sampling != 3644 || !strings.Contains(r.Note, "from 3,644 people on") {
		t.Errorf("wanted 80%% and 78%% told apart first by 3,564 people and always from 3,644 on; got %d and %v, %s", r.First, r.Sampling, r.Note)
	}
	for n := 3550; n < 3700; n++ {
		if got := told(n); n < r.First && got || (n == r.First || n >= int(r.Sampling)) && !got || n == int(r.Sampling)-1 && got {
			t.Errorf("%d people: told apart is %v", n, got)
		}
	}
	// Without places that differ the normal law, for which counts need not be whole, says about the first.
	if math.Abs(r.Between/float64(r.First)-1) > 0.005 || r.Verdict != "" {
		t.Errorf("wanted about %v people by the normal law; got %v, %s", r.First, r.Between, r.Verdict)
	}
	if r := e.size("", "", group{0.80, 0.01}, group{0.78, 0.01}, 0.9); r.Verdict != Infeasible || !math.IsNaN(r.Between) {
		t.Errorf("wanted infeasible where places differ by 4 points; got %s, %v", r.Verdict, r.Between)
	}
	if r := e.size("", "", group{0.78, 0.01}, group{0.80, 0.01}, 0.9); r.Verdict != Infeasible || !math.IsNaN(r.Sampling) {
		t.Errorf("wanted infeasible where the first rate is the lower; got %s, %v", r.Verdict, r.Sampling)
	}
}

// The scan finds what every number of people, tried one by one with exact tails, says,
// up to the number from which on there is no need to try.
func TestTelling(t *testing.T) {
	for _, c := range []struct{ high, low, assurance, falsePass float64 }{
		{0.8, 0.6, 0.9, 0.05}, {0.3, 0.1, 0.99, 0.01}, {0.95, 0.8, 0.5, 0.2}, {1, 0.9, 0.9, 0.05}, {0.2, 0, 0.9, 0.05}, {0.8, 0.75, 0.1, 0.3},
	} {
		first, always := telling(c.high, c.low, c.assurance, c.falsePass)
		enough := int(enoughPeople(math.Min(c.high, 1-1e-15), math.Max(c.low, 1e-15), c.assurance, c.falsePass))
		wantFirst, wantAlways := 0, 1
		for n := 1; n <= enough+100; n++ {
			count := 0
			for estimate.BinomialUpperTail(n, count+1, c.high) >= c.assurance {
				count++
			}
			switch tells := estimate.BinomialUpperTail(n, count, c.low) <= c.falsePass; {
			case !tells:
				wantAlways = n + 1
			case wantFirst == 0:
				wantFirst = n
			}
		}
		if first != wantFirst || always != wantAlways || always > enough {
			t.Errorf("%+v: wanted %d and %d people, at most %d; got %d and %d", c, wantFirst, wantAlways, enough, first, always)
		}
	}
	if first, always := telling(0.5, 0.5-1e-6, 0.9, 0.05); first != 0 || always != 0 {
		t.Errorf("wanted no number where it is beyond what is searched; got %d and %d", first, always)
	}
}

// Each layer says what it is of, and no row is without the comparator.
func TestAudit(t *testing.T) {
	people := 100
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people})
	if err != nil {
		t.Fatal(err)
	}
	audit := func(workers int) map[string]AuditRow {
		a := &Ask{
			Scenario: s, Arm: "diversion", Options: Options{Seed: 2, Workers: workers, Replications: 10},
			Target: Target{Measure: "non_reoffending_12m_proven", AtLeast: 0.8, Assurance: 0.9},
		}
		rows, err := Examine(context.Background(), a, Audit{Claim: Claim{0.8, 1500}, Correlation: math.NaN(), FalsePass: 0.05, Draws: 10})
		if err != nil {
			t.Fatal(err)
		}
		by := map[string]AuditRow{}
		for _, r := range rows {
			if math.IsNaN(r.Comparator) {
				t.Errorf("%s: wanted the comparator's rate", r.Quantity)
			}
			by[r.Quantity] = r
		}
		return by
	}
	rows, again := audit(1), audit(3)
	pass, wrong, met := rows["pass_arm"], rows["false_pass"], rows["true_rate_met"]
	fail := rows["false_fail"]
	for layer, x := range map[string][4]float64{
		"places": {pass.Between, wrong.Between, fail.Between, met.Between}, "inputs": {pass.Parameters, wrong.Parameters, fail.Parameters, met.Parameters},
	} {
		if right := x[0] - x[1]; right < 0 || math.Abs(right+x[2]-x[3]) > 1e-6 {
			t.Errorf("%s: wanted true passes and false fails to make the chance of a true rate at the target, %v; got %v and %v", layer, x[3], right, x[2])
		}
	}
	// Places whose own rate is at the target pass rightly, though the mean is below it.
	if !(rows["false_pass"].Between < 0.5*pass.Between) || !(met.Between > 0) {
		t.Errorf("wanted most passes to be of places at the target; got %v of %v", rows["false_pass"].Between, pass.Between)
	}
	if pass.Between == pass.Sampling || rows["pass_comparator"].Parameters >= pass.Parameters {
		t.Errorf("wanted layers that differ and the comparator less likely; got %+v and %+v", pass, rows["pass_comparator"])
	}
	for quantity, r := range rows {
		o := again[quantity]
		for k, x := range []float64{r.Sampling, r.Between, r.Parameters} {
			if y := []float64{o.Sampling, o.Between, o.Parameters}[k]; x != y && !math.IsNaN(x) {
				t.Errorf("%s: wanted the same for any number of workers; got %v and %v", quantity, x, y)
			}
		}
	}
}
