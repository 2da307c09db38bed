package model

import (
	"cmp"
	"math"
	"reflect"
	"slices"
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
	"diversim/sim/estimate"
)

// Tests that need no numbers: what must not change, or must change in one
// direction, when a world is changed. MT4, MT5 and MT11 are in arms_test.go.

// courseAlone leaves one effect on behaviour, that of the course, and takes away
// whatever stops or labels people.
func courseAlone(p *Params) {
	p.Effect.CourseShare = 1
	p.Court.CustodyEnabled, p.Mortality.Enabled = false, false
	for k := range p.Treatment.Effect {
		p.Treatment.Effect[k] = 1
	}
	unlabelled(p)
}

// rescaled makes the world run faster: every rate is multiplied and every
// duration divided. Ages and what they are compared with stay.
func rescaled(p *Params, factor float64) {
	ages := []string{"Covariates", "Eligibility", "Careers", "Acceptance", "Mortality"}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				if !slices.Contains(ages, v.Type().Field(i).Name) && v.Type().Field(i).IsExported() {
					walk(v.Field(i))
				}
			}
		case reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		default:
			switch v.Interface().(type) {
			case evidence.PerYear:
				v.SetFloat(v.Float() * factor)
			case evidence.Years, evidence.Days, evidence.Weeks:
				v.SetFloat(v.Float() / factor)
			}
		}
	}
	walk(reflect.ValueOf(p).Elem())
}

// TestUnits: time has no unit of its own. With every rate doubled and every
// duration halved the same people do the same things in half the time (MT6): as
// many offences and sessions each, at half the date within a few seconds, the
// clock's resolution. What is worked out at the base case, whose times are stated,
// is left out: the effect is that of routes, read as a multiplier on each person,
// and neither a wait nor the intensity of contact bears on engagement.
//
// Noticed: a fixed gap of two weeks between sessions (settings.meanGap).
func TestUnits(t *testing.T) {
	const people, factor = 400, 2
	common := func(p *Params) {
		scheme(p)
		alone(p)
		p.Mortality.Enabled, p.Treatment.Enabled = false, false
		p.Effect.Scale, p.Effect.MeasuredOn = ScaleIndividual, OnLatent
		p.Effect.CourseShare, p.Programme.Years = 0, 40
		e := &p.Engagement
		e.WaitSlope, e.ContactSlope, e.ContactDropout, e.OutreachTimes = 0, 0, 0, 0
	}
	slow := world(people, 3*sim.Year, 71, 0, common)
	fast := world(people, 3*sim.Year/factor, 71, 0, common, func(p *Params) { rescaled(p, factor) })
	if len(slow.Offences) != len(fast.Offences) || len(slow.Offences) == 0 || len(slow.Stays) != len(fast.Stays) {
		t.Fatalf("%d offences and %d stays, at twice the pace %d and %d", len(slow.Offences), len(slow.Stays), len(fast.Offences), len(fast.Stays))
	}
	before, after := latent(slow), latent(fast)
	const seconds = 60
	for i := range before {
		for j := range before[i] {
			a, b := before[i][j], after[i][j]
			if a.Type != b.Type || math.Abs(float64(a.At)-factor*float64(b.At)) > seconds {
				t.Fatalf("person %d, offence %d: %v at %d, at twice the pace %v at %d", i, j, a.Type, a.At, b.Type, b.At)
			}
		}
	}
	inOrder := func(a, b ledger.Spell) int {
		return cmp.Or(cmp.Compare(a.Person, b.Person), cmp.Compare(a.Contact, b.Contact))
	}
	slices.SortFunc(slow.Spells, inOrder)
	slices.SortFunc(fast.Spells, inOrder)
	for k := range slow.Spells {
		if a, b := slow.Spells[k], fast.Spells[k]; a.Sessions != b.Sessions || a.Exit != b.Exit {
			t.Fatalf("spell %d: %d sessions, %v; at twice the pace %d, %v", k, a.Sessions, a.Exit, b.Sessions, b.Exit)
		}
	}
}

