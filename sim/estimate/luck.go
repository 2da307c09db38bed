package estimate

import (
	"math"
	"slices"
)

// What an option is worth in a draw of inputs is told by people who are simulated, and
// so has their luck in it, which nobody can know before deciding. Luck below is the
// variance that it alone gives each value, by draw, as told by other people with the
// same inputs; it may be of the first draws only.

// LuckShare is the share of the variance of values over draws that is luck, at most 1;
// 0 where the values do not vary or nothing is told of luck.
func LuckShare(values, luck []float64) float64 {
	return shareOfLuck(once(len(values)), func(r int) float64 { return values[r] }, toldOf(luck))
}

// KnowingInputs is what it is worth to know the inputs of a draw, and not its luck,
// before deciding: PerfectInformation about values that are drawn together around the
// mean of their option, until its share of luck has gone from their variance. Luck is
// by option. The error has that of the shares in it. It panics without luck for each
// option, and if options have different numbers of draws.
func (o Options) KnowingInputs(luck [][]float64, resamples int, seed uint64) Resampled {
	wantSameLength("the luck", len(luck), len(o))
	rows := o.whole()
	return leastOf(resample(len(rows), resamples, seed, func(counts []float64) []float64 {
		known := make([][]float64, len(rows))
		for a, values := range o {
			value, told := func(i int) float64 { return values[rows[i]] }, toldOf(luck[a])
			mean := weightedMean(counts, value)
			left := math.Sqrt(1 - shareOfLuck(counts, value, func(i int) float64 { return told(rows[i]) }))
			for i := range rows {
				known[i] = append(known[i], mean+left*(value(i)-mean))
			}
		}
		return gainsOfKnowing(known, counts)
	}))
}

// whole are the draws in which every option has a value.
func (o Options) whole() (rows []int) {
	for a := range o {
		wantSameLength("each option", len(o[a]), len(o[0]))
	}
	if len(o) == 0 {
		return nil
	}
	for r := range o[0] {
		if !slices.ContainsFunc(o, func(values []float64) bool { return math.IsNaN(values[r]) }) {
			rows = append(rows, r)
		}
	}
	return rows
}

// toldOf is the luck of a draw, NaN where it is not told.
func toldOf(luck []float64) func(draw int) float64 {
	return func(draw int) float64 {
		if draw >= len(luck) {
			return math.NaN()
		}
		return luck[draw]
	}
}

// shareOfLuck is that over rows that are there so many times.
func shareOfLuck(counts []float64, value, luck func(row int) float64) float64 {
	mean := weightedMean(counts, value)
	var squares, lucky compensated
	all, told := 0.0, 0.0
	for r, c := range counts {
		if c == 0 {
			continue
		}
		apart := value(r) - mean
		squares.add(c * (apart * apart))
		all += c
		if l := luck(r); !math.IsNaN(l) {
			lucky.add(c * l)
			told += c
		}
	}
	variance := squares.total() / (all - 1)
	if !(variance > 0) || told == 0 {
		return 0
	}
	return min(1, lucky.total()/told/variance)
}
