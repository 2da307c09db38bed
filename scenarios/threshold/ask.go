package threshold

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"diversim/model/evidence"
	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/scenarios/study"
)

// Target is a share of people that is to be observed, with a chance.
type Target struct {
	Measure   string  // a proportion of which more is better
	AtLeast   float64 // 0 to 1
	Assurance float64 // strictly between 0 and 1
	Completed bool    // among the people who complete, instead of everybody
}

// of is the measure of a cohort.
func (t Target) of(c *study.CohortOf) float64 {
	if t.Completed {
		return c.OfCompleted(t.Measure)
	}
	return c.Of(t.Measure)
}

// met says whether a cohort meets the target; one in which nobody counts does not.
func (t Target) met(c *study.CohortOf) bool { return meets(t.of(c), t.AtLeast) }

// among says of whom the target is a share.
func (t Target) among() string {
	if t.Completed {
		return "the people who complete"
	}
	return "everybody"
}

// Range is an input and the two ends of a search, which starts at From and looks for
// the value nearest to it.
type Range struct {
	Key      string
	From, To float64
}

// ParseRange reads "key=from:to", in the input's own unit. The error says what was
// wanted and what was got.
func ParseRange(s *scenarios.Scenario, text string) (Range, error) {
	key, ends, found := strings.Cut(text, "=")
	from, to, two := strings.Cut(ends, ":")
	if !found || !two {
		return Range{}, fmt.Errorf("wanted key=from:to; got %q", text)
	}
	r := Range{Key: strings.TrimSpace(key)}
	inputs := s.Registry(s.Comparator)
	in, err := inputs.Find(r.Key)
	switch {
	case err != nil:
		return Range{}, err
	case in.Kind != evidence.NumberKind:
		return Range{}, fmt.Errorf("%s: wanted an input that is a number; this is a word", r.Key)
	}
	for _, end := range []struct {
		text string
		into *float64
	}{{from, &r.From}, {to, &r.To}} {
		v, err := inputs.Parse(r.Key, strings.TrimSpace(end.text))
		if err != nil {
			return Range{}, err
		}
		*end.into = v.Number()
	}
	if r.From == r.To || math.IsInf(r.From-r.To, 0) {
		return Range{}, fmt.Errorf("%s: wanted two different finite ends; got %q", r.Key, ends)
	}
	return r, nil
}

// Ask is a scenario and what is to be found out about it.
type Ask struct {
	Scenario *scenarios.Scenario
	Arm      string // not the comparator
	Target   Target
	Budget   Range // of T4 and of what it is searched over
	Limits   Limits
	Beliefs  []study.Belief
	Only     string    // the one of the beliefs under which T4 is asked; "" for all
	Shares   []float64 // of the effect that are the course's, at which T4 is asked too
	Options  Options

	known   *facts    // once they are
	watched *observed // likewise
}

// Options are how it is found out.
type Options struct {
	Seed         uint64
	Workers      int
	Replications int                 // cohorts at most, 0: Replications
	Step         float64             // of a search, as a share of its range; 0: Step
	Progress     func(done, all int) // questions; nil: none
}

// What the options are where they say nothing. FewReplications is how many cohorts a
// search begins with: if not one of 30 meets a target, the chance is below 12%.
const (
	Replications    = 200
	FewReplications = 30
	Step            = 1.0 / 400
)

// Most is the number of cohorts at most.
func (o Options) Most() int {
	if o.Replications > 0 {
		return o.Replications
	}
	return Replications
}

func (o Options) step() float64 {
	if o.Step > 0 {
		return o.Step
	}
	return Step
}

func (o Options) study() study.Options { return study.Options{Seed: o.Seed, Workers: o.Workers} }

// followUp is as far as the measures of 12 months look.
const followUp = outcome.Window + outcome.Wait

// short is a scenario followed no further than its target needs.
func (a *Ask) short() *scenarios.Scenario {
	if !strings.Contains(a.Target.Measure, "12m") || a.Scenario.Horizon <= followUp {
		return a.Scenario
	}
	c := *a.Scenario
	c.Horizon = followUp
	return &c
}

// world is a scenario under a belief. One that is the same as another has its name in
// same.
type world struct {
	name, same string
	scenario   *scenarios.Scenario
}

// worlds are those in which the budget is asked for: every belief and, under the
// published one, every share. They are told apart by name.
func (a *Ask) worlds() ([]world, error) {
	s := a.short()
	var all []world
	for _, b := range a.Beliefs {
		if a.Only != "" && b.Name != a.Only {
			continue
		}
		all = append(all, world{b.Name, "", s.At(b.Over(s, a.Beliefs))})
	}
	if len(all) == 0 {
		all = []world{{AsStated, "", s}}
	}
	if len(a.Shares) == 0 || s.Overridden(shareKey) {
		return all, nil
	}
	base := all[max(0, slices.IndexFunc(all, func(w world) bool { return w.name == "published" }))]
	for _, share := range a.Shares {
		set, err := s.Setting(shareKey, fmt.Sprint(share))
		if err != nil {
			return nil, err
		}
		w := world{fmt.Sprintf("%s, course share %g", base.name, share), "", base.scenario.At([]scenarios.Setting{set})}
		if in, _ := base.scenario.Registry(a.Arm).Lookup(shareKey); in.Current == set.Value {
			w.same = base.name
		}
		all = append(all, w)
	}
	return all, nil
}

// Inputs that questions are about.
const (
	budgetKey = "programme.budget"
	shareKey  = "effect.course_share"
	policyKey = "programme.budget_policy"
	scaleKey  = "effect.scale"
	statedKey = "effect.stated_log_hr"
)

// Answer answers the questions, all of them where none is named, in the order T1 to
// T10. The error is ctx.Err(), or says why the scenario cannot be asked.
func Answer(ctx context.Context, a *Ask, questions []string) ([]Row, error) {
	asked := func(q string) bool { return len(questions) == 0 || slices.Contains(questions, q) }
	var rows []Row
	done, all := 0, len(questions)
	if all == 0 {
		all = len(catalogue)
	}
	for _, q := range catalogue {
		if !asked(q.name) {
			continue
		}
		found, err := q.answer(ctx, a)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			r.Question, r.Words = q.name, cmp.Or(r.Words, q.words)
			if r.Arm == "" {
				r.Arm = a.Arm
			}
			rows = append(rows, r)
		}
		if done++; a.Options.Progress != nil {
			a.Options.Progress(done, all)
		}
	}
	return rows, nil
}
