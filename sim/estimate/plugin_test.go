package estimate

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestOfMeans: of a mean it is the mean with its standard error; of a ratio it
// is the ratio of the means.
func TestOfMeans(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	a, b := make([]float64, 60), make([]float64, 60)
	for i := range a {
		b[i] = 5 + random.NormFloat64()
		a[i] = 2*b[i] + 0.5*random.NormFloat64()
	}
	first := func(m []float64) float64 { return m[0] }
	got, want := OfMeans(first, a, b), Summarise(a)
	if math.Abs(got.Mean-want.Mean) > 1e-12 || math.Abs(got.MCSE-want.MCSE) > 1e-12 || got.Low != want.Low || got.High != want.High {
		t.Errorf("of a mean: %+v, want %+v", got, want)
	}
	quotient := OfMeans(Quotient, a, b)
	if want := Mean(a) / Mean(b); quotient.Mean != want {
		t.Errorf("ratio %v, want %v", quotient.Mean, want)
	}
	// The linearised error of a ratio: that of a − r·b, over the mean of b.
	residual := make([]float64, len(a))
	for i := range a {
		residual[i] = a[i] - quotient.Mean*b[i]
	}
	if want := StandardError(residual) / Mean(b); math.Abs(quotient.MCSE/want-1) > 0.05 {
		t.Errorf("error of the ratio %v, linearised %v", quotient.MCSE, want)
	}
}

func TestOfMeansLeavesOut(t *testing.T) {
	nan := math.NaN()
	got := OfMeans(func(m []float64) float64 { return m[0] / m[1] }, []float64{1, nan, 3}, []float64{2, 5, 2})
	if got.Mean != 1 || got.N != 2 || got.Missing != 1 || got.HasInterval {
		t.Errorf("%+v", got)
	}
	if none := OfMeans(func(m []float64) float64 { return m[0] / m[1] }, []float64{1, 2}, []float64{0, 0}); !math.IsNaN(none.Mean) || !math.IsNaN(none.MCSE) {
		t.Errorf("a ratio to nothing: %+v", none)
	}
	if empty := OfMeans(func(m []float64) float64 { return m[0] }, nil); !empty.Empty {
		t.Errorf("of nothing: %+v", empty)
	}
}

// TestIntraclassCorrelation: shares that vary as the beta-binomial law says give
// its correlation back. 20,000 cohorts of 400: the standard error of the
// correlation is about 0.0002, so that the bound of 0.001 is five of them.
func TestIntraclassCorrelation(t *testing.T) {
	const people, rho, p, cohorts = 400, 0.02, 0.3, 20_000
	random := rand.New(rand.NewPCG(9, 4))
	shares := func(correlation float64) []float64 {
		all := make([]float64, cohorts)
		for i := range all {
			rate := p
			if correlation > 0 { // two points with the moments of the beta law
				gap := math.Sqrt(correlation * p * (1 - p))
				rate += gap * float64(2*random.IntN(2)-1)
			}
			count := 0
			for range people {
				if random.Float64() < rate {
					count++
				}
			}
			all[i] = float64(count) / people
		}
		return all
	}
	if got := IntraclassCorrelation(shares(rho), people); math.Abs(got-rho) > 0.001 {
		t.Errorf("correlation %v, want %v", got, rho)
	}
	if got := IntraclassCorrelation(shares(0), people); got > 0.0005 {
		t.Errorf("correlation %v of independent people", got)
	}
	if got := IntraclassCorrelation([]float64{0.5}, people); !math.IsNaN(got) {
		t.Errorf("one cohort has a correlation: %v", got)
	}
}

// A rate of which nothing is known but that it lies between 0 and 1 is at least x with
// probability 1 − x; one that is known is or is not.
func TestBetaTail(t *testing.T) {
	for _, c := range []struct{ mean, variance, threshold, want float64 }{
		{0.5, 1.0 / 12, 0.3, 0.7}, {0.5, 1.0 / 12, 0, 1}, {0.8, 0, 0.8, 1}, {0.79, 0, 0.8, 0}, {0.5, 0.01, 1.1, 0},
	} {
		if got := BetaTail(c.mean, c.variance, c.threshold); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%+v: got %v", c, got)
		}
	}
	for _, c := range [][3]float64{{0.5, 0.3, 0.5}, {math.NaN(), 0.01, 0.5}} {
		if got := BetaTail(c[0], c[1], c[2]); !math.IsNaN(got) {
			t.Errorf("%v: wanted none; got %v", c, got)
		}
	}
}
