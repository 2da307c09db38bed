package estimate

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// Points of a known law give back the law, also from a poor start, with more
// misses than arguments, and when a long step leaves the domain.
func TestLeastSquaresFindsAKnownLaw(t *testing.T) {
	truth := Lomax{Rate: 0.845, FrailtyVariance: 5.22}
	times := []float64{0.25, 1, 2, 3}
	misses := func(log []float64) ([]float64, error) {
		law := Lomax{Rate: math.Exp(log[0]), FrailtyVariance: math.Exp(log[1])}
		if law.FrailtyVariance > 50 {
			return nil, errors.New("outside")
		}
		var left []float64
		for _, at := range times {
			left = append(left, (law.Survival(at)-truth.Survival(at))/0.01)
		}
		return left, nil
	}
	best, left, err := LeastSquares{Nudge: 1e-5, Steps: 50, Settled: 1e-12}.Minimise(misses, []float64{math.Log(0.2), 0})
	if err != nil {
		t.Fatal(err)
	}
	if got := math.Exp(best[0]); math.Abs(got-truth.Rate) > 1e-6 {
		t.Errorf("rate: got %v, want %v", got, truth.Rate)
	}
	if got := math.Exp(best[1]); math.Abs(got-truth.FrailtyVariance) > 1e-5 {
		t.Errorf("variance: got %v, want %v", got, truth.FrailtyVariance)
	}
	if squares(left) > 1e-9 {
		t.Errorf("misses left: %v", left)
	}
}

// What cannot be met is met as well as can be: the line through three points.
func TestLeastSquaresLeavesTheLeastMiss(t *testing.T) {
	misses := func(at []float64) ([]float64, error) {
		return []float64{at[0] - 1, at[0] - 2, at[0] - 6}, nil
	}
	best, _, err := LeastSquares{}.Minimise(misses, []float64{0})
	if err != nil || math.Abs(best[0]-3) > 1e-3 {
		t.Errorf("got %v, %v, want the mean 3", best, err)
	}
}

// Misses that count move in steps, of which the first nudge meets none.
func TestLeastSquaresOfCounts(t *testing.T) {
	misses := func(at []float64) ([]float64, error) {
		return []float64{math.Floor(4*at[0]) - 20}, nil
	}
	best, left, err := LeastSquares{Steps: 50}.Minimise(misses, []float64{0})
	if err != nil || left[0] != 0 {
		t.Errorf("got %v with misses %v, %v", best, left, err)
	}
}

func TestLeastSquaresComplains(t *testing.T) {
	idle := func(at []float64) ([]float64, error) { return []float64{at[0], at[0]}, nil }
	if _, _, err := (LeastSquares{}).Minimise(idle, []float64{1, 1}); err == nil || !strings.Contains(err.Error(), "argument 2 of 2 moves nothing") {
		t.Errorf("an argument without effect: %v", err)
	}
	short := func([]float64) ([]float64, error) { return []float64{1}, nil }
	if _, _, err := (LeastSquares{}).Minimise(short, []float64{1, 1}); err == nil {
		t.Error("fewer misses than arguments were accepted")
	}
	broken := errors.New("broken")
	if _, _, err := (LeastSquares{}).Minimise(func([]float64) ([]float64, error) { return nil, broken }, []float64{1}); !errors.Is(err, broken) {
		t.Errorf("got %v, want the error of the misses", err)
	}
}
