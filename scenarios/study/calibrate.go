package study

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"diversim/model/evidence"
	"diversim/scenarios"
	"diversim/sim"
	"diversim/sim/estimate"
)

// The calibration's own settings.
const (
	calibrationSeed     = 20260301
	calibrationPeople   = 5_000 // a replication
	calibrationScenario = "west-midlands-pilot"
)

// Fitted is what a calibration found: the values of a set and where they leave
// its targets.
type Fitted struct {
	Name, About string
	Set         []scenarios.Setting // the fixed inputs, then the fitted ones
	Targets     []scenarios.Target
}

// calibrating is a calibration at work.
type calibrating struct {
	calibration
	scenario     *scenarios.Scenario
	inputs       *evidence.Registry
	seed         uint64
	replications int
	workers      int
}

// Calibrate fits the inputs of the named set (one of scenarios.Calibrations) to
// its targets. What is simulated is usual practice: the comparator mix of the
// forces without a scheme, with every default mechanism on, custody and the
// effects of disposals included. What is not in the set is at its base value.
//
// Misses count in units of half the target's interval, and the sum of their
// squares is made least by Gauss-Newton steps from the closed form. The same
// random numbers serve every evaluation, of replications times 5,000 people.
func Calibrate(ctx context.Context, set string, replications, workers int) (Fitted, error) {
	c, err := newCalibrating(set, replications, workers)
	if err != nil {
		return Fitted{}, err
	}
	f, err := c.fitted(ctx)
	if err != nil {
		return Fitted{}, fmt.Errorf("calibrated set %s: %w", set, err)
	}
	return f, nil
}

// Fit is Calibrate of a scenario's own comparator, with inputs and published figures
// of the caller's choice, on cohorts of its people; what the scenario's calibrated
// set holds fixed stays so. The search starts from the medians of the priors and
// does not weigh them: it may end where a prior has hardly any mass. Of the options
// Seed, Replications and Workers count. The error is ErrPlaces, that of AimNamed or
// that of the search.
func Fit(ctx context.Context, s *scenarios.Scenario, inputs []Moved, aims []string, o Options) (Fitted, error) {
	m, err := NewMatching(s, inputs, aims, o)
	if err != nil {
		return Fitted{}, err
	}
	row, err := calibrationNamed(s.Calibration)
	if err != nil {
		return Fitted{}, err
	}
	row.moved, row.aims, row.checked = nil, aims, nil
	const middle = 0.5
	for _, in := range inputs {
		row.moved = append(row.moved, moved{in.Key, in.Quantile(middle)})
	}
	usual := m.plan.scenario
	c := &calibrating{row, usual, usual.Registry(usual.Comparator), o.Seed, o.Replications, o.workers()}
	return c.fitted(ctx)
}

// fitted is the fit, and where it leaves all targets of the set.
func (c *calibrating) fitted(ctx context.Context) (Fitted, error) {
	values, err := c.fit(ctx, func(t *target) float64 { return t.published })
	if err != nil {
		return Fitted{}, err
	}
	settings, err := c.settings(values)
	if err != nil {
		return Fitted{}, err
	}
	found, err := c.simulate(ctx, settings)
	if err != nil {
		return Fitted{}, err
	}
	return Fitted{Name: c.name, About: c.about, Set: settings, Targets: found}, nil
}

// fit moves the fitted inputs until the targets are where they are wanted.
func (c *calibrating) fit(ctx context.Context, wanted func(*target) float64) ([]float64, error) {
	var start []float64
	for _, f := range c.moved {
		start = append(start, c.free(f.key).to(f.start))
	}
	// All misses within a hundredth of half an interval, or none that falls by a
	// hundredth: what is left is noise, or the structure's own.
	search := estimate.LeastSquares{Enough: 1e-4, Settled: 1e-2}
	best, _, err := search.Minimise(func(at []float64) ([]float64, error) { return c.misses(ctx, at, wanted) }, start)
	var idle estimate.Idle
	if errors.As(err, &idle) {
		return nil, fmt.Errorf("the fit: moving %s changes none of %s among %d people in %d replications; ask for more people, or leave it out of the inputs",
			c.moved[idle.Argument].key, strings.Join(c.aims, ", "), c.scenario.People, c.replications)
	}
	if err != nil {
		return nil, err
	}
	for k, f := range c.moved {
		best[k] = significant(c.free(f.key).from(best[k]))
	}
	return best, nil
}

func newCalibrating(set string, replications, workers int) (*calibrating, error) {
	known, err := calibrationNamed(set)
	if err != nil {
		return nil, err
	}
	s, err := scenarios.Load(calibrationScenario, scenarios.Overrides{})
	if err != nil {
		return nil, err
	}
	s = s.WithArms(s.Comparator).WithoutCalibration()
	s.People, s.Horizon = calibrationPeople, calibrationHorizon
	return &calibrating{known, s, s.Registry(s.Comparator), calibrationSeed, replications, workers}, nil
}

