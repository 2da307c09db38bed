package scenarios

import (
	"slices"

	"diversim/model"
)

// nationalMoney checks what an arm says of the national money against its inputs:
// shares are stated by force areas that can spend them.
func (s *Scenario) nationalMoney(arm Arm, p *model.Params) Problems {
	var problems Problems
	running := s.mayRun(arm, p)
	for _, share := range arm.shares {
		if force := share.force.text; !slices.Contains(running, force) {
			problems = append(problems, share.force.at.problem("",
				"shares: wanted force areas that run the scheme of the arm %s at some time; got %q", arm.Name, force))
		}
	}
	return problems
}

// mayRun lists the force areas, simulated or not, that run the arm's scheme at
// some time, for certain or by chance.
func (s *Scenario) mayRun(arm Arm, p *model.Params) []string {
	if p.Programme.Scheme == model.NoScheme {
		return nil
	}
	return slices.DeleteFunc(s.words.forces(), func(force string) bool { return !arm.Schemes.MayRun(force) })
}