// TestBudgetMonotone: where the course can only help and nothing else acts, more
// money gives nobody more offences: each has as many sessions or more, as early
// or earlier (MT8). Without outreach, whose attempts depend on when a person
// left; in isolated mode and without custody. Exact, person by person, for 3,000
// people at five budgets.
//
// Noticed: contact that makes people leave (the sign of Engagement.ContactDropout
// in dropoutRate).
func TestBudgetMonotone(t *testing.T) {
	for r := range 2 {
		var before outcome.People
		gained := false
		for k, budget := range []evidence.Pounds{0, 30_000, 60_000, 120_000, 240_000} {
			l := world(1500, sim.Year, 72, r, scheme, alone, courseAlone, func(p *Params) {
				p.Programme.Budget, p.Engagement.OutreachTimes = budget, 0
			})
			var now outcome.People
			now.Read(l)
			for i := range now.Len() {
				if k > 0 && now.Within[outcome.Latent][i] > before.Within[outcome.Latent][i] {
					t.Fatalf("person %d has %d offences at £%.0f and %d with less", i, now.Within[outcome.Latent][i], float64(budget), before.Within[outcome.Latent][i])
				}
			}
			if k > 0 {
				a, b := before.Free(outcome.Latent, nil), now.Free(outcome.Latent, nil)
				gained = gained || b > a
				if b < a {
					t.Errorf("without an offence: %v at £%.0f, %v with less", b, float64(budget), a)
				}
			}
			before = now
		}
		if !gained {
			t.Error("money changes nothing, so that nothing is tested")
		}
	}
}

// TestSplitForce: a force is, in law, two of half its size with half its people,
// money and places each, where people share nothing (MT9). 40 replications of
// 400 people against 40 of twice 200 others; five measures at 4.5 standard
// errors give a false alarm once in 30,000 seeds.
//
// Noticed: money a head that depends on how many people are simulated
// (settings.settleFunding).
func TestSplitForce(t *testing.T) {
	const replications, people = 40, 400
	names := []string{"reoffending_12m_latent", "reoffences_12m_latent", "attendance", "completion", "cost_programme"}
	whole, halves := make([][]float64, len(names)), make([][]float64, len(names))
	add := func(to [][]float64, worlds ...*ledger.Ledger) {
		for k, name := range names {
			m, _ := outcome.Named(name)
			sum := 0.0
			for _, l := range worlds {
				var p outcome.People
				p.Read(l)
				sum += m.Of(&p, nil) / float64(len(worlds))
			}
			to[k] = append(to[k], sum)
		}
	}
	force := func(people int) *Model {
		p, _ := New()
		scheme(p)
		alone(p)
		return Prepare(p, Config{People: people, Horizon: sim.Year}, nil)
	}
	one, half := force(people), force(people/2)
	run := func(m *Model, seed uint64, replication int) *ledger.Ledger {
		w := new(World)
		m.Run(w, seed, replication)
		return &w.Ledger
	}
	for r := range replications {
		add(whole, run(one, 73, r))
		add(halves, run(half, 74, r), run(half, 75, r))
	}
	for k, name := range names {
		gap := estimate.Mean(whole[k]) - estimate.Mean(halves[k])
		if se := math.Hypot(estimate.StandardError(whole[k]), estimate.StandardError(halves[k])); math.Abs(gap) > 4.5*se {
			t.Errorf("%s: %v as one force, %v as two; %.1f standard errors", name, estimate.Mean(whole[k]), estimate.Mean(halves[k]), gap/se)
		}
	}
}

