package study

import (
	"fmt"
	"math"
	"strings"

	"diversim/scenarios/results"
)

// headline is the headline arm, where it diverts and there is anybody.
func (c *trap) headline() (a arm, ok bool) {
	if c.plan.headline < 0 || !c.plan.arms[c.plan.headline].diverts || c.plan.scenario.People == 0 {
		return arm{}, false
	}
	return c.plan.arms[c.plan.headline], true
}

func (c *trap) mean(arm, measure string) float64 {
	return float64(c.run.Summary.Arms[arm][measure].Mean)
}

func percent(x float64) string { return decimal(100*x, 1) + "%" }

func points(x float64) string { return decimal(100*x, 1) + " points" }

// decimal is a number with a real minus sign and no negative zero.
func decimal(x float64, digits int) string { return results.Amount("", x, digits) }

// PoundsWithin is money that was estimated, in whole pounds: marked where it is not
// resolved, with its Monte Carlo error and its interval.
func PoundsWithin(e results.Estimate) string {
	text := pounds(float64(e.Mean))
	if e.Unresolved() {
		text = "~ " + text
	}
	var within []string
	if e.MCSE.Known() {
		within = append(within, "±"+pounds(float64(e.MCSE)))
	}
	if e.Low.Known() {
		within = append(within, "95%: "+pounds(float64(e.Low))+" to "+pounds(float64(e.High)))
	}
	if len(within) == 0 {
		return text
	}
	return text + " (" + strings.Join(within, "; ") + ")"
}

func pounds(x float64) string { return results.Amount("£", x, 0) }

func days(x float64) string { return fmt.Sprintf("%.1f days", x) }

// completers is the mean of a measure over the people who complete under the
// headline arm, as they fare under an arm.
func (c *trap) completers(arm, measure string) float64 {
	sum, n := 0.0, 0
	for row := range c.run.Replications.All() {
		if row.Stratum == stratumComplete && row.Arm == arm && row.Measure == measure && !math.IsNaN(row.Value) {
			sum += row.Value
			n++
		}
	}
	return over(sum, float64(n))
}

// others is the same over everybody else.
func (c *trap) others(arm, measure string) float64 {
	a, _ := c.headline()
	share := c.mean(a.name, "completion")
	return over(c.mean(arm, measure)-share*c.completers(arm, measure), 1-share)
}

// survives is the share without an event of a definition by a month; NaN where
// follow-up is shorter.
func (c *trap) survives(arm, definition string, month float64) float64 {
	for _, row := range c.run.Survival {
		if row.Arm == arm && row.Measure == definition && row.Month == month {
			return row.Survival
		}
	}
	return math.NaN()
}

// comparator is the name of the comparator.
func (c *trap) comparator() string { return c.run.Summary.Comparator }

// difference is the mean difference of an arm from the comparator.
func (c *trap) difference(arm, measure string) results.Number {
	return c.run.Summary.Differences[arm][measure].Mean
}
