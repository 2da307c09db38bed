package estimate

import (
	"math"
	"math/bits"
	"slices"

	"diversim/sim"
)

// Shapley shares out what a game is worth among its players: each gets the mean,
// over all orders in which players may join, of what its joining adds. worth has
// an entry for each set of players, bit k of its place saying whether player k is
// in. The shares sum to the worth of all less that of none, up to rounding; a
// player that never adds anything gets exactly 0, and a single one gets all of it,
// exactly. It panics unless there are 2^players entries.
//
// Source: L. S. Shapley, A value for n-person games, Contributions to the Theory of
// Games 2 (1953) 307-317.
func Shapley(players int, worth []float64) []float64 {
	wantSameLength("a worth for each set of players", len(worth), 1<<players)
	weights := make([]float64, players)
	for size := range weights {
		// size! (players − size − 1)! / players!
		weights[size] = 1 / (float64(players) * choose(players-1, size))
	}
	shares := make([]float64, players)
	for k := range players {
		var sum compensated
		for set := range worth {
			if set>>k&1 == 0 {
				sum.add(weights[bits.OnesCount(uint(set))] * (worth[set|1<<k] - worth[set]))
			}
		}
		shares[k] = sum.total()
	}
	return shares
}

// choose is the number of ways to choose some of so many things.
func choose(of, some int) float64 {
	ways := 1.0
	for i := range some {
		ways = ways * float64(of-i) / float64(i+1)
	}
	return ways
}

// JoiningOrders are some orders in which players may join, at random, in pairs of an
// order and its reverse. An odd number is made even.
func JoiningOrders(players, orders int, seed uint64) [][]int {
	wantCount("the number of orders", orders)
	var all [][]int
	for n := 0; len(all) < orders; n++ {
		order := make([]int, players)
		draws := sim.NewDraws(seed, uint32(n))
		for k := range order {
			order[k] = k
			j := int(math.Floor(draws.Uniform(sim.Design, uint32(k), joiningOrder, 0) * float64(k+1)))
			order[k], order[j] = order[j], k
		}
		reverse := slices.Clone(order)
		slices.Reverse(reverse)
		all = append(all, order, reverse)
	}
	return all
}

// ShapleySampled is Shapley over some orders, from JoiningOrders, with the standard
// error of each share, from the pairs. worth is asked for the sets that the orders
// pass through, as lists of players in rising order; the shares sum to the worth of
// all less that of none.
func ShapleySampled(players int, orders [][]int, worth func(set []int) float64) (shares, se []float64) {
	pairs := make([][]float64, players)
	for n, order := range orders {
		var in []int
		before := worth(in)
		for _, k := range order {
			at, _ := slices.BinarySearch(in, k)
			in = slices.Insert(slices.Clone(in), at, k)
			after := worth(in)
			if n%2 == 0 {
				pairs[k] = append(pairs[k], (after-before)/2)
			} else {
				pairs[k][n/2] += (after - before) / 2
			}
			before = after
		}
	}
	for k := range players {
		shares, se = append(shares, Mean(pairs[k])), append(se, StandardError(pairs[k]))
	}
	return shares, se
}
