package model

import (
	"math"
	"testing"
)

// Margins are met, odds ratios are the seed's, and an empty cell is empty.
func TestRakeMeetsMargins(t *testing.T) {
	seed := []float64{ // 2 by 3 by 2
		1, 2, 3, 1, 0, 5,
		2, 2, 1, 7, 1, 1,
	}
	margins := [][]float64{{0.3, 0.7}, {0.2, 0.5, 0.3}, {0.45, 0.55}}
	table, met := rake(seed, margins...)
	if !met {
		t.Fatal("no table was found")
	}
	stride := len(table)
	for d, margin := range margins {
		stride /= len(margin)
		for k, got := range sumsOver(table, stride, len(margin)) {
			if math.Abs(got-margin[k]) > 1e-12 {
				t.Errorf("dimension %d, %d: got %v, want %v", d, k, got, margin[k])
			}
		}
	}
	if table[4] != 0 {
		t.Errorf("an empty cell holds %v", table[4])
	}
	odds := func(x []float64) float64 { return x[0] * x[3] / x[1] / x[2] }
	if got, want := odds(table), odds(seed); math.Abs(got/want-1) > 1e-9 {
		t.Errorf("the odds ratio of four cells is %v; the seed's is %v", got, want)
	}
}

// A table with the margins already is its own answer, to the bit.
func TestRakeLeavesWhatFits(t *testing.T) {
	seed := []float64{0.125, 0.375, 0.25, 0.25}
	table, met := rake(seed, []float64{0.5, 0.5}, []float64{0.375, 0.625})
	for k := range seed {
		if !met || table[k] != seed[k] {
			t.Errorf("cell %d became %v", k, table[k])
		}
	}
}

// Where empty cells leave no room, there is no table.
func TestRakeRefusesWhatCannotBe(t *testing.T) {
	for name, seed := range map[string][]float64{
		"an empty row":    {0, 0, 1, 1},
		"an empty corner": {1, 0, 0, 1},
	} {
		if table, met := rake(seed, []float64{0.3, 0.7}, []float64{0.5, 0.5}); met {
			t.Errorf("%s: got %v", name, table)
		}
	}
}

// A margin of 0 empties its cells, and the others are met all the same.
func TestRakeWithNobody(t *testing.T) {
	table, met := rake([]float64{1, 1, 1, 2}, []float64{0, 1}, []float64{0.4, 0.6})
	if !met || table[0] != 0 || table[1] != 0 || math.Abs(table[2]-0.4) > 1e-12 {
		t.Errorf("got %v, %v", table, met)
	}
}
