package scenarios

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"diversim/model/evidence"
)

// reader reads one file and collects what is wrong with it.
type reader struct {
	file     string
	words    vocabulary
	inputs   *evidence.Registry
	setLayer Layer  // of the file's top-level set
	layered  bool   // some setting says its layer
	kind     string // what the file is, for messages
	problems Problems
}

func newReader(file string, words vocabulary) *reader {
	return &reader{file: file, words: words, inputs: words.inputs(), setLayer: LayerScenario, kind: "scenario"}
}

// document reads the text of a file. Keys it cannot read are reported and left
// zero; it returns nil when the text is not a YAML mapping at all.
func (r *reader) document(text []byte) *document {
	root := r.root(text)
	if root == nil {
		return nil
	}
	return r.documentAt(root, r.start())
}

// documentAt reads a mapping; at is where what it lacks is missing.
func (r *reader) documentAt(root *yaml.Node, at position) *document {
	d := &document{file: r.file, at: at, given: map[string]position{}}
	for _, e := range r.entries(root, "scenario") {
		i := slices.IndexFunc(fields, func(f field) bool { return f.key == e.name })
		if i < 0 {
			r.complain(e.key, r.topLevelHint(e.name), "wanted one of %s; got the key %q",
				strings.Join(fieldKeys(), ", "), e.name)
			continue
		}
		d.given[e.name] = r.at(e.value)
		fields[i].read(r, d, e.value)
	}
	d.resolved = r.layered
	return d
}

// topLevelHint looks for a key among the top-level ones; an input at the top
// level was meant for set.
func (r *reader) topLevelHint(key string) string {
	if _, found := r.inputs.Lookup(key); found {
		return "set: {" + key + ": …}"
	}
	return nearest(key, fieldKeys())
}

// root parses the text and returns the mapping at its top, nil with a problem if
// there is none.
func (r *reader) root(text []byte) *yaml.Node {
	var file, second yaml.Node
	loader, err := yaml.NewLoader(bytes.NewReader(text))
	if err != nil {
		panic("scenarios: the YAML loader does not start: " + err.Error())
	}
	switch err := loader.Load(&file); {
	case errors.Is(err, io.EOF), err == nil && len(file.Content) == 0:
		r.problems = append(r.problems, r.start().problem("", "wanted a %s; got an empty file", r.kind))
		return nil
	case err != nil:
		r.problems = append(r.problems, r.malformed(text, err))
		return nil
	}
	switch err := loader.Load(&second); {
	case err == nil:
		r.complain(&second, "", "wanted one %s in a file; got a second YAML document", r.kind)
		return nil
	case !errors.Is(err, io.EOF):
		r.problems = append(r.problems, r.malformed(text, err))
		return nil
	}
	top := file.Content[0]
	if top.Kind != yaml.MappingNode {
		r.complain(top, "", "wanted a %s, a mapping of keys to values; got %s", r.kind, describe(top))
		return nil
	}
	return top
}

func (r *reader) start() position { return position{r.file, 1, 1} }

// malformed turns an error of the YAML parser into a problem at its place.
func (r *reader) malformed(text []byte, err error) Problem {
	at, message := r.start(), err.Error()
	var fault *yaml.LoadError
	if errors.As(err, &fault) {
		message = strings.TrimPrefix(fault.Message, "yaml: ")
		if fault.Mark.Line > 0 {
			at.line, at.column = fault.Mark.Line, max(fault.Mark.Column, 1)
		}
		lines := strings.Split(string(text), "\n")
		foreign := slices.IndexFunc(lines, func(line string) bool { return !utf8.ValidString(line) })
		if foreign >= 0 && fault.Mark.Line == 0 { // what decodes the text knows no lines
			at.line = foreign + 1
			return at.problem("", "wanted text in UTF-8; got bytes that are none: save the file as UTF-8")
		}
		if at.line <= len(lines) && strings.HasPrefix(strings.TrimLeft(lines[at.line-1], " "), "\t") {
			return at.problem("", "wanted lines indented by spaces; got a tab")
		}
	}
	return at.problem("", "wanted YAML; got what cannot be read as such: %s", message)
}

