package model

import (
	"testing"
	"time"

	"diversim/model/evidence"
	"diversim/sim"
)

// country is every force area at a part of its real volume.
func country(t testing.TB, part float64, start func(evidence.ForceArea) sim.Time) []Area {
	t.Helper()
	var all []Area
	for _, f := range evidence.Forces() {
		all = append(all, Area{
			Name: f.Name, Population: f.Population, Contacts: f.Possession(),
			Simulated: true, People: int(part * float64(f.Possession())), Start: start(f),
		})
	}
	return all
}

func TestCountryRuns(t *testing.T) {
	p, r := New()
	set := func(key, text string) {
		v, err := r.Parse(key, text)
		if err != nil {
			t.Fatal(err)
		}
		r.Set(key, v)
	}
	set("programme.scheme", "deferred-prosecution")
	set("areas.distinct", "true")
	set("areas.learning", "pooled")
	set("police.comparator_mix", "by-force")
	start := time.Now()
	n := PrepareNation(p, Config{Horizon: 3 * sim.Year}, country(t, 0.1, func(evidence.ForceArea) sim.Time { return 0 }), Contrasts{})
	t.Log("prepare", time.Since(start))
	start = time.Now()
	plan := n.Plan(1, 0, nil)
	t.Log("plan", time.Since(start))
	var w World
	start = time.Now()
	people, contacts := 0, 0
	for g := range n.areas {
		n.Run(&w, g, plan, 1, 0)
		people += len(w.Ledger.People)
		for _, c := range w.Ledger.Contacts {
			if c.Number == 0 && c.Offered {
				contacts++
			}
		}
	}
	t.Log("run", time.Since(start), people, contacts, plan.money[0], plan.known[0], w.years[0], w.area)
}
