package figure

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"diversim/scenarios/results"
)

// fakeSensitivity is invented: a lever on either side, one on one side alone, one that
// is not clear, one that moves nothing, and shares of the variance.
func fakeSensitivity() *results.SensitivityRun {
	s := &results.SensitivityRun{
		Scenario: "invented", Title: "Invented", People: 1500, Arm: "Diversion, £60,000", Comparator: "Usual disposals",
		Measure: "reoffending_12m_proven", Label: "Reoffending in 12 months, proven", Unit: "proportion", Of: "diversion minus usual",
	}
	add := func(method, input, label, quantity, at string, x, reach results.Number) {
		s.Rows = append(s.Rows, results.SensitivityRow{
			Method: method, Input: input, Label: label, Quantity: quantity, At: at, AtText: at, Measure: s.Measure, Of: s.Of, Unit: s.Unit,
			Index: x, Low: x - reach, High: x + reach, Clear: x > reach || x < -reach, Comparator: results.Absent(),
		})
	}
	const base = -0.02
	add("tornado", "-", "all inputs at their base values", "base", "", base, 0.001)
	for _, l := range []struct {
		label           string
		low, high, half results.Number
	}{
		{"Log hazard ratio of reoffending in a force with a scheme", -0.05, 0.01, 0.006},
		{"Share of the effect that is the course, the rest is not being processed, in words that do not fit into two lines", -0.03, -0.06, 0.004},
		{"An input that is not clear", -0.021, -0.018, 0.006},
		{"An input that moves nothing", base, base, 0},
	} {
		add("tornado", l.label, l.label, "low end", "10%", l.low, 0.01)
		add("tornado", l.label, l.label, "high end", "90%", l.high, 0.01)
		add("tornado", l.label, l.label, "swing", "10% to 90%", l.high-l.low, l.half)
	}
	add("sobol", "everything", "variance of the output", "variance", "", 1e-4, 1e-5)
	for i, label := range []string{"Log hazard ratio of reoffending in a force with a scheme", "which people are met, and chance", "a dummy that bears on nothing"} {
		x := []results.Number{0.6, 0.35, 0}[i]
		add("sobol", label, label, "first order", "", x*0.7, x*0.8)
		add("sobol", label, label, "first order (jansen)", "", 0.4, 0.3)
		add("sobol", label, label, "total", "", x, x*0.3)
	}
	return s
}

func TestSensitivityFigure(t *testing.T) {
	s := fakeSensitivity()
	half := *s
	half.Rows = s.Rows[:len(s.Rows)-10] // the bars alone
	own := *s                           // an arm's own rate
	own.Of, own.Rows = "diversion", slices.Clone(s.Rows)
	for i := range own.Rows {
		own.Rows[i].Of, own.Rows[i].Comparator = own.Of, 0.25
	}
	words := tornadoSentence(&own)
	for _, want := range []string{"the comparator shows 25.0%", "is −2.0% at the base values", "−5.0% at 10% and 1.0% at 90% (share of the cohort)"} {
		if !strings.Contains(words, want) { // a level is no difference, and has no sign
			t.Errorf("want in the sentence %q: %s", want, words)
		}
	}
	if picture, err := drawSensitivity(&own).SVG(""); err != nil || !strings.Contains(string(picture), ">+6.0 (+5.4 to +6.6)<") || !strings.Contains(string(picture), "low to high end, points") {
		t.Errorf("from one end to the other a share changes by percentage points (%v)", err)
	}
	money := *s
	money.Unit, money.Measure = "pounds per person", s.Measure
	for name, one := range map[string]*results.SensitivityRun{"both": s, "bars": &half, "own": &own, "money": &money, "nothing": {}} {
		checkLayout(t, name, drawSensitivity(one))
		if words := tornadoSentence(one); !strings.HasSuffix(words, ".") || strings.Contains(words, "NaN") {
			t.Errorf("%s: %q is no sentence", name, words)
		}
	}
	words = tornadoSentence(s)
	for _, want := range []string{"is −2.0 at the base values", "−5.0 at 10% and +1.0 at 90%", "Hollow, without a clear effect: 1 of 3", "60% (42% to 78%) in total"} {
		if !strings.Contains(words, want) {
			t.Errorf("the sentence does not say %q: %s", want, words)
		}
	}
	for i := range s.Rows {
		if r := &s.Rows[i]; r.Quantity == "first order" {
			r.Index += 0.2 // by chance
		}
	}
	if words := tornadoSentence(s); !strings.Contains(words, "in total, from which its part by itself is not told apart.") {
		t.Errorf("a part above the whole: %s", words)
	}
	if drawing := drawSensitivity(&results.SensitivityRun{}); drawing.Height > 200 {
		t.Error("nothing to show takes a page")
	}
}

func TestSensitivityGolden(t *testing.T) {
	files, err := RenderSensitivity(fakeSensitivity(), "svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		path := filepath.Join("testdata", f.Name)
		if *update {
			if err := os.WriteFile(path, f.Bytes, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(f.Bytes, want) {
			t.Errorf("%s differs from its golden (%v); look at it, then run with -update", f.Name, err)
		}
	}
	if *look != "" {
		pictures, err := RenderSensitivity(fakeSensitivity(), "png")
		if err == nil {
			err = os.WriteFile(filepath.Join(*look, pictures[0].Name), pictures[0].Bytes, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := RenderSensitivity(fakeSensitivity(), "pdf"); err == nil || !strings.Contains(fmt.Sprint(err), `got "pdf"`) {
		t.Errorf("asking for pdf: %v", err)
	}
}
