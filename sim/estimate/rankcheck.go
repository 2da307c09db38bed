package estimate

import (
	"fmt"

	"gonum.org/v1/gonum/stat/distuv"
)

// RankCheck is a simulation-based calibration (Talts and others 2018): truths are
// drawn from a prior, data from each truth, and the share of each posterior that
// lies below its truth is uniform if the posterior is what the data say.
type RankCheck struct {
	Truths     int
	Counts     []int   // of shares, by bins of equal width
	ChiSquared float64 // of the counts against equal ones, one degree of freedom less than bins
	P          float64 // of a chi-squared as great, were the shares uniform
	Covered    float64 // share of truths inside the central 95% interval
}

// CheckRanks counts shares of posteriors below their truths. It panics where there
// are none, or a share is no probability.
func CheckRanks(shares []float64, bins int) RankCheck {
	if bins < 2 || len(shares) == 0 {
		panic(fmt.Sprintf("estimate: a check of ranks wants shares and at least two bins, got %d and %d", len(shares), bins))
	}
	r := RankCheck{Truths: len(shares), Counts: make([]int, bins)}
	covered := 0
	for _, share := range shares {
		wantProbability("the share below a truth", share)
		r.Counts[min(int(share*float64(bins)), bins-1)]++
		if share >= lowTail && share <= highTail {
			covered++
		}
	}
	expected := float64(len(shares)) / float64(bins)
	for _, n := range r.Counts {
		r.ChiSquared += (float64(n) - expected) * (float64(n) - expected) / expected
	}
	r.P = distuv.ChiSquared{K: float64(bins - 1)}.Survival(r.ChiSquared)
	r.Covered = float64(covered) / float64(len(shares))
	return r
}

// Uniform says whether the counts could be those of uniform shares, at a rate of
// false alarms.
func (r RankCheck) Uniform(falseAlarms float64) bool {
	wantInside("the rate of false alarms", falseAlarms)
	return r.P >= falseAlarms
}