// TestPerfectDetection: where everything is noticed and decided at once and every
// charge ends in a conviction, what is proven is what was closed by a sanction
// (MT12), person by person.
//
// Noticed: a conviction dated after the court's own delay by a year
// (settings.convicted).
func TestPerfectDetection(t *testing.T) {
	perfect := func(p *Params) {
		p.Detection.Detected, p.Court.Conviction = 1, 1
		p.Detection.RecordingLag, p.Detection.ChargeLag, p.Detection.CautionLag, p.Court.Delay = 0, 0, 0, 0
	}
	for _, arm := range []int{0, 3, 5} { // those in which nobody is on a course
		l := world(1500, 2*sim.Year, 76, 0, pilotArms[arm].set, perfect)
		var p outcome.People
		p.Read(l)
		closed := make([]uint32, p.Len())
		for _, o := range l.Offences {
			if o.At-l.People[o.Person].Index < outcome.Window && (o.Disposal == ledger.Caution || o.Disposal == ledger.Charge) {
				closed[o.Person] += o.Count()
			}
		}
		if !slices.Equal(closed, p.Within[outcome.Proven]) || slices.Max(closed) == 0 {
			t.Errorf("%s: what is proven is not what was cautioned or charged", pilotArms[arm].name)
		}
	}
}

// TestGridHalving: halving the width of the cells changes a mean by a quarter of
// what the halving before it did (MT15): the error is of the order of its square.
// First offences of 2,000 people who were all charged, an effect that fades
// within months, on the same draws at each width. Noise is the clock's second,
// so that the bounds of 3 and 5 are wide.
//
// Noticed: an effect held at its value at the start of the cell
// (sim.Pace.SetFade), for which the ratio is 2.
func TestGridHalving(t *testing.T) {
	means := []float64{}
	for _, cells := range []float64{4, 8, 16} {
		l := world(2_000, sim.Year, 77, 0, unlabelled, func(p *Params) {
			p.Police.ChargeEveryone, p.Court.CustodyEnabled, p.Offending.Recontacts = true, false, false
			p.Effect.CourseShare, p.Effect.RouteDecay = 0, 0.3
			p.Engine.Grid = evidence.Years(1 / cells)
		})
		var p outcome.People
		p.Read(l)
		m, _ := outcome.Named("time_to_reoffence_rmst_12m")
		means = append(means, m.Of(&p, nil))
	}
	first, second := means[0]-means[1], means[1]-means[2]
	if ratio := first / second; !(ratio > 3 && ratio < 5) {
		t.Errorf("mean days to the first offence at %v: %v and %v by halving, a ratio of %v", means, first, second, ratio)
	}
}

// TestDummies: inputs that nothing in a world reads change nothing in it, to the
// bit (MT18): the rules of schemes that nobody runs, the scheme's own where there
// is none, and what things cost where money decides nothing.
//
// Noticed: breaches that follow the rules of the first scheme, whichever runs
// (settings.settleProgramme).
func TestDummies(t *testing.T) {
	same := func(what string, arm func(*Params), dummy func(*Params)) {
		a, b := world(600, 2*sim.Year, 78, 0, arm, alone), world(600, 2*sim.Year, 78, 0, arm, alone, dummy)
		if !slices.Equal(a.Offences, b.Offences) || !slices.Equal(a.Stays, b.Stays) || !slices.Equal(a.Contacts, b.Contacts) {
			t.Errorf("%s changes what happens", what)
		}
	}
	same("the rules of a scheme that nobody runs", scheme, func(p *Params) {
		for k := range p.Schemes {
			if k != deferredProsecution {
				p.Schemes[k].BreachCharge, p.Schemes[k].Leverage, p.Schemes[k].MaxOffers = 0.37, 0.5, 3
			}
		}
	})
	same("a programme that is not there", func(*Params) {}, func(p *Params) {
		p.Programme.Budget, p.Provider.FirstWait, p.Provider.Slots = 1, 90, 2
		p.Breach.Reoffence, p.Schemes[deferredProsecution].BreachCharge = 0.1, 0.1
	})
	same("what a court costs", scheme, func(p *Params) { p.Costs.Court, p.Costs.LegalAid, p.Costs.Investigation = 1, 2, 3 })
	// And the comparison can fail.
	a, b := world(600, 2*sim.Year, 78, 0, scheme, alone), world(600, 2*sim.Year, 78, 0, scheme, alone, func(p *Params) {
		p.Schemes[deferredProsecution].BreachCharge = 0
	})
	if slices.Equal(a.Offences, b.Offences) {
		t.Error("the rules of the scheme that is run change nothing either")
	}
}
