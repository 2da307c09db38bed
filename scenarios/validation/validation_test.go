package validation

import (
	"context"
	"flag"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"diversim/model/evidence"
)

var update = flag.Bool("update", false, "write the golden files")

// scored runs rows and gives them by name.
func scored(t *testing.T, rows []Row, replications int) (map[string]Scored, *Report) {
	t.Helper()
	report, err := Score(context.Background(), rows, Options{Seed: 1, Replications: replications})
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]Scored{}
	for _, s := range report.Rows {
		by[s.ID] = s
	}
	return by, report
}

// In a world whose answers are known, a row hits or misses as it must.
func TestPlantedWorld(t *testing.T) {
	rows, err := ReadFile("testdata/planted.yaml")
	if err != nil {
		t.Fatal(err)
	}
	by, report := scored(t, rows, 40)
	for id, want := range map[string]Verdict{
		"rate-hit": Hit, "rate-miss": Miss, "count": Hit, "half": Hit, "matched": Hit, "unmatched": Unmatched, "told": Examined, "nobody": Miss, "unmatched-nobody": Unmatched, "unmatched-busy": Unmatched,
	} {
		if got := by[id]; got.Verdict != want {
			t.Errorf("%s: %s, want %s: simulated %v", id, got.Verdict, want, got.Simulated)
		}
	}
	for id, want := range map[string]string{
		"matched": "", "rate-miss": "", "unmatched": "not reached in 24 steps", "unmatched-nobody": "of nobody",
		"unmatched-busy": "not reached before a person has more than a thousand events",
	} {
		if got := by[id].Unmatched; got != want {
			t.Errorf("%s: unmatched because %q, want %q", id, got, want)
		}
	}
	if n := report.Missed(); n != 5 {
		t.Errorf("%d rows missed, want 5", n)
	}
	exact := math.Pow(1.9, -2.0/3)
	if told := by["told"]; math.Abs(told.Simulated.Mean-exact) > 4*told.Simulated.MCSE || math.Abs(told.Simulated.Mean+told.Comparator-1) > 1e-9 {
		t.Errorf("a claim: %v beside %v, want %v and what is left of 1", told.Simulated.Mean, told.Comparator, exact)
	}
	if rate, want := by["matched"].Matched, (math.Pow(2, 1.5)-1)/1.5; math.Abs(rate/want-1) > 0.05 {
		t.Errorf("matched at %v a year, want about %v", rate, want)
	}
	if !math.IsNaN(by["rate-hit"].Matched) || !math.IsNaN(by["unmatched"].Matched) {
		t.Error("a value was matched where none was to be, or none could")
	}
	if hit := by["rate-hit"]; !hit.Overlaps || hit.Simulated.N != 40 {
		t.Errorf("the intervals of a hit do not meet: %+v", hit.Simulated)
	}
	if by["nobody"].Overlaps || !by["nobody"].Simulated.Empty {
		t.Error("something was said of nobody")
	}
}

