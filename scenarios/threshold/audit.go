package threshold

import (
	"context"
	"fmt"
	"math"

	"diversim/scenarios/study"
	"diversim/sim/estimate"
)

// Claim is that at least a share of so many people will be seen to be, or were, without
// reoffending.
type Claim struct {
	AtLeast float64 // 0 to 1
	People  int     // 1 or more
}

// needed is the count that makes the claim true.
func (c Claim) needed() int { return estimate.CountAtLeast(c.AtLeast, c.People) }

// Audit is a claim held against a scenario.
type Audit struct {
	Claim
	// Correlation is that of two people of one place, by which places differ; NaN for
	// what the scenario's spread between forces comes to.
	Correlation float64
	FalsePass   float64 // greatest chance of a pass at the lower of two rates
	Draws       int     // of the inputs from their priors
}

// What an audit does where nothing is said.
const (
	DefaultFalsePass = 0.05
	DefaultDraws     = 200
)

// apart is the distance of the rates beside the target, two points.
const apart = 0.02

// AuditRow is one quantity of an audit in its three layers, each wider than the one
// before: people who chance to reoffend; places that differ; inputs that are not known.
// A layer that does not apply is NaN.
type AuditRow struct {
	Quantity   string // permanent
	Words      string
	Rate       float64 // true rate supposed
	Comparator float64 // the comparator's rate
	Sampling   float64
	First      int // of people, the first number that is enough by chance alone, as from Sampling on every one is; 0 for none
	Between    float64
	Parameters float64
	Unit       string
	Verdict    Verdict // instead of numbers, where there is none
	Note       string
}

// Examine holds a claim against the arm and the comparator of an ask. The error is
// ctx.Err(), or says why the scenario's inputs cannot be drawn.
func Examine(ctx context.Context, a *Ask, c Audit) ([]AuditRow, error) {
	e, err := a.examine(ctx, c)
	if err != nil {
		return nil, err
	}
	return e.rows(a), nil
}

// examine works out what the layers follow from. The errors are those of Examine.
func (a *Ask) examine(ctx context.Context, c Audit) (*examined, error) {
	f, err := a.facts(ctx)
	if err != nil {
		return nil, err
	}
	e := &examined{
		Audit: c, arm: estimate.Mean(a.rates(f, a.Arm)), comparator: estimate.Mean(f.values(a.Scenario.Comparator, everybody, a.Target.Measure)),
		apart: c.Correlation, apartWithout: c.Correlation,
	}
	if math.IsNaN(e.arm) || math.IsNaN(e.comparator) {
		return nil, fmt.Errorf("wanted a rate of the arm and of the comparator; there is nobody of whom it would be one")
	}
	if math.IsNaN(c.Correlation) {
		level := float64(a.Scenario.Params(a.Scenario.Comparator).Areas.LevelSpread)
		effect := float64(a.Scenario.Params(a.Arm).Effect.BetweenForces)
		theta := float64(a.Scenario.Params(a.Arm).Frailty.Offending)
		e.apart = correlationBetweenForces(math.Hypot(level, effect), theta, e.arm)
		e.apartWithout = correlationBetweenForces(level, theta, e.comparator) // no scheme, so that none has an effect
	}
	if e.observed, e.without, err = a.draws(ctx, c.Draws); err != nil {
		return nil, err
	}
	e.draws, e.without = estimate.TrueRates(e.observed, f.Cohort()), estimate.TrueRates(e.without, f.Cohort())
	return e, nil
}

// examined is what the rows follow from.
type examined struct {
	Audit
	arm, comparator     float64
	apart, apartWithout float64   // correlations of two people of one place, under the arm and under the comparator
	observed            []float64 // rates of the arm by draw, as its cohorts have them
	draws, without      []float64 // true rates by draw, of the arm and of the comparator
}

// correlationBetweenForces is the correlation of two people of one force area that a
// spread of the log intensity between forces comes to at a rate, for a gamma frailty of
// variance theta: with x the intensity that leaves the rate S,
//
//	sd = spread · x (1 + theta x)^(−1/theta−1),  rho = sd² / S(1−S)
func correlationBetweenForces(spread, theta, rate float64) float64 {
	if !(rate > 0 && rate < 1) {
		return 0
	}
	x := estimate.FrailtyIntensity(rate, theta, estimate.PopulationSampled)
	sd := spread * x * rate / (1 + theta*x)
	return math.Min(1, sd*sd/(rate*(1-rate)))
}

// draws are the rates of the arm and of the comparator at draws of the inputs from their
// priors, one cohort each.
func (a *Ask) draws(ctx context.Context, n int) (arm, comparator []float64, err error) {
	s := a.short()
	e, err := study.NewExperiment(s.WithArms(s.Comparator, a.Arm), nil, a.Options.study())
	if err != nil {
		return nil, nil, err
	}
	at := 1 - e.Comparator()
	err = e.Evaluate(ctx, n,
		func(k int) ([]float64, []int) { return e.FromPriors(k), []int{k} },
		func(v *study.Evaluated) error {
			arm = append(arm, v.Of(at, a.Target.Measure))
			comparator = append(comparator, v.Of(e.Comparator(), a.Target.Measure))
			return nil
		})
	return arm, comparator, err
}

// passes are the chances of a pass at a true rate, by the first two layers.
func (e *examined) passes(rate, correlation float64) (sampling, between float64) {
	rate = clamped(rate)
	return estimate.BinomialUpperTail(e.People, e.needed(), rate),
		estimate.BetaBinomialUpperTail(e.People, e.needed(), rate, correlation)
}

// over is the mean chance of a pass at true rates.
func (e *examined) over(rates []float64, correlation float64) float64 {
	sum := 0.0
	for _, p := range rates {
		_, pass := e.passes(p, correlation)
		sum += pass / float64(len(rates))
	}
	return sum
}
