package figure

import (
	"fmt"
	"strings"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// headlineArm is the arm whose scheme the run is about: "diversion", or the
// first that diverts beside the comparator. It is false when nobody is diverted
// in any arm.
func headlineArm(r *results.Run) (results.Arm, bool) {
	var found results.Arm
	for _, a := range r.Arms {
		switch {
		case !a.Diverts:
		case a.Name == "diversion":
			return a, true
		case found.Name == "" || found.Comparator:
			found = a
		}
	}
	return found, found.Name != ""
}

// shortLabel is an arm's label without what stands in brackets after it.
func shortLabel(a results.Arm) string {
	name, _, _ := strings.Cut(a.Label, " (")
	if name == "" {
		return a.Name
	}
	return name
}

// named is an arm as a sentence names it.
func named(a results.Arm) string { return inWords(shortLabel(a)) }

// inWords is a label as a sentence has it: in quotation marks where a comma inside it would
// pass for one of the sentence.
func inWords(label string) string {
	if strings.Contains(label, ",") {
		return fmt.Sprintf("%q", label)
	}
	return results.InSentence(label)
}

// bracketNotes gathers what shortLabel leaves out, so that a caveat such as
// "not current practice" is never lost.
func bracketNotes(r *results.Run) string {
	var notes []string
	for _, a := range r.Arms {
		if note := asideOf(a); note != "" {
			notes = append(notes, note)
		}
	}
	return strings.Join(notes, " ")
}

// asideOf is what shortLabel leaves out of one arm's label.
func asideOf(a results.Arm) string {
	_, aside, there := strings.Cut(a.Label, " (")
	if !there {
		return ""
	}
	return shortLabel(a) + ": " + strings.TrimSuffix(aside, ")") + "."
}

// armName is an arm's label as it fits beside a curve; fullNames says in a
// note what was cut.
func armName(p *pen, a results.Arm) string {
	return p.shorten(bodyWords.strong(), shortLabel(a), longestName)
}

// longestName is the room for the name of an arm beside a curve or a table, in
// points.
const longestName = 112

// fullNames lists the arms whose names do not fit beside a curve.
func fullNames(r *results.Run) string {
	return namesInFull(bodyWords.strong(), longestName, r.Arms)
}

// namesInFull lists those of the arms whose names do not fit into a room.
func namesInFull(l lettering, room vg.Length, arms []results.Arm) string {
	measure := newPen(nil)
	var names []string
	for _, a := range arms {
		if measure.shorten(l, shortLabel(a), room) != shortLabel(a) {
			names = append(names, shortLabel(a))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "Names in full: " + strings.Join(names, "; ") + ". "
}

func armNamed(r *results.Run, name string) results.Arm {
	for _, a := range r.Arms {
		if a.Name == name {
			return a
		}
	}
	return results.Arm{Name: name}
}

func comparatorNamed(r *results.Run) string { return named(armNamed(r, r.Summary.Comparator)) }

// bandsNote says whose intervals are drawn, where there is not room for all.
func bandsNote(r *results.Run) string {
	if banded := bandedArms(r); len(banded) > 0 && len(banded) < len(r.Arms) {
		return "Bands are drawn for " + results.Listed(labelsOf(r, banded)) + " alone; all intervals are in the CSV file. "
	}
	return ""
}

// cohortWords says who was simulated and how often.
func cohortWords(r *results.Run) string {
	words := fmt.Sprintf("%s in each of %s replications", intakeWords(r), Count(float64(r.Summary.Replications)))
	if r.Summary.Replications == 1 {
		words = intakeWords(r) + " in one replication"
	}
	if inputsDrawn(r) {
		words += ", inputs drawn"
	}
	return words
}

// inputsDrawn says whether intervals hold what is not known of the inputs.
func inputsDrawn(r *results.Run) bool { return r.Summary.Interval == results.OverCohortsAndParameters }

// intakeWords says how many people a replication recruits.
func intakeWords(r *results.Run) string {
	if years := r.Summary.IntakeYears; years > 1 {
		return fmt.Sprintf("%s index contacts a year over %d years", Count(float64(recruited(r))/float64(years)), years)
	}
	return Count(float64(recruited(r))) + " index contacts"
}

// recruited is the number of index contacts in a replication. Over several years
// force areas count them: where people come back, they are fewer than contacts.
func recruited(r *results.Run) int {
	years := max(1, r.Summary.IntakeYears)
	if !overPlaces(r) || years == 1 {
		return r.Summary.People * years
	}
	sum := 0
	for _, p := range r.Country.Places {
		sum += p.Contacts
	}
	return sum
}

// intervalWords says what the intervals of this run mean, or why there are
// none.
func intervalWords(r *results.Run) string {
	if r.Summary.Replications < estimate.MinimumForInterval {
		return fmt.Sprintf("no intervals are drawn, for they need %d replications", estimate.MinimumForInterval)
	}
	return "2.5th to 97.5th percentile over replications, " + InputWords(r.Summary.Interval)
}

// InputWords says what the inputs of a run are, by what its intervals vary.
func InputWords(interval string) string {
	if interval == results.OverCohortsAndParameters {
		return "inputs drawn from their distributions"
	}
	return "all inputs at one value each"
}

// schemeWords are the names of the schemes as people say them.
func schemeWords(scheme string) string {
	for _, s := range [][2]string{
		{"community-resolution", "Community resolution"},
		{"deferred-prosecution", "Deferred prosecution"},
		{"conditional-caution", "Conditional caution"},
		{"course-or-charge", "Course or charge"},
		{"outcome-22", "Outcome 22"},
	} {
		if s[0] == scheme {
			return s[1]
		}
	}
	return sentenceCase(strings.ReplaceAll(scheme, "-", " "))
}

func sentenceCase(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// noScheme is the reason that figures about a scheme give in a run without
// one.
const noScheme = "No arm of this scenario offers a diversion scheme, so there is no offer, no course and no spending to follow."
