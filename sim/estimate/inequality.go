package estimate

import (
	"math"
	"slices"
)

// Unequal says how a quantity differs between places. What does not exist is NaN:
// everything over no place, whatever divides by a mean, a least value or a
// percentile of 0, and the mean log deviation where a value is 0.
type Unequal struct {
	Mean             float64 // weighted
	Min, Max         float64
	Range            float64 // Max less Min
	HighestToLowest  float64 // Max over Min
	P90P10           float64 // 90th percentile over the 10th
	CV               float64 // √(Σ w (x − mean)²) / mean
	Gini             float64 // Σ w_i w_j |x_i − x_j| / (2 mean)
	Theil            float64 // T: Σ w (x/mean) ln(x/mean)
	MeanLogDeviation float64 // L: Σ w ln(mean/x)
	Atkinson         float64 // 1 − (Σ w √x)²/mean: the aversion to inequality is 1/2
}

// Inequality is how values differ between places, one entry each. Weights are any
// numbers in proportion to what counts, such as contacts; nil weighs all places
// alike. They are divided by their sum, to make the w above. Values and weights
// must not be negative. A place whose value is NaN, or whose weight is 0, is left
// out of everything.
//
// Percentiles interpolate linearly between the sorted values, the k-th of which
// stands at
//
//	(w_1 + … + w_(k−1) + w_k/2 − w_1/2) / (1 − w_1/2 − w_n/2)
//
// of the way: with equal weights (k−1)/(n−1), which is type 7 as in [Percentile].
func Inequality(values, weights []float64) Unequal {
	places := weighed(values, weights)
	if len(places) == 0 {
		n := math.NaN()
		return Unequal{n, n, n, n, n, n, n, n, n, n, n}
	}
	least, most := places[0].value, places[len(places)-1].value
	mean := meanOf(places)
	var square, gini, logs, roots, below, held compensated
	for _, p := range places {
		square.add(p.weight * (p.value - mean) * (p.value - mean))
		gini.add(p.weight * (p.value*below.total() - held.total()))
		logs.add(p.weight * math.Log(p.value))
		roots.add(p.weight * math.Sqrt(p.value))
		below.add(p.weight)
		held.add(p.weight * p.value)
	}
	deviation := math.NaN()
	if least > 0 {
		deviation = math.Log(mean) - logs.total()
	}
	return Unequal{
		Mean: mean, Min: least, Max: most, Range: most - least,
		HighestToLowest:  ratio(most, least),
		P90P10:           ratio(quantileOf(places, 0.9), quantileOf(places, 0.1)),
		CV:               ratio(math.Sqrt(square.total()), mean),
		Gini:             ratio(gini.total(), mean),
		Theil:            theilOf(places),
		MeanLogDeviation: deviation,
		Atkinson:         1 - ratio(roots.total()*roots.total(), mean),
	}
}

// TheilParts divides Theil's T of [Inequality] into what lies between groups of
// places and what lies within them: the sum of the two is T. A group is any
// number, given for each place.
func TheilParts(values, weights []float64, group []int) (between, within float64) {
	wantSameLength("the groups", len(group), len(values))
	if weights == nil {
		weights = slices.Repeat([]float64{1}, len(values))
	}
	mean := meanOf(weighed(values, weights))
	var outer, inner, size compensated
	for _, g := range slices.Compact(slices.Sorted(slices.Values(group))) {
		var its, itsWeights []float64
		for i, v := range values {
			if group[i] == g && !math.IsNaN(v) {
				its, itsWeights = append(its, v), append(itsWeights, weights[i])
			}
		}
		places, total := weighed(its, itsWeights), compensatedSum(itsWeights)
		if total == 0 {
			continue
		}
		size.add(total)
		at := ratio(meanOf(places), mean)
		outer.add(total * timesLog(at))
		if at > 0 { // a group that has nothing is equal within
			inner.add(total * at * theilOf(places))
		}
	}
	if mean == 0 {
		return math.NaN(), math.NaN()
	}
	return ratio(outer.total(), size.total()), ratio(inner.total(), size.total())
}

// BetweenVariance is how much the true shares of places vary, given the shares
// seen among so many people each: the sample variance of the shares (divisor one
// less than the places) less the mean of their binomial variances, each estimated
// by p(1−p)/(n−1). Without the next step that is unbiased; a result below 0, which
// chance makes where the places hardly differ, is given as 0, so that small ones
// are too large on average. Places count alike. Those of fewer than two people are
// left out; NaN below two places.
func BetweenVariance(rates []float64, sizes []int) float64 {
	wantSameLength("the sizes", len(sizes), len(rates))
	var kept, chance []float64
	for i, p := range rates {
		wantCount("the people of a place", sizes[i])
		if sizes[i] < 2 {
			continue
		}
		wantProbability("the share of a place", p)
		kept = append(kept, p)
		chance = append(chance, p*(1-p)/float64(sizes[i]-1))
	}
	if len(kept) < 2 {
		return math.NaN()
	}
	return max(0, Variance(kept)-Mean(chance))
}

// Lorenz is the curve of the places in rising order of value: what share of the
// quantity the places hold that make up a share of the weight. Both start at 0 and
// have an entry more than there are places; the places that count are those of
// [Inequality]. The shares of the quantity are NaN from the first place on where
// all values are 0.
func Lorenz(values, weights []float64) (population, share []float64) {
	places := weighed(values, weights)
	mean := meanOf(places)
	population, share = []float64{0}, []float64{0}
	var upTo, held compensated
	for _, p := range places {
		upTo.add(p.weight)
		held.add(p.weight * p.value)
		population = append(population, upTo.total())
		share = append(share, ratio(held.total(), mean))
	}
	return population, share
}
