package cli

import (
	"fmt"
	"slices"
	"strings"

	"diversim/model/ledger"
	"diversim/scenarios/figure"
	"diversim/scenarios/results"
)

// columnWords are the columns as tables head them.
var columnWords = map[string]string{
	ledger.Average.String(): "Average cost", ledger.Marginal.String(): "Released", ledger.Cashable.String(): "Cashable",
}

// worth says what a unit of effect costs and which arm is likeliest to be the best
// at which value of one.
func (r *report) worth(arm results.Arm, e results.Economics) {
	r.section("Is it worth it?")
	r.prose("%s against %q, the public purse's cost over follow-up beside health and latent reoffences of 12 months. By value of a QALY, how "+
		"probable it is that the net benefit is above the comparator's, and in brackets that it is the highest of all arms. %s",
		arm.Label, r.label(r.run.Summary.Comparator), r.acceptedOver())
	r.say("")
	columns := make([]string, ledger.Columns)
	for c := range columns {
		columns[c] = ledger.Column(c).String()
	}
	if r.err == nil {
		r.err = r.worthTable(arm, e).print(r.w, columns)
	}
	r.say("")
	r.claim(results.Causal, "%s", r.frontier())
}

// acceptedOver says what the probabilities carry.
func (r *report) acceptedOver() string {
	n := numbered(r.run.Summary.Replications, "replication", "replications")
	carry := "chance, and nothing of what is not known"
	if r.run.Summary.Interval == results.OverCohortsAndParameters {
		carry = "what is not known and chance"
	}
	return fmt.Sprintf("Probabilities and intervals are over %s with %s: they carry %s.", n, figure.InputWords(r.run.Summary.Interval), carry)
}

func (r *report) worthTable(arm results.Arm, e results.Economics) layout[string] {
	l := layout[string]{spaced: true, columns: []column[string]{
		{heading: "", width: 12, text: func(c string) string {
			return columnWords[c]
		}},
	}}
	for _, effect := range []struct{ heading, key string }{{"for a QALY", "qalys"}, {"for a reoffence avoided", "latent"}} {
		l.columns = append(l.columns, column[string]{heading: effect.heading, width: 20, text: func(c string) string {
			return wrapped(ratioText(e, effect.key, c), "", 20)
		}})
	}
	for _, worth := range qalysOf(e) {
		l.columns = append(l.columns, column[string]{heading: figure.Pounds(worth), width: 12, number: true, text: func(c string) string {
			return percent(beats(e, c, worth), 0) + " (" + percent(r.best(c, worth).Probability[arm.Name], 0) + ")"
		}})
	}
	return l
}

// qalysOf are the values of a QALY at which net benefit is worked out, from the least up.
func qalysOf(e results.Economics) []float64 {
	var all []float64
	for _, n := range e.NetBenefit {
		if n.Perspective == ledger.ByPublic.String() && n.Column == ledger.Average.String() {
			all = append(all, n.QALY)
		}
	}
	return all
}

// beats is the probability that the net benefit of the public purse is above 0.
func beats(e results.Economics, column string, worth float64) results.Number {
	for _, n := range e.NetBenefit {
		if n.Perspective == ledger.ByPublic.String() && n.Column == column && n.QALY == worth {
			return n.Positive
		}
	}
	return results.Absent()
}

// best is a point of the acceptability curves of the public purse.
func (r *report) best(column string, worth float64) results.Acceptability {
	for _, a := range r.run.Summary.Acceptability {
		if a.Effect == "qalys" && a.Perspective == ledger.ByPublic.String() && a.Column == column && a.PerUnitGBP == worth {
			return a
		}
	}
	return results.Acceptability{FrontierProbability: results.Absent()}
}

// ratioText is a ratio with its quadrant, and which ratios are not excluded.
func ratioText(e results.Economics, effect, column string) string {
	i := slices.IndexFunc(e.ICER, func(r results.ICER) bool {
		return r.Effect == effect && r.Perspective == ledger.ByPublic.String() && r.Column == column
	})
	if i < 0 {
		return absent
	}
	r := e.ICER[i]
	if !r.PerUnit.Known() {
		words, _, there := strings.Cut(r.Quadrant, ":")
		if !there {
			return words
		}
		share := r.Shares[0]
		if strings.Contains(words, "does less") {
			share = r.Shares[len(r.Shares)-1]
		}
		return "no ratio: " + words + ", in " + percent(share, 0) + " of replications"
	}
	text := figure.Pounds(float64(r.PerUnit)) + " paid for each"
	if strings.Contains(r.Quadrant, "given up") {
		text = figure.Pounds(float64(r.PerUnit)) + " saved for each given up"
	}
	ends := figure.Pounds(float64(r.Low)) + " to " + figure.Pounds(float64(r.High))
	switch r.Set {
	case results.RatiosBetween:
		return text + " (95%: " + ends + ")"
	case results.RatiosOutside:
		return text + " (95%: all but " + ends + ")"
	case results.RatiosAny:
		return text + " (95%: no ratio is excluded)"
	}
	return text
}

// lowestQALY is the lower end of NICE's range.
const lowestQALY = 20_000

// frontier says which arm has the highest mean net benefit at the lowest of the
// values that people know, at average cost and in cash.
func (r *report) frontier() string {
	average, cash := r.best(ledger.Average.String(), lowestQALY), r.best(ledger.Cashable.String(), lowestQALY)
	return fmt.Sprintf("At %s a QALY the highest mean net benefit of all arms, to the public purse, is that of %q at average cost (the highest with "+
		"probability %s) and that of %q in cash (%s).", figure.Pounds(lowestQALY), r.label(average.Frontier),
		percent(average.FrontierProbability, 0), r.label(cash.Frontier), percent(cash.FrontierProbability, 0))
}
