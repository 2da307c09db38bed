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

// What the zero value of LeastSquares stands for.
const (
	usualNudge   = 0.02
	usualSteps   = 12
	usualSettled = 1e-4
)

// widenings are how often a nudge that moves nothing is tried, each twice as wide as the
// one before: in the end 64 times as wide.
const widenings = 7

// dampings are those of Marquardt's method, each tried where the one before
// leads nowhere.
var dampings = [...]float64{0, 1e-3, 1e-2, 0.1, 1, 10, 100}

// Minimise looks for arguments at which the sum of squared misses is least, from
// the start, by Marquardt's damped Gauss-Newton steps: with J the slopes and r the
// misses,
//
//	(JᵀJ + d·diag(JᵀJ))·step = −Jᵀr
//
// and d is raised until a step lowers the sum. Slopes are difference quotients
// at the start; Broyden's update corrects them by what each step then shows, and
// they are worked out anew only where no step helps: an evaluation may be a
// simulation. One is smooth enough for quotients when the same random numbers
// serve every evaluation.
//
// There may be more misses than arguments but not fewer. It returns the best
// arguments and their misses. The error is that of misses at the start or of a
// quotient, or Idle where an argument moves nothing; an error further on only
// shortens the step.
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
	var slopes *mat.Dense
	fresh := false
	for step := 0; step < l.Steps && squares(left) > l.Enough; step++ {
		if slopes == nil {
			if slopes, err = l.slopes(misses, best, left); err != nil {
				return nil, nil, err
			}
			fresh = true
		}
		next, missed := l.descend(misses, slopes, best, left)
		switch {
		case next == nil && fresh:
			return best, left, nil
		case next == nil:
			slopes = nil
			continue
		}
		settled := squares(left)-squares(missed) <= l.Settled*squares(left)
		update(slopes, best, next, left, missed)
		best, left = next, missed
		if settled && fresh {
			break
		}
		fresh = false
		if settled {
			slopes = nil
		}
	}
	return best, left, nil
}

// descend is the first step of rising damping that lowers the sum of squares,
// and its misses; nil where none does, or none promises more than settled.
func (l LeastSquares) descend(misses func([]float64) ([]float64, error), slopes *mat.Dense, at, missed []float64) (next, left []float64) {
	before := squares(missed)
	for _, damping := range dampings {
		candidate := step(slopes, at, missed, damping)
		if candidate == nil {
			continue
		}
		if before-squares(predicted(slopes, at, candidate, missed)) <= l.Settled*before {
			return nil, nil
		}
		left, err := misses(candidate)
		if err == nil && squares(left) < before {
			return candidate, left
		}
	}
	return nil, nil
}

// predicted are the misses at a point if the slopes were exact.
func predicted(slopes *mat.Dense, at, next, missed []float64) []float64 {
	var moved mat.VecDense
	moved.MulVec(slopes, mat.NewVecDense(len(at), apart(next, at)))
	left := append([]float64{}, missed...)
	for i := range left {
		left[i] += moved.AtVec(i)
	}
	return left
}

// update corrects the slopes so that they explain the last step (Broyden 1965):
// J + (y − J·s)·sᵀ/(sᵀ·s), y being the change of the misses along the step s.
func update(slopes *mat.Dense, from, to, before, after []float64) {
	s := apart(to, from)
	unexplained := apart(after, predicted(slopes, from, to, before))
	length := squares(s)
	for i := range unexplained {
		for k := range s {
			slopes.Set(i, k, slopes.At(i, k)+unexplained[i]*s[k]/length)
		}
	}
}

// apart is a less b.
func apart(a, b []float64) []float64 {
	d := make([]float64, len(a))
	for i := range a {
		d[i] = a[i] - b[i]
	}
	return d
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

// Idle is the error of an argument that moves no miss.
type Idle struct{ Argument, Of int } // counted from 0

// Error says which one.
func (i Idle) Error() string {
	return fmt.Sprintf("least squares: argument %d of %d moves nothing", i.Argument+1, i.Of)
}

// slopes are the difference quotients of the misses, a column an argument.
func (l LeastSquares) slopes(misses func([]float64) ([]float64, error), at, missed []float64) (*mat.Dense, error) {
	slopes := mat.NewDense(len(missed), len(at), nil)
	for k := range at {
		column, err := l.quotients(misses, at, missed, k)
		if err != nil {
			return nil, err
		}
		slopes.SetCol(k, column)
	}
	return slopes, nil
}

// quotients are those of one argument. Misses that count people move in steps, of which
// a small nudge may meet none: it is widened until it does.
func (l LeastSquares) quotients(misses func([]float64) ([]float64, error), at, missed []float64, k int) ([]float64, error) {
	nudge := l.Nudge
	for range widenings {
		moved := append([]float64{}, at...)
		moved[k] += nudge
		other, err := misses(moved)
		if err != nil {
			return nil, err
		}
		column := apart(other, missed)
		if squares(column) > 0 {
			for i := range column {
				column[i] /= nudge
			}
			return column, nil
		}
		nudge *= 2
	}
	return nil, Idle{k, len(at)}
}

// step is the point to which a damped step leads; nil where it leads nowhere.
func step(slopes *mat.Dense, at, missed []float64, damping float64) []float64 {
	var normal mat.Dense
	normal.Mul(slopes.T(), slopes)
	for k := range at {
		normal.Set(k, k, normal.At(k, k)*(1+damping))
	}
	var pull, move mat.VecDense
	pull.MulVec(slopes.T(), mat.NewVecDense(len(missed), missed))
	var conditioned mat.Condition
	if err := move.SolveVec(&normal, &pull); err != nil && !errors.As(err, &conditioned) {
		return nil
	}
	next := make([]float64, len(at))
	for k := range at {
		next[k] = at[k] - move.AtVec(k)
		if math.IsNaN(next[k]) || math.IsInf(next[k], 0) {
			return nil
		}
	}
	return next
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
