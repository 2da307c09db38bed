package study

import (
	"context"
	"testing"

	"diversim/scenarios"
)

// draws is how many parameter draws a value-of-information analysis asks for.
const draws = 10_000

// BenchmarkDraws is one parameter draw of the pilot on one core: every input that is
// left open drawn from its prior, both arms prepared, run on 1,500 people for 18
// months, and their outcomes read.
func BenchmarkDraws(b *testing.B) {
	people, horizon := 1500, "18 months"
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people, Horizon: &horizon})
	if err != nil {
		b.Fatal(err)
	}
	e, err := NewExperiment(s.WithArms("usual", "diversion"), nil, Options{Seed: 1, Workers: 1})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	err = e.Evaluate(context.Background(), b.N,
		func(point int) ([]float64, []int) { return e.FromPriors(point), []int{point} },
		func(*Evaluated) error { return nil })
	if err != nil {
		b.Fatal(err)
	}
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "draws/s")
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)*draws, "s/10k-draws/core")
}
