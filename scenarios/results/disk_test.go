package results

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

// smallRun has an absent number in every kind of place that may hold one.
func smallRun() *Run {
	reoffending := Estimate{Mean: 0.2, Low: Absent(), High: Absent(), MCSE: 0.001, Unit: "proportion"}
	r := &Run{
		Summary: Summary{
			Scenario: "small", Title: "£ < & >", Digest: "sha256:12", Seed: 7, People: 10, Replications: 3,
			Comparator: "usual", Interval: "cohort",
			Arms: map[string]map[string]Estimate{
				"usual":     {"reoffending_12m_proven": reoffending, "cost_public": {Mean: 1, Unit: "pounds"}},
				"diversion": {"reoffending_12m_proven": reoffending},
			},
			Differences: map[string]map[string]Estimate{
				"diversion": {"reoffending_12m_proven": {Mean: -0.01, Low: -0.02, High: 1.0 / 3, MCSE: 0.001}},
			},
			Convergence: &Convergence{
				Arm: "diversion", Measure: "reoffending_12m_proven", Stopped: StoppedEarly, Rule: &StoppingRule{Precision: 0.001, Fewest: 100, Most: 5000},
				Points: []ConvergencePoint{{1, 0.02, Absent(), Absent()}, {3, -0.01, 0.001, 0.001}},
			},
		},
		Arms:        []Arm{{Name: "usual", Label: "Usual, today", Comparator: true}, {Name: "diversion", Diverts: true}},
		Measures:    []string{"reoffending_12m_proven"},
		Survival:    []SurvivalRow{{"usual", "latent", 1.5, 0.9, math.NaN(), math.NaN(), 9.3}},
		BudgetCurve: []BudgetPoint{{BudgetGBP: 60_000, Scenario: true, PerReoffenceAvoided: Absent(), Completion: 0.1}},
		PassCurve:   []PassPoint{{TrueRate: 0.8, Cohort: 10, Target: 0.8, Probability: 0.52}},
		PassPoints:  []PassPoint{{Arm: "usual", WithSpread: true, TrueRate: 0.7, Cohort: 10, Target: 0.8, Probability: 0.1}},
		Plane:       []PlanePoint{{Replication: 2, Arm: "diversion", QALYs: 0.001, SocietyCashable: -1.5}},
		Engine:      Speed{Seconds: 1.25, Events: 99, Workers: 2},
	}
	var rows []Row
	for i := range 3 {
		rows = append(rows,
			Row{i, "usual", "all", "reoffending_12m_proven", float64(i) / 7},
			Row{i, "usual", "would-complete", "reoffending_12m_proven", math.NaN()})
	}
	r.Replications = Rows(slices.Values(rows))
	return r
}

func smallManifest() Manifest {
	return Manifest{Scenario: "small", ScenarioDigest: "sha256:12", Version: "0.1.0", Seed: 7, Replications: 3, People: 10}
}

func smallOptions() WriteOptions {
	return WriteOptions{
		Figures: []File{{"01-cost.svg", []byte("<svg/>")}},
		Files:   []File{{"report.html", []byte("<html>")}},
		Started: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		Events: func(yield func(EventRow) bool) error {
			for i := range 3000 {
				if !yield(EventRow{Replication: i / 1000, Arm: "usual", Person: uint32(i), AtDays: float64(i) / 3, Kind: "offence"}) {
					return nil
				}
			}
			return nil
		},
	}
}

func writeSmall(t *testing.T, dir string, r *Run) {
	t.Helper()
	if _, err := Write(dir, r, smallManifest(), []byte("title: small\n"), smallOptions()); err != nil {
		t.Fatal(err)
	}
}

// contents maps every file below dir to its bytes.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sameFiles(t *testing.T, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s differs", name)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
}

