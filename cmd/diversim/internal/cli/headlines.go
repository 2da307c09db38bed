package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"diversim/model/outcome"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
)

// part is one term of a decomposition.
type part struct {
	name, means string
	estimate    results.Estimate
}

// headlines splits what an evaluation of completers would report.
func (r *report) headlines() {
	if len(r.run.Summary.Decomposition) == 0 {
		return
	}
	r.section("What a headline is made of")
	r.prose("Proven non-reoffending in 12 months of those who complete the course, minus that of everyone under %q, in percentage "+
		"points.", r.label(r.run.Summary.Comparator))
	for _, name := range r.decomposed() {
		r.headline(name, r.run.Summary.Decomposition[name])
	}
}

// decomposed lists the entries of the decomposition, arms of the scenario first
// and in its order.
func (r *report) decomposed() []string {
	var names []string
	for _, a := range r.run.Arms {
		if _, there := r.run.Summary.Decomposition[a.Name]; there {
			names = append(names, a.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.run.Summary.Decomposition)) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func (r *report) headline(name string, d results.Decomposition) {
	scheme := strings.ReplaceAll(d.Scheme, "-", " ")
	title := r.label(name) + " (" + scheme + ")"
	if strings.HasPrefix(name, d.Scheme) || strings.HasSuffix(name, d.Scheme) {
		subject, _ := r.subject()
		title = subject.Label + ", were it a " + scheme
	}
	r.say("")
	if !d.HeadlineMinusBaseline.Known() {
		r.prose("%s: nobody completes, so there is no headline.", title)
		return
	}
	u := unitOf("proportion")
	r.claim(results.Causal, "%s: %s%% of those who complete (95%%: %s) against %s%% of everyone under %q (95%%: %s).", title,
		u.amount(d.Headline.Mean), u.interval(d.Headline), u.amount(d.Baseline.Mean), r.label(r.run.Summary.Comparator), u.interval(d.Baseline))
	sum := d.Selection + d.Causal + d.Measurement + d.Clock
	parts := []part{
		{"Selection", "those who complete would have done better anyway", d.Estimates["selection"]},
		{"Causal", "offending that did not happen because of the scheme", d.Estimates["causal"]},
		{"Measurement", "the same conduct, counted differently", d.Estimates["measurement"]},
		{"Sum", "of the three", results.Estimate{Mean: sum, Low: results.Absent(), High: results.Absent(), MCSE: results.Absent()}},
		{"Difference", "headline minus comparator, from its own definition", d.Estimates["headline_minus_baseline"]},
	}
	if clock, there := d.Estimates["clock"]; there {
		parts[3].means = "of the four"
		parts = slices.Insert(parts, 3, part{"Clock", "counting from the disposal", clock})
	}
	if r.err == nil {
		r.err = partTable.print(r.w, parts)
	}
}

var partTable = layout[part]{bare: true, columns: []column[part]{
	{width: 13, text: func(p part) string { return "  " + p.name }},
	{width: 7, number: true, text: func(p part) string {
		if p.estimate.MCSE.Known() && p.estimate.Unresolved() {
			return "~ " + unitOf("proportion").change(p.estimate.Mean)
		}
		return unitOf("proportion").change(p.estimate.Mean)
	}},
	{width: 6, number: true, text: func(p part) string {
		if !p.estimate.MCSE.Known() {
			return ""
		}
		return "±" + unitOf("proportion").mcError(p.estimate.MCSE)
	}},
	{width: 15, number: true, text: func(p part) string {
		if !p.estimate.Low.Known() {
			return ""
		}
		return unitOf("proportion").interval(p.estimate)
	}},
	{width: 51, text: func(p part) string { return p.means }},
}}

// targets says how often each arm would be seen to meet a target, with the
// comparator beside it.
func (r *report) targets() {
	if len(r.run.Summary.Thresholds) == 0 {
		return
	}
	r.section("Would the target be met?")
	r.prose("Share of %s of %s in which the arm meets the target; beside it, the share in which %q "+
		"does so without the scheme.", numbered(r.run.Summary.Replications, "simulated cohort", "simulated cohorts"), numbered(r.run.Cohort(), "person", "people"),
		r.label(r.run.Summary.Comparator))
	r.say("")
	if r.err == nil {
		r.err = r.targetTable().print(r.w, r.run.Summary.Thresholds)
	}
	r.layers()
}

func (r *report) targetTable() layout[results.Threshold] {
	return layout[results.Threshold]{
		headOnce: true,
		group: func(t results.Threshold) string {
			m, _ := outcome.Named(t.Measure) // the loader admits measures of the table only
			return m.Label + ": at least " + figure.Percent(t.AtLeast, 0)
		},
		columns: []column[results.Threshold]{
			{heading: "", width: 44, text: func(t results.Threshold) string { return "  " + r.label(t.Arm) }},
			{heading: "mean of the arm", width: 15, number: true, text: func(t results.Threshold) string {
				return percent(r.run.Summary.Arms[t.Arm][t.Measure].Mean, 1)
			}},
			{heading: "meets it in", width: 12, number: true, text: func(t results.Threshold) string { return percent(t.Probability, 1) }},
			{heading: "comparator in", width: 13, number: true, text: func(t results.Threshold) string {
				for _, c := range r.run.Summary.Thresholds {
					if c.Arm == r.run.Summary.Comparator && c.Measure == t.Measure && c.AtLeast == t.AtLeast {
						return percent(c.Probability, 1)
					}
				}
				return absent
			}},
		},
	}
}

// asRecorded says what changes if the comparator is the force's recorded mix.
func (r *report) asRecorded() {
	v := r.run.Summary.Sensitivity.AsRecorded
	if v == nil || len(r.run.Measures) == 0 {
		return
	}
	m, _ := outcome.Named(r.run.Measures[0]) // the loader admits measures of the table only
	if !v.Arms[r.run.Summary.Comparator][m.Name].Mean.Known() {
		return
	}
	u := unitOf(m.Unit)
	r.section("If usual practice were the force's recorded mix of outcomes")
	r.prose("The comparator leaves out forces with a scheme. With the mix recorded in 2024/25, which has the force's own scheme in it, as usual practice in every arm:")
	r.say("")
	r.claim(results.Descriptive, "%s (%s): %s under %q (±%s; 95%%: %s).", m.Label, u.words, u.amount(v.Arms[r.run.Summary.Comparator][m.Name].Mean),
		r.label(r.run.Summary.Comparator), u.mcError(v.Arms[r.run.Summary.Comparator][m.Name].MCSE),
		u.interval(v.Arms[r.run.Summary.Comparator][m.Name]))
	for _, a := range r.run.Arms {
		d, there := v.Differences[a.Name][m.Name]
		if !there {
			continue
		}
		mark := ""
		if d.Unresolved() {
			mark = "~ "
		}
		r.say("  %s", paragraph(fmt.Sprintf("%s: %s, a difference of %s%s (±%s; 95%%: %s); %s above. [%s]", a.Label,
			u.amount(v.Arms[a.Name][m.Name].Mean), mark, u.change(d.Mean), u.mcError(d.MCSE), u.interval(d),
			u.change(r.run.Summary.Differences[a.Name][m.Name].Mean), results.Causal), "  "))
	}
}

// layers says what the chance of meeting the first target is made of, for the
// arm the scenario is about.
func (r *report) layers() {
	arm, _ := r.subject()
	for _, t := range r.run.Summary.Thresholds {
		if t.Arm != arm.Name || !t.Sampling.Known() {
			continue
		}
		between := absent
		if t.BetweenCohorts.Known() {
			between = percent(t.BetweenCohorts, 1)
		}
		inputs := "with uncertain inputs not known, because they are held at one value each"
		if t.Parameters.Known() {
			inputs = percent(t.Parameters, 1) + " with uncertain inputs"
			if t.NewForce.Known() {
				inputs += ", " + percent(t.NewForce, 1) + " in a force with an effect of its own"
			}
		}
		r.say("")
		r.claim(results.Descriptive, "%s, in layers: %s from sampling alone, %s with what cohorts differ by beyond it; %s. The true rate: %s.", arm.Label,
			percent(t.Sampling, 1), between, inputs, trueRate(t))
		r.higher(t.Higher)
		return
	}
}

// higher says how likely a pilot of the scenario's size looks the better, and one of
// another size.
func (r *report) higher(all []results.HigherPoint) {
	own := slices.IndexFunc(all, func(h results.HigherPoint) bool { return h.Pilot == r.run.Cohort() })
	other := slices.IndexFunc(all, func(h results.HigherPoint) bool { return h.Pilot != r.run.Cohort() })
	if own < 0 || other < 0 {
		return
	}
	r.claim(results.Comparative, "A pilot of %s looks better than a comparison group as large with probability %s, one of %s with %s.",
		figure.Count(float64(all[own].Pilot)), percent(all[own].Probability, 0),
		figure.Count(float64(all[other].Pilot)), percent(all[other].Probability, 0))
}

// trueRate says on which side of the target the true rate lies, and how sure that
// is where inputs are drawn.
func trueRate(t results.Threshold) string {
	if !t.TrueRateProbability.Known() {
		return t.TrueRate
	}
	return t.TrueRate + " on average over the inputs, met with probability " + percent(t.TrueRateProbability, 1)
}
