package model

import (
	"math"
	"testing"

	"diversim/sim"
)

// TestYouthContrast: the young have a contrast of their own, spread as that of
// adults is: by routes and course in the same proportions.
func TestYouthContrast(t *testing.T) {
	p, _ := New()
	m := Prepare(p, Config{People: 1, Horizon: sim.Year}, nil)
	young, adult := m.YouthContrast(), m.Contrast()
	if want := math.Log(math.Log(0.56) / math.Log(0.5)); math.Abs(young.LogContrast-want) > 1e-15 {
		t.Errorf("the log contrast is %v, want %v", young.LogContrast, want)
	}
	if young.Course <= adult.Course || young.Course >= 1 || !young.Attained {
		t.Errorf("a full course multiplies the intensity of the young by %v, of adults by %v", young.Course, adult.Course)
	}
	// The same number as an adult's individual contrast gives the same effect.
	p.Effect.Scale, p.Effect.StatedLogHR, p.Effect.MeasuredOn = ScaleStated, p.Effect.YouthLogHR, OnLatent
	m = Prepare(p, Config{People: 1, Horizon: sim.Year}, nil)
	if young, adult = m.YouthContrast(), m.Contrast(); young.Route != adult.Route || young.Course != adult.Course {
		t.Errorf("the same contrast is spread otherwise: %+v and %+v", young, adult)
	}
}

// TestYouthsAlone: the contrast of the young moves nobody else.
func TestYouthsAlone(t *testing.T) {
	usual := world(800, 2*sim.Year, 61, 0, scheme, alone, func(p *Params) { p.Covariates.Youth = 0.5 })
	other := world(800, 2*sim.Year, 61, 0, scheme, alone, func(p *Params) { p.Covariates.Youth, p.Effect.YouthLogHR = 0.5, -1.5 })
	left, right := latent(usual), latent(other)
	moved := 0
	for i := range left {
		same := len(left[i]) == len(right[i])
		for k := 0; same && k < len(left[i]); k++ {
			same = left[i][k] == right[i][k]
		}
		switch {
		case same:
		case usual.People[i].Youth:
			moved++
		default:
			t.Fatalf("person %d, who is %.1f, has another history", i, usual.People[i].Age)
		}
	}
	if moved == 0 {
		t.Error("nobody has another history")
	}
}
