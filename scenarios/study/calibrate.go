package study

import (
	"context"
	"fmt"
	"math"

	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/sim"
)

// CurvePoint is a published point of the risk of a first sanctioned reoffence
// among people suspected of possession in forces without a scheme, with its
// 95% interval.
type CurvePoint struct {
	Months          int
	Risk, Low, High float64
}

// ControlCurve is the calibration target (reference pdd-2026, control forces,
// group 1).
var ControlCurve = []CurvePoint{
	{3, 0.133, 0.127, 0.139},
	{12, 0.276, 0.268, 0.284},
	{36, 0.399, 0.390, 0.407},
}

// The inputs that the calibration moves.
const (
	rateKey     = "offending.sanctioned_rate"
	varianceKey = "frailty.offending_variance"
)

// Fit is what a calibration found.
type Fit struct {
	Rate, Variance float64
	Simulated      []float64 // risk at the points of ControlCurve
	People         int       // simulated for each evaluation
}

// The calibration's own settings.
const (
	calibrationSeed   = 20260301
	calibrationPeople = 20_000 // a replication
	gaussNewtonSteps  = 4
	nudge             = 0.02 // of a logarithm, for a difference quotient
)

// Calibrate fits the mean sanctioned rate and the variance of the offending
// frailty to ControlCurve: the simulated Kaplan-Meier curve of the measure
// sanctioned, under the comparator mix of the forces without a scheme and with
// every default mechanism on, custody and the effects of disposals included.
//
// Misses count in units of the published interval. The same random numbers
// serve every evaluation, so that Gauss-Newton steps on the two logarithms see
// a smooth function.
func Calibrate(ctx context.Context, replications, workers int) (Fit, error) {
	at := [2]float64{}
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{})
	if err != nil {
		return Fit{}, err
	}
	base, _ := s.Registry(s.Comparator).Lookup(rateKey)
	spread, _ := s.Registry(s.Comparator).Lookup(varianceKey)
	at[0], at[1] = math.Log(base.Base.Number()), math.Log(spread.Base.Number())
	for range gaussNewtonSteps {
		miss, err := curveMiss(ctx, s, at, replications, workers)
		if err != nil {
			return Fit{}, err
		}
		var slope [2][]float64
		for k := range at {
			moved := at
			moved[k] += nudge
			other, err := curveMiss(ctx, s, moved, replications, workers)
			if err != nil {
				return Fit{}, err
			}
			for i := range other {
				slope[k] = append(slope[k], (other[i]-miss[i])/nudge)
			}
		}
		step := leastSquares(slope, miss)
		at[0], at[1] = at[0]-step[0], at[1]-step[1]
	}
	f := Fit{Rate: rounded(math.Exp(at[0])), Variance: rounded(math.Exp(at[1])), People: replications * calibrationPeople}
	f.Simulated, err = SimulatedCurve(ctx, s, f.Rate, f.Variance, replications, workers)
	return f, err
}

// rounded keeps four digits: more would be noise.
func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }

func curveMiss(ctx context.Context, s *scenarios.Scenario, log [2]float64, replications, workers int) ([]float64, error) {
	risks, err := SimulatedCurve(ctx, s, math.Exp(log[0]), math.Exp(log[1]), replications, workers)
	if err != nil {
		return nil, err
	}
	for i, p := range ControlCurve {
		risks[i] = (risks[i] - p.Risk) / (p.High - p.Low)
	}
	return risks, nil
}

// leastSquares solves the normal equations of two columns.
func leastSquares(slope [2][]float64, miss []float64) [2]float64 {
	dot := func(a, b []float64) (sum float64) {
		for i := range a {
			sum += a[i] * b[i]
		}
		return sum
	}
	a, b, c := dot(slope[0], slope[0]), dot(slope[0], slope[1]), dot(slope[1], slope[1])
	u, v := dot(slope[0], miss), dot(slope[1], miss)
	det := a*c - b*b
	return [2]float64{(c*u - b*v) / det, (a*v - b*u) / det}
}

// SimulatedCurve is the risk of a first sanctioned reoffence under usual
// disposals at the months of ControlCurve, at a mean rate and a variance of
// frailty.
func SimulatedCurve(ctx context.Context, s *scenarios.Scenario, rate, variance float64, replications, workers int) ([]float64, error) {
	var point []scenarios.Setting
	r := s.Registry(s.Comparator)
	for key, x := range map[string]float64{rateKey: rate, varianceKey: variance} {
		v, err := r.NumberValue(key, x)
		if err != nil {
			return nil, fmt.Errorf("calibration left the range: %w", err)
		}
		point = append(point, scenarios.Setting{Key: key, Value: v})
	}
	varied := s.WithArms(s.Comparator).At(point)
	varied.People = calibrationPeople
	varied.Horizon = 3 * sim.Year
	p := newPlan(varied, Options{Seed: calibrationSeed, Workers: workers, Lean: true})
	risks := make([]float64, len(ControlCurve))
	err := sim.Replicate(ctx, 0, replications, p.workers, p.newWorker,
		func(w *worker, replication int) []float64 {
			p.arms[0].model.Run(&w.world, calibrationSeed, replication)
			w.people[0].Read(&w.world.Ledger)
			var risk []float64
			for _, c := range ControlCurve {
				failed := 0
				for _, first := range w.people[0].First[outcome.Sanctioned] {
					if monthOf(first) <= c.Months {
						failed++
					}
				}
				risk = append(risk, float64(failed)/calibrationPeople)
			}
			return risk
		},
		func(_ int, risk []float64) error {
			for i := range risks {
				risks[i] += risk[i] / float64(replications)
			}
			return nil
		})
	return risks, err
}

// CalibratedSet is a fit as the file that the loader lays above the base case.
func (f Fit) CalibratedSet() string {
	because := "fitted to the control-force risks of a first sanctioned reoffence at 3, 12 and 36 months"
	text := "# Values fitted to published figures, one layer above the base case: written by\n# `make calibrate`, never by hand.\n#\n"
	for i, p := range ControlCurve {
		text += fmt.Sprintf("# %2d months: published %.1f%% (%.1f to %.1f), simulated %.2f%%\n",
			p.Months, 100*p.Risk, 100*p.Low, 100*p.High, 100*f.Simulated[i])
	}
	return text + fmt.Sprintf("set:\n  %s: {value: %v per year, because: %q}\n  %s: {value: %v, because: %q}\n",
		rateKey, f.Rate, because, varianceKey, f.Variance, because)
}
