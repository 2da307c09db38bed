package study

import (
	"hash/fnv"
	"slices"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/scenarios"
	"diversim/sim"
)

// structural are inputs whose priors belong to one structure of offending. They
// stay at the value of the calibrated set, since the figures that the set was
// fitted to do not tell them from the frailty fitted with them.
var structural = []string{"offending.never_again", "desistance.rate", "desistance.relapse"}

// drawing gives inputs values from their priors, or from what published figures leave
// of them: those that nobody states, in all arms of a replication the same quantiles.
type drawing struct {
	// quantile is the u at which an input is drawn, and false for one that keeps
	// its value.
	quantile func(key string) (u float64, drawn bool)
	fitted   []string                  // by the scenario's calibrated set
	joint    *joint                    // of the set; nil for one without a posterior
	together map[string]float64        // values of the inputs of joint, the same in every arm
	values   map[string]evidence.Value // of the priors, likewise
	// departure is how far the force's own effect lies from the mean over forces, in
	// standard deviations between forces.
	departure float64
}

// into sets the inputs of a registry. Inputs of the calibrated set are drawn together
// from its posterior. Of a set without one, each is drawn about the value that was
// fitted, as far from it as its prior goes from its median.
func (d *drawing) into(r *evidence.Registry) {
	if d.values == nil {
		d.values = map[string]evidence.Value{}
	}
	if d.joint != nil && d.together == nil {
		d.together, _ = d.joint.at(d.quantile)
	}
	for in := range r.All() {
		if !in.Drawn() || slices.Contains(structural, in.Key) {
			continue
		}
		u, drawn := d.quantile(in.Key)
		if !drawn {
			continue
		}
		switch x, found := d.together[in.Key]; {
		case found:
			r.Set(in.Key, inRange(r, in, x))
		case slices.Contains(d.fitted, in.Key):
			r.Set(in.Key, about(r, in, d.value(r, in.Key, u)))
		default:
			r.Set(in.Key, d.value(r, in.Key, u))
		}
	}
}

// value is the u-quantile of an input's prior, worked out for the first arm.
func (d *drawing) value(r *evidence.Registry, key string, u float64) evidence.Value {
	v, found := d.values[key]
	if !found {
		v = r.Draw(key, u)
		d.values[key] = v
	}
	return v
}

// about moves a draw from the middle of the prior to the input's current value: by
// a factor where the input has no natural top, else by a difference.
func about(r *evidence.Registry, in evidence.Input, v evidence.Value) evidence.Value {
	const middle = 0.5
	centre, current, x := r.Draw(in.Key, middle).Number(), in.Current.Number(), v.Number()
	if (free{in.Range.Low, in.Range.High}).open() {
		x *= current / centre
	} else {
		x += current - centre
	}
	return inRange(r, in, x)
}

// inRange is a value of an input, brought into its range.
func inRange(r *evidence.Registry, in evidence.Input, x float64) evidence.Value {
	v, err := r.NumberValue(in.Key, in.Range.Clamp(x))
	if err != nil {
		panic("study: " + err.Error()) // the value was brought into its range
	}
	return v
}

// Decisions of the draws of a design.
const (
	decidePrior sim.Decision = iota + 1
	decideDeparture
)

// attempts bound how often the inputs of a replication are drawn anew.
const attempts = 50

// fromPriors draws every input of a replication for the so-many-th time, from 0.
func (p *plan) fromPriors(replication, attempt int) *drawing {
	draws := sim.NewDraws(p.options.Seed, uint32(replication))
	drawn := map[string]float64{} // a draw is used once; every arm has it
	return &drawing{
		quantile: func(key string) (float64, bool) {
			u, found := drawn[key]
			if !found {
				u = draws.Uniform(sim.Design, numberOf(key), decidePrior, uint32(attempt))
				drawn[key] = u
			}
			return u, true
		},
		fitted: p.scenario.Fitted(),
		joint:  p.joint,
	}
}

// consistent says whether the individual effects of the draw can be: the published
// ratio was observed, so that inputs under which no course and no disposal could bring
// it about are none, nor are those under which one would have to do the impossible.
func (p *plan) consistent() bool {
	if p.headline < 0 {
		return true
	}
	arm := p.arms[p.headline]
	c, farthest := arm.model.Contrast(), float64(arm.params.Effect.Farthest)
	apart := c.Route[ledger.Caution] / c.Route[ledger.CommunityResolution]
	return c.Attained && apart < farthest && 1/apart < farthest
}

// numberOf is an input in the keys of draws: it depends on the name alone, so that
// an input more moves no other's draws.
func numberOf(key string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(key))
	return h.Sum32()
}

// Drawable lists the inputs of a scenario that have a prior and that no layer from
// the scenario's own upwards sets in every arm, in order of declaration: what is
// drawn where a run draws its inputs.
func Drawable(s *scenarios.Scenario) []string {
	stated := statedEverywhere(s)
	var keys []string
	for _, in := range s.Registry(s.Comparator).Inputs() {
		if in.Drawn() && !slices.Contains(structural, in.Key) && !stated[in.Key] {
			keys = append(keys, in.Key)
		}
	}
	return keys
}

// statedEverywhere are the inputs that are stated in every arm.
func statedEverywhere(s *scenarios.Scenario) map[string]bool {
	arms := map[string]int{}
	for _, a := range s.Arms {
		for _, t := range s.Stated(a.Name) {
			arms[t.Key]++
		}
	}
	all := map[string]bool{}
	for key, n := range arms {
		all[key] = n == len(s.Arms)
	}
	return all
}
