package estimate

import (
	"errors"
	"math"
	"testing"
)

func TestP12WillRogers(t *testing.T) {
	got := WillRogers(OfficialCohort{LowShare: 0.5, LowRate: 0.105, HighRate: 0.47, LowRemoved: 0.6})
	agree(t, []answer{
		{"before", got.Before, 0.2875, 0},
		{"after", got.After, 0.3657142857142857, 0},
		{"change in points", got.ChangePoints, 7.821428571428571, 0},
		{"everyone", got.Everyone, 0.2875, 0},
		{"diverted non-reoffending", got.DivertedNonReoffending, 0.895, 0},
	})
	emptied := WillRogers(OfficialCohort{LowShare: 1, LowRate: 0.1, HighRate: 0.4, LowRemoved: 1})
	if !math.IsNaN(emptied.After) {
		t.Errorf("rate of a cohort that everybody left: got %v, want NaN", emptied.After)
	}
	untouched := WillRogers(OfficialCohort{LowShare: 0.5, LowRate: 0.1, HighRate: 0.4})
	if untouched.ChangePoints != 0 || !math.IsNaN(untouched.DivertedNonReoffending) {
		t.Errorf("nobody removed: got %+v, want no change and no rate of the diverted", untouched)
	}
}

func TestP14SixToTwelve(t *testing.T) {
	agree(t, []answer{
		{"theta 0", SixToTwelve(0.87, 0, PopulationSampled), 0.7569, 0},
		{"theta 0, event", SixToTwelve(0.87, 0, EventSampled), 0.7569, 0},
		{"theta 0.5", SixToTwelve(0.87, 0.5, PopulationSampled), 0.7637954771892035, 0},
		{"theta 0.5, event", SixToTwelve(0.87, 0.5, EventSampled), 0.7615912680122049, 0},
		{"theta 1", SixToTwelve(0.87, 1, PopulationSampled), 0.7699115044247787, 0},
		{"theta 1, event", SixToTwelve(0.87, 1, EventSampled), 0.7637954771892035, 0},
		{"theta 2", SixToTwelve(0.87, 2, PopulationSampled), 0.7803082873123486, 0},
		{"theta 2, event", SixToTwelve(0.87, 2, EventSampled), 0.7659134297307162, 0},
		{"theta 4", SixToTwelve(0.87, 4, PopulationSampled), 0.7959860731803066, 0},
		{"theta 4, event", SixToTwelve(0.87, 4, EventSampled), 0.7675492985169926, 0},
		{"theta near 0", SixToTwelve(0.87, 1e-11, PopulationSampled), 0.7569, 0},
		{"huge theta", SixToTwelve(1e-100, 5, PopulationSampled), 1e-100 * math.Pow(2, -0.2), 1e-112},
	})
	for _, s := range []float64{0, 1} {
		if got := SixToTwelve(s, 2, EventSampled); got != s {
			t.Errorf("a share of %v stays: got %v", s, got)
		}
	}
}

// The overflow branch must agree with the plain formula where both hold.
func TestExtendSurvivalBranchesMeet(t *testing.T) {
	const theta = 4.0
	for _, s := range []float64{math.Exp(-7.4), math.Exp(-7.6)} { // theta ln S either side of 30
		x := math.Pow(s, -theta) - 1
		agree(t, []answer{{"S", ExtendSurvival(s, 3, theta, PopulationSampled), math.Pow(1+3*x, -1/theta), 1e-14}})
	}
}

func TestP18ErlangLoss(t *testing.T) {
	load := OfferedLoad(150, 6.0/52)
	blocked := ErlangB(20, load)
	agree(t, []answer{
		{"offered load", load, 17.307692307692307, 0},
		{"blocking", blocked, 0.09287712332564435, 0},
		{"accepted a year", 150 * (1 - blocked), 136.06843150115336, 0},
		{"occupied slots", load * (1 - blocked), 15.700203634748464, 0},
		{"utilisation", load * (1 - blocked) / 20, 0.7850101817374232, 0},
		{"B(6,4)", ErlangB(6, 4), 0.11716247139588101, 0},
		{"no slots", ErlangB(0, 4), 1, 0},
		{"no load", ErlangB(3, 0), 0, 0},
	})
	if got := SlotsForBlocking(load, 0.05); got != 23 {
		t.Errorf("slots for 5%% blocking: got %d, want 23", got)
	}
	if ErlangB(22, load) <= 0.05 || ErlangB(23, load) > 0.05 {
		t.Error("23 slots are not the least")
	}
	if got := SlotsForBlocking(load, 1); got != 0 {
		t.Errorf("slots when everyone may be turned away: got %d, want 0", got)
	}
}

