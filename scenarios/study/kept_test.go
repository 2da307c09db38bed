package study

import (
	"slices"
	"testing"

	"diversim/model/ledger"
)

// Of an input that is kept to a part of its prior where the published effect is hard to
// have, every draw lies there and can have the effect; what was found so is what is run.
func TestDrawsOfAPartAreConsistent(t *testing.T) {
	const key, low, high, draws = "effect.force_log_hr", -0.4, -0.25, 24
	free, kept := experiment(t, nil), experiment(t, nil)
	if part, joint := kept.Keep(key, low, high); joint || !(part > 0.01 && part < 0.5) {
		t.Fatalf("wanted some of the prior from %v to %v; got %v", low, high, part)
	}
	k := slices.Index(kept.Inputs(), key)
	for n := range draws {
		u := kept.FromPriors(n)
		if x := kept.Values(u)[k].Number(); x < low-1e-6 || x > high+1e-6 {
			t.Errorf("draw %d: wanted %v to %v; got %v", n, low, high, x)
		}
		p := kept.tried.take(u)
		if p == nil {
			t.Fatalf("draw %d: what was tried is not what is evaluated", n)
		}
		again := kept.plan.at(kept.drawing(u))
		if !again.consistent() {
			t.Errorf("draw %d: the published effect cannot be had", n)
		}
		if tried, run := ofCaution(p), ofCaution(again); tried != run {
			t.Errorf("draw %d: tried with an effect of being processed of %v, run with %v", n, tried, run)
		}
		if score, whole := kept.Scores(u)[k], free.Scores(u)[k]; u[k] > 0.5 && !(score < whole) {
			t.Errorf("draw %d: a score of %v in the part, %v in the whole", n, score, whole)
		}
	}
}

// ofCaution is what being processed does to offending in the headline arm.
func ofCaution(p *plan) float64 {
	return p.arms[p.headline].model.Contrast().Route[ledger.Caution]
}
