package scenarios

import (
	"slices"

	"diversim/model"
)

// contradictions checks the inputs of each arm together, in every force area. A problem points at
// the setting that brought it about; one that several arms or areas share is said
// once.
func (s *Scenario) contradictions(d *document) Problems {
	var problems Problems
	add := func(p Problem) {
		if !slices.Contains(problems, p) {
			problems = append(problems, p)
		}
	}
	forces := s.Forces
	if len(forces) == 0 {
		forces = []string{""}
	}
	for _, arm := range s.Arms {
		params, stated := s.Params(arm.Name), s.Stated(arm.Name)
		for _, force := range forces {
			for _, c := range s.words.contradictions(params, force) {
				add(placed(d.file, arm.Name, c, stated))
			}
		}
		for _, p := range s.nationalMoney(d.file, arm, params, stated) {
			add(p)
		}
	}
	return problems
}

// placed is a contradiction in an arm as a problem with its place: that of the
// setting concerned that stands in the highest layer.
func placed(file, arm string, c model.Contradiction, stated []Setting) Problem {
	at := Problem{File: file, Line: 1, Column: 1, What: "arm " + arm + ": " + c.Keys[0] + ": " + c.What}
	highest := LayerBase
	for _, setting := range stated {
		if slices.Contains(c.Keys, setting.Key) && setting.File != "" && setting.Layer >= highest {
			highest = setting.Layer
			at = Problem{File: setting.File, Line: setting.Line, Column: setting.Column, What: setting.Key + ": " + c.What}
		}
	}
	return at
}

// contradicting is how a vocabulary finds contradictions.
type contradicting func(p *model.Params, force string) []model.Contradiction
