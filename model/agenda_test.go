package model

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"diversim/sim"
)

// TestAgenda: whatever is done to the agendas of three people, each gives its events in
// the order of a sorted list: by time, by kind and, where both are equal, as they were
// added.
func TestAgenda(t *testing.T) {
	type event struct {
		at      sim.Time
		kind    kind
		subject uint32
		order   int
	}
	var (
		random = rand.New(rand.NewPCG(1, 2))
		a      agenda
		heads  [3]int32
		lists  [3][]event
		added  int
	)
	a.reset()
	for p := range heads {
		heads[p] = none
	}
	kinds := []kind{dropout, treatmentFades, heard}
	for step := range 30_000 {
		p := random.IntN(len(heads))
		head, list := &heads[p], &lists[p]
		switch do := random.IntN(20); {
		case do < 9:
			e := event{sim.Time(random.IntN(50)), kinds[random.IntN(len(kinds))], uint32(step), added}
			added++
			a.add(head, e.at, e.kind, e.subject)
			*list = append(*list, e)
		case do < 17 && len(*list) > 0:
			if got := a.take(head); got != (*list)[0].subject {
				t.Fatalf("step %d: event %d comes first, want %d", step, got, (*list)[0].subject)
			}
			*list = (*list)[1:]
		case do == 17:
			a.drop(head, func(e *agendaEntry) bool { return e.subject%3 == 0 })
			*list = slices.DeleteFunc(*list, func(e event) bool { return e.subject%3 == 0 })
		case do == 18:
			a.redate(head, heard, func(at sim.Time) sim.Time { return at + 7 })
			if k := slices.IndexFunc(*list, func(e event) bool { return e.kind == heard }); k >= 0 {
				(*list)[k].at, (*list)[k].order = (*list)[k].at+7, added
				added++
			}
		case do == 19:
			a.delay(head, 5)
			for k := range *list {
				if engagement[(*list)[k].kind] {
					(*list)[k].at += 5
				}
			}
		}
		slices.SortFunc(*list, func(a, b event) int {
			return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.kind, b.kind), cmp.Compare(a.order, b.order))
		})
		if got := a.first(*head); len(*list) == 0 && got != sim.Never || len(*list) > 0 && (got != (*list)[0].at || a.kind(*head) != (*list)[0].kind) {
			t.Fatalf("step %d: first at %d of %v", step, got, *list)
		}
	}
	if len(a.entries) > 2000 {
		t.Errorf("%d entries: those that are done with are not used again", len(a.entries))
	}
}

// BenchmarkAgenda is an event put on and one taken off the agenda of a person who has so
// many pending.
func BenchmarkAgenda(b *testing.B) {
	for _, pending := range []int{2, 100, 10_000} {
		b.Run(strconv.Itoa(pending), func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 2))
			var a agenda
			a.reset()
			head, now := int32(none), sim.Time(0)
			add := func() { a.add(&head, now+sim.Time(random.IntN(1_000_000)), heard, 0) }
			for range pending {
				add()
			}
			for b.Loop() {
				now = a.first(head)
				a.take(&head)
				add()
			}
		})
	}
}
