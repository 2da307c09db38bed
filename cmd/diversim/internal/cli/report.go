package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"diversim/model"
	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// report is a run as a page of text for people: the question, what was
// simulated, every outcome beside the comparator's, the money, what a headline
// is made of, the targets, and what to beware of. Every sentence that claims
// something ends with its rung on the ladder of claims.
type report struct {
	w   io.Writer
	s   *scenarios.Scenario
	run *results.Run
	err error
}

func newReport(w io.Writer, s *scenarios.Scenario, run *results.Run) *report {
	return &report{w: w, s: s, run: run}
}

// print writes the page and returns the first error of writing.
func (r *report) print() error {
	r.opening()
	r.outcomes()
	r.sources()
	r.places()
	r.money()
	r.payers()
	r.headlines()
	r.evaluator()
	r.measurement()
	r.strata()
	r.circles()
	r.horizons()
	r.targets()
	r.asRecorded()
	r.warnings()
	return r.err
}

// say writes one line.
func (r *report) say(form string, args ...any) {
	if r.err == nil {
		_, r.err = fmt.Fprintf(r.w, form+"\n", args...)
	}
}

// prose writes a paragraph of the page's width.
func (r *report) prose(form string, args ...any) {
	r.say("%s", paragraph(fmt.Sprintf(form, args...), ""))
}

// claim writes a paragraph with its rung.
func (r *report) claim(rung results.Rung, form string, args ...any) {
	r.prose("%s [%s]", fmt.Sprintf(form, args...), rung)
}

// ladder says what the rungs mean, weakest claim first.
func (r *report) ladder() {
	var rungs []string
	for _, l := range results.Ladder() {
		rungs = append(rungs, fmt.Sprintf("%s (%s)", l.Rung, l.Means))
	}
	r.prose("Claims carry their strength in brackets, weakest first: %s.", strings.Join(rungs, " < "))
}

// section starts a part of the page.
func (r *report) section(title string) {
	r.say("\n\n%s\n", strings.ToUpper(title))
}

// opening says what was asked and what was simulated.
func (r *report) opening() {
	s := r.run.Summary
	r.say("%s", strings.ToUpper(s.Title))
	r.prose("%s", s.Question)
	r.say("")
	r.prose("Simulated: %s in %s%s, each followed for %s, in %s (seed %d). "+
		"Every arm meets the same people. The comparator is %q.", r.recruited(), where(r.s.Forces), r.recruiting(),
		years(s.HorizonYears), eachOf(s.Replications), s.Seed, r.label(s.Comparator))
	r.displaced()
	if s.Interrupted != "" {
		r.prose("NOT COMPLETE: %s.", s.Interrupted)
	}
	if why := figure.Stopped(r.run); why != "" {
		r.prose("%s", why)
	}
	r.say("")
	r.prose("±: Monte Carlo error of the mean (one standard error). %s Differences are paired: arm minus comparator, in the same "+
		"replication. ~: a difference below two Monte Carlo errors, not resolved.", r.intervalMeans())
	r.say("")
	r.ladder()
	if text := r.answer(); text != "" {
		r.say("")
		r.claim(results.Causal, "%s", text)
	}
}

// displaced says where --set stands over what an arm states, and may be named for.
func (r *report) displaced() {
	var keys []string
	over, stated := map[string]scenarios.Setting{}, map[string][]string{}
	for _, d := range r.s.Displaced() {
		key := d.By.Key
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
		over[key] = d.By
		stated[key] = append(stated[key], fmt.Sprintf("%s (%s)", d.Stated.Value, d.Arm.Label))
	}
	for _, key := range keys {
		r.prose("%s is %s in every arm, as %s has it, over what arms state: %s. Where an arm is named for that, its name no longer says what was run.",
			key, over[key].Value, over[key].Layer, results.Listed(stated[key]))
	}
}

// recruited is who is simulated.
func (r *report) recruited() string {
	n := r.run.Summary.People
	switch {
	case r.openPopulation():
		return "the people of about " + numbered(n, "possession contact", "possession contacts") + " a year"
	case r.s.Intake.Years() > 1:
		return numbered(n, "person", "people") + " a year found in possession of drugs"
	}
	return numbered(n, "person", "people") + " found in possession of drugs"
}

// recruiting is for how long people are recruited, where that is not a year.
func (r *report) recruiting() string {
	if r.s.Intake.Years() > 1 {
		return " over " + years(r.s.Intake.Years())
	}
	return ""
}

// openPopulation says whether new people are those whom known ones leave to be
// found.
func (r *report) openPopulation() bool {
	return r.s.Params(r.run.Summary.Comparator).Index.Mode == model.ModeOpen
}

// intervalMeans says what the intervals are, or why there are none.
func (r *report) intervalMeans() string {
	s := r.run.Summary
	if s.Replications < estimate.MinimumForInterval {
		return fmt.Sprintf("There are no intervals: they need %d replications.", estimate.MinimumForInterval)
	}
	return fmt.Sprintf("95%%: the range of 95%% of replications, each a cohort of %s, with %s (interval: %s).",
		figure.Count(float64(s.People)), figure.InputWords(s.Interval), s.Interval)
}

// answer is the first measure of the scenario, for the arm the scenario is
// about, in a sentence.
func (r *report) answer() string {
	arm, found := r.subject()
	if !found || len(r.run.Measures) == 0 {
		return ""
	}
	m, _ := outcome.Named(r.run.Measures[0]) // the loader admits measures of the table only
	u := unitOf(m.Unit)
	level := r.run.Summary.Arms[arm.Name][m.Name]
	base := r.run.Summary.Arms[r.run.Summary.Comparator][m.Name]
	d := r.run.Summary.Differences[arm.Name][m.Name]
	if !level.Mean.Known() || !base.Mean.Known() {
		return ""
	}
	within := "±" + u.mcError(d.MCSE)
	if d.Low.Known() {
		within = "95%: " + u.interval(d) + "; " + within
	}
	if d.Unresolved() {
		within += "; not resolved"
	}
	return fmt.Sprintf("In short, %q is %s under %q against %s under %q, a difference of %s %s (%s).",
		m.Label, u.inWords(level.Mean), arm.Label, u.short(base.Mean), r.label(r.run.Summary.Comparator),
		u.change(d.Mean), u.difference, within)
}

// subject is the arm the scenario is about: "diversion", else the first that
// diverts, else the first that is not the comparator.
func (r *report) subject() (results.Arm, bool) {
	var best results.Arm
	rank := 0
	for _, a := range r.run.Arms {
		mine := 1
		switch {
		case a.Comparator:
			continue
		case a.Name == "diversion":
			mine = 3
		case a.Diverts:
			mine = 2
		}
		if mine > rank {
			best, rank = a, mine
		}
	}
	return best, rank > 0
}

// label is what an arm is called on the page.
func (r *report) label(name string) string {
	for _, a := range r.run.Arms {
		if a.Name == name && a.Label != "" {
			return a.Label
		}
	}
	return name
}

// warnings are the traps of this run.
func (r *report) warnings() {
	if len(r.run.Summary.Warnings) == 0 {
		return
	}
	r.section("Before you use a number of this")
	for _, w := range r.run.Summary.Warnings {
		indent := strings.Repeat(" ", len(w.Code)+2)
		text := fmt.Sprintf("%s [%s]", w.Text, w.Rung)
		if w.Experiment != "" {
			text += " See: " + w.Experiment + "."
		}
		r.say("%s  %s", w.Code, paragraph(text, indent))
	}
}
