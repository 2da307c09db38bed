package results

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// csvRows is the size from which replications are kept as Parquet alone.
const csvRows = 200_000

// File is a file to be written into a results directory. Name is a path with
// forward slashes below the directory it is meant for.
type File struct {
	Name  string
	Bytes []byte
}

// WriteOptions says what else goes into a results directory and whether an
// earlier one of the same name may be replaced.
type WriteOptions struct {
	Force   bool
	Beside  bool        // what stands in the way and may not be replaced has the results go beside it
	Figures []File      // written below figures/
	Files   []File      // written beside the manifest: a report, metadata
	Events  EventStream // when given, events.parquet is written
	Started time.Time   // when the run began; goes into timing.json only
}

// Write puts a run on disk as directory dir: manifest.json, timing.json,
// scenario.yaml (resolved, as given), summary.json, summary.csv,
// replications.parquet with replications.csv beside it while small, the
// numbers behind the figures in data/, and what opts adds. The directory
// appears complete or not at all: it is filled under a hidden name beside dir
// and renamed. The same run gives the same bytes in every file but
// timing.json. at is where it is: dir, unless that came into being meanwhile.
//
// An error is returned, and nothing left behind, when dir exists and
// neither opts.Force nor opts.Beside is set, when dir exists and is not a results
// directory, or when its parent cannot be written to.
func Write(dir string, r *Run, m Manifest, resolved []byte, opts WriteOptions) (at string, err error) {
	return publish(dir, opts.Force, opts.Beside, func(partial string) error {
		if err := describe(r, m, resolved, opts).write(partial); err != nil {
			return err
		}
		err := stream(partial, "replications.parquet", func(w io.Writer) error {
			return writeReplications(w, m, r.Replications)
		})
		if err != nil || opts.Events == nil {
			return err
		}
		return stream(partial, "events.parquet", func(w io.Writer) error {
			return writeEvents(w, m, opts.Events, r.Country != nil)
		})
	})
}

// describe lists every file of the directory that is small enough to be held
// in memory.
func describe(r *Run, m Manifest, resolved []byte, opts WriteOptions) *builder {
	timing := Timing{Seconds: r.Engine.Seconds, Events: r.Engine.Events, Workers: r.Engine.Workers}
	if !opts.Started.IsZero() {
		started := opts.Started.UTC()
		timing.Started = &started
	}
	var b builder
	b.add("timing.json", func() ([]byte, error) { return indented(timing) })
	b.add("scenario.yaml", func() ([]byte, error) { return resolved, nil })
	b.add("summary.json", r.SummaryJSON)
	b.add("summary.csv", r.SummaryCSV)
	if r.Replications.fewerThan(csvRows) {
		b.add("replications.csv", func() ([]byte, error) { return encode(replicationColumns, slices.Collect(r.Replications.All())) })
	}
	b.add("data/arms.csv", func() ([]byte, error) { return encode(armColumns, r.Arms) })
	b.add("data/measures.csv", func() ([]byte, error) { return encode(measureColumns, r.Measures) })
	b.add("data/survival.csv", func() ([]byte, error) { return encode(survivalColumns, r.Survival) })
	b.add("data/budget.csv", func() ([]byte, error) { return encode(budgetColumns, r.BudgetCurve) })
	b.add("data/pass.csv", func() ([]byte, error) {
		return encode(passColumns, slices.Concat(r.PassCurve, r.PassPoints))
	})
	b.add("data/plane.csv", func() ([]byte, error) { return encode(planeColumns, r.Plane) })
	b.add("data/calibration.csv", func() ([]byte, error) { return encode(targetColumns, r.Calibration) })
	b.country(r.Country)
	b.files = append(b.files, opts.Files...)
	for _, f := range opts.Figures {
		b.files = append(b.files, File{"figures/" + f.Name, f.Bytes})
	}
	streamed := []string{"replications.parquet"}
	if opts.Events != nil {
		streamed = append(streamed, "events.parquet")
	}
	b.manifest(m, streamed...)
	return &b
}

// fewerThan says whether there are fewer rows than that.
func (r Rows) fewerThan(many int) bool {
	n := 0
	for range r.All() {
		if n++; n == many {
			return false
		}
	}
	return true
}

// builder collects files and keeps the first error.
type builder struct {
	files []File
	err   error
}

func (b *builder) add(name string, make func() ([]byte, error)) {
	if b.err != nil {
		return
	}
	text, err := make()
	if err != nil {
		b.err = fmt.Errorf("%s: %w", name, err)
		return
	}
	b.files = append(b.files, File{name, text})
}

// manifest adds the manifest, once every other file is there but those that are
// streamed.
func (b *builder) manifest(m Manifest, streamed ...string) {
	m.Files = slices.Clone(streamed)
	for _, f := range b.files {
		m.Files = append(m.Files, f.Name)
	}
	slices.Sort(m.Files)
	b.add(manifestName, func() ([]byte, error) { return indented(m) })
}

// write writes the files below dir, unless there was an error.
func (b *builder) write(dir string) error {
	if b.err != nil {
		return b.err
	}
	for _, f := range b.files {
		if err := writeFile(dir, f); err != nil {
			return err
		}
	}
	return nil
}

// writeFile writes one file below dir, and the folder it stands in.
func writeFile(dir string, f File) error {
	name := filepath.FromSlash(f.Name)
	if !filepath.IsLocal(name) {
		return fmt.Errorf("want a file name inside the results directory, got %q", f.Name)
	}
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, f.Bytes, 0o644)
}

// stream writes one file below dir as it is made.
func stream(dir, name string, write func(io.Writer) error) error {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		_ = f.Close() // the first error is the one to tell; the file is removed
		return fmt.Errorf("%s: %w", name, err)
	}
	return f.Close()
}

// indented is a value as JSON for people: indented, keys of maps in order,
// and £ and < as themselves.
func indented(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return out.Bytes(), err
}

// SummaryJSON is summary.json.
func (r *Run) SummaryJSON() ([]byte, error) { return indented(r.Summary) }

// SummaryCSV is summary.csv: one row per arm and measure, arms in the order
// of the scenario, with the paired difference from the comparator beside it.
func (r *Run) SummaryCSV() ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	header := []string{
		"arm", "measure", "mean", "low", "high", "mc_se", "unit",
		"difference_mean", "difference_low", "difference_high", "difference_mc_se",
	}
	if err := w.Write(header); err != nil {
		return nil, err
	}
	for _, arm := range r.Arms {
		measures := r.Summary.Arms[arm.Name]
		for _, name := range slices.Sorted(maps.Keys(measures)) {
			e := measures[name]
			d, ok := r.Summary.Differences[arm.Name][name]
			if !ok {
				d = Estimate{Mean: Absent(), Low: Absent(), High: Absent(), MCSE: Absent()}
			}
			line := append([]string{arm.Name, name}, estimateCells(e)...)
			line = append(append(line, e.Unit), estimateCells(d)...)
			if err := w.Write(line); err != nil {
				return nil, err
			}
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

func estimateCells(e Estimate) []string {
	return []string{
		FormatFloat(float64(e.Mean)), FormatFloat(float64(e.Low)),
		FormatFloat(float64(e.High)), FormatFloat(float64(e.MCSE)),
	}
}
