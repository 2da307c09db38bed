package estimate_test

import (
	"fmt"

	"diversim/sim/estimate"
)

// A pilot of 1,500 people promises that 80% will not reoffend within twelve
// months. How likely is it to observe that, and what would have to be true to
// be nearly sure of it?
func Example() {
	const people = 1500
	promised := estimate.CountAtLeast(0.80, people)
	for _, rate := range []float64{0.78, 0.80, 0.82} {
		fmt.Printf("true rate %.0f%%: at least %d of %d with probability %.3f\n",
			100*rate, promised, people, estimate.BinomialUpperTail(people, promised, rate))
	}
	fmt.Printf("95%% assurance needs a true rate of %.1f%%\n", 100*estimate.RateForAssurance(people, promised, 0.95))
	fmt.Printf("with an intraclass correlation of 0.01, even 82%% gives only %.2f\n",
		estimate.BetaBinomialUpperTail(people, promised, 0.82, 0.01))
	// Output:
	// true rate 78%: at least 1200 of 1500 with probability 0.032
	// true rate 80%: at least 1200 of 1500 with probability 0.515
	// true rate 82%: at least 1200 of 1500 with probability 0.979
	// 95% assurance needs a true rate of 81.6%
	// with an intraclass correlation of 0.01, even 82% gives only 0.71
}
