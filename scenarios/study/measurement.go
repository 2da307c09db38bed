package study

import (
	"context"
	"math"
	"slices"

	"diversim/model"
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim"
	"diversim/sim/estimate"
)

// measurementReplications is how many replications, at most, show what an
// evaluator sees where nothing changes: with the same people in both arms it
// takes few.
const measurementReplications = 20

// seenBy are the definitions that an evaluator has.
var seenBy = [...]outcome.Definition{outcome.Sanctioned, outcome.Proven}

// seen is one scheme in one replication without effects.
type seen struct {
	identical   bool
	difference  [len(seenBy)]float64
	hazardRatio [len(seenBy)]float64 // its logarithm
}

// measurementAlone runs the comparator and the headline arm, under its own scheme
// and the other, with every effect on behaviour taken away, on the people of the
// first replications.
func (p *plan) measurementAlone(ctx context.Context, g *gathering, run *results.Run) error {
	if p.headline < 0 || !p.arms[p.headline].diverts || !p.coupled() || p.scenario.People == 0 {
		return nil
	}
	inert := *p
	inert.arms, inert.known = nil, model.Contrasts{}
	comparator := p.arms[p.comparator].params
	without := func(a arm) {
		inert.arms = append(inert.arms, inert.settle(p.scenario, a.name, a.label, a.params.WithoutEffects(), comparator))
	}
	without(p.arms[p.comparator])
	for i, a := range p.arms {
		if i == p.headline || a.variant >= 0 {
			without(a)
		}
	}
	var all [][]seen
	err := sim.Replicate(ctx, 0, min(measurementReplications, g.done), p.workers, inert.newWorker,
		func(w *worker, replication int) [][]seen { return [][]seen{inert.look(w, replication)} },
		func(_ int, s [][]seen) error { all = append(all, s...); return nil })
	if err != nil {
		return err
	}
	run.Summary.Measurement = p.measured(inert.arms[1:], all)
	return nil
}

// look runs one replication of the arms without effects and compares each with
// the first.
func (p *plan) look(w *worker, replication int) []seen {
	for i := range p.arms {
		p.arms[i].model.Run(&w.world, p.options.Seed, replication)
		w.people[i].Read(&w.world.Ledger)
	}
	base := &w.people[0]
	var all []seen
	for i := 1; i < len(p.arms); i++ {
		arm, s := &w.people[i], seen{}
		s.identical = slices.Equal(arm.Within[outcome.Latent], base.Within[outcome.Latent]) &&
			slices.Equal(arm.First[outcome.Latent], base.First[outcome.Latent]) && slices.Equal(arm.Recontacts, base.Recontacts)
		for k, d := range seenBy {
			s.difference[k] = rate(arm, d, everybody) - rate(base, d, everybody)
			if p.scenario.Horizon < outcome.Window+outcome.Wait && d == outcome.Proven || p.scenario.Horizon < outcome.Window {
				s.difference[k] = math.NaN()
			}
			s.hazardRatio[k] = logHazardRatio(arm.First[d], base.First[d], min(p.scenario.Horizon, p.studySpan()))
		}
		all = append(all, s)
	}
	return all
}

// studySpan is the follow-up of the published study.
func (p *plan) studySpan() sim.Time { return sim.YearsOf(float64(p.arms[0].params.Effect.StudyYears)) }

// logHazardRatio is the Cox estimate from times to the first event, cut at a
// span; NaN where there is none.
func logHazardRatio(arm, comparator []sim.Time, span sim.Time) float64 {
	n := len(arm) + len(comparator)
	times, event, exposed := make([]float64, 0, n), make([]bool, 0, n), make([]bool, 0, n)
	for k, group := range [...][]sim.Time{comparator, arm} {
		for _, first := range group {
			times = append(times, min(first, span).Years())
			event = append(event, first < span)
			exposed = append(exposed, k == 1)
		}
	}
	fit, err := estimate.CoxTwoSample(times, event, exposed, estimate.Breslow)
	if err != nil {
		return math.NaN()
	}
	return fit.LogHazardRatio
}

// measured is what those replications say, by scheme, against the published
// contrast.
func (p *plan) measured(arms []arm, all [][]seen) *results.Measurement {
	headline := p.arms[p.headline]
	published := float64(headline.params.Effect.ForceLogHR)
	m := &results.Measurement{}
	if published != 0 && headline.params.Effect.MeasuredOn == model.OnSanctioned {
		alone := math.Log(headline.model.Contrast().Measurement)
		m.Published = &results.PublishedContrast{
			LogHazardRatio: published, MeasurementAlone: alone, Share: results.Number(alone / published),
		}
	}
	for i, a := range arms {
		s := results.MeasurementAlone{
			Scheme: a.scheme, Arm: a.name, Replications: len(all), Identical: true,
			Differences: map[string]results.Estimate{}, LogHazardRatios: map[string]results.Estimate{},
			ShareOfPublished: map[string]results.Estimate{},
		}
		for k, d := range seenBy {
			differences, ratios := make([]float64, len(all)), make([]float64, len(all))
			for r := range all {
				differences[r], ratios[r] = all[r][i].difference[k], all[r][i].hazardRatio[k]
				s.Identical = s.Identical && all[r][i].identical
			}
			s.Differences[d.String()], s.LogHazardRatios[d.String()] = estimateOf(differences), estimateOf(ratios)
			s.ShareOfPublished[d.String()] = plugin(func(x []float64) float64 { return x[0] / published }, ratios)
		}
		m.Schemes = append(m.Schemes, s)
	}
	return m
}
