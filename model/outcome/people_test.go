package outcome_test

import (
	"math"
	"testing"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
)

// three is a ledger of three people: one back twice and in custody, one who
// dies after half a year, one of whom nothing is heard.
func three() *ledger.Ledger {
	index := sim.Time(1000)
	person := func(died sim.Time) ledger.Person {
		return ledger.Person{Index: index, End: index + 3*sim.Year, Died: died}
	}
	offence := func(i uint32, t ledger.OffenceType, d ledger.Disposal, at, proven sim.Time) ledger.Offence {
		return ledger.Offence{Person: i, Type: t, Disposal: d, At: index + at, SanctionedAt: proven, ProvenAt: proven, BaselineProven: proven}
	}
	return &ledger.Ledger{
		Horizon: 3 * sim.Year,
		People:  []ledger.Person{person(sim.Never), person(index + sim.Year/2), person(sim.Never)},
		Offences: []ledger.Offence{
			offence(0, ledger.Possession, ledger.Diversion, sim.Year/4, sim.Never),
			offence(0, ledger.Acquisitive, ledger.Charge, sim.Year/3, index+2*sim.Year),
			offence(0, ledger.Possession, ledger.Charge, 2*sim.Year-1, index+2*sim.Year+1),
			offence(1, ledger.Violent, ledger.Unrecorded, sim.Year/4, sim.Never),
		},
		Stays: []ledger.Custody{
			{Person: 0, From: index + sim.Year/2, To: index + sim.Year},
			{Person: 0, From: index + sim.Year, To: index + sim.Year + sim.Year/4},
		},
	}
}

func TestMeasuresByHand(t *testing.T) {
	l := three()
	l.Offences[0].Diverted = true
	var p outcome.People
	p.Read(l)
	for name, want := range map[string]float64{
		"reoffending_12m_latent":                 2.0 / 3,
		"alive_and_free_12m_latent":              1.0 / 3,
		"reoffending_12m_proven":                 0, // the conviction comes after 18 months
		"alive_and_free_12m_proven":              2.0 / 3,
		"reoffending_24m_proven":                 1.0 / 3, // within 30 months
		"reoffending_6m_latent":                  2.0 / 3,
		"reoffences_per_year_at_risk_12m_latent": 2 / 2.0, // half a year, half a year, and one
		"custody_days":                           0.75 * 365.25 / 3,
		"custody_receptions":                     1.0 / 3,
		"life_years":                             6.5 / 3,
		"cycles_contacts":                        2.0 / 3,
		"cycles_recorded":                        1,
		"cycles_again_12m":                       1.0 / 3,
		"cycles_share_of_contacts":               3.0 / 5,
		"cycles_days_between":                    365.25,
		"cycles_diverted_again":                  1.0 / 3,
	} {
		m, known := outcome.Named(name)
		if !known {
			t.Errorf("no measure is called %s", name)
			continue
		}
		if got := m.Of(&p, nil); math.Abs(got-want) > 1e-5 {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	if p.FirstType[outcome.Recorded][0] != ledger.Possession || p.FirstType[outcome.Latent][0] != ledger.Acquisitive {
		t.Errorf("first events are of type %v and %v", p.FirstType[outcome.Recorded][0], p.FirstType[outcome.Latent][0])
	}
}

// TestRatiosOverNobody: a mean over nobody, and over no time, is no number.
func TestRatiosOverNobody(t *testing.T) {
	var p outcome.People
	p.Read(&ledger.Ledger{Horizon: 4 * sim.Year})
	for _, m := range outcome.Measures() {
		if got := m.Of(&p, nil); !math.IsNaN(got) {
			t.Errorf("%s over nobody is %v", m.Name, got)
		}
	}
}
