package estimate

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// RatioSet is the values of a ratio of means that the data do not exclude. It
// is an interval only where the mean below the line is clear of 0.
type RatioSet struct {
	Shape     RatioShape
	Low, High float64 // the ends; NaN where there are none
}

// RatioShape is how a RatioSet lies.
type RatioShape uint8

const (
	// RatioUnknown is that of too few values.
	RatioUnknown RatioShape = iota
	// RatioBetween is from Low to High.
	RatioBetween
	// RatioOutside is everything but what lies between Low and High.
	RatioOutside
	// RatioAny excludes nothing.
	RatioAny
)

// Holds says whether a ratio is in the set.
func (s RatioSet) Holds(ratio float64) bool {
	switch s.Shape {
	case RatioBetween:
		return s.Low <= ratio && ratio <= s.High
	case RatioOutside:
		return ratio <= s.Low || s.High <= ratio
	default:
		return s.Shape == RatioAny
	}
}

// Fieller is the set of ratios R of the means of two quantities, with one value
// of each per replication, for which the mean of above − R·below is within its
// standard error times the quantile of Student's law (Fieller 1954). A
// replication with a NaN in either is left out.
func Fieller(above, below []float64, confidence float64) RatioSet {
	return ratios(above, below, confidence, func(n float64) float64 {
		t := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile((1 + confidence) / 2)
		return t * t / n
	})
}

// RatioSpread is Fieller's set for the spread between replications in place of the
// error of their mean: the ratios R for which 0 is inside the middle share of
// above − R·below, taken as normal. More replications make it no narrower.
func RatioSpread(above, below []float64, share float64) RatioSet {
	return ratios(above, below, share, func(float64) float64 {
		z := distuv.UnitNormal.Quantile((1 + share) / 2)
		return z * z
	})
}

// ratios are those at which the mean of above − R·below is within so many of its
// variances, given the number of replications.
func ratios(above, below []float64, share float64, variances func(n float64) float64) RatioSet {
	wantInside("the confidence", share)
	kept, _ := complete([][]float64{above, below})
	var a, b []float64
	for _, pair := range kept {
		a, b = append(a, pair[0]), append(b, pair[1])
	}
	none := RatioSet{Low: math.NaN(), High: math.NaN()}
	n := float64(len(kept))
	if n < 2 {
		return none
	}
	allowed := variances(n)
	// The ratios with square·R² − 2·middle·R + constant <= 0.
	square := Mean(b)*Mean(b) - allowed*Variance(b)
	middle := Mean(a)*Mean(b) - allowed*covariance(a, b)
	constant := Mean(a)*Mean(a) - allowed*Variance(a)
	root := math.Sqrt(math.Max(0, middle*middle-square*constant)) // below 0 by rounding alone, or where nothing is excluded
	one, other := (middle-root)/square, (middle+root)/square
	switch {
	case square > 0:
		return RatioSet{RatioBetween, one, other}
	case square < 0 && root > 0:
		return RatioSet{RatioOutside, other, one}
	}
	none.Shape = RatioAny
	return none
}