func TestP19ErlangWaiting(t *testing.T) {
	list := WaitingList{Slots: 12, ReferralsPerYear: 40, StaysPerYear: 4}
	agree(t, []answer{
		{"C(12,10)", ErlangC(12, 10), 0.44938822429827086, 0},
		{"mean wait", list.MeanWait(), 0.05617352803728386, 0},
		{"mean wait, days", 365.25 * list.MeanWait(), 20.51738111561793, 0},
		{"wait beyond 21 days", list.WaitBeyond(21 / 365.25), 0.28370308729447147, 0},
		{"waiting", list.MeanWaiting(), 2.2469411214913544, 0},
		{"present", list.MeanPresent(), 12.246941121491353, 0},
	})
	full := WaitingList{Slots: 10, ReferralsPerYear: 40, StaysPerYear: 4}
	if !math.IsInf(full.MeanWait(), 1) || full.WaitBeyond(5) != 1 || ErlangC(10, 10) != 1 {
		t.Error("a service without spare capacity has a finite wait")
	}
	idle := WaitingList{Slots: 0, StaysPerYear: 4}
	if idle.MeanWaiting() != 0 {
		t.Error("people wait for a service that nobody is referred to")
	}
}

func TestP22CostPerPerson(t *testing.T) {
	pilot := CostPerPerson(60_000, Stages{Planned: 1500, Attended: 1500 * 0.45, Completed: 1500 * 0.45 * 0.95})
	west := CostPerPerson(43_000, Stages{Offered: 610, Attended: 610 * 0.8})
	agree(t, []answer{
		{"planned", pilot.Planned, 40, 0},
		{"starting", pilot.Attended, 88.88888888888889, 0},
		{"starting, from the share", CostPerReaching(pilot.Planned, 0.45), 88.88888888888889, 0},
		{"completing", pilot.Completed, 93.5672514619883, 0},
		{"referred", west.Offered, 70.49180327868852, 0},
		{"attending", west.Attended, 88.11475409836065, 0},
		{"attending, with the grant of another year", CostPerPerson(65_000, Stages{Attended: 488}).Attended, 133.19672131147541, 0},
		{"hours", CaseworkerHours(1.25, 1650, 1500), 1.375, 0},
	})
	if !math.IsNaN(pilot.Accepted) || !math.IsNaN(CostPerReaching(40, 0)) {
		t.Error("cost per person over nobody is a number")
	}
}

func TestP23LimitedDemand(t *testing.T) {
	poisson := PoissonCounts(1500)
	large, small := Meet(poisson, 1500), Meet(poisson, 1400)
	spread, err := OverdispersedCounts(1500, 0.1)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, []answer{
		{"served, 1500", large.Served, 1484.5498902823317, 1e-6},
		{"turned away, 1500", large.TurnedAway, 15.450109717668337, 1e-6},
		{"beyond 1500", large.ChanceBeyond, 0.49313348801523643, 0},
		{"used up 1500", large.ChanceUsedUp, 0.5034335611603487, 0},
		{"served, 1400", small.Served, 1399.9459937190086, 1e-6},
		{"turned away, 1400", small.TurnedAway, 100.05400628099133, 1e-6},
		{"beyond 1400", small.ChanceBeyond, 0.9952559023834339, 0},
		{"used up 1400", small.ChanceUsedUp, 0.9956081797451992, 0},
		{"size", spread.Size, 107.14285714285714, 0},
		{"overdispersed, served", Meet(spread, 1500).Served, 1440.2054044371912, 1e-6},
	})
}

