package model

import (
	"math"
	"testing"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
)

// TestDisposedAt: the index case is closed at the contact, at the caution, at
// the hearing or at the release; a breach that is charged closes it anew.
func TestDisposedAt(t *testing.T) {
	l := world(1500, 3*sim.Year, 77, 0, scheme, alone, func(p *Params) {
		p.Detection.LagCV, p.Court.DelayCV = 0, 0
		for o := range p.Police.Offer {
			p.Police.Offer[o] = 0.5
		}
	})
	p, _ := New()
	charge, caution, court := sim.YearsOf(float64(p.Detection.ChargeLag)), sim.YearsOf(float64(p.Detection.CautionLag)), sim.YearsOf(float64(p.Court.Delay))
	custody := 7 * 7 * sim.Day // half of fourteen weeks
	breach := map[uint32]sim.Time{}
	for _, s := range l.Spells {
		if s.Contact == 0 && s.BreachCharged {
			breach[s.Person] = s.DecidedAt
		}
	}
	seen := map[ledger.Disposal]int{}
	for _, c := range l.Contacts {
		if c.Number != 0 {
			continue
		}
		seen[c.Disposal]++
		want, got := c.At, l.People[c.Person].DisposedAt
		decided, again := breach[c.Person]
		switch {
		case again:
			seen[ledger.Unrecorded]++
			want = decided + court
		case c.Disposal == ledger.Caution:
			want += caution
		case c.Disposal == ledger.Charge:
			want += charge + court
		}
		if got != want && (want == c.At || got != want+custody) {
			t.Fatalf("person %d, %s, breach %v: closed %.2f days after the contact, want %.2f", c.Person, c.Disposal, again, (got - c.At).Days(), (want - c.At).Days())
		}
	}
	for _, d := range []ledger.Disposal{ledger.Unrecorded, ledger.NoFurtherAction, ledger.Caution, ledger.Charge, ledger.Diversion} {
		if seen[d] == 0 {
			t.Errorf("nobody has %s, so that nothing is tested", d)
		}
	}
}

// TestOfficialClock: what counts from the disposal, from a ledger by hand. The
// case was closed after half a year: an offence before does not count, one
// eighteen months after the contact does, and the proof has until two years.
func TestOfficialClock(t *testing.T) {
	const half = sim.Year / 2
	offence := func(at, proven sim.Time, kind ledger.OffenceType) ledger.Offence {
		return ledger.Offence{Type: kind, Disposal: ledger.Charge, At: at, SanctionedAt: proven, ProvenAt: proven, BaselineProven: proven}
	}
	l := &ledger.Ledger{
		Horizon: 3 * sim.Year, People: []ledger.Person{{End: 3 * sim.Year, DisposedAt: half}},
		Offences: []ledger.Offence{
			offence(half-2, sim.Year, ledger.Violent),
			offence(half-1, sim.Year, ledger.Violent),
			offence(half, sim.Year, ledger.Possession),
			offence(sim.Year+half-1, 2*sim.Year, ledger.Violent),
			offence(sim.Year+half-1, 2*sim.Year+1, ledger.Violent),
			offence(sim.Year+half, 2*sim.Year, ledger.Violent),
		},
	}
	for _, fromDisposal := range []bool{false, true} {
		l.FromDisposal = fromDisposal
		var p outcome.People
		p.Read(l)
		proven, excluding := uint32(3), uint32(2)
		if fromDisposal {
			proven, excluding = 2, 1
		}
		if p.Official[0] != 2 || p.ByContact[0] != 3 || p.Within[outcome.Proven][0] != proven || p.Within[outcome.ProvenExcluding][0] != excluding {
			t.Errorf("from the disposal %v: %d official, %d by contact, %d proven, %d of them no possession", fromDisposal,
				p.Official[0], p.ByContact[0], p.Within[outcome.Proven][0], p.Within[outcome.ProvenExcluding][0])
		}
	}
}

// TestOfficialClockOfOthers: a rate per year at risk, whose years are from the index
// contact, has the events of these years on either clock; who is alive and free is asked,
// on the official one, of people who are followed for as long as it needs. By hand: an
// offence before the disposal, proven, and none after it. Seen to fail with the events
// of the other year over the years of this one.
func TestOfficialClockOfOthers(t *testing.T) {
	for _, c := range []struct {
		fromDisposal bool
		horizon      sim.Time
		alive        float64
	}{{false, 3 * sim.Year, 0}, {true, 3 * sim.Year, 1}, {false, 2 * sim.Year, 0}, {true, 2 * sim.Year, math.NaN()}} {
		l := &ledger.Ledger{
			Horizon: c.horizon, FromDisposal: c.fromDisposal,
			People:   []ledger.Person{{End: c.horizon, DisposedAt: sim.Year / 2, Died: sim.Never}},
			Offences: []ledger.Offence{{Type: ledger.Violent, Disposal: ledger.Charge, At: sim.Year / 4, SanctionedAt: sim.Year, ProvenAt: sim.Year, BaselineProven: sim.Year}},
		}
		var p outcome.People
		p.Read(l)
		of := func(name string) float64 {
			m, _ := outcome.Named(name)
			return m.Of(&p, nil)
		}
		if got := of("reoffences_per_year_at_risk_12m_proven"); got != 1 {
			t.Errorf("from the disposal %v: %v reoffences per year at risk, want 1", c.fromDisposal, got)
		}
		if got := of("alive_and_free_12m_proven"); got != c.alive && !(math.IsNaN(got) && math.IsNaN(c.alive)) {
			t.Errorf("from the disposal %v, followed for %v: %v alive and free, want %v", c.fromDisposal, c.horizon, got, c.alive)
		}
	}
}

// TestBatchesOnEveryClock: offences that come together are counted one by one on either
// clock, and among those that are proven too late. By hand: three at once that are proven
// in time, and three that are not. Seen to fail with a batch that counts once.
func TestBatchesOnEveryClock(t *testing.T) {
	for _, fromDisposal := range []bool{false, true} {
		three := func(proven sim.Time) ledger.Offence {
			return ledger.Offence{Type: ledger.Violent, Disposal: ledger.Charge, At: sim.Year / 4, Further: 2, SanctionedAt: proven, ProvenAt: proven, BaselineProven: proven}
		}
		l := &ledger.Ledger{
			Horizon: 3 * sim.Year, FromDisposal: fromDisposal,
			People:   []ledger.Person{{End: 3 * sim.Year, Died: sim.Never}},
			Offences: []ledger.Offence{three(sim.Year), three(2 * sim.Year)},
		}
		var p outcome.People
		p.Read(l)
		for name, want := range map[string]float64{"reoffences_12m_proven": 3, "reoffences_12m_proven_excl_possession": 3, "proof_lost_12m": 0.5} {
			m, _ := outcome.Named(name)
			if got := m.Of(&p, nil); got != want {
				t.Errorf("from the disposal %v: %s is %v, want %v", fromDisposal, name, got, want)
			}
		}
	}
}
