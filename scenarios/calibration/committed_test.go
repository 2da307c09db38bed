package calibration

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"diversim/scenarios"
	"diversim/scenarios/study"
)

var update = flag.Bool("update", false, "write derived files anew")

// The settings of the committed posterior.
const (
	posteriorFile      = "../calibrated/posterior.csv"
	predictionsFile    = "predictions.json"
	posteriorSeed      = 20261124
	posteriorPeople    = 2_000 // of a cohort
	posteriorPoints    = 400
	posteriorSearch    = 4_000 // particles that are searched, of which 1,000 are drawn
	posteriorParticles = 1_000
	posteriorRuns      = 60
)

// usual is the question of the pilot's comparator on its calibrated set, on cohorts
// of so many people.
func usual(t *testing.T, people int, seed uint64) (*Question, *scenarios.Scenario) {
	t.Helper()
	s := pilot(t, people)
	keys, aims, err := study.MatchingDefaults(s)
	if err != nil {
		t.Fatal(err)
	}
	q, err := Ask(s, moved(t, s, keys...), aims, study.Options{Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	return q, s
}

func pilot(t *testing.T, people int) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func moved(t *testing.T, s *scenarios.Scenario, keys ...string) []study.Moved {
	t.Helper()
	var all []study.Moved
	for _, key := range keys {
		m, err := study.ParseMoved(s, key)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

// made is what the first line of the posterior says after the set.
func made(q *Question, tolerance string) string {
	return fmt.Sprintf("made by make posterior: seed %d, at most %d waves of %d points of %d x %d people, %d of %d particles, distance %s standard deviations of the figures, inputs and figures %s",
		uint64(posteriorSeed), usualWaves, posteriorPoints, Cohorts, posteriorPeople, posteriorParticles, posteriorSearch, tolerance, q.Digest())
}

// TestCommittedPosterior checks that the committed particles are of the inputs and
// figures in force, and that under them the model shows the published figures. With
// -update it finds them anew.
//
// Without, the model is run at 40 particles, 2,000 people each. The mean of a figure
// may lie 3.5 standard deviations from the published one, the published error,
// discrepancy and the standard error of the mean counted: a right posterior fails
// with a probability of at most 2 in 1,000 over five figures.
func TestCommittedPosterior(t *testing.T) {
	if *update {
		remakePosterior(t)
		return
	}
	const people, runs, bound = 1_000, 40, 3.5
	q, s := usual(t, people, posteriorSeed+1)
	text, err := os.ReadFile(posteriorFile)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(text), "\n")
	if want := "# set " + s.Calibration + "; " + made(q, fmt.Sprintf("%.3f", Kernel(len(q.Aims)))); head != want {
		t.Errorf("the posterior is of other inputs, figures or settings; make posterior\n%s\n%s", head, want)
	}
	_, particles := scenarios.Posterior(s.Calibration)
	var even [][]float64
	for k := range runs {
		var point []float64
		for i, in := range q.Inputs {
			point = append(point, in.Below(particles[k*len(particles)/runs][i]))
		}
		even = append(even, point)
	}
	found, err := q.Run(context.Background(), even, 0)
	if err != nil {
		t.Fatal(err)
	}
	for k, p := range meansOf(q.Aims, found) {
		aim := q.Aims[k]
		if z := (p.Simulated - aim.Published) / math.Hypot(p.SE, math.Hypot(aim.SD, aim.Discrepancy)); !(math.Abs(z) <= bound) {
			t.Errorf("%s: published %.4f, the model under the posterior %.4f (z = %.1f); make posterior", aim.Key, aim.Published, p.Simulated, z)
		}
	}
	holdsPredictions(t, q)
}

// holdsPredictions checks what was found when the particles were made: the 95%
// interval of each figure under them, with the error of a published one, holds the
// figure that was published.
func holdsPredictions(t *testing.T, q *Question) {
	t.Helper()
	text, err := os.ReadFile(predictionsFile)
	if err != nil {
		t.Fatal(err)
	}
	var all []Prediction
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != len(q.Aims) {
		t.Fatalf("%d predictions of %d figures; make posterior", len(all), len(q.Aims))
	}
	for k, p := range all {
		aim := q.Aims[k]
		if p.Aim != aim.Key || !(p.Low <= aim.Published && aim.Published <= p.High) {
			t.Errorf("%s: published %.4f, the model under the posterior %s %.4f to %.4f", aim.Key, aim.Published, p.Aim, p.Low, p.High)
		}
	}
}

func remakePosterior(t *testing.T) {
	t.Helper()
	q, s := usual(t, posteriorPeople, posteriorSeed)
	ctx := context.Background()
	r, err := History{Points: posteriorPoints, Seed: posteriorSeed}.Match(ctx, q)
	if err != nil {
		t.Fatal(err)
	}
	for n, w := range r.Waves {
		t.Logf("wave %d: %.4f left (%.4f)", n+1, w.Left, w.SE)
		for _, f := range w.Surfaces {
			t.Logf("  %s: point %.4f, surface %.4f, misses %.4f", f.Aim, f.Run, f.Chance, f.Misses)
		}
	}
	p, err := q.Posterior(r, posteriorSearch, posteriorSeed)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d rounds, acceptance %.3f, worth %.0f, distance %.3f", p.Rounds, p.Acceptance, p.EffectiveSize(), p.Tolerance)
	for _, b := range q.Beliefs(p) {
		t.Logf("%s: prior %.4g to %.4g; %.4g, %.4g to %.4g; overlap %.2f, %s, place %.3f", b.Input, b.PriorLow, b.PriorHigh, b.Median, b.Low, b.High, b.Overlap, b.Verdict, b.MedianPlace)
	}
	t.Log(q.Correlations(p))
	even := Even(p, posteriorParticles, posteriorSeed)
	predictions, err := q.Predict(ctx, r, even, posteriorRuns, posteriorSeed)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", predictions)
	text, err := json.MarshalIndent(predictions, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	write(t, predictionsFile, string(text)+"\n")
	write(t, posteriorFile, q.File(s.Calibration, made(q, fmt.Sprintf("%.3f", p.Tolerance)), even))
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
