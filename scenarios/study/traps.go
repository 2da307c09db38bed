package study

import (
	"fmt"
	"math"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

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

func percent(x float64) string { return fmt.Sprintf("%.1f%%", 100*x) }

func points(x float64) string {
	if math.Signbit(x) && math.Abs(x) >= 0.0005 {
		return fmt.Sprintf("−%.1f points", -100*x)
	}
	return fmt.Sprintf("%.1f points", 100*math.Abs(x))
}

func days(x float64) string { return fmt.Sprintf("%.1f days", x) }

func thousands(n float64) string {
	return message.NewPrinter(language.BritishEnglish).Sprintf("%.0f", n)
}

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
