package evidence

import (
	"slices"
	"sync"
)

// Neighbours returns the names of the force areas that touch the named one, in
// the order of [Forces]: by land, or by a road over an estuary. It is empty where
// there is no force of that name.
func Neighbours(force string) []string { return slices.Clone(neighbours()[force]) }

var neighbours = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for _, r := range readTable(neighboursTable) {
		one, other := r.text("name"), r.text("neighbour_name")
		all[one] = append(all[one], other)
		all[other] = append(all[other], one)
	}
	for _, names := range all {
		slices.SortFunc(names, func(a, b string) int { return ForceIndex(a) - ForceIndex(b) })
	}
	return all
})
