package estimate

import (
	"errors"
	"math"
	"testing"
)

func TestP01FrailtyCounts(t *testing.T) {
	law := FrailtyCounts(0.6, 1.5, PopulationSampled)
	agree(t, []answer{
		{"P(0)", law.Probability(0), 0.6518749103, 1e-10},
		{"P(1)", law.Probability(1), 0.2058552348, 1e-10},
		{"P(2)", law.Probability(2), 0.08125864533, 1e-10},
		{"P(5)", law.Probability(5), 0.006567982646, 1e-10},
		{"P(6 or more)", law.AtLeast(6), 0.005372909168, 1e-10},
		{"mean", law.Mean, 0.6, 0},
		{"variance", law.Variance(), 1.14, 0},
		{"without event by 0.5", FrailtySurvival(0.3, 1.5, PopulationSampled), 0.7805870317, 1e-10},
		{"without event by 2", FrailtySurvival(1.2, 1.5, PopulationSampled), 0.5033784809, 1e-10},
		{"hazard at 1", Lomax{0.6, 1.5}.Hazard(1), 0.3157894737, 1e-10},
	})
}

func TestP02EventSampledCounts(t *testing.T) {
	law := FrailtyCounts(0.6, 1.5, EventSampled)
	agree(t, []answer{
		{"P(0)", law.Probability(0), 0.3430920581, 1e-10},
		{"P(0), survival", FrailtySurvival(0.6, 1.5, EventSampled), 0.3430920581, 1e-10},
		{"mean", law.Mean, 1.5, 0},
		{"variance", law.Variance(), 2.85, 0},
	})
}

func TestP42Concentration(t *testing.T) {
	law := FrailtyCounts(0.6, 1.5, PopulationSampled)
	index := FrailtyCounts(0.6, 1.5, EventSampled)
	agree(t, []answer{
		{"people with 2 or more", law.AtLeast(2), 0.1422698548267515, 0},
		{"contacts of people with 2 or more", law.ShareOfEventsFrom(2), 0.6569079419307006, 0},
		{"people with 3 or more", law.AtLeast(3), 0.06101120949454902, 0},
		{"contacts of people with 3 or more", law.ShareOfEventsFrom(3), 0.386045790823359, 0},
		{"people with 4 or more", law.AtLeast(4), 0.026797043038884815, 0},
		{"contacts of people with 4 or more", law.ShareOfEventsFrom(4), 0.21497495854503795, 0},
		{"another contact", index.AtLeast(1), 0.6569079419307006, 0},
		{"further contacts", index.Mean, 1.5, 0},
		{"E[min(N,1)]", law.ExpectedUpTo(1), 0.34812508966833117, 0},
		{"E[min(N,2)]", law.ExpectedUpTo(2), 0.49039494449508264, 0},
		{"beyond one offer", law.ShareBeyond(1), 0.4197915172194481, 0},
	})
}

// The closed forms against sums over the probabilities, with and without
// overdispersion.
func TestCountsAgainstSums(t *testing.T) {
	for _, law := range []NegativeBinomial{{0.6, 2.0 / 3}, {7, 3}, {7, math.Inf(1)}, {0.01, 0.2}, {0, 1}, {0, math.Inf(1)}} {
		total, mean, square := 0.0, 0.0, 0.0
		for n := range 400 {
			p := law.Probability(n)
			total, mean, square = total+p, mean+float64(n)*p, square+float64(n*n)*p
		}
		agree(t, []answer{{"total", total, 1, 1e-12}, {"mean", mean, law.Mean, 1e-12}, {"variance", square - mean*mean, law.Variance(), 1e-11}})
		for _, limit := range []int{0, 1, 2, 5, 30} {
			tail, events, served := 0.0, 0.0, 0.0
			for n := range 400 {
				p := law.Probability(n)
				served += math.Min(float64(n), float64(limit)) * p
				if n >= limit {
					tail, events = tail+p, events+float64(n)*p
				}
			}
			agree(t, []answer{{"tail", law.AtLeast(limit), tail, 1e-12}, {"up to", law.ExpectedUpTo(limit), served, 1e-12}})
			if law.Mean > 0 {
				agree(t, []answer{{"share of events", law.ShareOfEventsFrom(limit), events / mean, 1e-12}})
			}
		}
	}
	none := PoissonCounts(0)
	if !math.IsNaN(none.ShareOfEventsFrom(1)) || !math.IsNaN(none.ShareBeyond(1)) {
		t.Error("shares of no events are numbers")
	}
}

