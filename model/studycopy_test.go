package model

import (
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
	"diversim/sim/estimate"
)

var long = flag.Bool("long", false, "run the copy of the study with 1.5 million people an arm")

// TestStudyThroughEngine runs the copy of the study through the engine: a force
// that diverts half of its suspects, and as many of their later contacts,
// against one with the mix of the forces without a scheme. The Cox ratio of
// first sanctioned reoffences over three years is the published one again.
//
// With -long, n = 1,500,000 people an arm and the ratio is within 0.01. The
// ordinary run has n = 75,000; arms share every draw, and over seeds the ratio
// varied with a standard deviation below 0.004 at this n, so that the bound of
// 0.02 gives a false alarm less than once in a thousand.
func TestStudyThroughEngine(t *testing.T) {
	replications, bound := 5, 0.02
	if *long {
		replications, bound = 100, 0.01
	}
	hr, contrast := studyRatio(t, replications)
	p, _ := New()
	want := math.Exp(float64(p.Effect.ForceLogHR))
	t.Logf("%d replications an arm: hazard ratio %.4f, published %.4f; A = %.4f, an individual ratio of %.3f",
		replications, hr, want, contrast.LogContrast, contrast.Individual())
	if math.Abs(hr-want) > bound {
		t.Errorf("hazard ratio %.4f, want %.4f within %v", hr, want, bound)
	}
}

// studyRatio is the Cox ratio that the copy of the study shows through the engine, in
// replications of 15,000 people an arm.
func studyRatio(t *testing.T, replications int, all ...func(*Params)) (hr float64, effect Contrast) {
	t.Helper()
	force := func(set ...func(*Params)) *Model {
		p, _ := New()
		for _, s := range slices.Concat(set, all) {
			s(p)
		}
		alone(p)
		p.Covariates.Youth = 0 // the study is of adults
		return Prepare(p, Config{People: 15_000, Horizon: 3 * sim.Year}, nil)
	}
	control := force()
	diverting := force(scheme, func(p *Params) {
		for o := range p.Police.Offer {
			p.Police.Offer[o] = p.Effect.Uptake
		}
		p.Acceptance.Probability, p.Programme.Years = 1, 10
		p.Schemes[deferredProsecution].MaxOffers = evidence.Count(math.Inf(1))
		p.Schemes[deferredProsecution].BreachCharge, p.Breach.Reoffence = 0, 0
	})
	var times []float64
	var event, exposed []bool
	var w World
	var cohort outcome.People
	for r := range replications {
		for _, m := range []*Model{control, diverting} {
			m.Run(&w, 41, r)
			cohort.Read(&w.Ledger)
			for _, first := range cohort.First[outcome.Sanctioned] {
				times = append(times, min(first, 3*sim.Year).Years())
				event = append(event, first != sim.Never)
				exposed = append(exposed, m == diverting)
			}
		}
	}
	got, err := estimate.CoxTwoSample(times, event, exposed, estimate.Breslow)
	if err != nil {
		t.Fatal(err)
	}
	return math.Exp(got.LogHazardRatio), control.Contrast()
}

// TestStudyMeasurementAlone: with no effect on behaviour the copy shows a
// ratio below 1, because diverted contacts are not counted, and no more than
// their share explains.
func TestStudyMeasurementAlone(t *testing.T) {
	p, _ := New()
	c := Prepare(p, Config{People: 1, Horizon: sim.Year}, nil).Contrast()
	thinning := 1 - float64(p.Offending.PossessionShare)*float64(p.Effect.RecontactDiverted)
	if c.Measurement >= 1 || c.Measurement <= thinning {
		t.Errorf("measurement alone shows %v, want between %v and 1", c.Measurement, thinning)
	}
}

// TestDeparture: a force's own effect moves the scheme and leaves usual disposals as
// they are, by what each diverted person would have to do; where the effect is stated
// for that person, by the departure itself.
func TestDeparture(t *testing.T) {
	contrast := func(departure float64, set func(*Params)) Contrast {
		p, _ := New()
		set(p)
		return Prepare(p, Config{People: 1, Horizon: sim.Year, Departure: departure}, nil).Contrast()
	}
	average, worse := contrast(0, func(*Params) {}), contrast(0.2, func(*Params) {})
	uptake, mean := 0.5, -0.123
	want := math.Log1p(math.Expm1(mean+0.2)/uptake) - math.Log1p(math.Expm1(mean)/uptake)
	if got := worse.LogContrast - average.LogContrast; math.Abs(got-want) > 1e-12 {
		t.Errorf("wanted a step of %v; got %v", want, got)
	}
	if worse.Route[ledger.Charge] != average.Route[ledger.Charge] || !(worse.Course > average.Course) {
		t.Errorf("wanted the scheme alone to differ: %+v, %+v", worse, average)
	}
	stated := func(p *Params) { p.Effect.Scale, p.Effect.StatedLogHR = ScaleStated, -0.5 }
	if got := contrast(0.2, stated).LogContrast; math.Abs(got+0.3) > 1e-12 {
		t.Errorf("wanted a stated effect of -0.3; got %v", got)
	}
}

