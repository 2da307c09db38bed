package model

import (
	"math"
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
	"diversim/sim/estimate"
)

// isolatedPlaces draws waits, or losses, from the law of a service in
// equilibrium.
func isolatedPlaces(p *Params) { p.Provider.Places = PlacesIsolated }

// The law in equilibrium is that of Erlang at a load which it brings about:
// whoever waits by it makes that load.
func TestIsolatedLoadIsItsOwnCause(t *testing.T) {
	for name, c := range map[string]struct {
		slots float64
		set   func(*Params)
	}{
		"hardly a wait":               {110, func(*Params) {}},
		"some wait":                   {85, func(*Params) {}},
		"far more people than places": {30, func(*Params) {}},
		"others fill most":            {60, func(p *Params) { p.Provider.Background = 400 }},
		"appointments":                {260, func(p *Params) { p.Engagement.Mode = ModeAppointments }},
	} {
		p, _ := New()
		scheme(p)
		isolatedPlaces(p)
		p.Provider.Slots = evidence.Count(c.slots)
		c.set(p)
		m := Prepare(p, Config{People: 1500, Horizon: sim.Year}, nil)
		l := m.set.places
		load, stay := m.set.placeLoad(m.set.placeDemand(), l)
		wantYears := stay / (c.slots - l.load)
		switch {
		case !m.PlacesSettled() || l.load >= c.slots:
			t.Errorf("%s: no equilibrium at a load of %v on %v places", name, l.load, c.slots)
		case math.Abs(load/l.load-1) > 1e-5 || math.Abs(wantYears/l.years-1) > 1e-5:
			t.Errorf("%s: a load of %v brings about %v, waits of %v years %v", name, l.load, load, l.years, wantYears)
		case math.Abs(l.delayed-erlangC(int(c.slots), l.load)) > 1e-12:
			t.Errorf("%s: %v wait, of Erlang %v", name, l.delayed, erlangC(int(c.slots), l.load))
		}
	}
}

// Where those who do not mind the wait fill all places there is no
// equilibrium, and the model says so.
func TestIsolatedWithoutEquilibrium(t *testing.T) {
	p, _ := New()
	scheme(p)
	isolatedPlaces(p)
	p.Provider.Slots, p.Engagement.WaitSlope = 20, 0
	m := Prepare(p, Config{People: 1500, Horizon: sim.Year}, nil)
	if m.PlacesSettled() {
		t.Errorf("an equilibrium at a load of %v on 20 places", m.set.places.load)
	}
	p.Provider.Places = PlacesShared
	if !Prepare(p, Config{People: 1500, Horizon: sim.Year}, nil).PlacesSettled() {
		t.Error("shared places need none")
	}
}

// People wait by the law, each by a draw of their own: the share who wait and
// the mean of their waits are those of the law, at 4.5 standard errors over
// n = 3,000 people (a false alarm in 150,000 each), and nobody's wait depends
// on how many there are.
func TestIsolatedWaits(t *testing.T) {
	set := []func(*Params){noFeedback, isolatedPlaces, places(208, 3000)}
	p, _ := New()
	for _, s := range set {
		s(p)
	}
	law := Prepare(p, Config{People: 3000, Horizon: sim.Year}, nil).set.places
	waits := func(l *ledger.Ledger) (waits []float64) {
		for _, s := range l.Spells {
			if s.AttendedAt != sim.Never {
				waits = append(waits, (s.AttendedAt - s.OfferedAt - 7*sim.Day).Years())
			}
		}
		return waits
	}
	all := waits(world(3000, sim.Year, 81, 0, set...))
	n, delayed, sum := float64(len(all)), 0.0, 0.0
	for _, w := range all {
		if w > 0 {
			delayed++
			sum += w
		}
	}
	if se := math.Sqrt(law.delayed * (1 - law.delayed) / n); math.Abs(delayed/n-law.delayed) > 4.5*se || delayed < 100 {
		t.Errorf("%v of %v wait, want a share of %v", delayed, n, law.delayed)
	}
	if mean := sum / delayed; math.Abs(mean-law.years) > 4.5*law.years/math.Sqrt(delayed) {
		t.Errorf("those who wait do so for %v years, want %v", mean, law.years)
	}
	loss := func(p *Params) { p.Provider.WaitingList = false }
	p.Provider.WaitingList = false
	law = Prepare(p, Config{People: 3000, Horizon: sim.Year}, nil).set.places
	lost := 0.0
	for _, c := range world(3000, sim.Year, 82, 0, append(set, loss)...).Contacts {
		if c.Refusal == ledger.NoSlot {
			lost++
		}
	}
	if se := math.Sqrt(law.delayed * (1 - law.delayed) * 3000); math.Abs(lost-3000*law.delayed) > 4.5*se || lost < 100 {
		t.Errorf("%v of 3,000 are turned away, want %v", lost, 3000*law.delayed)
	}
}

// A shared service in equilibrium turns away the share that the law says: the
// two modes agree where the law is exact, which for losses it is whatever the
// law of the stay. n is the sum of 20 years of about 1,000 offers; blocking in
// one year correlates over stays of weeks, so that the tolerance is 4.5 times
// the spread over years.
func TestIsolatedLossIsSharedLossInEquilibrium(t *testing.T) {
	var shares []float64
	set := []func(*Params){noFeedback, places(70, 1000), func(p *Params) {
		p.Provider.WaitingList, p.Provider.RunIn, p.Provider.FirstWait = false, 1, 0
		p.Index.Arrivals, p.Engagement.NoEntry, p.Engagement.FrailtySlope = ArrivalsPoisson, 0, 0
		p.Engagement.Dropout, p.Provider.Earlier, p.Acceptance.Probability = 0, 1000, 1
		p.Engagement.LeverageSlope, p.Engagement.ContactSlope = 0, 0
		p.Programme.Scheme = schemeTable[outcome22].name
	}}
	for year := range 20 {
		lost, all := 0.0, 0.0
		for _, c := range world(1000, sim.Year/2, 83, year, set...).Contacts {
			all++
			if c.Refusal == ledger.NoSlot {
				lost++
			}
		}
		shares = append(shares, lost/all)
	}
	mean, variance := 0.0, 0.0
	for _, s := range shares {
		mean += s / 20
	}
	for _, s := range shares {
		variance += (s - mean) * (s - mean) / 19
	}
	p, _ := New()
	for _, s := range append(set, isolatedPlaces) {
		s(p)
	}
	law := Prepare(p, Config{People: 1000, Horizon: sim.Year}, nil).set.places
	if math.Abs(mean-law.delayed) > 4.5*math.Sqrt(variance/20) || mean < 0.05 {
		t.Errorf("shared places turn %v away, the law says %v (load %v)", mean, law.delayed, law.load)
	}
}

// The probabilities of Erlang are those that the analysis works with.
func TestErlang(t *testing.T) {
	for _, slots := range []int{1, 5, 40, 300} {
		for _, use := range []float64{0.1, 0.7, 0.99} {
			load := use * float64(slots)
			if b, want := erlangB(slots, load), estimate.ErlangB(slots, load); math.Abs(b-want) > 1e-12*want {
				t.Errorf("%v erlangs on %d places: B is %v, want %v", load, slots, b, want)
			}
			if c, want := erlangC(slots, load), estimate.ErlangC(slots, load); math.Abs(c-want) > 1e-12*want {
				t.Errorf("%v erlangs on %d places: C is %v, want %v", load, slots, c, want)
			}
		}
	}
}
