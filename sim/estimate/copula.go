package estimate

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"diversim/sim"
)

// Copula is a law of several quantities that are believed together, read from points
// of equal weight: each quantity has the points' own values, and they go together as a
// normal law with the correlations of the points' normal scores (a Gaussian copula).
// It does not change, and goroutines may share it.
type Copula struct {
	sorted [][]float64 // by quantity
	scores *mat.SymDense
}

// NewCopula reads the points, each with a value of every quantity. The error says what
// is wrong with them: too few, of different lengths, or a quantity that does not vary
// or is a function of others.
func NewCopula(points [][]float64) (*Copula, error) {
	if len(points) < 2 || len(points[0]) == 0 {
		return nil, fmt.Errorf("wanted at least two points with a quantity; got %d", len(points))
	}
	c := &Copula{scores: mat.NewSymDense(len(points[0]), nil)}
	scores := make([][]float64, len(points[0]))
	for k := range scores {
		column := make([]float64, len(points))
		for i, p := range points {
			if len(p) != len(scores) {
				return nil, fmt.Errorf("point %d: wanted %d quantities; got %d", i+1, len(scores), len(p))
			}
			column[i] = p[k]
		}
		for _, rank := range ranks(column) {
			scores[k] = append(scores[k], sim.NormalScore((rank-middle)/float64(len(points))))
		}
		slices.Sort(column)
		c.sorted = append(c.sorted, column)
	}
	for k := range scores {
		for j := range k + 1 {
			c.scores.SetSym(k, j, covariance(scores[k], scores[j])/math.Sqrt(Variance(scores[k])*Variance(scores[j])))
		}
	}
	if !new(mat.Cholesky).Factorize(c.scores) {
		return nil, fmt.Errorf("wanted quantities that vary, each not with the others alone; their scores have no joint law")
	}
	return c, nil
}

// middle is where a point lies in its own share of all.
const middle = 0.5

// Place says where a quantity of a Copula is wanted: held at Value, or at a Share,
// from 0 to 1, of what the quantities before it leave, from Low to High, in the
// quantity's unit; everywhere, where these are equal.
type Place struct {
	Held      bool
	Value     float64
	Share     float64
	Low, High float64
}

func (p Place) bounded() bool { return p.Low != p.High }

// At gives each quantity its value, in the order of the points, and its normal score
// among them. Those that are held come before the others, which are then what these
// leave; those kept within bounds come next. Shares that are independent and uniform
// give the law itself; of several bounds at once, one after another. A held value
// outside the points has the score of the outermost, and values end where the points
// do. At panics if there is not one place a quantity.
func (c *Copula) At(places []Place) (values, scores []float64) {
	wantSameLength("the places", len(places), len(c.sorted))
	order := inTurn(places)
	lower := c.root(order)
	values, scores = make([]float64, len(places)), make([]float64, len(places))
	own := make([]float64, len(places)) // what each adds to those before it, in standard deviations
	for n, k := range order {
		mean, sd := 0.0, lower.At(n, n)
		for before := range n {
			mean += lower.At(n, before) * own[before]
		}
		if p := places[k]; p.Held {
			values[k], scores[k] = p.Value, c.Score(k, p.Value)
		} else {
			scores[k] = c.within(k, p, mean, sd)
			values[k] = c.quantile(k, below(scores[k]))
		}
		own[n] = (scores[k] - mean) / sd
	}
	return values, scores
}

// inTurn are the quantities in the order in which they are settled.
func inTurn(places []Place) []int {
	turn := func(k int) int {
		switch {
		case places[k].Held:
			return 0
		case places[k].bounded():
			return 1
		}
		return 2
	}
	order := make([]int, len(places))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return turn(a) - turn(b) })
	return order
}

// root is the Cholesky factor of the scores' correlations, in that order.
func (c *Copula) root(order []int) *mat.TriDense {
	turned := mat.NewSymDense(len(order), nil)
	for n, k := range order {
		for m, j := range order[:n+1] {
			turned.SetSym(n, m, c.scores.At(k, j))
		}
	}
	var root mat.Cholesky
	if !root.Factorize(turned) {
		panic("estimate: a law of scores is none in another order")
	}
	lower := &mat.TriDense{}
	root.LTo(lower)
	return lower
}

// within is the score at a place, where those before it leave a normal law.
func (c *Copula) within(k int, p Place, mean, sd float64) float64 {
	low, high := math.Inf(-1), math.Inf(1)
	if p.bounded() {
		low, high = c.Score(k, p.Low), c.Score(k, p.High)
	}
	from, to := below((low-mean)/sd), below((high-mean)/sd)
	z := mean + sd*sim.NormalScore(offEnds(from+(to-from)*p.Share))
	return min(max(z, low), high)
}

// Score is the normal score of a value of the k-th quantity among the points, that of
// the outermost for one beyond them.
func (c *Copula) Score(k int, value float64) float64 { return sim.NormalScore(c.Share(k, value)) }

// Share is the part of the points below a value of the k-th quantity, each point lying
// in the middle of its own; between points it runs straight.
func (c *Copula) Share(k int, value float64) float64 {
	points := c.sorted[k]
	n := float64(len(points))
	first, found := slices.BinarySearch(points, value)
	switch {
	case found:
		last := first
		for last+1 < len(points) && points[last+1] == value {
			last++
		}
		return (float64(first+last)/2 + middle) / n
	case first == 0:
		return middle / n
	case first == len(points):
		return 1 - middle/n
	}
	low, high := points[first-1], points[first]
	return (float64(first) - middle + (value-low)/(high-low)) / n
}

// quantile is the value of a quantity with a share of the points below it.
func (c *Copula) quantile(k int, share float64) float64 {
	points := c.sorted[k]
	at := min(max(share*float64(len(points))-middle, 0), float64(len(points)-1))
	first := min(int(at), len(points)-2)
	return points[first] + (at-float64(first))*(points[first+1]-points[first])
}

// below is the probability of normal scores below one.
func below(score float64) float64 { return math.Erfc(-score/math.Sqrt2) / 2 }

// offEnds keeps a probability from the ends, whose scores are infinite.
func offEnds(u float64) float64 {
	const nearest = 0x1p-53
	return min(max(u, nearest), 1-nearest)
}
