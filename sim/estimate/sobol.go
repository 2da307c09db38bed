package estimate

// SobolRuns are the outputs of the settings from which Sobol' indices are
// estimated: two independent samples, and for each input, or group of them, the
// first sample with that input taken from the second.
type SobolRuns struct {
	A, B  []float64
	Mixed [][]float64 // by input or group
}

// SobolIndices are shares of the variance of an output: that which fixing an
// input would take away (First), and that which would be left if everything
// else were fixed (Total). They differ by what the input does together with
// others. Estimates may lie a little below 0 or above 1.
//
// Paired is First with the variance of the pairs of B and A in place of that of
// both samples,
//
//	Paired = (Σ(B − A)² − Σ(B − mixed)²) / 2nV
//
// so that what chance does to both sums cancels: it is exactly 0 of an input that
// changes nothing, and of small indices the better estimate.
type SobolIndices struct{ First, Total, Paired Resampled }

// Sobol is what the runs say.
type Sobol struct {
	Variance Resampled
	Inputs   []SobolIndices // in the order of SobolRuns.Mixed
	Rows     int            // of each sample
	Missing  int            // rows with a NaN, left out
}

// Indices estimates the indices by the formulas of Jansen (1999): with V the
// variance over both samples,
//
//	First = 1 − Σ(B − mixed)² / 2nV        Total = Σ(A − mixed)² / 2nV
//
// The errors are of the bootstrap over rows, and too wide where the points were
// spread more evenly than chance. An output that does not vary has no indices.
func (s SobolRuns) Indices(resamples int, seed uint64) Sobol {
	whole, missing := complete(append([][]float64{s.A, s.B}, s.Mixed...))
	numbers := resample(len(whole), resamples, seed, func(counts []float64) []float64 {
		return jansen(whole, len(s.Mixed), counts)
	})
	out := Sobol{Variance: numbers[0], Rows: len(whole), Missing: missing}
	for i := range s.Mixed {
		out.Inputs = append(out.Inputs, SobolIndices{First: numbers[1+3*i], Total: numbers[2+3*i], Paired: numbers[3+3*i]})
	}
	return out
}

// jansen is the variance, and then each input's first-order index, total index, and
// first-order index by pairs.
func jansen(rows [][]float64, inputs int, counts []float64) []float64 {
	mean := weightedMean(counts, func(j int) float64 { return (rows[j][0] + rows[j][1]) / 2 })
	square := func(x float64) float64 { return x * x }
	variance := weightedMean(counts, func(j int) float64 { return (square(rows[j][0]-mean) + square(rows[j][1]-mean)) / 2 })
	outputs := 2 * float64(len(rows))
	variance *= ratio(outputs, outputs-1)
	apart := func(one, other int) float64 {
		return ratio(weightedMean(counts, func(j int) float64 { return square(rows[j][one] - rows[j][other]) }), 2*variance)
	}
	pairs := apart(1, 0)
	all := []float64{variance}
	for i := range inputs {
		all = append(all, 1-apart(1, 2+i), apart(0, 2+i), pairs-apart(1, 2+i))
	}
	return all
}
