package model

import (
	"testing"

	"diversim/sim"
)

func BenchmarkRun(b *testing.B) {
	for _, scheme := range []string{"none", "deferred-prosecution"} {
		b.Run(scheme, func(b *testing.B) {
			p, _ := New()
			p.Programme.Scheme = scheme
			m := Prepare(p, Config{People: 1500, Horizon: 3 * sim.Year, Force: "West Midlands"}, nil)
			var w World
			m.Run(&w, 1, 0)
			b.ReportAllocs()
			b.ResetTimer()
			ev := int64(0)
			for i := 0; i < b.N; i++ {
				m.Run(&w, 1, i%50)
				ev += w.Ledger.Events
			}
			b.ReportMetric(float64(ev)/b.Elapsed().Seconds(), "events/s")
		})
	}
}

func BenchmarkPrepare(b *testing.B) {
	for i := 0; i < b.N; i++ {
		p, _ := New()
		Prepare(p, Config{People: 1500, Horizon: 3 * sim.Year, Force: "West Midlands"}, nil)
	}
}
