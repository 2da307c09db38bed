package estimate

import (
	"math"
	"slices"

	"diversim/sim"
)

// The decisions of the draws that this package makes of a seed. The numbers are
// permanent; those below 64 are of package design, so that a design and what is
// said of it may have one seed.
const (
	resampledRow  sim.Decision = 64
	particleDraw  sim.Decision = 65
	particleMoves sim.Decision = 66
	joiningOrder  sim.Decision = 67
	dummyInput    sim.Decision = 68
	priorDraw     sim.Decision = 69
)

// Resampled is a number with what the bootstrap says of it: its standard error
// and percentiles. The three are NaN without resamples.
type Resampled struct {
	Value     float64
	SE        float64
	Low, High float64 // 2.5th and 97.5th percentile
}

// resample is several numbers worked out from rows, and again from as many rows
// drawn with replacement, some number of times. The numbers are a function of
// how often each row is there.
func resample(rows, times int, seed uint64, of func(counts []float64) []float64) []Resampled {
	wantCount("the number of resamples", times)
	counts := once(rows)
	whole := of(counts)
	again := make([][]float64, len(whole))
	for k := range times {
		clear(counts)
		draws := sim.NewDraws(seed, uint32(k))
		for i := range rows {
			counts[int(math.Floor(float64(rows)*draws.Uniform(sim.Design, uint32(i), resampledRow, 0)))]++
		}
		for i, x := range of(counts) {
			again[i] = append(again[i], x)
		}
	}
	all := make([]Resampled, len(whole))
	for i, value := range whole {
		low, _ := Percentile(again[i], lowTail)
		high, _ := Percentile(again[i], highTail)
		all[i] = Resampled{Value: value, SE: math.Sqrt(Variance(present(again[i]))), Low: low, High: high}
	}
	return all
}

// once is the counts of rows that are each there once.
func once(rows int) []float64 { return slices.Repeat([]float64{1}, rows) }

// weightedMean is a mean over rows that are there so many times.
func weightedMean(counts []float64, of func(row int) float64) float64 {
	var sum, n compensated
	for i, c := range counts {
		if c != 0 {
			sum.add(c * of(i))
			n.add(c)
		}
	}
	return ratio(sum.total(), n.total())
}
