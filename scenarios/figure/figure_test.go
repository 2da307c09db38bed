package figure

import (
	"bytes"
	"flag"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diversim/scenarios/results"
)

var (
	update = flag.Bool("update", false, "write the golden figures anew")
	look   = flag.String("look", "", "write the figures of the invented runs, as PNG, below this folder")
)

// variants are invented runs in which something is missing or extreme.
func variants() map[string]*results.Run {
	runs := map[string]*results.Run{"pilot": fakeRun(), "small": smallRun()}
	change := func(name string, f func(*results.Run)) {
		r := fakeRun()
		f(r)
		runs[name] = r
	}
	change("no scheme", func(r *results.Run) {
		keepArms(r, "usual", "charge")
		r.Summary.Budget, r.Summary.Decomposition, r.BudgetCurve = nil, nil, nil
	})
	change("nobody completes", func(r *results.Run) {
		for key, d := range r.Summary.Decomposition {
			r.Summary.Decomposition[key] = results.Decomposition{Scheme: d.Scheme, HeadlineMinusBaseline: results.Absent(),
				Headline: results.Estimate{Mean: results.Absent()}, Baseline: d.Baseline}
		}
		for key, b := range r.Summary.Budget {
			b.People.Completed = 0
			b.PeopleEstimates = nil
			r.Summary.Budget[key] = b
		}
		for i := range r.BudgetCurve {
			r.BudgetCurve[i].PerPersonGBP.Completed = results.Absent()
		}
	})
	change("half a year", func(r *results.Run) {
		r.Summary.HorizonYears = 0.5
		var kept []results.SurvivalRow
		for _, row := range r.Survival {
			if row.Month <= 6 {
				kept = append(kept, row)
			}
		}
		r.Survival = kept
		for i := range r.BudgetCurve {
			r.BudgetCurve[i].PerReoffenceAvoided = results.Absent()
		}
	})
	change("three replications", func(r *results.Run) {
		r.Summary.Replications = 3
		for i := range r.Survival {
			r.Survival[i].Low, r.Survival[i].High = math.NaN(), math.NaN()
		}
		for _, d := range r.Summary.Decomposition {
			for key, e := range d.Estimates {
				e.Low, e.High = results.Absent(), results.Absent()
				d.Estimates[key] = e
			}
		}
	})
	change("nobody at all", func(r *results.Run) {
		r.Summary.People = 0
		r.Survival, r.BudgetCurve, r.PassCurve, r.Summary.Decomposition = nil, nil, nil, nil
		for i := range r.PassPoints {
			r.PassPoints[i].TrueRate = math.NaN()
		}
		r.Summary.Budget = map[string]results.Budget{"diversion": {BudgetGBP: 60_000}}
	})
	change("long names", func(r *results.Run) {
		r.Summary.People = 1_500_000
		for i := range r.Arms {
			r.Arms[i].Label += " in the whole of the force area"
		}
	})
	change("all arms alike", func(r *results.Run) {
		for i := range r.Survival {
			r.Survival[i].Survival, r.Survival[i].Low, r.Survival[i].High = 1, 1, 1
		}
		for i := range r.PassPoints {
			r.PassPoints[i].TrueRate, r.PassPoints[i].Probability = 1, 1
		}
	})
	return runs
}

// keepArms leaves only the named arms in a run.
func keepArms(r *results.Run, names ...string) {
	keep := map[string]bool{}
	for _, n := range names {
		keep[n] = true
	}
	var arms []results.Arm
	for _, a := range r.Arms {
		if keep[a.Name] {
			arms = append(arms, a)
		}
	}
	r.Arms = arms
	var points []results.PassPoint
	for _, p := range r.PassPoints {
		if keep[p.Arm] {
			points = append(points, p)
		}
	}
	r.PassPoints = points
}

// smallRun is the run of the golden figures: three arms, few points.
func smallRun() *results.Run {
	r := fakeRun()
	keepArms(r, "usual", "diversion", "charge")
	delete(r.Summary.Budget, "unfunded")
	var rows []results.SurvivalRow
	for _, row := range r.Survival {
		if math.Mod(row.Month, 3) == 0 {
			rows = append(rows, row)
		}
	}
	r.Survival = rows
	var curve []results.PassPoint
	for i, p := range r.PassCurve {
		if i%4 == 0 {
			curve = append(curve, p)
		}
	}
	r.PassCurve = curve
	return r
}

