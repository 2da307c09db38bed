package study

import (
	"fmt"

	"diversim/model"
	"diversim/scenarios"
	"diversim/sim"
)

// Adoptions draws from when each force area runs an arm's scheme, and nothing else of
// a run: by replication, in the order of the force table, the time from the start of
// the run at which its first scheme begins; sim.Never where none begins before until,
// in whole years. Until the end of the scenario's intake they are those of Run. There
// are no people, and so no reports: it panics for an arm in which forces imitate, or
// that the scenario does not have.
func Adoptions(s *scenarios.Scenario, name string, seed uint64, replications int, until sim.Time) [][]sim.Time {
	arm, found := s.Arm(name)
	if !found {
		panic(fmt.Sprintf("study: no arm %q", name))
	}
	params := s.Params(name)
	if params.Adoption.Imitation > 0 {
		panic(fmt.Sprintf("study: forces imitate in the arm %q, and without people there are no reports", name))
	}
	areas := areasOf(s, arm)
	for g := range areas {
		areas[g].Simulated = false
	}
	nation := model.PrepareNation(params, model.Config{Horizon: s.Horizon, Intake: until}, areas, nil)
	all := make([][]sim.Time, replications)
	for r := range all {
		for _, spans := range nation.Adopt(seed, r, nil) {
			first := sim.Never
			if len(spans) > 0 {
				first = spans[0].From
			}
			all[r] = append(all[r], first)
		}
	}
	return all
}
