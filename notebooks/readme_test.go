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

const readmeFile = "../README.md"

// shown is what the README says of a scenario: a text between two marks, and a
// figure.
type shown struct {
	scenario, figure string
	replications     int // 0: as many as the precision needs
	begins, ends     string
	text             func(run *results.Run) string
}

var shownInReadme = []shown{
	{
		scenario: "west-midlands-pilot", figure: "05-decomposition.svg", text: answer,
		begins: "<!-- answer: written by make figure -->\n", ends: "<!-- end of answer -->\n",
	},
	{
		scenario: "eight-forces", figure: "08-tile-map.svg", replications: 40, text: country,
		begins: "<!-- country: written by make figure -->\n", ends: "<!-- end of country -->\n",
	},
}

// What the README answers, and the figures beside it, are those of the program
// as it stands.
func TestReadmeIsCurrent(t *testing.T) {
	for _, s := range shownInReadme {
		t.Run(s.scenario, s.isCurrent)
	}
}

func (s shown) isCurrent(t *testing.T) {
	scenario, err := scenarios.Load(s.scenario, scenarios.Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	run, err := study.Run(context.Background(), scenario, study.Options{Seed: 1, Replications: s.replications, Draw: true})
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(readmeFile)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begins := strings.Cut(string(readme), s.begins)
	_, after, ends := strings.Cut(rest, s.ends)
	if !begins || !ends {
		t.Fatalf("%s has no place for the answer: want %q and %q", readmeFile, s.begins, s.ends)
	}
	keep(t, readmeFile, []byte(before+s.begins+s.text(run)+s.ends+after))
	files, err := figure.Render(run, "svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if file.Name == s.figure {
			keep(t, "figures/"+s.figure, file.Bytes)
			return
		}
	}
	t.Fatalf("no figure is called %s", s.figure)
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
	fmt.Fprintf(&b, "In %d simulated cohorts of %s people, each with its own draw of what nobody knows, %s have a proven reoffence within\n"+
		"12 months under the £60,000 scheme and %s under usual disposals: %s percentage points (95%%: %s; Monte\n"+
		"Carlo error %.2f). Measured against the force's own recorded mix of outcomes, which already contains its scheme, it is\n%s (%s).\n\n",
		sum.Replications, figure.Count(float64(sum.People)), percent(arm.Mean), percent(base.Mean), points(difference.Mean),
		between(difference), 100*float64(difference.MCSE), points(recorded.Mean), between(recorded))
	u := sum.Uncertainty["diversion"][headline]
	fmt.Fprintf(&b, "Chance between cohorts gives that difference a standard deviation of %s points; inputs that nobody knows, %s; how far\n"+
		"one force lies from the average of those evaluated, %s; which structure of offending is taken, %s. The scheme does harm in %s\n"+
		"of the draws; in a force with an effect of its own, in %s of the first %d.\n\n",
		deviation(u.MonteCarlo), deviation(u.Parameters), deviation(u.BetweenForces), deviation(u.Structure), shareOf(u.Worse), shareOf(u.WorseNew), sum.Draws.Split)
	fmt.Fprintf(&b, "A report on those who complete would say that %s of them did not reoffend, against %s of everybody under\n"+
		"usual disposals. Of the %s points between the two, %s are selection, %s are the scheme's doing and %s are\n"+
		"measurement. A target of 80%% of the whole cohort is met in %s of the cohorts under diversion, %s under\nusual disposals.\n",
		percent(d.Headline.Mean), percent(d.Baseline.Mean), strings.TrimPrefix(points(d.HeadlineMinusBaseline), "+"),
		points(d.Selection), points(d.Causal), points(d.Measurement), met(sum, "diversion"), met(sum, sum.Comparator))
	return b.String()
}

func deviation(share results.Number) string { return fmt.Sprintf("%.1f", 100*float64(share)) }

func shareOf(share results.Number) string { return figure.Percent(float64(share), 0) }

// country is what a scheme in eight forces and one in all come to, the mean and how
// unequal it is.
func country(run *results.Run) string {
	const headline = "reoffending_12m_proven"
	sum := run.Summary
	arms := []string{"eight", "national"}
	change := func(arm string) string {
		d := sum.Differences[arm][headline]
		return fmt.Sprintf("%s points (95%%: %s; Monte Carlo error %.2f)", points(d.Mean), between(d), 100*float64(d.MCSE))
	}
	var done, gini, harm []string
	for _, arm := range arms {
		c, i := sum.Arms[arm]["completion"], sum.Inequality[arm]["completion"].Estimates["gini"]
		done = append(done, fmt.Sprintf("%s (%s to %s)", percent(c.Mean), percent(c.Low), percent(c.High)))
		gini = append(gini, fmt.Sprintf("%.2f (%.2f to %.2f)", i.Mean, i.Low, i.High))
		n := sum.Places[arm]
		harm = append(harm, fmt.Sprintf("%.0f of %.0f schemes (%.0f to %.0f)", n.TrulyWorse.Mean, n.Schemes.Mean, n.TrulyWorse.Low, n.TrulyWorse.High))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "In %d simulated countries of %s people, a tenth of a year's recorded possession, the same national money brings a completed\n"+
		"course to %s of them through eight forces and to %s through all 43. The Gini index of that share\n"+
		"between force areas is %s against %s: a mean with another spread is another policy. Proven reoffending\n"+
		"within 12 months is %s with no scheme anywhere; eight forces change it by %s, all 43\n"+
		"by %s. Forces differ in their own\n"+
		"effect: it is nil or harmful in %s and in %s, and no force could tell.\n",
		sum.Replications, figure.Count(float64(sum.People)), done[0], done[1], gini[0], gini[1],
		percent(sum.Arms[sum.Comparator][headline].Mean), change("eight"), change("national"), harm[0], harm[1])
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
