package estimate

import (
	"fmt"
	"math"
)

// Screened is what walks that move one input at a time say of it (Morris 1991;
// Campolongo, Cariboni and Saltelli 2007). An effect is the change of the
// output over that of the input. Numbers without a value are NaN.
type Screened struct {
	Mean           float64 // mu: of the effects, in which opposite ones cancel
	MeanAbsolute   float64 // mu*: of their sizes; which inputs matter
	SD             float64 // sigma (divisor n-1): whether an effect depends on where it is taken
	MeanSE         float64
	MeanAbsoluteSE float64
	N              int // effects
	Missing        int // effects without a value, left out
}

// PopulationSD is sigma where the effects are all that there are, and not a
// sample of them.
func (s Screened) PopulationSD() float64 {
	return s.SD * math.Sqrt(ratio(float64(s.N)-1, float64(s.N)))
}

// Screen reads the outputs of walks, one for each point; neighbouring points
// of a walk differ in one input.
func Screen(walks [][][]float64, outputs [][]float64) []Screened {
	wantSameLength("the outputs", len(outputs), len(walks))
	var effects [][]float64
	for w, walk := range walks {
		wantSameLength("the outputs of a walk", len(outputs[w]), len(walk))
		for step := 1; step < len(walk); step++ {
			if effects == nil {
				effects = make([][]float64, len(walk[0]))
			}
			d := moved(walk[step-1], walk[step])
			effects[d] = append(effects[d], (outputs[w][step]-outputs[w][step-1])/(walk[step][d]-walk[step-1][d]))
		}
	}
	all := make([]Screened, len(effects))
	for d, e := range effects {
		all[d] = screened(e)
	}
	return all
}

func screened(effects []float64) Screened {
	kept := present(effects)
	sizes := make([]float64, len(kept))
	for i, e := range kept {
		sizes[i] = math.Abs(e)
	}
	return Screened{
		Mean: Mean(kept), MeanAbsolute: Mean(sizes), SD: math.Sqrt(Variance(kept)),
		MeanSE: StandardError(kept), MeanAbsoluteSE: StandardError(sizes),
		N: len(kept), Missing: len(effects) - len(kept),
	}
}

// moved is the one input in which two points differ.
func moved(from, to []float64) int {
	wantSameLength("a point", len(to), len(from))
	found := -1
	for d := range from {
		if from[d] == to[d] {
			continue
		}
		if found >= 0 {
			panic(fmt.Sprintf("estimate: neighbours of a walk must differ in one input, got %v and %v", from, to))
		}
		found = d
	}
	if found < 0 {
		panic(fmt.Sprintf("estimate: neighbours of a walk must differ in one input, got %v twice", from))
	}
	return found
}
