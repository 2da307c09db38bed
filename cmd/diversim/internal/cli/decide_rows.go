package cli

import (
	"fmt"
	"math"
	"strings"

	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
)

// conditionRow is a condition of a rule, and a rule without any.
type conditionRow struct {
	decision *study.Decision
	number   int
	rule     *study.RuleAnswer
	*study.ConditionAnswer
}

func conditionRows(all []study.Decision) []conditionRow {
	var list []conditionRow
	for i := range all {
		for n := range all[i].Rules {
			rule := &all[i].Rules[n]
			if len(rule.Conditions) == 0 {
				list = append(list, conditionRow{&all[i], n + 1, rule, nil})
			}
			for k := range rule.Conditions {
				list = append(list, conditionRow{&all[i], n + 1, rule, &rule.Conditions[k]})
			}
		}
	}
	return list
}

// ofCondition is a field that a rule without conditions does not have.
func ofCondition(value func(c *study.ConditionAnswer) any) func(conditionRow) any {
	return func(r conditionRow) any {
		if r.ConditionAnswer == nil {
			return nil
		}
		return value(r.ConditionAnswer)
	}
}

// ofArm is a field that a condition about a choice between arms does not have either.
func ofArm(value func(c *study.ConditionAnswer) any) func(conditionRow) any {
	return ofCondition(func(c *study.ConditionAnswer) any {
		if c.Among != nil {
			return nil
		}
		return value(c)
	})
}

var conditionFields = []field[conditionRow]{
	{"belief", func(r conditionRow) any { return r.decision.Belief }},
	{"verdict", func(r conditionRow) any { return string(r.decision.Verdict) }},
	{"firm", func(r conditionRow) any { return r.decision.Firm() }},
	{"could", func(r conditionRow) any { return strings.Join(verdictWords(r.decision.Could), " ") }},
	{"rule", func(r conditionRow) any { return r.number }},
	{"rule_verdict", func(r conditionRow) any { return string(r.rule.Verdict) }},
	{"rule_answer", func(r conditionRow) any { return string(r.rule.Answer) }},
	{"quantity", ofCondition(func(c *study.ConditionAnswer) any { return c.Quantity.Name })},
	{"arm", ofArm(func(c *study.ConditionAnswer) any { return c.Arm })},
	{"as", ofArm(func(c *study.ConditionAnswer) any {
		return map[bool]string{true: "level", false: "difference"}[c.Level]
	})},
	{"among", ofCondition(func(c *study.ConditionAnswer) any {
		if c.Among == nil {
			return nil
		}
		return strings.Join(c.Among, " ")
	})},
	{"column", ofCondition(func(c *study.ConditionAnswer) any { return c.Column })},
	{"at_least", ofCondition(func(c *study.ConditionAnswer) any { return known(c.AtLeast, c.Bar) })},
	{"at_most", ofCondition(func(c *study.ConditionAnswer) any { return known(!c.AtLeast, c.Bar) })},
	{"probability", ofCondition(func(c *study.ConditionAnswer) any { return known(c.Probability > 0, c.Probability) })},
	{"value", ofCondition(func(c *study.ConditionAnswer) any { return c.Value })},
	{"mc_se", ofCondition(func(c *study.ConditionAnswer) any { return c.MCSE })},
	{"low", ofCondition(func(c *study.ConditionAnswer) any { return c.Low })},
	{"high", ofCondition(func(c *study.ConditionAnswer) any { return c.High })},
	{"mean", ofCondition(func(c *study.ConditionAnswer) any { return c.Mean })},
	{"mean_mc_se", ofCondition(func(c *study.ConditionAnswer) any { return c.MeanMCSE })},
	{"holds", ofCondition(func(c *study.ConditionAnswer) any { return c.Holds })},
	{"resolved", ofCondition(func(c *study.ConditionAnswer) any { return c.Resolved })},
}

// known is a number, or that there is none.
func known(there bool, x float64) any {
	if !there {
		return nil
	}
	return x
}

func verdictWords(all []scenarios.Verdict) []string {
	var words []string
	for _, v := range all {
		words = append(words, string(v))
	}
	return words
}

