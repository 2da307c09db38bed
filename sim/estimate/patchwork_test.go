package estimate

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestP41Learning(t *testing.T) {
	one, pooled := AverageUnitCost(120, 0.85, 1500), AverageUnitCost(120, 0.85, 8*1500)
	agree(t, []answer{
		{"exponent", LearningExponent(0.85), 0.23446525363702295, 0},
		{"one force", one, 28.1626633347724, 0},
		{"pooled", pooled, 17.32233945728298, 0},
		{"saving", 12_000 * (one - pooled), 130083.88652987307, 0},
		{"the last", UnitCost(120, 0.85, 1500), 21.602210983944847, 0},
		{"twice the experience", UnitCost(120, 0.85, 2) / UnitCost(120, 0.85, 1), 0.85, 1e-14},
		{"nothing learnt", AverageUnitCost(120, 1, 7), 120, 1e-12},
	})
	mustPanic(t, "no rate", func() { LearningExponent(0) })
	mustPanic(t, "nobody", func() { UnitCost(1, 0.9, 0) })
	mustPanic(t, "average of nobody", func() { AverageUnitCost(1, 0.9, 0) })
}

func TestP29Diffusion(t *testing.T) {
	const m, start, p, q = 43, 8, 0.02, 0.35
	agree(t, []answer{
		{"logistic, 1", LogisticAdopters(m, start, q, 1), 10.5314451510537, 0},
		{"logistic, 3", LogisticAdopters(m, start, q, 3), 16.989482289534504, 0},
		{"logistic, 5", LogisticAdopters(m, start, q, 5), 24.428195555427177, 0},
		{"logistic, 10", LogisticAdopters(m, start, q, 10), 37.982055692279204, 0},
		{"Bass, 1", BassAdopters(m, p, q, 1), 1.016089195994106, 0},
		{"Bass, 3", BassAdopters(m, p, q, 3), 4.260050851378846, 0},
		{"Bass, 5", BassAdopters(m, p, q, 5), 9.659429286695064, 0},
		{"Bass, 10", BassAdopters(m, p, q, 10), 29.272010255093168, 0},
		{"Bass, peak", BassPeak(p, q), 7.7356780565661305, 0},
		{"time to 42", LogisticTime(m, start, q, 42), 14.895931823122703, 0},
		{"contagion, 1", ContagionMean(m, start, q, 1), 10.519438784233513, 0},
		{"contagion, 3", ContagionMean(m, start, q, 3), 16.83977362759722, 0},
		{"contagion, 5", ContagionMean(m, start, q, 5), 23.99904442885511, 0},
		{"contagion, 10", ContagionMean(m, start, q, 10), 37.38904869636429, 0},
		{"contagion, all", ContagionTime(m, start, q), 16.801905950880165, 0},
	})
}

// Two and three places have their answers in closed form; nothing happens without
// adopters, imitation or time; and in the end all adopt.
func TestContagionOfFew(t *testing.T) {
	const q, at = 0.7, 2.5
	two, three := math.Exp(-q*at/2), math.Exp(-2*q*at/3)
	agree(t, []answer{
		{"two", ContagionMean(2, 1, q, at), 2 - two, 1e-13},
		{"three", ContagionMean(3, 1, q, at), 3 - 2*three - 2*q*at/3*three, 1e-13},
		{"two, time", ContagionTime(2, 1, q), 2 / q, 1e-13},
		{"three, time", ContagionTime(3, 1, q), 3 / q, 1e-13},
		{"no adopter", ContagionMean(43, 0, q, at), 0, 0},
		{"no imitation", ContagionMean(43, 8, 0, at), 8, 0},
		{"no time", ContagionMean(43, 8, q, 0), 8, 0},
		{"all already", ContagionMean(43, 43, q, at), 43, 0},
		{"all already, time", ContagionTime(43, 43, q), 0, 0},
		{"one place", ContagionMean(1, 1, q, at), 1, 0},
		{"for ever", ContagionMean(43, 1, q, 1e7), 43, 1e-12},
	})
	if !math.IsInf(ContagionTime(43, 0, q), 1) || !math.IsInf(ContagionTime(43, 8, 0), 1) {
		t.Error("what nobody passes on reaches all")
	}
	mustPanic(t, "more adopters than places", func() { ContagionMean(43, 44, q, 1) })
	mustPanic(t, "no places", func() { ContagionTime(0, 0, q) })
}

