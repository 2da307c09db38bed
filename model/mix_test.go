package model

import (
	"math"
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// TestMixesAverage: over the people of a class of drugs the tilted mixes have
// the published mix as their mean, outcome by outcome, and the log-odds of a
// charge rise by the slope from band to band.
func TestMixesAverage(t *testing.T) {
	p, _ := New()
	s := settle(p, Config{People: 1}, nil, nil)
	for _, scope := range []evidence.Scope{evidence.Cannabis, evidence.OtherDrug} {
		drug := ledger.Cannabis
		if scope == evidence.OtherDrug {
			drug = ledger.Opiate
		}
		var mean evidence.Mix
		last := math.NaN()
		for b, share := range s.bandsWith(scope, s.recruitedBands()) {
			total := 0.0
			for o, x := range s.mix[drug][b] {
				mean[o] += share * x
				total += x
			}
			if math.Abs(total-1) > 1e-12 {
				t.Errorf("%s, band %d: the mix sums to %v", drug, b, total)
			}
			charge := s.mix[drug][b][evidence.Charge]
			odds := math.Log(charge / (1 - charge))
			if math.Abs(odds-last-0.3) > 1e-9 && b > 0 {
				t.Errorf("%s, band %d: the log-odds of a charge rise by %v", drug, b, odds-last)
			}
			last = odds
		}
		for o, want := range evidence.WithoutScheme(scope) {
			if math.Abs(mean[o]-want) > 1e-12 {
				t.Errorf("%s: the mean share of %s is %v, published %v", drug, evidence.Outcome(o), mean[o], want)
			}
		}
	}
}

// TestMixesNeutral: without a tilt and a mix for each drug everybody has the
// pooled mix, to the bit.
func TestMixesNeutral(t *testing.T) {
	p, _ := New()
	oneMix(p)
	s := settle(p, Config{People: 1}, nil, nil)
	for d := range s.mix {
		for b, m := range s.mix[d] {
			if m != evidence.WithoutScheme(evidence.All) {
				t.Errorf("%s, band %d: %v", ledger.Drug(d), b, m)
			}
		}
	}
}

// TestMixesDrawn: 40,000 index contacts have the published mixes, and in a
// stream, where people of long records are found more readily, they have them
// too. 24 shares at 4.5 standard errors: a false alarm in some 6,000 runs.
func TestMixesDrawn(t *testing.T) {
	for _, mode := range []string{ModeCohort, ModeStream} {
		l := world(40_000, 0, 12, 0, func(p *Params) { p.Index.Mode = mode })
		for _, scope := range []evidence.Scope{evidence.Cannabis, evidence.OtherDrug} {
			n, counts := 0.0, map[ledger.Disposal]float64{}
			for _, c := range l.Contacts {
				if scopeOf(l.People[c.Person].Drug) == scope {
					n++
					counts[c.Baseline]++
				}
			}
			for o, want := range evidence.WithoutScheme(scope) {
				got := counts[disposalOf(evidence.Outcome(o))] / n
				if math.Abs(got-want) > 4.5*math.Sqrt(want*(1-want)/n) {
					t.Errorf("%s, %s, %s: %.4f of %v, published %.4f", mode, scope, evidence.Outcome(o), got, n, want)
				}
			}
		}
	}
}

// TestContactsSanctioned: the stated rate is that of sanctioned reoffences also
// where people of long records are charged more often. 60,000 people for a
// year, possession alone and no effects; 4.5 standard errors.
func TestContactsSanctioned(t *testing.T) {
	const people = 60_000
	l := world(people, sim.Year, 31, 0, null, func(p *Params) { p.Offending.PossessionShare = 1 })
	sanctions := make([]float64, people)
	sum, squares := 0.0, 0.0
	for _, o := range l.Offences {
		if o.SanctionedAt != sim.Never {
			sanctions[o.Person]++
		}
	}
	for _, n := range sanctions {
		sum += n
		squares += n * n
	}
	mean := sum / people
	se := math.Sqrt((squares/people - mean*mean) / people)
	if z := (mean - 0.845) / se; math.Abs(z) > 4.5 {
		t.Errorf("%.4f sanctioned contacts a person and year (z %.1f), stated: 0.845", mean, z)
	}
}
