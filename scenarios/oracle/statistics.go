package oracle

import "math"

// finding is what the program says about one quantity.
type finding struct {
	name          string
	number        float64
	text          string
	estimated     bool
	standardError float64 // between replications, of an estimate
	units         float64 // independent units behind an estimate
}

// tally is what replications add up, by name. It always holds people and
// replications.
type tally map[string]float64

const (
	people       = "people"
	replications = "replications"
)

// count adds a count of one person to the sums of its first two powers.
func (t tally) count(name string, n float64) {
	t[name] += n
	t[squared(name)] += n * n
}

// when adds one where something is so.
func (t tally) when(name string, so bool) {
	if so {
		t[name]++
	}
}

func squared(name string) string { return name + "²" }

// quantity is an answer's name and how it follows from sums.
type quantity struct {
	name string
	of   func(tally) float64
}

// mean is a sum over people.
func mean(name string) func(tally) float64 { return ratio(name, people) }

// without is the share of people of whom something is not so.
func without(name string) func(tally) float64 {
	return func(t tally) float64 { return 1 - t[name]/t[people] }
}

// ratio is a sum over another.
func ratio(name, over string) func(tally) float64 {
	return func(t tally) float64 { return t[name] / t[over] }
}

// variance is that of a count between people.
func variance(name string) func(tally) float64 {
	return func(t tally) float64 {
		m := t[name] / t[people]
		return t[squared(name)]/t[people] - m*m
	}
}

// minus is the difference of two quantities.
func minus(a, b func(tally) float64) func(tally) float64 {
	return func(t tally) float64 { return a(t) - b(t) }
}

// sample is the tallies of independent replications.
type sample []tally

func (s sample) total() tally {
	sum := tally{}
	for _, t := range s {
		for name, x := range t {
			sum[name] += x
		}
	}
	return sum
}

// estimate is a quantity of the pooled sums and its standard error by the
// jackknife: replications are left out one at a time, so that variances and
// ratios are treated as what they are. The error of one replication is 0.
func (s sample) estimate(of func(tally) float64) (value, standardError float64) {
	total := s.total()
	value = of(total)
	left := make([]float64, len(s))
	mean := 0.0
	for k, t := range s {
		rest := tally{}
		for name, x := range total {
			rest[name] = x - t[name]
		}
		if len(s) == 1 {
			return value, 0
		}
		left[k] = of(rest)
		mean += left[k] / float64(len(s))
	}
	sum := 0.0
	for _, x := range left {
		sum += (x - mean) * (x - mean)
	}
	n := float64(len(s))
	return value, math.Sqrt(sum * (n - 1) / n)
}
