package oracle

import (
	_ "embed"
	"encoding/json"
	"math"
)

//go:embed answers.json
var answersText []byte

// sheet is one oracle as answers.json has it. How is "function", "engine", or
// "estimator" of what is estimated without the engine.
type sheet struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	How        string   `json:"how"`
	Quantities []answer `json:"quantities"`
}

// answer is one exact answer: a number, or a text where Text is given.
type answer struct {
	Name      string   `json:"name"`
	Value     float64  `json:"value"`
	Text      string   `json:"text"`
	Unit      string   `json:"unit"`
	Tolerance float64  `json:"tol"`   // absolute, on what is computed and not estimated
	SD        *float64 `json:"mc_sd"` // of one independent unit, where it is known
	Exact     bool     `json:"exact"`
}

// sheets reads the answers. They are part of the program, so that what is wrong
// with them panics.
func sheets() []sheet {
	var all []sheet
	if err := json.Unmarshal(answersText, &all); err != nil {
		panic("oracle: answers.json does not load: " + err.Error())
	}
	return all
}

// relative is how far something computed may lie from its answer, as a share
// of it.
const relative = 1e-9

// sigmas is how many standard errors an estimate may lie from its answer. A
// correct one misses by more once in 147,000 times.
const sigmas = 4.5

// judge compares a finding with an answer.
func (a answer) judge(id string, f finding) Row {
	r := Row{Oracle: id, Quantity: a.Name, Got: f.number, Want: a.Value, Z: math.NaN(), Text: f.text}
	if a.Text != "" {
		r.Got, r.Want, r.Tolerance = math.NaN(), math.NaN(), math.NaN()
		r.Pass = f.text == a.Text
		if r.Text = f.text; !r.Pass {
			r.Text = "got " + f.text + "; want " + a.Text
		}
		return r
	}
	switch {
	case a.Exact:
	case f.estimated:
		se := a.standardError(f)
		r.Tolerance = max(sigmas*se, a.Tolerance)
		if se > 0 {
			r.Z = (f.number - a.Value) / se
		}
	default:
		r.Tolerance = max(a.Tolerance, relative*math.Abs(a.Value))
	}
	r.Pass = math.Abs(f.number-a.Value) <= r.Tolerance
	return r
}

// standardError is the exact one where the spread of a unit is known, else that
// found between replications.
func (a answer) standardError(f finding) float64 {
	if a.SD != nil {
		return *a.SD / math.Sqrt(f.units)
	}
	return f.standardError
}
