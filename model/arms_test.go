package model

import (
	"math"
	"slices"
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
)

// The arms of the pilot, as its scenario sets them, for tests of the model
// alone.
var pilotArms = []struct {
	name string
	set  func(p *Params)
}{
	{"usual", func(*Params) {}},
	{"diversion", scheme},
	{"unfunded", func(p *Params) {
		scheme(p)
		p.Programme.Budget, p.Programme.Policy, p.Provider.FirstWait = 0, PolicyOverspend, 60
	}},
	{"warning", func(p *Params) { scheme(p); p.Programme.Course = false }},
	{"course-only", func(p *Params) { scheme(p); p.Police.WaivesProcessing = false }},
	{"charge", func(p *Params) { p.Police.ChargeEveryone = true }},
}

func scheme(p *Params) {
	p.Programme.Scheme = schemeTable[deferredProsecution].name
	for o := range p.Police.Offer {
		p.Police.Offer[o] = 1
	}
}

// null takes every effect on behaviour away, custody included, and leaves what
// the police, the programme and the courts do.
func null(p *Params) {
	p.Effect.ForceLogHR, p.Effect.YouthLogHR, p.Effect.MeasuredOn = 0, 0, OnLatent
	p.Court.CustodyEnabled = false
	unlabelled(p)
	p.Treatment.Effect[ledger.Acquisitive] = 1
	p.Mortality.Enabled = false
}

// oneMix has the police deal with everybody alike.
func oneMix(p *Params) { p.Police.MixByDrug, p.Police.ChargeTilt = false, 0 }

// alone takes away everything that people share.
func alone(p *Params) {
	p.Provider.Slots = evidence.Count(math.Inf(1))
	p.Programme.Policy = PolicyOverspend
	p.Treatment.Size, p.Treatment.Slots = SizeStated, evidence.Count(math.Inf(1))
}

// world runs one replication and returns the ledger, a fresh one for each
// call.
func world(people int, horizon sim.Time, seed uint64, replication int, set ...func(*Params)) *ledger.Ledger {
	p, _ := New()
	for _, s := range set {
		s(p)
	}
	w := new(World)
	Prepare(p, Config{People: people, Horizon: horizon}, nil).Run(w, seed, replication)
	return &w.Ledger
}

// latent lists the harm offences of each person: type and date on the person's
// own clock.
func latent(l *ledger.Ledger) [][]ledger.Offence {
	all := make([][]ledger.Offence, len(l.People))
	for _, o := range l.Offences {
		all[o.Person] = append(all[o.Person], ledger.Offence{
			Type: o.Type, Ordinal: o.Ordinal, At: o.At - l.People[o.Person].Index,
		})
	}
	return all
}

// sameLatent compares the offences and contacts of two worlds person by
// person.
func sameLatent(t *testing.T, what string, a, b *ledger.Ledger) {
	t.Helper()
	left, right := latent(a), latent(b)
	if len(left) != len(right) {
		t.Fatalf("%s: %d people and %d", what, len(left), len(right))
	}
	differ := 0
	for i := range left {
		if !slices.Equal(left[i], right[i]) {
			differ++
		}
	}
	if differ > 0 {
		t.Errorf("%s: %d of %d people have other latent histories", what, differ, len(left))
	}
}

// events counts what happened in a world.
func events(l *ledger.Ledger) (offers, completions, breaches, charges int) {
	for _, s := range l.Spells {
		offers++
		switch {
		case s.Exit == ledger.Completed:
			completions++
		case s.Accepted && s.Exit != ledger.Open:
			breaches++
		}
		if s.BreachCharged {
			charges++
		}
	}
	return
}

// TestNullWorld: with every effect 1 and no custody, offers, breaches and
// completions change nothing that anybody does, to the second, in any arm.
func TestNullWorld(t *testing.T) {
	usual := world(1500, 3*sim.Year, 11, 0, null)
	if len(usual.Offences) == 0 {
		t.Fatal("nobody offends")
	}
	for _, arm := range pilotArms[1:] {
		l := world(1500, 3*sim.Year, 11, 0, arm.set, null)
		sameLatent(t, arm.name, usual, l)
		offers, completions, breaches, charges := events(l)
		t.Logf("%s: %d offences; %d offers, %d completions, %d breaches of which %d charged",
			arm.name, len(l.Offences), offers, completions, breaches, charges)
		if arm.name == "diversion" && min(offers, completions, breaches, charges) == 0 {
			t.Errorf("%s: something does not happen, so that nothing is tested", arm.name)
		}
	}
}

// TestIdenticalArms: two arms with the same settings differ by exactly nothing
// in every measure.
func TestIdenticalArms(t *testing.T) {
	for _, arm := range pilotArms {
		var a, b outcome.People
		a.Read(world(400, 3*sim.Year, 5, 3, arm.set))
		b.Read(world(400, 3*sim.Year, 5, 3, arm.set))
		for _, m := range outcome.Measures() {
			if x, y := m.Of(&a, nil), m.Of(&b, nil); x != y {
				t.Errorf("%s: %s is %v and %v", arm.name, m.Name, x, y)
			}
		}
	}
}

