package study

import (
	"fmt"
	"math"

	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// warning is one trap: its code, how strong a claim its text is, a command that
// shows it by itself, and what it comes to in a run.
type warning struct {
	code       string
	rung       results.Rung
	experiment string
	of         func(c *trap) finding
}

// finding is what a trap comes to in a run: in words, "" where the run does not
// touch it, and as a number with its unit where it has a size.
type finding struct {
	text string
	size float64
	unit string
}

// The units of sizes.
const (
	inPoints = "percentage points"
	inRatio  = "ratio"
	inShare  = "proportion"
	inPounds = "pounds per person"
	inDays   = "days per person"
	inPeople = "people"
)

// untouched is a trap that the run does not touch.
var untouched = finding{size: math.NaN()}

// words is a finding without a size.
func words(text string) finding { return finding{text: text, size: math.NaN()} }

// sized is a finding with one.
func sized(size float64, unit, form string, args ...any) finding {
	return finding{text: fmt.Sprintf(form, args...), size: size, unit: unit}
}

// trap is the run that a warning looks at.
type trap struct {
	plan *plan
	run  *results.Run
}

// CountsAreOut is the code of the trap that everything in pounds is caught in.
const CountsAreOut = "COUNTS"

// warningTable is the traps that this program knows, in the order in which
// they are printed. A code is permanent.
var warningTable = []warning{
	{"TR01", results.Causal, "diversim run thames-valley-80", uncontrolled},
	{"TR02", results.Descriptive, "diversim verify P22", denominators},
	{"TR03", results.Causal, "diversim verify P17", selectedCompleters},
	{"TR04", results.Causal, "diversim verify P03", beforeAndAfter},
	{"TR05", results.Causal, "", lateClock},
	{"TR06", results.Causal, "diversim verify P11", measurement},
	{"TR07", results.Causal, "diversim verify P12", officialCohort},
	{"TR08", results.Descriptive, "diversim verify P10", truncation},
	{"TR09", results.Comparative, "diversim verify P26", columns},
	{"TR10", results.Descriptive, "diversim run enforce-the-law", comparatorIsNotCourt},
	{"TR11", results.Descriptive, "diversim verify P22", outturn},
	{"TR12", results.Descriptive, "diversim verify P27", coinToss},
	{"TR13", results.Descriptive, "diversim verify P14", sixMonths},
	{"TR14", results.Comparative, "", forcesDiffer},
	{"TR15", results.Causal, "diversim run which-lever", mechanism},
	{"TR16", results.Causal, "diversim verify P06", sameCounts},
	{"TR17", results.Causal, "", crowding},
	{"TR18", results.Descriptive, "diversim verify P09", deadOrAway},
	{"TR19", results.Descriptive, "", latentPossession},
	{"TR20", results.Causal, "diversim run spread", imitated},
	{"TR21", results.Descriptive, "diversim run teenagers", ages},
	{"TR22", results.Descriptive, "", falsePrecision},
	{"TR23", results.Comparative, "", enforcement},
	{"TR24", results.Comparative, "", fading},
	{"TR25", results.Comparative, "", contaminated},
	{"EFFECT", results.Causal, "", strongEffect},
	{CountsAreOut, results.Comparative, "diversim evidence --targets", reoffencesEach},
	{"ATTAIN", results.Causal, "", unattained},
	{"PAIRS", results.Descriptive, "", unpaired},
	{"SCALE", results.Descriptive, "", scaled},
	{"MONEY", results.Descriptive, "", exhausted},
	{"PLACES", results.Descriptive, "", noEquilibrium},
	{"FEW", results.Descriptive, "", fewReplications},
	{"EMPTY", results.Descriptive, "", absent},
}

func warnings(p *plan, run *results.Run) []results.Warning {
	c := &trap{p, run}
	all := []results.Warning{}
	for _, w := range warningTable {
		f := w.of(c)
		if f.text == "" {
			continue
		}
		all = append(all, results.Warning{
			Code: w.code, Text: f.text, Size: results.Number(f.size), Unit: f.unit, Rung: w.rung, Experiment: w.experiment,
		})
	}
	return all
}

func unpaired(c *trap) finding {
	if c.plan.headline < 0 || c.plan.coupled() {
		return untouched
	}
	return words("The headline cannot be taken apart: that needs the same people with the same draws in every arm, and a comparator without a scheme. Its parts and the baseline-equivalent measures are null or without meaning.")
}

func scaled(c *trap) finding {
	if c.run.Country != nil {
		return cohortOfCountry(c)
	}
	for _, a := range c.plan.arms[:c.plan.own] {
		planned := float64(a.params.Programme.PlannedPeople)
		if people := float64(c.run.Summary.People); a.diverts && people != planned {
			return sized(people/planned, inRatio, "The scheme is planned for %s people and the cohort has %s: budget, fixed cost and places are scaled by %.3f. A larger sample is no larger programme.",
				results.Count(planned), results.Count(people), people/planned)
		}
	}
	return untouched
}

func exhausted(c *trap) finding {
	a, ok := c.headline()
	if !ok {
		return untouched
	}
	b := c.run.Summary.Budget[a.name]
	if !b.ExhaustedShare.Known() || b.ExhaustedShare == 0 {
		return untouched
	}
	if c.run.Country != nil {
		return sized(float64(b.ExhaustedShare), inShare, "In %s of the cohorts the account of some force area could not commit another person's full cost at some time: in all of them together %.1f people a year are turned away on average.",
			percent(float64(b.ExhaustedShare)), float64(b.TurnedAway)/float64(c.plan.years()))
	}
	return sized(float64(b.ExhaustedShare), inShare, "In %s of the cohorts the account could not commit another person's full cost at some time: %.1f people a cohort are turned away on average.",
		percent(float64(b.ExhaustedShare)), float64(b.TurnedAway))
}

func fewReplications(c *trap) finding {
	if c.run.Summary.Replications >= estimate.MinimumForInterval {
		return untouched
	}
	few := "1 replication is"
	if n := c.run.Summary.Replications; n != 1 {
		few = fmt.Sprintf("%d replications are", n)
	}
	return words(fmt.Sprintf("%s too few for an interval: low and high are null below %d.", few, estimate.MinimumForInterval))
}

func absent(c *trap) finding {
	horizon := c.plan.scenario.Horizon
	switch {
	case c.run.Summary.People == 0:
		return words("There are no people: every rate is a mean over nobody, and null.")
	case horizon < outcome.Window:
		return words("Follow-up ends before 12 months: all 12-month measures are null.")
	case horizon < outcome.Window+outcome.Wait:
		return words("Follow-up ends before 18 months, by which an offence must be proven: the proven measures are null.")
	}
	for _, d := range c.run.Summary.Decomposition {
		if !d.HeadlineMinusBaseline.Known() {
			return words("Nobody completes a course in some arm: its headline has no parts, and is null.")
		}
	}
	return untouched
}
