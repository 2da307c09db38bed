package estimate

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"diversim/sim"
)

// together are points of two quantities whose normal scores correlate 0.8, and of a
// third by itself, all of them far from normal.
func together(n int) (points [][]float64) {
	draws := sim.NewDraws(7, 0)
	for i := range n {
		a, b := draws.Pair(sim.Design, uint32(i), 1, 0)
		first, second := sim.NormalScore(a), sim.NormalScore(b)
		second = 0.8*first + 0.6*second
		points = append(points, []float64{math.Exp(first), second * math.Abs(second), draws.Uniform(sim.Design, uint32(i), 2, 0)})
	}
	return points
}

func copula(t interface {
	Helper()
	Fatal(args ...any)
},
) *Copula {
	t.Helper()
	c, err := NewCopula(together(2000))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Beside a first quantity that is held at a score of 1.5, the second has scores of mean
// 1.2 and standard deviation 0.6, whichever of the two is held, and the third does not
// care. The shares are spread evenly, so that what is off is off by the 2,000 points:
// a correlation by 0.008 and a score by 0.03 (standard errors).
func TestCopulaIsConditional(t *testing.T) {
	c := copula(t)
	for _, k := range []int{0, 1} {
		other := 1 - k
		held := c.quantile(k, below(1.5))
		var others, third []float64
		const n = 20_000
		for i := range n {
			places := make([]Place, 3)
			places[k] = Place{Held: true, Value: held}
			places[other].Share, places[2].Share = (float64(i)+0.5)/n, (float64(i)+0.5)/n
			values, scores := c.At(places)
			if values[k] != held || math.Abs(scores[k]-1.5) > 1e-6 {
				t.Fatalf("wanted %v at a score of 1.5; got %v at %v", held, values[k], scores[k])
			}
			others, third = append(others, scores[other]), append(third, scores[2])
		}
		for what, c := range map[string][2]float64{
			"mean": {Mean(others), 1.2}, "sd": {math.Sqrt(Variance(others)), 0.6},
			"mean of the third": {Mean(third), 0}, "sd of the third": {math.Sqrt(Variance(third)), 1},
		} {
			if math.Abs(c[0]-c[1]) > 0.06 {
				t.Errorf("quantity %d held: wanted %s %v; got %v", k, what, c[1], c[0])
			}
		}
	}
}

// A law on its own points: shares run from the least to the greatest, and a share is
// the inverse of a value.
func TestCopulaMargins(t *testing.T) {
	c, err := NewCopula([][]float64{{3, 1}, {1, 4}, {2, 2}, {2, 5}})
	if err != nil {
		t.Fatal(err)
	}
	for value, want := range map[float64]float64{0: 0.125, 1: 0.125, 1.5: 0.25, 2: 0.5, 2.5: 0.75, 3: 0.875, 9: 0.875} {
		if got := c.Share(0, value); got != want {
			t.Errorf("wanted %v of the points below %v; got %v", want, value, got)
		}
	}
	for share, want := range map[float64]float64{0: 1, 0.125: 1, 0.25: 1.5, 0.5: 2, 0.75: 2.5, 1: 3} {
		if got := c.quantile(0, share); got != want {
			t.Errorf("wanted %v at %v; got %v", want, share, got)
		}
	}
}

// Whatever is held, bounded or drawn: a value lies among the points and in its bounds,
// rises with its share, and what is held stays.
func TestCopulaStaysInside(t *testing.T) {
	c := copula(t)
	rapid.Check(t, func(t *rapid.T) {
		places := make([]Place, 3)
		for k := range places {
			least, most := c.sorted[k][0], c.sorted[k][len(c.sorted[k])-1]
			switch p := &places[k]; rapid.IntRange(0, 2).Draw(t, "kind") {
			case 0:
				*p = Place{Held: true, Value: rapid.Float64Range(least-1, most+1).Draw(t, "value")}
			case 1:
				p.Low = rapid.Float64Range(least, most).Draw(t, "low")
				p.High = rapid.Float64Range(p.Low, most).Draw(t, "high")
			}
			places[k].Share = rapid.Float64Range(0, 1).Draw(t, "share")
		}
		values, scores := c.At(places)
		for k, p := range places {
			low, high := c.sorted[k][0], c.sorted[k][len(c.sorted[k])-1]
			if p.bounded() {
				low, high = p.Low, p.High
			}
			if tiny := 1e-6 * (1 + high - low); !p.Held && !(values[k] >= low-tiny && values[k] <= high+tiny) || math.IsNaN(scores[k]) {
				t.Fatalf("quantity %d: wanted %v to %v; got %v (score %v)", k, low, high, values[k], scores[k])
			}
			if p.Held && values[k] != p.Value {
				t.Fatalf("quantity %d: wanted it held at %v; got %v", k, p.Value, values[k])
			}
			more := append([]Place{}, places...)
			more[k].Share = rapid.Float64Range(p.Share, 1).Draw(t, "more")
			if risen, _ := c.At(more); risen[k] < values[k] {
				t.Fatalf("quantity %d falls from %v to %v", k, values[k], risen[k])
			}
		}
	})
}

func TestCopulaOfNoLaw(t *testing.T) {
	for name, points := range map[string][][]float64{
		"one point": {{1, 2}}, "nothing": {{}, {}}, "lengths": {{1, 2}, {3}},
		"one that does not vary": {{1, 2}, {1, 3}, {1, 5}}, "one twice": {{1, 10}, {2, 20}, {3, 30}},
	} {
		if _, err := NewCopula(points); err == nil {
			t.Errorf("%s: wanted an error", name)
		}
	}
}
