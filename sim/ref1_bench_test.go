package sim_test

import (
	"fmt"
	"testing"
)

func BenchmarkREF1(b *testing.B) {
	for _, shared := range []bool{false, true} {
		for _, persons := range []int{1500, 100_000, 1_000_000} {
			for _, years := range []float64{2, 10} {
				name, slots := "U", independent
				if shared {
					name, slots = "C", persons/50
				}
				b.Run(fmt.Sprintf("%s/persons=%d/years=%g", name, persons, years), func(b *testing.B) {
					benchmarkREF1(b, newREF1(persons, slots, years))
				})
			}
		}
	}
}

func benchmarkREF1(b *testing.B, m *ref1) {
	m.run(1, 0) // sizes the storage
	b.ReportAllocs()
	var events int64
	replication := 0
	for b.Loop() {
		replication++
		events += m.run(1, replication).events()
	}
	seconds := b.Elapsed().Seconds()
	b.ReportMetric(float64(events)/seconds, "events/s")
	b.ReportMetric(float64(m.persons)*float64(replication)/seconds, "persons/s")
}
