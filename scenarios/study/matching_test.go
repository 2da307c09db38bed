package study

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"diversim/model/evidence"
	"diversim/scenarios"
)

func small(t *testing.T, people int, set ...string) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people, Set: set})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func movedOf(t *testing.T, s *scenarios.Scenario, texts ...string) []Moved {
	t.Helper()
	var all []Moved
	for _, text := range texts {
		m, err := ParseMoved(s, text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

// An input goes over its prior, or the part of it within bounds, and back.
func TestMoved(t *testing.T) {
	all := movedOf(t, small(t, 10), rateKey, varianceKey+"=5:6")
	rate, variance := all[0], all[1]
	prior := evidence.LogNormalAt(5.2, 0.10)
	for _, u := range []float64{0.001, 0.3, 0.5, 0.999} {
		for _, m := range all {
			if back := m.Below(m.Quantile(u)); math.Abs(back-u) > 1e-9 {
				t.Errorf("%s: %v comes back as %v", m.Key, u, back)
			}
		}
		if x := variance.Quantile(u); x < 5 || x > 6 {
			t.Errorf("%v lies outside of its bounds: %v", u, x)
		}
	}
	if got, want := rate.Quantile(0.5), 0.845; math.Abs(got-want) > 1e-9 {
		t.Errorf("the median is %v, want %v", got, want)
	}
	middle := variance.Quantile(0.5)
	half := (evidence.ShareBelow(prior, 5) + evidence.ShareBelow(prior, 6)) / 2
	if math.Abs(prior.Quantile(half)-middle) > 1e-9 || variance.Below(4) != 0 || variance.Below(7) != 1 {
		t.Errorf("the middle of the part is %v", middle)
	}
}

func TestMovedRefuses(t *testing.T) {
	s := small(t, 10)
	for text, says := range map[string]string{
		"offending.sanctioned_rat": `did you mean "offending.sanctioned_rate"?`,
		"discount.costs":           "an input with a prior",
		"offending.never_again":    "belongs to a structure",
		rateKey + "=2:3":           "it has none from 2 per year to 3 per year",
		rateKey + "=0.9:0.8":       "wanted low below high",
		rateKey + "=1":             "wanted low:high",
		rateKey + "=low:high":      "got \"low\"",
	} {
		if _, err := ParseMoved(s, text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %v, want %q", text, err, says)
		}
	}
	stated := small(t, 10, rateKey+"=0.8")
	if _, err := ParseMoved(stated, rateKey); err == nil || !strings.Contains(err.Error(), "--set gives it 0.8 per year") {
		t.Errorf("an input that a flag sets: %v", err)
	}
}

// The figures of a point are a function of it and of its cohorts, move with the
// inputs, and are those that the fit sees.
func TestMatching(t *testing.T) {
	s := small(t, 300)
	aims := []string{"risk_possession_12m", "treatment_possession_12m"}
	at := func(workers int) []Matched {
		m, err := NewMatching(s, movedOf(t, s, rateKey, referralKey), aims, Options{Seed: 4, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		points := [][]float64{{0.5, 0.5}, {0.999, 0.5}, {0.5, 0.999}, {0.5, 0.5}}
		var all []Matched
		err = m.Simulate(context.Background(), len(points),
			func(k int) ([]float64, []int) { return points[k], []int{1, 2} },
			func(found Matched) error { all = append(all, found); return nil })
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	one, two := at(1), at(2)
	for k := range one {
		if !slices.Equal(one[k].Figures, two[k].Figures) || len(one[k].Cohorts) != 2 {
			t.Errorf("point %d: %v on one worker, %v on two", k, one[k], two[k])
		}
		for i, x := range one[k].Figures { // cohorts of one size
			if mean := (one[k].Cohorts[0][i] + one[k].Cohorts[1][i]) / 2; math.Abs(mean-x) > 1e-12 {
				t.Errorf("point %d: cohorts with mean %v make %v", k, mean, x)
			}
		}
	}
	if !slices.Equal(one[0].Figures, one[3].Figures) || !(one[1].Figures[0] > one[0].Figures[0]) || !(one[2].Figures[1] > one[0].Figures[1]) {
		t.Errorf("figures by point: %v", one)
	}
}

func TestMatchingRefuses(t *testing.T) {
	s := small(t, 10)
	if _, err := NewMatching(s, movedOf(t, s, rateKey), []string{"no_such"}, Options{}); err == nil {
		t.Error("a target that is not there is taken")
	}
	places, err := scenarios.Load("eight-forces", scenarios.Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewMatching(places, movedOf(t, s, rateKey), possessionCurve, Options{}); !errors.Is(err, ErrPlaces) {
		t.Errorf("several areas: %v", err)
	}
}

// A fit of one input to one figure meets it on the people of the fit.
func TestFitMeetsOneFigure(t *testing.T) {
	s := small(t, 2_000)
	f, err := Fit(context.Background(), s, movedOf(t, s, rateKey), []string{"risk_possession_12m"}, Options{Seed: 2, Replications: 1})
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Targets[0]; math.Abs(got.Simulated-got.Published) > 0.002 || len(f.Set) != 1 || f.Set[0].Key != rateKey {
		t.Errorf("%+v", f)
	}
}

// The errors of the figures: published intervals, tolerances, and shapes.
func TestAims(t *testing.T) {
	for _, key := range AimKeys() {
		a, err := AimNamed(key)
		if err != nil {
			t.Fatal(err)
		}
		whole := math.Hypot(a.SD, a.Discrepancy)
		if half := (a.High - a.Low) / 2; whole < half/1.97 || whole > half {
			t.Errorf("%s: an error of %v where half the interval is %v", key, whole, half)
		}
		if (a.Curve != "") != strings.HasPrefix(key, "risk_") || a.Because == "" {
			t.Errorf("%s: curve %q, because %q", key, a.Curve, a.Because)
		}
	}
	points, people, err := PublishedCurve("possession")
	if err != nil || len(points) != 3 || points[1].Survival != 1-0.276 {
		t.Fatal(points, err)
	}
	if other, _, err := PublishedCurve("contagion"); other != nil || err != nil {
		t.Error("contagion has a closed form", err)
	}
	// By hand, of 27.6% with 26.8% to 28.4%.
	if want := 0.276 * 0.724 / math.Pow(0.008/1.959964, 2); math.Abs(people-want) > 1 {
		t.Errorf("%v people, want %v", people, want)
	}
}
