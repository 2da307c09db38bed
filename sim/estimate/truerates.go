package estimate

import "math"

// TrueRates draws observed rates of so many people together until they vary as much less
// as chance makes them vary, as true rates do. All lie from 0 to 1.
func TrueRates(observed []float64, people int) []float64 {
	mean, variance := Mean(observed), Variance(observed)
	chance := 0.0
	for _, p := range observed {
		wantProbability("an observed rate", p)
		chance += p * (1 - p) / float64(people) / float64(len(observed))
	}
	keep := 0.0
	if variance > chance {
		keep = math.Sqrt(1 - chance/variance)
	}
	drawn := make([]float64, len(observed))
	for k, p := range observed {
		drawn[k] = min(1, max(0, mean+keep*(p-mean))) // rounding may lead past an end
	}
	return drawn
}

// MeanProbabilityHigher is ProbabilityHigher of two cohorts of one size over true rates
// that are drawn together; NaN without any.
func MeanProbabilityHigher(people int, rates, others []float64) float64 {
	wantSameLength("the rates of the other cohort", len(others), len(rates))
	each := make([]float64, len(rates))
	for k, p := range rates {
		each[k] = ProbabilityHigher(people, p, people, others[k])
	}
	return Mean(each)
}
