package figure

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

var (
	update = flag.Bool("update", false, "write the golden figures anew")
	look   = flag.String("look", "", "write the figures of the invented runs, as PNG, below this folder")
)

// TestLook is for people: go test ./scenarios/figure -run TestLook -look DIR, and open the files.
func TestLook(t *testing.T) {
	if *look == "" {
		t.Skip("draws pictures for people to look at: go test ./scenarios/figure -run TestLook -look DIR (an absolute path), then open what is below DIR")
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
	files := rendered(t, smallRun(), "svg")
	for _, f := range rendered(t, fakeCountry(), "svg") {
		// The others are of the run over one force.
		if !slices.ContainsFunc(files, func(one results.File) bool { return one.Name == f.Name }) {
			files = append(files, f)
		}
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
	if len(first) != 4*9 {
		t.Errorf("%d files, want a picture of each kind, a table and a sentence for each of 9 figures", len(first))
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
			if i > 0 && f.Number <= All()[i-1].Number || !strings.HasPrefix(f.Slug, fmt.Sprintf("%02d-", f.Number)) {
				t.Errorf("figure %s is out of order or named otherwise than its number %d", f.Slug, f.Number)
			}
			if !f.Applies(r) {
				continue
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
		{"no scheme", "03-funnel", "No arm of this scenario offers a course"},
		{"no scheme", "05-decomposition", "No arm of this scenario offers"},
		{"nobody completes", "05-decomposition", "Nobody completes"},
		{"half a year", "04-threshold", "less than 12 months"},
		{"half a year", "05-decomposition", "less than 12 months"},
		{"nobody at all", "01-cost-per-person", "cohort is empty"},
		{"nobody at all", "02-survival", "cohort is empty"},
		{"nobody at all", "03-funnel", "Nobody was eligible"},
		{"nobody at all", "04-threshold", "cohort is empty"},
		{"nobody at all", "05-decomposition", "cohort is empty"},
		{"nobody at all", "06-cost-effectiveness", "cohort is empty"},
		{"nobody at all", "07-who-pays", "cohort is empty"},
		{"no calibrated set", "11-calibration", "stands on no calibrated set"},
		{"one arm", "14-convergence", "no other arm than the comparator"},
		{"nobody at all", "14-convergence", "cohort is empty"},
		{"half a year", "14-convergence", "not followed for long enough"},
		{"three replications", "14-convergence", "3 replications are too few"},
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
	picture, words := figureOf(t, r, "01-cost-per-person")
	if !strings.Contains(words, "at no budget is the number") || strings.Contains(words, "hollow") || !strings.Contains(picture, "At no budget") {
		t.Errorf("no budget has a clear effect, and no mark is drawn: %s", words)
	}
}

// The curve of budgets says in which replications it was made, and nothing where
// there is none.
func TestReplicationsOfTheBudgets(t *testing.T) {
	r := fakeRun()
	for i := range r.BudgetCurve {
		r.BudgetCurve[i].Replications = 20
	}
	const want = "1,500 index contacts in each of the first 20 of 200 replications, at each budget"
	if _, words := figureOf(t, r, "01-cost-per-person"); !strings.Contains(words, want) || !strings.Contains(costSubtitle(r), want) {
		t.Errorf("%s\n%s\nwant in both %s", words, costSubtitle(r), want)
	}
}

// A run that tries no other budgets, as those over several force areas, has each arm at its
// own, with what it avoids; no half of the figure is empty.
func TestCostOfArms(t *testing.T) {
	runs := variants()
	picture, words := figureOf(t, runs["no other budgets"], "01-cost-per-person")
	for _, want := range []string{
		"under diversion (budget £60,000) the scheme costs £40 per person planned, £38 per person offered",
		"are 38 per 1,000 people (95% Monte Carlo interval 32 to 44), £1,000 for each (£866 to £1,183)",
		"under unfunded diversion (budget £0)", "are −2 per 1,000 people (95% Monte Carlo interval −8 to 4), not clearly above zero, so that it has no cost for each and is drawn hollow",
		"are −20 per 1,000 people (95% Monte Carlo interval −26 to −14), more reoffences, not fewer;",
		"the comparator is usual practice; no other budget was tried; 1,500 index contacts in each of 200 replications",
	} {
		if !strings.Contains(strings.ToLower(words), strings.ToLower(want)) {
			t.Errorf("%s\nwant in it\n%s", words, want)
		}
	}
	if strings.Contains(picture, "Nothing to show") || !strings.Contains(picture, "£1,000 for each") {
		t.Error("the picture does not show what each arm costs and avoids")
	}
	table := costTable(runs["no other budgets"])
	if len(table) != 4 || table[1][len(table[1])-1] != "diversion" || table[3][len(table[3])-1] != "course-only" {
		t.Errorf("want a row for each of three arms, got %v", table)
	}
	if picture, words = figureOf(t, runs["no other budgets, half a year"], "01-cost-per-person"); strings.Contains(picture, "avoided, per") || !strings.Contains(words, "followed for less than 12 months") {
		t.Errorf("reoffences in 12 months are not known after half a year: %s", words)
	}
	if picture, _ = figureOf(t, runs["no budget is clear"], "01-cost-per-person"); !strings.Contains(picture, "per 1,000 people in 12 months") || !strings.Contains(picture, "At no budget") {
		t.Error("where no budget has a cost for each reoffence avoided, the right half does not show what is avoided")
	}
	if picture, _ = figureOf(t, runs["half a year"], "01-cost-per-person"); strings.Contains(picture, "Right:") {
		t.Error("there is no right half after half a year")
	}
}

// A few of many are not nobody, and the funnel of several years is not of one.
func TestWordsOfTheFunnel(t *testing.T) {
	r := fakeRun()
	r.Summary.IntakeYears = 10
	b := r.Summary.Budget["diversion"]
	b.People.Offered = b.People.Eligible - 3
	r.Summary.Budget["diversion"] = b
	picture, words := figureOf(t, r, "03-funnel")
	for _, want := range []string{"3 not offered the scheme (&lt; 0.5%)", "(&gt; 99.5%)", "in all 10 years together", "£60,000 a year"} {
		if !strings.Contains(strings.Join(strings.Fields(picture), " "), want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
	r.Summary.IntakeYears, r.Summary.People = 0, 800
	if picture, _ := figureOf(t, r, "03-funnel"); !strings.Contains(picture, "budget £60,000 for 1,500 people") {
		t.Error("a cohort of 800 has not the whole budget of 1,500, and the picture does not say so")
	}
	if want := "replications, a person offered twice counted twice, 1,500 people were eligible under diversion, "; !strings.Contains(words, want) {
		t.Errorf("%s\nwant in it\n%s", words, want)
	}
}

// Every arm with a course is followed through it, on one scale, also where the course is
// voluntary and nobody is diverted; of the others it is said why they are not.
func TestEveryCourseHasAFunnel(t *testing.T) {
	r := fakeRun()
	few := fakeBudget(60_000, 1)
	few.People.Eligible = 300
	r.Summary.Budget["course-only"] = few
	for i := range r.Arms {
		if r.Arms[i].Name == "warning" {
			r.Arms[i].Label = "Warning, no course"
		}
	}
	picture, words := figureOf(t, r, "03-funnel")
	for _, want := range []string{"300 people were eligible under course only", `no stages, under usual practice, "Warning, no course" and charge everyone`, "the comparator is usual practice"} {
		if !strings.Contains(words, want) {
			t.Errorf("%s\nwant in it\n%s", words, want)
		}
	}
	if !strings.Contains(picture, "Voluntary, nobody is diverted") {
		t.Error("a voluntary course is not said to be one")
	}
	if most := mostInFunnels(r); most < 1500 {
		t.Errorf("the scale ends at %v, want that of all arms", most)
	}
	r.Summary.Budget = map[string]results.Budget{"course-only": few}
	if _, words := figureOf(t, r, "03-funnel"); !strings.Contains(words, "300 people were eligible under course only") {
		t.Errorf("the one arm with a course is not followed: %s", words)
	}
}

// A name under the axis has three lines at most, and stands clear of the notes.
func TestNamesStandClearOfTheNotes(t *testing.T) {
	r := fakeRun()
	r.Arms[1].Label = "Not processed, with a course"
	c := &textCanvas{}
	drawDecomposition(r).paint(newPen(c))
	name, note := vg.Length(0), vg.Length(0)
	for _, b := range c.boxes {
		switch {
		case strings.HasPrefix(b.text, "with a c"):
			name = b.bottom
		case strings.HasPrefix(b.text, "Selection:"):
			note = b.top
		}
	}
	if name == 0 || name < note+6 {
		t.Errorf("the name ends at %v and the notes start at %v", name, note)
	}
}

// An arrow is explained where there is one.
func TestArrowsAreExplained(t *testing.T) {
	r := fakeRun()
	if note := costNote(r, budgets(r)); !strings.Contains(note, "an arrow means") {
		t.Errorf("an interval goes on: %s", note)
	}
	for i := range r.BudgetCurve {
		r.BudgetCurve[i].ReoffencesAvoidedMCSE = 0.0001
	}
	if note := costNote(r, budgets(r)); strings.Contains(note, "arrow") {
		t.Errorf("no interval goes on: %s", note)
	}
}

// Labels with a comma stand in quotation marks, so that lists of them can be read.
func TestLabelsInSentences(t *testing.T) {
	for label, want := range map[string]string{
		"Usual practice": "usual practice", "Warning, no course": `"Warning, no course"`, "Charge everyone (not current practice, a bound)": "charge everyone",
	} {
		if got := named(results.Arm{Label: label}); got != want {
			t.Errorf("%s: got %s, want %s", label, got, want)
		}
	}
}

// What is said of the target is that of the cohort: more than half of small ones meet it
// where it is the true rate.
func TestChanceAtTheTarget(t *testing.T) {
	r := &results.Run{PassCurve: []results.PassPoint{{TrueRate: 0.79, Target: 0.8, Probability: 0.56}, {TrueRate: 0.81, Target: 0.8, Probability: 0.66}}}
	if got := atTarget(r); got != "61%" {
		t.Errorf("between 56%% and 66%%: %s", got)
	}
	r.PassCurve = r.PassCurve[:1]
	if got := atTarget(r); got != "" {
		t.Errorf("the curve does not reach the target: %s", got)
	}
	if _, words := figureOf(t, fakeRun(), "04-threshold"); !strings.Contains(words, "equal to the target the chance is 50% from sampling alone") {
		t.Error(words)
	}
	one := fakeRun()
	one.Summary.Replications = 1
	for i := range one.PassPoints {
		one.PassPoints[i].Probability = float64(i % 2)
	}
	_, words := figureOf(t, one, "04-threshold")
	for _, want := range []string{"did not happen in the one cohort under usual practice", ", happened in the one cohort under diversion", "index contacts in one replication"} {
		if !strings.Contains(words, want) {
			t.Errorf("%s\nwant in it\n%s", words, want)
		}
	}
}

// Too few replications have no intervals, and nothing is said to be banded.
func TestFewReplicationsHaveNoBands(t *testing.T) {
	if _, words := figureOf(t, variants()["three replications"], "02-survival"); strings.Contains(words, "bands are") || !strings.Contains(words, "no intervals are drawn") {
		t.Errorf("three replications: %s", words)
	}
	if _, words := figureOf(t, variants()["pilot"], "02-survival"); !strings.Contains(words, "bands are drawn for usual practice and diversion alone") {
		t.Errorf("six arms: %s", words)
	}
}

// A curve of nobody is not drawn, though every month has a row.
func TestNobodyIsFollowed(t *testing.T) {
	r := fakeRun()
	r.Summary.People = 0
	if picture, words := figureOf(t, r, "02-survival"); !strings.Contains(words, "cohort is empty") || !strings.Contains(picture, "Nothing to show") {
		t.Error(words)
	}
}

// What is saved is told apart by column, and what is not clear is drawn hollow and
// said to be so; the comparator and what the probabilities carry are named.
func TestWorthIsSaid(t *testing.T) {
	_, words := figureOf(t, variants()["pilot"], "06-cost-effectiveness")
	for _, want := range []string{"Against usual practice", "costs less and does more in 78%", "at £20,000 a QALY", "the mean is drawn hollow"} {
		if !strings.Contains(words, want) {
			t.Errorf("the plane does not say %q: %s", want, words)
		}
	}
	if !strings.Contains(worthNote(variants()["pilot"]), "carry chance alone") {
		t.Error("the picture does not say what the probabilities carry")
	}
	if !strings.Contains(worthNote(variants()["no gain"]), "what is not known of the inputs, and chance") {
		t.Error("the picture of a run that draws its inputs does not say so")
	}
	_, words = figureOf(t, variants()["pilot"], "07-who-pays")
	for _, want := range []string{"Against usual practice", "at average cost", "released within a year", "in cash", "most is saved by the police"} {
		if !strings.Contains(words, want) {
			t.Errorf("who pays does not say %q: %s", want, words)
		}
	}
	if _, words = figureOf(t, variants()["no gain"], "07-who-pays"); !strings.Contains(words, "not clearly different from zero and drawn hollow") {
		t.Errorf("a change that is not clear is not said to be so: %s", words)
	}
}

// A target belongs to a measure, and a second target does not bend the curve
// of the first.
func TestThresholdFollowsItsMeasure(t *testing.T) {
	r := variants()["another measure"]
	if _, words := figureOf(t, r, "04-threshold"); !strings.Contains(words, "at least 80% without a latent reoffence") {
		t.Errorf("a target for latent reoffending: %s", words)
	}
	for _, p := range passCurve(r, false) {
		if p.Target != 0.8 {
			t.Errorf("a point of target %v is on the curve of 0.8", p.Target)
		}
	}
}

// No miss is hidden: the sentence and the picture name each, fitted or not.
func TestCalibrationNamesItsMisses(t *testing.T) {
	r := smallRun()
	picture, words := figureOf(t, r, "11-calibration")
	if !strings.Contains(words, "2 of 3 published figures are met") || !strings.Contains(words, "Missed: reoffences of each person who reoffends") {
		t.Errorf("one of three is missed: %s", words)
	}
	if strings.Count(picture, ">miss<")+strings.Count(picture, "miss, not fitted") != 1 {
		t.Error("the picture does not mark one miss")
	}
	for i := range r.Calibration {
		r.Calibration[i].Hit = true
	}
	if _, words = figureOf(t, r, "11-calibration"); strings.Contains(words, "Missed") || !strings.Contains(words, "All 3 published figures are met") {
		t.Errorf("none is missed: %s", words)
	}
}

func TestSVGHasFallbackFontsAndWords(t *testing.T) {
	picture, words := figureOf(t, smallRun(), "02-survival")
	for _, want := range []string{
		"font-family:'Liberation Sans',Arial,Helvetica,sans-serif", `role="img"`, "<title>" + survivalTitle,
		"<desc>" + words[:40], `textLength="`,
	} {
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

// Where nobody's costs change, nobody saves most.
func TestNobodySaves(t *testing.T) {
	sum := payerRow{key: "public", of: map[string]results.Estimate{"average": {}}}
	if _, saves := savesMost([]payerRow{sum}); saves {
		t.Error("wanted nobody who saves")
	}
	police := payerRow{key: "police", of: map[string]results.Estimate{"average": {Mean: -5}}}
	courts := payerRow{key: "courts", of: map[string]results.Estimate{"average": {Mean: -7}}}
	if most, saves := savesMost([]payerRow{police, courts, sum}); !saves || most.key != "courts" {
		t.Errorf("wanted the courts; got %v", most)
	}
	for key, want := range map[string]string{"courts": "the courts", "legal aid": "legal aid", "prison": "prison services", "probation": "probation"} {
		if got := payerWords(key); got != want {
			t.Errorf("saved by %s, want by %s", got, want)
		}
	}
}
