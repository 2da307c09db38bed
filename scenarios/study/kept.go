package study

// keptParts are the parts of priors to which an experiment keeps inputs, by key: from
// and to which probability of the whole prior.
type keptParts map[string][2]float64

// quantile is the probability of the whole prior at a share of what is kept; NaN stays.
func (p keptParts) quantile(key string, share float64) float64 {
	part, kept := p[key]
	if !kept {
		return share
	}
	return part[0] + (part[1]-part[0])*share
}

// Keep keeps an input to a range of its values, in its own unit: its coordinate is then
// the share of what is left there of its prior, or of the posterior of a calibrated set
// where it is drawn from that (joint). It says which part of the prior or posterior lies
// in the range; what follows is without meaning where that is 0. It must not be called
// while points are evaluated.
func (e *Experiment) Keep(key string, low, high float64) (part float64, joint bool) {
	if part, joint = e.plan.joint.keep(key, low, high); joint {
		return part, true
	}
	value := func(u float64) float64 {
		r := e.plan.scenario.Registry(e.plan.scenario.Comparator)
		one := drawing{
			quantile: func(of string) (float64, bool) { return u, of == key },
			fitted:   e.plan.scenario.Fitted(),
		}
		one.into(r)
		in, _ := r.Lookup(key)
		return in.Current.Number()
	}
	from, to := valuesBelow(value, low, false), valuesBelow(value, high, true)
	e.parts[key] = [2]float64{from, to}
	return to - from, false
}

// valuesBelow is the probability of values below one, or not above it, by bisection:
// values do not fall with u.
func valuesBelow(value func(u float64) float64, x float64, included bool) float64 {
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
