package model

import "diversim/sim"

// agenda keeps each person's own pending events, the first to fall due at the head: a
// pairing heap for each person (Fredman, Sedgewick, Sleator and Tarjan 1986), all in one
// pool that is reused between replications. Most people have one or two, but somebody who
// offends daily waits for the outcome of hundreds of cases at a time.
type agenda struct {
	entries []agendaEntry
	unused  int32  // first of the entries to reuse
	added   uint32 // so far
}

type agendaEntry struct {
	at      sim.Time
	subject uint32
	order   uint32 // of being added
	child   int32  // first of those below, which all come later
	next    int32  // beside it, below the same; of an entry to reuse the next one
	kind    kind
}

// before orders events by when they fall due, what comes first in the schedule and what
// was added first.
func (e *agendaEntry) before(o *agendaEntry) bool {
	switch {
	case e.at != o.at:
		return e.at < o.at
	case e.kind != o.kind:
		return e.kind < o.kind
	}
	return e.order < o.order
}

func (a *agenda) reset() { a.entries, a.unused, a.added = a.entries[:0], none, 0 }

// first is when the first event of an agenda falls due.
func (a *agenda) first(head int32) sim.Time {
	if head == none {
		return sim.Never
	}
	return a.entries[head].at
}

// kind is what the first event of an agenda is.
func (a *agenda) kind(head int32) kind { return a.entries[head].kind }

// add puts an event on an agenda.
func (a *agenda) add(head *int32, at sim.Time, k kind, subject uint32) {
	n := a.unused
	if n == none {
		n = int32(len(a.entries))
		a.entries = append(a.entries, agendaEntry{})
	} else {
		a.unused = a.entries[n].next
	}
	a.entries[n] = agendaEntry{at: at, kind: k, subject: subject, order: a.added, child: none, next: none}
	a.added++
	*head = a.merge(*head, n)
}

// take removes the first event and returns what it is about.
func (a *agenda) take(head *int32) (subject uint32) {
	n := *head
	*head = a.mergeAll(a.entries[n].child)
	a.release(n)
	return a.entries[n].subject
}

func (a *agenda) release(n int32) {
	a.entries[n].next = a.unused
	a.unused = n
}

// merge makes one heap of two, either of which may be none.
func (a *agenda) merge(x, y int32) int32 {
	if x == none || y == none {
		return max(x, y)
	}
	if a.entries[y].before(&a.entries[x]) {
		x, y = y, x
	}
	a.entries[y].next, a.entries[x].child = a.entries[x].child, y
	return x
}

// mergeAll makes one heap of those beside each other: two by two, and what comes of that
// from the last to the first.
func (a *agenda) mergeAll(first int32) int32 {
	pairs := int32(none)
	for first != none {
		x := first
		y := a.entries[x].next
		first, a.entries[x].next = none, none
		if y != none {
			first, a.entries[y].next = a.entries[y].next, none
		}
		pair := a.merge(x, y)
		a.entries[pair].next, pairs = pairs, pair
	}
	all := int32(none)
	for pairs != none {
		pair := pairs
		pairs, a.entries[pair].next = a.entries[pair].next, none
		all = a.merge(all, pair)
	}
	return all
}

// rebuild puts an agenda together anew from the events that are kept, in no order.
func (a *agenda) rebuild(head *int32, keep func(*agendaEntry) bool) {
	rest, kept := *head, int32(none)
	for rest != none {
		n := rest
		e := &a.entries[n]
		rest = e.next
		for below := e.child; below != none; {
			one := below
			below = a.entries[one].next
			a.entries[one].next, rest = rest, one
		}
		e.child = none
		if keep(e) {
			e.next, kept = kept, n
		} else {
			a.release(n)
		}
	}
	*head = a.mergeAll(kept)
}

// drop removes the events that are gone.
func (a *agenda) drop(head *int32, gone func(*agendaEntry) bool) {
	a.rebuild(head, func(e *agendaEntry) bool { return !gone(e) })
}

// redate changes when the first event of one kind falls due.
func (a *agenda) redate(head *int32, k kind, to func(sim.Time) sim.Time) {
	var first *agendaEntry
	a.rebuild(head, func(e *agendaEntry) bool {
		if e.kind == k && (first == nil || e.before(first)) {
			first = e
		}
		return true
	})
	if first == nil {
		return
	}
	first.at, first.order = to(first.at), a.added
	a.added++
	a.rebuild(head, func(*agendaEntry) bool { return true })
}

// delay puts the events of a running spell off by a span.
func (a *agenda) delay(head *int32, span sim.Time) {
	a.rebuild(head, func(e *agendaEntry) bool {
		if engagement[e.kind] {
			e.at = e.at.Plus(span)
		}
		return true
	})
}
