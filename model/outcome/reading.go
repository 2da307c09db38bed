package outcome

import (
	"math"

	"diversim/model/ledger"
)

// reading is a quantity read from some of the people.
type reading func(p *People, who []int) float64

// among are the people of a set; a nil set is everybody.
func (p *People) among(in []bool) []int {
	who := make([]int, 0, p.Len())
	for i := range p.Len() {
		if in == nil || in[i] {
			who = append(who, i)
		}
	}
	return who
}

// mean is the mean of a quantity over people.
func mean(of func(p *People, i int) float64) reading {
	return func(p *People, who []int) float64 {
		sum := 0.0
		for _, i := range who {
			sum += of(p, i)
		}
		return over(sum, len(who))
	}
}

// share is the proportion of people of whom something is true.
func share(of func(p *People) []bool) reading {
	return mean(func(p *People, i int) float64 { return indicator(of(p)[i]) })
}

// indicator is 1 for true and 0 for false.
func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// quotient is the sum of one quantity over people over that of another; NaN
// where the second is 0.
func quotient(of, by func(p *People, i int) float64) reading {
	return func(p *People, who []int) float64 {
		a, b := 0.0, 0.0
		for _, i := range who {
			a += of(p, i)
			b += by(p, i)
		}
		if b == 0 {
			return math.NaN()
		}
		return a / b
	}
}

// cost is the mean cost of a perspective in pounds. What is nobody's in
// particular is spread over everybody.
func cost(v ledger.Perspective) reading {
	return func(p *People, who []int) float64 {
		sum := 0.0
		for _, i := range who {
			sum += p.Cost[i].Total(v)
		}
		return over(sum, len(who))/penceInPound + over(p.Common.Total(v), p.Len())/penceInPound
	}
}

const penceInPound = 100

// perThousand is what one death is.
const perThousand = 1000

// over is a/n, and NaN over nobody.
func over(a float64, n int) float64 {
	if n == 0 {
		return math.NaN()
	}
	return a / float64(n)
}
