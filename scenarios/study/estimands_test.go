package study

import (
	"context"
	"math"
	"slices"
	"testing"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim"
	"diversim/sim/estimate"
)

// TestMeasurementAlone: without effects nobody's conduct differs between the
// arms, whatever processes a decision acts through; a scheme of one offer in
// twelve months cannot change what is counted in them, one of unlimited offers
// does, in the one direction. n is 20 replications of 1,500 people; the standard
// error of the difference was 0.0003, so that the bound is ten of them away from
// what was seen (−0.0039).
func TestMeasurementAlone(t *testing.T) {
	p := newPlan(pilot(t, 1500).WithArms("usual", "diversion"), Options{Seed: 31, Workers: 2})
	g := newGathering(p)
	g.done = measurementReplications // of which it needs no more than how many there are
	var r results.Run
	if err := p.measurementAlone(context.Background(), g, &r); err != nil {
		t.Fatal(err)
	}
	m := r.Summary.Measurement
	if m == nil || len(m.Schemes) != 2 {
		t.Fatalf("%+v", m)
	}
	for _, s := range m.Schemes {
		if !s.Identical {
			t.Errorf("%s: a process bears on behaviour and has no neutral value in WithoutEffects", s.Scheme)
		}
	}
	if d := m.Schemes[0].Differences["proven"].Mean; math.Abs(float64(d)) > 0.001 {
		t.Errorf("%s: proven reoffending differs by %v", m.Schemes[0].Scheme, d)
	}
	if d := m.Schemes[1].Differences["proven"].Mean; d > -0.0009 {
		t.Errorf("%s: proven reoffending differs by %v, want a spurious fall", m.Schemes[1].Scheme, d)
	}
	if p := m.Published; p == nil || p.Share <= 0 || p.Share >= 1 {
		t.Errorf("published: %+v", p)
	}
}

// TestMeasurementAloneOfAClaim: an effect that is stated, and not found in what was
// published, is taken away as well. Seen to fail with one that stays.
func TestMeasurementAloneOfAClaim(t *testing.T) {
	p := newPlan(pilot(t, 400, "effect.scale=stated", "effect.stated_log_hr=-1").WithArms("usual", "diversion"), Options{Seed: 31, Workers: 2})
	g := newGathering(p)
	g.done = 1
	var r results.Run
	if err := p.measurementAlone(context.Background(), g, &r); err != nil {
		t.Fatal(err)
	}
	for _, s := range r.Summary.Measurement.Schemes {
		if !s.Identical {
			t.Errorf("%s: people do what was claimed", s.Scheme)
		}
	}
}

// TestStrataSum: the strata are everybody, their effects make that over
// everybody, and the share of the net is that of those diverted.
func TestStrataSum(t *testing.T) {
	r := mustRun(t, pilot(t, 300), Options{Seed: 32, Replications: 5, Workers: 2, Lean: true})
	s := r.Summary.Strata
	for _, d := range talliedBy {
		sum, share := 0.0, 0.0
		for _, stratum := range s.Strata {
			share += float64(stratum.Share.Mean)
			if stratum.Share.Mean > 0 {
				sum += float64(stratum.Share.Mean * stratum.Effects[d.String()].Mean)
			}
		}
		if math.Abs(share-1) > 1e-12 || math.Abs(sum-float64(s.ITT[d.String()].Mean)) > 1e-12 {
			t.Errorf("%s: shares sum to %v, effects to %v, over everybody %v", d, share, sum, s.ITT[d.String()].Mean)
		}
	}
	difference := r.Summary.Differences["diversion"]["reoffending_12m_latent"].Mean
	if got := s.ITT["latent"].Mean; math.Abs(float64(got-difference)) > 1e-12 {
		t.Errorf("over everybody %v, the difference of the arms is %v", got, difference)
	}
}

