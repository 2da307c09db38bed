package scenarios

import (
	"math"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"diversim/model/evidence"
	"diversim/sim"
)

// schemesDocument is which force areas run a scheme, as written.
type schemesDocument struct {
	word   string
	starts []startDocument
}

// startDocument is a force area and the start of its scheme, as it was written and
// read.
type startDocument struct {
	force, written located
	start          sim.Time
}

// areaDocument is a force area and its size as written.
type areaDocument struct {
	force located
	Area
}

// shareDocument is a force area and its share of the national money as written.
type shareDocument struct {
	force located
	share float64
}

// intake reads the years over which people are recruited.
func (r *reader) intake(n *yaml.Node) sim.Time {
	years, read := r.quantity(n, intakeKey, "intake")
	if read && years != math.Trunc(years) {
		r.complain(n, "", "intake: wanted whole years; got %q", n.Value)
		return 0
	}
	return sim.YearsOf(years)
}

// forces reads a list of force areas, or the word for all of them.
func (r *reader) forces(n *yaml.Node) []located {
	if n.Kind == yaml.ScalarNode && !isNull(n) {
		if n.Value == allForces {
			var all []located
			for _, name := range r.words.forces() {
				all = append(all, located{name, r.at(n)})
			}
			return all
		}
		r.complain(n, r.wordHint(n.Value, allForces), "forces: wanted %s or a list of police force areas; got %s", allForces, describe(n))
		return nil
	}
	list := r.wordList(n, "forces")
	for _, name := range list {
		r.knownForce(name, "forces")
	}
	return list
}

// allForces is the word for every force area of England and Wales.
const allForces = "all"

// wordHint looks for what was meant by a text that is none of the words: one of
// them, or a force area, which is written in a list.
func (r *reader) wordHint(text string, words ...string) string {
	if near := evidence.Nearest(text, words); near != "" {
		return near
	}
	if near := r.words.suggestForce(text); near != "" {
		return "[" + near + "]"
	}
	return ""
}

// knownForce reports a name that is no force area's.
func (r *reader) knownForce(name located, what string) bool {
	known := slices.Contains(r.words.forces(), name.text)
	if !known {
		r.problems = append(r.problems, name.at.problem(r.words.suggestForce(name.text),
			"%s: wanted police force areas of England and Wales; got %q", what, name.text))
	}
	return known
}

// byForce lists the entries of a mapping whose keys are force areas, and reports
// keys that are none.
func (r *reader) byForce(n *yaml.Node, what string) []entry {
	return slices.DeleteFunc(r.entries(n, what), func(e entry) bool {
		return !r.knownForce(located{e.name, r.at(e.key)}, what)
	})
}

// schemes reads a word, a list of force areas, or a mapping of them to the times
// at which their schemes start.
func (r *reader) schemes(n *yaml.Node) *schemesDocument {
	d, faults := &schemesDocument{}, len(r.problems)
	switch {
	case n.Kind == yaml.MappingNode:
		for _, e := range r.byForce(n, "schemes") {
			if years, read := r.quantity(e.value, schemeStartKey, "schemes: "+e.name); read {
				d.starts = append(d.starts, startDocument{
					force: located{e.name, r.at(e.key)}, written: located{e.value.Value, r.at(e.value)}, start: sim.YearsOf(years),
				})
			}
		}
	case n.Kind == yaml.SequenceNode:
		for _, name := range r.wordList(n, "schemes") {
			if r.knownForce(name, "schemes") {
				d.starts = append(d.starts, startDocument{force: name, written: name})
			}
		}
	case n.Kind == yaml.ScalarNode && slices.Contains(schemeWords, n.Value):
		d.word = n.Value
	default:
		r.complain(n, r.wordHint(n.Value, schemeWords...),
			"schemes: wanted one of %s, a list of police force areas or a mapping of them to starts; got %s",
			strings.Join(schemeWords, ", "), describe(n))
	}
	if len(r.problems) > faults {
		d.word = SchemesAll // no complaint is to rest on what could not be read
	}
	return d
}

// areas reads force areas with their sizes.
func (r *reader) areas(n *yaml.Node) []areaDocument {
	var areas []areaDocument
	for _, e := range r.byForce(n, "areas") {
		area := areaDocument{force: located{e.name, r.at(e.key)}}
		keys := []string{"population", "contacts"}
		given := r.keyed(e.value, "areas: "+e.name, keys, keys)
		if node := given["population"]; node != nil {
			area.Population = r.whole(node, areaPopulationKey, "areas: "+e.name+": population")
		}
		if node := given["contacts"]; node != nil {
			area.Contacts = r.whole(node, areaContactsKey, "areas: "+e.name+": contacts")
			if given["population"] != nil && area.Population == 0 && area.Contacts > 0 {
				r.complain(node, "", "areas: %s: wanted no contacts where the population is 0; got %q", e.name, node.Value)
			}
		}
		areas = append(areas, area)
	}
	return areas
}

// whole reads a scalar as a whole quantity with the key.
func (r *reader) whole(n *yaml.Node, key, what string) int {
	x, read := r.quantity(n, key, what)
	if read && x != math.Trunc(x) {
		r.complain(n, "", "%s: wanted a whole number; got %q", what, n.Value)
	}
	return int(x)
}

// shareTolerance is how far from 1 shares may sum for want of digits.
const shareTolerance = 1e-9

// shares reads the shares of an arm's force areas in the national money.
func (r *reader) shares(n *yaml.Node) []shareDocument {
	faults := len(r.problems)
	var shares []shareDocument
	sum := 0.0
	for _, e := range r.byForce(n, "shares") {
		share, _ := r.quantity(e.value, shareKey, "shares: "+e.name)
		shares = append(shares, shareDocument{located{e.name, r.at(e.key)}, share})
		sum += share
	}
	if len(r.problems) == faults && math.Abs(sum-1) > shareTolerance {
		r.complain(n, "", "shares: wanted shares that sum to 1; got a sum of %.12g", sum)
	}
	return shares
}
