package model_test

import (
	"math"
	"testing"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/sim/estimate"
)

// The effect and its spread between forces, as declared, are what the published
// nine say together, to half a unit of the last digit.
func TestEffectsOfTheNineForces(t *testing.T) {
	var all []estimate.Published
	for _, f := range evidence.ForceEffects() {
		p, err := estimate.PublishedRatio(f.HazardRatio, f.Low, f.High, 0.95)
		if err != nil {
			t.Fatalf("force %s: %v", f.Letter, err)
		}
		all = append(all, p)
	}
	pooled, err := estimate.Synthesise(all)
	if err != nil || pooled.N != 9 {
		t.Fatalf("%+v, %v", pooled, err)
	}
	p, r := model.New()
	input, _ := r.Lookup("effect.force_log_hr")
	prior, normal := input.Prior.(evidence.Normal)
	if !normal {
		t.Fatalf("the prior is %v", input.Prior)
	}
	for name, c := range map[string][2]float64{
		"mean":           {float64(p.Effect.ForceLogHR), pooled.Mean},
		"prior mean":     {prior.Mean, pooled.Mean},
		"prior sd":       {prior.SD, pooled.SE},
		"between forces": {float64(p.Effect.BetweenForces), pooled.Between},
	} {
		if math.Abs(c[0]-c[1]) > 0.0005 {
			t.Errorf("%s: declared %v, pooled %v", name, c[0], c[1])
		}
	}
}