func TestSameRunSameBytes(t *testing.T) {
	parent := t.TempDir()
	a, b := filepath.Join(parent, "a"), filepath.Join(parent, "b")
	writeSmall(t, a, smallRun())
	writeSmall(t, b, smallRun())
	files := contents(t, a)
	sameFiles(t, contents(t, b), files)
	for _, name := range []string{
		"manifest.json", "timing.json", "scenario.yaml", "summary.json", "summary.csv",
		"replications.parquet", "replications.csv", "events.parquet", "figures/01-cost.svg", "report.html",
	} {
		if _, ok := files[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
	for _, time := range []string{"2026", "1.25"} {
		if strings.Contains(files["manifest.json"], time) {
			t.Errorf("manifest.json holds a time: %s", time)
		}
	}
}

// A run read back and written again is the same directory: nothing that Write
// keeps is lost or rounded on the way.
func TestRoundTrip(t *testing.T) {
	parent := t.TempDir()
	first, second := filepath.Join(parent, "first"), filepath.Join(parent, "second")
	writeSmall(t, first, smallRun())
	r, err := ReadRun(first)
	if err != nil {
		t.Fatal(err)
	}
	rows := slices.Collect(r.Replications.All())
	if got := rows[4].Value; got != 2.0/7 {
		t.Errorf("replication 2 has %v, want 2/7", got)
	}
	if got := rows[5].Value; !math.IsNaN(got) {
		t.Errorf("a mean over nobody reads back as %v", got)
	}
	writeSmall(t, second, r)
	want := contents(t, first)
	delete(want, "timing.json")
	got := contents(t, second)
	delete(got, "timing.json")
	sameFiles(t, got, want)
	m, err := ReadManifest(first)
	wanted := smallManifest()
	for name := range contents(t, first) {
		if name != manifestName {
			wanted.Files = append(wanted.Files, name)
		}
	}
	slices.Sort(wanted.Files)
	if err != nil || !reflect.DeepEqual(m, wanted) {
		t.Errorf("manifest %+v, %v; want %+v", m, err, wanted)
	}
}

func TestSummaryCSV(t *testing.T) {
	text, err := smallRun().SummaryCSV()
	if err != nil {
		t.Fatal(err)
	}
	want := `arm,measure,mean,low,high,mc_se,unit,difference_mean,difference_low,difference_high,difference_mc_se
usual,cost_public,1,0,0,0,pounds,,,,
usual,reoffending_12m_proven,0.2,,,0.001,proportion,,,,
diversion,reoffending_12m_proven,0.2,,,0.001,proportion,-0.01,-0.02,0.3333333333333333,0.001
`
	if string(text) != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

// The log of a run over force areas has a column more, and no other log has.
func TestEventsSayWhereTheyAre(t *testing.T) {
	for _, placed := range []bool{false, true} {
		dir, r, o := filepath.Join(t.TempDir(), "out"), smallRun(), smallOptions()
		columns := []string{"replication", "arm", "person", "at_days", "kind", "type", "outcome", "pence"}
		if placed {
			r.Country = &Country{}
			columns = append(columns, "force")
		}
		o.Events = func(yield func(EventRow) bool) error {
			yield(EventRow{Arm: "usual", Person: 9, Kind: "offence", Force: "Kent"})
			return nil
		}
		if _, err := Write(dir, r, smallManifest(), []byte("title: small\n"), o); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "events.parquet"))
		if err != nil {
			t.Fatal(err)
		}
		f, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range f.Schema().Columns() {
			got = append(got, strings.Join(c, "."))
		}
		if !slices.Equal(got, columns) {
			t.Errorf("columns %v; wanted %v", got, columns)
		}
		rows, err := parquet.ReadFile[placedEvent](filepath.Join(dir, "events.parquet"))
		if err != nil || len(rows) != 1 || rows[0].Person != 9 || placed != (rows[0].Area == "Kent") {
			t.Errorf("over force areas %v: %+v, %v", placed, rows, err)
		}
	}
}

func TestParquetNamesItsRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	writeSmall(t, dir, smallRun())
	for name, rows := range map[string]int64{"replications.parquet": 6, "events.parquet": 3000} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		f, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)))
		if err != nil {
			t.Fatal(err)
		}
		digest, _ := f.Lookup("digest")
		seed, _ := f.Lookup("seed")
		if digest != "sha256:12" || seed != "7" || f.NumRows() != rows {
			t.Errorf("%s: digest %q, seed %q, %d rows; want sha256:12, 7, %d", name, digest, seed, f.NumRows(), rows)
		}
	}
}

func TestLargeRunsHaveNoCSV(t *testing.T) {
	r := smallRun()
	r.Replications = Rows(slices.Values(make([]Row, csvRows)))
	dir := filepath.Join(t.TempDir(), "out")
	writeSmall(t, dir, r)
	if _, err := os.Stat(filepath.Join(dir, "replications.csv")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("replications.csv of %d rows: %v", csvRows, err)
	}
}

