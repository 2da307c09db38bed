package estimate

import (
	"fmt"
	"math"
)

// LogisticAdopters is how many of m places have adopted something at a time if
// each adopter brings it to others at a rate q among all places alike, and their
// number is so large that chance cancels:
//
//	dA/dt = q A (m − A) / m,  A(0) = a0
//
// Time and rate agree in their unit; a time may be negative.
func LogisticAdopters(m, a0, q, t float64) float64 {
	wantAmong("the adopters at the start", a0, m)
	wantNotNegative("the rate of imitation", q)
	if a0 == 0 {
		return 0
	}
	return m / (1 + (m-a0)/a0*math.Exp(-q*t))
}

// LogisticTime is when [LogisticAdopters] reaches a: below 0 if that was before
// the start, +Inf for all m places and −Inf for none, which it only approaches.
// The adopters at the start must be neither.
func LogisticTime(m, a0, q, a float64) float64 {
	wantAmong("the adopters to reach", a, m)
	wantInside("the share of adopters at the start", a0/m)
	wantPositive("the rate of imitation", q)
	return (math.Log(a) - math.Log(m-a) + math.Log(m-a0) - math.Log(a0)) / q
}

// BassAdopters is how many of m places have adopted something at a time if none
// has at the start, each adopts of itself at a rate p, and adopters bring it to
// others at a rate q as in [LogisticAdopters]:
//
//	dA/dt = (p + q A/m) (m − A),  A(0) = 0
//
// Source: F. M. Bass, A new product growth for model consumer durables, Management
// Science 15 (1969) 215-227.
func BassAdopters(m, p, q, t float64) float64 {
	wantPositive("the number of places", m)
	wantNotNegative("the rate of innovation", p)
	wantNotNegative("the rate of imitation", q)
	wantNotNegative("the time", t)
	if p == 0 {
		return 0
	}
	return m * p * -math.Expm1(-(p+q)*t) / (p + q*math.Exp(-(p+q)*t))
}

// BassPeak is when most places adopt at once under [BassAdopters]: at the start
// where imitation is the weaker of the two.
func BassPeak(p, q float64) float64 {
	wantPositive("the rate of innovation", p)
	wantNotNegative("the rate of imitation", q)
	return max(0, math.Log(q/p)/(p+q))
}

// ContagionMean is how many of m places are expected to have adopted something at
// a time if each adoption is a chance event: with n adopters the next comes at the
// rate q n (m − n)/m. It lies below [LogisticAdopters] with the same arguments,
// and is exact to about 1e-12 of m: the process is watched at the events of a
// Poisson process of its highest rate, at each of which the next place adopts or
// nothing happens.
func ContagionMean(m, a0 int, q, t float64) float64 {
	wantStart(m, a0)
	wantNotNegative("the rate of imitation", q)
	wantNotNegative("the time", t)
	highest := birthRate(m, m/2, q)
	events := highest * t
	if a0 == 0 || events == 0 {
		return float64(a0)
	}
	chance := make([]float64, m+1) // of so many adopters, after k events
	chance[a0] = 1
	var missing compensated
	for k := 0.0; ; k++ {
		left := 0.0
		for n := a0; n < m; n++ {
			left += chance[n] * float64(m-n)
		}
		logFactorial, _ := math.Lgamma(k + 1)
		seen := math.Exp(k*math.Log(events) - events - logFactorial)
		missing.add(seen * left)
		const nothing = 1e-17
		if left < nothing || k > events && seen < nothing {
			return float64(m) - missing.total()
		}
		for n := m; n > a0; n-- {
			chance[n] = chance[n]*(1-birthRate(m, n, q)/highest) + chance[n-1]*birthRate(m, n-1, q)/highest
		}
		chance[a0] *= 1 - birthRate(m, a0, q)/highest
	}
}

// ContagionTime is how long it is expected to take until all m places have adopted
// under the chances of [ContagionMean]; +Inf if they never do.
func ContagionTime(m, a0 int, q float64) float64 {
	wantStart(m, a0)
	wantNotNegative("the rate of imitation", q)
	var sum compensated
	for n := a0; n < m; n++ {
		sum.add(1 / birthRate(m, n, q))
	}
	return sum.total()
}

// birthRate is the rate of the next adoption when there are n.
func birthRate(m, n int, q float64) float64 {
	return q * float64(n) * float64(m-n) / float64(m)
}

// wantAmong panics unless 0 <= value <= places and there are places.
func wantAmong(name string, value, places float64) {
	wantPositive("the number of places", places)
	if !(value >= 0 && value <= places) {
		panic(fmt.Sprintf("estimate: %s must be between 0 and %v, got %v", name, places, value))
	}
}

// wantStart panics unless the adopters at the start are among the places.
func wantStart(m, a0 int) { wantAmong("the adopters at the start", float64(a0), float64(m)) }
