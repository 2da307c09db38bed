package model

import "diversim/sim"

// agenda keeps each person's own pending events in the order in which they
// fall due: short lists, in one pool that is reused between replications.
type agenda struct {
	entries []agendaEntry
	unused  int32 // head of the list of entries to reuse
}

type agendaEntry struct {
	at      sim.Time
	subject uint32
	next    int32
	kind    kind
}

func (a *agenda) reset() { a.entries, a.unused = a.entries[:0], none }

// first is when the first event of a list falls due.
func (a *agenda) first(head int32) sim.Time {
	if head == none {
		return sim.Never
	}
	return a.entries[head].at
}

// kind is what the first event of a list is.
func (a *agenda) kind(head int32) kind { return a.entries[head].kind }

// add inserts an event behind those that fall due no later and come no later
// in the schedule.
func (a *agenda) add(head *int32, at sim.Time, k kind, subject uint32) {
	n := a.unused
	if n == none {
		n = int32(len(a.entries))
		a.entries = append(a.entries, agendaEntry{})
	} else {
		a.unused = a.entries[n].next
	}
	a.entries[n] = agendaEntry{at: at, kind: k, subject: subject}
	a.insert(head, n)
}

func (a *agenda) insert(head *int32, n int32) {
	e := &a.entries[n]
	at := head
	for *at != none {
		if o := &a.entries[*at]; o.at > e.at || o.at == e.at && o.kind > e.kind {
			break
		}
		at = &a.entries[*at].next
	}
	e.next, *at = *at, n
}

// take removes the first event and returns what it is about.
func (a *agenda) take(head *int32) (subject uint32) {
	n := *head
	*head = a.entries[n].next
	a.release(n)
	return a.entries[n].subject
}

func (a *agenda) release(n int32) {
	a.entries[n].next = a.unused
	a.unused = n
}

// drop removes the events that are gone.
func (a *agenda) drop(head *int32, gone func(*agendaEntry) bool) {
	for at := head; *at != none; {
		n := *at
		if !gone(&a.entries[n]) {
			at = &a.entries[n].next
			continue
		}
		*at = a.entries[n].next
		a.release(n)
	}
}

// redate changes when the first event of one kind falls due.
func (a *agenda) redate(head *int32, k kind, to func(sim.Time) sim.Time) {
	for at := head; *at != none; {
		n := *at
		if a.entries[n].kind != k {
			at = &a.entries[n].next
			continue
		}
		*at = a.entries[n].next
		a.entries[n].at = to(a.entries[n].at)
		a.insert(head, n)
		return
	}
}

// delay puts the events of a running spell off by a span.
func (a *agenda) delay(head *int32, span sim.Time) {
	moved := int32(none)
	for at := head; *at != none; {
		n := *at
		if !engagement[a.entries[n].kind] {
			at = &a.entries[n].next
			continue
		}
		*at = a.entries[n].next
		a.entries[n].at = a.entries[n].at.Plus(span)
		a.entries[n].next, moved = moved, n
	}
	for moved != none {
		n := moved
		moved = a.entries[n].next
		a.insert(head, n)
	}
}
