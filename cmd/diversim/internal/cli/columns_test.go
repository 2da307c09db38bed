package cli

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"diversim/cmd/diversim/internal/columns"
	"diversim/scenarios"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
	"diversim/scenarios/sensitivity"
	"diversim/scenarios/study"
)

// anyInput is what stands for the key of an input in the dictionary.
const anyInput = "INPUT"

// printedFields are the columns of everything that is printed, by table and by the
// declaration that has them.
func printedFields() map[string]struct {
	declared string
	names    []string
} {
	return map[string]struct {
		declared string
		names    []string
	}{
		"sweep":                 {"sweepFields", keysOf(sweepFields([]study.Axis{{Key: anyInput}}))},
		"threshold":             {"thresholdFields", keysOf(thresholdFields)},
		"threshold --claim":     {"auditFields", keysOf(auditFields)},
		"decide":                {"conditionFields", keysOf(conditionFields)},
		"robustness":            {"conclusionFields", keysOf(conclusionFields)},
		"robustness --measures": {"contrastFields", keysOf(contrastFields)},
		"trace":                 {"traceFields", keysOf(traceFields(&study.Trace{Force: "a force"}))},
		"explain":               {"attributedFields", keysOf(attributedFields(&study.Attribution{}))},
		"run --explain":         {"departureFields", keysOf(departureFields)},
		"list":                  {"entryFields", keysOf(entryFields)},
		"evidence":              {"inputFields", keysOf(inputFields)},
		"evidence --sources":    {"referenceFields", keysOf(referenceFields)},
		"evidence --targets":    {"targetFields", keysOf(targetFields)},
		"measures":              {"measureFields", keysOf(measureFields)},
		"columns":               {"explainedFields", keysOf(explainedFields)},
		"verify":                {"verifyFields", keysOf(verifyFields)},
		"validate":              {"validateFields", keysOf(validateFields(""))},
		"version":               {"buildFields", keysOf(buildFields)},
		"inputs.csv":            {"beliefFields", keysOf(beliefFields)},
		"targets.csv":           {"aimFields", keysOf(aimFields)},
		"correlations.csv":      {"correlationFields", keysOf(correlationFields)},
		"waves.csv":             {"waveFields", keysOf(waveFields)},
	}
}

func keysOf[T any](fields []field[T]) (names []string) {
	for _, f := range fields {
		names = append(names, f.key)
	}
	return names
}

// Every column that is written or printed is explained, in its order, and nothing else
// is.
func TestColumnsAreThoseOfTheTables(t *testing.T) {
	written := map[string][]string{
		"summary.json":           keysOfJSON(reflect.TypeFor[results.Summary](), ""),
		"manifest.json":          keysOfJSON(reflect.TypeFor[results.Manifest](), ""),
		"timing.json":            keysOfJSON(reflect.TypeFor[results.Timing](), ""),
		"sensitivity about.json": keysOfJSON(reflect.TypeFor[results.SensitivityRun](), ""),
		"calibrate about.json":   keysOfJSON(reflect.TypeFor[results.CalibrationAsked](), ""),
		"particles.csv":          {anyInput}, // a key for each input
	}
	for table, f := range printedFields() {
		written[table] = f.names
	}
	for _, dir := range []string{aRun(t), aSensitivity(t), theFigures(t)} {
		addFiles(t, written, dir)
	}
	for _, table := range columns.Tables() {
		name := table.Name
		if name == "about.json" { // two commands have one
			name = table.Commands + " " + name
		}
		var got []string
		for _, c := range table.Columns {
			got = append(got, placeholders.ReplaceAllString(c.Name, "*"))
		}
		want, there := written[name]
		for i := range want {
			want[i] = placeholders.ReplaceAllString(want[i], "*")
		}
		if !there {
			t.Errorf("%s: explained, but nothing writes it", name)
		} else if !slices.Equal(got, want) {
			t.Errorf("%s: explained are\n%q\nand written\n%q", name, got, want)
		}
		delete(written, name)
	}
	for name := range written {
		t.Errorf("%s: written, but not explained", name)
	}
}

// placeholders are what differs from run to run.
var placeholders = regexp.MustCompile(`\b[A-Z]{3,}\b`)

