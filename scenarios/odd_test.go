package scenarios_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/model/outcome"
	"diversim/scenarios"
)

var updateODD = flag.Bool("update-odd", false, "write the tables of inputs and measures into the model's description")

const oddFile = "../model/ODD.md"

// TestODDIsCurrent: the tables of inputs and measures at the end of the model's
// description are those of the program.
func TestODDIsCurrent(t *testing.T) {
	b, err := os.ReadFile(oddFile)
	if err != nil {
		t.Fatal(err)
	}
	const mark = "\n## Tables\n"
	text, _, found := strings.Cut(string(b), mark)
	if !found {
		t.Fatalf("%s has no heading %q", oddFile, strings.TrimSpace(mark))
	}
	want := text + mark + oddTables()
	if *updateODD {
		if err := os.WriteFile(oddFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(b) {
		t.Errorf("the tables of %s are not those of the program: go test ./scenarios -run TestODDIsCurrent -update-odd", oddFile)
	}
}

// TestDescriptionOfTheSets: the model's description states where the calibrated sets miss.
func TestDescriptionOfTheSets(t *testing.T) {
	text, err := os.ReadFile(oddFile)
	if err != nil {
		t.Fatal(err)
	}
	description := strings.Join(strings.Fields(string(text)), " ")
	stated := 0
	for _, target := range scenarios.CalibrationPanel() {
		var words string
		switch target.Set + " " + target.Target {
		case "desistance risk_possession_12m":
			words = fmt.Sprintf("the set lies %.1f points above the interval at 12 months", 100*(target.Simulated-target.High))
		case "possession reoffences_per_reoffender":
			words = fmt.Sprintf("come out at %.1f in structure A, above %.1f and its 20%%", target.Simulated, target.Published)
		default:
			continue
		}
		if stated++; !strings.Contains(description, words) {
			t.Errorf("%s does not say %q", oddFile, words)
		}
	}
	if stated != 2 {
		t.Errorf("%d of 2 misses are in the panel", stated)
	}
}

// oddTables are the tables in Markdown.
func oddTables() string {
	var b strings.Builder
	_, r := model.New()
	b.WriteString("\nWritten by `go test ./scenarios -run TestODDIsCurrent -update-odd`, never by hand.\n")
	fmt.Fprintf(&b, "\n### Inputs\n\nBase values; `diversim evidence KEY` has the reason or the arithmetic of each, and fitted values.\n\n")
	b.WriteString("| Input | What it is | Value | Prior | Status | Source |\n|---|---|---|---|---|---|\n")
	for _, in := range r.Inputs() {
		prior := strings.Join(in.Options, ", ")
		if in.Kind == evidence.NumberKind {
			prior = in.Prior.String()
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", in.Key, in.Label, in.Base, prior, in.Status, in.Source)
	}
	b.WriteString("\n### Measures\n\n| Measure | Unit | Better | What it is |\n|---|---|---|---|\n")
	for _, m := range outcome.Measures() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", m.Name, m.Unit, m.Better, m.Means)
	}
	return b.String()
}
