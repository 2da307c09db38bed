package sensitivity

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"diversim/model/evidence"
	"diversim/scenarios"
	"diversim/scenarios/study"
)

// chosen is an input that varies, between two quantiles of its prior; one that is drawn
// together with others is kept between two values instead.
type chosen struct {
	key, label string
	from, to   float64 // probabilities
	low, high  float64 // values; equal for every value
}

// quantile is the coordinate at which an input is so far through the part of its prior
// that is kept.
func (c chosen) quantile(u float64) float64 { return c.from + (c.to-c.from)*u }

// choose reads which inputs vary.
func choose(a *Ask) (all []chosen, wrong Problems) {
	s := a.Scenario
	drawable := study.Drawable(s)
	r := s.Registry(s.Comparator)
	add := func(key string) *chosen {
		in, _ := r.Lookup(key)
		all = append(all, chosen{key: key, label: in.Label, to: 1})
		return &all[len(all)-1]
	}
	if a.Inputs == nil {
		for _, key := range drawable {
			add(key)
		}
		if len(all) == 0 {
			wrong.add("vary", "wanted inputs that have a prior and that %s leaves open; it leaves none", s.Name)
		}
		return all, wrong
	}
	if len(a.Inputs) == 0 {
		wrong.add("vary", "wanted keys of inputs; got none")
	}
	for _, text := range a.Inputs {
		key, bounds, bounded := strings.Cut(strings.TrimSpace(text), "=")
		switch complaint := refusal(s, r, drawable, key); {
		case complaint != "":
			wrong.add("vary", "%s", complaint)
		case slices.ContainsFunc(all, func(c chosen) bool { return c.key == key }):
			wrong.add("vary", "%s is there already", key)
		default:
			c := add(key)
			if !bounded {
				continue
			}
			if err := c.keepTo(s, r, bounds); err != nil {
				wrong.add("vary", "%v", err)
			}
		}
	}
	return all, wrong
}

// refusal says why an input cannot vary, "" if it can.
func refusal(s *scenarios.Scenario, r *evidence.Registry, drawable []string, key string) string {
	in, known := r.Lookup(key)
	switch {
	case !known:
		return fmt.Sprintf("wanted an input; got %q%s", key, hint(key, drawable))
	case slices.Contains(drawable, key):
		return ""
	case !in.Drawn():
		return fmt.Sprintf("%s has no prior, so there is nothing to draw it from", key)
	case slices.ContainsFunc(s.Stated(s.Comparator), func(t scenarios.Setting) bool { return t.Key == key }):
		return fmt.Sprintf("%s is set by %s, or by --set, so that varying it would change nothing", key, s.Name)
	}
	return fmt.Sprintf("%s belongs to one structure of offending and stays at the value of the calibrated set", key)
}

// keepTo keeps the input to a part of its prior. There must be some of it there.
func (c *chosen) keepTo(s *scenarios.Scenario, r *evidence.Registry, bounds string) error {
	low, high, two := strings.Cut(bounds, ":")
	if !two {
		return fmt.Errorf("%s: wanted low:high; got %q", c.key, bounds)
	}
	var ends [2]float64
	for i, text := range []string{low, high} {
		v, err := r.Parse(c.key, strings.TrimSpace(text))
		if err != nil {
			return err
		}
		ends[i] = v.Number()
	}
	if !(ends[0] < ends[1]) {
		return fmt.Errorf("%s: wanted low below high; got %q", c.key, bounds)
	}
	one, err := study.NewExperiment(s, []string{c.key}, study.Options{})
	if err != nil {
		return err
	}
	if part, joint := one.Keep(c.key, ends[0], ends[1]); joint {
		c.low, c.high = ends[0], ends[1]
		if part < leastMass {
			return fmt.Errorf("%s: what published figures leave has no mass between %s and %s (set %s)", c.key, low, high, s.Calibration)
		}
		return nil
	}
	value := func(u float64) float64 { return one.Values([]float64{u})[0].Number() }
	c.from, c.to = below(value, ends[0], false), below(value, ends[1], true)
	if c.to-c.from < leastMass {
		middle := strconv.FormatFloat(value(1.0/2), 'g', 4, 64)
		return fmt.Errorf("%s: the prior has no mass between %s and %s: %v lies around %s", c.key, low, high, in(r, c.key).Prior, middle)
	}
	return nil
}

// leastMass is the probability below which a part of a prior is taken to hold nothing.
const leastMass = 1e-6

func in(r *evidence.Registry, key string) evidence.Input {
	found, _ := r.Lookup(key)
	return found
}

// below is the probability of values below one, or not above it, by bisection: values
// do not fall with u.
func below(value func(u float64) float64, x float64, included bool) float64 {
	const steps = 40
	low, high := 0.0, 1.0
	for range steps {
		u := (low + high) / 2
		if v := value(u); v < x || included && v == x {
			low = u
		} else {
			high = u
		}
	}
	switch {
	case high == 1:
		return 1
	case low == 0:
		return 0
	}
	return (low + high) / 2
}

// point is a coordinate for each chosen input: at(k) is how far the k-th is through its
// prior, NaN for one that stays at its value.
func (p *Plan) point(at func(k int) float64) []float64 {
	u := make([]float64, len(p.inputs))
	for k, c := range p.inputs {
		u[k] = c.quantile(at(k))
	}
	return u
}
