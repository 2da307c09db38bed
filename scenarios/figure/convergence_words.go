package figure

import (
	"fmt"
	"math"
	"strings"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// convergenceTitle names the difference that settles, where it is not the one that the
// page of the run opens with.
func convergenceTitle(r *results.Run) string {
	what := "headline difference"
	if otherHeadline(r) != "" {
		what = "difference in " + headlineWords(r.Summary.Convergence)
	}
	return "How the " + what + " settled as replications were added"
}

// otherHeadline is the measure that the page opens with, where that is another than the
// one by which a run stops, and how far that one has settled.
func otherHeadline(r *results.Run) string {
	c := r.Summary.Convergence
	if c == nil || len(r.Measures) == 0 || r.Measures[0] == c.Measure || r.Measures[0] == "non_"+c.Measure { // the same, of the others
		return ""
	}
	first := r.Measures[0]
	text := fmt.Sprintf("the page of this run opens with another measure, %s, which decides nothing here", measureWords(first))
	e, unit := r.Summary.Differences[c.Arm][first], r.Summary.Arms[c.Arm][first].Unit
	switch {
	case !e.Mean.Known() || !e.MCSE.Known() || unit == "":
		return text
	case unit == "proportion":
		return text + fmt.Sprintf(": its difference is %s percentage points, with a Monte Carlo error of %s", Points(float64(e.Mean)), errorPoints(float64(e.MCSE)))
	}
	return text + fmt.Sprintf(": its difference is %s, with a Monte Carlo error of %s (%s)", threeDigits(float64(e.Mean)), threeDigits(float64(e.MCSE)), unit)
}

// headlineWords is what the headline difference is one of.
func headlineWords(c *results.Convergence) string { return measureWords(c.Measure) }

// measureWords is a measure as a sentence names it.
func measureWords(measure string) string {
	no := ""
	kind, ok := strings.CutPrefix(measure, "reoffending_12m_")
	if !ok {
		no = "no "
		kind, ok = strings.CutPrefix(measure, "non_reoffending_12m_")
	}
	if ok {
		return no + strings.ReplaceAll(kind, "_", " ") + " reoffending within 12 months"
	}
	return strings.ReplaceAll(strings.Replace(measure, "_12m", " within 12 months", 1), "_", " ")
}

// headlineEstimate is the headline difference with its interval.
func headlineEstimate(r *results.Run) results.Estimate {
	c := r.Summary.Convergence
	if e, ok := r.Summary.Differences[c.Arm][c.Measure]; ok {
		return e
	}
	return results.Estimate{Mean: lastPoint(c).Mean, Low: results.Absent(), High: results.Absent(), MCSE: lastPoint(c).MCSE}
}

// withoutInterval is why there may be no interval.
var withoutInterval = fmt.Sprintf("there is no interval, which needs %d replications,", estimate.MinimumForInterval)

// singleWords are the interval of the difference, beside which the band is narrow.
func singleWords(r *results.Run, whole results.Estimate) string {
	return fmt.Sprintf("single replications lie between %s and %s (%s), which more of them would not narrow",
		Points(float64(whole.Low)), Points(float64(whole.High)), intervalWords(r))
}

// followsSpread says whether the tolerance came from the spread between replications in
// the end.
func followsSpread(c *results.Convergence) bool {
	return c.Rule != nil && float64(lastPoint(c).Tolerance) > c.Rule.Precision
}

// errorPoints writes an error in percentage points, to two figures at least.
func errorPoints(share float64) string {
	digits := 2.0
	if share > 0 {
		digits = max(digits, 1-math.Floor(math.Log10(100*share)))
	}
	return decimal(100*share, int(digits))
}

// stopWords say over the line at which the run ended why it did.
func stopWords(c *results.Convergence) string {
	n := Count(float64(lastPoint(c).Replications))
	switch c.Stopped {
	case results.StoppedAtTolerance:
		return "stopped at " + n + ": within the tolerance"
	case results.StoppedAtLimit:
		return "stopped at " + n + ": the limit, not the tolerance"
	case results.StoppedAsStated:
		return n + " replications, as stated"
	}
	return "interrupted after " + n
}

// ruleWords say when a run stops that decides by itself.
func ruleWords(c *results.Convergence) string {
	if c.Rule == nil {
		return ""
	}
	rule := c.Rule
	text := fmt.Sprintf("The run decides by itself: from %s replications to %s at most, until the error is no more than the tolerance, %s points",
		Count(float64(rule.Fewest)), Count(float64(rule.Most)), pointsWide(rule.Precision))
	if share := rule.ShareOfSpread; share > 0 {
		text += fmt.Sprintf(" or, where that is more, %s of the standard deviation between replications (which takes %s of them, however wide it is)",
			Percent(share, 0), Count(1/(share*share)))
	}
	return text + ". "
}

// convergenceSentence gives the difference with its error, why no more replications were
// made, and what more of them would not change.
func convergenceSentence(r *results.Run) string {
	if reason := convergenceReason(r); reason != "" {
		return reason
	}
	c, whole := r.Summary.Convergence, headlineEstimate(r)
	end := lastPoint(c)
	text := fmt.Sprintf("Under %s, %s differs from that under the comparator, %s, by %s percentage points over %s replications, "+
		"with a Monte Carlo error of %s (band: ±%s, %v errors); from half of the replications on, the mean stayed within %s points; %s",
		named(armNamed(r, c.Arm)), headlineWords(c), comparatorNamed(r),
		Points(float64(end.Mean)), Count(float64(end.Replications)), errorPoints(float64(end.MCSE)),
		errorPoints(bandErrors*float64(end.MCSE)), bandErrors, errorPoints(movedLately(c)), stoppedWords(c))
	switch {
	case !hasInterval(whole):
		text += "; " + withoutInterval + " and the difference is drawn hollow"
	case noClearDifference(whole):
		text += "; " + singleWords(r, whole) + ": the difference is not clearly different from zero and drawn hollow"
	default:
		text += "; " + singleWords(r, whole)
	}
	if other := otherHeadline(r); other != "" {
		text += "; " + other
	}
	return sentence(text + "; " + cohortWords(r))
}

// movedLately is how far apart the means lie from half of the replications on.
func movedLately(c *results.Convergence) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, point := range c.Points {
		if 2*point.Replications >= lastPoint(c).Replications && point.Mean.Known() {
			low, high = min(low, float64(point.Mean)), max(high, float64(point.Mean))
		}
	}
	return high - low
}

