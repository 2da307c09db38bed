package model

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"diversim/model/ledger"
	"diversim/sim"
)

// mean is that of a count over people, and its standard error.
func mean(l *ledger.Ledger, of func(p *ledger.Person) float64) (m, se float64) {
	sum, squares, n := 0.0, 0.0, float64(len(l.People))
	for i := range l.People {
		x := of(&l.People[i])
		sum += x
		squares += x * x
	}
	m = sum / n
	return m, math.Sqrt((squares/n - m*m) / n)
}

func earlierContacts(p *ledger.Person) float64 { return float64(p.Before.Contacts) }

// recurring makes contacts frequent and people less unlike than in the base
// case, so that tests have power.
func recurring(p *Params) {
	p.Frailty.Offending = 1.5
	oneMix(p)
}

// TestPastByRecruitment: over two years of history, a cohort has had the mean
// number of contacts, and people found through a random contact 1 + variance
// times as many; a first contact in a window of a year follows as long without
// one as in a stream, where the first contact of the year is simulated. 40,000
// people a mode, five comparisons at 4.5 standard errors: a false alarm in
// 29,000 runs.
func TestPastByRecruitment(t *testing.T) {
	of := func(mode string) *ledger.Ledger {
		return world(40_000, 0, 41, 0, recurring, func(p *Params) { p.Index.Mode, p.Index.History = mode, 2 })
	}
	p, _ := New()
	recurring(p)
	s := settle(p, Config{People: 1}, nil, nil)
	check := func(what string, l *ledger.Ledger, of func(p *ledger.Person) float64, want, wantSE float64) {
		t.Helper()
		got, se := mean(l, of)
		if z := (got - want) / math.Hypot(se, wantSE); math.Abs(z) > 4.5 {
			t.Errorf("%s: %.4f, want %.4f (z %.1f)", what, got, want, z)
		}
	}
	cohort := of(ModeCohort)
	check("contacts of a cohort", cohort, earlierContacts, 2*s.contactRate(), 0)
	check("contacts of people found through one", of(ModeEventSampled), earlierContacts, 2*s.contactRate()*2.5, 0)
	check("sanctions of a cohort", cohort, func(p *ledger.Person) float64 { return float64(p.Before.Sanctioned) }, 2*0.845, 0)
	stream, streamSE := mean(of(ModeStream), earlierContacts)
	check("contacts before the first in a window", of(ModeWindow), earlierContacts, stream, streamSE)
	whole, _ := mean(of(ModeWindow), func(p *ledger.Person) float64 { return 2 * s.contactRate() * p.Frailty })
	if stream > whole*0.95 {
		t.Errorf("a first contact in a window is preceded by %.3f contacts, of %.3f if nothing were known of the year before", stream, whole)
	}
}

// TestPastIsCommon: the arms of a world have the same past, and nothing of it
// bears on the future.
func TestPastIsCommon(t *testing.T) {
	usual := world(500, sim.Year, 42, 0)
	diverted := world(500, sim.Year, 42, 0, scheme)
	longer := world(500, sim.Year, 42, 0, func(p *Params) { p.Index.History = 5 })
	sameLatent(t, "a longer history", usual, longer)
	more := 0
	for i := range usual.People {
		if usual.People[i].Before != diverted.People[i].Before {
			t.Fatalf("person %d had %+v and %+v before", i, usual.People[i].Before, diverted.People[i].Before)
		}
		if longer.People[i].Before.Sanctioned > usual.People[i].Before.Sanctioned {
			more++
		}
	}
	if more == 0 {
		t.Error("nobody has more of a past over five years than over one")
	}
}

// TestDescriptionOfThePast: the model's description states by how much the year after
// the index contact has more sanctioned offences than the year before under usual
// disposals, and that it has not where nothing has an effect. 20,000 people; over seeds
// the ratio varied with a standard deviation of 0.02, so that a bound of 0.1 gives a
// false alarm once in a million seeds.
func TestDescriptionOfThePast(t *testing.T) {
	const stated, bound = 1.76, 0.1
	text, err := os.ReadFile("ODD.md")
	if err != nil {
		t.Fatal(err)
	}
	if words := fmt.Sprintf("are %.2f times those of the year before", stated); !strings.Contains(strings.Join(strings.Fields(string(text)), " "), words) {
		t.Errorf("ODD.md does not say %q", words)
	}
	after := func(set ...func(*Params)) float64 {
		l := world(20_000, sim.Year, 43, 0, append(set, alone)...)
		before, n := 0.0, 0.0
		for i := range l.People {
			before += float64(l.People[i].Before.Sanctioned)
		}
		for _, o := range l.Offences {
			if o.SanctionedAt != sim.Never {
				n++
			}
		}
		return n / before
	}
	if got := after(); math.Abs(got-stated) > bound {
		t.Errorf("wanted %v; got %v", stated, got)
	}
	if got := after(null); math.Abs(got-1) > bound {
		t.Errorf("without effects wanted 1; got %v", got)
	}
}

// TestAttendanceShifts: being young or seen virtually moves the attendance of
// those concerned alone.
func TestAttendanceShifts(t *testing.T) {
	attended := func(set ...func(p *Params)) (young, adult float64) {
		l := world(4000, sim.Year, 43, 0, append([]func(p *Params){scheme, alone, oneMix, func(p *Params) {
			p.Covariates.Youth = 0.5
			p.Programme.CaseworkCost = 0 // no contact intensity to be planned anew
		}}, set...)...)
		for _, s := range l.Spells {
			if s.Contact == 0 && s.AttendedAt != sim.Never {
				if l.People[s.Person].Youth {
					young++
				} else {
					adult++
				}
			}
		}
		return
	}
	young, adult := attended()
	youngMore, adultSame := attended(func(p *Params) { p.Engagement.YouthSlope = 1 })
	if youngMore <= young*1.05 || adultSame != adult {
		t.Errorf("a slope of youth: %v of the young, then %v; %v adults, then %v", young, youngMore, adult, adultSame)
	}
	off, _ := attended(func(p *Params) { p.Engagement.VirtualSlope = -1 })
	on, onAdult := attended(func(p *Params) { p.Engagement.VirtualSlope, p.Engagement.Virtual = -1, true })
	if off != young || on >= young*0.95 || onAdult >= adult*0.95 {
		t.Errorf("virtual: %v of the young off, %v on, of %v; %v adults of %v", off, on, young, onAdult, adult)
	}
}
