package design

import (
	"math"
	"reflect"
	"slices"
	"testing"
)

// Each n-th part of each input's range holds one point of a Latin hypercube.
func TestLatinHypercube(t *testing.T) {
	const n, inputs = 37, 5
	all := LatinHypercube(n, inputs, 8)
	for d := range inputs {
		held := make([]int, n)
		for _, point := range all {
			held[int(point[d]*n)]++
		}
		if slices.Min(held) != 1 || slices.Max(held) != 1 {
			t.Errorf("input %d: parts hold %v points", d, held)
		}
	}
	if all[0][0] == all[0][1] {
		t.Error("two inputs have the same order")
	}
}

// A mean over the points is that over the cube: within five standard errors of
// 4,096 independent points, and within a tenth of one where they are spread.
func TestMeans(t *testing.T) {
	const n, inputs = 4096, 4
	const exact = 4.0 / 3 // of the sum of squares
	standardError := math.Sqrt(inputs * 4.0 / 45 / n)
	for name, c := range map[string]struct {
		points [][]float64
		within float64
	}{
		"uniform":         {Uniform(n, inputs, 1), 5},
		"latin hypercube": {LatinHypercube(n, inputs, 1), 0.1},
		"halton":          {Halton(n, inputs, 1), 0.1},
	} {
		mean := 0.0
		for _, point := range c.points {
			for _, x := range point {
				if !(x > 0 && x < 1) {
					t.Fatalf("%s: coordinate %v", name, x)
				}
				mean += x * x / n
			}
		}
		if off := math.Abs(mean-exact) / standardError; off > c.within {
			t.Errorf("%s: mean %v is %.2f standard errors from %v", name, mean, off, exact)
		}
	}
}

// The same seed gives the same points and another one others; a longer Halton
// sequence goes on where a shorter ends.
func TestSeeds(t *testing.T) {
	for name, of := range map[string]func(seed uint64) [][]float64{
		"uniform": func(seed uint64) [][]float64 { return Uniform(20, 3, seed) },
		"latin":   func(seed uint64) [][]float64 { return LatinHypercube(20, 3, seed) },
		"halton":  func(seed uint64) [][]float64 { return Halton(20, 3, seed) },
		"morris":  func(seed uint64) [][]float64 { return slices.Concat(Morris(10, 3, 4, seed)...) },
	} {
		if !reflect.DeepEqual(of(4), of(4)) || reflect.DeepEqual(of(4), of(5)) {
			t.Errorf("%s: points are not a function of the seed, or of nothing else", name)
		}
	}
	if !reflect.DeepEqual(Halton(50, 3, 4)[:20], Halton(20, 3, 4)) {
		t.Error("a longer Halton sequence has another beginning")
	}
}

func TestSaltelli(t *testing.T) {
	s := NewSaltelli([][]float64{{1, 2, 3, 10, 20, 30}, {4, 5, 6, 40, 50, 60}}, [][]int{{1}, {0, 2}})
	want := [][]float64{
		{1, 2, 3},
		{4, 5, 6},
		{10, 20, 30},
		{40, 50, 60},
		{1, 20, 3},
		{4, 50, 6},
		{10, 2, 30},
		{40, 5, 60},
	}
	if got := s.Points(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	a, b, mixed := s.Split([]float64{0, 1, 2, 3, 4, 5, 6, 7})
	if !slices.Equal(a, []float64{0, 1}) || !slices.Equal(b, []float64{2, 3}) || !reflect.DeepEqual(mixed, [][]float64{{4, 5}, {6, 7}}) {
		t.Errorf("outputs parted as %v, %v, %v", a, b, mixed)
	}
	if each := NewSaltelli(Uniform(5, 6, 1), nil); len(each.Mixed) != 3 {
		t.Errorf("without groups there are %d, want one for each input", len(each.Mixed))
	}
}

// Every input moves once on a walk, by 2/3, up and down, from levels of the grid.
func TestMorris(t *testing.T) {
	const walks, inputs = 40, 6
	up := 0
	starts := map[float64]bool{}
	for _, walk := range Morris(walks, inputs, 4, 3) {
		moved := make([]int, inputs)
		for step := range inputs {
			for d := range inputs {
				starts[walk[0][d]] = true
				move := walk[step+1][d] - walk[step][d]
				if move == 0 {
					continue
				}
				moved[d]++
				if math.Abs(math.Abs(move)-2.0/3) > 1e-15 {
					t.Fatalf("moved by %v, want 2/3", move)
				}
				if move > 0 {
					up++
				}
			}
		}
		if slices.Min(moved) != 1 || slices.Max(moved) != 1 {
			t.Fatalf("inputs moved %v times", moved)
		}
	}
	// Of 240 moves up, half: 4.5 standard deviations are 35.
	if math.Abs(float64(up)-walks*inputs/2) > 35 || len(starts) != 4 {
		t.Errorf("%d moves up, from %d levels", up, len(starts))
	}
}

func TestMistakesPanic(t *testing.T) {
	for name, call := range map[string]func(){
		"odd levels":      func() { Morris(1, 2, 3, 1) },
		"no inputs":       func() { Uniform(1, 0, 1) },
		"odd coordinates": func() { NewSaltelli([][]float64{{1, 2, 3}}, nil) },
		"missing outputs": func() { NewSaltelli([][]float64{{1, 2}}, nil).Split([]float64{1}) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			call()
		})
	}
}
