package study

import (
	"runtime"
	"testing"

	"diversim/scenarios"
)

// decade is the national arm over ten years of an open population at the real
// volume of recorded possession, and at parts of it.
func decade(b *testing.B, people string) *scenarios.Scenario {
	b.Helper()
	s, err := scenarios.Parse("decade", []byte(`
title: A decade
question: How long does it take?
people: `+people+`
intake: 10y
horizon: 18 months
forces: all
comparator: national
set:
  areas.distinct: {value: true, because: "force areas differ"}
  areas.learning: {value: pooled, because: "a national approach"}
  effect.scale: {value: individual, because: "as the library's national scenarios"}
  police.comparator_mix: {value: by-force, because: "as the library's national scenarios"}
  index.mode: {value: open, because: "people seen before, and new ones"}
  programme.years: {value: 10y, because: "as long as the run"}
  programme.scheme: {value: deferred-prosecution, because: "the arm that costs most"}
arms:
  national: {}
`), scenarios.Overrides{})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkDecade is one replication of one arm: 43 force areas, ten years. The cost
// is in people; nothing grows faster than they do.
func BenchmarkDecade(b *testing.B) {
	for _, c := range []struct{ name, people string }{
		{"1,352", "1_352"}, {"13,517", "13_517"}, {"135,168", "135_168"},
	} {
		b.Run(c.name, func(b *testing.B) {
			p := newPlan(decade(b, c.people), Options{Seed: 1, Replications: 1, Lean: true})
			w := p.newWorker()
			var people, events int64
			b.ResetTimer()
			for i := range b.N {
				r := p.run(w, i)
				events += r.events
				people += int64(w.people[0].Len())
			}
			b.StopTimer()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(people)/b.Elapsed().Seconds(), "people/s")
			b.ReportMetric(float64(events)/b.Elapsed().Seconds(), "events/s")
			b.ReportMetric(float64(m.Sys)/(1<<20), "MiB")
		})
	}
}