// Stopped says why a run has no more replications, "" where nobody need ask: the number
// was stated, or nothing could settle.
func Stopped(r *results.Run) string {
	c := r.Summary.Convergence
	if c == nil || c.Rule == nil {
		return ""
	}
	return sentence("by the Monte Carlo error of the difference in " + headlineWords(c) + ", " + stoppedWords(c))
}

// stoppedWords say why there are no more replications.
func stoppedWords(c *results.Convergence) string {
	end, tolerance := lastPoint(c), ""
	if c.Rule != nil {
		tolerance = "its tolerance of " + errorPoints(float64(lastPoint(c).Tolerance)) + " points"
		if followsSpread(c) {
			tolerance += " (" + Percent(c.Rule.ShareOfSpread, 0) + " of the standard deviation between replications)"
		}
	}
	n := Count(float64(end.Replications))
	switch {
	case c.Stopped == results.StoppedAtTolerance && end.Replications == c.Rule.Fewest:
		return "the run stopped at " + n + ", the fewest it makes, with the error within " + tolerance
	case c.Stopped == results.StoppedAtTolerance:
		return "the run stopped at " + n + ", once the error was within " + tolerance
	case c.Stopped == results.StoppedAtLimit:
		return "the run stopped at " + n + " because that is its limit, not because of the error, which is still above " + tolerance
	case c.Stopped == results.StoppedAsStated:
		return "the number of replications was stated beforehand, so that no tolerance decided it"
	case c.Rule == nil:
		return "the run was interrupted before the stated number was reached"
	}
	return "the run was interrupted before it could stop by " + tolerance
}
