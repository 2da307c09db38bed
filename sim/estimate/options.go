package estimate

import "math"

// Options holds what each of several options is worth under each draw of what
// is not known: net benefits by option and draw, in pounds. A draw with a NaN
// for any option is left out of all.
type Options [][]float64

// OptionsWorth values costs and effects, by option and draw, at a value of a
// unit of effect.
func OptionsWorth(value float64, costs, effects [][]float64) Options {
	wantSameLength("the effects", len(effects), len(costs))
	all := make(Options, len(costs))
	for a := range costs {
		wantSameLength("the effects of an option", len(effects[a]), len(costs[a]))
		all[a] = make([]float64, len(costs[a]))
		for r, cost := range costs[a] {
			all[a][r] = value*effects[a][r] - cost
		}
	}
	return all
}

// Expected is the mean of each option.
func (o Options) Expected() []float64 {
	draws, _ := complete(o)
	counts := once(len(draws))
	means := make([]float64, len(o))
	for a := range means {
		means[a] = weightedMean(counts, func(r int) float64 { return draws[r][a] })
	}
	return means
}

// Acceptability is the share of draws in which each option is the best; where
// several are, they share the draw. Over values of a unit of effect it is the
// acceptability curve.
func (o Options) Acceptability() []float64 {
	draws, _ := complete(o)
	shares := make([]float64, len(o))
	for _, worth := range draws {
		_, best := greatest(worth)
		together := 0.0
		for _, x := range worth {
			if x == best {
				together++
			}
		}
		for a, x := range worth {
			if x == best {
				shares[a] += 1 / together
			}
		}
	}
	for a := range shares {
		shares[a] = ratio(shares[a], float64(len(draws)))
	}
	return shares
}

// Frontier is the option with the greatest mean, the first of equals, and the
// probability that it is the best: a point of the acceptability frontier. The
// option is -1 without draws.
func (o Options) Frontier() (option int, probability float64) {
	option, _ = greatest(o.Expected())
	if option < 0 {
		return option, math.NaN()
	}
	return option, o.Acceptability()[option]
}

// PerfectInformation is what it is worth to know everything before deciding:
// the mean of the best of each draw less the best mean.
func (o Options) PerfectInformation(resamples int, seed uint64) Resampled {
	draws, _ := complete(o)
	return leastOf(resample(len(draws), resamples, seed, func(counts []float64) []float64 {
		return gainsOfKnowing(draws, counts)
	}))
}

// gainsOfKnowing are the mean of the best less the mean of each option, of worths by
// draw and option. The least, over the option with the best mean, is what it is worth
// to know.
func gainsOfKnowing(draws [][]float64, counts []float64) []float64 {
	if len(draws) == 0 {
		return []float64{math.NaN()}
	}
	informed := weightedMean(counts, func(r int) float64 {
		_, best := greatest(draws[r])
		return best
	})
	gains := make([]float64, len(draws[0]))
	for a := range gains {
		gains[a] = informed - weightedMean(counts, func(r int) float64 { return draws[r][a] })
	}
	return gains
}

// leastOf is the least of several gains, with the error of the one that is. Resamples of
// the least itself lie below it where two options are about as good, for in each the
// better mean is taken, whichever it is: every gain is a mean that has no such bend. The
// interval begins where that of any does, since any may be the least, and ends where
// that of the least does, since the least of all is no greater.
func leastOf(gains []Resampled) Resampled {
	least := gains[0]
	low := least.Low
	for _, g := range gains[1:] {
		if g.Value < least.Value {
			least = g
		}
		low = min(low, g.Low)
	}
	least.Low = low
	return least
}

// greatest is the first of the greatest values, and where it is; -1 and NaN
// where none is a number.
func greatest(values []float64) (at int, value float64) {
	at, value = -1, math.NaN()
	for i, x := range values {
		if at < 0 && !math.IsNaN(x) || x > value {
			at, value = i, x
		}
	}
	return at, value
}
