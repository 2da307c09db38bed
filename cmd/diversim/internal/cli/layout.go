package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// pageWidth is the number of columns that a terminal is taken to have.
const pageWidth = 100

// column is one column of a table for people.
type column[T any] struct {
	heading string
	text    func(T) string
	width   int  // wraps beyond it; 0: as wide as its cells
	number  bool // aligned right
}

// layout is a table for people. Rows of one group stand under its title, with
// the groups in the order of the rows.
type layout[T any] struct {
	columns []column[T]
	group   func(T) string // nil: no groups
	spaced  bool           // a blank line between rows, for rows of several lines

	order    func(a, b T) int // of the rows, where it is not that in which they come; nil: as they come
	headOnce bool             // headings above the first group only
	bare     bool             // no headings
	fixed    bool             // columns have their width, whatever is in them
}

// print writes the table, and nothing where there are no rows.
func (l layout[T]) print(w io.Writer, all []T) error {
	if l.order != nil {
		all = slices.Clone(all)
		slices.SortStableFunc(all, l.order)
	}
	if l.headOnce && len(all) > 0 {
		if err := l.block(w, nil); err != nil {
			return err
		}
		l.bare = true
	}
	for len(all) > 0 {
		n := len(all)
		if l.group != nil {
			title := l.group(all[0])
			for n = 1; n < len(all) && l.group(all[n]) == title; n++ {
			}
			if !l.headOnce {
				title += "\n"
			}
			if _, err := fmt.Fprintln(w, title); err != nil {
				return err
			}
		}
		if err := l.block(w, all[:n]); err != nil {
			return err
		}
		if all = all[n:]; len(all) > 0 {
			if _, err := fmt.Fprintln(w); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l layout[T]) block(w io.Writer, all []T) error {
	t := newTable()
	headings := make(table.Row, len(l.columns))
	configs := make([]table.ColumnConfig, len(l.columns))
	for i, c := range l.columns {
		headings[i] = c.heading
		configs[i] = table.ColumnConfig{
			Number: i + 1, WidthMax: c.width, WidthMaxEnforcer: wrapLines,
			Align: text.AlignLeft, AlignHeader: text.AlignLeft,
		}
		if l.group != nil || l.bare || l.fixed {
			configs[i].WidthMin = c.width
		}
		if c.number {
			configs[i].Align, configs[i].AlignHeader = text.AlignRight, text.AlignRight
		}
	}
	if !l.bare {
		t.AppendHeader(headings)
	}
	t.SetColumnConfigs(configs)
	for i, row := range all {
		if l.spaced && i > 0 {
			t.AppendRow(table.Row{""})
		}
		cells := make(table.Row, len(l.columns))
		for i, c := range l.columns {
			cells[i] = c.text(row)
		}
		t.AppendRow(cells)
	}
	_, err := fmt.Fprintln(w, t.Render())
	return err
}

// newTable is an empty table in the style of this program: no frame, no colour,
// a rule under the headings, two spaces between columns.
func newTable() table.Writer {
	t := table.NewWriter()
	style := table.StyleLight
	style.Options = table.Options{SeparateHeader: true, SeparateColumns: true}
	style.Format.Header = text.FormatDefault
	style.Format.HeaderAlign = text.AlignDefault
	style.Box.PaddingLeft, style.Box.PaddingRight = "", ""
	style.Box.MiddleVertical, style.Box.MiddleSeparator = "  ", "──"
	t.SetStyle(style)
	t.SuppressTrailingSpaces()
	return t
}

// paragraph breaks a text into lines of the page, each after the first starting
// with the indent.
func paragraph(words, indent string) string {
	return wrapped(words, indent, pageWidth)
}

// wrapped is paragraph for a width of its own.
func wrapped(words, indent string, width int) string {
	return strings.ReplaceAll(wrapLines(words, width-text.StringWidthWithoutEscSequences(indent)), "\n", "\n"+indent)
}

// wrapLines breaks each line of a text at the width, between words; a word that
// is longer, such as an address, is left whole.
func wrapLines(words string, width int) string {
	var lines []string
	for _, line := range strings.Split(words, "\n") {
		start := line[:len(line)-len(strings.TrimLeft(line, " "))]
		current := start
		for _, word := range strings.Fields(line) {
			switch {
			case current == start:
				current += word
			case text.StringWidthWithoutEscSequences(current)+1+text.StringWidthWithoutEscSequences(word) <= width:
				current += " " + word
			default:
				lines = append(lines, current)
				current = start + word
			}
		}
		lines = append(lines, current)
	}
	return strings.Join(lines, "\n")
}

// facts prints names and values, one below the other, long values wrapped.
// Facts without a value are left out.
func facts(w io.Writer, list [][2]string) error {
	widest := 0
	for _, f := range list {
		widest = max(widest, len(f[0]))
	}
	indent := strings.Repeat(" ", widest+2)
	for _, f := range list {
		if f[1] == "" {
			continue
		}
		if _, err := fmt.Fprintf(w, "%-*s  %s\n", widest, f[0], paragraph(f[1], indent)); err != nil {
			return err
		}
	}
	return nil
}
