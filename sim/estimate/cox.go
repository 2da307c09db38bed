package estimate

import (
	"errors"
	"math"
)

// Ties says how the Cox partial likelihood treats events at the same time.
type Ties uint8

// The two treatments of ties.
const (
	Efron   Ties = iota // each tied event leaves the risk set by an equal share (Efron 1977)
	Breslow             // the whole risk set for each tied event (Breslow 1974)
)

// CoxResult is a hazard ratio of the exposed against the others.
type CoxResult struct {
	LogHazardRatio float64
	StandardError  float64 // of LogHazardRatio, from the observed information
	Events         int     // events of both groups
	EventsExposed  int
}

// CoxTwoSample maximises the Cox (1972) partial likelihood with one binary
// covariate, in O(n log n) for n people. It returns an error when a time is
// negative or not finite, or when the likelihood has no maximum: nobody at
// risk in one group at any event, or all such events in one group.
func CoxTwoSample(times []float64, event, exposed []bool, ties Ties) (CoxResult, error) {
	wantSameLength("the exposures", len(exposed), len(times))
	order, err := byTime(times, event)
	if err != nil {
		return CoxResult{}, err
	}
	sets, result := riskSets(order, times, event, exposed, ties)
	if err := hasMaximum(sets, result.EventsExposed); err != nil {
		return CoxResult{}, err
	}
	beta, information := maximise(sets, float64(result.EventsExposed))
	result.LogHazardRatio, result.StandardError = beta, 1/math.Sqrt(information)
	return result, nil
}

// riskSet is one term of the partial likelihood: the people at risk of an
// event (fractions under Efron's ties), and how many events share the term.
type riskSet struct{ others, exposed, events float64 }

// riskSets walks from the last time to the first, so that each risk set is the
// one before it plus the people seen last.
func riskSets(order []int, times []float64, event, exposed []bool, ties Ties) ([]riskSet, CoxResult) {
	var sets []riskSet
	var result CoxResult
	var others, withExposure float64
	for end := len(order) - 1; end >= 0; {
		time := times[order[end]]
		var eventsOthers, eventsExposed float64
		for ; end >= 0 && times[order[end]] == time; end-- {
			person := order[end]
			switch {
			case exposed[person] && event[person]:
				withExposure, eventsExposed = withExposure+1, eventsExposed+1
			case exposed[person]:
				withExposure++
			case event[person]:
				others, eventsOthers = others+1, eventsOthers+1
			default:
				others++
			}
		}
		events := eventsOthers + eventsExposed
		result.Events += int(events)
		result.EventsExposed += int(eventsExposed)
		if events > 0 && ties == Breslow {
			sets = append(sets, riskSet{others, withExposure, events})
			continue
		}
		for gone := range int(events) {
			share := float64(gone) / events
			sets = append(sets, riskSet{others - share*eventsOthers, withExposure - share*eventsExposed, 1})
		}
	}
	return sets, result
}

// hasMaximum says whether the score changes sign. It falls from its value at
// minus infinity, where an exposed person counts only if alone at risk, to its
// value at infinity, where they count whenever at risk.
func hasMaximum(sets []riskSet, eventsExposed int) error {
	least, most := 0.0, 0.0
	for _, s := range sets {
		if s.exposed > 0 {
			most += s.events
		}
		if s.others == 0 {
			least += s.events
		}
	}
	observed := float64(eventsExposed)
	switch {
	case least == most:
		return errors.New("no hazard ratio: the two groups are never at risk together when an event happens")
	case observed <= least:
		return errors.New("no hazard ratio: no event among the exposed while the others are at risk")
	case observed >= most:
		return errors.New("no hazard ratio: no event among the others while the exposed are at risk")
	}
	return nil
}

// maximise finds the root of the score by Newton's method kept inside a
// shrinking bracket. The log likelihood is concave, so the root is unique.
func maximise(sets []riskSet, observed float64) (beta, information float64) {
	low, high := -1.0, 1.0
	for score, _ := scoreAt(sets, observed, low); score < 0; score, _ = scoreAt(sets, observed, low) {
		low *= 2
	}
	for score, _ := scoreAt(sets, observed, high); score > 0; score, _ = scoreAt(sets, observed, high) {
		high *= 2
	}
	for range 200 {
		score, curvature := scoreAt(sets, observed, beta)
		information = curvature
		if score > 0 {
			low = beta
		} else {
			high = beta
		}
		next := beta + score/curvature
		if !(next > low && next < high) {
			next = (low + high) / 2
		}
		if math.Abs(next-beta) <= 1e-13*math.Max(1, math.Abs(beta)) {
			break
		}
		beta = next
	}
	return beta, information
}

// scoreAt is the first derivative of the log partial likelihood and minus the
// second.
func scoreAt(sets []riskSet, observed, beta float64) (score, information float64) {
	var expected, variance compensated
	weight := math.Exp(beta)
	for _, s := range sets {
		share := s.exposed * weight / (s.others + s.exposed*weight)
		expected.add(s.events * share)
		variance.add(s.events * share * (1 - share))
	}
	return observed - expected.total(), variance.total()
}