// entry is a key of a mapping and what it maps to.
type entry struct {
	name       string
	key, value *yaml.Node
}

// entries lists a mapping's keys in order of the file. It reports what is not a
// mapping and keys that are not words or appear twice, and leaves those out. An
// empty value is an empty mapping. what names the thing in messages.
func (r *reader) entries(n *yaml.Node, what string) []entry {
	if isNull(n) {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		r.complain(n, "", "%s: wanted a mapping of keys to values; got %s", what, describe(n))
		return nil
	}
	var found []entry
	first := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode || isNull(key) || key.Value == "<<" {
			r.complain(key, "", "%s: wanted a key that is a word; got %s", what, describe(key))
			continue
		}
		if line, twice := first[key.Value]; twice {
			r.complain(key, "", "%s: wanted each key once; got %q again, first given in line %d", what, key.Value, line)
			continue
		}
		first[key.Value] = key.Line
		found = append(found, entry{key.Value, key, value})
	}
	return found
}

// items returns the items of a list, reporting what is none.
func (r *reader) items(n *yaml.Node, what string) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		r.complain(n, "", "%s: wanted a list; got %s", what, describe(n))
		return nil
	}
	return n.Content
}

// wordList returns the items of a list of different words, with their places.
func (r *reader) wordList(n *yaml.Node, what string) []located {
	var list []located
	for _, item := range r.items(n, what) {
		word := r.text(item, what)
		if word == "" {
			continue
		}
		if slices.ContainsFunc(list, func(l located) bool { return l.text == word }) {
			r.complain(item, "", "%s: wanted each once; got %q again", what, word)
			continue
		}
		list = append(list, located{word, r.at(item)})
	}
	return list
}

// text returns the text of a scalar, "" with a problem if it is empty or none.
func (r *reader) text(n *yaml.Node, what string) string {
	if n.Kind != yaml.ScalarNode || isNull(n) || strings.TrimSpace(n.Value) == "" {
		r.complain(n, "", "%s: wanted text; got %s", what, describe(n))
		return ""
	}
	steers := func(c rune) bool { return unicode.IsControl(c) && !unicode.IsSpace(c) }
	if strings.ContainsFunc(n.Value, steers) { // a terminal that shows it would obey
		r.complain(n, "", "%s: wanted text without control characters; got %q", what, n.Value)
		return ""
	}
	return n.Value
}

// slugForm is what scenarios and arms may be called: the names become parts of
// file names, table keys and flags.
var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const slugWanted = "small letters, digits and single hyphens"

func (r *reader) slug(n *yaml.Node, what string) string {
	name := r.text(n, what)
	if name != "" && !slugForm.MatchString(name) {
		r.complain(n, "", "%s: wanted %s; got %q", what, slugWanted, name)
		return ""
	}
	return name
}

func (r *reader) at(n *yaml.Node) position {
	return position{r.file, max(n.Line, 1), max(n.Column, 1)}
}

func (r *reader) complain(n *yaml.Node, hint, format string, args ...any) {
	r.problems = append(r.problems, r.at(n).problem(hint, format, args...))
}

func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null"
}

// describe says what a node is, for "got …".
func describe(n *yaml.Node) string {
	switch {
	case isNull(n), n.Kind == yaml.ScalarNode && strings.TrimSpace(n.Value) == "":
		return "nothing"
	case n.Kind == yaml.ScalarNode:
		return `"` + shortened(n.Value) + `"`
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.AliasNode:
		return "the alias *" + n.Value + " (scenario files have none: write the value out)"
	}
	return "something else"
}

// shortened is a text as a message quotes it: what is no value at all may be a whole
// file.
func shortened(text string) string {
	const most = 80
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
