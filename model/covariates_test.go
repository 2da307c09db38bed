package model

import (
	"math"
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
)

// share is the part of the people of whom something is so.
func share(l *ledger.Ledger, is func(p *ledger.Person) bool) float64 {
	n := 0
	for i := range l.People {
		if is(&l.People[i]) {
			n++
		}
	}
	return float64(n) / float64(len(l.People))
}

// TestCovariateMargins: 40,000 people have the margins of the inputs, each
// within 4.5 standard errors: 17 shares, a false alarm in some 9,000 runs.
func TestCovariateMargins(t *testing.T) {
	const people = 40_000
	p, _ := New()
	c := &p.Covariates
	l := world(people, 0, 3, 0)
	check := func(what string, want float64, is func(p *ledger.Person) bool) {
		t.Helper()
		got := share(l, is)
		if tolerance := 4.5 * math.Sqrt(want*(1-want)/people); math.Abs(got-want) > tolerance {
			t.Errorf("%s: got %.4f, want %.4f within %.4f", what, got, want, tolerance)
		}
	}
	check("female", float64(c.Female), func(p *ledger.Person) bool { return p.Sex == ledger.Female })
	check("youth", float64(c.Youth), func(p *ledger.Person) bool { return p.Youth })
	for d, want := range c.drugs() {
		check(ledger.Drug(d).String(), want, func(p *ledger.Person) bool { return p.Drug == ledger.Drug(d) })
		check(ledger.Drug(d).String()+" and dependent", want*float64(c.Dependent[d]), func(p *ledger.Person) bool {
			return p.Drug == ledger.Drug(d) && p.Dependence == ledger.Dependent
		})
	}
	for b, want := range c.Prior {
		check(priorTable[b].label, float64(want), func(p *ledger.Person) bool { return int(p.Prior) == b })
	}
	for a, want := range c.ages() {
		check("age "+ageTable[a].key, want, func(p *ledger.Person) bool {
			return p.Age >= ageTable[a].from && p.Age < ageTable[a].until
		})
	}
	for i := range l.People {
		if p := &l.People[i]; p.Youth != (p.Age < 18) {
			t.Fatalf("person %d is %v years old, and youth is %v", i, p.Age, p.Youth)
		}
	}
}

// TestCovariatesGoTogether: the associations of the seed arise among people.
func TestCovariatesGoTogether(t *testing.T) {
	l := world(40_000, 0, 4, 0)
	long := func(p *ledger.Person) bool { return p.Prior == ledger.PriorBands-1 }
	odds := func(of func(p *ledger.Person) bool) float64 {
		with := share(l, func(p *ledger.Person) bool { return of(p) && long(p) }) / share(l, of)
		rest := func(p *ledger.Person) bool { return !of(p) }
		without := share(l, func(p *ledger.Person) bool { return rest(p) && long(p) }) / share(l, rest)
		return with / (1 - with) * (1 - without) / without
	}
	if x := odds(func(p *ledger.Person) bool { return p.Drug == ledger.Opiate }); x < 2 {
		t.Errorf("odds ratio of a long record with an opiate: %.2f", x)
	}
	if x := odds(func(p *ledger.Person) bool { return p.Sex == ledger.Female }); x > 0.8 {
		t.Errorf("odds ratio of a long record and being female: %.2f", x)
	}
	if x := odds(func(p *ledger.Person) bool { return p.Age < 25 }); x > 0.7 {
		t.Errorf("odds ratio of a long record and being under 25: %.2f", x)
	}
}

// TestStatedAge: everybody has it, and the share under 18 follows.
func TestStatedAge(t *testing.T) {
	for age, youth := range map[float64]bool{15.5: true, 18: false, 80: false} {
		l := world(50, 0, 4, 0, func(p *Params) { p.Covariates.StatedAge = evidence.Years(age) })
		for _, p := range l.People {
			if p.Age != age || p.Youth != youth {
				t.Fatalf("stated %v: got %v, youth %v", age, p.Age, p.Youth)
			}
		}
	}
}

// TestCovariatesChangeNothing: who people are is drawn apart from what they
// do, and the same in every arm. Work, records, deaths and treatment act by who
// people are and are left out; nobody is under 18, which has evidence of its own.
func TestCovariatesChangeNothing(t *testing.T) {
	apart := func(p *Params) { p.Mortality.Enabled, p.Treatment.Enabled, p.Covariates.Youth = false, false, 0 }
	usual := world(600, 2*sim.Year, 8, 0, unlabelled, oneMix, dependenceInert, apart)
	other := world(600, 2*sim.Year, 8, 0, unlabelled, oneMix, dependenceInert, apart, func(p *Params) {
		p.Covariates.Female, p.Covariates.Cannabis, p.Covariates.PriorCorrelation = 0.6, 0.2, -0.3
	})
	sameLatent(t, "other people", usual, other)
	diverted := world(600, 2*sim.Year, 8, 0, unlabelled, oneMix, dependenceInert, apart, scheme)
	for i := range usual.People {
		if usual.People[i].Traits != diverted.People[i].Traits {
			t.Fatalf("person %d is %v in one arm and %v in another", i, usual.People[i].Traits, diverted.People[i].Traits)
		}
	}
}

// TestPriorGradient: with the starting value of the correlation, people of the
// highest band reoffend about 47/10.5 times as often as those with no record,
// and the frailty keeps its law. 40,000 people; the ratio has a standard error
// of about 0.16 and is wanted within 0.9.
func TestPriorGradient(t *testing.T) {
	l := world(40_000, 3*sim.Year/2, 6, 0)
	var o outcome.People
	o.Read(l)
	again, all := [ledger.PriorBands]float64{}, [ledger.PriorBands]float64{}
	for i := range l.People {
		b := l.People[i].Prior
		all[b]++
		if o.First[outcome.Proven][i] < sim.Year {
			again[b]++
		}
	}
	last := 0.0
	for b := range all {
		if again[b]/all[b] <= last {
			t.Errorf("%s: %.3f reoffend, no more than in the band below", priorTable[b].label, again[b]/all[b])
		}
		last = again[b] / all[b]
	}
	if got, want := last*all[0]/again[0], 47/10.5; math.Abs(got-want) > 0.9 {
		t.Errorf("reoffending with a long record is %.2f times that with none; published: %.2f", got, want)
	}
	mean := 0.0
	for _, p := range l.People {
		mean += p.Frailty / float64(len(l.People))
	}
	if math.Abs(mean-1) > 4.5*math.Sqrt(5.2/60_000) {
		t.Errorf("the mean frailty is %.4f", mean)
	}
}
