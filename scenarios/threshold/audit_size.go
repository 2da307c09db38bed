package threshold

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"diversim/scenarios/results"
)

// mostPeople bounds the search for a size.
const mostPeople = 30_000_000

// size is the number of people from which on a count can be named that is reached with
// the assurance at the higher rate and with no more than the chance of a false pass at
// the lower: exact for chance alone, by the normal law where places differ, in which
// case there may be no such number.
func (e *examined) size(quantity, words string, upper, lower group, assurance float64) AuditRow {
	high, low := upper.rate, lower.rate
	nan := math.NaN()
	r := AuditRow{
		Quantity: quantity, Words: words, Rate: high, Comparator: e.comparator,
		Sampling: nan, Between: nan, Parameters: nan, Unit: "people",
		Note: fmt.Sprintf("%.1f%% from %.1f%%, with a chance of %g%% at the one and at most %g%% at the other", 100*high, 100*low, 100*assurance, 100*e.FalsePass),
	}
	if !(low >= 0 && high <= 1 && high > low) {
		r.Verdict, r.Note = Infeasible, fmt.Sprintf("%.1f%% is not above %.1f%%: there is nothing to tell", 100*high, 100*low)
		return r
	}
	if first, always := telling(high, low, assurance, e.FalsePass); always > 0 {
		r.First, r.Sampling = first, float64(always)
		r.Note += fmt.Sprintf("; by chance alone from %s people on; %s are the first that do, since counts are whole",
			results.Count(float64(always)), results.Count(float64(first)))
	}
	r.Between = fewest(func(n int) bool { return e.tellsPlaces(n, upper, lower, assurance) })
	if math.IsNaN(r.Between) {
		r.Verdict, r.Note = Infeasible, r.Note+"; where places differ so, no number of people in one place is enough"
	}
	return r
}

// telling is the first number of people that tells two rates apart by chance alone, and
// the one from which on every number does; 0 and 0 where that may lie beyond mostPeople.
// A number tells them if, of the counts that the higher rate reaches with the
// assurance, the greatest is rare at the lower one. One more person raises that count by
// one or by none; where by none, the lower rate reaches it the more easily, so that
// numbers that tell and numbers that do not alternate for a while.
func telling(high, low, assurance, falsePass float64) (first, always int) {
	const hair = 1e-15 // from 0 and 1, so that odds are finite
	high, low = math.Min(1-hair, high), math.Max(hair, low)
	enough := enoughPeople(high, low, assurance, falsePass)
	if !(enough <= mostPeople) {
		return 0, 0
	}
	h, l, count := reach{high, 1, 1}, reach{low, 1, 1}, 0 // nobody reaches 0 for sure
	for n := range int(enough) {
		h.join(n, count)
		l.join(n, count)
		if h.reached-h.exactly >= assurance {
			h.raise(n+1, count)
			l.raise(n+1, count)
			count++
		}
		switch tells := l.reached <= falsePass; {
		case !tells:
			always = n + 2
		case first == 0:
			first = n + 1
		}
	}
	return first, max(1, always)
}

// enoughPeople is a number from which on every number of people tells two rates apart.
// By Chernoff's bound the share x between them is reached by n people with a chance of
// at most exp(-n d(x, low)) at the lower rate, and missed with one of at most
// exp(-n d(x, high)) at the higher; x is where both are as small as is asked from the
// same n on.
func enoughPeople(high, low, assurance, falsePass float64) float64 {
	rare := func(x float64) float64 { return -math.Log(falsePass) / divergence(x, low) }
	sure := func(x float64) float64 { return -math.Log1p(-assurance) / divergence(x, high) }
	from, to := low, high
	for x := from + (to-from)/2; x > from && x < to; x = from + (to-from)/2 {
		if rare(x) > sure(x) {
			from = x
		} else {
			to = x
		}
	}
	return math.Ceil(math.Max(rare(to), sure(to)))
}

// divergence is that of Kullback and Leibler of a share from a rate, both strictly
// between 0 and 1.
func divergence(x, rate float64) float64 {
	return x*math.Log(x/rate) + (1-x)*math.Log((1-x)/(1-rate))
}

// reach is how likely people with a true rate are to reach a count, and to come to
// exactly that count.
type reach struct{ rate, reached, exactly float64 }

// join adds one to n people.
func (c *reach) join(n, count int) {
	below := c.exactly * float64(count) / float64(n-count+1) * (1 - c.rate) / c.rate // exactly count-1
	c.reached += c.rate * below
	c.exactly = (1-c.rate)*c.exactly + c.rate*below
}

// raise asks for one more than a count of n people.
func (c *reach) raise(n, count int) {
	c.reached -= c.exactly
	c.exactly *= float64(n-count) / float64(count+1) * c.rate / (1 - c.rate)
}

func (e *examined) tellsPlaces(n int, high, low group, assurance float64) bool {
	sd := func(g group) float64 {
		return math.Sqrt(g.rate * (1 - g.rate) * (1 + float64(n-1)*g.correlation) / float64(n))
	}
	z := distuv.UnitNormal.Quantile
	return high.rate-low.rate >= z(assurance)*sd(high)-z(e.FalsePass)*sd(low)
}

// fewest is the least number of people for which something holds that holds the more
// easily the more there are; NaN where there is none.
func fewest(enough func(n int) bool) float64 {
	low, high := 0, 1
	for !enough(high) {
		if low, high = high, 2*high; high > mostPeople {
			return math.NaN()
		}
	}
	for high-low > 1 {
		if middle := low + (high-low)/2; enough(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return float64(high)
}
