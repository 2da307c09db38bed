package scenarios

import (
	"math"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"diversim/sim"
)

// Threshold is a target: at least AtLeast (a proportion) of the people in the
// arm, or in every arm where Arm is "", by the measure.
type Threshold struct {
	Measure string
	AtLeast float64
	Arm     string
}

// people reads the number of index contacts.
func (r *reader) people(n *yaml.Node) int {
	people, complaint := readPeople(r.text(n, "people"))
	if complaint != "" {
		r.complain(n, "", "%s", complaint)
	}
	return people
}

// readPeople reads a whole number of people; the complaint is "" when it could.
func readPeople(text string) (int, string) {
	if text == "" {
		return 0, ""
	}
	x, complaint := quantity(peopleKey, text)
	if complaint == "" && x != math.Trunc(x) {
		complaint = "people: wanted a whole number; got \"" + text + `"`
	}
	return int(x), complaint
}

// horizon reads the length of follow-up.
func (r *reader) horizon(n *yaml.Node) sim.Time {
	horizon, complaint := readHorizon(r.text(n, "horizon"))
	if complaint != "" {
		r.complain(n, "", "%s", complaint)
	}
	return horizon
}

// readHorizon reads a duration above zero; the complaint is "" when it could.
func readHorizon(text string) (sim.Time, string) {
	if text == "" {
		return 0, ""
	}
	years, complaint := quantity(horizonKey, text)
	horizon := sim.YearsOf(years)
	if complaint == "" && horizon <= 0 {
		complaint = "horizon: wanted more than 0, written like 3y or 18 months; got \"" + text + `"`
	}
	return horizon, complaint
}

// measures reads a list of outcome measures.
func (r *reader) measures(n *yaml.Node) []located {
	list := r.wordList(n, "measures")
	for _, name := range list {
		r.knownMeasure(name)
	}
	return list
}

// knownMeasure reports a name that is no measure's.
func (r *reader) knownMeasure(name located) bool {
	names := r.words.measureNames()
	known := slices.Contains(names, name.text)
	if !known && name.text != "" {
		r.problems = append(r.problems, name.at.problem(nearest(name.text, names),
			"wanted an outcome measure (diversim measures lists them); got %q", name.text))
	}
	return known
}

// thresholds reads a list of targets.
func (r *reader) thresholds(n *yaml.Node) []thresholdDocument {
	var list []thresholdDocument
	for _, item := range r.items(n, "thresholds") {
		t := thresholdDocument{at: r.at(item)}
		given := r.keyed(item, "thresholds", []string{"measure", "at_least", "arm"}, []string{"measure", "at_least"})
		if node := given["measure"]; node != nil {
			t.Measure = r.text(node, "measure")
			if r.knownMeasure(located{t.Measure, r.at(node)}) && !slices.Contains(r.words.proportionNames(), t.Measure) {
				r.complain(node, "", "thresholds: wanted a measure that is a proportion; got %q", t.Measure)
			}
		}
		if node := given["at_least"]; node != nil {
			t.AtLeast, _ = r.quantity(node, atLeastKey, "at_least")
		}
		if node := given["arm"]; node != nil {
			t.Arm, t.at = r.text(node, "arm"), r.at(node)
		}
		list = append(list, t)
	}
	return list
}

// budgetLevels reads a list of sums of money.
func (r *reader) budgetLevels(n *yaml.Node) []float64 {
	var levels []float64
	for _, item := range r.items(n, "budget_levels") {
		level, read := r.quantity(item, budgetLevelKey, "budget_levels")
		if !read {
			continue
		}
		if slices.Contains(levels, level) {
			r.complain(item, "", "budget_levels: wanted each once; got %q again", item.Value)
			continue
		}
		levels = append(levels, level)
	}
	return levels
}

// quantity reads a scalar as the quantity with the key, and reports if it cannot,
// of the thing that what names.
func (r *reader) quantity(n *yaml.Node, key, what string) (x float64, read bool) {
	text := r.text(n, what)
	if text == "" {
		return 0, false
	}
	x, complaint := quantity(key, text)
	if complaint != "" {
		r.complain(n, "", "%s%s", what, strings.TrimPrefix(complaint, strings.TrimPrefix(key, keyPrefix)))
	}
	return x, complaint == ""
}

