package model

import (
	"fmt"
	"math"
	"testing"

	"diversim/model/outcome"
	"diversim/sim"
	"diversim/sim/estimate"
)

func TestStudyEngine(t *testing.T) {
	run := func(mu, share float64) {
		arm := func(on bool) *Model {
			p, _ := New()
			p.Effect.ForceLogHR = evidenceLog(mu)
			p.Effect.CourseShare = evidenceNum(share)
			p.Programme.Policy = PolicyOverspend
			p.Provider.Slots = evidenceCount(math.Inf(1))
			p.Police.Acceptance = 1
			if on {
				p.Programme.Scheme = "deferred-prosecution"
				p.Schemes[deferredProsecution].BreachCharge = 0
				p.Schemes[deferredProsecution].MaxOffers = evidenceCount(math.Inf(1))
				p.Breach.Reoffence = 0
				p.Programme.Years = 10
				for o := range p.Police.Offer {
					p.Police.Offer[o] = 0.5
				}
			}
			return Prepare(p, Config{People: 15000, Horizon: 3 * sim.Year, Force: "West Midlands"}, nil)
		}
		control, div := arm(false), arm(true)
		var w World
		var ppl outcome.People
		var times []float64
		var ev, ex []bool
		for r := range 15 {
			for k, m := range []*Model{control, div} {
				m.Run(&w, 1, r)
				ppl.Read(&w.Ledger)
				for _, f := range ppl.First[outcome.Sanctioned] {
					times = append(times, min(f, 3*sim.Year).Years())
					ev = append(ev, f != sim.Never)
					ex = append(ex, k == 1)
				}
			}
		}
		c, err := estimate.CoxTwoSample(times, ev, ex, estimate.Breslow)
		fmt.Println("mu", mu, math.Exp(mu), "share", share, "engine HR", math.Exp(c.LogHazardRatio), c.StandardError, err, "A", control.Contrast().Individual())
	}
	run(-0.123, 0.5)
	run(-0.123, 0)
	run(-0.123, 1)
	run(math.Log(0.968921), 0.5)
}
