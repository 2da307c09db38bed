package estimate

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"diversim/sim"
)

// knotsOfOne, knotsOfTwo and knotsOfMore are the knots of the spline of one
// input, of each of two, and of each of more, at quantiles of the draws.
const (
	knotsOfOne  = 6
	knotsOfTwo  = 5
	knotsOfMore = 3
)

// PartialInformation is what it is worth to know one input, or several together,
// before deciding. Inputs have one value for each draw.
//
// What an option is worth beside the first, given the inputs, is a regression on
// a natural cubic spline of one, on the products of two splines of two (Strong,
// Oakley and Brennan 2014). Of more, the regression on the sum of their splines makes
// an index for each option, and that on the spline of the index, or on those of two or
// more as above, is what counts: a sum may promise an advantage that is nowhere seen,
// the index may not. What inputs do only together is left out. One run for each draw is
// enough, with whatever else varies in it. The errors are of the bootstrap over draws, each
// fitted again. The estimate is never below 0, and of inputs that change nothing
// a little above, the more the more there are.
//
// It returns an error without inputs, and for fewer draws than ten for each term
// of the regression.
func (o Options) PartialInformation(inputs [][]float64, resamples int, seed uint64) (Resampled, error) {
	if len(inputs) < 1 {
		return Resampled{}, errors.New("value of partial information: want an input, got none")
	}
	draws, _ := complete(append(append([][]float64{}, inputs...), o...))
	columns := make([][]float64, len(inputs))
	for d := range columns {
		columns[d] = column(draws, d)
	}
	terms := splineTerms(columns)
	const drawsPerTerm = 10
	if len(terms) == 0 || len(draws) < drawsPerTerm*len(terms[0]) {
		return Resampled{}, fmt.Errorf("value of partial information: want at least %d draws for each term of the regression, got %d draws",
			drawsPerTerm, len(draws))
	}
	advantage := mat.NewDense(len(draws), len(o), nil)
	advantage.Apply(func(r, a int, _ float64) float64 {
		worth := draws[r][len(inputs):]
		return worth[a] - worth[0]
	}, advantage)
	given := rowsOf(terms)
	return leastOf(resample(len(draws), resamples, seed, func(counts []float64) []float64 {
		known := fitted(given, advantage, counts)
		if len(inputs) > 2 {
			known = fitted(rowsOf(splineTerms(indices(known))), advantage, counts)
		}
		worth := make([][]float64, len(draws))
		for r := range worth {
			worth[r] = known.RawRowView(r)
		}
		return gainsOfKnowing(worth, counts)
	})), nil
}

// KnowingNothing is what PartialInformation says of one input that bears on nothing: the
// mean of so many dummies, each an independent normal number for each draw, with their
// standard deviation and percentiles. The estimate is never below 0, so that an
// interval that leaves 0 out is no sign of a value; one above what dummies show is.
//
// The error is that of PartialInformation.
func (o Options) KnowingNothing(dummies int, seed uint64) (Resampled, error) {
	wantCount("the number of dummies", dummies)
	draws, _ := complete(o)
	all := make([]float64, dummies)
	for k := range all {
		keyed := sim.NewDraws(seed, uint32(k))
		dummy := make([]float64, len(draws))
		for r := range dummy {
			dummy[r] = sim.NormalScore(keyed.Uniform(sim.Design, uint32(r), dummyInput, 0))
		}
		known, err := o.PartialInformation([][]float64{dummy}, 0, seed)
		if err != nil {
			return Resampled{}, err
		}
		all[k] = known.Value
	}
	low, _ := Percentile(all, lowTail)
	high, _ := Percentile(all, highTail)
	return Resampled{Value: Mean(all), SE: math.Sqrt(Variance(all)), Low: low, High: high}, nil
}

// indices are what a regression says of each option but the first.
func indices(known *mat.Dense) [][]float64 {
	draws, options := known.Dims()
	all := make([][]float64, 0, options)
	for a := 1; a < options; a++ {
		all = append(all, mat.Col(make([]float64, draws), a, known))
	}
	return all
}

