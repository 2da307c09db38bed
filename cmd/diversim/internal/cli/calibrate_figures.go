package cli

import (
	"math"

	"diversim/scenarios"
	"diversim/scenarios/calibration"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
)

// pictures are the figures of an answer, in the folder of figures.
func (f *calibrateFlags) pictures(s *scenarios.Scenario, a *calibration.Answer, wanted []string) ([]results.File, error) {
	if wanted == nil {
		return nil, nil
	}
	files, err := figure.RenderCalibration(calibrationRun(s, a), wanted...)
	for i := range files {
		files[i].Name = "figures/" + files[i].Name
	}
	return files, err
}

// calibrationRun is an answer as pictures show it.
func calibrationRun(s *scenarios.Scenario, a *calibration.Answer) *results.CalibrationRun {
	c := &results.CalibrationRun{Set: s.Calibration, People: s.People, Runs: min(checkedParticles, len(a.Even)), Predictions: predictedFigures(a)}
	labels := map[string]string{}
	for k, r := range beliefRows(a) {
		labels[r.Input] = r.Label
		b := results.Belief{
			Input: r.Input, Label: r.Label, Prior: r.Prior, PriorLow: results.Number(r.PriorLow), PriorHigh: results.Number(r.PriorHigh),
			Fitted: results.Number(r.fitted), Median: results.Number(r.Median), Low: results.Number(r.Low), High: results.Number(r.High),
			Overlap: results.Number(r.Overlap), Verdict: r.Verdict,
		}
		if in, known := s.Registry(s.Comparator).Lookup(r.Input); known {
			b.Unit = in.Unit
		}
		if a.Beliefs != nil {
			for _, bin := range a.Question.Bins(a.Particles, k) {
				b.Bins = append(b.Bins, results.Bin(bin))
			}
		}
		c.Beliefs = append(c.Beliefs, b)
	}
	c.Pair = strongestPair(a, labels)
	return c
}

// strongestPair is the two inputs of the greatest correlation, whatever its sign.
func strongestPair(a *calibration.Answer, labels map[string]string) *results.Pair {
	var most calibration.Correlation
	for _, c := range a.Correlations {
		if math.Abs(c.Correlation) > math.Abs(most.Correlation) {
			most = c
		}
	}
	if most.First == "" {
		return nil
	}
	pair := &results.Pair{First: labels[most.First], Second: labels[most.Second], Correlation: most.Correlation}
	for _, point := range a.Even {
		var at [2]float64
		for k, in := range a.Question.Inputs {
			switch in.Key {
			case most.First:
				at[0] = in.Quantile(point[k])
			case most.Second:
				at[1] = in.Quantile(point[k])
			}
		}
		pair.Points = append(pair.Points, at)
	}
	return pair
}

// predictedFigures are the published figures beside the fit and what the posterior
// predicts; none where neither was made.
func predictedFigures(a *calibration.Answer) []results.Predicted {
	if a.Fitted == nil && a.Predictions == nil {
		return nil
	}
	var all []results.Predicted
	for k, aim := range a.Question.Aims {
		none := results.Absent()
		t := results.Predicted{
			Target: aim.Key, Label: aim.Label, Source: aim.Source, Published: aim.Published, Low: aim.Low, High: aim.High,
			Fitted: none, FittedSE: none, Mean: none, SE: none, Median: none, Least: none, Most: none,
		}
		if a.Fitted != nil {
			fit := a.Fitted.Targets[k]
			t.Fitted, t.FittedSE = results.Number(fit.Simulated), results.Number(fit.MCSE)
		}
		if a.Predictions != nil {
			p := a.Predictions[k]
			t.Mean, t.SE = results.Number(p.Simulated), results.Number(p.SE)
			t.Median, t.Least, t.Most = results.Number(p.Median), results.Number(p.Low), results.Number(p.High)
		}
		all = append(all, t)
	}
	return all
}
