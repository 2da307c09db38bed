package study

import (
	"math"
	"slices"

	"diversim/scenarios"
	"diversim/sim/estimate"
)

// joint is what published figures leave of the inputs of a calibrated set, together:
// the committed posterior as a law from which a point is drawn with a coordinate an
// input. Where an input keeps its value, the others are drawn as they are beside it.
type joint struct {
	keys []string
	law  *estimate.Copula
	// current are the values in the comparator arm; stated are those that every arm has
	// from the scenario or from above it.
	current []float64
	stated  []bool
	bounds  map[string][2]float64 // of inputs that an experiment keeps to a range
}

// jointOf is that of a scenario's calibrated set, nil where none was made.
func jointOf(s *scenarios.Scenario) *joint {
	keys, particles := scenarios.Posterior(s.Calibration)
	if keys == nil {
		return nil
	}
	law, err := estimate.NewCopula(particles)
	if err != nil {
		panic("study: the posterior of " + s.Calibration + ": " + err.Error()) // part of the program
	}
	j := &joint{keys: keys, law: law, bounds: map[string][2]float64{}}
	r, stated := s.Registry(s.Comparator), statedEverywhere(s)
	for _, key := range keys {
		in, _ := r.Lookup(key)
		j.current = append(j.current, in.Current.Number())
		j.stated = append(j.stated, stated[key])
	}
	return j
}

// drawn is which of the inputs are drawn where a run draws its inputs.
func (j *joint) drawn() (keys []string) {
	if j == nil {
		return nil
	}
	for k, key := range j.keys {
		if !j.stated[k] {
			keys = append(keys, key)
		}
	}
	return keys
}

// at is the values at coordinates of those inputs that have one, and the normal scores
// of all, by key.
func (j *joint) at(coordinate func(key string) (u float64, drawn bool)) (values, scores map[string]float64) {
	places := make([]estimate.Place, len(j.keys))
	for k, key := range j.keys {
		u, drawn := coordinate(key)
		if j.stated[k] || !drawn {
			places[k] = estimate.Place{Held: true, Value: j.current[k]}
			continue
		}
		kept := j.bounds[key]
		places[k] = estimate.Place{Share: u, Low: kept[0], High: kept[1]}
	}
	x, z := j.law.At(places)
	values, scores = map[string]float64{}, map[string]float64{}
	for k, key := range j.keys {
		scores[key] = z[k]
		if !places[k].Held {
			values[key] = x[k]
		}
	}
	return values, scores
}

// keep keeps an input to a range from now on. It says which part of the posterior lies
// there, and false where the input is none of it.
func (j *joint) keep(key string, low, high float64) (part float64, known bool) {
	if j == nil || !slices.Contains(j.keys, key) {
		return math.NaN(), false
	}
	j.bounds[key] = [2]float64{low, high}
	k := slices.Index(j.keys, key)
	return j.law.Share(k, high) - j.law.Share(k, low), true
}
