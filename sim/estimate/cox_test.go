package estimate

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Exposed people at 1 (event) and 3 (event), the others at 2 (event) and 4
// (censored). With r the hazard ratio the likelihood is
//
//	r/(2r+2) x 1/(r+2) x r/(r+1)
//
// and its logarithm has derivative 0 where 2/r - 2/(r+1) - 1/(r+2) = 0, that
// is r^2 - r - 4 = 0. Its information in log r is 2 r/(r+1)^2 + 2r/(r+2)^2.
func TestCoxByHand(t *testing.T) {
	times := []float64{1, 2, 3, 4}
	event := []bool{true, true, true, false}
	exposed := []bool{true, false, true, false}
	r := (1 + math.Sqrt(17)) / 2
	information := 2*r/((r+1)*(r+1)) + 2*r/((r+2)*(r+2))
	for _, ties := range []Ties{Efron, Breslow} {
		got, err := CoxTwoSample(times, event, exposed, ties)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, []answer{
			{"log hazard ratio", got.LogHazardRatio, math.Log(r), 1e-12},
			{"standard error", got.StandardError, 1 / math.Sqrt(information), 1e-12},
		})
		if got.Events != 3 || got.EventsExposed != 2 {
			t.Errorf("events: got %d and %d, want 3 and 2", got.Events, got.EventsExposed)
		}
	}
}

// Three exposed people and three others. At time 1 two of the exposed have the
// event, at time 2 one of the others has it and the third exposed person is
// last seen; two of the others are watched to the end. The risk sets hold
// (exposed, others) = (3, 3) for two tied events, then (1, 3). The score is 0
// where
//
//	Breslow: 2 - 2 r/(r+1) - r/(r+3) = 0, so r^2 - r - 6 = 0 and r = 3
//	Efron:   2 - r/(r+1) - 2r/(2r+3) - r/(r+3) = 0, so r^3 - 9r - 9 = 0
func TestCoxTies(t *testing.T) {
	times := []float64{1, 1, 2, 2, 3, 3}
	event := []bool{true, true, true, false, false, false}
	exposed := []bool{true, true, false, true, false, false}
	breslow, err := CoxTwoSample(times, event, exposed, Breslow)
	if err != nil {
		t.Fatal(err)
	}
	efron, err := CoxTwoSample(times, event, exposed, Efron)
	if err != nil {
		t.Fatal(err)
	}
	r := math.Exp(efron.LogHazardRatio)
	agree(t, []answer{
		{"Breslow", breslow.LogHazardRatio, math.Log(3), 1e-12},
		{"Breslow's error", breslow.StandardError, 1 / math.Sqrt(2*3.0/16+9.0/36), 1e-12},
		{"Efron's cubic", r*r*r - 9*r - 9, 0, 1e-10},
		{"Efron", r, 3.4115, 5e-5},
	})
}

func TestCoxWithoutMaximum(t *testing.T) {
	for name, c := range map[string]struct {
		times          []float64
		event, exposed []bool
	}{
		"nobody":               {nil, nil, nil},
		"one group":            {[]float64{1, 2}, []bool{true, true}, []bool{true, true}},
		"no events":            {[]float64{1, 2}, []bool{false, false}, []bool{true, false}},
		"only exposed events":  {[]float64{1, 2, 3}, []bool{true, false, false}, []bool{true, false, true}},
		"only others' events":  {[]float64{1, 2, 3}, []bool{true, false, false}, []bool{false, true, false}},
		"exposed all die last": {[]float64{1, 2, 3, 4}, []bool{true, true, true, true}, []bool{false, false, true, true}},
		"negative time":        {[]float64{-1, 2}, []bool{true, true}, []bool{true, false}},
	} {
		if got, err := CoxTwoSample(c.times, c.event, c.exposed, Efron); err == nil {
			t.Errorf("%s: got %+v, want an error", name, got)
		}
	}
}

// Exponential times with hazard ratio 0.7, censored at 1; a fixed seed of 20
// samples of n = 4,000. The sum of 20 squared z-scores is chi-squared with 20
// degrees of freedom; outside 5.92 to 45.31 has probability 0.002.
func TestCoxOnExponentialTimes(t *testing.T) {
	random := rand.New(rand.NewPCG(2024, 7))
	const people, samples = 4000, 20
	times, event, exposed := make([]float64, people), make([]bool, people), make([]bool, people)
	sum := 0.0
	for range samples {
		for i := range people {
			exposed[i] = i%2 == 0
			rate := 0.9
			if exposed[i] {
				rate *= 0.7
			}
			time := random.ExpFloat64() / rate
			times[i], event[i] = math.Min(time, 1), time <= 1
		}
		got, err := CoxTwoSample(times, event, exposed, Efron)
		if err != nil {
			t.Fatal(err)
		}
		z := (got.LogHazardRatio - math.Log(0.7)) / got.StandardError
		sum += z * z
	}
	if sum < 5.92 || sum > 45.31 {
		t.Errorf("sum of %d squared z-scores: got %.2f, want between 5.92 and 45.31", samples, sum)
	}
}

func BenchmarkCoxTwoSample(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	const people = 100_000
	times, event, exposed := make([]float64, people), make([]bool, people), make([]bool, people)
	for i := range people {
		times[i], event[i], exposed[i] = random.ExpFloat64(), random.IntN(2) == 0, random.IntN(2) == 0
	}
	for b.Loop() {
		if _, err := CoxTwoSample(times, event, exposed, Efron); err != nil {
			b.Fatal(err)
		}
	}
}
