package scenarios

import (
	"fmt"
	"slices"

	"diversim/model"
)

// nationalMoney checks what an arm says of the national money against its inputs:
// shares are stated where the rule wants them and nowhere else, by force areas
// that can spend them, and the total meets the floors.
func (s *Scenario) nationalMoney(file string, arm Arm, p *model.Params, stated []Setting) Problems {
	var problems Problems
	say := func(what string, keys ...string) {
		problems = append(problems, placed(file, arm.Name, model.Contradiction{Keys: keys, What: what}, stated))
	}
	running := s.mayRun(arm, p)
	if arm.Shares != nil && p.National.Rule != model.RuleStated {
		problems = append(problems, arm.sharesAt.problem("",
			"shares: wanted national.rule to be %s, which uses them; got %s", model.RuleStated, p.National.Rule))
	}
	for _, share := range arm.shares {
		if force := share.force.text; !slices.Contains(running, force) {
			problems = append(problems, share.force.at.problem("",
				"shares: wanted force areas that run the scheme of the arm %s at some time; got %q", arm.Name, force))
		}
	}
	if arm.Shares == nil && p.National.Rule == model.RuleStated && len(running) > 0 {
		say(fmt.Sprintf("the rule %s needs shares in every arm with a scheme; the arm %s has none", model.RuleStated, arm.Name), "national.rule")
	}
	if p.National.Rule == model.RuleOwn {
		return problems
	}
	contacts := 0
	for _, force := range running {
		contacts += s.Area(force).Contacts
	}
	floors, total := float64(p.National.Floor)*float64(contacts), float64(p.National.Total)
	if total < floors {
		say(fmt.Sprintf("the floors of the force areas that can run the scheme of the arm %s come to %s a year; the national total is %s",
			arm.Name, inOwnUnit(floorsKey, floors), inOwnUnit(floorsKey, total)), "national.total", "national.floor")
	}
	return problems
}

// mayRun lists the force areas, simulated or not, that run the arm's scheme at
// some time, for certain or by chance.
func (s *Scenario) mayRun(arm Arm, p *model.Params) []string {
	if p.Programme.Scheme == model.NoScheme {
		return nil
	}
	return slices.DeleteFunc(s.words.forces(), func(force string) bool {
		return !p.Adoption.Process && !arm.Schemes.MayRun(force)
	})
}