// aRun is the directory of a run over several force areas, which has every file.
func aRun(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "run")
	nothing := func(func(results.EventRow) bool) error { return nil }
	if _, err := results.Write(dir, &results.Run{Country: &results.Country{}}, results.Manifest{}, nil, results.WriteOptions{Events: nothing}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// aSensitivity is a directory with a sample.
func aSensitivity(t *testing.T) string {
	t.Helper()
	s, err := scenarios.Load(defaultScenario, scenarios.Overrides{})
	must(err)
	plan, err := sensitivity.Prepare(sensitivity.Ask{
		Scenario: s, Methods: []string{sensitivity.Value, sensitivity.Discover}, Of: sensitivity.Difference, Draws: sensitivity.Draws, Years: sensitivity.Years,
	})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "sensitivity")
	nothing := func(func([]float64) error) (*results.SensitivityRun, []results.File, error) {
		return &results.SensitivityRun{}, nil, nil
	}
	if _, err := results.WriteSensitivity(dir, results.Manifest{}, nil, plan.SampleColumns(), results.WriteOptions{}, nothing); err != nil {
		t.Fatal(err)
	}
	return dir
}

// theFigures is a directory with the table behind every figure that any command draws.
func theFigures(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	must(os.Mkdir(filepath.Join(dir, "figures"), 0o755))
	write := func(name string, text []byte) {
		must(os.WriteFile(filepath.Join(dir, "figures", name), text, 0o644))
	}
	for _, f := range figure.All() {
		var text bytes.Buffer
		must(csv.NewWriter(&text).WriteAll(f.Table(&results.Run{Country: &results.Country{}})))
		write(f.Slug+".csv", text.Bytes())
	}
	ofSensitivity, err := figure.RenderSensitivity(&results.SensitivityRun{}, "svg")
	must(err)
	ofCalibration, err := figure.RenderCalibration(&results.CalibrationRun{}, "svg")
	must(err)
	for _, f := range slices.Concat(ofSensitivity, ofCalibration) {
		if filepath.Ext(f.Name) == ".csv" {
			write(f.Name, f.Bytes)
		}
	}
	return dir
}

// addFiles adds the columns of the tables of a directory. A table that is there twice, as
// CSV and as Parquet or JSON, has the same columns in both.
func addFiles(t *testing.T, written map[string][]string, dir string) {
	t.Helper()
	must(filepath.WalkDir(dir, func(file string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, file)
		must(err)
		name = filepath.ToSlash(name)
		text, err := os.ReadFile(file)
		must(err)
		switch filepath.Ext(name) {
		case ".csv":
			header, err := csv.NewReader(bytes.NewReader(text)).Read()
			must(err)
			written[name] = asExplained(header)
		case ".parquet":
			f, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)))
			must(err)
			var names []string
			for _, c := range f.Schema().Fields() {
				names = append(names, c.Name())
			}
			if name == "replications.parquet" {
				if csv := columnsOf("replications.csv"); !slices.Equal(names, csv) {
					t.Errorf("replications.parquet has %q, replications.csv %q", names, csv)
				}
				return nil
			}
			written[name] = names
		}
		return nil
	}))
}

func columnsOf(table string) (names []string) {
	for _, c := range columns.Find(table)[0].Columns {
		names = append(names, c.Name)
	}
	return names
}

