package estimate

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// OfMeans is a function of the means of several quantities: a ratio, an odds
// ratio, the difference of two shares with denominators of their own. samples
// are the quantities, each with one value per replication in the same order; a
// replication with a NaN in any is left out of all and counted.
//
// Mean is the function of the means, which for a ratio is not the mean of the
// ratios: it has no bias from small denominators. MCSE is the jackknife over
// replications (Tukey 1958), NaN below two of them and where leaving one out
// has no value. Low and High are percentiles of the function of each
// replication's own values, those without a value left out.
func OfMeans(of func(means []float64) float64, samples ...[]float64) Interval {
	kept, missing := complete(samples)
	n := len(kept)
	each := make([]float64, n)
	sums := make([]compensated, len(samples))
	for r, values := range kept {
		for k, v := range values {
			sums[k].add(v)
		}
		each[r] = finiteOrNaN(of(values))
	}
	whole := Summarise(each)
	out := Interval{
		Mean: math.NaN(), MCSE: math.NaN(), Low: whole.Low, High: whole.High,
		N: n, Missing: missing, HasInterval: whole.HasInterval, Empty: n == 0,
	}
	if n == 0 {
		return out
	}
	means := make([]float64, len(samples))
	for k := range means {
		means[k] = sums[k].total() / float64(n)
	}
	out.Mean = finiteOrNaN(of(means))
	out.MCSE = jackknife(of, kept, sums)
	return out
}

// Quotient is the first of two means over the second, for OfMeans.
func Quotient(means []float64) float64 { return means[0] / means[1] }

// complete are the replications in which every quantity has a value.
func complete(samples [][]float64) (kept [][]float64, missing int) {
	for k, s := range samples {
		if k > 0 {
			wantSameLength("each quantity", len(s), len(samples[0]))
		}
	}
	if len(samples) == 0 {
		return nil, 0
	}
	for r := range samples[0] {
		values, whole := make([]float64, len(samples)), true
		for k := range samples {
			values[k] = samples[k][r]
			whole = whole && !math.IsNaN(values[k])
		}
		if whole {
			kept = append(kept, values)
		} else {
			missing++
		}
	}
	return kept, missing
}

func jackknife(of func([]float64) float64, kept [][]float64, sums []compensated) float64 {
	n := float64(len(kept))
	if n < 2 {
		return math.NaN()
	}
	without := make([]float64, len(kept))
	means := make([]float64, len(sums))
	for r, values := range kept {
		for k, v := range values {
			means[k] = (sums[k].total() - v) / (n - 1)
		}
		without[r] = finiteOrNaN(of(means))
	}
	return math.Sqrt(Variance(without)/n) * (n - 1)
}

func finiteOrNaN(x float64) float64 {
	if math.IsInf(x, 0) {
		return math.NaN()
	}
	return x
}

// IntraclassCorrelation is the correlation of two people of one cohort that
// makes the shares of cohorts of the given size vary as they do, by the moments
// of the beta-binomial law: with v the variance of the shares and p their mean,
//
//	v = p(1-p)/n · (1 + (n-1) ρ)
//
// and 0 where they vary no more than chance has it. It is NaN below two shares,
// and for fewer than two people.
func IntraclassCorrelation(shares []float64, people int) float64 {
	kept := present(shares)
	return CorrelationOfVariance(Mean(kept), Variance(kept), people)
}

// CorrelationOfVariance is the same from the mean of the shares and their variance.
func CorrelationOfVariance(p, v float64, people int) float64 {
	if math.IsNaN(v) || people < 2 {
		return math.NaN()
	}
	chance := p * (1 - p) / float64(people)
	if chance == 0 {
		return 0
	}
	return math.Min(1, math.Max(0, (v/chance-1)/float64(people-1)))
}

// BetaTail is the chance that a rate is at least a threshold when what is known of
// it is a beta distribution of the given mean and variance; with no variance it is 0
// or 1. It is NaN where either is, and where no beta distribution varies as much.
func BetaTail(mean, variance, threshold float64) float64 {
	switch {
	case math.IsNaN(mean + variance + threshold):
		return math.NaN()
	case variance == 0 && mean >= threshold || threshold <= 0:
		return 1
	case variance == 0 || threshold > 1:
		return 0
	}
	size := mean*(1-mean)/variance - 1
	if !(size > 0) {
		return math.NaN()
	}
	return 1 - mathext.RegIncBeta(mean*size, (1-mean)*size, threshold)
}
