package estimate

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Shares sum to the change, a player that adds nothing gets exactly 0, players that
// are alike get the same, and in an additive game each gets what it adds.
func TestShapley(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		players := rapid.IntRange(1, 6).Draw(t, "players")
		worth := make([]float64, 1<<players)
		for set := range worth {
			worth[set] = rapid.Float64Range(-1, 1).Draw(t, "worth")
		}
		for set := range worth { // the last player adds nothing
			if players > 1 && set>>(players-1) == 1 {
				worth[set] = worth[set&^(1<<(players-1))]
			}
		}
		shares := Shapley(players, worth)
		sum := 0.0
		for _, s := range shares {
			sum += s
		}
		if change := worth[len(worth)-1] - worth[0]; math.Abs(sum-change) > 1e-12 {
			t.Fatalf("shares sum to %v, the change is %v", sum, change)
		}
		if players > 1 && shares[players-1] != 0 {
			t.Fatalf("a player that adds nothing gets %v", shares[players-1])
		}
		sampled, _ := ShapleySampled(players, JoiningOrders(players, 4, 1), func(in []int) float64 {
			set := 0
			for _, k := range in {
				set |= 1 << k
			}
			return worth[set]
		})
		sum = 0
		for _, s := range sampled {
			sum += s
		}
		if change := worth[len(worth)-1] - worth[0]; math.Abs(sum-change) > 1e-12 {
			t.Fatalf("sampled shares sum to %v, the change is %v", sum, change)
		}
	})
	// Gloves (Shapley's own kind of game): one left glove, two right ones; a pair is worth 1.
	gloves := make([]float64, 8)
	for set := range gloves {
		if set&1 == 1 && set > 1 {
			gloves[set] = 1
		}
	}
	for k, want := range []float64{2.0 / 3, 1.0 / 6, 1.0 / 6} {
		if got := Shapley(3, gloves)[k]; math.Abs(got-want) > 1e-15 {
			t.Errorf("glove %d gets %v, want %v", k, got, want)
		}
	}
}

// Sampled shares come to the exact ones within their error.
func TestShapleySampled(t *testing.T) {
	const players = 8
	worth := func(in []int) float64 {
		product := 1.0
		for _, k := range in {
			product *= 1 + float64(k)/4
		}
		return product
	}
	all := make([]float64, 1<<players)
	for set := range all {
		var in []int
		for k := range players {
			if set>>k&1 == 1 {
				in = append(in, k)
			}
		}
		all[set] = worth(in)
	}
	exact := Shapley(players, all)
	shares, se := ShapleySampled(players, JoiningOrders(players, 2000, 3), worth)
	for k := range exact {
		if math.Abs(shares[k]-exact[k]) > 4*se[k]+1e-12 || !(se[k] <= 0.1*exact[k]+1e-12) {
			t.Errorf("player %d: %v ± %v, exactly %v", k, shares[k], se[k], exact[k])
		}
	}
	for _, order := range JoiningOrders(players, 20, 5) {
		if !slices.Equal(slices.Sorted(slices.Values(order)), []int{0, 1, 2, 3, 4, 5, 6, 7}) {
			t.Errorf("%v is no order of the players", order)
		}
	}
}
