package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"

	"diversim/scenarios/results"
)

// field is one value of a row under its permanent key, in JSON and CSV. The
// value is a string, a bool, an int, a float64 (NaN where there is none) or nil.
type field[T any] struct {
	key   string
	value func(T) any
}

// rows prints values of T one at a time, as they come: JSON and CSV by fields,
// tables by columns.
type rows[T any] struct {
	w      io.Writer
	form   format
	fields []field[T]
	table  layout[T]

	live   bool // a table of fixed widths, printed row by row
	kept   []T  // of a table, whose widths need every row
	begun  bool
	record *csv.Writer
}

// add prints a row, or keeps it for the table.
func (r *rows[T]) add(row T) error {
	switch r.form {
	case formatJSON:
		return r.addJSON(row)
	case formatCSV:
		return r.addCSV(row)
	}
	if r.live {
		return r.addLive(row)
	}
	r.kept = append(r.kept, row)
	return nil
}

// close ends the output. It is called once, whether or not there were rows.
func (r *rows[T]) close() error {
	switch r.form {
	case formatJSON:
		if !r.begun {
			_, err := fmt.Fprintln(r.w, "[]")
			return err
		}
		_, err := fmt.Fprint(r.w, "\n]\n")
		return err
	case formatCSV:
		if !r.begun {
			return r.header()
		}
		return nil
	}
	return r.table.print(r.w, r.kept)
}

// all prints several rows and ends the output.
func (r *rows[T]) all(list []T) error {
	for _, row := range list {
		if err := r.add(row); err != nil {
			return err
		}
	}
	return r.close()
}

func (r *rows[T]) addLive(row T) error {
	if !r.begun {
		r.begun = true
		r.table.fixed = true
		if err := r.table.block(r.w, nil); err != nil {
			return err
		}
		r.table.bare = true
	}
	return r.table.block(r.w, []T{row})
}

func (r *rows[T]) addJSON(row T) error {
	var out bytes.Buffer
	out.WriteString(map[bool]string{false: "[\n", true: ",\n"}[r.begun])
	r.begun = true
	out.WriteString("  {")
	for i, f := range r.fields {
		if i > 0 {
			out.WriteString(", ")
		}
		text, err := jsonText(f.value(row))
		if err != nil {
			return fmt.Errorf("%s: %w", f.key, err)
		}
		fmt.Fprintf(&out, "%q: %s", f.key, text)
	}
	out.WriteString("}")
	_, err := r.w.Write(out.Bytes())
	return err
}

// jsonText is a value as JSON, with £ and < as themselves and null for a number
// that is not there.
func jsonText(v any) ([]byte, error) {
	if x, ok := v.(float64); ok && (math.IsNaN(x) || math.IsInf(x, 0)) {
		return []byte("null"), nil
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(out.Bytes()), err
}

func (r *rows[T]) header() error {
	r.begun = true
	r.record = csv.NewWriter(r.w)
	names := make([]string, len(r.fields))
	for i, f := range r.fields {
		names[i] = f.key
	}
	return r.line(names)
}

func (r *rows[T]) addCSV(row T) error {
	if !r.begun {
		if err := r.header(); err != nil {
			return err
		}
	}
	cells := make([]string, len(r.fields))
	for i, f := range r.fields {
		cells[i] = csvText(f.value(row))
	}
	return r.line(cells)
}

func (r *rows[T]) line(cells []string) error {
	if err := r.record.Write(cells); err != nil {
		return err
	}
	r.record.Flush()
	return r.record.Error()
}

// csvText is a value as a cell, empty for one that is not there.
func csvText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		if math.IsInf(v, 0) {
			return ""
		}
		return results.FormatFloat(v)
	}
	return fmt.Sprint(v)
}