// TestEngagedAndWald: where an offer acts on those who accept and on nobody else
// the instrumental estimate is the effect on them.
func TestEngagedAndWald(t *testing.T) {
	r := mustRun(t, pilot(t, 300, "programme.acceptance=60%"), Options{Seed: 33, Replications: 5, Workers: 2, Lean: true})
	for _, e := range r.Summary.Engaged {
		for _, d := range talliedBy {
			if gap := e.Wald[d.String()].Mean - e.CACE[d.String()].Mean - e.Bias[d.String()].Mean; math.Abs(float64(gap)) > 1e-12 {
				t.Errorf("%s, %s: the bias is not the difference, by %v", e.Stage, d, gap)
			}
		}
	}
	// Those who decline at the index contact are at most offered it later.
	if e := r.Summary.Engaged[0]; math.Abs(float64(e.Bias["latent"].Mean)) > 0.01 || e.Share.Mean > 0.7 {
		t.Errorf("accepted: %+v", e)
	}
}

func TestTippingVerdicts(t *testing.T) {
	e := func(mean, error float64) results.Estimate {
		return results.Estimate{Mean: results.Number(mean), MCSE: results.Number(error)}
	}
	for _, c := range []struct {
		charged, none results.Estimate
		error         float64 // of the share
		verdict       string
		share         float64
	}{
		{e(-0.03, 0.001), e(0.01, 0.001), 0.05, "found", 0.75},
		{e(0.03, 0.001), e(-0.01, 0.001), 0.02, "found", 0.75},
		{e(-0.03, 0.001), e(0.01, 0.001), 0.06, "not resolved", math.NaN()},
		{e(-0.03, 0.001), e(-0.01, 0.001), 0.02, "none", math.NaN()},
		{e(0.03, 0.001), e(0.01, 0.001), 0.02, "none", math.NaN()},
		{e(-0.03, 0.001), e(0.01, 0.006), 0.02, "not resolved", math.NaN()},
		{e(-0.03, 0.001), e(math.NaN(), math.NaN()), 0.02, "not resolved", math.NaN()},
	} {
		got := tipping(c.charged, c.none, e(0.75, c.error))
		if got.Verdict != c.verdict || got.Text == "" || math.Abs(float64(got.Share)-c.share) > 1e-12 || got.Share.Known() == math.IsNaN(c.share) {
			t.Errorf("%v and %v: %+v, want %s %v", c.charged.Mean, c.none.Mean, got, c.verdict, c.share)
		}
	}
}

// The error of a tipping point is the jackknife's, close to what follows from the errors
// of the two effects: those of 20 and 10 in 1,000 people, give or take one.
func TestTippingError(t *testing.T) {
	same := func(x float64) []float64 { return slices.Repeat([]float64{x}, 40) }
	charged, none := make([]float64, 40), make([]float64, 40)
	for r := range charged {
		charged[r], none[r] = -20+float64(2*(r%2)-1), 10+float64(2*(r/2%2)-1)
	}
	got := plugin(tippingShare, charged, same(1000), none, same(1000))
	error := math.Sqrt(1.0 / 39)
	want := math.Hypot(10*error, 20*error) / 900
	if math.Abs(float64(got.Mean)-2.0/3) > 1e-12 || math.Abs(float64(got.MCSE)/want-1) > 0.01 {
		t.Errorf("wanted two thirds ± %v; got %v ± %v", want, got.Mean, got.MCSE)
	}
}

// TestNaive: every bias is the estimate minus the truth; six months flatter, and
// those who complete look better than the course makes them.
func TestNaive(t *testing.T) {
	r := mustRun(t, pilot(t, 600), Options{Seed: 34, Replications: 10, Workers: 2})
	names := []string{}
	for _, n := range r.Summary.Naive {
		names = append(names, n.Name)
		if math.Abs(float64(n.Naive.Mean-n.Truth.Mean-n.Bias.Mean)) > 1e-12 {
			t.Errorf("%s: %v − %v is not %v", n.Name, n.Naive.Mean, n.Truth.Mean, n.Bias.Mean)
		}
		switch n.Name {
		case "completers_dropouts":
			if n.Bias.Mean > -0.05 {
				t.Errorf("completers are flattered by %v only", n.Bias.Mean)
			}
		case "six_for_twelve":
			if n.Bias.Mean <= 0 {
				t.Errorf("six months flatter by %v", n.Bias.Mean)
			}
		}
	}
	for _, want := range []string{"completers_dropouts", "diverted_not_diverted", "force_force", "force_recorded", "official_cohort", "six_for_twelve"} {
		if !slices.Contains(names, want) {
			t.Errorf("no estimate %s among %v", want, names)
		}
	}
}

