package study

import (
	"slices"
	"strings"
	"testing"

	"diversim/scenarios/results"
)

// countryTraps name, for each trap that speaks of force areas in its own words,
// those words, a run that says them and one that does not: either it has no such
// trap, or the words are not in it.
var countryTraps = []struct {
	code, words   string
	with, without trapRun
}{
	{"TR14", "of the schemes of eight,", overForces(), trapRun{}},
	{"TR14", "This run is of the average force.", trapRun{}, overForces()},
	{"TR14", "", overForces(), overForces("effect.force_log_hr=0")},
	{"TR20", "under eight forces take a scheme up", overForces(spreading...), overForces()},
	{"TR20", "under eight forces take a scheme up", overForces(spreading...), overForces("adoption.process=true", "adoption.spontaneous=3")},
	{"TR25", "31 of the 43 force areas, with ", overForces(), overForces("police.comparator_mix=without-scheme")},
	{"TR25", "so in 9 of the 43 force areas, with ", overForces("police.comparator_mix=as-recorded"), overForces()},
	{"SCALE", "for the 135,168 possession offences", overForces(), trapRun{}},
	{"MONEY", "of some force area", overForces(), overForces("programme.budget_policy=overspend")},
	{"PLACES", " places are not shared", overForces(crowded...), overForces()},
	{"PAIRS", "", overForces("engine.coupling=independent"), overForces()},
	{"FEW", "", overForces(), overForces()},
}

// overForces is a run over all force areas.
func overForces(set ...string) trapRun { return trapRun{scenario: "eight-forces", set: set} }

var (
	// spreading has forces copy what others report.
	spreading = []string{"adoption.process=true", "adoption.imitation=50", "adoption.report_lag=1 month"}
	// crowded has a place for nearly nobody.
	crowded = []string{"programme.slots=1", "programme.places=isolated", "programme.wait_slope=0"}
)

func TestTrapsOverForces(t *testing.T) {
	seen := map[string][]results.Warning{}
	says := func(r trapRun, code, words string) bool {
		key := text(t, []any{r.scenario, r.set})
		if seen[key] == nil {
			seen[key] = r.warnings(t)
		}
		return slices.ContainsFunc(seen[key], func(w results.Warning) bool {
			return w.Code == code && strings.Contains(w.Text, words)
		})
	}
	for _, c := range countryTraps {
		if !says(c.with, c.code, c.words) {
			t.Errorf("%s does not say %q in %+v: %s", c.code, c.words, c.with, text(t, seen[text(t, []any{c.with.scenario, c.with.set})]))
		}
		if c.code != "FEW" && says(c.without, c.code, c.words) {
			t.Errorf("%s says %q in %+v", c.code, c.words, c.without)
		}
	}
}
