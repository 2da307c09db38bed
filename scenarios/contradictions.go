package scenarios

import (
	"slices"

	"diversim/model"
)

// contradictions checks the inputs of each arm together. A problem points at
// the setting that brought it about; one that several arms share is said once.
func (s *Scenario) contradictions(d *document) Problems {
	var problems Problems
	add := func(p Problem) {
		if !slices.Contains(problems, p) {
			problems = append(problems, p)
		}
	}
	force := ""
	switch len(s.Forces) {
	case 0:
	case 1:
		force = s.Forces[0]
	default:
		add(d.given["forces"].problem("", "forces: wanted one force area; got %d, and runs of several are not part of this version", len(s.Forces)))
	}
	for _, arm := range s.Arms {
		stated := s.Stated(arm.Name)
		for _, c := range s.words.contradictions(s.Params(arm.Name), force) {
			at := Problem{File: d.file, Line: 1, Column: 1, What: "arm " + arm.Name + ": " + c.Keys[0] + ": " + c.What}
			for _, setting := range stated {
				if slices.Contains(c.Keys, setting.Key) && setting.File != "" {
					at = Problem{File: setting.File, Line: setting.Line, Column: setting.Column, What: setting.Key + ": " + c.What}
				}
			}
			add(at)
		}
	}
	return problems
}

// contradicting is how a vocabulary finds contradictions.
type contradicting func(p *model.Params, force string) []model.Contradiction