// TestBeforeAfter: nothing before is no estimate; the index event counted before
// takes one more off; of several years before the mean is taken; people who are not diverted, such as the second of two here, are
// not among the diverted.
func TestBeforeAfter(t *testing.T) {
	l := func(before, after uint32) *outcome.People {
		p := new(outcome.People)
		person := ledger.Person{End: 2 * sim.Year, Died: sim.Never, Before: ledger.History{Sanctioned: before}}
		p.Read(&ledger.Ledger{Horizon: 2 * sim.Year, People: []ledger.Person{person, person}})
		p.Within[outcome.Sanctioned][0], p.Within[outcome.Sanctioned][1] = after, 7
		p.Diverted[0] = true
		return p
	}
	nobody := l(3, 1)
	nobody.Diverted[0] = false
	if naive, _ := beforeAfter(evaluated{arm: nobody, comparator: l(3, 2), years: 1}, 0); !math.IsNaN(naive) {
		t.Errorf("nobody is diverted, yet the change is %v", naive)
	}
	if naive, _ := beforeAfter(evaluated{arm: l(0, 1), comparator: l(0, 2), years: 1}, 0); !math.IsNaN(naive) {
		t.Errorf("nothing before, yet the change is %v", naive)
	}
	for _, c := range []struct{ index, years, want float64 }{{0, 1, -2}, {1, 1, -3}, {0, 3, 0}, {1, 3, -1}} {
		naive, truth := beforeAfter(evaluated{arm: l(3, 1), comparator: l(3, 2), years: c.years}, c.index)
		if naive != c.want || truth != -1 {
			t.Errorf("%v counted before, %v years: %v and %v, want %v and −1", c.index, c.years, naive, truth, c.want)
		}
	}
}

// TestHorizonsAgree: the twelve-month line is the measure of that name, and the
// share who reoffend grows with the span.
func TestHorizonsAgree(t *testing.T) {
	r := mustRun(t, pilot(t, 200), Options{Seed: 35, Replications: 4, Workers: 2, Lean: true})
	for arm, lines := range r.Summary.Horizons {
		last := map[string]results.Number{}
		for _, h := range lines {
			if h.Months == 12 && h.Reoffending.Mean != r.Summary.Arms[arm]["reoffending_12m_"+h.Measure].Mean {
				t.Errorf("%s, %s: %v at 12 months, the measure is %v", arm, h.Measure, h.Reoffending.Mean, r.Summary.Arms[arm]["reoffending_12m_"+h.Measure].Mean)
			}
			if h.Reoffending.Mean < last[h.Measure] {
				t.Errorf("%s, %s: fewer at %d months than before", arm, h.Measure, h.Months)
			}
			last[h.Measure] = h.Reoffending.Mean
		}
		if len(last) != 3 {
			t.Errorf("%s: %v", arm, last)
		}
	}
}

// TestIncidenceSums: first events of every type, deaths and the rest are
// everybody, and by the definition's own count.
func TestIncidenceSums(t *testing.T) {
	r := mustRun(t, pilot(t, 200), Options{Seed: 36, Replications: 4, Workers: 2, Lean: true})
	for arm, lines := range r.Summary.Incidence {
		for _, l := range lines {
			sum := 0.0
			for _, e := range l.First {
				sum += float64(e.Mean)
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("%s, %s at %d months: shares sum to %v", arm, l.Measure, l.Months, sum)
			}
			if l.Measure == "latent" && l.Months == 12 {
				free := r.Summary.Arms[arm]["non_reoffending_12m_latent"].Mean
				if got := l.First["free"].Mean; math.Abs(float64(got-free)) > 1e-9 && l.First["death"].Mean == 0 {
					t.Errorf("%s: %v free, the measure says %v", arm, got, free)
				}
			}
		}
	}
}

