package results

import (
	"fmt"
	"path/filepath"
	"testing"
)

// TestCountryIsReadBack: what a run says of the places comes back as it was written.
func TestCountryIsReadBack(t *testing.T) {
	e := Estimate{Mean: 0.25, Low: Absent(), High: Absent(), MCSE: 0.01}
	nothing := Estimate{Mean: Absent(), Low: Absent(), High: Absent(), MCSE: Absent()}
	want := &Country{
		Places:   []Place{{Code: "E23000034", Name: "London, City of", Short: "CoL", Row: 8, Column: 6, Population: 15_111, Contacts: 46, Status: "unknown"}},
		Rows:     []PlaceRow{{Arm: "usual", Place: "E23000034", Measure: "completion", Value: e, Difference: nothing, Worse: Absent(), Runs: 0}},
		Years:    []YearRow{{Arm: "national", Quantity: YearContacts, Year: 1, Value: e}},
		Adoption: []YearRow{{Arm: "national", Quantity: YearSchemes, Year: 1.0 / 12, Value: e}},
		Lottery:  []Chance{{Arm: "national", Place: "E23000034", Event: "charged", Share: e}},
	}
	dir := filepath.Join(t.TempDir(), "run")
	if _, err := Write(dir, &Run{Country: want}, Manifest{}, nil, WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	run, err := ReadRun(dir)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprintf("%+v", run.Country) != fmt.Sprintf("%+v", want) { // as text, in which a missing number equals a missing number
		t.Errorf("read back\n%+v\nwant\n%+v", run.Country, want)
	}
	if _, err := Write(dir, &Run{}, Manifest{}, nil, WriteOptions{Force: true}); err != nil {
		t.Fatal(err)
	}
	if run, err = ReadRun(dir); err != nil || run.Country != nil {
		t.Errorf("a run of one force has %+v, %v", run.Country, err)
	}
}
