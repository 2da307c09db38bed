package sim

import "fmt"

// Resource is a set of identical slots with an optional waiting list, first
// come first served. It decides nothing: the model says who takes, waits and
// is admitted; the resource keeps count, and integrates the numbers in service
// and waiting over time, exactly, so that Little's identity can be checked.
//
// Calls carry the time and must not go back in it. A Resource is ready after
// Reset, which keeps its storage. It is not safe for concurrent use.
type Resource struct {
	slots int // negative: unlimited
	busy  int
	last  Time // time to which the integrals run
	list  waitingList
	usage Usage
}

// Usage is what a Resource has seen since Reset. Integrals are in
// entity-seconds, whole and exact.
type Usage struct {
	BusyTime    int64 // integral of the number of slots in use
	WaitingTime int64 // integral of the number waiting
	Taken       int64 // slots taken, with or without a wait
	Released    int64 // slots given back
	Queued      int64 // entries into the waiting list
	LeftQueue   int64 // exits from it, admitted or not
}

// Reset empties the resource at a time and gives it a number of slots;
// a negative number means that slots are unlimited.
func (r *Resource) Reset(slots int, from Time) {
	r.list.reset()
	*r = Resource{slots: slots, last: from, list: r.list}
}

// accrue brings the integrals up to a time.
func (r *Resource) accrue(at Time) {
	if at < r.last {
		panic(fmt.Sprintf("sim: resource used at %d, after %d", at, r.last))
	}
	span := int64(at - r.last)
	r.usage.BusyTime += span * int64(r.busy)
	r.usage.WaitingTime += span * int64(r.list.count)
	r.last = at
}

// Free says whether a slot is free.
func (r *Resource) Free() bool { return r.slots < 0 || r.busy < r.slots }

// Busy is the number of slots in use.
func (r *Resource) Busy() int { return r.busy }

// Waiting is the length of the waiting list.
func (r *Resource) Waiting() int { return r.list.count }

// Take takes a free slot, whoever may be waiting; false if none is free. A
// model that is fair to those waiting asks Waiting first.
func (r *Resource) Take(at Time) bool {
	if !r.Free() {
		return false
	}
	r.accrue(at)
	r.busy++
	r.usage.Taken++
	return true
}

// Release gives back a slot. It panics if none is in use.
func (r *Resource) Release(at Time) {
	if r.busy == 0 {
		panic(fmt.Sprintf("sim: slot released at %d, but none is in use", at))
	}
	r.accrue(at)
	r.busy--
	r.usage.Released++
}

// Wait puts an entity at the end of the waiting list.
func (r *Resource) Wait(at Time, entity uint32) {
	r.accrue(at)
	r.list.push(entity)
	r.usage.Queued++
}

// Withdraw takes an entity off the waiting list, its earliest place if it has
// several; false if it is not waiting.
func (r *Resource) Withdraw(at Time, entity uint32) bool {
	r.accrue(at)
	if !r.list.remove(entity) {
		return false
	}
	r.usage.LeftQueue++
	return true
}

// Head is the entity that has waited longest; false if nobody waits.
func (r *Resource) Head() (entity uint32, ok bool) { return r.list.head() }

// Admit lets the head of the waiting list have a free slot. It panics if
// nobody waits or no slot is free.
func (r *Resource) Admit(at Time) (entity uint32) {
	entity = r.Drop(at)
	if !r.Take(at) {
		panic(fmt.Sprintf("sim: entity %d admitted at %d without a free slot", entity, at))
	}
	return entity
}

// Drop takes the head off the waiting list without giving it a slot: it did
// not come when its turn came. It panics if nobody waits.
func (r *Resource) Drop(at Time) (entity uint32) {
	r.accrue(at)
	entity, ok := r.list.head()
	if !ok {
		panic(fmt.Sprintf("sim: next of the waiting list called at %d, but nobody waits", at))
	}
	r.list.pop()
	r.usage.LeftQueue++
	return entity
}

// Usage is the account up to a time.
func (r *Resource) Usage(at Time) Usage {
	r.accrue(at)
	return r.usage
}
