package cli

import (
	"strings"

	"diversim/scenarios/figure"
	"diversim/scenarios/results"
)

// strata says on whom the scheme acts: by what the police would have done
// without it, and by how far people come with it.
func (r *report) strata() {
	s := r.run.Summary.Strata
	if s == nil {
		return
	}
	r.section("Whom it helps")
	r.prose("Effect of %q on 12-month reoffending, in percentage points, by what the police would have done about the index contact "+
		"without the scheme.", r.label(s.Arm))
	r.say("")
	rows := append([]results.Stratum{}, s.Strata...)
	everybody := results.Estimate{}
	for _, row := range s.Strata {
		if row.People.Mean.Known() {
			everybody.Mean += row.People.Mean
		}
	}
	rows = append(rows, results.Stratum{Baseline: "everybody", Share: results.Estimate{Mean: 1}, People: everybody, Diverted: results.Estimate{Mean: results.Absent()}, Effects: s.ITT})
	if r.err == nil {
		r.err = strataLayout.print(r.w, rows)
	}
	r.say("")
	r.claim(results.Descriptive, "Of those diverted, %s would have had no action or a warning: the net is that much wider.", percent(s.NetWidening.Mean, 1))
	t := s.Tipping["latent"]
	switch t.Verdict {
	case "found":
		r.claim(results.Causal, "Tipping point in latent reoffending: %s of them (±%s points). Beyond it: %s.", percent(t.Share, 0),
			unitOf("proportion").mcError(t.MCSE), t.Text)
	default:
		r.claim(results.Causal, "Tipping point in latent reoffending: %s, because %s.", t.Verdict, t.Text)
	}
	r.engaged()
	r.harmed(s.Arm)
}

// harmed counts the people who offend less and those who offend more.
func (r *report) harmed(arm string) {
	p, there := r.run.Summary.Pairs[arm]
	if !there || !p.Fewer.Mean.Known() {
		return
	}
	r.say("")
	if p.MonotoneGuaranteed {
		r.claim(results.Causal, "Person by person, %s have fewer latent reoffences in 12 months and %s more; that nobody has more follows from the inputs alone.",
			percent(p.Fewer.Mean, 1), percent(p.More.Mean, 1))
		return
	}
	r.claim(results.Causal, "Person by person, %s have fewer latent reoffences in 12 months and %s more (%s of %s pairs). Harm to some is not ruled out by the inputs: %s.",
		percent(p.Fewer.Mean, 1), percent(p.More.Mean, 1), figure.Count(float64(p.Violations)), figure.Count(float64(p.People)), strings.Join(p.Reasons, "; "))
}

var strataLayout = layout[results.Stratum]{columns: []column[results.Stratum]{
	{heading: "", width: 22, text: func(s results.Stratum) string { return s.Baseline }},
	{heading: "share", width: 7, number: true, text: func(s results.Stratum) string { return percent(s.Share.Mean, 1) }},
	{heading: "people", width: 7, number: true, text: func(s results.Stratum) string { return figure.Count(float64(s.People.Mean)) }},
	{heading: "diverted", width: 8, number: true, text: func(s results.Stratum) string { return percent(s.Diverted.Mean, 0) }},
	{heading: "latent", width: 8, number: true, text: func(s results.Stratum) string {
		return resolvedChange(unitOf("proportion"), s.Effects["latent"])
	}},
	{heading: "±", width: 5, number: true, text: func(s results.Stratum) string { return unitOf("proportion").mcError(s.Effects["latent"].MCSE) }},
	{heading: "proven", width: 8, number: true, text: func(s results.Stratum) string {
		return resolvedChange(unitOf("proportion"), s.Effects["proven"])
	}},
	{heading: "±", width: 5, number: true, text: func(s results.Stratum) string { return unitOf("proportion").mcError(s.Effects["proven"].MCSE) }},
}}

// engaged sets the effect among those who reach each stage beside what a
// randomised offer would make of it.
func (r *report) engaged() {
	if len(r.run.Summary.Engaged) == 0 {
		return
	}
	r.say("")
	r.prose("Effect on latent reoffending among the people who would reach each stage, and the estimate of it from a randomised offer " +
		"(the effect on everybody over the share), which takes the scheme to do nothing to the others:")
	r.say("")
	if r.err == nil {
		r.err = engagedLayout.print(r.w, r.run.Summary.Engaged)
	}
}

var engagedLayout = layout[results.Engaged]{columns: []column[results.Engaged]{
	{heading: "", width: 22, text: func(e results.Engaged) string { return "would have " + e.Stage }},
	{heading: "share", width: 7, number: true, text: func(e results.Engaged) string { return percent(e.Share.Mean, 1) }},
	{heading: "effect", width: 8, number: true, text: func(e results.Engaged) string {
		return resolvedChange(unitOf("proportion"), e.CACE["latent"])
	}},
	{heading: "±", width: 5, number: true, text: func(e results.Engaged) string { return unitOf("proportion").mcError(e.CACE["latent"].MCSE) }},
	{heading: "by randomised offer", width: 19, number: true, text: func(e results.Engaged) string {
		return resolvedChange(unitOf("proportion"), e.Wald["latent"])
	}},
	{heading: "bias", width: 8, number: true, text: func(e results.Engaged) string {
		return resolvedChange(unitOf("proportion"), e.Bias["latent"])
	}},
}}
