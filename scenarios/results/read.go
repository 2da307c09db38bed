package results

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
	return s, err
}

// ReadManifest reads what a results directory was made from.
func ReadManifest(dir string) (Manifest, error) {
	var m Manifest
	err := readJSON(dir, manifestName, &m)
	return m, err
}

// noDirectory says that there is no directory at all, in words of its own.
type noDirectory struct{ dir string }

func (e noDirectory) Error() string { return e.dir + ": wanted a results directory; there is none" }

// Is has a missing directory be a missing file.
func (noDirectory) Is(target error) bool { return target == fs.ErrNotExist }

func isThere(dir string) bool {
	_, err := os.Stat(dir)
	return err == nil
}

func readJSON(dir, name string, into any) error {
	text, err := os.ReadFile(filepath.Join(dir, name))
	switch {
	case errors.Is(err, fs.ErrNotExist) && !isThere(dir):
		return noDirectory{dir}
	case err != nil:
		return fmt.Errorf("want a results directory: %w", err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(dir, name), err)
	}
	return nil
}

func readTable[T any](dir, name string, columns []column[T]) ([]T, error) {
	path := filepath.Join(dir, filepath.FromSlash(name))
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("want a results directory: %w", err)
	}
	rows, err := decode(columns, text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return rows, nil
}
