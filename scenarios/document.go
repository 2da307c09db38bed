package scenarios

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"diversim/sim"
)

// document is a scenario file as written, or several of a chain of extends laid
// over one another. given says where each top-level key stands; a key that is
// given but could not be read has its place and a zero value.
type document struct {
	file     string
	at       position // where it starts
	given    map[string]position
	resolved bool // some setting says its layer, as only resolved scenarios do

	name, title, question string
	extends               string
	people                int
	intake, horizon       sim.Time
	forces                []located
	schemes               *schemesDocument // nil where not given
	areas                 []areaDocument
	comparator            string
	calibration           string
	set                   []Setting
	arms                  []armDocument
	measures              []located
	thresholds            []thresholdDocument
	budgetLevels          []float64
}

// armDocument is an arm as written.
type armDocument struct {
	name, label string
	at          position
	schemes     *schemesDocument // nil where not given
	shares      []shareDocument
	sharesAt    position
	set         []Setting
}

// thresholdDocument is a threshold as written; at is the place of the arm's name.
type thresholdDocument struct {
	Threshold
	at position
}

// located is a word and its place.
type located struct {
	text string
	at   position
}

// field is a top-level key of scenario files: how it is read, and how a child
// inherits it. A field without inherit is the file's own.
type field struct {
	key      string
	required bool // in the file or in one that it extends
	about    string
	read     func(*reader, *document, *yaml.Node)
	inherit  func(child, parent *document)
}

// fields is the table of top-level keys, in the order in which a resolved
// scenario writes them. The reader, the inheritance, the messages and the JSON
// Schema all follow it.
var fields = []field{
	{
		"name", false, "What the scenario is called in results; the file's name unless given.",
		func(r *reader, d *document, n *yaml.Node) { d.name = r.slug(n, "name") }, nil,
	},
	{
		"title", false, "A title for tables and reports.",
		func(r *reader, d *document, n *yaml.Node) { d.title = r.text(n, "title") },
		func(child, parent *document) { child.title = parent.title },
	},
	{
		"question", false, "The question the scenario answers, in plain English.",
		func(r *reader, d *document, n *yaml.Node) { d.question = r.text(n, "question") },
		func(child, parent *document) { child.question = parent.question },
	},
	{
		"extends", false, "A library scenario, or a file relative to this one, from which everything not given here is taken.",
		func(r *reader, d *document, n *yaml.Node) { d.extends = r.text(n, "extends") }, nil,
	},
	{
		"people", true, "Index contacts simulated per replication and year of intake, in all force areas together.",
		func(r *reader, d *document, n *yaml.Node) { d.people = r.people(n) },
		func(child, parent *document) { child.people = parent.people },
	},
	{
		"intake", false, "How long people are recruited, in whole years from the start: 10y; 1y unless given.",
		func(r *reader, d *document, n *yaml.Node) { d.intake = r.intake(n) },
		func(child, parent *document) { child.intake = parent.intake },
	},
	{
		"horizon", true, "How long each person is followed from the index contact, with its unit: 3y, 18 months.",
		func(r *reader, d *document, n *yaml.Node) { d.horizon = r.horizon(n) },
		func(child, parent *document) { child.horizon = parent.horizon },
	},
	{
		"forces", true, "The police force areas whose people are simulated: a list, or all for the 43 of England and Wales.",
		func(r *reader, d *document, n *yaml.Node) { d.forces = r.forces(n) },
		func(child, parent *document) { child.forces = parent.forces },
	},
	{
		"areas", false, "Force areas whose population or yearly contacts differ from those published.",
		func(r *reader, d *document, n *yaml.Node) { d.areas = r.areas(n) },
		func(child, parent *document) { child.areas = parent.areas },
	},
	{
		"schemes", false, "The force areas that run an arm's scheme: " + strings.Join(schemeWords, ", ") +
			", a list, or each with its start from the start of the run: {Kent: 2y}. All unless given; an arm may have its own.",
		func(r *reader, d *document, n *yaml.Node) { d.schemes = r.schemes(n) },
		func(child, parent *document) { child.schemes = parent.schemes },
	},
	{
		"comparator", true, "The arm that the others are compared with.",
		func(r *reader, d *document, n *yaml.Node) { d.comparator = r.text(n, "comparator") },
		func(child, parent *document) { child.comparator = parent.comparator },
	},
	{
		"calibration", false, "The calibrated set beneath the scenario's own: values fitted to published figures; " + DefaultCalibration + " unless given.",
		func(r *reader, d *document, n *yaml.Node) { d.calibration = r.calibration(n) },
		func(child, parent *document) { child.calibration = parent.calibration },
	},
	{
		"set", false, "Inputs that differ from the base case in every arm, each with its reason.",
		func(r *reader, d *document, n *yaml.Node) { d.set = r.set(n, r.setLayer) },
		func(child, parent *document) { child.set = parent.set },
	},
	{
		"arms", true, "What is done, by name; each arm adds its own set to the scenario's.",
		func(r *reader, d *document, n *yaml.Node) { d.arms = r.arms(n) },
		func(child, parent *document) { child.arms = parent.arms },
	},
	{
		"measures", false, "The outcome measures to print; all of them unless given.",
		func(r *reader, d *document, n *yaml.Node) { d.measures = r.measures(n) },
		func(child, parent *document) { child.measures = parent.measures },
	},
	{
		"thresholds", false, "Targets whose probability of being met is printed.",
		func(r *reader, d *document, n *yaml.Node) { d.thresholds = r.thresholds(n) },
		func(child, parent *document) { child.thresholds = parent.thresholds },
	},
	{
		"budget_levels", false, "Budgets, in pounds, at which the figure of cost against budget is drawn.",
		func(r *reader, d *document, n *yaml.Node) { d.budgetLevels = r.budgetLevels(n) },
		func(child, parent *document) { child.budgetLevels = parent.budgetLevels },
	},
}

// fieldKeys lists the top-level keys.
func fieldKeys() []string {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	return keys
}

// inherit takes from the parent what the child does not give. Settings are
// merged key by key; everything else that is given replaces the parent's.
func (d *document) inherit(parent *document) {
	both := merged(parent.set, d.set)
	for _, f := range fields {
		at, given := parent.given[f.key]
		if _, own := d.given[f.key]; own || !given || f.inherit == nil {
			continue
		}
		f.inherit(d, parent)
		d.given[f.key] = at
	}
	d.set = both
}

// arm returns the arm with the name, nil if there is none.
func (d *document) arm(name string) *armDocument {
	i := slices.IndexFunc(d.arms, func(a armDocument) bool { return a.name == name })
	if i < 0 {
		return nil
	}
	return &d.arms[i]
}

// armNames lists the arms in order.
func (d *document) armNames() []string {
	names := make([]string, len(d.arms))
	for i, a := range d.arms {
		names[i] = a.name
	}
	return names
}