// TestDescriptionOfTheEffect: the model's description states what the base values come
// to. Ratios through the engine are worked out with -long alone.
func TestDescriptionOfTheEffect(t *testing.T) {
	text, err := os.ReadFile("ODD.md")
	if err != nil {
		t.Fatal(err)
	}
	description := strings.Join(strings.Fields(string(text)), " ")
	state := func(words string, values ...any) {
		t.Helper()
		if want := fmt.Sprintf(words, values...); !strings.Contains(description, want) {
			t.Errorf("ODD.md does not say %q", want)
		}
	}
	prepared := func(scale string) (*Params, *Model) {
		p, _ := New()
		p.Effect.Scale = scale
		return p, Prepare(p, Config{People: 1500, Horizon: sim.Year, Force: pilotForce}, nil)
	}
	p, m := prepared(ScaleMarginal)
	state("%.2f at first", m.Contrast().Individual())
	state("the ratio of cumulative hazards, %.2f", m.YouthContrast().Individual())
	state("at the base values below it is %.1f", m.Contrast().Route[ledger.Caution]/m.Contrast().Route[ledger.CommunityResolution])
	_, individual := prepared(ScaleIndividual)
	state("which gives %.2f", individual.Contrast().Individual())

	study := m.set.study(p)
	published := float64(p.Effect.ForceLogHR)
	state("a thinning of %.3f moves the marginal ratio to %.3f only", study.thinning, m.Contrast().Measurement)
	behaviour := study
	behaviour.diverts = false
	divided, _ := behaviour.solve(published-math.Log(study.thinning), behaviour.Ratio(0))
	state("Dividing the published %.3f by %.3f would leave an effect with which the copy shows %.3f",
		math.Exp(published), study.thinning, study.Ratio(divided))

	const hundred, thousand = 100, 1000
	others := hundred * int(math.Round(m.set.treatment.background/hundred))
	state("some %.0f00 places with %d,%03d others a year", float64(m.set.treatment.slots)/hundred, others/thousand, others%thousand)
	work := p.Employment.Adults
	state("the two rates balance at %.1f", float64(work.Gain/(work.Gain+work.Loss)))
	if *long {
		without, _ := studyRatio(t, 8, unlabelled)
		with, _ := studyRatio(t, 8)
		state("from %.4f to %.4f (120,000 people an arm; published %.3f)", without, with, math.Exp(published))
	}
}

// TestContrasts: what the effect comes to under its switches.
func TestContrasts(t *testing.T) {
	contrast := func(set func(*Params)) Contrast {
		p, _ := New()
		set(p)
		return Prepare(p, Config{People: 1, Horizon: sim.Year}, nil).Contrast()
	}
	// Oracle P44: 0.884 at an uptake of a half, read as a multiplier on each
	// person and as behaviour alone, is 0.768 for the diverted.
	c := contrast(func(p *Params) {
		p.Effect.Scale, p.Effect.MeasuredOn = ScaleIndividual, OnLatent
		p.Effect.ForceLogHR = evidence.LogRatio(math.Log(0.884))
	})
	if math.Abs(c.Individual()-0.768) > 1e-12 {
		t.Errorf("individual ratio %v, want 0.768", c.Individual())
	}
	if c := contrast(func(p *Params) { p.Effect.ForceLogHR = -1.2 }); c.Attained {
		t.Error("an effect that no course can have counts as attained")
	}
	if c := contrast(func(*Params) {}); !c.Attained {
		t.Error("the published effect does not count as attained")
	}
	// The course that an arm runs is not that of the study.
	if a, b := contrast(func(*Params) {}), contrast(func(p *Params) { p.Engagement.Sessions, p.Engagement.Mode = 8, ModeAppointments }); a != b {
		t.Errorf("the effect depends on the arm's own course: %+v, %+v", a, b)
	}
	if c := contrast(null); c.LogContrast != 0 || c.Course != 1 || c.Route[1] != 1 {
		t.Errorf("no effect comes to %+v", c)
	}
	marginal := contrast(func(p *Params) { p.Effect.MeasuredOn = OnLatent })
	if behaviour := contrast(func(*Params) {}); behaviour.LogContrast <= marginal.LogContrast {
		t.Errorf("measurement explains nothing: %v with it, %v without", behaviour.LogContrast, marginal.LogContrast)
	}
}

// TestUnattended: where nobody keeps an appointment nobody starts, and the effect is
// what it is where people do, which is not so of a base case in which nobody does.
func TestUnattended(t *testing.T) {
	p, _ := New()
	p.Programme.Scheme = "deferred-prosecution"
	usual, unattended := Prepare(p, Config{People: 1, Horizon: sim.Year}, nil), Prepare(p, Config{People: 1, Horizon: sim.Year, Unattended: true}, nil)
	if usual.Contrast() != unattended.Contrast() {
		t.Errorf("wanted the effect %+v; got %+v", usual.Contrast(), unattended.Contrast())
	}
	if got := unattended.set.funding.started; got != 0 {
		t.Errorf("wanted nobody to start; got a share of %v", got)
	}
	p.Engagement.NoEntry = 1
	if base := Prepare(p, Config{People: 1, Horizon: sim.Year}, nil); base.Contrast() == usual.Contrast() {
		t.Error("wanted another effect where nobody starts in the base case")
	}
}