// asExplained is the header of a sample with what stands for its inputs and measures.
func asExplained(header []string) (names []string) {
	for _, name := range header {
		switch arm, _, ofArm := strings.Cut(name, ":"); {
		case ofArm && arm == "completers":
			name = "completers:MEASURE"
		case ofArm:
			name = "ARM:MEASURE"
		case strings.Contains(name, "."):
			name = anyInput
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// keysOfJSON are the keys that a value of a type is written with. An estimate is taken
// apart only where it stands by arm and measure at the top.
func keysOfJSON(of reflect.Type, at string) (keys []string) {
	switch of.Kind() {
	case reflect.Pointer:
		return keysOfJSON(of.Elem(), at)
	case reflect.Slice:
		return keysOfJSON(of.Elem(), at+"[]")
	case reflect.Map:
		return keysOfJSON(of.Elem(), at+".*")
	case reflect.Struct:
	default:
		return nil
	}
	if of == reflect.TypeFor[results.Estimate]() && !topLevel.MatchString(at) {
		return nil
	}
	for i := range of.NumField() {
		key, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
		if key == "" || key == "-" {
			continue
		}
		key = strings.TrimPrefix(at+"."+key, ".")
		keys = append(append(keys, key), keysOfJSON(of.Field(i).Type, key)...)
	}
	return keys
}

var topLevel = regexp.MustCompile(`^[a-z]+\.\*\.\*$`)

// No list of fields is without a table in the dictionary.
func TestPrintedFieldsAreAll(t *testing.T) {
	files, err := filepath.Glob("*.go")
	must(err)
	var declared []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || file == "rows.go" {
			continue
		}
		text, err := os.ReadFile(file)
		must(err)
		lists := regexp.MustCompile(`\[\]field\[`).FindAllIndex(text, -1)
		named := regexp.MustCompile(`(?m)^(?:var|func) (\w+Fields)\b`).FindAllSubmatch(text, -1)
		for _, m := range named {
			declared = append(declared, string(m[1]))
		}
		if len(lists) > 0 && len(named) == 0 || regexp.MustCompile(`fields: +\[\]field\[`).Match(text) {
			t.Errorf("%s: wanted lists of fields in declarations called …Fields", file)
		}
	}
	for table, f := range printedFields() {
		at := slices.Index(declared, f.declared)
		if at < 0 {
			t.Errorf("%s: no declaration is called %s", table, f.declared)
			continue
		}
		declared = slices.Delete(declared, at, at+1)
	}
	for _, name := range declared {
		t.Errorf("%s: printed, but no table of the dictionary", name)
	}
}

// Every meaning says more than the name, and texts are as the others of the program.
func TestColumnsAreExplained(t *testing.T) {
	words := regexp.MustCompile(`\w+`)
	for _, table := range columns.Tables() {
		if table.Row == "" || table.Commands == "" {
			t.Errorf("%s: wanted commands and what a row is", table.Name)
		}
		seen := map[string]bool{}
		for _, c := range table.Columns {
			last := c.Name[strings.LastIndex(c.Name, ".")+1:]
			own := words.FindAllString(strings.ReplaceAll(strings.ToLower(last), "_", " "), -1)
			more := 0
			for _, w := range words.FindAllString(strings.ToLower(c.Means), -1) {
				if !slices.Contains(own, w) && !slices.Contains([]string{"a", "an", "the", "of", "is", "it"}, w) {
					more++
				}
			}
			switch {
			case more == 0:
				t.Errorf("%s: %s: %q says no more than the name", table.Name, c.Name, c.Means)
			case c.Unit == "":
				t.Errorf("%s: %s: wanted a unit", table.Name, c.Name)
			case seen[c.Name]:
				t.Errorf("%s: %s is there twice", table.Name, c.Name)
			}
			for _, text := range []string{c.Means, c.Empty, c.Unit} {
				if strings.HasSuffix(text, ".") || strings.Contains(text, "—") || strings.Contains(text, "  ") {
					t.Errorf("%s: %s: %q", table.Name, c.Name, text)
				}
			}
			seen[c.Name] = true
		}
	}
}

// A command that prints CSV has its columns explained, and its help says where.
func TestHelpNamesColumns(t *testing.T) {
	for _, c := range (&program{}).root().Commands() {
		if c.Flags().Lookup("format") == nil {
			continue
		}
		if !strings.HasSuffix(c.Long, "columns mean: diversim columns "+c.Name()+".") {
			t.Errorf("%s --help does not say where its columns are explained", c.Name())
		}
		if columns.Find(c.Name()) == nil {
			t.Errorf("diversim columns %s: nothing is found", c.Name())
		}
	}
}

// Tables are found as people name them.
func TestFindColumns(t *testing.T) {
	for name, want := range map[string]int{
		"replications.csv": 1, "results/pilot/replications.parquet": 1, `results\pilot\data\survival.csv`: 1, "survival.csv": 1,
		"results/pilot/figures/02-survival.csv": 1, "11-tornado.csv": 1,
		"about.json": 2, "waves.json": 1, "threshold": 3, "threshold --claim": 1, "nothing.csv": 0, "nothing": 0,
	} {
		if got := len(columns.Find(name)); got != want {
			t.Errorf("%s: wanted %d tables, got %d", name, want, got)
		}
	}
}