// keyed returns the values of a mapping by key; it reports keys that are not
// among the known ones and needed ones that are not there.
func (r *reader) keyed(n *yaml.Node, what string, known, needed []string) map[string]*yaml.Node {
	values := map[string]*yaml.Node{}
	faults := len(r.problems)
	for _, e := range r.entries(n, what) {
		if !slices.Contains(known, e.name) {
			r.complain(e.key, nearest(e.name, known), "%s: wanted one of %s; got the key %q",
				what, strings.Join(known, ", "), e.name)
			continue
		}
		values[e.name] = e.value
	}
	if len(r.problems) > faults && len(values) == 0 {
		return values // not a mapping of this kind at all
	}
	for _, key := range needed {
		if values[key] == nil {
			r.complain(n, "", "%s: %s is missing", what, key)
		}
	}
	return values
}

// armKeys are the keys of one arm.
var armKeys = []string{"label", "schemes", "shares", "set"}

// arms reads the arms in order of the file.
func (r *reader) arms(n *yaml.Node) []armDocument {
	entries := r.entries(n, "arms")
	if len(entries) == 0 && (isNull(n) || n.Kind == yaml.MappingNode) {
		r.complain(n, "", "arms: wanted at least one arm; got none")
	}
	var arms []armDocument
	for _, e := range entries {
		if !slugForm.MatchString(e.name) {
			r.complain(e.key, "", "arms: wanted a name of %s; got %q", slugWanted, e.name)
		}
		arm := armDocument{name: e.name, at: r.at(e.key), label: defaultLabel(e.name)}
		given := r.keyed(e.value, "arm "+e.name, armKeys, nil)
		if node := given["label"]; node != nil {
			arm.label = r.text(node, "label")
		}
		if node := given["set"]; node != nil {
			arm.set = r.set(node, LayerArm)
		}
		if node := given["schemes"]; node != nil {
			arm.schemes = r.schemes(node)
		}
		if node := given["shares"]; node != nil {
			arm.shares, arm.sharesAt = r.shares(node), r.at(node)
		}
		arms = append(arms, arm)
	}
	return arms
}

// defaultLabel makes a label of a name: "course-only" is "Course only".
func defaultLabel(name string) string {
	text := strings.ReplaceAll(name, "-", " ")
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// settingKeys are the keys of one setting. layer is written by resolved
// scenarios; without it the place of the set decides.
var settingKeys = []string{"value", "because", "layer"}

// set reads settings, in the given layer unless they say otherwise.
func (r *reader) set(n *yaml.Node, layer Layer) []Setting {
	var settings []Setting
	for _, e := range r.entries(n, "set") {
		_, found := r.inputs.Lookup(e.name)
		if !found {
			r.complain(e.key, r.inputs.Suggest(e.name), "wanted an input (diversim evidence lists them); got %q", e.name)
		}
		if e.value.Kind != yaml.MappingNode {
			r.complain(e.value, "", `%s: wanted {value: …, because: "…"}; got %s`, e.name, describe(e.value))
			continue
		}
		at := r.at(e.key)
		s := Setting{Key: e.name, Layer: layer, File: at.file, Line: at.line, Column: at.column}
		r.setting(&s, e, found)
		if found {
			settings = append(settings, s)
		}
	}
	return settings
}

// setting reads value, reason and layer of one setting.
func (r *reader) setting(s *Setting, e entry, known bool) {
	given := r.keyed(e.value, e.name, settingKeys, []string{"value", "because"})
	if node := given["because"]; node != nil {
		s.Because = r.text(node, e.name+": because")
	}
	if node := given["layer"]; node != nil {
		r.layered = true
		name := r.text(node, e.name+": layer")
		i := slices.Index(layerNames[:], name)
		if i < 0 {
			r.complain(node, nearest(name, layerNames[:]), "%s: wanted one of the layers %s; got %q",
				e.name, strings.Join(layerNames[:], ", "), name)
			return
		}
		s.Layer = Layer(i)
	}
	node := given["value"]
	if node == nil || !known {
		return
	}
	text := r.text(node, e.name+": value")
	if text == "" {
		return
	}
	v, err := r.inputs.Parse(e.name, text)
	if err != nil {
		r.complain(node, "", "%v", err)
		return
	}
	s.Value = v
}
