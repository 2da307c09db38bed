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

// chosen is an input that varies, where it is kept to a part of what is believed of it
// between two values.
type chosen struct {
	key, label string
	low, high  float64 // in its own unit; equal for every value
}

// choose reads which inputs vary.
func choose(a *Ask) (all []chosen, wrong Problems) {
	s := a.Scenario
	drawable := study.Drawable(s)
	r := s.Registry(s.Comparator)
	add := func(key string) *chosen {
		in, _ := r.Lookup(key)
		all = append(all, chosen{key: key, label: in.Label})
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
	low, high, err := r.ParseRange(c.key, bounds)
	if err != nil {
		return err
	}
	one, err := study.NewExperiment(s, []string{c.key}, study.Options{})
	if err != nil {
		return err
	}
	middle := one.Values([]float64{1.0 / 2})[0].Number()
	part, joint := one.Keep(c.key, low.Number(), high.Number())
	switch {
	case part >= leastMass:
		c.low, c.high = low.Number(), high.Number()
		return nil
	case joint:
		return fmt.Errorf("%s: what published figures leave has no mass between %s and %s (set %s)", c.key, low, high, s.Calibration)
	}
	return fmt.Errorf("%s: the prior has no mass between %s and %s: %v lies around %s", c.key, low, high, in(r, c.key).Prior, strconv.FormatFloat(middle, 'g', 4, 64))
}

// leastMass is the probability below which a part of a prior is taken to hold nothing.
const leastMass = 1e-6

func in(r *evidence.Registry, key string) evidence.Input {
	found, _ := r.Lookup(key)
	return found
}

// point is a coordinate for each chosen input: at(k) is how far the k-th is through what
// is kept of its prior, NaN for one that stays at its value.
func (p *Plan) point(at func(k int) float64) []float64 {
	u := make([]float64, len(p.inputs))
	for k := range u {
		u[k] = at(k)
	}
	return u
}
