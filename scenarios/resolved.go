package scenarios

import (
	"fmt"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"

	"diversim/model/evidence"
)

// Resolved writes the scenario as YAML that stands alone: nothing is inherited,
// every input has its value, its layer and its reason, and loading it gives the
// same digest. Inputs at their base value are written too, with their status and
// source, so that the file can be rerun once the base case has moved on.
func (s *Scenario) Resolved() []byte {
	top := yamlMapping()
	put(top, "name", yamlText(s.Name))
	if s.Title != "" {
		put(top, "title", yamlText(s.Title))
	}
	if s.Question != "" {
		put(top, "question", yamlText(s.Question))
	}
	put(top, "people", yamlPlain(strconv.Itoa(s.People)))
	put(top, "intake", yamlText(inOwnUnit(intakeKey, s.Intake.Years())))
	put(top, "horizon", yamlText(inOwnUnit(horizonKey, s.Horizon.Years())))
	put(top, "forces", s.resolvedForces())
	if len(s.Areas) > 0 {
		put(top, "areas", resolvedAreas(s.Areas))
	}
	if s.sameSchemes() {
		put(top, "schemes", resolvedSchemes(s.Arms[0].Schemes))
	}
	put(top, "comparator", yamlText(s.Comparator))
	put(top, "calibration", yamlText(s.Calibration))
	put(top, "arms", s.resolvedArms())
	put(top, "measures", yamlTexts(s.Measures))
	if len(s.Thresholds) > 0 {
		put(top, "thresholds", resolvedThresholds(s.Thresholds))
	}
	if len(s.BudgetLevels) > 0 {
		put(top, "budget_levels", resolvedLevels(s.BudgetLevels))
	}
	put(top, "set", resolvedSettings(append(s.unset(), byLayer(s.settings)...)))
	text, err := yaml.Dump(top, yaml.WithLineWidth(-1))
	if err != nil {
		panic("scenarios: a resolved scenario cannot be written: " + err.Error())
	}
	return text
}

// unset lists the inputs that no layer above base touches in every arm, as
// settings of the base layer.
func (s *Scenario) unset() []Setting {
	var list []Setting
	for _, in := range s.words.inputs().Inputs() {
		if slices.ContainsFunc(s.settings, func(t Setting) bool { return t.Key == in.Key }) {
			continue
		}
		list = append(list, Setting{Key: in.Key, Value: in.Base, Layer: LayerBase, Because: provenance(in)})
	}
	return list
}

// provenance says in a line where a base value comes from.
func provenance(in evidence.Input) string {
	switch {
	case in.Source == "":
		return in.Status.String() + ": " + in.Note
	case in.Note == "":
		return in.Status.String() + ": " + in.Source
	}
	return fmt.Sprintf("%v: %s; %s", in.Status, in.Source, in.Note)
}

func (s *Scenario) resolvedArms() *yaml.Node {
	arms := yamlMapping()
	for _, a := range s.Arms {
		arm := yamlMapping()
		put(arm, "label", yamlText(a.Label))
		if !s.sameSchemes() {
			put(arm, "schemes", resolvedSchemes(a.Schemes))
		}
		if len(a.Shares) > 0 {
			put(arm, "shares", resolvedShares(a.Shares))
		}
		if len(a.settings) > 0 {
			put(arm, "set", resolvedSettings(byLayer(a.settings)))
		}
		put(arms, a.Name, arm)
	}
	return arms
}

// resolvedSettings writes one setting a line. A file has each key once, so of
// several settings for an input only the highest is written; those below it never
// come to hold.
func resolvedSettings(settings []Setting) *yaml.Node {
	set := yamlMapping()
	for i, s := range settings {
		if slices.ContainsFunc(settings[i+1:], func(t Setting) bool { return t.Key == s.Key }) {
			continue
		}
		one := yamlMapping()
		put(one, "value", yamlPlain(s.Value.String()))
		put(one, "layer", yamlText(s.Layer.String()))
		put(one, "because", yamlText(s.Because))
		put(set, s.Key, yamlFlow(one))
	}
	return set
}

func resolvedThresholds(thresholds []Threshold) *yaml.Node {
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for _, t := range thresholds {
		one := yamlMapping()
		put(one, "measure", yamlText(t.Measure))
		put(one, "at_least", yamlText(inOwnUnit(atLeastKey, t.AtLeast)))
		if t.Arm != "" {
			put(one, "arm", yamlText(t.Arm))
		}
		list.Content = append(list.Content, yamlFlow(one))
	}
	return list
}

func resolvedLevels(levels []float64) *yaml.Node {
	var list []string
	for _, level := range levels {
		list = append(list, inOwnUnit(budgetLevelKey, level))
	}
	return yamlFlow(yamlTexts(list))
}

// inOwnUnit writes a quantity of the scenario so that it reads back exactly.
func inOwnUnit(key string, x float64) string {
	v, err := newConfiguration().NumberValue(key, x)
	if err != nil {
		panic("scenarios: " + err.Error())
	}
	return v.String()
}
