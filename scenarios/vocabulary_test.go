package scenarios

import (
	"strings"

	"diversim/model/evidence"
	"diversim/model/outcome"
)

// toyParams are a few inputs, one of each kind, that stay what they are however
// the model grows: the loader's messages and digests are tested with them.
type toyParams struct {
	scheme   string
	everyone bool
	budget   evidence.Pounds
	wait     evidence.Days
	offer    evidence.Probability
	offers   evidence.Count
	effect   evidence.LogRatio
}

func toyInputs() *evidence.Registry {
	p, r := new(toyParams), evidence.New()
	evidence.Choose(r, &p.scheme, evidence.ChoiceSpec{
		Key: "programme.scheme", Label: "Scheme", Value: "none",
		Options: []string{"none", "community-resolution", "deferred-prosecution"},
		Status:  evidence.Assumed, Note: "the policy",
	})
	evidence.Switch(r, &p.everyone, evidence.SwitchSpec{
		Key: "police.charge_everyone", Label: "Charge everyone",
		Status: evidence.Assumed, Note: "the policy",
	})
	number := func(key string, value float64, within evidence.Range) evidence.Spec {
		return evidence.Spec{
			Key: key, Label: key, Value: value, Range: within,
			Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: "made up",
		}
	}
	evidence.Var(r, &p.budget, number("programme.budget", 10_000, evidence.Between(0, 1e6)))
	evidence.Var(r, &p.wait, number("programme.first_wait", 14, evidence.Between(0, 365)))
	evidence.Var(r, &p.offer, number("police.offer.charge", 0.5, evidence.Between(0, 1)))
	evidence.Var(r, &p.offers, number("scheme.outcome_22.max_offers", 1, evidence.AtLeast(0)))
	evidence.Var(r, &p.effect, number("effect.force_log_hr", -0.12, evidence.Between(-2, 2)))
	return r
}

var toyMeasures = []outcome.Measure{
	{Name: "reoffending_12m_proven", Unit: "proportion"},
	{Name: "reoffending_12m_latent", Unit: "proportion"},
	{Name: "cost_police", Unit: "pounds per person"},
}

var toyForces = []string{"Devon and Cornwall", "Thames Valley", "West Midlands"}

var toy = vocabulary{
	inputs:       toyInputs,
	measures:     func() []outcome.Measure { return toyMeasures },
	forces:       func() []string { return toyForces },
	suggestForce: func(name string) string { return nearest(name, toyForces) },
	calibrations: func() []string { return []string{"plain", "other"} },
	calibrated:   func(string) []byte { return []byte("set: {}") },
}

// toyScenario is a whole scenario in the toy vocabulary.
const toyScenario = `
title: A toy
question: Does it load?
people: 1_500
horizon: 18 months
forces: [West Midlands, Thames Valley]
comparator: usual
set:
  programme.first_wait: {value: 3 weeks, because: the scenario waits}
arms:
  usual: {}
  diversion:
    label: Diversion
    set:
      programme.scheme: {value: deferred-prosecution, because: the policy}
      programme.budget: {value: £60_000, because: the money}
measures: [reoffending_12m_proven, cost_police]
thresholds:
  - {measure: reoffending_12m_proven, at_least: 20%, arm: diversion}
budget_levels: [£30_000, 0, 60000]
`

// parseToy loads the text as if it were a file called toy.yaml.
func parseToy(text string, o Overrides) (*Scenario, error) { return parse(text, o, toy) }

func parse(text string, o Overrides, words vocabulary) (*Scenario, error) {
	l := loader{words: words}
	d := l.read("toy.yaml", []byte(strings.TrimPrefix(text, "\n")))
	if d == nil {
		l.broken = true
	} else if d.name == "" {
		d.name = "toy"
	}
	return l.finish(d, o)
}