func TestP28FundingResponse(t *testing.T) {
	f := FundingResponse{
		People: 1500, AdminPounds: 12, ContactPounds: 6,
		CompletionUnfunded: 0.25, CompletionGain: 0.55, ContactScale: 4,
		CompleterHazardRatio: 0.7, CumulativeIntensity: 0.3, FrailtyVariance: 1.5,
	}
	answers := []answer{
		{"nobody completes", f.NonReoffending(0), 0.7805870316985867, 0},
		{"everybody completes", f.NonReoffending(1), 0.8331365063377383, 0},
		{"limit", f.NonReoffending(f.Completion(math.Inf(1))), 0.822626611409908, 0},
		{"a further £10,000 at £60,000", f.NonReoffendingAt(70_000) - f.NonReoffendingAt(60_000), 0.002182872465034853, 0},
	}
	for _, row := range []struct{ budget, contacts, completion, survival, perCompleter float64 }{
		{30_000, 1.3333333333333333, 0.4059077791844159, 0.8019172722466725, 49.27227568829965},
		{60_000, 4.666666666666667, 0.6287282268469713, 0.8136263697102004, 63.62049338964348},
		{120_000, 11.333333333333334, 0.7676509405966636, 0.8209266853331919, 104.21403240621224},
		{240_000, 24.666666666666668, 0.7988459798700555, 0.8225659682583564, 200.28892180946625},
	} {
		contacts := f.ContactsPerPerson(row.budget)
		answers = append(answers,
			answer{"contacts", contacts, row.contacts, 0},
			answer{"completion", f.Completion(contacts), row.completion, 0},
			answer{"non-reoffending", f.NonReoffendingAt(row.budget), row.survival, 0},
			answer{"cost per completer", f.CostPerCompleter(row.budget), row.perCompleter, 1e-6})
	}
	feasible, err := f.BudgetFor(0.80)
	if err != nil {
		t.Fatal(err)
	}
	pounds, ok := feasible.Pounds()
	if !ok || feasible.Verdict() != Feasible {
		t.Errorf("80%%: got %v, want feasible", feasible.Verdict())
	}
	agree(t, append(answers,
		answer{"budget for 80%", pounds, 26812.490024815037, 1e-4},
		answer{"and back", f.NonReoffendingAt(pounds), 0.80, 1e-12}))
	for target, want := range map[float64]Verdict{0.85: Infeasible, 0.79: MetWithoutFunding} {
		answer, err := f.BudgetFor(target)
		if _, ok := answer.Pounds(); err != nil || ok || answer.Verdict() != want {
			t.Errorf("target %v: got %v, %v, a number: %v; want %v", target, answer.Verdict(), err, ok, want)
		}
	}
}

func TestP37TippingPoints(t *testing.T) {
	prevalence := PrevalenceEffects(0.85, 1.1, 0.6, 1.5)
	share, err := prevalence.TippingShare()
	if err != nil {
		t.Fatal(err)
	}
	counts, err := CountEffects(0.85, 1.1).TippingShare()
	if err != nil {
		t.Fatal(err)
	}
	engaged, err := EngagedShareWorth(40, 1500, 0.6, 0.8)
	if err != nil {
		t.Fatal(err)
	}
	multiplier := DeterrenceMultiplier(0.6, 0.8)
	agree(t, []answer{
		{"effect on the would-be charged", prevalence.EffectIfCharged, 0.03283013314028155, 0},
		{"effect on those without action", prevalence.EffectIfNoAction, -0.01980572845048802, 0},
		{"tipping share, prevalence", share, 0.6237217772842303, 0},
		{"tipping share, counts", counts, 0.6, 0},
		{"multiplier", multiplier, 1.1363636363636365, 0},
		{"elasticity", DeterrenceElasticity(multiplier, 0.6), 0.2502485497251512, 0},
		{"engaged share", engaged, 0.2222222222222222, 0},
	})
	for name, call := range map[string]func() (float64, error){
		"both gain":      CountEffects(0.8, 0.9).TippingShare,
		"both lose":      CountEffects(1.2, 1.1).TippingShare,
		"no effect":      func() (float64, error) { return EngagedShareWorth(40, 1500, 0.6, 1) },
		"never worth it": func() (float64, error) { return EngagedShareWorth(4000, 1500, 0.6, 0.8) },
	} {
		if got, err := call(); !errors.Is(err, ErrNoTippingPoint) {
			t.Errorf("%s: got %v, %v; want ErrNoTippingPoint", name, got, err)
		}
	}
}
