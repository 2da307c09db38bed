package study

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"diversim/model/evidence"
	"diversim/scenarios"
	"diversim/sim"
)

// Moved is an input that calibration moves over its prior, or over the part of it
// that lies within bounds.
type Moved struct {
	Key, Label string
	Prior      string
	prior      evidence.Prior
	from, to   float64 // probabilities of the prior
}

// leastMass is the probability below which a prior counts as having none in a
// range.
const leastMass = 1e-6

// ParseMoved reads "key" or "key=low:high", values as a scenario file writes them.
// The error says what was wanted and what was got: an input with a prior that
// neither the scenario nor a flag sets, and a range in which the prior has mass.
func ParseMoved(s *scenarios.Scenario, text string) (Moved, error) {
	key, bounds, bounded := strings.Cut(strings.TrimSpace(text), "=")
	r := s.Registry(s.Comparator)
	in, err := r.Find(key)
	switch {
	case err != nil:
		return Moved{}, err
	case slices.Contains(structural, key):
		return Moved{}, fmt.Errorf("%s: wanted an input that the figures can tell; this one belongs to a structure, which holds it", key)
	case !in.Drawn():
		return Moved{}, fmt.Errorf("%s: wanted an input with a prior; this one has none", key)
	}
	for _, stated := range s.Stated(s.Comparator) {
		if stated.Key == key {
			return Moved{}, fmt.Errorf("%s: wanted an input that nothing sets; %s gives it %s", key, stated.Layer, stated.Value)
		}
	}
	m := Moved{Key: key, Label: in.Label, Prior: in.Prior.String(), prior: in.Prior, to: 1}
	if !bounded {
		return m, nil
	}
	low, high, err := r.ParseRange(key, bounds)
	if err != nil {
		return Moved{}, err
	}
	m.from, m.to = evidence.ShareBelow(in.Prior, low.Number()), evidence.ShareBelow(in.Prior, high.Number())
	if !(m.to-m.from > leastMass) {
		return Moved{}, fmt.Errorf("%s: wanted a range in which its prior, %s, has mass; it has none from %s to %s", key, m.Prior, low, high)
	}
	m.Prior += fmt.Sprintf(" within %s to %s", low, high)
	return m, nil
}

// Quantile is the value below which the input lies with a probability, strictly
// between 0 and 1.
func (m Moved) Quantile(probability float64) float64 {
	return m.prior.Quantile(m.probability(probability))
}

// Below is the probability that the input lies below a value.
func (m Moved) Below(value float64) float64 {
	return min(max((evidence.ShareBelow(m.prior, value)-m.from)/(m.to-m.from), 0), 1)
}

// probability is that of the whole prior.
func (m Moved) probability(within float64) float64 { return m.from + within*(m.to-m.from) }

// ErrPlaces is why a scenario cannot be calibrated.
var ErrPlaces = errors.New("wanted a scenario of one force area without neighbours: the published curves are of people, not of places")

// Matching runs usual practice, the comparator of a scenario, at values of inputs,
// and says where that leaves published figures. What is not moved is at its base
// value, or at that which the scenario or a fixed part of its calibrated set gives
// it.
type Matching struct {
	plan   *plan
	inputs []Moved
	aims   []*target
}

// NewMatching prepares a matching of inputs to the published figures with the given
// keys, on cohorts of the scenario's people. Of the options Seed, Workers and
// Progress count. The error is ErrPlaces or that of AimNamed.
func NewMatching(s *scenarios.Scenario, inputs []Moved, aims []string, o Options) (*Matching, error) {
	c, err := calibrationNamed(s.Calibration)
	if err != nil {
		return nil, err
	}
	m := &Matching{inputs: inputs}
	for _, key := range aims {
		if _, err := AimNamed(key); err != nil {
			return nil, err
		}
		m.aims = append(m.aims, targetNamed(key))
	}
	usual := s.WithArms(s.Comparator).WithoutCalibration()
	usual.Horizon = calibrationHorizon
	settings, err := c.held(usual)
	if err != nil {
		return nil, err
	}
	o.Lean, o.Draw = true, false
	m.plan = newPlan(usual.At(settings), o)
	if m.plan.country {
		return nil, ErrPlaces
	}
	return m, nil
}

// MatchingDefaults are the inputs that the calibrated set of a scenario moves, and
// the published figures to which it moves them.
func MatchingDefaults(s *scenarios.Scenario) (inputs, aims []string, err error) {
	c, err := calibrationNamed(s.Calibration)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range c.moved {
		inputs = append(inputs, f.key)
	}
	return inputs, c.aims, nil
}

// Matched is what a point gives: the figures of its cohorts together, and of each.
type Matched struct {
	Point   int
	Figures []float64   // in the order of the published ones
	Cohorts [][]float64 // by cohort
}

// Simulate runs n points, each on the cohorts that at gives beside it, and hands
// their figures to each, in the order of the points. A point has a coordinate for
// each input, the probability of its quantile.
func (m *Matching) Simulate(ctx context.Context, n int, at func(point int) (u []float64, cohorts []int), each func(Matched) error) error {
	return sim.Replicate(ctx, 0, n, m.plan.workers, m.plan.newWorker,
		func(w *worker, point int) Matched {
			u, cohorts := at(point)
			p := m.plan.at(m.drawing(u))
			found, all := Matched{Point: point}, &targetCounts{}
			for _, cohort := range cohorts {
				p.arms[p.comparator].model.Run(&w.world, p.options.Seed, cohort)
				w.people[0].Read(&w.world.Ledger)
				one := count(&w.world.Ledger, &w.people[0])
				found.Cohorts = append(found.Cohorts, m.figures(one))
				all.add(one)
			}
			found.Figures = m.figures(all)
			return found
		},
		func(_ int, found Matched) error { return each(found) })
}

func (m *Matching) drawing(u []float64) *drawing {
	return &drawing{quantile: func(key string) (float64, bool) {
		for k, in := range m.inputs {
			if in.Key == key {
				return in.probability(u[k]), true
			}
		}
		return 0, false
	}}
}

func (m *Matching) figures(t *targetCounts) []float64 {
	all := make([]float64, len(m.aims))
	for k, aim := range m.aims {
		all[k] = aim.of(t)
	}
	return all
}
