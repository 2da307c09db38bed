package threshold

import (
	"context"
	"math"
	"strings"
	"testing"

	"diversim/scenarios"
	"diversim/sim/estimate"
)

func ask(t *testing.T, file string, people, replications int, question string) []Row {
	t.Helper()
	o := scenarios.Overrides{}
	if people > 0 {
		o.People = &people
	}
	s, err := scenarios.Load(file, o)
	if err != nil {
		t.Fatal(err)
	}
	a := &Ask{
		Scenario: s, Arm: "diversion", Limits: DefaultLimits(), Budget: Range{Key: budgetKey, To: 240_000},
		Target: Target{Measure: "non_reoffending_12m_latent", AtLeast: 0.8, Assurance: 0.9}, Options: Options{Seed: 1, Workers: 2, Replications: replications},
	}
	rows, err := Answer(context.Background(), a, []string{question})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Question != question || r.Words == "" || r.Arm == "" || r.Verdict == "" {
			t.Errorf("wanted a question, words, an arm and a verdict; got %+v", r)
		}
	}
	return rows
}

// In the planted world, where people are alike, the effect needed is the ratio of the
// logarithms of the rates.
func TestNeededEffectInClosedForm(t *testing.T) {
	rows := ask(t, "testdata/planted.yaml", 0, 40, "T3")
	r := rows[len(rows)-1]
	want := math.Log(estimate.RateForAssurance(1500, 1200, 0.9)) / -0.643
	if r.Method != Analytic || r.Verdict != Feasible || math.Abs(r.Answer-want) > 0.01 {
		t.Errorf("wanted a hazard ratio of %.3f; got %s, %v", want, r.Verdict, r.Answer)
	}
}

// Whether any effect is needed is said of a hazard ratio with its error, not of a mean.
func TestNeededEffectWithinItsError(t *testing.T) {
	for _, c := range []struct {
		ratio, low, high float64
		want             Verdict
	}{
		{0.9, 0.85, 0.95, Feasible},
		{0.99, 0.95, 1.03, NotResolved},
		{1.01, 0.97, 1.05, NotResolved},
		{1.1, 1, 1.2, MetWithoutDiversion},
		{0.2, 0, math.Inf(1), NotResolved},
		{0.9, math.NaN(), math.NaN(), NotResolved},
	} {
		r := blank()
		if r.needs(c.ratio, c.low, c.high); r.Verdict != c.want || math.IsNaN(r.Answer) == (c.want == Feasible) {
			t.Errorf("%v (%v to %v): wanted %s; got %s, %v", c.ratio, c.low, c.high, c.want, r.Verdict, r.Answer)
		}
	}
}

// Of a few cohorts of one person little is known: no end of an interval is on the wrong
// side of the other, and nothing that is not known is said as a number.
func TestQuestionsOfLittle(t *testing.T) {
	for _, question := range []string{"T1", "T2", "T3", "T8"} {
		for _, replications := range []int{2, 3} {
			for _, r := range ask(t, "west-midlands-pilot", 1, replications, question) {
				if r.Low > r.High || r.Answer < r.Low || r.Answer > r.High || strings.Contains(r.Note, "NaN") || strings.Contains(r.Note, "Inf") {
					t.Errorf("%s, %s, of %d: %s, %v (%v to %v): %s", question, r.Method, replications, r.Verdict, r.Answer, r.Low, r.High, r.Note)
				}
			}
		}
	}
}

// An effect of the arm as strong as the answer says meets the target, one weaker by a
// step of the search does not in as many cohorts.
func TestNeededEffectOnTheSimulator(t *testing.T) {
	met := func(value float64, cohorts []int) ([]bool, error) {
		all := make([]bool, len(cohorts))
		for k, c := range cohorts { // cohort c meets it from −0.4 − c/100 to −3: no stronger effect helps
			all[k] = value <= -0.4-float64(c)/100 && value >= -3
		}
		return all, nil
	}
	s := &search{meets: met}
	b, err := s.smallest(0.5, 0, strongest, effectsBetween, 10, 100, 0.001)
	if err != nil {
		t.Fatal(err)
	}
	if want := -0.4 - 0.49; b.verdict != Feasible || b.answer > want || b.answer < want-0.001 {
		t.Errorf("wanted %v; got %s, %v", want, b.verdict, b.answer)
	}
	if !(b.high < b.answer && b.answer < b.low) {
		t.Errorf("wanted ends around the answer; got %v and %v around %v", b.low, b.high, b.answer)
	}
	if s.falls() == "" {
		t.Error("wanted to hear that the strongest effect is worse")
	}
	if all := 5 * 100; s.simulate > 2*all {
		t.Errorf("wanted cohorts run only where they may differ; got %d", s.simulate)
	}
}

