package scenarios

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"diversim/model/evidence"
)

// Difference is one respect in which two scenarios differ for some arms: an input,
// by its key, or people, intake, horizon, forces or schemes. Forces go with their
// sizes, schemes and shares of money where the areas themselves differ.
type Difference struct {
	Name     string
	From, To string // the two values, by arm where those differ
}

// What scenarios may differ in beside inputs.
const (
	differPeople  = "people"
	differIntake  = "intake"
	differHorizon = "horizon"
	differForces  = "forces"
	differSchemes = "schemes"
)

// Differences lists in what a run of the arms of one scenario differs from a run of
// those of another: what is simulated first, then inputs in order of declaration.
// With drawn, an input differs also where one states it and the other leaves it to
// its prior. Both scenarios must have the arms; it panics otherwise.
func Differences(a, b *Scenario, arms []string, drawn bool) []Difference {
	var all []Difference
	add := func(name, from, to string) {
		if from != to {
			all = append(all, Difference{name, from, to})
		}
	}
	add(differPeople, strconv.Itoa(a.People), strconv.Itoa(b.People))
	add(differIntake, inOwnUnit(intakeKey, a.Intake.Years()), inOwnUnit(intakeKey, b.Intake.Years()))
	add(differHorizon, inOwnUnit(horizonKey, a.Horizon.Years()), inOwnUnit(horizonKey, b.Horizon.Years()))
	if areasA, areasB := a.canonicalForces(), b.canonicalForces(); areasA != areasB {
		add(differForces, areasA, areasB)
	} else {
		add(differSchemes, a.canonicalSchemes(arms), b.canonicalSchemes(arms))
	}
	registries := func(s *Scenario) (all []*evidence.Registry) {
		for _, arm := range arms {
			all = append(all, s.Registry(arm))
		}
		return all
	}
	inA, inB := registries(a), registries(b)
	for _, in := range a.words.inputs().Inputs() {
		from, to := inArms(a, in.Key, arms, inA, drawn && in.Drawn()), inArms(b, in.Key, arms, inB, drawn && in.Drawn())
		add(in.Key, from, to)
	}
	return all
}

// inArms is the value of an input in some arms, once where it is the same in all.
// Where inputs are drawn, one that nobody states has the posterior of its calibrated
// set, or the middle of its prior moved by its value at most.
func inArms(s *Scenario, key string, arms []string, inputs []*evidence.Registry, drawn bool) string {
	var values, named []string
	joint, _ := Posterior(s.Calibration)
	for k, arm := range arms {
		in, _ := inputs[k].Lookup(key)
		value := in.Current.String()
		stated := slices.ContainsFunc(s.inForce(arm), func(t Setting) bool { return t.Key == key && t.Layer >= LayerScenario })
		switch {
		case drawn && !stated && slices.Contains(joint, key):
			value = "drawn from the posterior of " + s.Calibration
		case drawn && !stated && slices.Contains(s.Fitted(), key):
			value = "drawn about " + value
		case drawn && !stated:
			value = "drawn"
		}
		values, named = append(values, value), append(named, value+" ("+arm+")")
	}
	if len(slices.Compact(values)) == 1 {
		return values[0]
	}
	return strings.Join(named, ", ")
}

func (s *Scenario) canonicalForces() string {
	text := strings.Join(sorted(s.Forces), ", ")
	for _, force := range slices.Sorted(maps.Keys(s.Areas)) {
		area := s.Areas[force]
		text += "; " + force + ": " + strconv.Itoa(area.Population) + " people, " + strconv.Itoa(area.Contacts) + " contacts"
	}
	return text
}

func (s *Scenario) canonicalSchemes(arms []string) string {
	var texts []string
	for _, name := range arms {
		arm, _ := s.Arm(name)
		text := arm.Schemes.canonical()
		for _, force := range slices.Sorted(maps.Keys(arm.Shares)) {
			text += " " + force + " " + strconv.FormatFloat(arm.Shares[force], 'g', -1, 64)
		}
		texts = append(texts, name+": "+text)
	}
	return strings.Join(texts, "; ")
}

// Taking returns the scenario with the named differences as they are in another. The
// error is a Problems: what the mixture contradicts itself in.
func (s *Scenario) Taking(other *Scenario, names []string) (*Scenario, error) {
	c := s.copied()
	ofInput := func(t Setting) bool { return slices.Contains(names, t.Key) }
	c.settings = append(slices.DeleteFunc(c.settings, ofInput), only(other.settings, ofInput)...)
	for i := range c.Arms {
		theirs, found := other.Arm(c.Arms[i].Name)
		if !found {
			continue
		}
		own := slices.DeleteFunc(slices.Clone(c.Arms[i].settings), ofInput)
		c.Arms[i].settings = append(own, only(theirs.settings, ofInput)...)
		if slices.Contains(names, differForces) || slices.Contains(names, differSchemes) {
			c.Arms[i].Schemes, c.Arms[i].Shares, c.Arms[i].shares = theirs.Schemes, theirs.Shares, theirs.shares
		}
	}
	for _, name := range names {
		switch name {
		case differPeople:
			c.People = other.People
		case differIntake:
			c.Intake = other.Intake
		case differHorizon:
			c.Horizon = other.Horizon
		case differForces:
			c.Forces, c.Areas = slices.Clone(other.Forces), maps.Clone(other.Areas)
		}
	}
	if c.words.contradictions != nil {
		if problems := c.contradictions(&document{file: c.Name + " with " + strings.Join(names, ", ")}); len(problems) > 0 {
			return nil, problems
		}
	}
	return c, nil
}

func only(settings []Setting, wanted func(Setting) bool) []Setting {
	var kept []Setting
	for _, t := range settings {
		if wanted(t) {
			kept = append(kept, t)
		}
	}
	return kept
}
