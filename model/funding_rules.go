package model

import (
	"slices"

	"diversim/sim"
)

// divide shares the money of a year: pounds for each area whose scheme is active,
// for the part of the year in which it is. lasting is how much of the money still
// comes. Floors are met first, as far as the national total goes, and the rest of it
// follows the rule. A total is of a year: schemes that run in a part of it alone
// share all of it.
func (n *Nation) divide(active []float64, lasting float64) []float64 {
	r, p := &n.set.National, &n.set.Programme
	pounds := make([]float64, len(active))
	if r.Rule == RuleOwn {
		for g, part := range active {
			head := max(float64(p.Budget)/float64(p.PlannedPeople), float64(r.Floor))
			pounds[g] = head * float64(n.areas[g].Contacts) * part * lasting
		}
		return pounds
	}
	total, floors, sum := float64(r.Total)*lasting, 0.0, 0.0
	weights := n.weights(active)
	for g, part := range active {
		pounds[g] = float64(r.Floor) * float64(n.areas[g].Contacts) * part * lasting
		floors += pounds[g]
		sum += weights[g]
	}
	met := 1.0
	if floors > total {
		met = total / floors
	}
	if r.Rule == RuleStated { // a share that nobody takes up stays where it is
		sum = 1
	}
	for g, w := range weights {
		pounds[g] = pounds[g]*met + max(0, total-floors)*ratio(w, sum)
	}
	return pounds
}

// lasting is the money that comes between two times, in years from the start of the
// run, relative to that of the first years.
func (s *settings) lasting(from, until float64) float64 {
	end, after := float64(s.National.FundingYears), float64(s.National.FundingAfter)
	switch {
	case from >= end:
		return after
	case until <= end:
		return 1
	}
	return (end - from + (until-end)*after) / (until - from)
}

// weights are the parts of the money that areas have a claim to.
func (n *Nation) weights(active []float64) []float64 {
	w := make([]float64, len(active))
	for g, part := range active {
		switch n.set.National.Rule {
		case RuleEven:
			w[g] = part
		case RuleStated:
			w[g] = n.areas[g].Share * part
		default:
			w[g] = float64(n.areas[g].Contacts) * part
		}
	}
	if n.set.National.Rule == RuleConcentrated {
		n.keepLargest(w, active)
	}
	return w
}

// keepLargest leaves the areas with most contacts their weight, of those active.
func (n *Nation) keepLargest(w, active []float64) {
	var order []int
	for g, part := range active {
		if part > 0 {
			order = append(order, g)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return n.areas[b].Contacts - n.areas[a].Contacts })
	for k, g := range order {
		if k >= int(n.set.National.ConcentratedOn) {
			w[g] = 0
		}
	}
}

// headOverPlanned is an area's money a head relative to the planned amount.
func (n *Nation) headOverPlanned(active []float64, g int, at sim.Time) float64 {
	planned := float64(n.set.Programme.Budget) / float64(n.set.Programme.PlannedPeople)
	lasting := 1.0
	if at >= sim.YearsOf(float64(n.set.National.FundingYears)) {
		lasting = float64(n.set.National.FundingAfter)
	}
	return ratio(ratio(n.divide(active, lasting)[g], float64(n.areas[g].Contacts)), planned)
}
