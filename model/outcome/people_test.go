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

// TestEdgesOfSpans: an event in the last second of a span is in it, and so is its
// proof in the last second of six months more; a second later neither is.
func TestEdgesOfSpans(t *testing.T) {
	for k, span := range outcome.Spans {
		for _, late := range []sim.Time{0, 1} {
			for _, proof := range []sim.Time{0, 1} {
				l := three()
				index := l.People[0].Index
				l.Offences = []ledger.Offence{{
					Type: ledger.Violent, Disposal: ledger.Charge, At: index + span - 1 + late,
					SanctionedAt: index + span + late, ProvenAt: index + span + outcome.Wait + proof, BaselineProven: sim.Never,
				}}
				var p outcome.People
				p.Read(l)
				if got, want := p.ReoffendedBy(outcome.Latent, k, 0), late == 0; got != want {
					t.Errorf("%d seconds beyond %d months, latent: %v, want %v", late, outcome.Months(span), got, want)
				}
				if got, want := p.ReoffendedBy(outcome.Proven, k, 0), late == 0 && proof == 0; got != want {
					t.Errorf("%d seconds beyond %d months, proven %d beyond six more: %v, want %v", late, outcome.Months(span), proof, got, want)
				}
				if span == outcome.Window && p.Reoffended(outcome.Proven, 0) != p.ReoffendedBy(outcome.Proven, k, 0) {
					t.Errorf("%d seconds beyond twelve months, proven %d beyond six more: the counts do not agree", late, proof)
				}
			}
		}
	}
}

// TestAllMeasuresAtOnce: they are those that are asked for one by one.
func TestAllMeasuresAtOnce(t *testing.T) {
	var p outcome.People
	p.Read(three())
	for _, in := range [][]bool{nil, {true, false, true}, {false, false, false}} {
		all := outcome.All(&p, in)
		for k, m := range outcome.Measures() {
			if alone := m.Of(&p, in); math.Float64bits(all[k]) != math.Float64bits(alone) {
				t.Errorf("%s over %v is %v among all and %v alone", m.Name, in, all[k], alone)
			}
		}
	}
}
