package study

import (
	"math"
	"slices"
	"strings"
	"testing"

	"diversim/model/ledger"
	"diversim/scenarios"
	"diversim/scenarios/results"
)

var perspectives = []string{"programme", "police", "cjs", "public", "exchequer", "society"}

// TestIdenticalArmsCostTheSame: an arm that differs in nothing costs nothing
// more, in every column and perspective, to the bit, and has no ratio.
func TestIdenticalArmsCostTheSame(t *testing.T) {
	s, err := pilot(t, 150).WithArm("again", "", "usual", nil)
	if err != nil {
		t.Fatal(err)
	}
	e := mustRun(t, s, Options{Seed: 12, Replications: 4, Workers: 2, Lean: true}).Summary.Economics["again"]
	for _, v := range perspectives {
		for c, x := range e.Costs[v] {
			if x.Mean != 0 || x.MCSE != 0 {
				t.Errorf("%s, %s: %v", v, c, x)
			}
		}
	}
	for _, r := range e.ICER {
		if r.PerUnit.Known() || r.Quadrant != "no difference in either" {
			t.Errorf("a ratio of nothing to nothing: %+v", r)
		}
	}
	for _, n := range e.NetBenefit {
		if n.Pounds.Mean != 0 {
			t.Errorf("a benefit of nothing: %+v", n)
		}
	}
}

// TestEconomicsAddUp: perspectives are sums of payers in every column, the
// benefit per acceptance is the difference without the scheme's cost, and net
// benefit is health less cost. Column shares and masks are held in package
// model; here a payer forgotten or a column mixed up would show.
func TestEconomicsAddUp(t *testing.T) {
	run := mustRun(t, pilot(t, 300), Options{Seed: 13, Replications: 6, Workers: 2, Lean: true})
	for arm, e := range run.Summary.Economics {
		sum := func(column string, of func(p ledger.Payer) float64) float64 {
			total := 0.0
			for p := range ledger.Payers {
				total += of(ledger.Payer(p)) * float64(e.Payers[ledger.Payer(p).String()][column].Mean)
			}
			return total
		}
		for view, v := range perspectives {
			for c := range ledger.Columns {
				column := ledger.Column(c).String()
				want := sum(column, ledger.Perspective(view).Weight)
				if got := float64(e.Costs[v][column].Mean); math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
					t.Errorf("%s, %s, %s: %v, its payers come to %v", arm, v, column, got, want)
				}
			}
		}
		if got, want := float64(e.Costs["public"]["average"].Mean), float64(run.Summary.Differences[arm]["cost_public"].Mean); math.Abs(got-want) > 1e-9*math.Abs(want) {
			t.Errorf("%s: £%v in the economics, £%v among the differences", arm, got, want)
		}
		if b, spends := run.Summary.Budget[arm]; spends {
			perPerson := float64(b.People.Accepted) / 300
			got := float64(e.BreakEven.BenefitPerAccepted["public"]["average"].Mean) * perPerson
			want := float64(e.Costs["programme"]["average"].Mean - e.Costs["public"]["average"].Mean)
			if math.Abs(got-want) > 1e-9*math.Abs(want) {
				t.Errorf("%s: a benefit of £%v a person by acceptances, £%v by payers", arm, got, want)
			}
		}
		if n := 2 * ledger.Columns * len(knownQALYs); len(e.NetBenefit) != n {
			t.Errorf("%s: %d net benefits, want %d: two perspectives, the columns and the values that people know", arm, len(e.NetBenefit), n)
		}
		for _, n := range e.NetBenefit {
			want := n.QALY*float64(e.QALYs.Mean) - float64(e.Costs[n.Perspective][n.Column].Mean)
			if math.Abs(float64(n.Pounds.Mean)-want) > 1e-9*math.Max(1, math.Abs(want)) {
				t.Errorf("%s: net benefit %+v, want %v", arm, n, want)
			}
		}
	}
}

// TestYearsOfIntake: what is said of all people is of all years where money and
// acceptances are. The benefit of ten years' acceptances was that of the people of
// one, and as many were said to be at risk.
func TestYearsOfIntake(t *testing.T) {
	run := mustRun(t, from(t, "extends: spread\npeople: 1500\nintake: 3y\n").WithArms("usual", "imitation"), Options{Seed: 3, Replications: 2, Workers: 2})
	people := 0
	for _, p := range run.Country.Places {
		people += p.Contacts
	}
	if got := run.Survival[0].AtRisk; math.Abs(got-float64(people)) > float64(len(run.Country.Places)) { // each rounds its own
		t.Errorf("%v at risk at first, %d index contacts", got, people)
	}
	if got := run.Cohort(); math.Abs(float64(got-people)) > float64(len(run.Country.Places)) {
		t.Errorf("the target is held against %d people, %d index contacts", got, people)
	}
	e, b := run.Summary.Economics["imitation"], run.Summary.Budget["imitation"]
	got := float64(e.BreakEven.BenefitPerAccepted["public"]["average"].Mean) * float64(b.People.Accepted) / float64(people)
	want := float64(e.Costs["programme"]["average"].Mean - e.Costs["public"]["average"].Mean)
	if math.Abs(got-want) > 0.01*math.Abs(want) {
		t.Errorf("a benefit of £%v a person by acceptances, £%v by payers", got, want)
	}
	if e.BreakEven.PlannedPerPersonGBP != b.PlannedPerPersonGBP {
		t.Errorf("£%v planned for each person beside break-even, £%v of the budget", e.BreakEven.PlannedPerPersonGBP, b.PlannedPerPersonGBP)
	}
}

