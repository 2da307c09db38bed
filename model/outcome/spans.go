package outcome

import "fmt"

// Followed are the definitions whose measures are also taken over other spans
// than twelve months.
var Followed = [...]Definition{Latent, Sanctioned, Proven}

// SpanName is the name of the measure of reoffending by a definition over the
// span Spans[k].
func SpanName(d Definition, k int) string {
	return fmt.Sprintf("reoffending_%dm_%s", Months(Spans[k]), d)
}

// bySpan is reoffending over the spans other than twelve months. Proof may come
// after the horizon, as for the curves of time to the first event: what had not
// been recorded by then is the only thing missed.
func bySpan() []Measure {
	var all []Measure
	for _, d := range Followed {
		for k, span := range Spans {
			if span == Window {
				continue // among those of its definition
			}
			t, months := definitionTable[d], Months(span)
			all = append(all, Measure{
				SpanName(d, k), fmt.Sprintf("Reoffending in %d months, %s", months, t.label), "proportion", "lower",
				fmt.Sprintf("share of the cohort with at least one event in the %d months from the index contact: %s",
					months, spanMeans[d]),
				span,
				mean(func(p *People, i int) float64 { return indicator(p.ReoffendedBy(d, k, i)) }),
			})
		}
	}
	return all
}

// spanMeans says what a definition counts over a span of any length.
var spanMeans = [definitions]string{
	Latent: definitionMeans[Latent], Sanctioned: definitionMeans[Sanctioned],
	Proven: "a conviction or a caution within six months of the end of the span",
}

// atRisk is events per year in which a person could offend: custody and death
// are taken out of the time, so that incapacitation is no desistance. The time is that
// from the index contact, and so are the events, on whatever clock proven ones are.
func atRisk() []Measure {
	var all []Measure
	for _, d := range [...]Definition{Latent, Proven} {
		t, needs := definitionTable[d], Window
		events := func(p *People) []uint32 { return p.Within[d] }
		if d.proof() {
			needs += Wait
			events = func(p *People) []uint32 { return p.ByContact }
		}
		all = append(all, Measure{
			"reoffences_per_year_at_risk_12m_" + t.name, "Reoffences per year at risk in 12 months, " + t.label, "reoffences per year", "lower",
			"events over years alive and out of custody, both in the first 12 months: " + definitionMeans[d], needs,
			quotient(
				func(p *People, i int) float64 { return float64(events(p)[i]) },
				func(p *People, i int) float64 { return p.AtRisk[i].Years() }),
		})
	}
	return all
}
