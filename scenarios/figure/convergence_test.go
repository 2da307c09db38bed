package figure

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"diversim/scenarios/results"
)

// The sentence says why there are no more replications and what is not clear; the picture
// has the line at which the run ended and its tolerance, where there is one.
func TestConvergenceSaysWhyTheRunStopped(t *testing.T) {
	runs := variants()
	for name, want := range map[string]struct{ said, drawn, tolerance string }{
		"pilot":                 {"the run stopped at 200, once the error was within its tolerance of 0.20 points;", "stopped at 200: within the tolerance", "tolerance 0.20"},
		"stopped by the spread": {"stopped at 100, the fewest it makes, with the error within its tolerance of 0.30 points (10% of the standard deviation", "stopped at 100: within", "10% of the spread"},
		"stopped at the limit":  {"stopped at 5,000 because that is its limit, not because of the error, which is still above its tolerance of 0.030 points", "the limit, not the tolerance", "tolerance 0.030"},
		"replications stated":   {"was stated beforehand, so that no tolerance decided it", "137 replications, as stated", ""},
		"interrupted":           {"interrupted before it could stop by its tolerance of 0.26 points", "interrupted after 57", "tolerance 0.26"},
		"interrupted before what was stated": {
			"interrupted before the stated number was reached", "interrupted after 57", "",
		},
		"country": {"was stated beforehand", "200 replications, as stated", ""},
	} {
		picture, words := figureOf(t, runs[name], "14-convergence")
		_, shapes, _ := strings.Cut(picture, "</desc>")
		if !strings.Contains(words, want.said) || !strings.Contains(shapes, want.drawn) {
			t.Errorf("%s: want %q and %q in\n%s", name, want.said, want.drawn, words)
		}
		if decided := Stopped(runs[name]) != ""; decided != (want.tolerance != "") {
			t.Errorf("%s: the page says why the run stopped: %t", name, decided)
		}
		if want.tolerance == "" && strings.Contains(shapes, ">tolerance ") || !strings.Contains(shapes, want.tolerance) {
			t.Errorf("%s: the tolerance that is drawn is not %q", name, want.tolerance)
		}
	}
}

// A narrow band is not passed off as a clear difference: hollow is what the interval over
// replications says.
func TestConvergenceIsHollow(t *testing.T) {
	runs := variants()
	for name, hollow := range map[string]bool{"pilot": false, "stopped by the spread": true, "country, three replications": false, "no scheme": true} {
		if _, words := figureOf(t, runs[name], "14-convergence"); strings.Contains(words, "drawn hollow") != hollow {
			t.Errorf("%s: hollow wanted: %v; said: %s", name, hollow, words)
		}
	}
	white := func(low, high float64) int {
		r := fakeRun()
		settle(r, "diversion", low, high, 200, results.StoppedAsStated, nil)
		picture, _ := figureOf(t, r, "14-convergence")
		return strings.Count(picture, "fill:#FFFFFF")
	}
	if unclear, clear := white(-0.02, 0.01), white(-0.02, -0.01); unclear != clear+1 {
		t.Errorf("%d white shapes where the difference is not clear, %d where it is; want one more", unclear, clear)
	}
	if _, words := figureOf(t, runs["stopped by the spread"], "14-convergence"); !strings.Contains(words, "single replications lie between −8.3 and +3.3") {
		t.Errorf("the interval is not said: %s", words)
	}
}

// Where the page opens with another measure, the figure does not call its own the headline,
// and says how far the other has settled.
func TestConvergenceBesideAnotherHeadline(t *testing.T) {
	r := fakeRun()
	r.Measures = []string{"completion", "reoffending_12m_proven"}
	r.Summary.Differences["diversion"]["completion"] = results.Estimate{Mean: 0.516, MCSE: 0.0096}
	r.Summary.Arms = map[string]map[string]results.Estimate{"diversion": {"completion": {Unit: "proportion"}}}
	picture, words := figureOf(t, r, "14-convergence")
	const want = "opens with another measure, completion, which decides nothing here: its difference is +51.6 percentage points, with a Monte Carlo error of 0.96;"
	if !strings.Contains(words, want) || !strings.Contains(picture, "<title>How the difference in proven reoffending within 12 months settled") {
		t.Errorf("%s\nwant in it\n%s", words, want)
	}
	if strings.Contains(picture, "headline") {
		t.Error("the picture calls a difference the headline with which the page does not open")
	}
	if r.Measures = []string{"non_reoffending_12m_proven"}; otherHeadline(r) != "" {
		t.Error("not to reoffend is no other measure than to reoffend")
	}
	r.Measures = []string{"reoffending_12m_proven"}
	if picture, words = figureOf(t, r, "14-convergence"); strings.Contains(words, "another measure") || !strings.Contains(picture, "<title>How the headline difference settled") {
		t.Errorf("the page opens with this measure: %s", words)
	}
	for name, want := range map[string]string{
		"reoffending_12m_proven": "proven reoffending within 12 months", "non_reoffending_12m_proven": "no proven reoffending within 12 months",
		"contacts_12m": "contacts within 12 months", "custody_days": "custody days",
	} {
		if got := measureWords(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// The table ends at the published difference and at the reason for stopping, and its band
// is 1.96 errors either side.
func TestConvergenceTable(t *testing.T) {
	r := smallRun()
	table := convergenceTable(r)
	at := map[string]int{}
	for i, name := range table[0] {
		at[name] = i
	}
	number := func(line []string, name string) float64 {
		v, err := strconv.ParseFloat(line[at[name]], 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	end, published := table[len(table)-1], r.Summary.Differences["diversion"]["reoffending_12m_proven"]
	if number(end, "mean") != float64(published.Mean) || number(end, "mc_se") != float64(published.MCSE) || end[at["stopped"]] != "tolerance" {
		t.Errorf("the last line is %v, want %+v", end, published)
	}
	for _, line := range table[1:] {
		half := 1.96 * number(line, "mc_se")
		if math.Abs(number(line, "band_high")-number(line, "mean")-half) > 1e-12 || math.Abs(number(line, "mean")-number(line, "band_low")-half) > 1e-12 {
			t.Errorf("the band of %v is not 1.96 errors either side", line)
		}
	}
	if before := table[len(table)-2][at["stopped"]]; before != "" {
		t.Errorf("stopped %q before the end", before)
	}
}

func TestErrorPoints(t *testing.T) {
	for got, want := range map[string]string{
		errorPoints(0.0028): "0.28", errorPoints(0.001): "0.10", errorPoints(0.00042): "0.042", errorPoints(0.021): "2.10", errorPoints(0): "0.00",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
