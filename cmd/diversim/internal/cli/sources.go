package cli

import (
	"fmt"
	"math"

	"diversim/model/outcome"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
)

// source is what the spread of one difference is made of.
type source struct {
	measure outcome.Measure
	results.Uncertainty
	mean results.Number
}

// sources says where the uncertainty of the differences comes from.
func (r *report) sources() {
	arm, found := r.subject()
	all := r.run.Summary.Uncertainty[arm.Name]
	if !found || len(all) == 0 {
		return
	}
	split := r.run.Summary.Draws.Split
	r.section("How sure, and why not surer")
	r.prose("Standard deviation of the difference between %q and %q, by source: chance (another cohort of %s), inputs drawn "+
		"as said below, how far one force's effect lies from the average force's, and which structure of offending is taken. Squares "+
		"add up to that of all. From the first %s, repeated with one thing changed; \"worse in\" is of all %s, and \"new force\" "+
		"of the first alone, so that its share may be out by %.0f points (one standard error at a half).", arm.Label,
		r.label(r.run.Summary.Comparator), figure.Count(float64(r.run.Summary.People)), numbered(split, "replication", "replications"),
		figure.Count(float64(r.run.Summary.Replications)), 50/math.Sqrt(float64(split)))
	r.say("")
	var lines []source
	for _, name := range r.run.Measures {
		m, _ := outcome.Named(name) // the loader admits measures of the table only
		lines = append(lines, source{m, all[name], r.run.Summary.Differences[arm.Name][name].Mean})
	}
	if r.err == nil {
		r.err = sourceTable.print(r.w, lines)
	}
	d := r.run.Summary.Draws
	r.say("")
	r.claim(results.Causal, "%s %s of the draws were set aside, because no course and no disposal could bring the "+
		"published ratio about under them without doing the impossible.", drawnFrom(d), percent(d.Rejected, 1))
	if d.Unattained > 0 {
		r.claim(results.Causal, "In %s of the replications none was found that could; they have the nearest effect there is.", percent(d.Unattained, 1))
	}
}

// drawnFrom says where the inputs of a run come from.
func drawnFrom(d *results.Draws) string {
	if d.Jointly == 0 {
		return figure.Count(float64(d.Inputs)) + " inputs are drawn from their priors."
	}
	return fmt.Sprintf("%s inputs are drawn: %s from their priors, %d jointly from what the published figures leave (posterior of set %s).",
		figure.Count(float64(d.Inputs)), figure.Count(float64(d.Inputs-d.Jointly)), d.Jointly, d.Posterior)
}

func spread(of func(results.Uncertainty) results.Number) func(source) string {
	return func(s source) string { return unitOf(s.measure.Unit).mcError(of(s.Uncertainty)) }
}

var sourceTable = layout[source]{
	headOnce: true,
	group: func(s source) string {
		u := unitOf(s.measure.Unit)
		return s.measure.Label + " (" + u.difference + "; " + direction(s.measure.Better) + ")"
	},
	columns: []column[source]{
		{heading: "difference", width: 11, number: true, text: func(s source) string { return unitOf(s.measure.Unit).change(s.mean) }},
		{heading: "chance", width: 7, number: true, text: spread(func(u results.Uncertainty) results.Number { return u.MonteCarlo })},
		{heading: "inputs", width: 7, number: true, text: spread(func(u results.Uncertainty) results.Number { return u.Parameters })},
		{heading: "forces", width: 7, number: true, text: spread(func(u results.Uncertainty) results.Number { return u.BetweenForces })},
		{heading: "structure", width: 9, number: true, text: spread(func(u results.Uncertainty) results.Number { return u.Structure })},
		{heading: "all", width: 7, number: true, text: spread(func(u results.Uncertainty) results.Number { return u.Total })},
		{heading: "95%, new force", width: 17, number: true, text: func(s source) string { return unitOf(s.measure.Unit).interval(s.NewForce) }},
		{heading: "worse in", width: 8, number: true, text: func(s source) string { return percent(s.Worse, 0) }},
		{heading: "new force", width: 9, number: true, text: func(s source) string { return percent(s.WorseNew, 0) }},
	},
}