// The places found keep within the limits, and one place fewer does not.
func TestCapacity(t *testing.T) {
	rows := ask(t, "west-midlands-pilot", 300, 4, "T6")
	if len(rows) != 2 || rows[0].Verdict != Found || rows[1].Verdict != Found {
		t.Fatalf("wanted two answers; got %+v", rows)
	}
	if rows[0].Answer < rows[1].Answer {
		t.Errorf("wanted more places where nobody waits; got %v and %v", rows[0].Answer, rows[1].Answer)
	}
	for _, r := range rows {
		if !(r.Low <= r.Answer && r.Answer <= r.High && r.Low < r.High) {
			t.Errorf("wanted a range for the error of the load; got %v (%v to %v)", r.Answer, r.Low, r.High)
		}
	}
}

// In the planted world the pilot's money stops all offending of 600 in 1,500, so that
// a rise by 1/0.6 among everybody makes up for it.
func TestLostDeterrence(t *testing.T) {
	r := ask(t, "testdata/planted.yaml", 0, 10, "T9")[0]
	if r.Verdict != Found || math.Abs(r.Answer-1/0.6) > 0.05 || !(r.Low < 1/0.6 && 1/0.6 < r.High) {
		t.Errorf("wanted a multiplier of %.3f; got %s, %v (%v to %v)", 1/0.6, r.Verdict, r.Answer, r.Low, r.High)
	}
}

// Whether there is a gain to cancel, or a sanction lost, is said of a ratio with its error.
func TestLostDeterrenceWithinItsError(t *testing.T) {
	for _, c := range []struct {
		mean, mcse float64
		want       Verdict
	}{
		{0.9, 0.01, Found},
		{0.99, 0.01, NotResolved},
		{1.01, 0.01, NotResolved},
		{1.03, 0.01, NoTippingPoint},
		{1, 0, NoTippingPoint},
		{0, 0, NoTippingPoint},
		{0.9, math.NaN(), NotResolved},
	} {
		r, e := blank(), blank()
		r.cancels(estimate.Interval{Mean: c.mean, MCSE: c.mcse})
		e.elasticity(estimate.Interval{Mean: 0.9, MCSE: 0.01}, estimate.Interval{Mean: c.mean, MCSE: c.mcse})
		for _, got := range []Row{r, e} {
			if got.Verdict != c.want || math.IsNaN(got.Answer) == (c.want == Found) {
				t.Errorf("%v ± %v: wanted %s; got %s, %v", c.mean, c.mcse, c.want, got.Verdict, got.Answer)
			}
		}
	}
}

// The elasticity's error is that of a function of two independent means: checked by its
// slopes.
func TestElasticityCarriesBothErrors(t *testing.T) {
	reoffences, left := estimate.Interval{Mean: 0.9, MCSE: 0.004}, estimate.Interval{Mean: 0.7, MCSE: 0.003}
	of := func(ratio, left float64) float64 { return math.Log(ratio) / math.Log(left) }
	const h = 1e-6
	want := math.Hypot((of(0.9+h, 0.7)-of(0.9-h, 0.7))/(2*h)*reoffences.MCSE, (of(0.9, 0.7+h)-of(0.9, 0.7-h))/(2*h)*left.MCSE)
	r := blank()
	r.elasticity(reoffences, left)
	if math.Abs(r.Answer-of(0.9, 0.7)) > 1e-12 || math.Abs(r.MCSE/want-1) > 1e-6 {
		t.Errorf("wanted %v ± %v; got %v ± %v", of(0.9, 0.7), want, r.Answer, r.MCSE)
	}
	if !(r.Low < r.Answer && r.Answer < r.High) || math.Abs(math.Log(r.High/r.Low)*r.Answer/4/want-1) > 1e-6 {
		t.Errorf("wanted two errors on either side; got %v (%v to %v)", r.Answer, r.Low, r.High)
	}
}