func TestExistingDirectory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	writeSmall(t, dir, smallRun())
	before := contents(t, dir)
	r := smallRun()
	r.Summary.Title = "another"
	_, err := Write(dir, r, smallManifest(), nil, WriteOptions{})
	if err == nil || !strings.Contains(err.Error(), "--force") {
		t.Errorf("writing over a directory: %v", err)
	}
	sameFiles(t, contents(t, dir), before)
	if _, err := Write(dir, r, smallManifest(), nil, WriteOptions{Force: true}); err != nil {
		t.Fatal(err)
	}
	after := contents(t, dir)
	if _, ok := after["report.html"]; ok || !strings.Contains(after["summary.json"], "another") {
		t.Error("the earlier directory was not replaced as a whole")
	}
	alone(t, dir)
}

// Force replaces results only: a folder of someone's own files stays.
func TestForceSparesOtherFolders(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thesis.tex"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Write(dir, smallRun(), smallManifest(), nil, WriteOptions{Force: true})
	if err == nil || !strings.Contains(err.Error(), "not a results directory") {
		t.Errorf("replacing a folder of other files: %v", err)
	}
	if len(contents(t, dir)) != 1 {
		t.Error("the folder was changed")
	}
}

// Nor does force take away what somebody has put among the results.
func TestForceSparesOtherFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	writeSmall(t, dir, smallRun())
	own := filepath.Join(dir, "data", "own.csv")
	if err := os.WriteFile(own, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	_, err := Write(dir, smallRun(), smallManifest(), nil, WriteOptions{Force: true})
	if err == nil || !strings.HasSuffix(err.Error(), "so it is not replaced: data/own.csv") {
		t.Errorf("replacing results with somebody's file among them: %v", err)
	}
	sameFiles(t, contents(t, dir), before)
	if err := os.Remove(own); err != nil {
		t.Fatal(err)
	}
	if err := Replaceable(dir); err != nil {
		t.Errorf("results alone: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, manifestName), []byte(`{"scenario": "small"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Replaceable(dir); err != nil {
		t.Errorf("results of a version that listed no files: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, manifestName), []byte(`{"name": "a web page"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Replaceable(dir); err == nil || !strings.Contains(err.Error(), "is of something else") {
		t.Errorf("a folder with another program's manifest: %v", err)
	}
}

func TestFailureLeavesNothing(t *testing.T) {
	cases := map[string]WriteOptions{
		"events fail": {Events: func(yield func(EventRow) bool) error {
			yield(EventRow{})
			return fmt.Errorf("the log broke off")
		}},
		"a name outside": {Files: []File{{"../outside", nil}}},
	}
	for name, opts := range cases {
		parent := t.TempDir()
		dir := filepath.Join(parent, "new", "deeper", "out")
		if _, err := Write(dir, smallRun(), smallManifest(), nil, opts); err == nil {
			t.Errorf("%s: no error", name)
		}
		entries, err := os.ReadDir(parent)
		if err != nil || len(entries) != 0 {
			t.Errorf("%s: left behind %v, %v", name, entries, err)
		}
	}
	r := smallRun()
	r.Summary.People = 1
	r.Summary.Budget = map[string]Budget{"diversion": {BudgetGBP: math.Inf(1)}}
	dir := filepath.Join(t.TempDir(), "out")
	if _, err := Write(dir, r, smallManifest(), nil, WriteOptions{}); err == nil || !strings.Contains(err.Error(), "summary.json") {
		t.Errorf("an infinite budget: %v", err)
	}
}

// A program that ends at once, in the middle of writing, can take away what it wrote.
func TestAbandon(t *testing.T) {
	parent := t.TempDir()
	_, err := WriteSensitivity(filepath.Join(parent, "new", "out"), Manifest{}, nil, []string{"draw"}, WriteOptions{},
		func(row func([]float64) error) (*SensitivityRun, []File, error) {
			if err := row([]float64{1}); err != nil {
				t.Fatal(err)
			}
			Abandon()
			if entries, err := os.ReadDir(parent); err != nil || len(entries) != 0 {
				t.Errorf("left behind %v, %v", entries, err)
			}
			return nil, nil, errors.New("too late")
		})
	if err == nil {
		t.Error("wanted an error, for there is no directory to finish")
	}
}

func TestUnwritableParent(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Join(file, "out"), file} {
		_, err := Write(dir, smallRun(), smallManifest(), nil, WriteOptions{})
		if err == nil || !strings.Contains(err.Error(), dir) {
			t.Errorf("writing to %s: %v", dir, err)
		}
	}
}

func TestReadRunSaysWhatIsWrong(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if _, err := ReadRun(dir); err == nil || !strings.Contains(err.Error(), dir+": wanted a results directory") {
		t.Errorf("reading nothing: %v", err)
	}
	writeSmall(t, dir, smallRun())
	path := filepath.Join(dir, "data", "survival.csv")
	for text, want := range map[string]string{
		"":                "header",
		"a,b,c,d,e,f,g\n": `want "arm"`,
		"arm,measure,month,survival,low,high,at_risk\nusual,latent,x,1,,,9\n": "line 2, column month",
	} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadRun(dir); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("reading %q: %v, want %s", text, err, want)
		}
	}
}

