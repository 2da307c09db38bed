package results

import (
	"bytes"
	"encoding/json"
	"time"
)

// SensitivityRun is what a scenario's answer depends on. Measure, Label, Unit and Of are
// those of the first output, which pictures show.
type SensitivityRun struct {
	Scenario   string   `json:"scenario"`
	Title      string   `json:"title"`
	Seed       uint64   `json:"seed"`
	People     int      `json:"people"` // of a cohort
	Arm        string   `json:"arm"`    // labels
	Comparator string   `json:"comparator"`
	Measure    string   `json:"measure"`
	Label      string   `json:"label"`
	Unit       string   `json:"unit"`
	Of         string   `json:"of"`
	Notes      []string `json:"notes"` // how it was done
	Found      []string `json:"found"` // what was found, in words

	Rows []SensitivityRow `json:"-"` // sensitivity.json and sensitivity.csv
}

// SensitivityRow is one number about an input, or a group of them. Low and High are a
// 95% interval unless Quantity is of a bound; At is the input's value, as text.
type SensitivityRow struct {
	Method   string `json:"method"`
	Input    string `json:"input"`
	Measure  string `json:"measure"`
	Index    Number `json:"index"`
	Low      Number `json:"low"`
	High     Number `json:"high"`
	Quantity string `json:"quantity"`
	Of       string `json:"of"`
	Unit     string `json:"unit"`
	SE       Number `json:"se"`
	At       string `json:"at"`
	Label    string `json:"label"`
	Clear    bool   `json:"clear"` // the interval leaves 0 out
}

var sensitivityColumns = []column[SensitivityRow]{
	{"method", func(r *SensitivityRow) any { return &r.Method }},
	{"input", func(r *SensitivityRow) any { return &r.Input }},
	{"measure", func(r *SensitivityRow) any { return &r.Measure }},
	{"index", func(r *SensitivityRow) any { return &r.Index }},
	{"low", func(r *SensitivityRow) any { return &r.Low }},
	{"high", func(r *SensitivityRow) any { return &r.High }},
	{"quantity", func(r *SensitivityRow) any { return &r.Quantity }},
	{"of", func(r *SensitivityRow) any { return &r.Of }},
	{"unit", func(r *SensitivityRow) any { return &r.Unit }},
	{"se", func(r *SensitivityRow) any { return &r.SE }},
	{"at", func(r *SensitivityRow) any { return &r.At }},
	{"label", func(r *SensitivityRow) any { return &r.Label }},
	{"clear", func(r *SensitivityRow) any { return &r.Clear }},
}

// CSV is the rows as a table with a header line.
func (s *SensitivityRun) CSV() ([]byte, error) { return encode(sensitivityColumns, s.Rows) }

// JSON is the rows as an array of flat objects, one a line.
func (s *SensitivityRun) JSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("[")
	for i, r := range s.Rows {
		out.WriteString(map[bool]string{true: ",\n  ", false: "\n  "}[i > 0])
		e := json.NewEncoder(&out)
		e.SetEscapeHTML(false)
		if err := e.Encode(r); err != nil {
			return nil, err
		}
		out.Truncate(out.Len() - 1) // the end of the line
	}
	out.WriteString("\n]\n")
	return out.Bytes(), nil
}

// WriteSensitivity puts it on disk as directory dir: manifest.json, timing.json,
// scenario.yaml (resolved, as given), sensitivity.json, sensitivity.csv, about.json
// with the rest, and figures. The directory appears complete or not at all, and the
// errors are those of Write.
func WriteSensitivity(dir string, s *SensitivityRun, m Manifest, resolved []byte, opts WriteOptions) error {
	return publish(dir, opts.Force, func(partial string) error {
		var timing Timing
		if !opts.Started.IsZero() {
			started := opts.Started.UTC()
			timing = Timing{Started: &started, Seconds: time.Since(opts.Started).Seconds()}
		}
		var b builder
		b.add(manifestName, func() ([]byte, error) { return indented(m) })
		b.add("timing.json", func() ([]byte, error) { return indented(timing) })
		b.add("scenario.yaml", func() ([]byte, error) { return resolved, nil })
		b.add("sensitivity.json", s.JSON)
		b.add("sensitivity.csv", s.CSV)
		b.add("about.json", func() ([]byte, error) { return indented(s) })
		for _, f := range opts.Figures {
			b.files = append(b.files, File{"figures/" + f.Name, f.Bytes})
		}
		if b.err != nil {
			return b.err
		}
		for _, f := range b.files {
			if err := writeFile(partial, f); err != nil {
				return err
			}
		}
		return nil
	})
}

// ReadSensitivity reads it back, so that figures can be drawn again.
func ReadSensitivity(dir string) (*SensitivityRun, error) {
	var s SensitivityRun
	if err := readJSON(dir, "about.json", &s); err != nil {
		return nil, err
	}
	rows, err := readTable(dir, "sensitivity.csv", sensitivityColumns)
	s.Rows = rows
	return &s, err
}
