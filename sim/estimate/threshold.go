package estimate

import "math"

// shareRounding is how far a share may lie below a threshold and still count
// as having reached it. Shares of whole people lie 1/n apart, so no cohort is
// large enough for it to matter except where 1 - 0.9 should have been 0.1.
const shareRounding = 1e-12

// PassProbability is the share of replications whose value is at or above the
// threshold, up to rounding of 1e-12. NaN entries are left out; with no value
// left the answer is NaN.
func PassProbability(values []float64, atLeast float64) float64 {
	passed, n := 0, 0
	slack := shareRounding * math.Max(1, math.Abs(atLeast))
	for _, v := range values {
		if math.IsNaN(v) {
			continue
		}
		n++
		if v >= atLeast-slack {
			passed++
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return float64(passed) / float64(n)
}

// CountAtLeast is the smallest number of people out of n that makes up at
// least the given share: 1,200 for 80% of 1,500. Rounding of the product
// does not add a person.
func CountAtLeast(share float64, n int) int {
	wantProbability("the share to be reached", share)
	wantCount("the number of people", n)
	product := share * float64(n)
	return int(math.Ceil(product - shareRounding*math.Max(1, product)))
}