// The same rows and seed give the same numbers and digest, whatever the workers; a row
// more or a figure moved gives another digest.
func TestReportIsReproducible(t *testing.T) {
	rows, err := ReadFile("testdata/planted.yaml")
	if err != nil {
		t.Fatal(err)
	}
	run := func(rows []Row, workers int) *Report {
		report, err := Score(context.Background(), rows, Options{Seed: 3, Replications: 2, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	one, two := run(rows, 1), run(rows, 2)
	for i := range one.Rows {
		if a, b := one.Rows[i].Simulated, two.Rows[i].Simulated; !a.Empty && (a.Mean != b.Mean || a.MCSE != b.MCSE) {
			t.Errorf("%s: %v with one worker, %v with two", one.Rows[i].ID, a, b)
		}
	}
	if one.Digest != two.Digest {
		t.Errorf("digests %s and %s of the same comparison", one.Digest, two.Digest)
	}
	moved := slices.Clone(rows)
	moved[0].High++
	for what, others := range map[string][]Row{"a row less": rows[1:], "a bound moved": moved} {
		if run(others, 2).Digest == one.Digest {
			t.Errorf("%s: the digest stayed", what)
		}
	}
}

// Rows on another calibrated set are the same figures of other people: the worlds have its
// values, those given are as they were, and a name that is none is refused.
func TestOnAnotherSet(t *testing.T) {
	rows := Published()
	moved, err := On(rows, "desistance")
	if err != nil {
		t.Fatal(err)
	}
	rate := func(r Row) float64 {
		in, _ := r.World.Registry(r.World.Comparator).Lookup("desistance.rate")
		return in.Current.Number()
	}
	for i := range rows {
		if rate(rows[i]) != 0 || !(rate(moved[i]) > 0) || rows[i].ID != moved[i].ID {
			t.Errorf("%s: people desist at %v a year, %v on another set", rows[i].ID, rate(rows[i]), rate(moved[i]))
		}
	}
	if _, err := On(rows, "no-such"); err == nil || !strings.Contains(err.Error(), `got "no-such"`) {
		t.Errorf("a set that is none: %v", err)
	}
}

// The published rows load, cover V1 to V9, and cite the bibliography; each that is scored
// says how far it may be off and why.
func TestPublishedRows(t *testing.T) {
	rows := Published()
	for _, want := range []string{"V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9"} {
		if some, err := Select(rows, []string{strings.ToLower(want)}); err != nil || len(some) == 0 {
			t.Errorf("%s: %d rows, %v", want, len(some), err)
		}
	}
	for _, r := range rows {
		if _, known := evidence.Cite(r.Source); !known {
			t.Errorf("%s cites %q, which the bibliography does not have", r.ID, r.Source)
		}
		if r.Claim != strings.HasPrefix(r.ID, "V9") || r.Claim == (r.Tolerance != "") || r.Claim && r.Beside == nil {
			t.Errorf("%s: claim %v, tolerance %q, comparator %v", r.ID, r.Claim, r.Tolerance, r.Beside)
		}
	}
	if _, err := Select(rows, []string{"V2", "V44", "v1"}); err == nil || strings.Contains(err.Error(), `got "V2"`) || !strings.Contains(err.Error(), `got "V44"`) {
		t.Errorf("rows that are none: %v", err)
	}
}

// Every published row can be scored: few people, twice.
func TestPublishedRowsRun(t *testing.T) {
	rows := Published()
	for i := range rows {
		small := *rows[i].World
		small.People = min(small.People, 430)
		rows[i].World = &small
	}
	by, _ := scored(t, rows, 2)
	for id, s := range by {
		if s.Simulated.Empty && !strings.HasPrefix(id, "V4") {
			t.Errorf("%s says nothing", id)
		}
		if s.Match != nil && s.Verdict != Unmatched && !(s.Matched > 0) {
			t.Errorf("%s was to be matched, and %s is at %v", id, s.Match.Input, s.Matched)
		}
		if s.Claim != (s.Verdict == Examined) || s.Claim == math.IsNaN(s.Comparator) {
			t.Errorf("%s: %s beside %v", id, s.Verdict, s.Comparator)
		}
	}
}

// What is wrong with rows is said at once, each in its place.
func TestBadRows(t *testing.T) {
	_, err := ReadFile("testdata/bad.yaml")
	if err == nil {
		t.Fatal("bad rows were read")
	}
	const golden = "testdata/bad.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(err.Error()+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, readErr := os.ReadFile(golden)
	if readErr != nil {
		t.Fatal(readErr)
	}
	if got := err.Error() + "\n"; got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, err := ReadFile("testdata/none.yaml"); err == nil || !strings.HasPrefix(err.Error(), "testdata/none.yaml: wanted a file") {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := Read("x", []byte("")); err == nil || err.Error() != "x:1:1: wanted a table; got an empty file" {
		t.Errorf("an empty file: %v", err)
	}
}