// TestLook is for people: go test -run Look -look DIR, and open the files.
func TestLook(t *testing.T) {
	if *look == "" {
		t.Skip("no folder given with -look")
	}
	for name, r := range variants() {
		dir := filepath.Join(*look, strings.ReplaceAll(name, " ", "-"))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, f := range rendered(t, r, "png", "svg") {
			if err := os.WriteFile(filepath.Join(dir, f.Name), f.Bytes, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func rendered(t *testing.T, r *results.Run, formats ...string) []results.File {
	t.Helper()
	files, err := Render(r, formats...)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// The goldens are compared as text: a figure that changes has to be looked at
// (-look) before it is written anew (-update).
func TestGolden(t *testing.T) {
	for _, f := range rendered(t, smallRun(), "svg") {
		path := filepath.Join("testdata", f.Name)
		if *update {
			if err := os.WriteFile(path, f.Bytes, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(f.Bytes, want) {
			t.Errorf("%s differs from its golden; look at it, then run with -update", f.Name)
		}
	}
}

func TestSameRunSameBytes(t *testing.T) {
	first, second := rendered(t, smallRun()), rendered(t, smallRun())
	if len(first) != 4*len(All()) {
		t.Errorf("%d files, want a picture of each kind, a table and a sentence for each of %d figures", len(first), len(All()))
	}
	for i := range first {
		if first[i].Name != second[i].Name || !bytes.Equal(first[i].Bytes, second[i].Bytes) {
			t.Errorf("%s differs from one rendering to the next", first[i].Name)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	_, err := Render(smallRun(), "pdf")
	if err == nil || !strings.Contains(err.Error(), `svg, png, got "pdf"`) {
		t.Errorf("asking for pdf: %v", err)
	}
}

// In every run, nothing is cut off, no text lies over another, every figure
// has a sentence and a table, and the files are numbered by the table.
func TestEveryFigureOfEveryRun(t *testing.T) {
	for name, r := range variants() {
		for i, f := range All() {
			if f.Number != i+1 || !strings.HasPrefix(f.Slug, "0"+string(rune('0'+f.Number))+"-") {
				t.Errorf("figure %d is numbered %d and named %s", i+1, f.Number, f.Slug)
			}
			checkLayout(t, name+", "+f.Slug, f.Draw(r))
			words := f.Sentence(r)
			if !strings.HasSuffix(words, ".") || strings.Contains(words, "NaN") || strings.Contains(words, "Inf") {
				t.Errorf("%s, %s: %q is no sentence", name, f.Slug, words)
			}
			table := f.Table(r)
			for n, line := range table {
				if len(line) != len(table[0]) {
					t.Errorf("%s, %s: line %d of the table has %d cells, want %d", name, f.Slug, n, len(line), len(table[0]))
				}
			}
		}
	}
}

// A figure with nothing to show says why, in the picture and in the sentence.
func TestNothingToShow(t *testing.T) {
	runs := variants()
	for _, c := range []struct {
		run, slug, want string
	}{
		{"no scheme", "01-cost-per-person", "No arm of this scenario offers"},
		{"no scheme", "03-funnel", "No arm of this scenario offers"},
		{"no scheme", "05-decomposition", "No arm of this scenario offers"},
		{"nobody completes", "05-decomposition", "Nobody completes"},
		{"half a year", "04-threshold", "less than 12 months"},
		{"half a year", "05-decomposition", "less than 12 months"},
		{"nobody at all", "01-cost-per-person", "other budgets"},
		{"nobody at all", "02-survival", "cohort is empty"},
		{"nobody at all", "03-funnel", "Nobody was eligible"},
		{"nobody at all", "04-threshold", "cohort is empty"},
		{"nobody at all", "05-decomposition", "Nobody completes"},
	} {
		picture, words := figureOf(t, runs[c.run], c.slug)
		if !strings.Contains(words, c.want) || !strings.Contains(picture, "Nothing to show") {
			t.Errorf("%s, %s: says %q, want %q", c.run, c.slug, words, c.want)
		}
	}
	if picture, _ := figureOf(t, runs["pilot"], "05-decomposition"); strings.Contains(picture, "Nothing to show") {
		t.Error("a figure with something to show says that there is nothing")
	}
}

// What is not clearly different from zero is drawn hollow and said to be so.
func TestNoClearDifferenceIsSaid(t *testing.T) {
	r := smallRun()
	if _, words := figureOf(t, r, "05-decomposition"); strings.Count(words, "not clearly different from zero") != 2 {
		t.Errorf("the causal term of both schemes is unclear: %s", words)
	}
	if _, words := figureOf(t, r, "01-cost-per-person"); !strings.Contains(words, "at 1 of the 13 budgets the effect is not clear") {
		t.Errorf("one budget has no clear effect: %s", words)
	}
	for i := range r.BudgetCurve {
		r.BudgetCurve[i].PerReoffenceAvoided = results.Absent()
	}
	if picture, words := figureOf(t, r, "01-cost-per-person"); !strings.Contains(words, "not clearly above zero") || !strings.Contains(picture, "At no budget") {
		t.Errorf("no budget has a clear effect: %s", words)
	}
}

func TestSVGHasFallbackFontsAndWords(t *testing.T) {
	picture, words := figureOf(t, smallRun(), "02-survival")
	for _, want := range []string{"font-family:'Liberation Sans',Arial,Helvetica,sans-serif", `role="img"`, "<title>" + survivalTitle,
		"<desc>" + words[:40], `textLength="`} {
		if !strings.Contains(picture, want) {
			t.Errorf("the SVG has no %s", want)
		}
	}
	if n := strings.Count(picture, "<text "); n != strings.Count(picture, "textLength") || n != strings.Count(picture, "Arial") {
		t.Errorf("of %d texts, %d have a length and %d a fallback font", n, strings.Count(picture, "textLength"), strings.Count(picture, "Arial"))
	}
}

func figureOf(t *testing.T, r *results.Run, slug string) (picture, words string) {
	t.Helper()
	for _, f := range All() {
		if f.Slug == slug {
			words = f.Sentence(r)
			svg, err := f.Draw(r).SVG(words)
			if err != nil {
				t.Fatal(err)
			}
			return string(svg), words
		}
	}
	t.Fatalf("no figure is named %s", slug)
	return "", ""
}
