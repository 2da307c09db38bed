package validation

import (
	"context"
	"fmt"
	"math"

	"diversim/scenarios"
	"diversim/sim/estimate"
)

// How a level is matched: to so much of itself, or at the worst to so much, in at most so
// many steps, on so many people an evaluation, as long as a person has no more than so
// many events in each arm, many times those of the pilot: a level that is nowhere reached
// would be looked for until a cohort fills the memory.
const (
	closeEnough   = 0.002
	closeAtWorst  = 0.02
	mostSteps     = 24
	matchedPeople = 10_000
	mostEvents    = 1000
)

// matched moves the input of a match until its quantity is at the level: first outwards
// by doubling or halving, then inwards by false position with halved ends, on the
// logarithm of the input. The same random numbers serve every evaluation. It returns the
// world there and the value of the input; where the level is not reached, the world as it
// was, NaN, and why.
func (m *Match) matched(ctx context.Context, s *scenarios.Scenario, o Options) (there *scenarios.Scenario, value float64, why string, err error) {
	in, _ := s.Registry(m.Arm).Lookup(m.Input)
	if s.People > 0 {
		o.Replications = max(1, min(o.Replications, matchedPeople/s.People))
	}
	o.Progress = nil
	at := func(x float64) (*scenarios.Scenario, error) {
		v, err := s.Registry(m.Arm).NumberValue(m.Input, x)
		if err != nil {
			return nil, err
		}
		return s.At([]scenarios.Setting{{Key: m.Input, Value: v, Because: "matched to a published level, for this row alone"}}), nil
	}
	steps, busiest := 0, 0.0
	miss := func(x float64) (float64, error) {
		steps++
		there, err := at(x)
		if err != nil {
			return 0, err
		}
		values, events, err := simulate(ctx, there, []Term{m.Term}, o)
		if err != nil {
			return 0, err
		}
		busiest = max(busiest, events)
		return estimate.Summarise(values[m.Term]).Mean/m.Value - 1, nil
	}
	not := func(why string) (*scenarios.Scenario, float64, string, error) { return s, math.NaN(), why, nil }
	a := in.Current.Number()
	fa, err := miss(a)
	if err != nil {
		return nil, 0, "", err
	}
	b, fb := a, fa
	for factor := 2.0; fa*fb > 0 && math.Abs(fb) > closeEnough; {
		a, fa = b, fb
		next := in.Range.Clamp(b * factor)
		switch {
		case next == b:
			return not("not reached within the input's range")
		case busiest > mostEvents:
			return not("not reached before a person has more than a thousand events") // mostEvents
		case steps > mostSteps:
			return not(fmt.Sprintf("not reached in %d steps", mostSteps))
		}
		b = next
		if fb, err = miss(b); err != nil {
			return nil, 0, "", err
		}
		if math.Abs(fb) > math.Abs(fa) && fa*fb > 0 { // the other way
			a, fa, b, fb, factor = b, fb, a, fa, 1/factor
		}
	}
	for math.Abs(fb) > closeEnough && steps < mostSteps {
		la, lb := math.Log(a), math.Log(b)
		x := math.Exp(lb - fb*(lb-la)/(fb-fa))
		fx, err := miss(x)
		if err != nil {
			return nil, 0, "", err
		}
		if fx*fb < 0 {
			a, fa = b, fb
		} else {
			fa /= 2
		}
		b, fb = x, fx
	}
	switch {
	case math.IsNaN(fb):
		return not("of nobody")
	case math.Abs(fb) > closeAtWorst:
		return not("jumped over")
	}
	if there, err = at(b); err != nil {
		return nil, 0, "", fmt.Errorf("match: %w", err)
	}
	return there, b, "", nil
}
