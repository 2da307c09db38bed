package estimate

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// SurvivalStep is one observed time of a survival curve, in the unit of the
// sample.
type SurvivalStep struct {
	Time     float64
	AtRisk   int // people watched until just before Time
	Events   int // first events at Time
	Censored int // people last seen at Time, after its events

	Survival         float64 // Kaplan-Meier share without event, after Time
	Variance         float64 // Greenwood's variance of Survival
	CumulativeHazard float64 // Nelson-Aalen
}

// SurvivalCurve is a Kaplan-Meier estimate, one step per distinct time in
// increasing order.
type SurvivalCurve struct {
	People int
	Steps  []SurvivalStep
}

// KaplanMeier estimates the share without event from one time per person and
// whether it ended with the event or with the end of observation. Events come
// before censorings at the same time. With d events among n at risk,
//
//	S = prod (1 - d/n),  Var S = S^2 sum d / (n (n-d)),  H = sum d/n
//
// (Kaplan and Meier 1958; Greenwood 1926; Nelson 1972, Aalen 1978). Once S is
// 0 its variance is 0, the limit of the formula. Nobody gives a curve without
// steps. A time that is negative or not finite is an error naming the person.
func KaplanMeier(times []float64, event []bool) (SurvivalCurve, error) {
	order, err := byTime(times, event)
	if err != nil {
		return SurvivalCurve{}, err
	}
	curve := SurvivalCurve{People: len(times)}
	survival, greenwood, hazard := 1.0, 0.0, 0.0
	for start := 0; start < len(order); {
		step := SurvivalStep{Time: times[order[start]], AtRisk: len(order) - start}
		for ; start < len(order) && times[order[start]] == step.Time; start++ {
			if event[order[start]] {
				step.Events++
			} else {
				step.Censored++
			}
		}
		n, d := float64(step.AtRisk), float64(step.Events)
		survival *= (n - d) / n
		hazard += d / n
		if step.Events < step.AtRisk {
			greenwood += d / (n * (n - d))
		}
		step.Survival, step.Variance, step.CumulativeHazard = survival, survival*survival*greenwood, hazard
		curve.Steps = append(curve.Steps, step)
	}
	return curve, nil
}

// byTime checks a sample and returns the people in order of their time.
func byTime(times []float64, event []bool) ([]int, error) {
	wantSameLength("the events", len(event), len(times))
	order := make([]int, len(times))
	for i, t := range times {
		if !(t >= 0) || math.IsInf(t, 0) {
			return nil, fmt.Errorf("survival time of person %d: want a finite time of at least 0, got %v", i, t)
		}
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if times[a] != times[b] {
			if times[a] < times[b] {
				return -1
			}
			return 1
		}
		return a - b
	})
	return order, nil
}

// at is the state of the curve at a time: the last step at or before it. ok is
// false where the curve says nothing: with nobody in it, and after the last
// time if people were still without event then.
func (c SurvivalCurve) at(time float64) (step SurvivalStep, ok bool) {
	if len(c.Steps) == 0 || math.IsNaN(time) {
		return SurvivalStep{}, false
	}
	last := c.Steps[len(c.Steps)-1]
	if time > last.Time && last.Survival > 0 {
		return SurvivalStep{}, false
	}
	after, found := slices.BinarySearchFunc(c.Steps, time, func(s SurvivalStep, t float64) int {
		switch {
		case s.Time < t:
			return -1
		case s.Time > t:
			return 1
		}
		return 0
	})
	if found {
		after++
	}
	if after == 0 {
		return SurvivalStep{Survival: 1}, true
	}
	return c.Steps[after-1], true
}

// Survival is the estimated share without event until and including time. It
// is NaN where nobody was watched.
func (c SurvivalCurve) Survival(time float64) float64 {
	step, ok := c.at(time)
	return orNaN(step.Survival, ok)
}

// Variance is Greenwood's variance of Survival(time), NaN where that is.
func (c SurvivalCurve) Variance(time float64) float64 {
	step, ok := c.at(time)
	return orNaN(step.Variance, ok)
}

// StandardError is the square root of Variance.
func (c SurvivalCurve) StandardError(time float64) float64 {
	return math.Sqrt(c.Variance(time))
}

// CumulativeHazard is the Nelson-Aalen estimate, NaN where Survival is.
func (c SurvivalCurve) CumulativeHazard(time float64) float64 {
	step, ok := c.at(time)
	return orNaN(step.CumulativeHazard, ok)
}

// Band is the pointwise confidence interval of Survival(time) on the scale of
// log(-log S), which stays between 0 and 1 (Kalbfleisch and Prentice 1980).
// Where S is 1 or 0 the interval is that point.
func (c SurvivalCurve) Band(time, confidence float64) (low, high float64) {
	wantInside("the confidence", confidence)
	survival, variance := c.Survival(time), c.Variance(time)
	if !(survival > 0 && survival < 1) {
		return survival, survival
	}
	z := distuv.UnitNormal.Quantile((1 + confidence) / 2)
	width := z * math.Sqrt(variance) / (survival * -math.Log(survival))
	return math.Pow(survival, math.Exp(width)), math.Pow(survival, math.Exp(-width))
}

// AtRisk is the number of people watched until just before each of the times,
// in the order given: the row under a survival figure.
func (c SurvivalCurve) AtRisk(times []float64) []int {
	counts := make([]int, len(times))
	for i, t := range times {
		for _, step := range c.Steps {
			if step.Time >= t {
				counts[i] = step.AtRisk
				break
			}
		}
	}
	return counts
}

// RestrictedMean is the mean time without event up to the horizon, the area
// under the curve, in the unit of the sample. It is NaN where the curve says
// nothing of the horizon.
func (c SurvivalCurve) RestrictedMean(horizon float64) float64 {
	wantNotNegative("the horizon", horizon)
	if _, ok := c.at(horizon); !ok {
		return math.NaN()
	}
	var area compensated
	from, survival := 0.0, 1.0
	for _, step := range c.Steps {
		if step.Time >= horizon {
			break
		}
		area.add(survival * (step.Time - from))
		from, survival = step.Time, step.Survival
	}
	area.add(survival * (horizon - from))
	return area.total()
}

func orNaN(value float64, ok bool) float64 {
	if !ok {
		return math.NaN()
	}
	return value
}
