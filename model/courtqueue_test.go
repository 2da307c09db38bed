package model

import (
	"math"
	"testing"

	"diversim/model/ledger"
	"diversim/sim"
)

func courtQueue(p *Params) { p.CourtQueue.Mode = CourtByQueue }

// courtWait is the mean time from charge to the end of the case, in years, of
// cases charged in the intake year.
func courtWait(l *ledger.Ledger) (years, cases float64) {
	for _, c := range l.Cases {
		if c.HeardAt != sim.Never && c.ChargedAt < sim.Year {
			years += (c.HeardAt - c.ChargedAt).Years()
			cases++
		}
	}
	return years / cases, cases
}

// At the defaults the courts take about as long as the law of court.delay says,
// and the cohort, with the later offences of all its people, is a small part of
// what they hear. A scheme shortens everybody's wait, and charging everyone lengthens it.
func TestCourtsAsAQueue(t *testing.T) {
	wait := func(set ...func(*Params)) float64 {
		l := world(1500, 2*sim.Year, 91, 0, append(set, courtQueue)...)
		years, cases := courtWait(l)
		if cases < 200 || l.Court.Queued-l.Court.LeftQueue != 0 {
			t.Errorf("%v cases, of the queue %d have never been heard", cases, l.Court.Queued-l.Court.LeftQueue)
		}
		if share := float64(len(l.Cases)) / float64(l.Court.Taken); share < 0.01 || share > 0.2 {
			t.Errorf("the cohort is %.3f of the courts' cases, later offences included", share)
		}
		return years
	}
	usual, scheme, charge := wait(), wait(scheme), wait(func(p *Params) { p.Police.ChargeEveryone = true })
	if math.Abs(usual-0.35) > 0.05 {
		t.Errorf("cases take %.3f years, court.delay says 0.35", usual)
	}
	if !(scheme < usual && usual < charge) {
		t.Errorf("waits of %.4f years with the scheme, %.4f as usual, %.4f if all are charged", scheme, usual, charge)
	}
}

// Nobody is convicted before the hearing, everybody guilty is then, and who is
// charged as under the comparator is proven as under the comparator. Faults
// that it was seen to find: the date of conviction taken from the law at the
// charge; convictions of the index case left out.
func TestConvictionsComeOfHearings(t *testing.T) {
	const people = 1500
	l := world(people, 3*sim.Year, 92, 0, courtQueue, func(p *Params) { p.Police.ChargeEveryone, p.Mortality.Enabled = true, false })
	hearings := map[uint32]map[sim.Time]bool{}
	for _, c := range l.Cases {
		if hearings[c.Person] == nil {
			hearings[c.Person] = map[sim.Time]bool{}
		}
		hearings[c.Person][c.HeardAt] = true
	}
	proven, recorded := 0, 0
	for _, o := range l.Offences {
		if o.Disposal != ledger.Charge || o.ProvenAt == sim.Never {
			continue
		}
		proven++
		if !hearings[o.Person][o.ProvenAt] {
			t.Fatalf("an offence of person %d is proven at %d, when there is no hearing", o.Person, o.ProvenAt)
		}
		if o.Type != ledger.Possession && o.BaselineProven != o.ProvenAt {
			t.Fatalf("a harm offence of person %d is proven at %d, under the comparator at %d", o.Person, o.ProvenAt, o.BaselineProven)
		}
	}
	for _, p := range l.People {
		if p.Recorded {
			recorded++
		}
	}
	p, _ := New()
	want := float64(p.Court.Conviction)
	if share := float64(recorded) / people; math.Abs(share-want) > 4.5*math.Sqrt(want*(1-want)/people) || proven < 500 {
		t.Errorf("%.3f of the index cases end in a conviction, want %.3f; %d others proven", share, want, proven)
	}
}

// Courts with no backlog and a room for every case hear each at once, and take
// the time of the case and no other: the mean is court.service.
func TestCourtsWithoutAQueue(t *testing.T) {
	l := world(1500, sim.Year, 93, 0, courtQueue, func(p *Params) {
		p.CourtQueue.Backlog, p.CourtQueue.Servers, p.CourtQueue.Service = 0, 1000, 10
		p.Police.ChargeEveryone, p.Mortality.Enabled = true, false
	})
	years, cases := courtWait(l)
	if want := 10 * sim.Day.Years(); math.Abs(years-want) > 4.5*want/math.Sqrt(cases) || l.Court.Queued != 0 {
		t.Errorf("%v cases take %.4f years, want %.4f; %d waited", cases, years, want, l.Court.Queued)
	}
}

// A region of another size has the same use of its courtrooms: cases take as
// long.
func TestCourtsScaleWithTheCohort(t *testing.T) {
	for _, people := range []int{300, 4000} {
		l := world(people, sim.Year, 94, 0, courtQueue)
		if years, cases := courtWait(l); math.Abs(years-0.35) > 0.1 || cases < 40 {
			t.Errorf("%d people: %v cases take %.3f years", people, cases, years)
		}
	}
}