// Where forces follow each other alone, chance makes the last of them later than the
// logistic law has it, and an arm that the process leaves alone never gets there.
func TestNational(t *testing.T) {
	s, err := scenarios.Load("spread", scenarios.Overrides{Set: []string{"adoption.imitation=0"}})
	if err != nil {
		t.Fatal(err)
	}
	a := &Ask{Scenario: s, Arm: "contagion", Target: Target{Assurance: 0.9}, Options: Options{Seed: 1, Replications: 100}}
	rows, err := Answer(context.Background(), a, []string{"T7"})
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]Row{}
	for _, r := range rows {
		by[r.Arm+" "+r.Method] = r
	}
	contagion, law := by["contagion "+Simulated], by["contagion "+Analytic]
	if contagion.Verdict != Feasible || !(contagion.Low <= contagion.Answer && contagion.Answer <= contagion.High) || contagion.Answer <= law.Answer {
		t.Errorf("wanted years between their ends, beyond the logistic law's; got %+v and %+v", contagion, law)
	}
	if r := by["imitation "+Simulated]; r.Verdict != Infeasible || !math.IsNaN(r.Answer) {
		t.Errorf("wanted infeasible where nothing brings forces to it; got %+v", r)
	}
	if r := by["steer "+Simulated]; r.Answer != 3 {
		t.Errorf("wanted the date of the steer, 3 years; got %+v", r)
	}
}

// Where the 90th of a hundred runs gets there by chance alone, it is not resolved; the
// logistic law speaks of no arm in which schemes end.
func TestNationalWithinItsError(t *testing.T) {
	s, err := scenarios.Load("spread", scenarios.Overrides{Set: []string{"adoption.imitation=0", "adoption.contagion=0.05 per year", "adoption.spontaneous=0.01 per year"}})
	if err != nil {
		t.Fatal(err)
	}
	a := &Ask{Scenario: s, Arm: "contagion", Target: Target{Assurance: 0.9}, Options: Options{Seed: 1, Replications: 60}}
	rows, err := Answer(context.Background(), a, []string{"T7"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		switch {
		case r.Arm == "contagion" && r.Method == Simulated:
			if r.Verdict != NotResolved || !math.IsNaN(r.Answer) || !(r.Low > 50 && r.Low < 100) {
				t.Errorf("wanted it not resolved from some year on; got %s, %v (%v to %v)", r.Verdict, r.Answer, r.Low, r.High)
			}
		case r.Arm == "cliff-edge" && r.Method == Analytic:
			t.Errorf("wanted no logistic law where schemes end; got %+v", r)
		}
	}
}

// Of completers the closed forms know neither the number nor the rate without the scheme.
func TestCompletersHaveNoClosedForm(t *testing.T) {
	s, err := scenarios.Load("testdata/planted.yaml", scenarios.Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	a := &Ask{
		Scenario: s, Arm: "diversion", Budget: Range{Key: budgetKey, To: 240_000},
		Target:  Target{Measure: "non_reoffending_12m_latent", AtLeast: 0.8, Assurance: 0.9, Completed: true},
		Options: Options{Seed: 1, Workers: 2, Replications: 4},
	}
	rows, err := Answer(context.Background(), a, []string{"T2", "T3"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Method == Analytic && r.Verdict != NotAsked {
			t.Errorf("%s: wanted no closed form; got %s, %v", r.Question, r.Verdict, r.Answer)
		}
		if r.Question == "T2" && (strings.Contains(r.Note, "same people") || !strings.Contains(r.Note, "from everybody's under the comparator")) {
			t.Errorf("wanted completers held against everybody; got %q", r.Note)
		}
	}
}
