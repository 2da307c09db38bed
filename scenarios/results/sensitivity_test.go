package results

import (
	"encoding/json"
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
	if err := WriteSensitivity(dir, s, Manifest{Scenario: "pilot"}, []byte("title: Pilot\n"), WriteOptions{Figures: []File{{"11-tornado.svg", []byte("<svg/>")}}}); err != nil {
		t.Fatal(err)
	}
	got, err := ReadSensitivity(dir)
	if err != nil || !reflect.DeepEqual(got, s) {
		t.Errorf("read back %+v, %v; want %+v", got, err, s)
	}
	if err := WriteSensitivity(dir, s, Manifest{}, nil, WriteOptions{}); err == nil {
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
