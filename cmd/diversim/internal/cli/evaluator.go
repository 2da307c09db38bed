package cli

import (
	"math"
	"strings"

	"diversim/scenarios/results"
)

// evaluator sets what somebody who sees one world would compute beside what is
// true in the model.
func (r *report) evaluator() {
	if len(r.run.Summary.Naive) == 0 {
		return
	}
	subject, _ := r.subject()
	r.section("What an evaluator would have seen")
	r.prose("Estimates for %q as they are made without the other world, beside the effect on what the same people do, which only the "+
		"simulator knows; bias is the one minus the other. Negative is less reoffending, but in the last line, which is of people "+
		"without a reoffence.", subject.Label)
	r.say("")
	if r.err == nil {
		r.err = naiveLayout.print(r.w, r.run.Summary.Naive)
	}
	r.say("")
	for _, n := range r.run.Summary.Naive {
		r.say("  %s", paragraph(n.Label+". "+n.Text, "  "))
	}
}

// naiveUnit is how an estimator's numbers are written.
func naiveUnit(n results.Naive) unit {
	if n.Unit == "proportion" {
		return unit{"%", "percentage points", 100, 1}
	}
	return unit{n.Unit, n.Unit, 1, 2}
}

var naiveLayout = layout[results.Naive]{columns: []column[results.Naive]{
	{heading: "", width: 41, text: func(n results.Naive) string { return n.Label }},
	{heading: "seen", width: 7, number: true, text: func(n results.Naive) string { return naiveUnit(n).change(n.Naive.Mean) }},
	{heading: "true", width: 7, number: true, text: func(n results.Naive) string { return naiveUnit(n).change(n.Truth.Mean) }},
	{heading: "bias", width: 8, number: true, text: func(n results.Naive) string { return resolvedChange(naiveUnit(n), n.Bias) }},
	{heading: "±", width: 6, number: true, text: func(n results.Naive) string { return naiveUnit(n).mcError(n.Bias.MCSE) }},
	{heading: "in", width: 17, text: func(n results.Naive) string {
		if n.Unit == "proportion" {
			return "percentage points"
		}
		return "per person"
	}},
}}

// resolvedChange is a difference, marked where it is below two Monte Carlo
// errors.
func resolvedChange(u unit, e results.Estimate) string {
	if !e.Mean.Known() {
		return absent
	}
	return u.resolved(e)
}

// measurement says how much of a published effect counting alone explains.
func (r *report) measurement() {
	m := r.run.Summary.Measurement
	if m == nil || len(m.Schemes) == 0 {
		return
	}
	r.section("How much of a published effect is measurement")
	if p := m.Published; p != nil {
		r.claim(results.Causal, "The published hazard ratio is %s. If diversion changed nothing that anybody does, the copy of that study inside the "+
			"model would still show %s, because a diverted contact is not counted as a reoffence: measurement alone explains %s of the "+
			"published contrast (of its logarithm).",
			amount(math.Exp(p.LogHazardRatio), 3), amount(math.Exp(p.MeasurementAlone), 3), percent(p.Share, 0))
		r.say("")
	}
	r.prose("The same question asked of the schemes here: without any effect on behaviour, and without custody, in %s of "+
		"%s, an evaluator who compares the scheme with %q sees:", numbered(m.Schemes[0].Replications, "replication", "replications"),
		numbered(r.run.Summary.People, "person", "people"), r.label(r.run.Summary.Comparator))
	r.say("")
	if r.err == nil {
		r.err = measurementLayout.print(r.w, m.Schemes)
	}
}

var measurementLayout = layout[results.MeasurementAlone]{columns: []column[results.MeasurementAlone]{
	{heading: "", width: 24, text: func(m results.MeasurementAlone) string { return strings.ReplaceAll(m.Scheme, "-", " ") }},
	{heading: "proven, points", width: 14, number: true, text: func(m results.MeasurementAlone) string {
		return resolvedChange(unitOf("proportion"), m.Differences["proven"])
	}},
	{heading: "±", width: 6, number: true, text: func(m results.MeasurementAlone) string {
		return unitOf("proportion").mcError(m.Differences["proven"].MCSE)
	}},
	{heading: "sanctioned, hazard ratio", width: 24, number: true, text: func(m results.MeasurementAlone) string {
		return amount(math.Exp(float64(m.LogHazardRatios["sanctioned"].Mean)), 3)
	}},
	{heading: "of the published", width: 16, number: true, text: func(m results.MeasurementAlone) string {
		e := m.ShareOfPublished["sanctioned"]
		if !e.Mean.Known() {
			return absent
		}
		if e.Unresolved() {
			return "~ " + percent(e.Mean, 0)
		}
		return percent(e.Mean, 0)
	}},
	{heading: "±", width: 6, number: true, text: func(m results.MeasurementAlone) string {
		return amount(100*float64(m.ShareOfPublished["sanctioned"].MCSE), 1)
	}},
}}