// TestYearsOfIntakeOfOneForce: of one force by itself too, what is spent and saved in
// three years is of the people of all three. Each person hoped for was said to cost three
// times as much, a reoffence avoided likewise, and the benefit of an acceptance, in
// decisions, was a third of what it is.
func TestYearsOfIntakeOfOneForce(t *testing.T) {
	const people = 3 * 100
	s := from(t, "extends: west-midlands-pilot\npeople: 100\nintake: 3y\nset:\n  programme.years: {value: 3y, because: planted}\n").WithArms("usual", "diversion")
	run := mustRun(t, s, Options{Seed: 3, Replications: 10, Workers: 2})
	b := run.Summary.Budget["diversion"]
	if got := float64(b.PerPersonGBP.Hoped) * people; math.Abs(got-float64(b.SpentGBP)) > 1e-6 {
		t.Errorf("£%v for each of %d people, £%v in all", b.PerPersonGBP.Hoped, people, b.SpentGBP)
	}
	told := 0
	for _, point := range run.BudgetCurve {
		if !point.PerReoffenceAvoided.Known() {
			continue
		}
		told++
		if got := float64(point.PerReoffenceAvoided*point.ReoffencesAvoided) * people; math.Abs(got-point.SpentGBP) > 1e-6 {
			t.Errorf("£%v for each reoffence avoided comes to £%v, £%v is spent", point.PerReoffenceAvoided, got, point.SpentGBP)
		}
	}
	if told == 0 {
		t.Error("no budget has a cost for each reoffence avoided")
	}
	e, err := NewExperiment(s, nil, Options{Seed: 3, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	d := deciding{experiment: e}
	per := scenarios.Condition{Quantity: scenarios.Quantity{Money: scenarios.PerAcceptedMoney, Perspective: "public"}, Column: "average"}
	base := make([]float64, len(e.Inputs()))
	for k := range base {
		base[k] = math.NaN() // each at its value
	}
	err = e.Evaluate(t.Context(), 1, func(int) ([]float64, []int) { return base, []int{0} }, func(v *Evaluated) error {
		arm := d.place("diversion")
		costs := v.Costs[arm]
		got, want := d.money(per, arm, v)*v.Accounts[arm].Accepted, (costs[ledger.ByProgramme][ledger.Average]-costs[ledger.ByPublic][ledger.Average])*people
		if math.Abs(got-want) > 1e-6 {
			t.Errorf("a benefit of £%v by acceptances, £%v by people", got, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestAllowances: displacement of everything gives back what victims of
// acquisitive and supply offences were spared and no more; optimism raises the
// scheme's cost and lowers what others save, in proportion.
func TestAllowances(t *testing.T) {
	o := Options{Seed: 14, Replications: 4, Workers: 2, Lean: true}
	run := func(set ...string) results.Economics {
		return mustRun(t, pilot(t, 300, set...).WithArms("usual", "diversion"), o).Summary.Economics["diversion"]
	}
	plain, careful := run(), run("cost.optimism_scheme=0.5", "cost.optimism_benefit=0.2")
	at := func(e results.Economics, payer string) float64 { return float64(e.Payers[payer]["average"].Mean) }
	for payer, factor := range map[string]float64{"programme": 1.5, "courts": 0.8, "victims": 0.8, "prison": 0.8} {
		if got, want := at(careful, payer), factor*at(plain, payer); math.Abs(got-want) > 1e-9*math.Abs(want) {
			t.Errorf("%s: £%v, want £%v", payer, got, want)
		}
	}
	half, whole := run("offending.displacement=0.5"), run("offending.displacement=1")
	if plain.Displaced.Mean != 0 || whole.Displaced.Mean <= 0 || math.Abs(float64(whole.Displaced.Mean-2*half.Displaced.Mean)) > 1e-9 {
		t.Errorf("displaced: £%v, £%v, £%v", plain.Displaced.Mean, half.Displaced.Mean, whole.Displaced.Mean)
	}
	if at(whole, "victims") <= at(plain, "victims") || at(whole, "victims") >= 0 {
		t.Errorf("victims: £%v with everything displaced, £%v without", at(whole, "victims"), at(plain, "victims"))
	}
	if plain.Avoided["latent"].Mean != whole.Avoided["latent"].Mean {
		t.Error("displacement changed what people in the model do")
	}
}

// TestQuadrants: a ratio is given where there is one, and said to be none where
// the arm dominates or is dominated.
func TestQuadrants(t *testing.T) {
	for name, c := range map[string]struct {
		cost, effect []float64
		perUnit      float64
		words        string
	}{
		"dominates":    {[]float64{-2, -4}, []float64{1, 3}, math.NaN(), "dominates"},
		"dominated":    {[]float64{2, 4}, []float64{-1, -3}, math.NaN(), "is dominated"},
		"buys":         {[]float64{2, 4}, []float64{1, 1}, 3, "each unit gained"},
		"gives up":     {[]float64{-2, -4}, []float64{-1, -1}, 3, "given up"},
		"free":         {[]float64{0, 0}, []float64{1, 1}, math.NaN(), "dominates"},
		"does nothing": {[]float64{1, 1}, []float64{0, 0}, math.NaN(), "is dominated"},
		"nobody":       {[]float64{math.NaN()}, []float64{math.NaN()}, math.NaN(), "no difference"},
	} {
		r := ratioOf(c.cost, c.effect)
		if r.PerUnit.Known() == math.IsNaN(c.perUnit) || r.PerUnit.Known() && float64(r.PerUnit) != c.perUnit || !strings.Contains(r.Quadrant, c.words) {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// TestRatiosThatAreNotExcluded: with an effect whose sign is open no interval holds
// the ratios, and that is said; the error of the means shrinks with replications
// and the spread does not.
func TestRatiosThatAreNotExcluded(t *testing.T) {
	draw := func(n int, from float64) (cost, effect []float64) {
		for k := range n {
			x := float64(k%20) - 9.5 // mean 0, standard deviation 5.8
			cost, effect = append(cost, 100+x), append(effect, from+x)
		}
		return cost, effect
	}
	if r := ratioOf(draw(100, 5)); r.Set == results.RatiosBetween || !r.PerUnit.Known() {
		t.Errorf("an open sign: %+v", r)
	}
	few, many := ratioOf(draw(100, 30)), ratioOf(draw(10_000, 30))
	for _, r := range []results.ICER{few, many} {
		if r.Set != results.RatiosBetween || !(r.Low < r.MCLow && r.MCLow < r.PerUnit && r.PerUnit < r.MCHigh && r.MCHigh < r.High) || r.Shares[buys] != 1 {
			t.Errorf("a known sign: %+v", r)
		}
	}
	if spread := float64((many.High - many.Low) / (few.High - few.Low)); math.Abs(spread-1) > 0.02 {
		t.Errorf("the spread changed by a factor of %v with the number of replications", spread)
	}
	if error := float64((many.MCHigh - many.MCLow) / (few.MCHigh - few.MCLow)); math.Abs(error-0.1) > 0.01 {
		t.Errorf("the error changed by a factor of %v with 100 times the replications, want 0.1", error)
	}
	if r := ratioOf(draw(20, 30)); r.Set != results.RatiosNone || r.Low.Known() {
		t.Errorf("too few replications: %+v", r)
	}
}

// TestAcceptability: probabilities are over all arms and sum to 1, the comparator
// wins where nothing is gained, and the frontier follows the mean net benefit.
func TestAcceptability(t *testing.T) {
	run := mustRun(t, pilot(t, 300), Options{Seed: 15, Replications: 12, Workers: 2, Lean: true})
	seen := map[string]int{}
	for _, a := range run.Summary.Acceptability {
		seen[a.Effect+" "+a.Perspective+" "+a.Column]++
		sum := 0.0
		for _, arm := range run.Arms {
			sum += float64(a.Probability[arm.Name])
		}
		if math.Abs(sum-1) > 1e-12 || len(a.Probability) != len(run.Arms) || a.Probability[a.Frontier] != a.FrontierProbability {
			t.Errorf("%+v", a)
		}
		best, most := run.Summary.Comparator, 0.0
		for arm, e := range run.Summary.Economics {
			for _, n := range e.NetBenefit {
				if a.Effect == "qalys" && n.Perspective == a.Perspective && n.Column == a.Column && n.QALY == a.PerUnitGBP && float64(n.Pounds.Mean) > most {
					best, most = arm, float64(n.Pounds.Mean)
				}
			}
		}
		if a.Effect == "qalys" && slices.Contains([]float64{20_000, 30_000, 70_000}, a.PerUnitGBP) && best != a.Frontier {
			t.Errorf("%s has the highest net benefit, the frontier is %+v", best, a)
		}
	}
	if len(seen) != 9 {
		t.Errorf("curves of %v", seen)
	}
	// The points of the plane are the differences themselves.
	sums := map[string]float64{}
	for _, p := range run.Plane {
		sums[p.Arm] += p.SocietyMarginal / 12
	}
	for arm, e := range run.Summary.Economics {
		if want := float64(e.Costs["society"]["marginal"].Mean); math.Abs(sums[arm]-want) > 1e-9*math.Abs(want) {
			t.Errorf("%s: a mean of £%v on the plane, £%v in the economics", arm, sums[arm], want)
		}
	}
}
