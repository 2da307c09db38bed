package estimate

import (
	"errors"
	"math"
	"testing"

	"diversim/sim"
)

// A quadratic is found exactly, and what bends more is missed.
func TestQuadratic(t *testing.T) {
	curve := func(p []float64) float64 { return 2 - p[0] + 0.5*p[1] + 0.3*p[0]*p[0] - 0.2*p[0]*p[1] + 0.1*p[1]*p[1] }
	var points [][]float64
	var exact, bent []float64
	for i := range 6 {
		for j := range 6 {
			p := []float64{float64(i)/2 - 1, float64(j)/2 - 1}
			points = append(points, p)
			exact, bent = append(exact, curve(p)), append(bent, curve(p)+math.Sin(9*p[0]))
		}
	}
	q, err := NewQuadratic(points, exact, 0)
	if err != nil {
		t.Fatal(err)
	}
	at := []float64{0.37, -0.81}
	agree(t, []answer{{"height", q.At(at), curve(at), 1e-9}})
	if q.MissSD() > 1e-9 || q.ChanceSD(at) > 1e-9 {
		t.Errorf("an exact surface misses %v and errs %v", q.MissSD(), q.ChanceSD(at))
	}
	if q, err = NewQuadratic(points, bent, 0); err != nil || q.MissSD() < 0.3 {
		t.Errorf("a surface that bends more is missed by %v, %v", q.MissSD(), err)
	}
}

// The height errs as its standard error says, and noise that is known is not
// taken for a miss. n = 400 surfaces; the mean of the squared errors in standard
// errors is 1 give or take 0.35, five of its standard deviations.
func TestQuadraticChance(t *testing.T) {
	const surfaces, noise, many = 400, 0.7, 60
	draws := sim.NewDraws(8, 0)
	z := func(i, k, what int) float64 {
		return sim.NormalScore(draws.Uniform(sim.Design, uint32(i*many+k), sim.Decision(what), 0))
	}
	at, squared, missed := []float64{0.5, 1}, 0.0, 0.0
	for i := range surfaces {
		points, outputs := make([][]float64, many), make([]float64, many)
		for k := range points {
			points[k] = []float64{z(i, k, 1), z(i, k, 2)}
			outputs[k] = 1 + points[k][0] + noise*z(i, k, 3)
		}
		q, err := NewQuadratic(points, outputs, noise)
		if err != nil {
			t.Fatal(err)
		}
		e := (q.At(at) - 1.5) / q.ChanceSD(at)
		squared += e * e / surfaces
		missed += q.MissSD() / surfaces
	}
	if math.Abs(squared-1) > 0.35 || missed > noise/4 {
		t.Errorf("squared errors are %v standard errors; %v is taken for a miss of the surface", squared, missed)
	}
}

func TestQuadraticRefuses(t *testing.T) {
	line := func(n int) [][]float64 {
		points := make([][]float64, n)
		for i := range points {
			points[i] = []float64{float64(i), float64(i)}
		}
		return points
	}
	for _, n := range []int{0, 6, 40} { // the last on one line, where products are alike
		if _, err := NewQuadratic(line(n), make([]float64, n), 0); !errors.Is(err, ErrTooFewPoints) {
			t.Errorf("%d points: got %v", n, err)
		}
	}
}
