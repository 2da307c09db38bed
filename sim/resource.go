package sim

import "fmt"

// Resource is a set of identical slots with an optional waiting list: first
// come first served, or in classes of priority, each first come first served,
// of which a lower one goes first. Priority never takes a slot from anybody.
// The resource decides nothing: the model says who takes, waits and is
// admitted; the resource keeps count, and integrates the numbers in service
// and waiting over time, exactly, so that Little's identity can be checked.
//
// Calls carry the time and must not go back in it. A Resource is ready after
// Reset, which keeps its storage. It is not safe for concurrent use.
type Resource struct {
	slots   int // negative: unlimited
	busy    int
	waiting int           // in all classes
	last    Time          // time to which the integrals run
	list    waitingList   // class 0
	behind  []waitingList // classes 1 and on, as they come into use
	usage   Usage
	begun   int64 // sum of the times at which those now in a slot took it
	joined  int64 // sum of the times at which those now waiting began to
}

// Usage is what a Resource has seen since Reset. Integrals and sums are in
// entity-seconds, whole and exact.
type Usage struct {
	BusyTime    int64 // integral of the number of slots in use
	WaitingTime int64 // integral of the number waiting
	Stays       int64 // sum of the stays in a slot, those not ended yet so far
	Waits       int64 // sum of the waits, those not ended yet so far
	Taken       int64 // slots taken, with or without a wait
	Released    int64 // slots given back
	Queued      int64 // entries into the waiting list
	LeftQueue   int64 // exits from it, admitted or not
}

// Since is what was seen after an earlier account of the same resource.
func (u Usage) Since(earlier Usage) Usage {
	return Usage{
		BusyTime: u.BusyTime - earlier.BusyTime, WaitingTime: u.WaitingTime - earlier.WaitingTime,
		Stays: u.Stays - earlier.Stays, Waits: u.Waits - earlier.Waits,
		Taken: u.Taken - earlier.Taken, Released: u.Released - earlier.Released,
		Queued: u.Queued - earlier.Queued, LeftQueue: u.LeftQueue - earlier.LeftQueue,
	}
}

// Little is an error if Little's identity fails: the integral of the number
// present is the sum of the times that each was present. The integrals follow
// the numbers, the sums follow arrivals and departures, so that an entity which
// is counted and not there, or there and not counted, shows.
func (u Usage) Little() error {
	if u.WaitingTime != u.Waits {
		return fmt.Errorf("the number waiting integrates to %d entity-seconds, the waits sum to %d", u.WaitingTime, u.Waits)
	}
	if u.BusyTime != u.Stays {
		return fmt.Errorf("the slots in use integrate to %d entity-seconds, the stays sum to %d", u.BusyTime, u.Stays)
	}
	return nil
}

// Reset empties the resource at a time and gives it a number of slots;
// a negative number means that slots are unlimited.
func (r *Resource) Reset(slots int, from Time) {
	r.list.reset()
	for c := range r.behind {
		r.behind[c].reset()
	}
	*r = Resource{slots: slots, last: from, list: r.list, behind: r.behind}
}

// accrue brings the integrals up to a time.
func (r *Resource) accrue(at Time) {
	if at < r.last {
		panic(fmt.Sprintf("sim: resource used at %d, after %d", at, r.last))
	}
	span := int64(at - r.last)
	r.usage.BusyTime += span * int64(r.busy)
	r.usage.WaitingTime += span * int64(r.waiting)
	r.last = at
}

// Free says whether a slot is free.
func (r *Resource) Free() bool { return r.slots < 0 || r.busy < r.slots }

// Busy is the number of slots in use.
func (r *Resource) Busy() int { return r.busy }

// Waiting is the length of the waiting list, all classes together.
func (r *Resource) Waiting() int { return r.waiting }

// Take takes a free slot, whoever may be waiting; false if none is free. A
// model that is fair to those waiting asks Waiting first.
func (r *Resource) Take(at Time) bool {
	if !r.Free() {
		return false
	}
	r.accrue(at)
	r.busy++
	r.begun += int64(at)
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
	// Slots are alike: which of those in use is given back bears on no sum.
	r.begun -= int64(at)
	r.usage.Released++
}

// Wait puts an entity at the end of the waiting list, in class 0: where all do,
// the list is first come first served.
func (r *Resource) Wait(at Time, entity uint32) { r.Join(at, entity, 0) }

// Join puts an entity at the end of a class of the waiting list. Whoever waits
// in a lower class goes before everybody in a higher one. It panics for a class
// below 0; storage grows with the highest class in use.
func (r *Resource) Join(at Time, entity uint32, class int) {
	r.accrue(at)
	for len(r.behind) < class {
		r.behind = append(r.behind, waitingList{})
	}
	r.class(class).push(entity, at)
	r.waiting++
	r.joined += int64(at)
	r.usage.Queued++
}

// class is the list of a class.
func (r *Resource) class(c int) *waitingList {
	if c == 0 {
		return &r.list
	}
	return &r.behind[c-1]
}

// Withdraw takes an entity off the waiting list; false if it is not waiting. If
// it waits more than once, the place that would be called first is lost.
func (r *Resource) Withdraw(at Time, entity uint32) bool {
	r.accrue(at)
	for c := range len(r.behind) + 1 {
		if since, found := r.class(c).remove(entity); found {
			r.left(at, since)
			return true
		}
	}
	return false
}

// left counts an exit from the waiting list.
func (r *Resource) left(at, since Time) {
	r.waiting--
	r.joined -= int64(since)
	r.usage.Waits += int64(at - since)
	r.usage.LeftQueue++
}

// first is the class whose head goes next; false if nobody waits.
func (r *Resource) first() (*waitingList, bool) {
	if r.waiting == 0 {
		return nil, false
	}
	for c := range len(r.behind) + 1 {
		if l := r.class(c); l.count > 0 {
			return l, true
		}
	}
	return nil, false
}

// Head is the entity whose turn is next: of the lowest class in which anybody
// waits, the one that has waited longest; false if nobody waits.
func (r *Resource) Head() (entity uint32, ok bool) {
	l, ok := r.first()
	if !ok {
		return 0, false
	}
	return l.head().entity, true
}

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
	l, ok := r.first()
	if !ok {
		panic(fmt.Sprintf("sim: next of the waiting list called at %d, but nobody waits", at))
	}
	place := l.pop()
	r.left(at, place.since)
	return place.entity
}

// Usage is the account up to a time.
func (r *Resource) Usage(at Time) Usage {
	r.accrue(at)
	u := r.usage
	u.Stays = int64(r.busy)*int64(at) - r.begun
	u.Waits += int64(r.waiting)*int64(at) - r.joined
	return u
}
