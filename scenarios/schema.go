package scenarios

import (
	"encoding/json"
	"fmt"
	"math"

	"diversim/model/evidence"
)

// Schema writes the JSON Schema (draft 2020-12) of scenario files, from which
// editors complete keys, show what an input means and mark what cannot be. It
// cannot see what needs the whole file or another one (that the comparator is an
// arm, that extends leads somewhere); Load checks those.
func Schema() ([]byte, error) { return everyday.schema() }

// object is a node of a JSON Schema.
type object = map[string]any

func (w vocabulary) schema() ([]byte, error) {
	properties := object{}
	for _, f := range fields {
		shape := w.shape(f.key)
		shape["description"] = f.about
		properties[f.key] = shape
	}
	var needed []string
	for _, f := range fields {
		if f.required {
			needed = append(needed, f.key)
		}
	}
	return json.MarshalIndent(object{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"title":                "diversim scenario",
		"type":                 "object",
		"properties":           properties,
		"additionalProperties": false,
		"anyOf":                []object{{"required": []string{"extends"}}, {"required": needed}},
		"$defs": object{
			"set": w.setShape(), "schemes": schemesShape(), "force": object{"enum": w.forces()},
		},
	}, "", "  ")
}

// shape is the schema of a top-level key, without its description.
func (w vocabulary) shape(key string) object {
	switch key {
	case "name":
		return object{"type": "string", "pattern": slugForm.String()}
	case "title", "question", "extends", "comparator":
		return someText()
	case "people":
		return quantityShape(peopleKey)
	case "horizon":
		return quantityShape(horizonKey)
	case "intake":
		return quantityShape(intakeKey)
	case "forces":
		return object{"anyOf": []object{{"const": allForces}, listOf(object{"$ref": "#/$defs/force"})}}
	case "areas":
		areas := byForce(closed(object{
			"population": quantityShape(areaPopulationKey),
			"contacts":   quantityShape(areaContactsKey),
		}, "population", "contacts"))
		areas["type"] = []string{"object", "null"}
		return areas
	case "schemes":
		return object{"$ref": "#/$defs/schemes"}
	case "measures":
		return listOf(object{"enum": w.measureNames()})
	case "budget_levels":
		return listOf(quantityShape(budgetLevelKey))
	case "calibration":
		return object{"enum": w.calibrations()}
	case "set":
		return object{"$ref": "#/$defs/set"}
	case "arms":
		return armsShape()
	case "thresholds":
		return object{"type": "array", "items": closed(object{
			"measure":  object{"enum": w.proportionNames()},
			"at_least": quantityShape(atLeastKey),
			"arm":      someText(),
		}, "measure", "at_least")}
	}
	panic("scenarios: the schema does not know the key " + key)
}

func someText() object { return object{"type": "string", "minLength": 1} }

func listOf(items object) object {
	return object{"type": "array", "items": items, "uniqueItems": true}
}

// closed is a mapping with these keys and no others.
func closed(properties object, needed ...string) object {
	shape := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(needed) > 0 {
		shape["required"] = needed
	}
	return shape
}

// byForce is a mapping of force areas to values of the shape.
func byForce(shape object) object {
	return object{"type": "object", "propertyNames": object{"$ref": "#/$defs/force"}, "additionalProperties": shape}
}

// schemesShape is which force areas run a scheme: a word, a list, or starts.
func schemesShape() object {
	return object{"anyOf": []object{
		{"enum": schemeWords},
		listOf(object{"$ref": "#/$defs/force"}),
		byForce(quantityShape(schemeStartKey)),
	}}
}

func armsShape() object {
	shares := byForce(quantityShape(shareKey))
	shares["minProperties"] = 1
	arm := closed(object{
		"label": someText(), "set": object{"$ref": "#/$defs/set"},
		"schemes": object{"$ref": "#/$defs/schemes"},
		"shares":  shares,
	})
	arm["type"] = []string{"object", "null"}
	return object{
		"type": "object", "minProperties": 1, "additionalProperties": false,
		"patternProperties": object{slugForm.String(): arm},
	}
}

// setShape has a key for every input.
func (w vocabulary) setShape() object {
	properties := object{}
	for _, in := range w.inputs().Inputs() {
		setting := closed(object{
			"value":   valueShape(in),
			"because": object{"type": "string", "minLength": 1, "description": "The reason for the value."},
			"layer":   object{"enum": layerNames[:], "description": "Written by resolved scenarios."},
		}, "value", "because")
		setting["description"] = about(in)
		properties[in.Key] = setting
	}
	shape := closed(properties)
	shape["type"] = []string{"object", "null"}
	return shape
}

// about is what an editor shows of an input.
func about(in evidence.Input) string {
	text := in.Label + "."
	if in.Kind == evidence.NumberKind {
		text += fmt.Sprintf(" Unit: %s.", in.Unit)
	}
	text += fmt.Sprintf(" Base: %v (%v", in.Base, in.Status)
	if in.Source != "" {
		text += ", " + in.Source
	}
	text += ")."
	if in.Note != "" {
		text += " " + in.Note + "."
	}
	return text
}

func quantityShape(key string) object {
	in, found := newConfiguration().Lookup(key)
	if !found {
		panic("scenarios: no quantity " + key)
	}
	return valueShape(in)
}

// The forms of a number in text, by unit; the registry reads the same. Units that
// are not here are plain numbers.
const (
	decimalText  = `[+-]?[0-9][0-9_,]*(\.[0-9]+)?`
	fractionText = `[0-9]+/[0-9]+`
	durationText = decimalText + ` ?(d|days?|w|weeks?|months?|y|yr|years?)|0`
)

var textForms = map[string]string{
	"proportion": decimalText + ` ?%?|` + fractionText,
	"ratio":      decimalText + ` ?%?|` + fractionText,
	"pounds":     `-?£?(` + decimalText + `|` + fractionText + `)`,
	"per year":   decimalText + ` ?(per year|/year|/yr|/y)?`,
	"years":      durationText,
	"days":       durationText,
	"weeks":      durationText,
}

// isDuration reports whether values of the unit need it written out.
func isDuration(unit string) bool { return textForms[unit] == durationText }

// valueShape is the schema of an input's value: a number within its range, or the
// text of one with its unit, as far as a pattern can say.
func valueShape(in evidence.Input) object {
	switch in.Kind {
	case evidence.ChoiceKind:
		return object{"enum": in.Options}
	case evidence.SwitchKind:
		return object{"enum": []any{true, false, "true", "false"}}
	}
	form, found := textForms[in.Unit]
	if !found {
		form = decimalText + "|" + fractionText
	}
	number := object{"type": "number"}
	if !math.IsInf(in.Range.Low, 0) {
		number["minimum"] = in.Range.Low
	}
	if !math.IsInf(in.Range.High, 0) {
		number["maximum"] = in.Range.High
	} else {
		form += "|unlimited|none"
	}
	text := object{"type": "string", "pattern": "^(" + form + ")$"}
	if isDuration(in.Unit) {
		if !in.Range.Contains(0) {
			return text
		}
		number = object{"const": 0}
	}
	return object{"anyOf": []object{number, text}}
}