// TestCourseAlone: where the course has no effect, diversion and a plain
// warning have the same latent histories; where routes have none, a course
// beside usual processing and one instead of it have. The arms must then
// engage alike: no leverage, all offers accepted, no breach charged.
func TestCourseAlone(t *testing.T) {
	alike := func(p *Params) {
		p.Acceptance.Probability = 1
		p.Schemes[deferredProsecution].BreachCharge = 0
		p.Schemes[deferredProsecution].Leverage = 0
		p.Breach.Reoffence = 0
		p.Court.CustodyEnabled = false
		unlabelled(p)
		p.Treatment.Enabled = false // the first appointment sends people there
	}
	routesOnly := func(p *Params) { p.Effect.CourseShare = 0 }
	courseOnly := func(p *Params) { p.Effect.CourseShare = 1 }
	arm := func(name string, more ...func(*Params)) *ledger.Ledger {
		i := slices.IndexFunc(pilotArms, func(a struct {
			name string
			set  func(p *Params)
		},
		) bool {
			return a.name == name
		})
		return world(1500, 3*sim.Year, 12, 1, append([]func(*Params){pilotArms[i].set, alike, alone}, more...)...)
	}
	diverted, warned := arm("diversion", routesOnly), arm("warning", routesOnly)
	sameLatent(t, "diversion and warning, course without effect", diverted, warned)
	differentFrom(t, "diversion and usual, course without effect", diverted, arm("usual", routesOnly))
	instead, beside := arm("diversion", courseOnly), arm("course-only", courseOnly)
	sameLatent(t, "diversion and course-only, routes without effect", instead, beside)
	differentFrom(t, "diversion and usual, routes without effect", instead, arm("usual", courseOnly))
}

// differentFrom checks that a comparison could fail.
func differentFrom(t *testing.T, what string, a, b *ledger.Ledger) {
	t.Helper()
	if len(a.Offences) == len(b.Offences) {
		t.Errorf("%s: as many offences, so that the comparison shows nothing", what)
	}
}

// TestComparatorIsItsOwnBaseline: under the comparator, baseline-equivalent
// and proven are the same, event by event.
func TestComparatorIsItsOwnBaseline(t *testing.T) {
	l := world(1500, 3*sim.Year, 13, 0)
	proven := 0
	for _, o := range l.Offences {
		if o.ProvenAt != o.BaselineProven {
			t.Fatalf("person %d, %s %d: proven at %d, baseline-equivalent at %d", o.Person, o.Type, o.Ordinal, o.ProvenAt, o.BaselineProven)
		}
		if o.ProvenAt != sim.Never {
			proven++
		}
	}
	if proven == 0 {
		t.Error("nothing is proven, so that nothing is tested")
	}
}

// TestInclusion: for each person, what a narrower definition counts the wider
// ones count too (MT11).
func TestInclusion(t *testing.T) {
	nested := []outcome.Definition{
		outcome.ProvenExcluding, outcome.Proven, outcome.Sanctioned, outcome.Harmonised, outcome.Recorded,
	}
	for _, arm := range pilotArms {
		var p outcome.People
		p.Read(world(1500, 2*sim.Year, 14, 0, arm.set))
		for k := 1; k < len(nested); k++ {
			for i := range p.Len() {
				if narrow, wide := p.Within[nested[k-1]][i], p.Within[nested[k]][i]; narrow > wide {
					t.Fatalf("%s: person %d has %d %s and %d %s", arm.name, i, narrow, nested[k-1], wide, nested[k])
				}
			}
		}
	}
}

// TestPrefix: a longer horizon leaves what came before as it was (MT4).
func TestPrefix(t *testing.T) {
	for _, arm := range pilotArms {
		short := world(400, sim.Year, 15, 0, arm.set, alone)
		long := latent(world(400, 3*sim.Year, 15, 0, arm.set, alone))
		for i, offences := range latent(short) {
			if len(offences) > len(long[i]) || !slices.Equal(offences, long[i][:len(offences)]) {
				t.Fatalf("%s: person %d: the first year differs under a longer horizon", arm.name, i)
			}
		}
	}
}

// TestExtension: more people leave those who are there as they were (MT5), and
// taking the last away changes nobody else.
func TestExtension(t *testing.T) {
	for _, arm := range pilotArms {
		few := latent(world(400, 2*sim.Year, 16, 0, arm.set, alone))
		many := latent(world(401, 2*sim.Year, 16, 0, arm.set, alone))
		for i := range few {
			if !slices.Equal(few[i], many[i]) {
				t.Fatalf("%s: person %d differs when another joins", arm.name, i)
			}
		}
	}
}

// TestReuse: a world that has run before runs as a new one.
func TestReuse(t *testing.T) {
	p, _ := New()
	scheme(p)
	m := Prepare(p, Config{People: 300, Horizon: 2 * sim.Year}, nil)
	var used, fresh World
	for r := range 3 {
		m.Run(&used, 17, r)
	}
	m.Run(&fresh, 17, 2)
	if !slices.Equal(used.Ledger.Offences, fresh.Ledger.Offences) || !slices.Equal(used.Ledger.Costs, fresh.Ledger.Costs) {
		t.Error("a used world gives other facts than a fresh one")
	}
}
