package notebooks

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// cells are the cells of a notebook.
func cells(notebook map[string]any) []map[string]any {
	var all []map[string]any
	for _, cell := range asList(notebook["cells"]) {
		all = append(all, asMap(cell))
	}
	return all
}

func asMap(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

func asList(v any) []any {
	l, _ := v.([]any)
	return l
}

// text joins the lines in which the format keeps a text.
func text(v any) string {
	if s, whole := v.(string); whole {
		return s
	}
	var b strings.Builder
	for _, line := range asList(v) {
		fmt.Fprint(&b, line)
	}
	return b.String()
}

// lines cuts a text into the lines in which the format keeps it.
func lines(s string) []any {
	var l []any
	for line := range strings.Lines(s) {
		l = append(l, line)
	}
	return l
}

// complaints are the cells that failed, wrote on standard error, or were not
// run.
func complaints(notebook map[string]any) (found []string) {
	for i, cell := range cells(notebook) {
		if cell["cell_type"] != "code" {
			continue
		}
		if cell["execution_count"] == nil {
			found = append(found, fmt.Sprintf("cell %d was not run", i+1))
		}
		for _, o := range asList(cell["outputs"]) {
			switch output := asMap(o); {
			case output["output_type"] == "error":
				found = append(found, fmt.Sprintf("cell %d failed: %v: %v", i+1, output["ename"], output["evalue"]))
			case output["name"] == "stderr":
				found = append(found, fmt.Sprintf("cell %d complained: %s", i+1, text(output["text"])))
			}
		}
	}
	return found
}

// plain is a notebook without what differs from one execution to the next:
// dates, versions, and the pieces in which a stream arrived.
func plain(notebook map[string]any) map[string]any {
	for _, cell := range cells(notebook) {
		cell["metadata"] = map[string]any{}
		if outputs, run := cell["outputs"]; run {
			cell["outputs"] = whole(asList(outputs))
		}
	}
	info := asMap(asMap(notebook["metadata"])["language_info"])
	for _, key := range []string{"version", "codemirror_mode", "nbconvert_exporter", "pygments_lexer"} {
		delete(info, key)
	}
	return notebook
}

// whole joins the pieces of a stream; the streams come first, because nothing
// orders them among the displays.
func whole(outputs []any) []any {
	var joined []any
	var said strings.Builder
	for _, o := range outputs {
		if output := asMap(o); output["output_type"] == "stream" {
			said.WriteString(text(output["text"]))
			continue
		}
		joined = append(joined, o)
	}
	if said.Len() > 0 {
		stream := map[string]any{"output_type": "stream", "name": "stdout", "text": lines(said.String())}
		joined = slices.Insert(joined, 0, any(stream))
	}
	if joined == nil {
		return []any{}
	}
	return joined
}

// encode writes a notebook as it is kept.
func encode(t *testing.T, notebook map[string]any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(notebook); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A panic in a cell leaves Jupyter content; the outputs are all that tells.
func TestComplaintsAreHeard(t *testing.T) {
	for name, c := range map[string]struct{ cell, says string }{
		"an error":     {`"execution_count": 1, "outputs": [{"output_type": "error", "ename": "ERROR", "evalue": "exit status 2"}]`, "cell 1 failed: ERROR: exit status 2"},
		"a warning":    {`"execution_count": 1, "outputs": [{"output_type": "stream", "name": "stderr", "text": ["a ", "word"]}]`, "cell 1 complained: a word"},
		"nothing done": {`"execution_count": null, "outputs": []`, "cell 1 was not run"},
		"a result":     {`"execution_count": 1, "outputs": [{"output_type": "stream", "name": "stdout", "text": ["fine"]}]`, ""},
	} {
		var notebook map[string]any
		if err := json.Unmarshal([]byte(`{"cells": [{"cell_type": "code", `+c.cell+`}]}`), &notebook); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(complaints(notebook), "; "); got != c.says {
			t.Errorf("%s: %q, want %q", name, got, c.says)
		}
	}
}

func TestAStreamInPiecesIsOne(t *testing.T) {
	read := func(outputs string) string {
		var notebook map[string]any
		cell := `{"cells": [{"cell_type": "code", "metadata": {"execution": {"at": "now"}}, "outputs": [` + outputs + `]}]}`
		if err := json.Unmarshal([]byte(cell), &notebook); err != nil {
			t.Fatal(err)
		}
		return string(encode(t, plain(notebook)))
	}
	const display = `{"output_type": "display_data", "data": {}, "metadata": {}}`
	pieces := read(`{"output_type": "stream", "name": "stdout", "text": ["one\n", "tw"]}, ` + display +
		`, {"output_type": "stream", "name": "stdout", "text": ["o\n"]}`)
	if one := read(`{"output_type": "stream", "name": "stdout", "text": ["one\n", "two\n"]}, ` + display); pieces != one {
		t.Errorf("%s\nis not\n%s", pieces, one)
	}
}
