package model

import (
	"testing"

	"diversim/model/ledger"
	"diversim/sim"
)

// TestEligibility: each rule bars exactly those whom it names. The contacts of
// the same world under a rule are compared with what the rule says of them.
func TestEligibility(t *testing.T) {
	type contact struct {
		person *ledger.Person
		age    float64
		later  uint32
		harm   uint32
	}
	cases := map[string]struct {
		set  func(p *Params)
		bars func(c contact) bool
	}{
		"drug":        {func(p *Params) { p.Eligibility.Drug[ledger.Opiate] = false }, func(c contact) bool { return c.person.Drug == ledger.Opiate }},
		"minimum age": {func(p *Params) { p.Eligibility.MinimumAge = 18 }, func(c contact) bool { return c.age < 18 }},
		"maximum age": {func(p *Params) { p.Eligibility.MaximumAge = 40 }, func(c contact) bool { return c.age > 40 }},
		"offences":    {func(p *Params) { p.Eligibility.MostOffences = 2 }, func(c contact) bool { return c.later+c.harm > 2 }},
		"record":      {func(p *Params) { p.Eligibility.MostPriorOffences = 4 }, func(c contact) bool { return c.person.Prior > 2 }},
	}
	for name, x := range cases {
		l := world(1500, 2*sim.Year, 21, 0, oneMix, x.set, func(p *Params) {
			alone(p)
			p.Programme.Scheme, p.Programme.Years = schemeTable[outcome22].name, 10
			p.Programme.Course = false
		})
		barred := 0
		for _, c := range l.Contacts {
			p := &l.People[c.Person]
			at := contact{person: p, age: p.Age + (c.At - p.Index).Years(), later: c.Number}
			for _, o := range l.Offences {
				if o.Person == c.Person && o.Type != ledger.Possession && o.Disposal != ledger.Unrecorded && o.At < c.At {
					at.harm++
				}
			}
			if x.bars(at) {
				barred++
			}
			if c.Eligible == x.bars(at) {
				t.Fatalf("%s: a contact of %+v is eligible: %v", name, at, c.Eligible)
			}
		}
		if barred == 0 || barred == len(l.Contacts) {
			t.Errorf("%s bars %d of %d contacts, so that nothing is tested", name, barred, len(l.Contacts))
		}
	}
}

// TestBail: a rule against people on bail bars some later contacts and no index
// contact.
func TestBail(t *testing.T) {
	barred := 0
	l := world(3000, 2*sim.Year, 22, 0, alone, func(p *Params) {
		p.Programme.Scheme, p.Programme.Years, p.Programme.Course = schemeTable[outcome22].name, 10, false
		p.Eligibility.ExcludesBail = true
	})
	for _, c := range l.Contacts {
		if !c.Eligible {
			barred++
			if c.Number == 0 {
				t.Fatal("an index contact is barred")
			}
		}
	}
	if barred == 0 {
		t.Error("nobody is barred")
	}
}

// TestAcceptance: each term moves the log-odds as it says, and none of them is
// felt where it is 0.
func TestAcceptance(t *testing.T) {
	p, _ := New()
	a := p.Acceptance
	if got := a.of(false, true, 3); got != 0.97 {
		t.Errorf("by itself: %v", got)
	}
	a.Probability, a.Youth, a.Frailty, a.Admission = 0.5, 1, 2, 0.5
	for _, c := range []struct {
		admission, youth bool
		disengage, want  float64
	}{{false, false, 1, 0.5}, {false, true, 1, logistic(1)}, {true, false, 1, logistic(-0.5)}, {true, true, 2, logistic(0.5 - 2*0.6931471805599453)}} {
		if got := a.of(c.admission, c.youth, c.disengage); got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
	}
	a.Advice, a.AdviceShare = -1, 0.25
	if got, want := a.of(false, false, 1), 0.25*logistic(-1)+0.75*0.5; got != want {
		t.Errorf("with advice: got %v, want %v", got, want)
	}
}

// TestRefusalUpgrade: whoever declines is charged, and nobody else is dealt
// with otherwise.
func TestRefusalUpgrade(t *testing.T) {
	half := func(p *Params) { scheme(p); alone(p); p.Acceptance.Probability = 0.5 }
	usual := world(800, 0, 23, 0, half)
	upgraded := world(800, 0, 23, 0, half, func(p *Params) { p.Police.RefusalUpgrade = true })
	charged := 0
	for i, c := range upgraded.Contacts {
		declined := c.Offered && c.Disposal != ledger.Diversion
		switch {
		case declined && c.Disposal != ledger.Charge:
			t.Fatalf("person %d declined, and got: %s", c.Person, c.Disposal)
		case !declined && c.Disposal != usual.Contacts[i].Disposal:
			t.Fatalf("person %d did not decline, and got: %s", c.Person, c.Disposal)
		case declined:
			charged++
		}
	}
	if charged == 0 {
		t.Error("nobody declined")
	}
}
