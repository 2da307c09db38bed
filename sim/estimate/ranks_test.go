package estimate

import (
	"math"
	"testing"

	"diversim/sim"
)

func TestRankCorrelation(t *testing.T) {
	nan := math.NaN()
	for name, c := range map[string]struct {
		a, b []float64
		want float64
	}{
		"rises, bent":   {[]float64{1, 2, 3, 4}, []float64{1, 10, 1000, math.Inf(1)}, 1},
		"falls":         {[]float64{1, 2, 3}, []float64{3, 2, 1}, -1},
		"ties":          {[]float64{1, 2, 2, 3}, []float64{1, 2, 3, 4}, 4.5 / math.Sqrt(4.5*5)},
		"a gap":         {[]float64{1, nan, 2, 3}, []float64{1, 2, 3, nan}, 1},
		"does not vary": {[]float64{1, 1, 1}, []float64{1, 2, 3}, nan},
		"nothing":       {nil, nil, nan},
	} {
		if got := RankCorrelation(c.a, c.b); math.Abs(got-c.want) > 1e-12 || math.IsNaN(got) != math.IsNaN(c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

// The interval of a rank correlation has what is so, and its error is the spread of
// estimates: 4,000 samples of 250 pairs of normal quantities, for each correlation one
// false alarm in ten thousand of coverage that is 95% to one per cent, and a spread
// within a twentieth.
func TestRankInterval(t *testing.T) {
	const samples, pairs = 4000, 250
	for n, truth := range []float64{0, 0.64, 0.84} {
		of := 2 * math.Sin(math.Pi*truth/6) // of the normal quantities
		draws := sim.NewDraws(uint64(n), 0)
		covered, errors := 0, 0.0
		estimates := make([]float64, samples)
		for i := range uint32(samples) {
			a, b := make([]float64, pairs), make([]float64, pairs)
			for k := range uint32(pairs) {
				u, v := draws.Pair(sim.Design, i, 0, k)
				a[k] = sim.NormalScore(u)
				b[k] = of*a[k] + math.Sqrt(1-of*of)*sim.NormalScore(v)
			}
			r := RankCorrelation(a, b)
			se, low, high := RankInterval(r, pairs)
			estimates[i] = r
			errors += se / samples
			if low <= truth && truth <= high {
				covered++
			}
		}
		share := float64(covered) / samples
		if reach := 0.01 + 3.9*math.Sqrt(0.95*0.05/samples); math.Abs(share-0.95) > reach {
			t.Errorf("%v: in %v of intervals, want 0.95 within %v", truth, share, reach)
		}
		if spread := math.Sqrt(Variance(estimates)); math.Abs(errors/spread-1) > 0.05 {
			t.Errorf("%v: an error of %v, and a spread of %v", truth, errors, spread)
		}
	}
}

// Of many quantities on which nothing bears the greatest rank correlation goes beyond
// what chance makes of so many at the stated rate: 400 families of 20, 200 pairs, one
// false alarm in ten thousand on either side.
func TestRankByChance(t *testing.T) {
	const families, others, pairs, rate = 400, 20, 200, 0.1
	beyond := 0
	for f := range uint64(families) {
		draws := sim.NewDraws(f, 0)
		column := func(c uint32) []float64 {
			all := make([]float64, pairs)
			for k := range all {
				all[k] = draws.Uniform(sim.Design, uint32(k), 0, c)
			}
			return all
		}
		quantity, most := column(others), 0.0
		for c := range uint32(others) {
			most = max(most, math.Abs(RankCorrelation(column(c), quantity)))
		}
		if most > RankByChance(rate, others, pairs) {
			beyond++
		}
	}
	if BinomialUpperTail(families, beyond, rate) < 1e-4 || BinomialUpperTail(families, families-beyond, 1-rate) < 1e-4 {
		t.Errorf("%d of %d families, want %v of them", beyond, families, rate)
	}
}