// column is a number of each draw.
func column(draws [][]float64, d int) []float64 {
	values := make([]float64, len(draws))
	for r := range draws {
		values[r] = draws[r][d]
	}
	return values
}

// splineTerms are the terms of the regression, by draw.
func splineTerms(inputs [][]float64) [][]float64 {
	switch {
	case len(inputs) == 1:
		return naturalSpline(inputs[0], knotsOfOne)
	case len(inputs) > 2:
		sums := make([][]float64, len(inputs[0]))
		for d, values := range inputs {
			for r, terms := range naturalSpline(values, knotsOfMore) {
				if d > 0 {
					terms = terms[1:] // there is a constant already
				}
				sums[r] = append(sums[r], terms...)
			}
		}
		return sums
	}
	first, second := naturalSpline(inputs[0], knotsOfTwo), naturalSpline(inputs[1], knotsOfTwo)
	products := make([][]float64, len(first))
	for r := range first {
		for _, a := range first[r] {
			for _, b := range second[r] {
				products[r] = append(products[r], a*b)
			}
		}
	}
	return products
}

// naturalSpline are the terms of a cubic spline that is straight beyond its
// outer knots: 1, x, and one for each knot between them (Hastie, Tibshirani and
// Friedman 2009, 5.2.1). An input of few values has as few knots.
func naturalSpline(values []float64, knots int) [][]float64 {
	mean, sd := Mean(values), math.Sqrt(Variance(values))
	scaled := make([]float64, len(values))
	for i, v := range values {
		if sd > 0 {
			scaled[i] = (v - mean) / sd
		}
	}
	var at []float64
	for k := range knots {
		q, _ := Percentile(scaled, (float64(k)+0.5)/float64(knots))
		if len(at) == 0 || q > at[len(at)-1] {
			at = append(at, q)
		}
	}
	terms := make([][]float64, len(values))
	for i, x := range scaled {
		terms[i] = append(terms[i], 1)
		if sd > 0 {
			terms[i] = append(terms[i], x)
		}
		last := len(at) - 1
		for k := 0; k < last-1; k++ {
			terms[i] = append(terms[i], bend(x, at[k], at[last])-bend(x, at[last-1], at[last]))
		}
	}
	return terms
}

// bend is a cubic from one knot on that the last knot straightens.
func bend(x, knot, last float64) float64 {
	cube := func(y float64) float64 { return math.Pow(math.Max(0, y), 3) }
	return (cube(x-knot) - cube(x-last)) / (last - knot)
}

// fitted are the regressions of outcomes on terms, by draw, draws being there so
// many times. Directions in which the terms hardly vary are left out, so that
// terms may depend on one another.
func fitted(terms, outcomes *mat.Dense, counts []float64) *mat.Dense {
	var weighed, square, pull, all mat.Dense
	weighed.Apply(func(r, _ int, x float64) float64 { return counts[r] * x }, terms)
	square.Mul(weighed.T(), terms)
	pull.Mul(weighed.T(), outcomes)
	all.Mul(terms, normalSolution(&square, &pull))
	return &all
}

// normalSolution solves the normal equations by their eigenvectors.
func normalSolution(square, pull *mat.Dense) *mat.Dense {
	p, _ := square.Dims()
	var eigen mat.EigenSym
	if !eigen.Factorize(mat.NewSymDense(p, square.RawMatrix().Data), true) {
		panic("estimate: the terms of a regression are not numbers")
	}
	var vectors, along, slopes mat.Dense
	eigen.VectorsTo(&vectors)
	values := eigen.Values(nil)
	along.Mul(vectors.T(), pull)
	const hardly = 1e-11
	along.Apply(func(i, _ int, x float64) float64 {
		if values[i] <= hardly*values[p-1] {
			return 0
		}
		return x / values[i]
	}, &along)
	slopes.Mul(&vectors, &along)
	return &slopes
}

// rowsOf are rows as a matrix.
func rowsOf(rows [][]float64) *mat.Dense {
	all := mat.NewDense(len(rows), len(rows[0]), nil)
	for r, row := range rows {
		all.SetRow(r, row)
	}
	return all
}
