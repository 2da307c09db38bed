package estimate

import "math"

// Paired is what two arms run on the same people say about their difference.
type Paired struct {
	Difference Interval // arm minus comparator, replication by replication

	// Correlation between the arms over replications; NaN if either is
	// constant or there are fewer than two pairs.
	Correlation float64

	// VarianceRatio is the variance that the difference would have with
	// independent arms, over the variance it has: how many times more
	// replications independent arms would need. +Inf when the difference is
	// the same in every replication and the arms are not, NaN when neither
	// varies or there are fewer than two pairs.
	VarianceRatio float64
}

// PairedDifference compares two arms that have one value per replication, in
// the same order. A pair with a NaN on either side is left out and counted in
// Difference.Missing.
func PairedDifference(arm, comparator []float64) Paired {
	wantSameLength("the comparator", len(comparator), len(arm))
	differences := make([]float64, len(arm))
	var a, c []float64
	for i := range arm {
		differences[i] = arm[i] - comparator[i]
		if !math.IsNaN(differences[i]) {
			a, c = append(a, arm[i]), append(c, comparator[i])
		}
	}
	varianceArm, varianceComparator := Variance(a), Variance(c)
	apart := varianceArm + varianceComparator
	together := Variance(present(differences))
	return Paired{
		Difference:    Summarise(differences),
		Correlation:   covariance(a, c) / math.Sqrt(varianceArm*varianceComparator),
		VarianceRatio: apart / together,
	}
}

// covariance is the sample covariance (divisor n-1) of slices of one length;
// NaN below two pairs.
func covariance(a, b []float64) float64 {
	if len(a) < 2 {
		return math.NaN()
	}
	meanA, meanB := Mean(a), Mean(b)
	var sum compensated
	for i := range a {
		sum.add((a[i] - meanA) * (b[i] - meanB))
	}
	return sum.total() / float64(len(a)-1)
}