func TestP35TwoMoments(t *testing.T) {
	const mean = 0.262 * 2.9
	law, err := CountsFit(0.262, mean)
	if err != nil {
		t.Fatal(err)
	}
	never, err := NeverAgainFit(0.262, mean, 1, EventSampled)
	if err != nil {
		t.Fatal(err)
	}
	reading := law.PopulationReading()
	agree(t, []answer{
		{"mean", law.Mean, 0.7598, 0},
		{"size", law.Size, 0.18761255143541156, 0},
		{"theta", reading.FrailtyVariance, 5.330133790884801, 0},
		{"Lambda", reading.CumulativeIntensity, 0.7598, 0},
		{"variance", law.Variance(), 3.836865130147984, 0},
		{"P(1)", law.Probability(1), 0.11103973245563831, 0},
		{"P(2)", law.Probability(2), 0.05287901357818316, 0},
		{"P(3)", law.Probability(3), 0.030923785491530603, 0},
		{"never-again share", never.Share, 0.6639745950773084, 0},
		{"Lambda of the others", never.CumulativeIntensity, 1.1305692796870597, 0},
		{"prevalence again", 1 - never.Survival(1), 0.262, 0},
	})
	if _, err := law.EventReading(); !errors.Is(err, ErrSizeTooSmall) {
		t.Errorf("event-sampled reading: got %v, want ErrSizeTooSmall", err)
	}
}

func TestReadingsGiveTheCountsBack(t *testing.T) {
	law := NegativeBinomial{Mean: 0.9, Size: 2.25}
	event, err := law.EventReading()
	if err != nil {
		t.Fatal(err)
	}
	population := law.PopulationReading()
	for name, back := range map[string]NegativeBinomial{
		"event":      FrailtyCounts(event.CumulativeIntensity, event.FrailtyVariance, EventSampled),
		"population": FrailtyCounts(population.CumulativeIntensity, population.FrailtyVariance, PopulationSampled),
	} {
		agree(t, []answer{{name + " mean", back.Mean, law.Mean, 1e-14}, {name + " size", back.Size, law.Size, 1e-14}})
	}
	poisson := PoissonCounts(0.9)
	plain, err := poisson.EventReading()
	if err != nil || plain != (Reading{CumulativeIntensity: 0.9}) || plain != poisson.PopulationReading() {
		t.Errorf("reading of Poisson counts: got %+v, %v", plain, err)
	}
}

func TestCountsFitInverts(t *testing.T) {
	for _, want := range []NegativeBinomial{{0.001, 0.01}, {0.6, 0.5}, {5, 0.05}, {3, 40}, {2, 1e4}} {
		got, err := CountsFit(want.AtLeast(1), want.Mean)
		if err != nil {
			t.Fatal(err)
		}
		// A large size hardly shows in the prevalence, so it returns with
		// fewer figures.
		agree(t, []answer{{"size", got.Size, want.Size, 1e-10 * want.Size * math.Max(1, want.Size)}})
	}
	poisson, err := CountsFit(-math.Expm1(-0.5), 0.5)
	if err != nil || !math.IsInf(poisson.Size, 1) {
		t.Errorf("a Poisson prevalence: got %+v, %v", poisson, err)
	}
	for _, c := range [][2]float64{{0.4, 0.5}, {0.3, 0.2}, {0, 0.5}, {1, 2}, {0.3, math.Inf(1)}, {math.NaN(), 1}} {
		if got, err := CountsFit(c[0], c[1]); err == nil {
			t.Errorf("prevalence %v, mean %v: got %+v, want an error", c[0], c[1], got)
		}
	}
}

