package estimate

import (
	"math"
	"testing"
)

func TestLomaxFitCurveThroughTwoPoints(t *testing.T) {
	points := []SurvivalPoint{{1, 0.724}, {3, 0.601}}
	got, err := LomaxFitCurve(points)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, []answer{
		{"theta", got.FrailtyVariance, 5.183120332705759, 0},
		{"rate", got.Rate, 0.8360310152920217, 0},
	})
}

func TestLomaxFitCurveFindsTheLaw(t *testing.T) {
	for _, want := range []Lomax{{0.3, 0}, {2, 0.5}, {0.845, 5.22}, {6, 20}} {
		var points []SurvivalPoint
		for _, time := range []float64{0.25, 1, 2, 3} {
			points = append(points, SurvivalPoint{time, want.Survival(time)})
		}
		got, err := LomaxFitCurve(points)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, []answer{
			{"theta", got.FrailtyVariance, want.FrailtyVariance, 1e-8 * (1 + want.FrailtyVariance)},
			{"rate", got.Rate, want.Rate, 1e-8 * want.Rate},
		})
	}
}

// The published curve of people with a possession offence in comparison
// forces; no small step in either parameter may raise the likelihood.
func TestLomaxFitCurveIsAMaximum(t *testing.T) {
	points := []SurvivalPoint{{0.25, 0.867}, {1, 0.724}, {3, 0.601}}
	best, err := LomaxFitCurve(points)
	if err != nil {
		t.Fatal(err)
	}
	top := LomaxLogLikelihood(best, points, 1000)
	for _, step := range []Lomax{{1.001, 1}, {0.999, 1}, {1, 1.001}, {1, 0.999}} {
		near := Lomax{best.Rate * step.Rate, best.FrailtyVariance * step.FrailtyVariance}
		if LomaxLogLikelihood(near, points, 1000) >= top {
			t.Errorf("%+v is no worse than the fit %+v", near, best)
		}
	}
}

func TestLomaxLogLikelihoodByHand(t *testing.T) {
	points := []SurvivalPoint{{1, 0.6}, {2, 0.5}}
	e := math.Exp(-0.5)
	want := 200 * (0.4*math.Log(1-e) + 0.1*math.Log(e-e*e) + 0.5*math.Log(e*e))
	agree(t, []answer{{"log likelihood", LomaxLogLikelihood(Lomax{Rate: 0.5}, points, 200), want, 0}})
}

func TestLomaxFitCurveEdges(t *testing.T) {
	fast, err := LomaxFitCurve([]SurvivalPoint{{1, 0.9}, {2, 0.6}, {3, 0.2}})
	if err != nil || fast.FrailtyVariance != 0 {
		t.Errorf("a curve that falls faster and faster: got %+v, %v; want no frailty", fast, err)
	}
	for name, points := range map[string][]SurvivalPoint{
		"one point":      {{1, 0.7}},
		"rising":         {{1, 0.7}, {2, 0.8}},
		"times backward": {{2, 0.7}, {1, 0.6}},
		"nobody left":    {{1, 0.7}, {2, 0}},
		"no event":       {{1, 1}, {2, 0.9}},
		"not a number":   {{1, math.NaN()}, {2, 0.9}},
		"level":          {{1, 0.7}, {2, 0.7}, {3, 0.7}},
	} {
		if got, err := LomaxFitCurve(points); err == nil {
			t.Errorf("%s: got %+v, want an error", name, got)
		}
	}
}
