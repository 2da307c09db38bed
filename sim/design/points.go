package design

import (
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distmv"
	"gonum.org/v1/gonum/stat/samplemv"

	"diversim/sim"
)

// Uniform is n independent points.
func Uniform(n, inputs int, seed uint64) [][]float64 {
	all, from := points(n, inputs), draws(seed)
	for i, point := range all {
		for d := range point {
			point[d] = from.uniform(uniformCoordinate, i, d)
		}
	}
	return all
}

// LatinHypercube is n points of which each n-th part of each input's range
// holds exactly one, somewhere in it (McKay, Beckman and Conover 1979).
func LatinHypercube(n, inputs int, seed uint64) [][]float64 {
	all, from := points(n, inputs), draws(seed)
	for d := range inputs {
		for i, cell := range from.permutation(n, latinOrder, d) {
			all[i][d] = inside((float64(cell) + from.uniform(latinWithin, i, d)) / float64(n))
		}
	}
	return all
}

// Halton is the first n points of a Halton sequence with random digits (Owen
// 2017). They fill the cube more evenly than chance, so that means over them
// settle faster, and each alone is uniform. More points of the same seed go on
// where fewer end. There may be up to 1,000 inputs.
func Halton(n, inputs int, seed uint64) [][]float64 {
	all := points(n, inputs)
	if n == 0 {
		return all
	}
	filled := mat.NewDense(n, inputs, nil)
	source := &words{seed: seed}
	samplemv.Halton{Kind: samplemv.Owen, Q: distmv.NewUnitUniform(inputs, nil), Src: source}.Sample(filled)
	for i, point := range all {
		for d := range point {
			point[d] = inside(filled.At(i, d))
		}
	}
	return all
}

// words is a stream of random words of a seed, for a library that wants one.
type words struct{ seed, next uint64 }

// Uint64 is the next word.
func (w *words) Uint64() uint64 {
	word, _ := sim.Philox2x64(w.next, uint64(sim.Design)<<56|uint64(haltonDigits)<<32, w.seed)
	w.next++
	return word
}

// inside keeps a coordinate off the ends, where priors have no quantile.
func inside(x float64) float64 {
	const nearest = 0x1p-53
	return min(max(x, nearest), 1-nearest)
}
