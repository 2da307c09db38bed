package design

import (
	"fmt"
	"math"

	"diversim/sim"
)

// The decisions of a design's draws. The numbers are permanent, and those from
// 64 on are of package estimate.
const (
	uniformCoordinate sim.Decision = 1
	latinOrder        sim.Decision = 2
	latinWithin       sim.Decision = 3
	haltonDigits      sim.Decision = 4
	walkStart         sim.Decision = 5
	walkOrder         sim.Decision = 6
	walkDirection     sim.Decision = 7
)

// keyed are the draws of one seed.
type keyed struct{ *sim.Draws }

func draws(seed uint64) keyed { return keyed{sim.NewDraws(seed, 0)} }

func (k keyed) uniform(decision sim.Decision, entity, occurrence int) float64 {
	return k.Uniform(sim.Design, uint32(entity), decision, uint32(occurrence))
}

// below is a whole number from 0 to n-1.
func (k keyed) below(n int, decision sim.Decision, entity, occurrence int) int {
	return int(math.Floor(float64(n) * k.uniform(decision, entity, occurrence)))
}

// permutation is the numbers 0 to n-1 in a random order.
func (k keyed) permutation(n int, decision sim.Decision, entity int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	for i := n - 1; i > 0; i-- {
		j := k.below(i+1, decision, entity, i)
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// points are n empty points.
func points(n, inputs int) [][]float64 {
	wantSize("points", n, 0)
	wantSize("inputs", inputs, 1)
	all := make([][]float64, n)
	cells := make([]float64, n*inputs)
	for i := range all {
		all[i] = cells[i*inputs : (i+1)*inputs : (i+1)*inputs]
	}
	return all
}

// wantSize panics where there are fewer than the least number.
func wantSize(what string, n, least int) {
	if n < least {
		panic(fmt.Sprintf("design: want at least %d %s, got %d", least, what, n))
	}
}