// conditionTable shows the conditions by rule.
var conditionTable = layout[conditionRow]{
	group: func(r conditionRow) string {
		title := fmt.Sprintf("%d. %s: %s", r.number, r.rule.Verdict, map[study.Answer]string{study.Yes: "holds", study.No: "does not hold", study.Unclear: "not resolved"}[r.rule.Answer])
		if r.decision.Belief != "" {
			title += " (" + r.decision.Belief + ")"
		}
		return title + "\n" + paragraph(r.rule.Because, "")
	},
	columns: []column[conditionRow]{
		{heading: "wanted", width: 40, text: func(r conditionRow) string { return wrapped(wantedText(r.ConditionAnswer), "  ", 40) }},
		{heading: "got", width: 21, number: true, text: func(r conditionRow) string { return gotText(r.ConditionAnswer) }},
		{heading: "mean over draws", width: 18, number: true, text: func(r conditionRow) string { return meanText(r.ConditionAnswer) }},
		{heading: "", width: 12, text: func(r conditionRow) string {
			switch c := r.ConditionAnswer; {
			case c == nil:
				return ""
			case !c.Resolved:
				return "not resolved"
			case c.Holds:
				return "holds"
			}
			return "does not"
		}},
	},
}

// conditionUnit is how the quantity of a condition is written.
func conditionUnit(c *study.ConditionAnswer) unit {
	if c.Quantity.Money != "" {
		const small = 100 // pounds, below which pence count
		if math.Abs(c.Mean) < small {
			return unit{"£ per person", "£ per person", 1, 2}
		}
		return unitOf("pounds per person")
	}
	m, _ := outcome.Named(c.Quantity.Name) // the reader admits measures of the table only
	return unitOf(m.Unit)
}

func wantedText(c *study.ConditionAnswer) string {
	if c == nil {
		return "whatever else"
	}
	u := conditionUnit(c)
	of := c.Arm
	switch {
	case c.Among != nil:
		of = "choice among " + results.Listed(c.Among)
	case c.Level:
		of += " by itself"
	}
	text := conditionName(c.Condition) + ", " + of
	side := " at most "
	if c.AtLeast {
		side = " at least "
	}
	bar := u.short(results.Number(c.Bar))
	switch {
	case c.Quantity.Money != "":
		bar = figure.Pounds(c.Bar)
	case !c.Level:
		bar = u.amount(results.Number(c.Bar)) + points(c)
	}
	if text += "," + side + bar; c.Probability > 0 {
		text += ", with probability " + percent(results.Number(c.Probability), 0)
	}
	return text
}

func gotText(c *study.ConditionAnswer) string {
	switch {
	case c == nil:
		return ""
	case math.IsNaN(c.Value):
		return absent
	case c.Probability > 0:
		return percent(results.Number(c.Value), 1) + " (" + amount(100*c.Low, 1) + " to " + amount(100*c.High, 1) + ")"
	}
	u := conditionUnit(c)
	value := u.short(results.Number(c.Value))
	if points(c) != "" {
		value = u.change(results.Number(c.Value)) + points(c)
	}
	return value + " (" + u.amount(results.Number(c.Low)) + " to " + u.amount(results.Number(c.High)) + ")"
}

func meanText(c *study.ConditionAnswer) string {
	switch {
	case c == nil || c.Probability == 0:
		return ""
	case math.IsNaN(c.Mean):
		return absent
	}
	u := conditionUnit(c)
	mean, error := u.change(results.Number(c.Mean)), u.mcError(results.Number(c.MeanMCSE))
	if c.Quantity.Money != "" {
		mean, error = withPound(mean), withPound(error)
	}
	return mean + points(c) + " ±" + error
}

// withPound puts the sign of the currency after that of the number.
func withPound(text string) string {
	sign := strings.TrimRight(text, "0123456789.,")
	if sign == text {
		return text // there is no number
	}
	return sign + "£" + strings.TrimPrefix(text, sign)
}

// points follows a difference of two shares.
func points(c *study.ConditionAnswer) string {
	if m, found := outcome.Named(c.Quantity.Name); found && m.Unit == "proportion" && !c.Level {
		return " points"
	}
	return ""
}
