package study

import (
	"fmt"
	"math"
	"strings"

	"diversim/model/evidence"
	"diversim/sim/estimate"
)

// Aim is a published figure as calibration weighs it: with its own error, and with
// what the model cannot represent.
type Aim struct {
	Key, Label, Source string
	Months             int    // over which it is measured
	Curve              string // the first of the figures that are points of one curve, whose errors go together; "" for one by itself
	Published          float64
	Low, High          float64
	SD                 float64 // of the published figure, from its 95% interval; 0 where none is published
	Discrepancy        float64 // standard deviation of what the model cannot represent
	Because            string  // why the discrepancy is what it is
}

// Why a figure is met no closer.
const (
	becauseShape = "the root mean square by which the best curve of a gamma frailty misses the three published points"
	becauseTuned = "an input moves this figure by itself, so that the model can meet it"
)

// AimNamed is the published figure with a key, one of AimKeys. The error says what
// was wanted.
func AimNamed(key string) (Aim, error) {
	for i := range targets {
		if targets[i].key == key {
			return targets[i].aim(), nil
		}
	}
	return Aim{}, fmt.Errorf("wanted a target (%s); got %q%s",
		strings.Join(AimKeys(), ", "), key, evidence.DidYouMean(evidence.Nearest(key, AimKeys())))
}

// AimKeys are the keys of the published figures that calibration may use.
func AimKeys() []string {
	var keys []string
	for _, t := range targets {
		keys = append(keys, t.key)
	}
	return keys
}

func (t *target) aim() Aim {
	a := Aim{
		Key: t.key, Label: t.label, Source: t.source, Months: t.months, Published: t.published, Low: t.low, High: t.high,
		SD: t.half() / estimate.Normal95, Because: becauseTuned,
	}
	switch curve := curveWith(t.key); {
	case curve != nil:
		a.Curve, a.Discrepancy, a.Because = curve[0], missOfShape(curve), becauseShape
	case t.tolerance != confidence:
		a.SD, a.Discrepancy, a.Because = 0, t.half()/estimate.Normal95, t.tolerance
	}
	return a
}

// curveWith is the published curve of which a target is a point; nil if of none.
func curveWith(key string) []string {
	for _, curve := range [][]string{possessionCurve, widerCurve} {
		for _, point := range curve {
			if point == key {
				return curve
			}
		}
	}
	return nil
}

// missOfShape is the root mean square by which the likeliest law misses the points.
func missOfShape(curve []string) float64 {
	law, sum := lomax(curve, 0), 0.0
	for _, key := range curve {
		t := targetNamed(key)
		miss := 1 - law.Survival(float64(t.months)/monthsInYear) - t.published
		sum += miss * miss
	}
	return math.Sqrt(sum / float64(len(curve)))
}

// CurveInputs are the inputs that a published curve tells in closed form.
func CurveInputs() (rate, variance string) { return rateKey, varianceKey }

// PublishedCurve is the published curve of a calibrated set's people as shares
// without a sanctioned reoffence at times in years, and the number of people who
// would give intervals as wide as the widest of those published. It is empty for a
// set of another structure than a constant hazard of each person: that has no closed
// form.
func PublishedCurve(set string) (points []estimate.SurvivalPoint, people float64, err error) {
	c, err := calibrationNamed(set)
	if err != nil {
		return nil, 0, err
	}
	if len(c.fixed) > 0 {
		return nil, 0, nil
	}
	people = math.Inf(1)
	for _, key := range c.aims {
		if curveWith(key) == nil {
			continue
		}
		t := targetNamed(key)
		points = append(points, estimate.SurvivalPoint{Time: float64(t.months) / monthsInYear, Survival: 1 - t.published})
		se := t.half() / estimate.Normal95
		people = min(people, t.published*(1-t.published)/(se*se))
	}
	return points, people, nil
}
