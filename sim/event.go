package sim

// Event is one entry of a Calendar. Events are ordered by At, then Priority,
// then Entity (smallest first), then by the order in which they were posted.
//
// Value, Count and Flags are the model's own and the calendar never reads
// them: an entry that carries what its handler needs spares a fetch from a
// table too large for the cache, which costs more than the calendar itself.
// An Event is 32 bytes, two to a cache line.
type Event struct {
	At       Time    // when it happens
	Entity   uint32  // to whom or what
	Stamp    uint32  // version of the entity's plan, to recognise a stale event
	Value    float64 // carried state
	Count    uint32  // carried state
	Flags    uint16  // carried state
	Kind     uint8   // what happens; the model's table of handlers
	Priority uint8   // order among events of one instant, lowest first
}

// before says whether e comes strictly before o in the order of the calendar,
// order of posting aside.
func (e *Event) before(o *Event) bool {
	if e.At != o.At {
		return e.At < o.At
	}
	if e.Priority != o.Priority {
		return e.Priority < o.Priority
	}
	return e.Entity < o.Entity
}

// compareEvents is before as a three-way comparison.
func compareEvents(a, b Event) int {
	switch {
	case a.before(&b):
		return -1
	case b.before(&a):
		return 1
	}
	return 0
}
