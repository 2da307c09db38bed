package estimate

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// GammaBelief is what is known of a rate that is the same for everyone: a gamma
// law with a shape and a rate, as if so many events had been seen in so much
// exposure.
type GammaBelief struct{ Events, Exposure float64 }

// After is the belief once so many further events were seen in a further
// exposure.
func (b GammaBelief) After(events int, exposure float64) GammaBelief {
	b.check()
	wantCount("the number of events", events)
	wantNotNegative("the exposure", exposure)
	return GammaBelief{b.Events + float64(events), b.Exposure + exposure}
}

// Mean is the rate believed in.
func (b GammaBelief) Mean() float64 { return b.law().Mean() }

// SD is its standard deviation.
func (b GammaBelief) SD() float64 { return b.law().StdDev() }

// Quantile is the rate below which the truth lies with a probability.
func (b GammaBelief) Quantile(probability float64) float64 {
	wantInside("the probability", probability)
	return b.law().Quantile(probability)
}

// NoEvent is the probability that somebody has no event in a time.
func (b GammaBelief) NoEvent(time float64) float64 {
	b.check()
	wantNotNegative("the time", time)
	return math.Exp(-b.Events * math.Log1p(time/b.Exposure))
}

// LogProbability is the logarithm of the probability of so many events in an
// exposure, that is of the evidence for the belief: the law of the number is
// negative binomial.
func (b GammaBelief) LogProbability(events int, exposure float64) float64 {
	b.check()
	wantCount("the number of events", events)
	wantPositive("the exposure", exposure)
	n, whole := float64(events), b.Exposure+exposure
	return logGamma(b.Events+n) - logGamma(b.Events) - logGamma(n+1) +
		b.Events*math.Log(b.Exposure/whole) + n*math.Log(exposure/whole)
}

func (b GammaBelief) law() distuv.Gamma {
	b.check()
	return distuv.Gamma{Alpha: b.Events, Beta: b.Exposure}
}

func (b GammaBelief) check() {
	wantPositive("the events of a belief", b.Events)
	wantPositive("the exposure of a belief", b.Exposure)
}

func logGamma(x float64) float64 {
	log, _ := math.Lgamma(x)
	return log
}
