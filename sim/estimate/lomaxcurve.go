package estimate

import (
	"fmt"
	"math"
)

// LomaxLogLikelihood is the log likelihood of a law given points of a survival
// curve read as the shares of so many people whose first event falls between
// neighbouring points, before the first or after the last:
//
//	people x sum over intervals of (observed share) ln (share under the law)
//
// The number of people is an effective one: published curves carry censoring
// and adjustment.
func LomaxLogLikelihood(law Lomax, points []SurvivalPoint, people float64) float64 {
	wantNotNegative("the number of people", people)
	var sum compensated
	observedBefore, expectedBefore := 1.0, 1.0
	term := func(observed, expected float64) {
		if observed > 0 {
			sum.add(observed * math.Log(expected))
		}
	}
	for _, p := range points {
		expected := law.Survival(p.Time)
		term(observedBefore-p.Survival, expectedBefore-expected)
		observedBefore, expectedBefore = p.Survival, expected
	}
	term(observedBefore, expectedBefore)
	return people * sum.total()
}

// LomaxFitCurve is the law of greatest LomaxLogLikelihood through two or more
// points in order of time. Through two points that a gamma frailty fits it is
// LomaxFit. A curve that falls faster than a constant intensity would make it
// gets a frailty variance of 0, the edge of what the law can do. It returns an
// error for points that are no survival curve, and where the likelihood grows
// with the variance without end.
//
// With x = theta lambda the law is S = exp(-lambda u), u = ln(1 + x t)/x. For
// a given x the likelihood is concave in lambda, so the search is along x
// alone, over its whole range before it narrows down.
func LomaxFitCurve(points []SurvivalPoint) (Lomax, error) {
	if err := checkCurve(points); err != nil {
		return Lomax{}, err
	}
	law := profile(points, 0)
	if flatteningScore(points, 0) <= 0 {
		return law, nil
	}
	best, found := math.Inf(-1), false
	const smallest, greatest = -35, 50 // logs of x in units of 1 / first time
	unit := 1 / points[0].Time
	for log := smallest; log < greatest; log++ {
		low, high := unit*math.Exp(float64(log)), unit*math.Exp(float64(log+1))
		if log == smallest {
			low = 0
		}
		if !(flatteningScore(points, low) > 0 && flatteningScore(points, high) <= 0) {
			continue
		}
		x := risingRoot(func(x float64) float64 { return -flatteningScore(points, x) }, low, high)
		candidate := profile(points, x)
		if value := LomaxLogLikelihood(candidate, points, 1); value > best {
			law, best, found = candidate, value, true
		}
	}
	if !found {
		return Lomax{}, fmt.Errorf("no gamma frailty fits: hardly anyone has an event after %v", points[0].Time)
	}
	return law, nil
}

// profile is the law with the given x = theta lambda that is most likely.
func profile(points []SurvivalPoint, x float64) Lomax {
	falling := func(rate float64) float64 {
		score, _ := scores(points, rate, x)
		return score
	}
	high := 1 / points[0].Time
	for falling(high) > 0 {
		high *= 2
	}
	rate := risingRoot(func(rate float64) float64 { return -falling(rate) }, 0, high)
	return Lomax{Rate: rate, FrailtyVariance: x / rate}
}

// flatteningScore is the slope of the profile likelihood along x.
func flatteningScore(points []SurvivalPoint, x float64) float64 {
	_, score := scores(points, profile(points, x).Rate, x)
	return score
}

// scores is the derivative of the log likelihood of one person by the rate,
// and by x over the rate. For the interval from u to v the derivatives of
// ln(exp(-lambda u) - exp(-lambda v)) are -u' + (v'-u')/(exp(lambda (v-u)) - 1)
// with u', v' the derivatives of lambda u and lambda v.
func scores(points []SurvivalPoint, rate, x float64) (byRate, byX float64) {
	var rateSum, xSum compensated
	observedBefore, before, slopeBefore := 1.0, 0.0, 0.0
	for _, p := range points {
		now, slope := operational(p.Time, x)
		share := observedBefore - p.Survival
		odds := 1 / math.Expm1(rate*(now-before))
		rateSum.add(share * ((now-before)*odds - before))
		xSum.add(share * ((slope-slopeBefore)*odds - slopeBefore))
		observedBefore, before, slopeBefore = p.Survival, now, slope
	}
	rateSum.add(-observedBefore * before)
	xSum.add(-observedBefore * slopeBefore)
	return rateSum.total(), xSum.total()
}

// operational is u = ln(1 + x t)/x and its derivative by x, with their limits
// t and -t^2/2 at x = 0.
func operational(time, x float64) (u, slope float64) {
	z := x * time
	const small = 1e-4 // below it the difference of logs loses figures
	if z < small {
		return time * (1 - z/2 + z*z/3 - z*z*z/4), -time * time * (0.5 - 2*z/3 + 3*z*z/4 - 4*z*z*z/5)
	}
	return math.Log1p(z) / x, (z/(1+z) - math.Log1p(z)) / (x * x)
}

func checkCurve(points []SurvivalPoint) error {
	if len(points) < 2 {
		return fmt.Errorf("survival curve: want at least two points, got %d", len(points))
	}
	before := SurvivalPoint{Time: 0, Survival: 1}
	for i, p := range points {
		if !(p.Time > before.Time) || math.IsInf(p.Time, 0) {
			return fmt.Errorf("survival point %d: want a finite time after %v, got %v", i+1, before.Time, p.Time)
		}
		if !(p.Survival > 0 && p.Survival <= before.Survival) || i == 0 && p.Survival == 1 {
			return fmt.Errorf("survival point %d: want a share above 0, below 1 and at most %v, got %v", i+1, before.Survival, p.Survival)
		}
		before = p
	}
	return nil
}
