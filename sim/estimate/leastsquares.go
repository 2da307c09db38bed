package estimate

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// LeastSquares is how misses are made small. The zero value is ready for use.
type LeastSquares struct {
	Nudge   float64 // of an argument, for a difference quotient; 0: 0.02
	Steps   int     // at most; 0: 12
	Settled float64 // relative fall of the sum of squares at which to stop; 0: 1e-4
	Enough  float64 // sum of squares at which to stop
}

// What the zero value of LeastSquares stands for, and the damping of Marquardt's
// method: its start, its change after a success or a failure, and the most that
// is tried.
const (
	usualNudge   = 0.02
	usualSteps   = 12
	usualSettled = 1e-4
	dampStart    = 1e-3
	dampFactor   = 10.0
	dampMost     = 1e6
)

// Minimise looks for arguments at which the sum of squared misses is least, from
// the start, by Marquardt's damped Gauss-Newton steps: with J the difference
// quotients and r the misses,
//
//	(JᵀJ + d·diag(JᵀJ))·step = −Jᵀr
//
// and d is raised until a step lowers the sum. A simulated miss is smooth enough
// for quotients when the same random numbers serve every evaluation. There may be
// more misses than arguments but not fewer. It returns the best arguments and
// their misses. The error is that of misses at the start, or says that an
// argument moves nothing; an error further on only shortens the step.
func (l LeastSquares) Minimise(misses func([]float64) ([]float64, error), start []float64) (best, left []float64, err error) {
	l.fill()
	best = append([]float64{}, start...)
	left, err = misses(best)
	if err != nil {
		return nil, nil, err
	}
	if len(left) < len(start) || len(start) == 0 {
		return nil, nil, fmt.Errorf("least squares: want at least one argument and as many misses, got %d and %d", len(start), len(left))
	}
	damping := dampStart
	for range l.Steps {
		if squares(left) <= l.Enough {
			break
		}
		slopes, err := l.slopes(misses, best, left)
		if err != nil {
			return nil, nil, err
		}
		before := squares(left)
		for damping < dampMost {
			next, missed := l.step(misses, slopes, best, left, damping)
			if next != nil && squares(missed) < before {
				best, left, damping = next, missed, damping/dampFactor
				break
			}
			damping *= dampFactor
		}
		if before-squares(left) <= l.Settled*before {
			break
		}
	}
	return best, left, nil
}

func (l *LeastSquares) fill() {
	if l.Nudge == 0 {
		l.Nudge = usualNudge
	}
	if l.Steps == 0 {
		l.Steps = usualSteps
	}
	if l.Settled == 0 {
		l.Settled = usualSettled
	}
}

// slopes are the difference quotients of the misses, a column an argument.
func (l LeastSquares) slopes(misses func([]float64) ([]float64, error), at, missed []float64) (*mat.Dense, error) {
	slopes := mat.NewDense(len(missed), len(at), nil)
	for k := range at {
		moved := append([]float64{}, at...)
		moved[k] += l.Nudge
		other, err := misses(moved)
		if err != nil {
			return nil, err
		}
		moves := false
		for i := range other {
			slope := (other[i] - missed[i]) / l.Nudge
			moves = moves || slope != 0
			slopes.Set(i, k, slope)
		}
		if !moves {
			return nil, fmt.Errorf("least squares: argument %d of %d moves nothing", k+1, len(at))
		}
	}
	return slopes, nil
}

// step is a damped step and its misses; nil where it leads nowhere.
func (l LeastSquares) step(misses func([]float64) ([]float64, error), slopes *mat.Dense, at, missed []float64, damping float64) (next, left []float64) {
	var normal mat.Dense
	normal.Mul(slopes.T(), slopes)
	for k := range at {
		normal.Set(k, k, normal.At(k, k)*(1+damping))
	}
	var pull, move mat.VecDense
	pull.MulVec(slopes.T(), mat.NewVecDense(len(missed), missed))
	var conditioned mat.Condition
	if err := move.SolveVec(&normal, &pull); err != nil && !errors.As(err, &conditioned) {
		return nil, nil
	}
	next = make([]float64, len(at))
	for k := range at {
		next[k] = at[k] - move.AtVec(k)
		if math.IsNaN(next[k]) || math.IsInf(next[k], 0) {
			return nil, nil
		}
	}
	left, err := misses(next)
	if err != nil {
		return nil, nil
	}
	return next, left
}

// squares is a sum of squares, and infinite where a term is no number, so that
// such a point is never taken.
func squares(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v * v
	}
	if math.IsNaN(sum) {
		return math.Inf(1)
	}
	return sum
}
