package estimate

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// covered are places with a coverage each, so many of the same.
func covered(groups ...[2]float64) (values []float64, group []int) {
	for g, c := range groups {
		for range int(c[0]) {
			values, group = append(values, c[1]), append(group, g)
		}
	}
	return values, group
}

func TestP30Inequality(t *testing.T) {
	all, _ := covered([2]float64{8, 1}, [2]float64{35, 0})
	lottery := Inequality(all, nil)
	some, group := covered([2]float64{8, 0.6}, [2]float64{5, 0.2}, [2]float64{30, 0.05})
	for i := range group {
		group[i] = min(group[i], 1) // adopters and the others
	}
	mixed := Inequality(some, nil)
	between, within := TheilParts(some, nil, group)
	agree(t, []answer{
		{"mean, 8 of 43", lottery.Mean, 0.18604651162790697, 0},
		{"Gini, 8 of 43", lottery.Gini, 0.813953488372093, 0},
		{"Theil, 8 of 43", lottery.Theil, 1.6817585740137264, 0},
		{"CV, 8 of 43", lottery.CV, 2.091650066335189, 0},
		{"Atkinson, 8 of 43", lottery.Atkinson, 35.0 / 43, 1e-12},
		{"mean", mixed.Mean, 0.1697674418604651, 0},
		{"Gini", mixed.Gini, 0.543166613571201, 0},
		{"Theil", mixed.Theil, 0.6014080529033482, 0},
		{"mean log deviation", mixed.MeanLogDeviation, 0.5989012733658564, 0},
		{"between", between, 0.5336536691673126, 0},
		{"within", within, 0.06775438373603557, 0},
		{"range", mixed.Range, 0.55, 1e-12},
		{"P90/P10", mixed.P90P10, 12, 1e-9},
		{"ratio of charges", Inequality([]float64{0.63, 0.13}, nil).HighestToLowest, 4.846153846153846, 0},
	})
	if !math.IsNaN(lottery.MeanLogDeviation) || !math.IsNaN(lottery.HighestToLowest) || !math.IsNaN(lottery.P90P10) {
		t.Errorf("places with nothing: %+v", lottery)
	}
}

// What is unequal does not depend on the unit, is nothing among equals, agrees
// with the definitions summed over pairs, and a weight of 2 is two places.
func TestInequalityProperties(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(r, "places")
		values, weights, group := make([]float64, n), make([]float64, n), make([]int, n)
		var doubled []float64
		for i := range values {
			values[i] = rapid.Float64Range(0.01, 5).Draw(r, "value")
			weights[i] = float64(rapid.IntRange(0, 2).Draw(r, "weight"))
			group[i] = rapid.IntRange(-1, 1).Draw(r, "group")
			doubled = append(doubled, slices.Repeat(values[i:i+1], int(weights[i]))...)
		}
		got, want := Inequality(values, weights), Inequality(doubled, nil)
		want.P90P10 = got.P90P10 // interpolates between places
		near := func(name string, a, b float64) {
			if !(math.Abs(a-b) <= 1e-10 || math.IsNaN(a) && math.IsNaN(b)) {
				r.Fatalf("%s: %v and %v", name, a, b)
			}
		}
		a, b := got.numbers(), want.numbers()
		for k := range a {
			near("a weight of 2", a[k], b[k])
		}
		if len(doubled) == 0 {
			return
		}
		pairs := 0.0
		for _, x := range doubled {
			for _, y := range doubled {
				pairs += math.Abs(x - y)
			}
		}
		near("Gini over pairs", got.Gini, pairs/(2*got.Mean*float64(len(doubled)*len(doubled))))
		between, within := TheilParts(values, weights, group)
		near("parts of Theil", between+within, got.Theil)
		population, share := Lorenz(values, weights)
		area := 0.0
		for k := 1; k < len(share); k++ {
			area += (population[k] - population[k-1]) * (share[k] + share[k-1]) / 2
		}
		near("Gini under Lorenz", got.Gini, 1-2*area)
		near("all of the people", population[len(population)-1], 1)
		near("all of it", share[len(share)-1], 1)
	})
}

