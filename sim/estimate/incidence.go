package estimate

import (
	"fmt"
	"math"
)

// IncidenceStep is one observed time of a cumulative incidence curve, in the
// unit of the sample.
type IncidenceStep struct {
	Time      float64
	AtRisk    int       // people watched until just before Time
	Free      float64   // share without an event of any cause, after Time
	Incidence []float64 // by cause: share whose first event was of it, after Time
}

// IncidenceCurve is an Aalen-Johansen estimate, one step per distinct time in
// increasing order.
type IncidenceCurve struct {
	People, Causes int
	Steps          []IncidenceStep
}

// AalenJohansen estimates the share of people whose first event was of each
// cause, from one time per person and its cause: 1 to causes, or 0 where
// watching ended without an event. Causes compete: who has had one can have no
// other. With d_k events of cause k among n at risk, and S the share free of
// all just before,
//
//	F_k = sum S d_k / n,  S = prod (1 - sum_k d_k / n)
//
// (Aalen and Johansen 1978). Events come before censorings at the same time.
// At every time the F_k and S sum to 1, whereas 1 minus a Kaplan-Meier curve
// that takes the other causes for censorings is too large. Nobody gives a curve
// without steps. A time that is negative or not finite is an error naming the
// person; a cause outside 0 to causes panics.
func AalenJohansen(times []float64, cause []int, causes int) (IncidenceCurve, error) {
	wantSameLength("the causes", len(cause), len(times))
	event := make([]bool, len(times))
	for i, c := range cause {
		if c < 0 || c > causes {
			panic(fmt.Sprintf("estimate: the cause of person %d must be between 0 and %d, got %d", i, causes, c))
		}
		event[i] = c > 0
	}
	order, err := byTime(times, event)
	if err != nil {
		return IncidenceCurve{}, err
	}
	curve := IncidenceCurve{People: len(times), Causes: causes}
	free, incidence := 1.0, make([]float64, causes)
	for start := 0; start < len(order); {
		step := IncidenceStep{Time: times[order[start]], AtRisk: len(order) - start}
		counts, events := make([]int, causes), 0
		for ; start < len(order) && times[order[start]] == step.Time; start++ {
			if c := cause[order[start]]; c > 0 {
				counts[c-1]++
				events++
			}
		}
		n := float64(step.AtRisk)
		for k, d := range counts {
			incidence[k] += free * float64(d) / n
		}
		free *= (n - float64(events)) / n
		step.Free = free
		step.Incidence = append([]float64(nil), incidence...)
		curve.Steps = append(curve.Steps, step)
	}
	return curve, nil
}

// At is the share of people whose first event, until and including time, was of
// each cause, and the share free of all. Both are NaN where nobody was watched
// so long.
func (c IncidenceCurve) At(time float64) (incidence []float64, free float64) {
	incidence = make([]float64, c.Causes)
	if len(c.Steps) == 0 || math.IsNaN(time) {
		return filled(incidence, math.NaN()), math.NaN()
	}
	if last := c.Steps[len(c.Steps)-1]; time > last.Time && last.Free > 0 {
		return filled(incidence, math.NaN()), math.NaN()
	}
	free = 1
	for _, step := range c.Steps {
		if step.Time > time {
			break
		}
		free = step.Free
		copy(incidence, step.Incidence)
	}
	return incidence, free
}

func filled(values []float64, with float64) []float64 {
	for i := range values {
		values[i] = with
	}
	return values
}
