package scenarios

import (
	"strings"
	"testing"

	"diversim/model"
)

// TestContradictions: inputs that are each right and together wrong are refused
// at the place where they are set.
func TestContradictions(t *testing.T) {
	for _, c := range []struct {
		set  []string
		want string
	}{
		{[]string{"programme.sessions=2.5"}, "--set:1:1: programme.sessions: wanted a whole number"},
		{[]string{"effect.youth_evidence=none"}, "--set:1:1: effect.youth_evidence: some people are under 18"},
		{[]string{"covariates.stated_age=5y"}, "--set:1:1: covariates.stated_age: nobody under 10"},
		{[]string{"detection.probability=0"}, "latent rates would be infinite"},
		{[]string{"index.mode=stream", "offending.possession_share=0"}, "--set:1:1: index.mode"},
		{[]string{
			"police.comparator_mix=stated", "police.stated_mix.nfa=0", "police.stated_mix.warning=0", "police.stated_mix.community_resolution=0",
			"police.stated_mix.pnd=0", "police.stated_mix.caution=0", "police.stated_mix.charge=0",
		}, "stated mix sum to 0"},
		{[]string{
			"court.sentence.fine=0", "court.sentence.discharge=0", "court.sentence.custody=0",
			"court.sentence.suspended=0", "court.sentence.community_order=0",
		}, "sentences sum to 0"},
		{[]string{"programme.slots=-1"}, "programme.slots"},
		{[]string{"programme.queue=priority", "programme.waiting_list=false"}, "priority needs a waiting list"},
		{[]string{"programme.patience=30 days", "programme.waiting_list=false"}, "patience needs a waiting list"},
		{[]string{"programme.places=isolated", "programme.queue=priority"}, "priority needs places that are shared"},
		{[]string{"programme.places=isolated", "programme.patience=30 days"}, "patience needs places that are shared"},
	} {
		_, err := Load("west-midlands-pilot", Overrides{Set: c.set})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: wanted a problem with %q; got %v", c.set, c.want, err)
		}
	}
}

// TestContradictionsOfEveryForce: every force area is asked, and what is wrong in
// several of them is said once.
func TestContradictionsOfEveryForce(t *testing.T) {
	words := toy
	asked := map[string]int{}
	words.contradictions = func(_ *model.Params, force string) []model.Contradiction {
		asked[force]++
		if force == "Thames Valley" {
			return nil
		}
		return []model.Contradiction{{Keys: []string{"programme.first_wait"}, What: "nobody waits"}}
	}
	_, err := parse(strings.Replace(toyScenario, "[West Midlands, Thames Valley]", "all", 1), Overrides{}, words)
	if err == nil || err.Error() != "toy.yaml:8:3: programme.first_wait: nobody waits" {
		t.Errorf("wanted one problem, got %v", err)
	}
	for _, force := range toyForces {
		if asked[force] != 2 {
			t.Errorf("%s: wanted to be asked in both arms, got %d", force, asked[force])
		}
	}
}

// TestSharesOfSchemesThatRun: money goes to force areas that run the arm's scheme at
// some time, whether or not their people are simulated.
func TestSharesOfSchemesThatRun(t *testing.T) {
	const text = `
people: 10
intake: 3y
horizon: 1y
forces: [Kent]
schemes: {Kent: 2y, Durham: 1y}
comparator: diversion
arms:
  diversion:
    shares: {Kent: 50%, Durham: 25%, Hampshire: 25%}
    set:
      national.rule: {value: stated, because: the shares say who gets what}
      programme.scheme: {value: deferred-prosecution, because: the policy}
`
	for schemes, want := range map[string]string{
		"{Kent: 2y, Durham: 1y}": `toy.yaml:9:38: shares: wanted force areas that run the scheme of the arm diversion at some time; got "Hampshire"`,
		"as-known":               `toy.yaml:9:38: shares: wanted force areas that run the scheme of the arm diversion at some time; got "Hampshire"`,
		"all":                    "",
	} {
		s, err := parse(strings.Replace(text, "{Kent: 2y, Durham: 1y}", schemes, 1), Overrides{}, everyday)
		if (s != nil) != (want == "") || err != nil && err.Error() != want {
			t.Errorf("%s: wanted %q, got %v", schemes, want, err)
		}
	}
	_, err := parse(strings.Replace(text, "deferred-prosecution", "none", 1), Overrides{}, everyday)
	if problems, ok := err.(Problems); !ok || len(problems) != 3 {
		t.Errorf("no scheme to spend on: wanted three problems, got %v", err)
	}
}