func TestDiffusionProperties(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m := rapid.IntRange(2, 60).Draw(r, "places")
		start := rapid.IntRange(1, m-1).Draw(r, "adopters")
		q, at := rapid.Float64Range(0.01, 2).Draw(r, "rate"), rapid.Float64Range(0, 10).Draw(r, "time")
		all, first := float64(m), float64(start)
		logistic, chance := LogisticAdopters(all, first, q, at), ContagionMean(m, start, q, at)
		if chance > logistic+1e-10 || chance < first-1e-10 {
			r.Fatalf("by chance %v, without %v", chance, logistic)
		}
		if share := logistic / all; share < 1-1e-6 {
			if back := LogisticTime(all, first, q, logistic); math.Abs(back-at) > 1e-6 {
				r.Fatalf("%v adopters after %v are reached after %v", logistic, at, back)
			}
		}
		// The rate of Bass is greatest at the peak, and its adopters solve the equation.
		p := rapid.Float64Range(0.005, 2).Draw(r, "innovation")
		rate := func(t float64) float64 {
			a := BassAdopters(all, p, q, t)
			return (p + q*a/all) * (all - a)
		}
		if peak := BassPeak(p, q); rate(at) > rate(peak)*(1+1e-12) {
			r.Fatalf("more adopt at %v than at %v", at, peak)
		}
		const step = 1e-5
		slope := (BassAdopters(all, p, q, at+step) - BassAdopters(all, p, q, at)) / step
		if math.Abs(slope-rate(at+step/2)) > 1e-5*all {
			r.Fatalf("slope %v at the rate %v", slope, rate(at))
		}
	})
}

func TestDiffusionAtItsEnds(t *testing.T) {
	agree(t, []answer{
		{"nobody to imitate", LogisticAdopters(43, 0, 0.35, 5), 0, 0},
		{"nobody begins", BassAdopters(43, 0, 0.35, 5), 0, 0},
		{"no rates", BassAdopters(43, 0, 0, 5), 0, 0},
		{"each of itself", BassAdopters(43, 0.1, 0, 5), 43 * -math.Expm1(-0.5), 1e-12},
		{"weak imitation", BassPeak(0.35, 0.02), 0, 0},
		{"no imitation", BassPeak(0.35, 0), 0, 0},
	})
	if !math.IsInf(LogisticTime(43, 8, 0.35, 43), 1) || !math.IsInf(LogisticTime(43, 8, 0.35, 0), -1) {
		t.Error("the ends are reached")
	}
	mustPanic(t, "no innovation", func() { BassPeak(0, 0.3) })
	mustPanic(t, "nobody at the start", func() { LogisticTime(43, 0, 0.35, 42) })
	mustPanic(t, "too many", func() { LogisticAdopters(43, 44, 0.35, 1) })
}

func TestP40Places(t *testing.T) {
	m := [][]float64{{0.9, 0.08, 0.02}, {0.1, 0.85, 0.05}, {0.03, 0.07, 0.9}}
	coverage, residents := []float64{0.7, 0, 0.2}, []float64{0.5, 0.3, 0.2}
	home, work := CoverageByResidence(m, coverage), Workload(residents, m)
	back := Residents(work, m)
	agree(t, []answer{
		{"residents of 1", home[0], 0.634, 0},
		{"residents of 2", home[1], 0.08, 0},
		{"residents of 3", home[2], 0.201, 0},
		{"national", Inequality(home, residents).Mean, 0.3812, 0},
		{"national, by place", Inequality(coverage, work).Mean, 0.3812, 0},
		{"work of 1", work[0], 0.486, 0},
		{"work of 2", work[1], 0.309, 0},
		{"work of 3", work[2], 0.205, 0},
		{"Gini by residence", Inequality(home, residents).Gini, 0.3506295907660021, 0},
		{"Gini by place", Inequality(coverage, work).Gini, 0.4396794333683106, 0},
		{"back, 1", back[0], 0.5, 1e-14},
		{"back, 2", back[1], 0.3, 1e-14},
		{"back, 3", back[2], 0.2, 1e-14},
	})
	// Nobody can live so that all the work is in one place.
	if got := Residents([]float64{1, 0, 0}, m); !(got[1] < 0) {
		t.Errorf("impossible work: residents %v", got)
	}
	if got := Residents(nil, nil); len(got) != 0 {
		t.Errorf("no places have residents %v", got)
	}
	mustPanic(t, "no inverse", func() { Residents([]float64{1, 1}, [][]float64{{0.5, 0.5}, {0.5, 0.5}}) })
	mustPanic(t, "not a whole", func() { Workload([]float64{1, 1}, [][]float64{{0.5, 0.4}, {0.5, 0.5}}) })
	mustPanic(t, "negative share", func() { Workload([]float64{1, 1}, [][]float64{{1.5, -0.5}, {0.5, 0.5}}) })
	mustPanic(t, "not square", func() { CoverageByResidence([][]float64{{1}, {1}}, []float64{1, 1}) })
	mustPanic(t, "too few", func() { CoverageByResidence([][]float64{{1}}, []float64{1, 1}) })
}
