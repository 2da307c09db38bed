package model

import (
	"testing"

	"diversim/sim"
)

// BenchmarkRun is one replication of the pilot's people over three years,
// without and with a scheme.
func BenchmarkRun(b *testing.B) {
	for _, scheme := range []string{NoScheme, schemeTable[deferredProsecution].name} {
		b.Run(scheme, func(b *testing.B) {
			p, _ := New()
			p.Programme.Scheme = scheme
			m := Prepare(p, Config{People: 1500, Horizon: 3 * sim.Year}, nil)
			var w World
			m.Run(&w, 1, 0)
			events := int64(0)
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				m.Run(&w, 1, i)
				events += w.Ledger.Events
			}
			b.ReportMetric(float64(events)/b.Elapsed().Seconds(), "events/s")
		})
	}
}

// BenchmarkPrepare is the work done once per arm: funding and the copy of the
// study.
func BenchmarkPrepare(b *testing.B) {
	for range b.N {
		p, _ := New()
		Prepare(p, Config{People: 1500, Horizon: 3 * sim.Year}, nil)
	}
}
