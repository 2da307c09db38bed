package model

import (
	"fmt"
	"testing"
	"time"

	"diversim/model/ledger"
	"diversim/sim"
)

func TestSmoke(t *testing.T) {
	for _, scheme := range []string{"none", "deferred-prosecution"} {
		p, _ := New()
		p.Programme.Scheme = scheme
		t0 := time.Now()
		m := Prepare(p, Config{People: 1500, Horizon: 3 * sim.Year, Force: "West Midlands"}, nil)
		fmt.Println(scheme, "prepare", time.Since(t0))
		fmt.Printf("contrast %+v ind %.4f\nfunding %+v rate %.2f base %+v\n rates %v\n", m.set.contrast, m.set.contrast.Individual(), m.set.funding, m.set.funding.rate(), m.set.base, m.set.rate)
		var w World
		t0 = time.Now()
		n := 20
		var ev int64
		for r := range n {
			m.Run(&w, 1, r)
			ev += w.Ledger.Events
		}
		el := time.Since(t0)
		fmt.Println("run", el/time.Duration(n), "events", ev/int64(n), "M/s", float64(ev)/el.Seconds()/1e6)
		exits := map[ledger.Exit]int{}
		var spent int64
		for _, s := range w.Ledger.Spells {
			exits[s.Exit]++
			spent += s.Spent
		}
		fmt.Println(exits, "spent", spent, "stays", len(w.Ledger.Stays), "contacts", len(w.Ledger.Contacts), "offences", len(w.Ledger.Offences), "costs", len(w.Ledger.Costs))
		for mo := 3; mo <= 36; mo += 11 {
			var k int
			first := map[uint32]bool{}
			for _, o := range w.Ledger.Offences {
				if o.SanctionedAt != sim.Never && o.At-w.Ledger.People[o.Person].Index < sim.YearsOf(float64(mo)/12) && !first[o.Person] {
					first[o.Person] = true
					k++
				}
			}
			fmt.Println(mo, float64(k)/1500)
		}
	}
}
