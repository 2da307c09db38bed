package evidence

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Prior is the distribution an input is drawn from when uncertainty about it is
// carried through a run. Quantile is the inverse of its distribution function:
// it takes u in [0, 1] and never decreases, so one uniform gives one draw and a
// larger uniform never a smaller one. It panics outside [0, 1].
type Prior interface {
	Quantile(u float64) float64
	String() string
}

// Beta is the beta distribution with shape parameters A and B.
type Beta struct{ A, B float64 }

// LogNormal has a logarithm that is normal with mean Mu and standard deviation Sigma.
type LogNormal struct{ Mu, Sigma float64 }

// LogNormalAt is the log-normal distribution with the given median.
func LogNormalAt(median, sigma float64) LogNormal {
	mustBePositive("median", median)
	return LogNormal{Mu: math.Log(median), Sigma: sigma}
}

// Normal is the normal distribution.
type Normal struct{ Mean, SD float64 }

// NormalPositive is the normal distribution cut off below zero; Mean and SD are
// those of the distribution before the cut.
type NormalPositive struct{ Mean, SD float64 }

// HalfNormal is the distribution of the absolute value of a normal variate with
// mean zero and standard deviation SD.
type HalfNormal struct{ SD float64 }

// Uniform is flat between Low and High.
type Uniform struct{ Low, High float64 }

// Gamma is the gamma distribution with the given mean and coefficient of
// variation (standard deviation over mean), which is at most 1: beyond it the
// inverse loses the lower tail, and a log-normal serves.
type Gamma struct{ Mean, CV float64 }

// Spike puts probability Weight on the single value At and the rest on Else.
// At may be infinite: a duration with "no end" as a possibility.
type Spike struct {
	At, Weight float64
	Else       Prior
}

// DirichletPart is the margin of one part of a mix whose parts are jointly
// Dirichlet: a share with mean Share, worth Total observations in all. Parts
// drawn one by one must be rescaled by their owner to sum to one.
type DirichletPart struct{ Share, Total float64 }

// Fixed marks an input that is not drawn: a choice of the scheme or of the
// study's design. A draw returns the base value.
type Fixed struct{}

// Quantile returns the beta quantile.
func (p Beta) Quantile(u float64) float64 {
	mustBeUniform(u)
	mustBePositive("A", p.A)
	mustBePositive("B", p.B)
	return distuv.Beta{Alpha: p.A, Beta: p.B}.Quantile(u)
}

// Quantile returns the log-normal quantile.
func (p LogNormal) Quantile(u float64) float64 {
	mustBePositive("Sigma", p.Sigma)
	return math.Exp(p.Mu + p.Sigma*standardNormal(u))
}

// Quantile returns the normal quantile.
func (p Normal) Quantile(u float64) float64 {
	mustBePositive("SD", p.SD)
	return p.Mean + p.SD*standardNormal(u)
}

// Quantile returns the quantile of the truncated normal. It works from the upper
// tail, where the truncated and the full distribution agree, so that no
// precision is lost at large u.
func (p NormalPositive) Quantile(u float64) float64 {
	mustBeUniform(u)
	mustBePositive("SD", p.SD)
	kept := distuv.UnitNormal.CDF(p.Mean / p.SD)
	mustBePositive("mass above zero", kept)
	return max(0, p.Mean-p.SD*standardNormal((1-u)*kept))
}

// Quantile returns the half-normal quantile.
func (p HalfNormal) Quantile(u float64) float64 {
	return NormalPositive{SD: p.SD}.Quantile(u)
}

// Quantile returns the uniform quantile.
func (p Uniform) Quantile(u float64) float64 {
	mustBeUniform(u)
	mustBePositive("High - Low", p.High-p.Low)
	return min(p.Low+u*(p.High-p.Low), p.High)
}

// Quantile returns the gamma quantile.
func (p Gamma) Quantile(u float64) float64 {
	mustBeUniform(u)
	mustBePositive("Mean", p.Mean)
	mustBePositive("CV", p.CV)
	if p.CV > 1 {
		panic(fmt.Sprintf("evidence: a Gamma needs CV of at most 1; got %v", p.CV))
	}
	if u == 1 {
		return math.Inf(1)
	}
	shape := 1 / (p.CV * p.CV)
	return distuv.Gamma{Alpha: shape, Beta: shape / p.Mean}.Quantile(u)
}

// Quantile returns the quantile of the mixture: the mass at At sits between the
// values of Else below and above it.
func (p Spike) Quantile(u float64) float64 {
	mustBeUniform(u)
	if !(p.Weight > 0 && p.Weight < 1) || p.Else == nil {
		panic(fmt.Sprintf("evidence: a Spike needs Weight within (0, 1) and Else; got %v", p.Weight))
	}
	rest := 1 - p.Weight
	switch below := rest * ShareBelow(p.Else, p.At); {
	case u < below:
		return min(p.Else.Quantile(u/rest), p.At)
	case u <= below+p.Weight:
		return p.At
	default:
		return max(p.Else.Quantile(min((u-p.Weight)/rest, 1)), p.At)
	}
}

// Quantile returns the beta quantile of the part.
func (p DirichletPart) Quantile(u float64) float64 {
	return Beta{A: p.Share * p.Total, B: (1 - p.Share) * p.Total}.Quantile(u)
}

// Quantile panics: a fixed input has no distribution. [Registry.Draw] does not
// call it.
func (Fixed) Quantile(float64) float64 {
	panic("evidence: a fixed input has no quantiles")
}

func (p Beta) String() string { return fmt.Sprintf("Beta(%v, %v)", p.A, p.B) }
func (p LogNormal) String() string {
	return fmt.Sprintf("log-normal(median %.4g, sigma %v)", math.Exp(p.Mu), p.Sigma)
}
func (p Normal) String() string { return fmt.Sprintf("normal(mean %v, SD %v)", p.Mean, p.SD) }
func (p NormalPositive) String() string {
	return fmt.Sprintf("normal(mean %v, SD %v) above 0", p.Mean, p.SD)
}
func (p HalfNormal) String() string { return fmt.Sprintf("half-normal(SD %v)", p.SD) }
func (p Uniform) String() string    { return fmt.Sprintf("uniform(%v, %v)", p.Low, p.High) }
func (p Gamma) String() string      { return fmt.Sprintf("gamma(mean %v, CV %v)", p.Mean, p.CV) }
func (p Spike) String() string {
	return fmt.Sprintf("%s with probability %v, else %v", inUnit(p.At, number), p.Weight, p.Else)
}

func (p DirichletPart) String() string {
	return fmt.Sprintf("part of a Dirichlet(mean %.4g, total %v)", p.Share, p.Total)
}
func (Fixed) String() string { return "fixed" }

// standardNormal is the quantile of the standard normal distribution.
func standardNormal(u float64) float64 {
	mustBeUniform(u)
	return mathext.NormalQuantile(u)
}

// ShareBelow is the probability that a prior lies below x, by bisection of its
// quantiles.
func ShareBelow(p Prior, x float64) float64 {
	low, high := 0.0, 1.0
	if p.Quantile(high) < x {
		return 1
	}
	for range 60 {
		middle := (low + high) / 2
		if p.Quantile(middle) < x {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

func mustBeUniform(u float64) {
	if !(u >= 0 && u <= 1) {
		panic(fmt.Sprintf("evidence: a quantile needs u within [0, 1]; got %v", u))
	}
}

func mustBePositive(name string, x float64) {
	if !(x > 0) {
		panic(fmt.Sprintf("evidence: a prior needs %s above 0; got %v", name, x))
	}
}
