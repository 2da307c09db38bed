package scenarios

import (
	"diversim/model"
	"diversim/model/evidence"
	"diversim/model/outcome"
)

// everyday is the vocabulary of the program: the model's inputs, the table of
// measures and the 43 forces.
var everyday = vocabulary{
	inputs: func() *evidence.Registry {
		_, r := model.New()
		return r
	},
	measures: outcome.Measures,
	forces: func() []string {
		var names []string
		for _, f := range evidence.Forces() {
			names = append(names, f.Name)
		}
		return names
	},
	suggestForce: evidence.SuggestForce,
	calibrations: Calibrations,
	calibrated:   calibratedText,
	contradictions: func(p *model.Params, force string) []model.Contradiction {
		return p.Contradictions(force)
	},
}