func (u Unequal) numbers() []float64 {
	return []float64{
		u.Mean, u.Min, u.Max, u.Range, u.HighestToLowest, u.P90P10, u.CV, u.Gini, u.Theil, u.MeanLogDeviation, u.Atkinson,
	}
}

// With equal weights the percentiles are those of type 7.
func TestWeightedPercentile(t *testing.T) {
	values := []float64{9, 1, 4, 2.5, 7, 3}
	high, _ := Percentile(values, 0.9)
	low, _ := Percentile(values, 0.1)
	agree(t, []answer{
		{"equal weights", Inequality(values, nil).P90P10, high / low, 1e-12},
		{"weights in proportion", Inequality(values, []float64{3, 3, 3, 3, 3, 3}).P90P10, high / low, 1e-12},
		// The middle one of weights 1/8, 1/2 and 3/8 stands at (1/16 + 1/4)/(3/4) = 5/12.
		{"unequal weights", Inequality([]float64{3, 1, 2}, []float64{3, 1, 4}).P90P10, (2 + 0.58/0.7) / 1.24, 1e-12},
		{"one place", Inequality([]float64{3}, nil).P90P10, 1, 0},
	})
}

func TestInequalityOfNothing(t *testing.T) {
	for name, u := range map[string]Unequal{
		"nobody":       Inequality(nil, nil),
		"no weight":    Inequality([]float64{1, 2}, []float64{0, 0}),
		"no value":     Inequality([]float64{math.NaN()}, nil),
		"nothing held": Inequality([]float64{0, 0}, nil),
	} {
		for k, x := range u.numbers() {
			if held := name == "nothing held" && k < 4; math.IsNaN(x) == held || held && x != 0 {
				t.Errorf("%s: number %d is %v", name, k, x)
			}
		}
	}
	agree(t, []answer{{"a place without a value", Inequality([]float64{1, math.NaN(), 3}, nil).Gini, 0.25, 1e-12}})
	if between, within := TheilParts([]float64{0, 0}, nil, []int{0, 1}); !math.IsNaN(between) || !math.IsNaN(within) {
		t.Errorf("nothing to divide: %v and %v", between, within)
	}
	if p, s := Lorenz(nil, nil); !slices.Equal(p, []float64{0}) || !slices.Equal(s, []float64{0}) {
		t.Errorf("no places: %v, %v", p, s)
	}
	mustPanic(t, "negative value", func() { Inequality([]float64{-1}, nil) })
	mustPanic(t, "negative weight", func() { Inequality([]float64{1}, []float64{-1}) })
	mustPanic(t, "infinite value", func() { Lorenz([]float64{math.Inf(1)}, nil) })
	mustPanic(t, "too few weights", func() { Inequality([]float64{1, 2}, []float64{1}) })
	mustPanic(t, "too few groups", func() { TheilParts([]float64{1, 2}, nil, []int{1}) })
}

// Over every outcome of two places with true shares far apart, the estimate is the
// variance of the true shares: 0.32 for 0.1 and 0.9.
func TestBetweenVarianceIsUnbiased(t *testing.T) {
	const people, low, high = 30, 0.1, 0.9
	chance := func(k int, p float64) float64 {
		return BinomialUpperTail(people, k, p) - BinomialUpperTail(people, k+1, p)
	}
	expected := 0.0
	for a := range people + 1 {
		for b := range people + 1 {
			rates := []float64{float64(a) / people, float64(b) / people}
			expected += chance(a, low) * chance(b, high) * BetweenVariance(rates, []int{people, people})
		}
	}
	agree(t, []answer{
		{"expected", expected, (high - low) * (high - low) / 2, 1e-9},
		{"by hand", BetweenVariance([]float64{0.2, 0.4, 0.9}, []int{11, 21, 1}), 0.02 - (0.016+0.012)/2, 1e-12},
		{"no more than chance", BetweenVariance([]float64{0.2, 0.21}, []int{10, 10}), 0, 0},
	})
	if got := BetweenVariance([]float64{0.2, math.NaN()}, []int{10, 0}); !math.IsNaN(got) {
		t.Errorf("one place varies by %v", got)
	}
	mustPanic(t, "a share of 2", func() { BetweenVariance([]float64{2}, []int{10}) })
	mustPanic(t, "sizes", func() { BetweenVariance([]float64{0.2}, nil) })
}
