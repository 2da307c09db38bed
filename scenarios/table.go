package scenarios

import (
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"diversim/sim"
)

// Table is a file of rows, {rows: [{key: value, …}, …]}, as it is read: what is wrong
// with it gathers until Err. Rows may hold scenarios, read as files of their own are.
type Table struct {
	Rows   []*Cells
	reader *reader
}

// ReadTable starts to read the text of a file, the rows of which have the known keys
// and lack none of the needed ones. file is its name for messages, and where paths in
// it start from.
func ReadTable(file string, text []byte, known, needed []string) *Table {
	t := &Table{reader: newReader(file, everyday)}
	t.reader.kind = "table"
	root := t.reader.root(text)
	if root == nil {
		return t
	}
	node := t.reader.keyed(root, "table", []string{"rows"}, []string{"rows"})["rows"]
	if node == nil {
		return t
	}
	for _, item := range t.reader.items(node, "rows") {
		t.Rows = append(t.Rows, t.cells(item, "row", known, needed))
	}
	return t
}

// ReadTableFile is ReadTable of a file on disk.
func ReadTableFile(path string, known, needed []string) *Table {
	text, err := source{path: path}.text()
	if err != nil {
		t := &Table{reader: newReader(path, everyday)}
		t.reader.problems = Problems{{File: path, What: "wanted a file that can be read; " + cause(err)}}
		return t
	}
	return ReadTable(path, text, known, needed)
}

// Err is everything that is wrong so far, a Problems, in order of place; nil if
// nothing is.
func (t *Table) Err() error {
	if len(t.reader.problems) == 0 {
		return nil
	}
	return t.reader.problems.inOrder()
}

// Cells are the values of a row, or of a mapping in one, by key. What cannot be read
// is reported to the table, and zero.
type Cells struct {
	table *Table
	node  *yaml.Node
	by    map[string]*yaml.Node
}

func (t *Table) cells(n *yaml.Node, what string, known, needed []string) *Cells {
	return &Cells{table: t, node: n, by: t.reader.keyed(n, what, known, needed)}
}

// Given says whether the row has the key.
func (c *Cells) Given(key string) bool { return c.by[key] != nil }

// Complain reports what is wrong with the value of a key, or with the row where it
// does not have the key.
func (c *Cells) Complain(key, hint, format string, args ...any) {
	node := c.by[key]
	if node == nil {
		node = c.node
	}
	c.table.reader.complain(node, hint, format, args...)
}

// Text is a text; "" where the row does not have the key.
func (c *Cells) Text(key string) string {
	if node := c.by[key]; node != nil {
		return c.table.reader.text(node, key)
	}
	return ""
}

// Word is one of some words.
func (c *Cells) Word(key string, of []string) string {
	word := c.Text(key)
	if word != "" && !slices.Contains(of, word) {
		c.Complain(key, nearest(word, of), "%s: wanted one of %s; got %q", key, strings.Join(of, ", "), word)
		return ""
	}
	return word
}

// Number is a number, or a percentage as a proportion.
func (c *Cells) Number(key string) float64 {
	text := c.Text(key)
	if text == "" {
		return 0
	}
	digits, percent := strings.CutSuffix(text, "%")
	x, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(digits), "−", "-"), 64)
	if err != nil || x-x != 0 {
		c.Complain(key, "", "%s: wanted a number or a percentage; got %q", key, text)
		return 0
	}
	if percent {
		const hundred = 100
		x /= hundred
	}
	return x
}

// Duration is a time above 0, with its unit.
func (c *Cells) Duration(key string) sim.Time {
	text := c.Text(key)
	span, complaint := readHorizon(text)
	if complaint != "" {
		c.Complain(key, "", "%s", strings.Replace(complaint, horizonKeyword, key, 1))
	}
	return span
}

const horizonKeyword = "horizon"

// Cells is a mapping with the known keys, none of them needed; nil where the row does
// not have the key.
func (c *Cells) Cells(key string, known, needed []string) *Cells {
	if node := c.by[key]; node != nil {
		return c.table.cells(node, key, known, needed)
	}
	return nil
}

// Scenario is a scenario written in the row, nil with what is wrong with it reported.
// name is what it is called unless it says otherwise.
func (c *Cells) Scenario(key, name string) *Scenario {
	node := c.by[key]
	if node == nil {
		return nil
	}
	r := newReader(c.table.reader.file, everyday)
	l := loader{words: everyday}
	d := r.documentAt(node, r.at(node))
	l.problems = r.problems
	s, err := l.finish(l.extended(d, source{name: name, display: r.file, path: filepath.Clean(r.file)}), Overrides{})
	var wrong Problems
	if errors.As(err, &wrong) {
		c.table.reader.problems = append(c.table.reader.problems, wrong...)
	}
	return s
}
