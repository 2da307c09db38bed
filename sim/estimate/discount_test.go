package estimate

import (
	"math"
	"testing"
)

func TestP24Discounting(t *testing.T) {
	const cost, health = Rate(0.035), Rate(0.015)
	agree(t, []answer{
		{"factor", cost.Factor(5), 0.8419731668585239, 0},
		{"end of year", 1000 * cost.EndOfYear(5), 4515.052375470748, 0},
		{"mid-year", 1000 * cost.MidYear(5), 4593.386265230433, 0},
		{"flow", 1000 * cost.Flow(0, 5), 4593.612771933609, 0},
		{"health", 0.85 * health.Flow(0, 10), 7.8975024090054236, 0},
		{"prices", Reprice(1000, 88, 116.9), 1328.409090909091, 0},
		{"lump", 500 * cost.Factor(400/365.25), 481.5132307893769, 0},
	})
}

// At a rate of 0 nothing is discounted, to the last bit; flows add up over
// adjoining spans; and a short flow is worth its lump.
func TestDiscountingIdentities(t *testing.T) {
	const none, r = Rate(0), Rate(0.035)
	if none.Factor(7.3) != 1 || none.Flow(1.25, 3.5) != 2.25 || none.EndOfYear(4) != 4 || none.MidYear(4) != 4 {
		t.Error("a rate of 0 discounts")
	}
	agree(t, []answer{
		{"spans add up", r.Flow(0.5, 2) + r.Flow(2, 4), r.Flow(0.5, 4), 1e-14},
		{"a short flow", r.Flow(2, 2+1e-7) / 1e-7, r.Factor(2), 1e-7},
		{"an empty flow", r.Flow(2, 2), 0, 0},
		{"no years", r.EndOfYear(0), 0, 0},
		{"a perpetuity", Rate(0.05).EndOfYear(2000), 20, 1e-12},
	})
	for _, rate := range []Rate{-1, Rate(math.NaN()), Rate(math.Inf(1))} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a rate of %v was taken", float64(rate))
				}
			}()
			rate.Factor(1)
		}()
	}
}

func TestP26BreakEven(t *testing.T) {
	at := func(share float64) BreakEven {
		return BreakEven{CostPounds: 40, CumulativeIntensity: 0.7598, Engaged: 0.45, ValuePounds: 3000, Released: share}
	}
	agree(t, []answer{
		{"average", at(1).HazardRatio(), 0.9610033829565285, 0},
		{"average, avoided", at(1).Avoided(1500), 20, 0},
		{"marginal", at(0.25).HazardRatio(), 0.844013531826114, 0},
		{"marginal, avoided", at(0.25).Avoided(1500), 80, 0},
		{"cashable", at(0.05).HazardRatio(), 0.22006765913057041, 0},
		{"cashable, avoided", at(0.05).Avoided(1500), 400, 0},
		{"of everybody", at(1).Reduction(), 0.017548477669562166, 0},
	})
	if got := at(0).HazardRatio(); !math.IsNaN(got) {
		t.Errorf("nothing is released: got %v, want no ratio", got)
	}
}