func TestOverdispersedCounts(t *testing.T) {
	if got, err := OverdispersedCounts(1500, 0.01); err == nil {
		t.Errorf("less variable than Poisson: got %+v, want an error", got)
	}
	if got, err := OverdispersedCounts(1500, 1/math.Sqrt(1500)); err != nil || !math.IsInf(got.Size, 1) {
		t.Errorf("as variable as Poisson: got %+v, %v", got, err)
	}
	law, err := OverdispersedCounts(40, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	agree(t, []answer{{"variance", law.Variance(), 400, 0}})
}

func TestNeverAgainFitInverts(t *testing.T) {
	for _, sampling := range []Sampling{PopulationSampled, EventSampled} {
		for _, theta := range []float64{0, 0.3, 2, 20} {
			law := FrailtyCounts(0.7, theta, sampling)
			got, err := NeverAgainFit(0.6*law.AtLeast(1), 0.6*law.Mean, theta, sampling)
			if err != nil {
				t.Fatal(err)
			}
			agree(t, []answer{{"share", got.Share, 0.4, 0}, {"Lambda", got.CumulativeIntensity, 0.7, 0}})
		}
	}
	for _, c := range [][3]float64{{0.5, 0.5, 1}, {0.9, 1.2, 3}, {0, 1, 1}} {
		if got, err := NeverAgainFit(c[0], c[1], c[2], PopulationSampled); err == nil {
			t.Errorf("prevalence %v, mean %v: got %+v, want an error", c[0], c[1], got)
		}
	}
}

func TestP43LomaxFit(t *testing.T) {
	fit, err := LomaxFit(SurvivalPoint{1, 0.724}, SurvivalPoint{3, 0.601})
	if err != nil {
		t.Fatal(err)
	}
	rounded := Lomax{Rate: 0.845, FrailtyVariance: 5.22}
	agree(t, []answer{
		{"theta", fit.FrailtyVariance, 5.183120332705759, 0},
		{"rate", fit.Rate, 0.8360310152920217, 0},
		{"S(0.25)", fit.Survival(0.25), 0.8679634747900691, 0},
		{"S(0.5)", fit.Survival(0.5), 0.800604285543508, 0},
		{"S(1.5)", fit.Survival(1.5), 0.6779105003773939, 0},
		{"S(2)", fit.Survival(2), 0.6455176167, 1e-10},
		{"rounded S(1)", rounded.Survival(1), 0.7236472469790088, 0},
		{"rounded S(3)", rounded.Survival(3), 0.6012619714887352, 0},
		{"rounded hazard at 0.1", rounded.Hazard(0.1), 0.5863617123149838, 0},
		{"rounded hazard at 2", rounded.Hazard(2), 0.08603311002056649, 0},
	})
}

func TestLomaxFitInverts(t *testing.T) {
	for _, want := range []Lomax{{0.3, 0}, {0.3, 1e-3}, {2, 0.5}, {0.845, 5.22}, {6, 20}} {
		early, late := SurvivalPoint{0.5, want.Survival(0.5)}, SurvivalPoint{3, want.Survival(3)}
		got, err := LomaxFit(early, late)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, []answer{
			{"theta", got.FrailtyVariance, want.FrailtyVariance, 1e-8},
			{"rate", got.Rate, want.Rate, 1e-8},
			{"S(1)", got.Survival(1), want.Survival(1), 1e-12},
		})
	}
	for name, points := range map[string][2]SurvivalPoint{
		"rising":               {{1, 0.7}, {3, 0.8}},
		"level":                {{1, 0.7}, {3, 0.7}},
		"faster than constant": {{1, 0.9}, {3, 0.7}},
		"late first":           {{3, 0.6}, {1, 0.7}},
		"nobody left":          {{1, 0.7}, {3, 0}},
		"at the start":         {{0, 0.9}, {3, 0.7}},
		"almost level":         {{1, 0.5}, {3, 0.4999}},
	} {
		if got, err := LomaxFit(points[0], points[1]); err == nil {
			t.Errorf("%s: got %+v, want an error", name, got)
		}
	}
}

// The intensity of a survival gives it back.
func TestFrailtyIntensityInverts(t *testing.T) {
	for _, sampling := range []Sampling{PopulationSampled, EventSampled} {
		for _, theta := range []float64{0, 0.5, 5} {
			for _, intensity := range []float64{0, 0.1, 3} {
				got := FrailtyIntensity(FrailtySurvival(intensity, theta, sampling), theta, sampling)
				if math.Abs(got-intensity) > 1e-12*(1+intensity) {
					t.Errorf("sampling %d, variance %v: wanted %v; got %v", sampling, theta, intensity, got)
				}
			}
		}
	}
}
