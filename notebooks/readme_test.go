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
	"diversim/scenarios/validation"
)

const readmeFile = "../README.md"

// shown is what the README says of a scenario, and a figure of it.
type shown struct {
	scenario, figure string
	replications     int // 0: as many as the precision needs
	passages         []passage
}

// passage is a text of the README between two marks that bear its name.
type passage struct {
	name string
	text func(run *results.Run) string
}

var shownInReadme = []shown{
	{scenario: "west-midlands-pilot", figure: "05-decomposition.svg", passages: []passage{{"answer", answer}, {"effect", strongEffect}}},
	{scenario: "eight-forces", figure: "08-tile-map.svg", replications: 40, passages: []passage{{"country", country}}},
}

// What the README answers, the limits it admits with numbers, and the figures beside
// these, are those of the program as it stands.
func TestReadmeIsCurrent(t *testing.T) {
	for _, s := range shownInReadme {
		t.Run(s.scenario, s.isCurrent)
	}
	t.Run("validation", func(t *testing.T) { keepPassage(t, "validation", validated(t)) })
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
	for _, p := range s.passages {
		keepPassage(t, p.name, p.text(run))
	}
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

// keepPassage puts a text between its marks, or fails where it is not what it would be.
func keepPassage(t *testing.T, name, text string) {
	t.Helper()
	readme, err := os.ReadFile(readmeFile)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- "+name+": written by make figure -->\n", "<!-- end of "+name+" -->\n"
	before, rest, begins := strings.Cut(string(readme), begin)
	_, after, ends := strings.Cut(rest, end)
	if !begins || !ends {
		t.Fatalf("%s has no place for the passage: want %q and %q", readmeFile, begin, end)
	}
	keep(t, readmeFile, []byte(before+begin+text+end+after))
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

// strongEffect is what a run says of how large the effect must be on one person, as part
// of an item of a list.
func strongEffect(run *results.Run) string {
	for _, w := range run.Summary.Warnings {
		if w.Code == "EFFECT" {
			return item(w.Text)
		}
	}
	panic("notebooks: the effect needs no warning any more, and the README no passage of it")
}

// validated is how the model fares against published figures that nothing was fitted to.
func validated(t *testing.T) string {
	published := validation.Published()
	score := func(rows []validation.Row) map[string]validation.Scored {
		report, err := validation.Score(context.Background(), rows, validation.Options{Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		scored := map[string]validation.Scored{}
		for _, r := range report.Rows {
			if !r.Claim {
				scored[r.ID] = r
			}
		}
		return scored
	}
	onDesistance, err := validation.On(published, "desistance")
	if err != nil {
		t.Fatal(err)
	}
	own, other := score(published), score(onDesistance)
	hits, lost := 0, 0
	for id, r := range own {
		if r.Verdict == validation.Hit {
			hits++
			if other[id].Verdict != validation.Hit {
				lost++
			}
		}
	}
	counts, gap := own["V2"], own["V4"]
	return item(fmt.Sprintf("Of %d published figures that nothing was fitted to, %d are hit and %d missed (`diversim validate`). Matched to how many people "+
		"who misuse Class A drugs are convicted, the model gives each %.0f offences where %.1f are published. Where people desist and relapse "+
		"(`diversim validate --calibration desistance`) it gives %.1f, and misses %d figures that it hits without. Between those who complete drug treatment "+
		"and those who drop out, %s points are published and %s simulated.",
		len(own), hits, len(own)-hits, counts.Simulated.Mean, counts.Published, other["V2"].Simulated.Mean, lost,
		points(results.Number(gap.Published)), points(results.Number(gap.Simulated.Mean))))
}

// item is a text as lines of an item of a list, the last left open for a mark.
func item(text string) string {
	const width = 140
	var b strings.Builder
	line := 0
	for _, word := range strings.Fields(text) {
		switch {
		case line == 0:
			b.WriteString("  ")
		case line+1+len(word) > width:
			b.WriteString("\n  ")
			line = 0
		default:
			b.WriteByte(' ')
			line++
		}
		b.WriteString(word)
		line += len(word)
	}
	b.WriteByte(' ')
	return b.String()
}