// A file that broke off, or was never ours, is named with its line, in words of our own.
func TestDamagedFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	writeSmall(t, dir, smallRun())
	whole := contents(t, dir)
	read := map[string]func() error{
		"summary.json":  func() error { _, err := ReadSummary(dir); return err },
		"manifest.json": func() error { _, err := ReadManifest(dir); return err },
	}
	for _, c := range []struct{ name, text, says string }{
		{"summary.json", "", ": wanted the file as diversim wrote it; it is empty"},
		{"summary.json", whole["summary.json"][:200], ":11: wanted the file as diversim wrote it; it breaks off"},
		{"summary.json", "{\n\x00}\n", ":2: wanted the file as diversim wrote it; it is no JSON from there on"},
		{"summary.json", "{\n\"seed\": \"x\"}", ":2: wanted the file as diversim wrote it; seed: got string of another kind"},
		{"summary.json", "[]", ":1: wanted the file as diversim wrote it; got array of another kind"},
		{"summary.json", "{}", ": wanted the file as diversim wrote it; it says nothing of a comparator"},
		{"manifest.json", whole["manifest.json"][:60], ":4: wanted the file as diversim wrote it; it breaks off"},
		{"manifest.json", "{}", "its manifest.json is of something else"},
	} {
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		err := read[c.name]()
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), dir) {
			t.Errorf("%s of %q: want %q, got %v", c.name, c.text, c.says, err)
		}
		if err := os.WriteFile(path, []byte(whole[c.name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, try := range read {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if err := try(); !errors.Is(err, fs.ErrNotExist) || err.Error() != dir+": wanted a results directory; it has no "+name {
			t.Errorf("without %s: %v", name, err)
		}
	}
	if _, err := ReadSummary(filepath.Join(dir, "timing.json")); err == nil || !strings.HasSuffix(err.Error(), "timing.json: wanted a results directory; got a file") {
		t.Errorf("of a file: %v", err)
	}
}

// The part of a run goes beside what stands where it was to go, never over it.
func TestBeside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	for _, want := range []string{dir, dir + "-interrupted-1", dir + "-interrupted-2"} {
		if got := Beside(dir, "interrupted"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if err := os.Mkdir(want, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// What came into being where results were to go, while they were made, is left alone: they
// go beside it, forced or not.
func TestTakenMeanwhile(t *testing.T) {
	for name, force := range map[string]bool{"as it is": false, "forced": true} {
		dir := filepath.Join(t.TempDir(), "out")
		own := filepath.Join(dir, "own.csv")
		at, err := WriteSensitivity(dir, smallManifest(), nil, nil, WriteOptions{Force: force},
			func(func([]float64) error) (*SensitivityRun, []File, error) {
				return &SensitivityRun{}, nil, errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(own, nil, 0o644))
			})
		if err != nil || at != dir+"-beside-1" {
			t.Errorf("%s: results are in %q, %v", name, at, err)
		}
		if _, err := ReadManifest(at); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
			t.Errorf("%s: what came into being is %v, %v", name, entries, err)
		}
	}
	dir := t.TempDir()
	at, err := WriteFiles(dir, smallManifest(), WriteOptions{Beside: true})
	if err != nil || at != dir+"-beside-1" {
		t.Errorf("files are in %q, %v", at, err)
	}
}

// A file that cannot be written is called by its name in the directory, and not in the
// hidden one that is gone.
func TestFullDisk(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	_, err := WriteFiles(dir, smallManifest(), WriteOptions{Files: []File{{"figures", nil}, {"figures/a.svg", nil}}})
	want := "results cannot be written to " + dir + ", and none were left there: figures: "
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("want %q, got %v", want, err)
	}
}

// alone checks that nothing stands beside dir.
func alone(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil || len(entries) != 1 {
		t.Errorf("beside %s: %v, %v", dir, entries, err)
	}
}
