package estimate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Published is an estimate with its standard error, on a scale on which it is
// about normal: the logarithm of a ratio.
type Published struct{ Value, SE float64 }

// PublishedRatio is the logarithm of a ratio, with the standard error that its
// interval of the given confidence implies. It returns an error unless the ends
// are positive and in order.
func PublishedRatio(ratio, low, high, confidence float64) (Published, error) {
	wantInside("the confidence", confidence)
	if !(low > 0 && low < high && ratio > 0) || math.IsInf(high, 1) || math.IsInf(ratio, 1) {
		return Published{}, fmt.Errorf("ratio %v (%v to %v): want positive numbers and an interval that is one", ratio, low, high)
	}
	return Published{Value: math.Log(ratio), SE: (math.Log(high) - math.Log(low)) / (2 * normalQuantile(confidence))}, nil
}

// Synthesis is what several estimates of one effect say together where the
// effect is not the same everywhere: it is normal between places.
type Synthesis struct {
	Mean     float64 // of the effects
	SE       float64
	Between  float64 // standard deviation of the effects, tau
	Q        float64 // Cochran's: squared distances from the common mean in standard errors
	ISquared float64 // share of Q beyond what chance makes, at least 0
	N        int
}

// Interval is where the mean effect lies.
func (s Synthesis) Interval(confidence float64) (low, high float64) {
	wantInside("the confidence", confidence)
	half := normalQuantile(confidence) * s.SE
	return s.Mean - half, s.Mean + half
}

// Prediction is where the effect of a further place lies, by Student's law with
// two degrees of freedom fewer than there are estimates (Higgins, Thompson and
// Spiegelhalter 2009); NaN below three.
func (s Synthesis) Prediction(confidence float64) (low, high float64) {
	wantInside("the confidence", confidence)
	if s.N < 3 {
		return math.NaN(), math.NaN()
	}
	half := distuv.StudentsT{Sigma: 1, Nu: float64(s.N - 2)}.Quantile((1+confidence)/2) * s.spread()
	return s.Mean - half, s.Mean + half
}

// Below is the probability that the effect of a further place is below a value,
// by the normal law.
func (s Synthesis) Below(value float64) float64 {
	return distuv.UnitNormal.CDF((value - s.Mean) / s.spread())
}

// spread is the standard deviation of what is known of a further place.
func (s Synthesis) spread() float64 { return math.Hypot(s.Between, s.SE) }

// Synthesise pools estimates with the variance between places that restricted
// maximum likelihood gives. It returns an error below two estimates.
func Synthesise(all []Published) (Synthesis, error) {
	if err := checkPublished(all); err != nil {
		return Synthesis{}, err
	}
	return pooled(all, restrictedVariance(all)), nil
}

// SynthesiseByMoments pools estimates with the variance between places that
// makes Q what it is expected to be (DerSimonian and Laird 1986). Its intervals
// may fall on the other side of no effect than those of [Synthesise]: both are
// worth showing.
func SynthesiseByMoments(all []Published) (Synthesis, error) {
	if err := checkPublished(all); err != nil {
		return Synthesis{}, err
	}
	var weights, squared float64
	for _, p := range all {
		w := 1 / (p.SE * p.SE)
		weights, squared = weights+w, squared+w*w
	}
	excess := pooled(all, 0).Q - float64(len(all)-1)
	return pooled(all, math.Max(0, excess/(weights-squared/weights))), nil
}

// pooled is the synthesis at a variance between places.
func pooled(all []Published, between float64) Synthesis {
	mean, weights := weighedMean(all, between)
	common, _ := weighedMean(all, 0)
	s := Synthesis{Mean: mean, SE: 1 / math.Sqrt(weights), Between: math.Sqrt(between), N: len(all)}
	for _, p := range all {
		off := (p.Value - common) / p.SE
		s.Q += off * off
	}
	if s.Q > 0 {
		s.ISquared = math.Max(0, 1-float64(len(all)-1)/s.Q)
	}
	return s
}

// weighedMean is the mean by precision, and the sum of the precisions.
func weighedMean(all []Published, between float64) (mean, weights float64) {
	var sum, whole compensated
	for _, p := range all {
		w := 1 / (p.SE*p.SE + between)
		sum.add(w * p.Value)
		whole.add(w)
	}
	return sum.total() / whole.total(), whole.total()
}

// restrictedVariance is where the restricted likelihood is greatest: where, with
// weights w and distances d from the weighted mean,
//
//	Σ w²d² = Σ w − Σ w² / Σ w
//
// and 0 where the left side is smaller even there.
func restrictedVariance(all []Published) float64 {
	falling := func(between float64) float64 {
		mean, weights := weighedMean(all, between)
		var left, squared compensated
		for _, p := range all {
			w := 1 / (p.SE*p.SE + between)
			left.add(w * w * (p.Value - mean) * (p.Value - mean))
			squared.add(w * w)
		}
		return weights - squared.total()/weights - left.total()
	}
	if falling(0) >= 0 {
		return 0
	}
	// No variance can be as large as the sum of squared distances.
	most := 0.0
	for _, p := range all {
		most += (p.Value - all[0].Value) * (p.Value - all[0].Value)
	}
	return risingRoot(falling, 0, most)
}

func checkPublished(all []Published) error {
	if len(all) < 2 {
		return fmt.Errorf("synthesis: want at least two estimates, got %d", len(all))
	}
	for i, p := range all {
		if !(p.SE > 0) || math.IsInf(p.SE, 0) || math.IsNaN(p.Value) || math.IsInf(p.Value, 0) {
			return fmt.Errorf("synthesis: estimate %d is %v with standard error %v: want numbers, and an error above 0", i+1, p.Value, p.SE)
		}
	}
	return nil
}

// RatioOfReached is the ratio among those whom a scheme reaches, where the ratio
// of everyone is diluted by those whom it does not: 1 − (1 − ratio)/reached. It
// is below 0 where the effect is larger than that share can have; NaN where
// nobody is reached.
func RatioOfReached(ratioOfAll, reached float64) float64 {
	wantNotNegative("the ratio of everyone", ratioOfAll)
	wantProbability("the share reached", reached)
	return 1 - ratio(1-ratioOfAll, reached)
}

// normalQuantile is how many standard errors an interval has to either side.
func normalQuantile(confidence float64) float64 {
	return distuv.UnitNormal.Quantile((1 + confidence) / 2)
}
