package model

import (
	"fmt"
	"math"
	"testing"

	"diversim/model/evidence"
	"diversim/sim"
)

// TestDropAndReturn: a scheme that is dropped is taken up again; spans follow on each
// other, do not overlap, and lie within the run. A scheme is dropped at the stated rate
// where it has no money and at exp(−χ) of it at the planned money: means over 43 areas
// and 300 replications at 4.5 standard errors, once in 74,000 times for both. Seen to
// fail with money that lowers the rate by its share, and with thresholds drawn once.
func TestDropAndReturn(t *testing.T) {
	n := spreads(everywhere, 20*sim.Year, func(a *Adoption) { a.Drop, a.DropFunding, a.Spontaneous = 1, 0, 1 })
	more := 0
	for seed := range uint64(20) {
		for g, spans := range n.Adopt(seed, 0, nil) {
			last := sim.Time(-1)
			for k, s := range spans {
				if k > 0 && s.Until-s.From == spans[k-1].Until-spans[k-1].From {
					t.Fatalf("seed %d, %s: two schemes of the same length in %v", seed, n.areas[g].Name, spans)
				}
				if s.From <= last || s.Until <= s.From || s.From >= 20*sim.Year {
					t.Fatalf("seed %d, %s: %v", seed, n.areas[g].Name, spans)
				}
				last = s.Until
			}
			more = max(more, len(spans))
		}
	}
	if more < 5 {
		t.Errorf("no scheme has more than %d spans", more)
	}
	for budget, rate := range map[float64]float64{0: 1, 60_000: math.Exp(-2)} {
		n := nation(country(0, everywhere), 500*sim.Year, func(p *Params) {
			p.Adoption.Process, p.Adoption.Spontaneous, p.Adoption.Contagion = true, 0, 0
			p.Adoption.Drop, p.Adoption.DropFunding = 1, 2
			p.National.FundingYears = 500
			p.Programme.Budget = evidence.Pounds(budget)
		})
		var stays []float64
		for r := range 300 {
			for _, spans := range n.Adopt(8, r, nil) {
				stays = append(stays, spans[0].Until.Years())
			}
		}
		within(t, fmt.Sprintf("stay at £%v", budget), stays, 1/rate)
	}
}

// TestFundingEnds: where the money ends in the middle of a year schemes are dropped at
// the higher rate from that second on. 12,900 schemes, of which those that last until
// then; a mean at 4.5 standard errors, once in 147,000 times. Seen to fail with an end
// that no moment of change is made of.
func TestFundingEnds(t *testing.T) {
	n := nation(country(0, everywhere), 200*sim.Year, func(p *Params) {
		p.Adoption.Process, p.Adoption.Spontaneous, p.Adoption.Contagion = true, 0, 0
		p.Adoption.Drop, p.Adoption.DropFunding = 1, 50
		p.National.FundingYears = 1.1
	})
	var after []float64
	for r := range 300 {
		for g, spans := range n.Adopt(9, r, nil) {
			if spans[0].Until < sim.YearsOf(1.1) {
				t.Fatalf("%s drops a scheme that has money", n.areas[g].Name)
			}
			after = append(after, spans[0].Until.Years()-1.1)
		}
	}
	within(t, "stay after the money", after, 1)
}