// TestEffects: a risk ratio is that of the means, and the two conventions about
// the dead agree where nobody dies.
func TestEffects(t *testing.T) {
	r := mustRun(t, pilot(t, 200), Options{Seed: 37, Replications: 4, Workers: 2, Lean: true})
	arms := r.Summary.Arms
	e := r.Summary.Effects["diversion"]
	const m = "reoffending_12m_latent"
	want := arms["diversion"][m].Mean / arms["usual"][m].Mean
	if got := e.Risks[m].Ratio.Mean; math.Abs(float64(got-want)) > 1e-12 {
		t.Errorf("risk ratio %v, want %v", got, want)
	}
	if arms["usual"]["life_years"].Mean == 3 && arms["diversion"]["life_years"].Mean == 3 {
		if got := e.Risks["reoffending_or_death_12m_latent"].Difference.Mean; math.Abs(float64(got-e.Risks[m].Difference.Mean)) > 1e-12 {
			t.Errorf("nobody dies, yet the two conventions differ: %v and %v", got, e.Risks[m].Difference.Mean)
		}
	}
	count := arms["diversion"]["reoffences_12m_latent"].Mean
	if got := e.Rates["reoffences_12m_latent"].Per100.Mean; math.Abs(float64(got-100*count)) > 1e-9 {
		t.Errorf("%v per 100, %v a person", got, count)
	}
}

// TestLayers: sampling alone, then wider.
func TestLayers(t *testing.T) {
	r := mustRun(t, pilot(t, 300), Options{Seed: 38, Replications: 40, Workers: 2, Lean: true})
	for _, x := range r.Summary.Thresholds {
		if !x.Sampling.Known() || !x.BetweenCohorts.Known() || x.Parameters.Known() || x.TrueRate == "" {
			t.Errorf("%+v", x)
		}
		if x.Arm != r.Summary.Comparator && len(x.Higher) != 2 {
			t.Errorf("%s: wanted 100 and 300 people, each once; got %v", x.Arm, x.Higher)
		}
	}
}

// With inputs drawn the chance that a pilot looks better is over their true rates, which
// is nearer to an even chance than at the mean rates.
func TestHigherOverDraws(t *testing.T) {
	const people = 1500
	draw := Options{Seed: 38, Replications: 40, Workers: 2, Lean: true, Draw: true}
	r := mustRun(t, pilot(t, people).WithArms("usual", "diversion"), draw)
	rate := func(arm string) (all []float64) {
		for row := range r.Replications.All() {
			if row.Arm == arm && row.Stratum == "all" && row.Measure == "non_reoffending_12m_proven" {
				all = append(all, row.Value)
			}
		}
		return all
	}
	arm, without := rate("diversion"), rate("usual")
	want := estimate.MeanProbabilityHigher(people, estimate.TrueRates(arm, people), estimate.TrueRates(without, people))
	atMeans := estimate.ProbabilityHigher(people, estimate.Mean(arm), people, estimate.Mean(without))
	at := slices.IndexFunc(r.Summary.Thresholds, func(x results.Threshold) bool { return x.Arm == "diversion" })
	higher := r.Summary.Thresholds[at].Higher
	if got := higher[len(higher)-1]; got.Pilot != people || math.Abs(float64(got.Probability)-want) > 1e-12 || !(want < atMeans) {
		t.Errorf("wanted %v of %d people, below %v at the mean rates; got %+v", want, people, atMeans, got)
	}
}

// TestPairs: an arm like the comparator is promised to harm nobody and does not;
// the arms of the pilot are promised nothing, with the reasons.
func TestPairs(t *testing.T) {
	s, err := pilot(t, 200).WithArm("again", "", "usual", nil)
	if err != nil {
		t.Fatal(err)
	}
	r := mustRun(t, s, Options{Seed: 39, Replications: 4, Workers: 2, Lean: true})
	if p := r.Summary.Pairs["again"]; !p.MonotoneGuaranteed || p.Violations != 0 || p.Fewer.Mean != 0 || p.People != 800 {
		t.Errorf("an arm like the comparator: %+v", p)
	}
	if p := r.Summary.Pairs["diversion"]; p.MonotoneGuaranteed || len(p.Reasons) == 0 || !p.Measures["reoffending_12m_latent"].Correlation.Known() {
		t.Errorf("diversion: %+v", p)
	}
}
