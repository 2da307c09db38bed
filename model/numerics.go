package model

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/interp"
	"gonum.org/v1/gonum/mathext"
)

// This file holds the methods of calculation and their resolution. Nothing
// here is a property of the world; refining any of these numbers changes a
// result by less than its last printed digit.
const (
	lawScores      = 8.0       // a tabulated law covers this many standard deviations
	lawKnots       = 513       // at this many points
	negligible     = 1e-3      // of an effect: what is left of it is taken for none
	bisections     = 200       // halvings that exhaust a double
	quadrature     = 200       // equally likely classes over which a frailty is averaged
	iterations     = 200       // of a fixed point, at most
	settled        = 1e-12     // relative change at which a fixed point is accepted
	farApart       = 60.0      // on the logit scale, beyond every solution
	smallestPrior  = -700.0    // log of the smallest positive frailty that is looked for
	largestPrior   = 20.0      // log of the largest
	remembered     = 16        // tables of gamma laws
	tableShape     = 20.0      // of a gamma law, beyond which the engine has no fast table
	half           = 1.0 / 2.0 // midpoints
	studyCells     = 12        // a year, in the copy of the study
	scoreNodes     = 49        // of a frailty there
	scoreReach     = 6.0       // standard deviations that the nodes cover
	leastTerm      = 1e-290    // of a series that is summed from its first term
	tooNear        = 1e-11     // probabilities closer than this are not told apart by such a sum
	headroom       = 21.0 / 20 // how far above the last the certainty of a sanction may be perceived before everybody is asked
	unmoved        = 1e-12     // events expected in the study below which nobody has one
	secantStart    = -0.1      // a first guess away from 0
	secantEnough   = 1e-10     // on the log scale
	attainedWithin = 1e-4      // on the log scale
	secantLimit    = 8.0       // contrasts beyond it are nonsense
	loadSettled    = 1e-6      // relative change at which an offered load is accepted
	waitClasses    = 100       // equally likely classes over which a wait is averaged
	rakings        = 10_000    // rounds of raking, at most
	rakedWithin    = 1e-13     // of every margin of shares
)

// tabulate inverts a distribution function of a positive variable and returns
// its quantile as a function of the standard normal score.
func tabulate(below func(float64) float64) law {
	scores, logs := make([]float64, lawKnots), make([]float64, lawKnots)
	for i := range scores {
		scores[i] = lawScores * (float64(i+i)/(lawKnots-1) - 1)
		want := math.Erfc(-scores[i]/math.Sqrt2) * half
		logs[i] = bisect(smallestPrior, largestPrior, func(y float64) bool { return below(math.Exp(y)) >= want })
	}
	var curve interp.FritschButland
	if err := curve.Fit(scores, logs); err != nil {
		panic("model: " + err.Error())
	}
	return func(score float64) float64 {
		return math.Exp(curve.Predict(max(-lawScores, min(lawScores, score))))
	}
}

// bisect is the point at which reached turns from false to true, between low
// and high.
func bisect(low, high float64, reached func(float64) bool) float64 {
	for range bisections {
		middle := low + (high-low)*half
		if middle <= low || middle >= high {
			break
		}
		if reached(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return low + (high-low)*half
}

// newton is the root of a rising function between low and high, from its value and
// slope: a step that would leave what is left of the two halves it instead.
func newton(low, high float64, f func(float64) (value, slope float64)) float64 {
	x := low + (high-low)*half
	for range bisections {
		value, slope := f(x)
		if value < 0 {
			low = x
		} else {
			high = x
		}
		next := x - value/slope
		if !(next > low && next < high) {
			next = low + (high-low)*half
		}
		if math.Abs(next-x) <= settled*math.Abs(x) || next == x {
			return next
		}
		x = next
	}
	return x
}

// secant is the root of a function that rises from below 0 to above it between 0 and
// high, by steps along the line through the last two points; a step that would leave what
// is left of the two halves it instead. The function is asked at the root last.
func secant(high float64, f func(float64) float64) float64 {
	low := 0.0
	before, valueBefore, x := low, f(low), high
	if valueBefore >= 0 {
		return low
	}
	for range bisections {
		value := f(x)
		if value < 0 {
			low = x
		} else {
			high = x
		}
		next := x - value*(x-before)/(value-valueBefore)
		if math.Abs(next-x) <= settled*max(1, math.Abs(x)) {
			break
		}
		if !(next > low && next < high) {
			next = low + (high-low)*half
		}
		if !(next > low && next < high) { // no number lies between
			break
		}
		before, valueBefore, x = x, value, next
	}
	return x
}

// atMost walks the distribution function of the Poisson law of a mean from 0 up.
type atMost struct {
	mean, count, term, sum float64
	direct                 bool // the first terms are too small for a double
}

func atMostOf(mean float64) atMost {
	none := math.Exp(-mean)
	return atMost{mean: mean, term: none, direct: !(none > leastTerm)}
}

// next is the probability of at most as many events as it was asked before.
func (a *atMost) next() float64 {
	a.count++
	if a.direct {
		return mathext.GammaIncRegComp(a.count, a.mean)
	}
	a.sum += a.term
	a.term *= a.mean / a.count
	return a.sum
}

// poisson is the quantile of the Poisson law, looked for from 0 up. Where u is too near
// a step for a sum of terms to tell, the incomplete gamma function decides.
func poisson(mean, u float64) uint32 {
	if mean == 0 {
		return 0
	}
	walk := atMostOf(mean)
	for k := uint32(0); !walk.direct; k++ {
		above := walk.next() - u
		if math.Abs(above) < tooNear {
			break
		}
		if above > 0 {
			return k
		}
	}
	return smallestCount(mean, func(k float64) bool { return mathext.GammaIncRegComp(k+1, mean) >= u })
}

// negativeBinomial is the quantile of the negative binomial law of the given
// mean and size; its variance is mean + mean²/size.
func negativeBinomial(mean, size, u float64) uint32 {
	return smallestCount(mean, func(k float64) bool {
		return mathext.RegIncBeta(size, k+1, size/(size+mean)) >= u
	})
}

// smallestCount is the smallest count at which a distribution function has
// reached its target.
func smallestCount(mean float64, reached func(float64) bool) uint32 {
	bound := 1 + int(mean)
	for !reached(float64(bound)) {
		bound += bound
	}
	return uint32(sort.Search(bound, func(k int) bool { return reached(float64(k)) }))
}

// erlangB is the share of Poisson referrals that find every one of some slots
// taken, where those go away.
func erlangB(slots int, load float64) float64 {
	blocked := 1.0
	for c := 1; c <= slots; c++ {
		blocked = load * blocked / (float64(c) + load*blocked)
	}
	return blocked
}

// erlangC is the share that have to wait, where they do; the load is below the
// number of slots.
func erlangC(slots int, load float64) float64 {
	blocked := erlangB(slots, load)
	return blocked / (1 - load/float64(slots)*(1-blocked))
}

// normalBelow is the distribution function of the standard normal law.
func normalBelow(score float64) float64 { return math.Erfc(-score/math.Sqrt2) * half }

// logistic is the inverse of the log-odds.
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// classes are equally likely values of a law, at the midpoints of their
// probabilities.
func (l law) classes() []float64 {
	values := make([]float64, quadrature)
	for i := range values {
		values[i] = l(mathext.NormalQuantile((float64(i) + half) / quadrature))
	}
	return values
}

// The rungs of money a head, in pounds, and those of the departures of forces'
// effects, in standard deviations.
const (
	lowestRung   = 1.0
	highestRung  = 5000.0
	rungRatio    = 1.1
	farthestRung = 4.0
	rungsASide   = 6
)
