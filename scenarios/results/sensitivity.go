package results

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
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
// 95% interval unless Quantity is of a bound. At is the input's value: a plain number in its
// unit, Inf without limit, or two with "to" between them; of a box it is in words, and the
// numbers are in Low and High.
// Comparator is the same number of the comparator where Index is an arm's own, and absent
// where Index compares the two or is of no arm.
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
	AtText   string `json:"-"` // At as people read it, with its unit
	Label    string `json:"label"`
	// Clear says that the interval leaves 0 out, or, of what cannot be below 0 or has chance
	// in it, that it lies above what a dummy shows, or of a rank correlation, that it is beyond
	// what chance makes of so many inputs. It is false where there is none.
	Clear bool `json:"clear"`

	Comparator Number `json:"comparator"`
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
	{"comparator", func(r *SensitivityRow) any { return &r.Comparator }},
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

// sampleName is the file of the draws behind a value of information.
const sampleName = "sample.csv"

// SensitivityAnswer makes what WriteSensitivity writes: the run and its figures. Rows of
// its sample go to row as they are drawn.
type SensitivityAnswer func(row func([]float64) error) (*SensitivityRun, []File, error)

// WriteSensitivity puts a run on disk as directory dir while it is made: manifest.json,
// timing.json, scenario.yaml (resolved, as given), sensitivity.json, sensitivity.csv,
// about.json with the rest, figures and, where columns are given, sample.csv with them as
// its header and a line for each row. The directory appears complete or not at all, at
// dir unless that came into being meanwhile, and the errors are those of Write and of
// answer.
func WriteSensitivity(dir string, m Manifest, resolved []byte, columns []string, opts WriteOptions, answer SensitivityAnswer) (at string, err error) {
	return publish(dir, opts.Force, opts.Beside, func(partial string) error {
		s, figures, err := answering(partial, columns, answer)
		if err != nil {
			return err
		}
		var timing Timing
		if !opts.Started.IsZero() {
			started := opts.Started.UTC()
			timing = Timing{Started: &started, Seconds: time.Since(opts.Started).Seconds()}
		}
		var b builder
		b.add("timing.json", func() ([]byte, error) { return indented(timing) })
		b.add("scenario.yaml", func() ([]byte, error) { return resolved, nil })
		b.add("sensitivity.json", s.JSON)
		b.add("sensitivity.csv", s.CSV)
		b.add("about.json", func() ([]byte, error) { return indented(s) })
		for _, f := range figures {
			b.files = append(b.files, File{"figures/" + f.Name, f.Bytes})
		}
		if columns != nil {
			b.manifest(m, sampleName)
		} else {
			b.manifest(m)
		}
		return b.write(partial)
	})
}

// answering makes the run, with its sample in a file below dir.
func answering(dir string, columns []string, answer SensitivityAnswer) (s *SensitivityRun, figures []File, err error) {
	if columns == nil {
		return answer(nil)
	}
	err = stream(dir, sampleName, func(w io.Writer) error {
		table := csv.NewWriter(w)
		if err := table.Write(columns); err != nil {
			return err
		}
		line := make([]string, len(columns))
		s, figures, err = answer(func(row []float64) error {
			for k, x := range row {
				line[k] = FormatFloat(x)
			}
			return table.Write(line)
		})
		if err != nil {
			return err
		}
		table.Flush()
		return table.Error()
	})
	return s, figures, err
}