// calibrationNamed is the row of the table with a name.
func calibrationNamed(set string) (calibration, error) {
	for _, known := range calibrations() {
		if known.name == set {
			return known, nil
		}
	}
	return calibration{}, fmt.Errorf("wanted one of the calibrated sets %s; got %q", strings.Join(scenarios.Calibrations(), ", "), set)
}

// free is the line on which an input is moved.
func (c *calibrating) free(key string) free {
	in, known := c.inputs.Lookup(key)
	if !known {
		panic("study: the calibration moves " + key + ", which is no input")
	}
	return free{in.Range.Low, in.Range.High}
}

// settings are the fixed inputs and the fitted ones at the given values.
func (c *calibrating) settings(values []float64) ([]scenarios.Setting, error) {
	all, err := c.held(c.scenario)
	if err != nil {
		return nil, err
	}
	for k, f := range c.moved {
		v, err := c.inputs.NumberValue(f.key, values[k])
		if err != nil {
			return nil, fmt.Errorf("calibration left the range: %w", err)
		}
		all = append(all, scenarios.Setting{Key: f.key, Value: v, Because: "fitted to " + strings.Join(c.aims, ", ")})
	}
	return all, nil
}

// held are the fixed inputs of the set, as settings of a scenario.
func (c *calibration) held(s *scenarios.Scenario) ([]scenarios.Setting, error) {
	var all []scenarios.Setting
	for _, f := range c.fixed {
		one, err := s.Setting(f.key, f.value)
		if err != nil {
			return nil, err
		}
		one.Because = f.because
		all = append(all, one)
	}
	return all, nil
}

// misses are those of the targets to be met, in half intervals.
func (c *calibrating) misses(ctx context.Context, at []float64, wanted func(*target) float64) ([]float64, error) {
	values := make([]float64, len(at))
	for k, f := range c.moved {
		values[k] = c.free(f.key).from(at[k])
	}
	settings, err := c.settings(values)
	if err != nil {
		return nil, err
	}
	tallies, err := tallied(ctx, c.scenario.At(settings), c.seed, c.replications, c.workers)
	if err != nil {
		return nil, err
	}
	all := sumOf(tallies)
	var left []float64
	for _, key := range c.aims {
		t := targetNamed(key)
		left = append(left, (t.of(all)-wanted(t))/t.half())
	}
	return left, nil
}

// simulate says where settings leave all targets of the set.
func (c *calibrating) simulate(ctx context.Context, settings []scenarios.Setting) ([]scenarios.Target, error) {
	tallies, err := tallied(ctx, c.scenario.At(settings), c.seed, c.replications, c.workers)
	if err != nil {
		return nil, err
	}
	return c.compared(tallies), nil
}

// compared holds the targets of the set against what was simulated.
func (c *calibrating) compared(tallies []*targetCounts) []scenarios.Target {
	all := sumOf(tallies)
	var list []scenarios.Target
	for n, key := range append(append([]string{}, c.aims...), c.checked...) {
		t := targetNamed(key)
		each := make([]float64, len(tallies))
		for i := range tallies {
			each[i] = t.of(tallies[i])
		}
		simulated := t.of(all)
		list = append(list, scenarios.Target{
			Set: c.name, Target: t.key, Label: t.label, Source: t.source, Measure: t.measure, Population: t.population,
			Horizon: fmt.Sprintf("%d months", t.months), Published: t.published, Low: t.low, High: t.high, Tolerance: t.tolerance,
			Simulated: simulated, MCSE: estimate.Summarise(each).MCSE, People: all.people,
			Hit: t.low <= simulated && simulated <= t.high, UsedForFitting: n < len(c.aims),
		})
	}
	return list
}

// tallied runs the comparator of a scenario and counts, replication by
// replication.
func tallied(ctx context.Context, s *scenarios.Scenario, seed uint64, replications, workers int) ([]*targetCounts, error) {
	p := newPlan(s, Options{Seed: seed, Workers: workers, Lean: true})
	var all []*targetCounts
	err := sim.Replicate(ctx, 0, replications, p.workers, p.newWorker,
		func(w *worker, replication int) *targetCounts {
			p.arms[p.comparator].model.Run(&w.world, seed, replication)
			w.people[0].Read(&w.world.Ledger)
			return count(&w.world.Ledger, &w.people[0])
		},
		func(_ int, t *targetCounts) error {
			all = append(all, t)
			return nil
		})
	return all, err
}

func sumOf(tallies []*targetCounts) *targetCounts {
	sum := &targetCounts{}
	for _, t := range tallies {
		sum.add(t)
	}
	return sum
}
