package calibration

import (
	"context"

	"diversim/scenarios"
	"diversim/scenarios/study"
	"diversim/sim/estimate"
)

// Method is how far a calibration goes.
type Method string

// The methods. Whole is all three; Search needs the match and makes it too.
const (
	Whole  Method = ""
	ByFit  Method = "fit"
	Match  Method = "history"
	Search Method = "abc"
)

// Settings are those of a calibration. Of the options Seed, Workers, Progress and,
// for the fit, Replications count.
type Settings struct {
	Method    Method
	History   History
	Particles int // 0: 1,000
	Checks    int // particles at which the model is run in the end, from 2
	study.Options
}

// Answer is what a calibration found; what its method did not reach is empty.
type Answer struct {
	Question     *Question
	ClosedForm   []Belief // see InClosedForm
	Fitted       *study.Fitted
	Region       *Region
	Particles    estimate.Particles
	Even         [][]float64 // the same, of equal weight
	Beliefs      []Belief
	Correlations []Correlation
	Predictions  []Prediction
}

// Calibrate asks which values of inputs the published figures leave, of a
// scenario's comparator. With an error it returns the answer so far.
func Calibrate(ctx context.Context, s *scenarios.Scenario, inputs []study.Moved, aims []string, set Settings) (*Answer, error) {
	q, err := Ask(s, inputs, aims, set.Options)
	if err != nil {
		return nil, err
	}
	a := &Answer{Question: q}
	if a.ClosedForm, err = InClosedForm(s.Calibration, inputs); err != nil {
		return a, err
	}
	if set.Method == ByFit || set.Method == Whole {
		f, err := study.Fit(ctx, s, inputs, aims, set.Options)
		if err != nil {
			return a, err
		}
		a.Fitted = &f
	}
	if set.Method == ByFit {
		return a, nil
	}
	set.History.Seed, set.History.Done = set.Seed, set.Progress
	if a.Region, err = set.History.Match(ctx, q); err != nil || set.Method == Match {
		return a, err
	}
	if a.Particles, err = q.Posterior(a.Region, set.Particles, set.Seed); err != nil {
		return a, err
	}
	a.Beliefs, a.Correlations = q.Beliefs(a.Particles), q.Correlations(a.Particles)
	a.Even = Even(a.Particles, len(a.Particles.Points), set.Seed)
	a.Predictions, err = q.Predict(ctx, a.Region, a.Even, min(set.Checks, len(a.Even)), set.Seed)
	return a, err
}
