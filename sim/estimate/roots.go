package estimate

import "math"

// risingRoot is the argument at which a rising function crosses 0 between low
// and high, by bisection to the last bit: slow, and never wrong.
func risingRoot(function func(float64) float64, low, high float64) float64 {
	for {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			return middle
		}
		if function(middle) < 0 {
			low = middle
		} else {
			high = middle
		}
	}
}

// risingRootOfLog is risingRoot for a positive argument of unknown size, found
// on its logarithm between two powers of e and then on the argument itself.
func risingRootOfLog(function func(float64) float64, lowLog, highLog float64) float64 {
	near := risingRoot(func(log float64) float64 { return function(math.Exp(log)) }, lowLog, highLog)
	const apart = 1e-12
	return risingRoot(function, math.Exp(near)*(1-apart), math.Exp(near)*(1+apart))
}
