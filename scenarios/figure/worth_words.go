package figure

import (
	"fmt"

	"diversim/scenarios/results"
)

func worthSentence(r *results.Run) string {
	if reason := worthReason(r); reason != "" {
		return reason
	}
	arm, _, _ := comparedArm(r)
	effect, cost := planeOf(r)
	shares := quadrantShares(r)
	text := fmt.Sprintf("Against %s, %s changes what the public purse pays by %s a person at average cost, and gains %s QALYs per 1,000 people: of the replications it costs less and does more in %s, "+
		"costs more and does more in %s, costs less and does less in %s and costs more and does less in %s",
		comparatorNamed(r), named(arm), moneyWords(cost), gainWords(effect),
		ofReplications(shares[0]), ofReplications(shares[1]), ofReplications(shares[2]), ofReplications(shares[3]))
	if noClearDifference(effect) || noClearDifference(cost) {
		text += "; the mean is drawn hollow"
	}
	marks := markedWorths
	var parts []string
	for _, worth := range []float64{marks.low, marks.high, marks.treasury} {
		for _, c := range worthCurve(r) {
			if c.PerUnitGBP == worth {
				parts = append(parts, fmt.Sprintf("in %s at %s a QALY (%s)", ofReplications(float64(c.Probability[arm.Name])), Pounds(worth), frontierWords(r, c, arm)))
			}
		}
	}
	text += fmt.Sprintf("; of the replications, it has the highest net benefit of all %d arms %s", len(r.Arms), results.Listed(parts))
	return sentence(text + "; " + cohortWords(r) + "; intervals: " + intervalWords(r))
}

// frontierWords say which arm has the highest mean net benefit, and how often it is the
// best, where that is another than the one spoken of.
func frontierWords(r *results.Run, c results.Acceptability, arm results.Arm) string {
	if c.Frontier == arm.Name {
		return "where it has the highest mean too"
	}
	return fmt.Sprintf("where %s has the highest mean, and is the best in %s",
		named(armNamed(r, c.Frontier)), ofReplications(float64(c.FrontierProbability)))
}

// ofReplications is a share of the replications. That it is none or all of these
// makes a thing neither impossible nor certain, and none is no part of them.
func ofReplications(share float64) string {
	switch share {
	case 0:
		return "none"
	case 1:
		return "all"
	}
	return chanceWords(share)
}

// gainWords is a gain with its interval, and that it is not clear where it is not.
func gainWords(e results.Estimate) string {
	text := decimal(float64(e.Mean), 1)
	if !hasInterval(e) {
		return text
	}
	text += fmt.Sprintf(" (%s to %s", decimal(float64(e.Low), 1), decimal(float64(e.High), 1))
	if noClearDifference(e) {
		text += ", not clearly different from zero"
	}
	return text + ")"
}

// worthTable has a row for each replication and for the mean, and one for each arm at
// each value of a QALY.
func worthTable(r *results.Run) [][]string {
	table := [][]string{{"row", "arm", "comparator", "replication", "qalys", "public_average_gbp", "pounds_per_qaly", "probability", "on_frontier"}}
	if worthReason(r) != "" {
		return table
	}
	arm, e, _ := comparedArm(r)
	number := results.FormatFloat
	for _, q := range planePoints(r, arm.Name) {
		table = append(table, []string{"replication", arm.Name, r.Summary.Comparator, fmt.Sprint(q.Replication), number(q.QALYs), number(q.PublicAverage), "", "", ""})
	}
	cost := e.Costs["public"]["average"]
	for _, row := range []struct {
		name         string
		effect, cost results.Number
	}{{"mean", e.QALYs.Mean, cost.Mean}, {"low", e.QALYs.Low, cost.Low}, {"high", e.QALYs.High, cost.High}} {
		table = append(table, []string{row.name, arm.Name, r.Summary.Comparator, "", number(float64(row.effect)), number(float64(row.cost)), "", "", ""})
	}
	for _, c := range worthCurve(r) {
		for _, arm := range r.Arms {
			table = append(table, []string{
				"acceptability", arm.Name, r.Summary.Comparator, "", "", "", number(c.PerUnitGBP), number(float64(c.Probability[arm.Name])), fmt.Sprint(c.Frontier == arm.Name),
			})
		}
	}
	return table
}
