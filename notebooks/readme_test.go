package notebooks

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"diversim/scenarios"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
)

const (
	readmeFile   = "../README.md"
	readmeFigure = "05-decomposition.svg"
	answerBegins = "<!-- answer: written by make figure -->\n"
	answerEnds   = "<!-- end of answer -->\n"
)

// What the README answers, and the figure beside it, are those of the program
// as it stands.
func TestReadmeIsCurrent(t *testing.T) {
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	run, err := study.Run(context.Background(), s, study.Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(readmeFile)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begins := strings.Cut(string(readme), answerBegins)
	_, after, ends := strings.Cut(rest, answerEnds)
	if !begins || !ends {
		t.Fatalf("%s has no place for the answer: want %q and %q", readmeFile, answerBegins, answerEnds)
	}
	keep(t, readmeFile, []byte(before+answerBegins+answer(run)+answerEnds+after))
	files, err := figure.Render(run, "svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if file.Name == readmeFigure {
			keep(t, "figures/"+readmeFigure, file.Bytes)
			return
		}
	}
	t.Fatalf("no figure is called %s", readmeFigure)
}

// keep writes a file, or fails where it is not what it would be.
func keep(t *testing.T, name string, now []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, now, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	saved, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(now, saved) {
		t.Errorf("%s is not what the program says (%v); first difference in line %d: make figure", name, err, firstDifference(now, saved))
	}
}

// answer is what the pilot comes to, with its uncertainty.
func answer(run *results.Run) string {
	const headline = "reoffending_12m_proven"
	sum := run.Summary
	arm, base := sum.Arms["diversion"][headline], sum.Arms[sum.Comparator][headline]
	difference, d := sum.Differences["diversion"][headline], sum.Decomposition["diversion"]
	recorded := sum.Sensitivity.AsRecorded.Differences["diversion"][headline]
	var b strings.Builder
	fmt.Fprintf(&b, "In %d simulated cohorts of %s people, %s have a proven reoffence within 12 months under the £60,000\n"+
		"scheme and %s under usual disposals: %s percentage points (95%% of cohorts: %s; Monte Carlo error %.2f).\n"+
		"Measured against the force's own recorded mix of outcomes, which already contains its scheme, it is %s (%s).\n\n",
		sum.Replications, figure.Count(float64(sum.People)), percent(arm.Mean), percent(base.Mean), points(difference.Mean),
		between(difference), 100*float64(difference.MCSE), points(recorded.Mean), between(recorded))
	fmt.Fprintf(&b, "A report on those who complete would say that %s of them did not reoffend, against %s of everybody under\n"+
		"usual disposals. Of the %s points between the two, %s are selection, %s are the scheme's doing and %s are\n"+
		"measurement. A target of 80%% of the whole cohort is met in %s of the cohorts under diversion, %s under\nusual disposals.\n",
		percent(d.Headline.Mean), percent(d.Baseline.Mean), strings.TrimPrefix(points(d.HeadlineMinusBaseline), "+"),
		points(d.Selection), points(d.Causal), points(d.Measurement), met(sum, "diversion"), met(sum, sum.Comparator))
	return b.String()
}

func percent(share results.Number) string { return figure.Percent(float64(share), 1) }

func points(share results.Number) string { return figure.Points(float64(share)) }

func between(e results.Estimate) string { return points(e.Low) + " to " + points(e.High) }

// met is how often an arm meets the target of the scenario.
func met(sum results.Summary, arm string) string {
	for _, t := range sum.Thresholds {
		if t.Arm == arm {
			return figure.Percent(float64(t.Probability), 0)
		}
	}
	panic("notebooks: no threshold of the arm " + arm)
}
