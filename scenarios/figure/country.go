package figure

import (
	"math"
	"slices"

	"diversim/scenarios/results"
)

// overPlaces says whether a run has force areas to compare.
func overPlaces(r *results.Run) bool { return r.Country != nil }

// divertingArms are the arms that divert, without the comparator.
func divertingArms(r *results.Run) []results.Arm {
	var arms []results.Arm
	for _, a := range r.Arms {
		if a.Diverts && !a.Comparator {
			arms = append(arms, a)
		}
	}
	return arms
}

// endArms are the first and the last arm that divert: a patchwork and the
// whole, by the order of the scenario.
func endArms(r *results.Run) []results.Arm {
	arms := divertingArms(r)
	if len(arms) > 2 {
		return []results.Arm{arms[0], arms[len(arms)-1]}
	}
	return arms
}

// placed is a measure of one force area under one arm.
type placed struct {
	results.Place
	results.PlaceRow
}

// placesUnder are the force areas that have the measure under the arm, in the
// order of the scenario.
func placesUnder(r *results.Run, arm, measure string) []placed {
	rows := map[string]results.PlaceRow{}
	for _, row := range r.Country.Rows {
		if row.Arm == arm && row.Measure == measure {
			rows[row.Place] = row
		}
	}
	var found []placed
	for _, p := range r.Country.Places {
		if row, ok := rows[p.Code]; ok {
			found = append(found, placed{p, row})
		}
	}
	return found
}

// noScheme says that a place runs no scheme under the arm. One that has run a
// scheme and has dropped it by the end has a value that is not zero.
func (p placed) noScheme() bool { return p.noSchemeAtEnd() && p.Value.Mean == 0 }

// noSchemeAtEnd says that a place runs no scheme when the run ends.
func (p placed) noSchemeAtEnd() bool { return !(p.Runs > 0) }

// ended says that a place has run a scheme and runs none when the run ends.
func (p placed) ended() bool { return p.noSchemeAtEnd() && p.Value.Mean > 0 }

// sometimes says that a place runs a scheme at the end in some replications only.
func (p placed) sometimes() bool { return p.Runs > 0 && p.Runs < 1 }

// count is the number of places of a kind.
func count(places []placed, is func(placed) bool) int {
	n := 0
	for _, p := range places {
		if is(p) {
			n++
		}
	}
	return n
}

// span is how wide an interval is; NaN where there is none.
func span(e results.Estimate) float64 { return float64(e.High - e.Low) }

// hasInterval says whether an estimate has its percentiles.
func hasInterval(e results.Estimate) bool { return e.Low.Known() && e.High.Known() }

// noClearDifference says that an interval includes zero, or that there is none.
func noClearDifference(e results.Estimate) bool { return !hasInterval(e) || e.Low <= 0 && e.High >= 0 }

// overlapping says that neither of two intervals lies wholly beyond the other.
func overlapping(a, b results.Estimate) bool { return !(a.Low > b.High) && !(b.Low > a.High) }

// overTime is one quantity of one arm in order of time.
func overTime(rows []results.YearRow, arm, quantity string) []results.YearRow {
	var series []results.YearRow
	for _, row := range rows {
		if row.Arm == arm && row.Quantity == quantity && row.Value.Mean.Known() {
			series = append(series, row)
		}
	}
	slices.SortStableFunc(series, func(a, b results.YearRow) int {
		switch {
		case a.Year < b.Year:
			return -1
		case a.Year > b.Year:
			return 1
		}
		return 0
	})
	return series
}

// bandOf are the three curves of a series and their times.
func bandOf(series []results.YearRow) (xs, means, low, high []float64) {
	for _, row := range series {
		xs, means = append(xs, row.Year), append(means, float64(row.Value.Mean))
		low, high = append(low, float64(row.Value.Low)), append(high, float64(row.Value.High))
	}
	return xs, means, low, high
}

// estimateCells are an estimate as the cells of a table.
func estimateCells(e results.Estimate) []string {
	var cells []string
	for _, n := range []results.Number{e.Mean, e.Low, e.High, e.MCSE} {
		cells = append(cells, results.FormatFloat(float64(n)))
	}
	return cells
}

// yearTable is every number of series over time.
func yearTable(rows []results.YearRow) [][]string {
	table := [][]string{{"arm", "quantity", "year", "mean", "low", "high", "mc_se"}}
	for _, row := range rows {
		table = append(table, append([]string{row.Arm, row.Quantity, results.FormatFloat(row.Year)}, estimateCells(row.Value)...))
	}
	return table
}

// betweenWords is an interval in brackets, "" where there is none.
func betweenWords(e results.Estimate, format func(float64) string) string {
	if !hasInterval(e) {
		return ""
	}
	return " (" + format(float64(e.Low)) + " to " + format(float64(e.High)) + ")"
}

// inequalityOf is how unequal a measure is between places under an arm; its
// numbers are absent where the run does not have them.
func inequalityOf(r *results.Run, arm, measure string) results.Inequality {
	if q, ok := r.Summary.Inequality[arm][measure]; ok {
		return q
	}
	return results.Inequality{Mean: results.Absent(), Gini: results.Absent()}
}

// giniWords is the Gini index of a measure between places, with its interval.
func giniWords(q results.Inequality) string {
	if !q.Gini.Known() {
		return "no Gini index, for all have none"
	}
	index := func(v float64) string { return decimal(v, 2) }
	return "Gini " + index(float64(q.Gini)) + estimated(q, "gini", index)
}

// meanWords is the national mean of a share, with its interval.
func meanWords(q results.Inequality) string {
	share := func(v float64) string { return Percent(v, 1) }
	return share(float64(q.Mean)) + estimated(q, "mean", share)
}

func estimated(q results.Inequality, key string, format func(float64) string) string {
	e, ok := q.Estimates[key]
	if !ok || math.IsNaN(span(e)) {
		return ""
	}
	return betweenWords(e, format)
}
