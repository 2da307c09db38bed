package results

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// ReadRun reads a results directory back: all that Write was given of the run,
// so that figures and reports can be drawn again without simulating. A
// directory that someone has shortened (no timing.json) is still read.
func ReadRun(dir string) (*Run, error) {
	var r Run
	if err := readJSON(dir, "summary.json", &r.Summary); err != nil {
		return nil, err
	}
	var timing Timing
	if err := readJSON(dir, "timing.json", &timing); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	r.Engine = Speed{timing.Seconds, timing.Events, timing.Workers}
	var err error
	if r.Replications, err = readReplications(filepath.Join(dir, "replications.parquet")); err != nil {
		return nil, err
	}
	if r.Arms, err = readTable(dir, "data/arms.csv", armColumns); err != nil {
		return nil, err
	}
	if r.Measures, err = readTable(dir, "data/measures.csv", measureColumns); err != nil {
		return nil, err
	}
	if r.Survival, err = readTable(dir, "data/survival.csv", survivalColumns); err != nil {
		return nil, err
	}
	if r.BudgetCurve, err = readTable(dir, "data/budget.csv", budgetColumns); err != nil {
		return nil, err
	}
	if r.Plane, err = readTable(dir, "data/plane.csv", planeColumns); err != nil {
		return nil, err
	}
	if r.Calibration, err = readTable(dir, "data/calibration.csv", targetColumns); err != nil {
		return nil, err
	}
	if r.Country, err = readCountry(dir); err != nil {
		return nil, err
	}
	points, err := readTable(dir, "data/pass.csv", passColumns)
	if err != nil {
		return nil, err
	}
	for _, p := range points {
		if p.Arm == "" {
			r.PassCurve = append(r.PassCurve, p)
		} else {
			r.PassPoints = append(r.PassPoints, p)
		}
	}
	return &r, nil
}

// ReadSummary reads what the run of a results directory says.
func ReadSummary(dir string) (Summary, error) {
	var s Summary
	err := readJSON(dir, "summary.json", &s)
	if err == nil && (s.Comparator == "" || s.Arms[s.Comparator] == nil) {
		err = damaged(filepath.Join(dir, "summary.json"), 0, "it says nothing of a comparator")
	}
	return s, err
}

// ReadManifest reads what a results directory was made from.
func ReadManifest(dir string) (Manifest, error) {
	var m Manifest
	err := readJSON(dir, manifestName, &m)
	if err == nil && m.Scenario == "" && m.Files == nil { // other programs have files of that name
		err = foreignManifest{dir}
	}
	return m, err
}

// foreignManifest says that a manifest is another program's.
type foreignManifest struct{ dir string }

func (e foreignManifest) Error() string {
	return fmt.Sprintf("%s: wanted a results directory; its %s is of something else", e.dir, manifestName)
}

// missing says that a file of a results directory is not there, or no directory at all.
type missing struct{ dir, name string }

func (e missing) Error() string {
	switch info, err := os.Stat(e.dir); {
	case err != nil:
		return e.dir + ": wanted a results directory; there is none"
	case !info.IsDir():
		return e.dir + ": wanted a results directory; got a file"
	}
	return fmt.Sprintf("%s: wanted a results directory; it has no %s", e.dir, e.name)
}

// Is has it be a missing file.
func (missing) Is(target error) bool { return target == fs.ErrNotExist }

// HasScenario is the error of a results directory without the scenario that was run, nil
// where it is there.
func HasScenario(dir string) error {
	const name = "scenario.yaml"
	if _, err := os.Stat(filepath.Join(dir, name)); errors.Is(err, fs.ErrNotExist) {
		return missing{dir, name}
	}
	return nil
}

// damaged is the error of a file that is not as the program wrote it, from a line on, 0
// where none can be named.
func damaged(path string, line int, how string) error {
	if line > 0 {
		path = fmt.Sprintf("%s:%d", path, line)
	}
	return fmt.Errorf("%s: wanted the file as diversim wrote it; %s: copy it anew, or run the scenario again", path, how)
}

func readJSON(dir, name string, into any) error {
	path := filepath.Join(dir, name)
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return missing{dir, name}
	case err != nil:
		return fmt.Errorf("wanted a results directory: %w", err)
	case len(text) == 0:
		return damaged(path, 0, "it is empty")
	}
	err = json.Unmarshal(text, into)
	lineAt := func(offset int64) int { return 1 + bytes.Count(text[:offset], []byte("\n")) }
	var fault *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &fault) && fault.Offset >= int64(len(text)):
		return damaged(path, lineAt(fault.Offset), "it breaks off")
	case errors.As(err, &fault):
		return damaged(path, lineAt(fault.Offset), "it is no JSON from there on")
	case errors.As(err, &kind):
		return damaged(path, lineAt(kind.Offset), fmt.Sprintf("%sgot %s of another kind", about(kind.Field), kind.Value))
	case err != nil:
		return damaged(path, 0, err.Error())
	}
	return nil
}

// about is a key before what is said of it.
func about(key string) string {
	if key == "" {
		return ""
	}
	return key + ": "
}

func readTable[T any](dir, name string, columns []column[T]) ([]T, error) {
	path := filepath.Join(dir, filepath.FromSlash(name))
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, missing{dir, name}
	case err != nil:
		return nil, fmt.Errorf("wanted a results directory: %w", err)
	}
	rows, err := decode(columns, text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return rows, nil
}
