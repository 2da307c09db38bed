package estimate

import (
	"math"
	"slices"
	"testing"
)

// The sample of P13: ties between events, and between events and censorings.
var (
	tiedTimes  = []float64{30, 45, 45, 60, 90, 120, 120, 200, 250, 300, 365, 365}
	tiedEvents = []bool{true, true, false, true, false, true, true, false, true, false, false, false}
)

func curveOf(t *testing.T, times []float64, event []bool) SurvivalCurve {
	t.Helper()
	curve, err := KaplanMeier(times, event)
	if err != nil {
		t.Fatal(err)
	}
	return curve
}

func TestP13KaplanMeier(t *testing.T) {
	curve := curveOf(t, tiedTimes, tiedEvents)
	whole := []float64{20, 50, 50, 75, 110, 180, 240, 365, 400, 500}
	uncensored := curveOf(t, whole, slices.Repeat([]bool{true}, len(whole)))
	agree(t, []answer{
		{"S(365)", curve.Survival(365), 0.3968253968253968, 0},
		{"variance", curve.Variance(365), 0.026932436701900042, 0},
		{"standard error", curve.StandardError(365), 0.16411104990798164, 0},
		{"cumulative hazard", curve.CumulativeHazard(365), 0.8210678210678211, 0},
		{"restricted mean", curve.RestrictedMean(365), 215.11243386243387, 1e-6},
		{"S(30)", curve.Survival(30), 0.9166666666666666, 0},
		{"S(45)", curve.Survival(45), 0.8333333333333334, 0},
		{"S(60)", curve.Survival(60), 0.7407407407407407, 0},
		{"S(120)", curve.Survival(120), 0.5291005291005291, 0},
		{"S(250)", curve.Survival(250), 0.3968253968253968, 0},
		{"uncensored S(365)", uncensored.Survival(365), 0.2, 0},
		{"uncensored restricted mean", uncensored.RestrictedMean(365), 182, 1e-6},
		{"before the first event", curve.Survival(29.9), 1, 0},
		{"between events", curve.Survival(59.9), 0.8333333333333334, 0},
		{"nobody left", uncensored.Survival(501), 0, 0},
		{"variance with nobody left", uncensored.Variance(600), 0, 0},
		{"restricted mean beyond the last", uncensored.RestrictedMean(1000), 199, 1e-6},
	})
	if got, want := curve.AtRisk([]float64{0, 30, 46, 365, 366}), []int{12, 12, 9, 2, 0}; !slices.Equal(got, want) {
		t.Errorf("at risk: got %v, want %v", got, want)
	}
	naive := 0
	for _, e := range tiedEvents {
		if e {
			naive++
		}
	}
	if naive*2 != len(tiedEvents) {
		t.Errorf("naive proportion: %d of %d, want a half", naive, len(tiedEvents))
	}
}

// Binomial variance is what Greenwood's formula reduces to without censoring.
func TestGreenwoodWithoutCensoring(t *testing.T) {
	times := []float64{1, 2, 2, 3, 5, 5, 5, 8}
	curve := curveOf(t, times, slices.Repeat([]bool{true}, len(times)))
	for _, at := range []float64{1, 2, 3, 4, 5} {
		s := curve.Survival(at)
		agree(t, []answer{{"variance", curve.Variance(at), s * (1 - s) / 8, 1e-15}})
	}
}

func TestSurvivalWhereNobodyIsWatched(t *testing.T) {
	curve := curveOf(t, tiedTimes, tiedEvents)
	nobody := curveOf(t, nil, nil)
	for name, got := range map[string]float64{
		"after the last censoring":      curve.Survival(366),
		"variance there":                curve.Variance(366),
		"restricted mean to there":      curve.RestrictedMean(366),
		"nobody":                        nobody.Survival(1),
		"nobody's restricted mean":      nobody.RestrictedMean(1),
		"nobody's hazard at the start":  nobody.CumulativeHazard(0),
		"survival at a time without it": curve.Survival(math.NaN()),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s: got %v, want NaN", name, got)
		}
	}
	if got := nobody.AtRisk([]float64{0, 1}); !slices.Equal(got, []int{0, 0}) {
		t.Errorf("at risk among nobody: got %v", got)
	}
	for _, bad := range []float64{-1, math.NaN(), math.Inf(1)} {
		if _, err := KaplanMeier([]float64{1, bad}, []bool{true, true}); err == nil {
			t.Errorf("time %v was accepted", bad)
		}
	}
	mustPanic(t, "one event for two times", func() { _, _ = KaplanMeier([]float64{1, 2}, []bool{true}) })
}

func TestBand(t *testing.T) {
	curve := curveOf(t, tiedTimes, tiedEvents)
	low, high := curve.Band(365, 0.95)
	// exp(+-1.959964 x 0.164111 / (0.396825 x 0.924259)) = 2.40366 and its
	// inverse, the powers of S, worked by hand.
	agree(t, []answer{{"low", low, 0.1084, 5e-5}, {"high", high, 0.6808, 5e-5}})
	if low, high := curve.Band(1, 0.95); low != 1 || high != 1 {
		t.Errorf("before the first event: got %v to %v, want 1", low, high)
	}
}
