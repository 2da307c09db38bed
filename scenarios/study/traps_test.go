package study

import (
	"math"
	"slices"
	"strings"
	"testing"

	"diversim/scenarios"
	"diversim/scenarios/results"
)

// trapCases name, for each code, a run that must carry it and one that must
// not: a scenario of the library, cohort, follow-up and settings.
var trapCases = map[string]struct{ with, without trapRun }{
	"TR01": {trapRun{}, noScheme},
	"TR02": {trapRun{}, noScheme},
	"TR03": {trapRun{}, noScheme},
	"TR04": {trapRun{}, noScheme},
	"TR05": {trapRun{set: []string{"index.clock=disposal"}}, trapRun{}},
	"TR06": {trapRun{}, trapRun{set: []string{"effect.measured_on=latent"}}},
	"TR07": {trapRun{}, noScheme},
	"TR08": {trapRun{}, trapRun{set: []string{"court.delay=0", "court.delay_cv=0"}}},
	"TR09": {trapRun{}, noScheme},
	"TR10": {trapRun{}, noScheme},
	"TR11": {trapRun{}, trapRun{set: []string{"programme.no_entry=100%"}}},
	"TR12": {trapRun{}, trapRun{nobody: true}},
	"TR13": {trapRun{}, trapRun{horizon: "6 months"}},
	"TR14": {trapRun{}, trapRun{set: []string{"effect.force_log_hr=0"}}},
	"TR15": {trapRun{}, trapRun{set: []string{"effect.force_log_hr=0", "effect.measured_on=latent"}}},
	"TR16": {trapRun{}, trapRun{set: []string{"frailty.offending_variance=0"}}},
	"TR17": {trapRun{set: []string{"programme.slots=60"}}, trapRun{set: []string{"programme.slots=unlimited"}}},
	"TR18": {trapRun{}, trapRun{set: []string{"court.custody_enabled=false", "mortality.enabled=false"}}},
	"TR19": {trapRun{}, trapRun{horizon: "6 months"}},
	"TR20": {trapRun{}, noScheme},
	"TR21": {trapRun{}, trapRun{set: []string{"covariates.youth_share=0"}}},
	"TR22": {trapRun{}, trapRun{horizon: "6 months"}},
	"TR23": {trapRun{}, trapRun{set: []string{"offending.possession_share=0"}}},
	"TR24": {trapRun{}, trapRun{horizon: "18 months"}},
	"TR25": {trapRun{full: true}, trapRun{full: true, set: []string{"police.comparator_mix=as-recorded"}}},

	"EFFECT": {trapRun{}, trapRun{set: []string{"effect.scale=individual"}}},
	"COUNTS": {trapRun{}, trapRun{set: []string{"effect.scale=individual"}}},
	"ATTAIN": {trapRun{set: []string{"effect.force_log_hr=-3"}}, trapRun{}},
	"PAIRS":  {trapRun{set: []string{"engine.coupling=independent"}}, trapRun{}},
	"SCALE":  {trapRun{}, trapRun{set: []string{"programme.planned_people=200"}}},
	"MONEY":  {trapRun{set: []string{"programme.cost.offer=£30"}}, trapRun{set: []string{"programme.budget_policy=overspend"}}},
	"PLACES": {trapRun{full: true, set: []string{"programme.slots=30", "programme.wait_slope=0"}}, trapRun{full: true}},
	"FEW":    {trapRun{}, trapRun{set: []string{"programme.scheme=none"}, replications: 40}},
	"EMPTY":  {trapRun{horizon: "6 months"}, trapRun{}},
}

// trapRun is a run that a trap is looked for in; the pilot where nothing is
// said.
type trapRun struct {
	scenario, horizon string
	set               []string
	replications      int
	nobody            bool
	full              bool // with what runs beside the scenario's arms
}

// noScheme is the pilot with no scheme in any arm.
var noScheme = trapRun{set: []string{"programme.scheme=none"}}

func (r trapRun) warnings(t *testing.T) []results.Warning {
	t.Helper()
	people := 200
	if r.nobody {
		people = 0
	}
	o := scenarios.Overrides{People: &people, Set: r.set}
	if r.horizon != "" {
		o.Horizon = &r.horizon
	}
	name := r.scenario
	if name == "" {
		name = "west-midlands-pilot"
	}
	s, err := scenarios.Load(name, o)
	if err != nil {
		t.Fatal(err)
	}
	if !r.full && r.scenario == "" {
		s = s.WithArms("usual", "diversion")
	}
	return mustRun(t, s, Options{Seed: 5, Replications: max(4, r.replications), Workers: 2, Lean: !r.full}).Summary.Warnings
}

// TestTraps: every trap is seen where it is and not where it is not, and says
// what it is, how strong a claim that is and, unless it is about a run that
// says nothing, how much it matters.
func TestTraps(t *testing.T) {
	seen := map[string][]results.Warning{}
	find := func(r trapRun) []results.Warning {
		key := text(t, []any{r.scenario, r.horizon, r.set, r.replications, r.nobody, r.full})
		if seen[key] == nil {
			seen[key] = r.warnings(t)
		}
		return seen[key]
	}
	sizeless := []string{"ATTAIN", "PAIRS", "PLACES", "FEW", "EMPTY"}
	for _, w := range warningTable {
		c, known := trapCases[w.code]
		if !known {
			t.Errorf("%s has no case", w.code)
			continue
		}
		is := func(found results.Warning) bool { return found.Code == w.code }
		all := find(c.with)
		at := slices.IndexFunc(all, is)
		if at < 0 {
			t.Errorf("%s is not seen in %+v", w.code, c.with)
			continue
		}
		if got := all[at]; got.Rung == "" || got.Size.Known() == slices.Contains(sizeless, w.code) || math.IsInf(float64(got.Size), 0) {
			t.Errorf("%s: rung %q, size %v %s", w.code, got.Rung, got.Size, got.Unit)
		}
		if slices.ContainsFunc(find(c.without), is) {
			t.Errorf("%s is seen in %+v", w.code, c.without)
		}
	}
}

// TestTrapsOfLittle: what a run of one person or of one replication does not know no
// warning says, and least of all as a number.
func TestTrapsOfLittle(t *testing.T) {
	for _, people := range []int{1, 40} {
		for _, replications := range []int{1, 2} {
			s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people})
			if err != nil {
				t.Fatal(err)
			}
			run := mustRun(t, s, Options{Seed: 1, Replications: replications, Workers: 2, Draw: true})
			for _, w := range run.Summary.Warnings {
				if strings.Contains(w.Text, "NaN") || strings.Contains(w.Text, "Inf") {
					t.Errorf("%d people, %d replications: %s %s", people, replications, w.Code, w.Text)
				}
			}
		}
	}
}
