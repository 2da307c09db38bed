package study

import (
	"math"

	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// gathering collects replications in their order and reduces them to results.
type gathering struct {
	plan       *plan
	measures   []outcome.Measure
	done       int
	events     int64
	replicates []*replicate
	repeats    *repeats // of the first, where sources of uncertainty are told apart; else nil
}

func newGathering(p *plan) *gathering { return &gathering{plan: p, measures: outcome.Measures()} }

func (g *gathering) add(r *replicate) {
	g.done++
	g.events += r.events
	g.replicates = append(g.replicates, r)
}

// values are those of one measure in one arm, by replication.
func (g *gathering) values(arm, measure int) []float64 {
	return g.of(func(r *replicate) float64 { return r.values[arm][measure] })
}

// difference is an arm minus the comparator in a measure, by replication.
func (g *gathering) difference(arm int, name string) []float64 {
	return g.against(arm, g.plan.comparator, g.index(name))
}

func (g *gathering) against(arm, comparator, measure int) []float64 {
	values, base := g.values(arm, measure), g.values(comparator, measure)
	for i := range values {
		values[i] -= base[i]
	}
	return values
}

func (g *gathering) index(name string) int {
	for i, m := range g.measures {
		if m.Name == name {
			return i
		}
	}
	panic("study: no measure is called " + name)
}

// run is the results of the replications gathered so far.
func (g *gathering) run() *results.Run {
	p := g.plan
	run := &results.Run{
		Arms: p.publicArms(), Measures: p.scenario.Measures,
		Replications: g.rows(), Survival: g.survival(),
		Calibration: scenarios.TargetsOf(p.scenario.Calibration),
	}
	s := &run.Summary
	s.Scenario, s.Title, s.Question = p.scenario.Name, p.scenario.Title, p.scenario.Question
	s.Digest, s.Seed, s.People = p.scenario.Digest(), p.options.Seed, p.scenario.People
	s.HorizonYears, s.Replications = p.scenario.Horizon.Years(), g.done
	if years := p.years(); years > 1 {
		s.IntakeYears = years
	}
	s.Comparator, s.Interval = p.scenario.Comparator, results.OverCohorts
	if p.options.Draw {
		s.Interval = results.OverCohortsAndParameters
	}
	s.Arms, s.Differences = map[string]map[string]results.Estimate{}, map[string]map[string]results.Estimate{}
	for i := range p.own {
		g.describe(s.Arms, s.Differences, i, i, p.comparator)
	}
	s.Convergence = g.convergence()
	s.Draws, s.Uncertainty = g.draws(), g.uncertainty()
	s.Budget = g.budgets()
	s.Economics, s.Acceptability, run.Plane = g.economics(), g.acceptability(), g.plane()
	s.Sensitivity = g.sensitivity()
	s.Decomposition = g.decompositions()
	s.Interference, s.Others = g.interference(), g.others()
	s.Thresholds = g.thresholds()
	s.Effects, s.Horizons, s.SixMonths = g.effects(), g.horizons(), g.sixMonths()
	s.Incidence = g.incidence()
	s.Strata, s.Engaged = g.strata(), g.engaged()
	s.Naive, s.Pairs = g.naive(), g.pairs()
	run.Country, s.Inequality, s.Places = g.country(), g.inequality(), g.madeWorse()
	run.PassCurve, run.PassPoints = g.passCurve(s.Thresholds)
	return run
}

// describe adds an arm's estimates and its differences from a comparator,
// under the name of an arm of the scenario.
func (g *gathering) describe(arms, differences map[string]map[string]results.Estimate, arm, as, comparator int) {
	name := g.plan.arms[as].name
	arms[name] = map[string]results.Estimate{}
	if as != g.plan.comparator {
		differences[name] = map[string]results.Estimate{}
	}
	for m, measure := range g.measures {
		e := estimateOf(g.values(arm, m))
		e.Unit = measure.Unit
		arms[name][measure.Name] = e
		if as != g.plan.comparator {
			differences[name][measure.Name] = estimateOf(g.against(arm, comparator, m))
		}
	}
}

// estimateOf summarises values over replications.
func estimateOf(values []float64) results.Estimate { return estimateFrom(estimate.Summarise(values)) }

// estimateFrom is an interval as results speak of it.
func estimateFrom(i estimate.Interval) results.Estimate {
	e := results.Estimate{Mean: results.Absent(), Low: results.Absent(), High: results.Absent(), MCSE: results.Absent()}
	if i.Empty {
		return e
	}
	e.Mean, e.MCSE = results.Number(i.Mean), results.Number(i.MCSE)
	if i.HasInterval {
		e.Low, e.High = results.Number(i.Low), results.Number(i.High)
	}
	return e
}

// rows is the table of replications. It holds their measures and nothing else of them.
func (g *gathering) rows() results.Rows {
	type stratum struct {
		name   string
		values [][]float64
	}
	var kept [][2]stratum
	for _, r := range g.replicates {
		kept = append(kept, [2]stratum{{stratumAll, r.values}, {stratumComplete, r.completers}})
	}
	measures, own := g.measures, g.plan.own
	names := make([]string, own)
	for i := range names {
		names[i] = g.plan.arms[i].name
	}
	return func(yield func(results.Row) bool) {
		for n, strata := range kept {
			for _, s := range strata {
				for i := range min(own, len(s.values)) {
					for m, x := range s.values[i] {
						if !yield(results.Row{Replication: n, Arm: names[i], Stratum: s.name, Measure: measures[m].Name, Value: x}) {
							return
						}
					}
				}
			}
		}
	}
}

// survival is the curves of the scenario's arms.
func (g *gathering) survival() []results.SurvivalRow {
	var rows []results.SurvivalRow
	months := monthsIn(g.plan.scenario.Horizon)
	for i := range g.plan.own {
		for k, d := range curveOf {
			for m := range months + 1 {
				values := make([]float64, len(g.replicates))
				for n, r := range g.replicates {
					values[n] = r.survival[i][k][m]
				}
				e := estimateOf(values)
				rows = append(rows, results.SurvivalRow{
					Arm: g.plan.arms[i].name, Measure: d.String(), Month: float64(m),
					Survival: float64(e.Mean), Low: float64(e.Low), High: float64(e.High),
					AtRisk: float64(e.Mean) * g.followed(i),
				})
			}
		}
	}
	return rows
}

// sensitivity is the comparator and the headline arm under the recorded mix.
func (g *gathering) sensitivity() results.Sensitivity {
	comparator := -1
	v := &results.Variant{Arms: map[string]map[string]results.Estimate{}, Differences: map[string]map[string]results.Estimate{}}
	for i, a := range g.plan.arms {
		if a.recorded < 0 {
			continue
		}
		if a.recorded == g.plan.comparator {
			comparator = i
		}
		g.describe(v.Arms, v.Differences, i, a.recorded, comparator)
	}
	if comparator < 0 {
		return results.Sensitivity{}
	}
	return results.Sensitivity{AsRecorded: v}
}

// meanOf averages a quantity over replications, leaving out those in which it
// does not exist.
func (g *gathering) meanOf(of func(r *replicate) float64) results.Number {
	return g.estimateOf(of).Mean
}

func (g *gathering) estimateOf(of func(r *replicate) float64) results.Estimate {
	return estimateOf(g.of(of))
}

// followed is how many people an arm follows in a replication, on average: those
// of the scenario or, over several years of intake, those of all years.
func (g *gathering) followed(arm int) float64 {
	return estimate.Mean(g.of(func(r *replicate) float64 { return float64(r.people[arm]) }))
}

// cohort is the whole number of people in whom a target is met or not, the
// comparator's for all arms.
func (g *gathering) cohort() int { return int(math.Round(g.followed(g.plan.comparator))) }

// of is a number of each replication.
func (g *gathering) of(value func(r *replicate) float64) []float64 {
	values := make([]float64, len(g.replicates))
	for i, r := range g.replicates {
		values[i] = value(r)
	}
	return values
}

// over is a/b, and NaN over nothing.
func over(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}
