package results

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// What is written is read back, and the JSON is an array of flat objects with absent
// numbers as null.
func TestSensitivityRoundTrip(t *testing.T) {
	s := &SensitivityRun{
		Scenario: "pilot", Title: "Pilot", Seed: 3, People: 1500, Arm: "Diversion, £60,000", Measure: "m", Notes: []string{"how"}, Found: []string{"what"},
		Rows: []SensitivityRow{
			{Method: "tornado", Input: "effect.a", Measure: "m", Index: 0.25, Low: -1, High: 2, Quantity: "swing", Unit: "proportion", SE: 0.5, At: "£1,000 to £2,000", Clear: false},
			{Method: "value", Input: "everything", Measure: "m", Index: 1, Low: 0.5, High: 2, Quantity: "evpi", SE: 1, Clear: true},
		},
	}
	dir := filepath.Join(t.TempDir(), "out")
	columns := []string{"draw", "effect.a", "diversion:m"}
	answer := func(row func([]float64) error) (*SensitivityRun, []File, error) {
		err := errors.Join(row([]float64{0, 0.25, math.NaN()}), row([]float64{1, math.Inf(1), 1.0 / 3}))
		return s, []File{{"11-tornado.svg", []byte("<svg/>")}}, err
	}
	if _, err := WriteSensitivity(dir, Manifest{Scenario: "pilot"}, []byte("title: Pilot\n"), columns, WriteOptions{}, answer); err != nil {
		t.Fatal(err)
	}
	files := contents(t, dir)
	if want := "draw,effect.a,diversion:m\n0,0.25,\n1,+Inf,0.3333333333333333\n"; files["sample.csv"] != want {
		t.Errorf("sample: %q, want %q", files["sample.csv"], want)
	}
	read, err := decode(sensitivityColumns, []byte(files["sensitivity.csv"]))
	if err != nil || !reflect.DeepEqual(read, s.Rows) {
		t.Errorf("read back %+v, %v; want %+v", read, err, s.Rows)
	}
	var about SensitivityRun
	if err := json.Unmarshal([]byte(files["about.json"]), &about); err != nil || about.Title != s.Title || files["figures/11-tornado.svg"] == "" {
		t.Errorf("about: %+v, %v", about, err)
	}
	if _, err := WriteSensitivity(dir, Manifest{}, nil, columns, WriteOptions{}, answer); err == nil {
		t.Error("a directory that is there was replaced")
	}
	s.Rows[1].Low = Absent()
	text, err := s.JSON()
	var rows []map[string]any
	if err != nil || json.Unmarshal(text, &rows) != nil || len(rows) != 2 || rows[1]["low"] != nil || rows[0]["at"] != "£1,000 to £2,000" {
		t.Errorf("%s, %v", text, err)
	}
	if len(rows[0]) != len(sensitivityColumns) {
		t.Errorf("JSON has %d keys and CSV %d", len(rows[0]), len(sensitivityColumns))
	}
	s.Rows = nil
	if text, err := s.JSON(); err != nil || string(text) != "[\n]\n" {
		t.Errorf("no rows: %q, %v", text, err)
	}
}

// A run that ends half way leaves nothing, what it drew before included.
func TestSensitivityThatEnds(t *testing.T) {
	parent, ended := t.TempDir(), errors.New("interrupted")
	_, err := WriteSensitivity(filepath.Join(parent, "new", "out"), Manifest{}, nil, []string{"draw"}, WriteOptions{}, func(row func([]float64) error) (*SensitivityRun, []File, error) {
		for n := range 100_000 {
			if err := row([]float64{float64(n)}); err != nil {
				return nil, nil, err
			}
		}
		if written, err := fs.Glob(os.DirFS(parent), "new/.out.partial-*/sample.csv"); err != nil || len(written) != 1 {
			t.Errorf("rows are to be written as they are drawn; got %v, %v", written, err)
		}
		return nil, nil, ended
	})
	if left, _ := os.ReadDir(parent); !errors.Is(err, ended) || len(left) != 0 {
		t.Errorf("%v, and %v is left", err, left)
	}
}
