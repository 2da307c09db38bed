package threshold

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"diversim/scenarios"
	"diversim/sim/estimate"
)

// planted asks for the budget in testdata/planted.yaml at other settings.
//
// With a budget of £100·k the scheme takes k of 1,500 people, who never reoffend; each
// of the others does not with probability b = e^(−0.643) = 0.5257, independently. So
// P(at least 1,200 without) = P(Bin(1500−k, b) >= 1200−k), which TestPlantedAnswer
// shows to reach 0.9 at k = 900 and not at 899: £90,000 exactly.
func planted(t *testing.T, assurance float64, o Options, set ...string) Row {
	t.Helper()
	s, err := scenarios.Load("testdata/planted.yaml", scenarios.Overrides{Set: set})
	if err != nil {
		t.Fatal(err)
	}
	a := &Ask{
		Scenario: s, Arm: "diversion", Budget: Range{Key: budgetKey, From: 0, To: 240_000},
		Target: Target{Measure: "non_reoffending_12m_latent", AtLeast: 0.8, Assurance: assurance}, Options: o,
	}
	rows, err := Answer(context.Background(), a, []string{"T4"})
	if err != nil {
		t.Fatal(err)
	}
	if rows[0].Method != Simulated || rows[0].Question != "T4" {
		t.Fatalf("wanted the simulated answer to T4 first; got %+v", rows[0])
	}
	return rows[0]
}

func TestPlantedAnswer(t *testing.T) {
	b := math.Exp(-0.643)
	chance := func(taken int) float64 { return estimate.BinomialUpperTail(1500-taken, 1200-taken, b) }
	if !(chance(899) < 0.9 && chance(900) >= 0.9) {
		t.Fatalf("the target is met with chances %v and %v at 899 and 900 people: the world does not need £90,000", chance(899), chance(900))
	}
	for _, seed := range []uint64{1} {
		r := planted(t, 0.9, Options{Seed: seed, Workers: 2, Replications: 200})
		if r.Verdict != Feasible || !(r.Low <= 90_000 && 90_000 <= r.High) {
			t.Errorf("seed %d: wanted £90,000 between the ends; got %s, %v (%v to %v)", seed, r.Verdict, r.Answer, r.Low, r.High)
		}
		if r.High-r.Low > 3_000 || !(r.Low <= r.Answer && r.Answer <= r.High) {
			t.Errorf("seed %d: wanted ends within £3,000 around the answer; got %v (%v to %v)", seed, r.Answer, r.Low, r.High)
		}
		if r.Comparator != 0 || r.AsStated != 0 {
			t.Errorf("seed %d: wanted no chance at £60,000 or without the scheme; got %v and %v", seed, r.AsStated, r.Comparator)
		}
	}
}

// Where whoever is not taken reoffends for sure, 1,200 offers at £75 are needed and
// nothing is left to chance but the step of the search.
func TestPlantedAnswerWithoutChance(t *testing.T) {
	o := Options{Seed: 1, Workers: 2, Replications: 40, Step: 1.0 / 4800}
	r := planted(t, 0.9, o, "offending.sanctioned_rate=0.00003", "programme.cost.offer=75")
	if step := 240_000 * o.Step; r.Verdict != Feasible || r.Tolerance != step || r.Answer < 90_000 || r.Answer > 90_000+step || r.Low >= 90_000 {
		t.Errorf("wanted £90,000 within a step of %v; got %s, %v (%v to %v, step %v)", step, r.Verdict, r.Answer, r.Low, r.High, r.Tolerance)
	}
}

// Words stand where a number would mislead.
func TestVerdicts(t *testing.T) {
	o := Options{Seed: 1, Workers: 2, Replications: 40}
	for _, c := range []struct {
		what string
		set  []string
		want Verdict
	}{
		{"an offer that does nothing", []string{"effect.phase.completed=1"}, Infeasible},
		{"an offer that makes half of them reoffend", []string{"effect.phase.completed=0.5"}, Infeasible},
		{"hardly anybody reoffends", []string{"offending.sanctioned_rate=0.00000001"}, MetWithoutDiversion},
		{"offers that need no money", []string{"programme.budget_policy=overspend"}, MetWithoutMoney},
		// The comparator's chance is 0.92; 40 cohorts are sure of 0.9 where all meet it: 4% of seeds.
		{"hardly anybody may be enough", []string{"programme.budget_policy=overspend", "offending.sanctioned_rate=0.0000002044"}, MetWithoutMoney},
	} {
		r := planted(t, 0.9, o, c.set...)
		if r.Verdict != c.want || !math.IsNaN(r.Answer) || !math.IsNaN(r.Low) || !math.IsNaN(r.High) {
			t.Errorf("%s: wanted %s and no number; got %s, %v (%v to %v)", c.what, c.want, r.Verdict, r.Answer, r.Low, r.High)
		}
		if math.IsNaN(r.Comparator) || math.IsNaN(r.Probability) {
			t.Errorf("%s: wanted the chance and the comparator's beside it; got %v and %v", c.what, r.Probability, r.Comparator)
		}
		if want := fmt.Sprintf("the chance is %.1f%% (", 100*r.Probability); c.want == Infeasible && !strings.Contains(r.Note, want) {
			t.Errorf("%s: wanted %q, as the columns have it; got %q", c.what, want, r.Note)
		}
	}
	// Few cohorts cannot tell 0.9 from certain.
	if r := planted(t, 0.99, Options{Seed: 1, Workers: 2, Replications: 40}); r.Verdict != Feasible || !math.IsNaN(r.High) {
		t.Errorf("wanted no upper end where 40 cohorts cannot settle 0.99; got %s, %v (%v to %v)", r.Verdict, r.Answer, r.Low, r.High)
	}
}

func TestHigherAssuranceNeedsNoLess(t *testing.T) {
	o := Options{Seed: 4, Workers: 2, Replications: 40}
	last := 0.0
	for _, assurance := range []float64{0.2, 0.5, 0.9, 0.95} {
		r := planted(t, assurance, o)
		if r.Verdict != Feasible || r.Answer < last {
			t.Errorf("wanted at least £%v at an assurance of %v; got %s, %v", last, assurance, r.Verdict, r.Answer)
		}
		last = r.Answer
	}
}

func TestWorkersChangeNothing(t *testing.T) {
	one := fmt.Sprint(planted(t, 0.9, Options{Seed: 5, Workers: 1, Replications: 20}))
	if three := fmt.Sprint(planted(t, 0.9, Options{Seed: 5, Workers: 3, Replications: 20})); one != three {
		t.Errorf("wanted the same for any number of workers; got\n%s\n%s", one, three)
	}
}

// Where no contact is needed the process has to be paid for, unless it costs nothing.
func TestProcessAlone(t *testing.T) {
	for _, c := range []struct {
		simulated     Verdict
		process, most float64
		want          Verdict
	}{
		{Feasible, 28_000, 240_000, Feasible},
		{Feasible, 28_000, 20_000, NotResolved},
		{MetWithoutMoney, 0, 240_000, MetWithoutMoney},
		{MetWithoutDiversion, 28_000, 240_000, MetWithoutDiversion},
	} {
		r := blank()
		if r.processAlone(c.simulated, c.process, c.most); r.Verdict != c.want || (r.High == c.process) != (c.want == Feasible) {
			t.Errorf("£%v of £%v, simulated %s: wanted %s; got %s, at most %v", c.process, c.most, c.simulated, c.want, r.Verdict, r.High)
		}
	}
}
