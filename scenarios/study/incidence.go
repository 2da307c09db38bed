package study

import (
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim"
	"diversim/sim/estimate"
)

// firstOf are the definitions whose first event is told apart by type.
var firstOf = [...]outcome.Definition{outcome.Latent, outcome.Recorded, outcome.Proven}

// A first event is of one of the types of offence, or death; the rest are free.
const (
	causes      = ledger.OffenceTypes + 1
	freeOf      = causes
	firstEvents = causes + 1
)

// incidences are the shares of people by first event, by definition and date.
type incidences [len(firstOf)][][firstEvents]float64

// incidenceAt are the dates at which the shares are taken: the spans within
// follow-up.
func incidenceAt(horizon sim.Time) []sim.Time {
	var at []sim.Time
	for _, span := range outcome.Spans {
		if span >= outcome.Window && span <= horizon {
			at = append(at, span)
		}
	}
	return at
}

// incidenceOf estimates them in one cohort, with death competing.
func incidenceOf(people *outcome.People) (all incidences) {
	n := people.Len()
	times, cause := make([]float64, n), make([]int, n)
	for k, d := range firstOf {
		for i := range n {
			first, died := people.First[d][i], people.Died[i]
			switch {
			case first <= died && first != sim.Never:
				times[i], cause[i] = first.Years(), 1+int(people.FirstType[d][i])
			case died != sim.Never:
				times[i], cause[i] = died.Years(), causes
			default:
				times[i], cause[i] = people.Horizon.Years(), 0
			}
		}
		curve, err := estimate.AalenJohansen(times, cause, causes)
		if err != nil {
			panic("study: " + err.Error())
		}
		for _, at := range incidenceAt(people.Horizon) {
			var shares [firstEvents]float64
			incidence, free := curve.At(at.Years())
			copy(shares[:], incidence)
			shares[freeOf] = free
			all[k] = append(all[k], shares)
		}
	}
	return all
}

// causeName is how a first event is called.
func causeName(cause int) string {
	switch {
	case cause < ledger.OffenceTypes:
		return ledger.OffenceType(cause).String()
	case cause == freeOf:
		return "free"
	}
	return "death"
}

// incidence is the shares of the scenario's arms.
func (g *gathering) incidence() map[string][]results.Incidence {
	all := map[string][]results.Incidence{}
	for i, a := range g.plan.arms[:g.plan.own] {
		for k, d := range firstOf {
			for m, at := range incidenceAt(g.plan.scenario.Horizon) {
				first := map[string]results.Estimate{}
				for c := range firstEvents {
					first[causeName(c)] = g.estimateOf(func(r *replicate) float64 { return r.incidence[i][k][m][c] })
				}
				all[a.name] = append(all[a.name], results.Incidence{Measure: d.String(), Months: outcome.Months(at), First: first})
			}
		}
	}
	return all
}
