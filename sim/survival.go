package sim

import "math"

const (
	survivalCells = 128 // per unit of an integrated intensity
	survivalReach = 16  // beyond which the tail is left to math.Exp
)

// survivals is exp(-x) at the cells' points.
var survivals = newSurvivals()

func newSurvivals() (at [survivalCells*survivalReach + 1]float64) {
	for i := range at {
		at[i] = math.Exp(-float64(i) / survivalCells)
	}
	return at
}

// Survival puts into to the probabilities that nothing happens at an intensity
// times a factor, exp(-intensity*factors[i]), to two units in the last place and in
// half the time of math.Exp: no division, and one does not wait for another. The
// slices are equally long; intensity and factors are not negative.
func Survival(to []float64, intensity float64, factors []float64) {
	factors = factors[:len(to)]
	for i := range to {
		x := intensity * factors[i]
		if !(x < survivalReach) {
			to[i] = math.Exp(-x)
			continue
		}
		cell := int(x*survivalCells + 1.0/2)
		r := float64(cell)/survivalCells - x // exact
		r2 := r * r
		series := (1.0/2 + r*(1.0/6)) + r2*(1.0/24+r*(1.0/120))
		e := survivals[cell]
		to[i] = e + e*(r+r2*series)
	}
}
