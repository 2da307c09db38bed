package estimate

import (
	"math"
	"testing"
)

func TestBudgetForVerdicts(t *testing.T) {
	usual := FundingResponse{
		People: 1000, FixedPounds: 5000, AdminPounds: 10, ContactPounds: 5,
		CompletionUnfunded: 0.2, CompletionGain: 0.5, ContactScale: 3,
		CompleterHazardRatio: 0.6, CumulativeIntensity: 0.4, FrailtyVariance: 2,
	}
	unfunded := usual.NonReoffendingAt(15_000)
	limit := usual.NonReoffending(0.7)
	harmful, powerless := usual, usual
	harmful.CompleterHazardRatio, powerless.CompleterHazardRatio = 1.5, 1
	for name, c := range map[string]struct {
		response FundingResponse
		target   float64
		want     Verdict
	}{
		"just what no contact gives":   {usual, unfunded, MetWithoutFunding},
		"a little more":                {usual, unfunded + 1e-9, Feasible},
		"the limit itself":             {usual, limit, Infeasible},
		"a little less":                {usual, limit - 1e-9, Feasible},
		"a scheme that harms, reached": {harmful, harmful.NonReoffendingAt(0), MetWithoutFunding},
		"a scheme that harms, beyond":  {harmful, harmful.NonReoffendingAt(0) + 1e-9, Infeasible},
		"no effect, reached":           {powerless, powerless.NonReoffending(0), MetWithoutFunding},
		"no effect, beyond":            {powerless, powerless.NonReoffending(0) + 1e-9, Infeasible},
	} {
		got, err := c.response.BudgetFor(c.target)
		pounds, ok := got.Pounds()
		if err != nil || got.Verdict() != c.want || ok != (c.want == Feasible) || !ok && pounds != 0 {
			t.Errorf("%s: got %v, £%v, %v; want %v", name, got.Verdict(), pounds, err, c.want)
		}
		if ok {
			agree(t, []answer{{name, c.response.NonReoffendingAt(pounds), c.target, 1e-12}})
		}
	}
	if Infeasible.String() != "infeasible" || MetWithoutFunding.String() != "met without contact funding" || Verdict(0).String() != "no verdict" {
		t.Error("a verdict is not printed as such")
	}
}

func TestFundingResponseCheck(t *testing.T) {
	good := FundingResponse{People: 1, ContactPounds: 1, ContactScale: 1}
	if err := good.Check(); err != nil {
		t.Errorf("got %v, want no error", err)
	}
	for name, spoil := range map[string]func(*FundingResponse){
		"nobody":         func(f *FundingResponse) { f.People = 0 },
		"negative cost":  func(f *FundingResponse) { f.AdminPounds = -1 },
		"free contacts":  func(f *FundingResponse) { f.ContactPounds = 0 },
		"more than all":  func(f *FundingResponse) { f.CompletionUnfunded, f.CompletionGain = 0.6, 0.5 },
		"no scale":       func(f *FundingResponse) { f.ContactScale = math.NaN() },
		"negative ratio": func(f *FundingResponse) { f.CompleterHazardRatio = -1 },
	} {
		bad := good
		spoil(&bad)
		if _, err := bad.BudgetFor(0.5); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if _, err := good.BudgetFor(1.2); err == nil {
		t.Error("a target of 120% was accepted")
	}
}

// Budgets that do not reach the first contact change nothing.
func TestBudgetBelowTheFixedCosts(t *testing.T) {
	f := FundingResponse{
		People: 500, FixedPounds: 1000, AdminPounds: 10, ContactPounds: 4, CompletionUnfunded: 0.1,
		CompletionGain: 0.7, ContactScale: 5, CompleterHazardRatio: 0.5, CumulativeIntensity: 1, FrailtyVariance: 1,
	}
	if f.ContactsPerPerson(6_000) != 0 || f.NonReoffendingAt(6_000) != f.NonReoffendingAt(0) {
		t.Error("the fixed costs alone buy contacts")
	}
	if f.ContactsPerPerson(6_000+4*500) != 1 {
		t.Error("£4 more a person do not buy one contact")
	}
}

func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		budget, fixed, cost float64
		want                int
	}{{60_000, 0, 40, 1500}, {60_000, 4_000, 40, 1400}, {59_999, 0, 40, 1499}, {0.3, 0, 0.1, 3}, {0, 0, 40, 0}, {1_000, 4_000, 40, 0}} {
		if got := Places(c.budget, c.fixed, c.cost); got != c.want {
			t.Errorf("£%v less £%v at £%v: got %d, want %d", c.budget, c.fixed, c.cost, got, c.want)
		}
	}
}

// The mean exhaustion time against the integral over the density of the
// arrival that takes the last place: with 2 places and rate 3 the density is
// 9 t e^-3t, so the mean given t < 1 is (2 - 17 e^-3)/3 / (1 - 4 e^-3).
func TestMeanExhaustion(t *testing.T) {
	e := math.Exp(-3)
	agree(t, []answer{
		{"2 places, rate 3", MeanExhaustion(3, 2), (2 - 17*e) / 3 / (1 - 4*e), 1e-13},
		{"no places", MeanExhaustion(3, 0), 0, 0},
	})
	if !math.IsNaN(MeanExhaustion(0, 2)) {
		t.Error("places that nobody takes run out")
	}
	none := Meet(PoissonCounts(3), 0)
	if none.Served != 0 || none.TurnedAway != 3 || none.ChanceUsedUp != 1 {
		t.Errorf("no places: got %+v", none)
	}
}

func TestBreadthAndDepth(t *testing.T) {
	const budget, person, contact, gain = 60_000.0, 15.0, 6.0, 0.3
	best := BreadthAndDepth(budget, person, contact, gain)
	k := 1 + gain*person/contact
	y := gain * best.ContactsPerPerson
	lambert := -y - k // must satisfy w e^w = -e^-k on the branch below -1
	agree(t, []answer{
		{"e^y = y + k", math.Exp(y), y + k, 1e-13},
		{"Lambert's equation", lambert * math.Exp(lambert), -math.Exp(-k), 1e-14},
		{"the budget is spent", best.People * (person + contact*best.ContactsPerPerson), budget, 1e-8},
	})
	if lambert > -1 {
		t.Errorf("upper branch: %v", lambert)
	}
	for _, other := range []float64{0.5, 0.9, 1.1, 2} {
		contacts := other * best.ContactsPerPerson
		completing := budget / (person + contact*contacts) * -math.Expm1(-gain*contacts)
		if completing >= best.Completing {
			t.Errorf("%v contacts complete %v, more than the best %v", contacts, completing, best.Completing)
		}
	}
	double := BreadthAndDepth(2*budget, person, contact, gain)
	agree(t, []answer{
		{"depth at twice the budget", double.ContactsPerPerson, best.ContactsPerPerson, 1e-14},
		{"people at twice the budget", double.People, 2 * best.People, 1e-8},
	})
	for _, excess := range []float64{1e-3, 2, 5, 1e6, 1e300} {
		y := bestDepth(excess)
		agree(t, []answer{{"e^y - 1 - y", (math.Expm1(y) - y) / excess, 1, 1e-12}})
	}
	agree(t, []answer{{"shallow", bestDepth(1e-12), math.Sqrt(2e-12), 1e-9}})
}
