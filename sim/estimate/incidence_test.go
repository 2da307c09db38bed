package estimate

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestAalenJohansenByHand: five people, two causes, one censoring, worked out
// with a pencil.
func TestAalenJohansenByHand(t *testing.T) {
	curve, err := AalenJohansen([]float64{1, 2, 2, 3, 4}, []int{1, 2, 0, 1, 0}, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct{ at, first, second, free float64 }{
		{0.5, 0, 0, 1},
		{1, 0.2, 0, 0.8},
		{2.5, 0.2, 0.2, 0.6},
		{3, 0.5, 0.2, 0.3},
		{4, 0.5, 0.2, 0.3},
	} {
		got, free := curve.At(want.at)
		if math.Abs(got[0]-want.first) > 1e-15 || math.Abs(got[1]-want.second) > 1e-15 || math.Abs(free-want.free) > 1e-15 {
			t.Errorf("at %v: %v and %v free, want %v, %v and %v", want.at, got, free, want.first, want.second, want.free)
		}
	}
	if got, free := curve.At(4.5); !math.IsNaN(got[0]) || !math.IsNaN(free) {
		t.Errorf("beyond the last time: %v, %v free, want NaN", got, free)
	}
}

// competing draws times to the first of two causes with constant hazards, cut
// at a horizon.
func competing(n int, first, second, horizon float64) (times []float64, cause []int) {
	random := rand.New(rand.NewPCG(3, 5))
	for range n {
		at, why := random.ExpFloat64()/first, 1
		if other := random.ExpFloat64() / second; other < at {
			at, why = other, 2
		}
		if at > horizon {
			at, why = horizon, 0
		}
		times, cause = append(times, at), append(cause, why)
	}
	return times, cause
}

// TestAalenJohansenAgainstClosedForm: with constant hazards a and b the
// incidence of the first cause is a/(a+b)·(1−exp(−(a+b)t)), and 1 minus the
// curve that takes the second for a censoring is 1−exp(−at), which is larger.
// n = 200,000; 4.5 standard errors give a false alarm for one seed in 150,000,
// and the seed is fixed.
func TestAalenJohansenAgainstClosedForm(t *testing.T) {
	const n, a, b, at = 200_000, 0.6, 0.9, 0.8
	times, cause := competing(n, a, b, 1)
	curve, err := AalenJohansen(times, cause, 2)
	if err != nil {
		t.Fatal(err)
	}
	got, free := curve.At(at)
	gone := -math.Expm1(-(a + b) * at)
	for k, want := range []float64{a / (a + b) * gone, b / (a + b) * gone} {
		if se := math.Sqrt(want * (1 - want) / n); math.Abs(got[k]-want) > 4.5*se {
			t.Errorf("cause %d: %v, want %v within %v", k+1, got[k], want, 4.5*se)
		}
	}
	if sum := got[0] + got[1] + free; math.Abs(sum-1) > 1e-9 {
		t.Errorf("the shares sum to %v", sum)
	}
	alone := make([]bool, n)
	for i, c := range cause {
		alone[i] = c == 1
	}
	km, err := KaplanMeier(times, alone)
	if err != nil {
		t.Fatal(err)
	}
	want := -math.Expm1(-a * at)
	if naive := 1 - km.Survival(at); math.Abs(naive-want) > 0.01 || naive < got[0]+0.05 {
		t.Errorf("1−KM is %v, want near %v and above the incidence %v", naive, want, got[0])
	}
}

// TestAalenJohansenOfOneCause: where nothing competes the incidence is 1 minus
// the Kaplan-Meier curve at every step, censorings and ties included.
func TestAalenJohansenOfOneCause(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	times, cause, event := make([]float64, 500), make([]int, 500), make([]bool, 500)
	for i := range times {
		times[i] = float64(random.IntN(60))
		cause[i] = random.IntN(2)
		event[i] = cause[i] == 1
	}
	curve, err := AalenJohansen(times, cause, 1)
	if err != nil {
		t.Fatal(err)
	}
	km, err := KaplanMeier(times, event)
	if err != nil {
		t.Fatal(err)
	}
	for k, step := range km.Steps {
		if got := curve.Steps[k].Incidence[0]; math.Abs(got-(1-step.Survival)) > 1e-12 {
			t.Fatalf("at %v: %v, 1−KM is %v", step.Time, got, 1-step.Survival)
		}
	}
}

// TestAalenJohansenCompetitorsMerged: where nobody is censored each incidence is
// a plain share, whatever the other causes are.
func TestAalenJohansenCompetitorsMerged(t *testing.T) {
	times, cause := competing(4_000, 1, 2, math.Inf(1))
	curve, err := AalenJohansen(times, cause, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []float64{0.1, 0.3, 1} {
		count := [2]float64{}
		for i, when := range times {
			if when <= at {
				count[cause[i]-1]++
			}
		}
		got, _ := curve.At(at)
		for k := range got {
			if want := count[k] / float64(len(times)); math.Abs(got[k]-want) > 1e-12 {
				t.Errorf("cause %d at %v: %v, the share is %v", k+1, at, got[k], want)
			}
		}
	}
}

func TestAalenJohansenOfNobody(t *testing.T) {
	curve, err := AalenJohansen(nil, nil, 2)
	if err != nil {
		t.Fatal(err)
	}
	if got, free := curve.At(1); !math.IsNaN(got[0]) || !math.IsNaN(free) {
		t.Errorf("nobody: %v, %v", got, free)
	}
	if _, err := AalenJohansen([]float64{-1}, []int{0}, 1); err == nil {
		t.Error("no error for a negative time")
	}
}
