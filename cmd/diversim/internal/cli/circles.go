package cli

import (
	"fmt"

	"diversim/model/outcome"
	"diversim/scenarios/results"
)

// circleMeasures are what is said of people who keep coming back.
var circleMeasures = []string{
	"cycles_contacts", "cycles_again_12m", "cycles_share_of_contacts", "cycles_days_between", "cycles_diverted_again",
}

// circles says how the same people come back to the police.
func (r *report) circles() {
	arm, found := r.subject()
	base := r.run.Summary.Comparator
	if !found || !r.run.Summary.Arms[base][circleMeasures[0]].Mean.Known() {
		return
	}
	r.section("Round in circles")
	r.prose("Later possession contacts over %s of follow-up, under %q and %q.", years(r.run.Summary.HorizonYears), r.label(base), arm.Label)
	r.say("")
	var lines []circleLine
	for _, name := range circleMeasures {
		m, _ := outcome.Named(name)
		lines = append(lines, circleLine{m, r.run.Summary.Arms[base][name], r.run.Summary.Arms[arm.Name][name], r.run.Summary.Differences[arm.Name][name]})
	}
	if r.err == nil {
		r.err = circleLayout.print(r.w, lines)
	}
}

type circleLine struct {
	measure               outcome.Measure
	base, arm, difference results.Estimate
}

// unit is how the line's numbers are written.
func (c circleLine) unit() unit {
	if c.measure.Unit == "share of contacts" {
		return unit{"%", "points", 100, 1}
	}
	return unitOf(c.measure.Unit)
}

var circleLayout = layout[circleLine]{columns: []column[circleLine]{
	{heading: "", width: 46, text: func(c circleLine) string {
		words := map[string]string{"proportion": "%", "share of contacts": "%", "contacts per person": "per person"}
		if short, there := words[c.measure.Unit]; there {
			return c.measure.Label + " (" + short + ")"
		}
		return c.measure.Label + " (" + c.measure.Unit + ")"
	}},
	{heading: "usual", width: 8, number: true, text: func(c circleLine) string { return c.unit().amount(c.base.Mean) }},
	{heading: "with it", width: 8, number: true, text: func(c circleLine) string { return c.unit().amount(c.arm.Mean) }},
	{heading: "difference", width: 10, number: true, text: func(c circleLine) string { return resolvedChange(c.unit(), c.difference) }},
	{heading: "±", width: 6, number: true, text: func(c circleLine) string { return c.unit().mcError(c.difference.MCSE) }},
}}

// horizons says whether the effect lasts.
func (r *report) horizons() {
	arm, found := r.subject()
	if !found {
		return
	}
	var lines []results.Horizon
	for _, h := range r.run.Summary.Horizons[arm.Name] {
		if h.Measure != "sanctioned" && h.Ratio != nil && h.Ratio.Mean.Known() {
			lines = append(lines, h)
		}
	}
	if len(lines) == 0 {
		return
	}
	r.section("Does it last?")
	r.prose("Reoffending under %q against %q by months since the index contact. The ratio drifts towards 1 as effects wear off, and also "+
		"where they do not, because those most at risk reoffend in the end in every arm.", arm.Label, r.label(r.run.Summary.Comparator))
	r.say("")
	if r.err == nil {
		r.err = horizonLayout.print(r.w, lines)
	}
	if six, there := r.run.Summary.SixMonths[arm.Name]; there && six.AtSix.Mean.Known() && len(six.Convert) > 0 {
		own, none := six.Convert[len(six.Convert)-1], six.Convert[0]
		r.say("")
		base := r.run.Summary.SixMonths[r.run.Summary.Comparator]
		r.claim(results.Comparative, "A figure of six months is not one of twelve: %s are without a proven reoffence at six months and %s at "+
			"twelve under %q, %s and %s under %q. Read on by a constant intensity the first six months give %s if people are alike, and %s at "+
			"the frailty variance of this run (%s).", percent(six.AtSix.Mean, 1), percent(six.AtTwelve.Mean, 1), arm.Label,
			percent(base.AtSix.Mean, 1), percent(base.AtTwelve.Mean, 1), r.label(r.run.Summary.Comparator),
			percent(none.AtTwelve, 1), percent(own.AtTwelve, 1), amount(own.FrailtyVariance, 2))
	}
}

var horizonLayout = layout[results.Horizon]{columns: []column[results.Horizon]{
	{heading: "", width: 24, text: func(h results.Horizon) string { return fmt.Sprintf("%s, %d months", h.Measure, h.Months) }},
	{heading: "reoffend", width: 9, number: true, text: func(h results.Horizon) string { return percent(h.Reoffending.Mean, 1) }},
	{heading: "difference", width: 10, number: true, text: func(h results.Horizon) string {
		return resolvedChange(unitOf("proportion"), *h.Difference)
	}},
	{heading: "±", width: 5, number: true, text: func(h results.Horizon) string { return unitOf("proportion").mcError(h.Difference.MCSE) }},
	{heading: "ratio", width: 6, number: true, text: func(h results.Horizon) string { return amount(float64(h.Ratio.Mean), 3) }},
	{heading: "95%", width: 15, number: true, text: func(h results.Horizon) string {
		if !h.Ratio.Low.Known() {
			return absent
		}
		return amount(float64(h.Ratio.Low), 3) + " to " + amount(float64(h.Ratio.High), 3)
	}},
}}
