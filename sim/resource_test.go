package sim

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// visit is a customer's passage through a first-come-first-served queue.
type visit struct{ arrival, service, start, end Time }

// serve runs customers, in order of arrival, through a resource and a
// calendar. A customer with an arrival of Never stays away.
func serve(customers []visit, servers int) (served []visit, usage Usage) {
	const departure, arrival = 0, 1 // a slot is given back before it is asked for
	var calendar Calendar
	var clinic Resource
	served = slices.Clone(customers)
	calendar.Reset(0, 100, len(customers))
	clinic.Reset(servers, 0)
	begin := func(at Time, customer uint32) {
		v := &served[customer]
		v.start, v.end = at, at+v.service
		calendar.Post(Event{At: v.end, Entity: customer, Kind: departure, Priority: departure})
	}
	for i, v := range served {
		if v.arrival != Never {
			calendar.Post(Event{At: v.arrival, Entity: uint32(i), Kind: arrival, Priority: arrival})
		}
	}
	var last Time
	for e, ok := calendar.Next(); ok; e, ok = calendar.Next() {
		last = e.At
		switch {
		case e.Kind == departure:
			clinic.Release(e.At)
			if _, waits := clinic.Head(); waits {
				begin(e.At, clinic.Admit(e.At))
			}
		case clinic.Waiting() == 0 && clinic.Take(e.At):
			begin(e.At, e.Entity)
		default:
			clinic.Wait(e.At, e.Entity)
		}
	}
	return served, clinic.Usage(last)
}

func waits(served []visit) (ws []Time) {
	for _, v := range served {
		if v.arrival != Never {
			ws = append(ws, v.start-v.arrival)
		}
	}
	return ws
}

// Six customers through two and three servers, worked out by hand with the
// recursion of Kiefer and Wolfowitz.
func TestQueueByHand(t *testing.T) {
	var six []visit
	for i, service := range []Time{4, 3, 2, 5, 1, 2} {
		six = append(six, visit{arrival: Time(i), service: service})
	}
	served, usage := serve(six, 2)
	if got, want := waits(served), []Time{0, 0, 2, 1, 2, 2}; !slices.Equal(got, want) {
		t.Errorf("waits with 2 servers: %v, want %v", got, want)
	}
	var ends []Time
	for _, v := range served {
		ends = append(ends, v.end)
	}
	if want := []Time{4, 4, 6, 9, 7, 9}; !slices.Equal(ends, want) {
		t.Errorf("departures: %v, want %v", ends, want)
	}
	want := Usage{BusyTime: 17, WaitingTime: 7, Stays: 17, Waits: 7, Taken: 6, Released: 6, Queued: 4, LeftQueue: 4}
	if usage != want {
		t.Errorf("usage: %+v, want %+v (24 customer-seconds in all)", usage, want)
	}
	served, _ = serve(six, 3)
	if got, want := waits(served), []Time{0, 0, 0, 1, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("waits with 3 servers: %v, want %v", got, want)
	}
	six[2].arrival = Never
	served, _ = serve(six, 2)
	if got, want := waits(served), []Time{0, 0, 1, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("waits without customer 3: %v, want %v", got, want)
	}
}

// No customer waits longer for one customer fewer or one server more; and
// Little's identity holds to the second: the integral of the number in the
// system is the sum of the sojourns.
func TestQueueIsMonotoneAndAccountsExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "customers")
		customers := make([]visit, n)
		at := Time(0)
		for i := range customers {
			at += Time(rapid.IntRange(0, 4).Draw(t, "gap"))
			customers[i] = visit{arrival: at, service: Time(rapid.IntRange(0, 12).Draw(t, "service"))}
		}
		servers := rapid.IntRange(1, 4).Draw(t, "servers")
		base, usage := serve(customers, servers)
		more, _ := serve(customers, servers+1)
		fewer := slices.Clone(customers)
		gone := rapid.IntRange(0, n-1).Draw(t, "gone")
		fewer[gone].arrival = Never
		without, _ := serve(fewer, servers)
		var queueing, serving Time
		for i := range base {
			if more[i].start > base[i].start {
				t.Fatalf("customer %d starts at %d, with one more server at %d", i, base[i].start, more[i].start)
			}
			if i != gone && without[i].start > base[i].start {
				t.Fatalf("customer %d starts at %d, without customer %d at %d", i, base[i].start, gone, without[i].start)
			}
			queueing += base[i].start - base[i].arrival
			serving += base[i].end - base[i].start
		}
		if err := usage.Little(); err != nil {
			t.Fatal(err)
		}
		if int64(queueing) != usage.WaitingTime || int64(serving) != usage.BusyTime {
			t.Fatalf("sojourns of %d waiting and %d in service, integrals %+v", queueing, serving, usage)
		}
	})
}

// twin is a waiting list with priority as nobody would build it: one slice,
// sorted anew at every entry.
type twin struct{ places []twinPlace }

type twinPlace struct {
	class  int
	entity uint32
	since  Time
}

func (l *twin) join(at Time, entity uint32, class int) {
	l.places = append(l.places, twinPlace{class, entity, at})
	slices.SortStableFunc(l.places, func(a, b twinPlace) int { return a.class - b.class })
}

func (l *twin) leave(i int) (p twinPlace) {
	p = l.places[i]
	l.places = slices.Delete(l.places, i, i+1)
	return p
}

func (l *twin) find(entity uint32) int {
	return slices.IndexFunc(l.places, func(p twinPlace) bool { return p.entity == entity })
}

// The waiting list against its twin, with withdrawals and no-shows, in one
// class and in several. Faults that it was seen to find: a head that looks at
// the classes from the last, Withdraw that looks at class 0 alone, remove that
// does not move up those behind, Reset that keeps the higher classes.
func TestWaitingListAgreesWithSortedSlice(t *testing.T) {
	var r Resource
	rapid.Check(t, func(t *rapid.T) {
		r.Reset(2, 10)
		classes := rapid.IntRange(1, 4).Draw(t, "classes")
		var list twin
		var want Usage
		at := Time(10)
		for range rapid.IntRange(0, 120).Draw(t, "steps") {
			step := Time(rapid.IntRange(0, 3).Draw(t, "seconds"))
			want.WaitingTime += int64(step) * int64(len(list.places))
			at += step
			entity := rapid.Uint32Range(0, 20).Draw(t, "entity")
			switch rapid.IntRange(0, 4).Draw(t, "step") {
			case 0, 1, 2:
				class := rapid.IntRange(0, classes-1).Draw(t, "class")
				r.Join(at, entity, class)
				list.join(at, entity, class)
				want.Queued++
			case 3:
				i := list.find(entity)
				if got := r.Withdraw(at, entity); got != (i >= 0) {
					t.Fatalf("Withdraw(%d) = %v from %v", entity, got, list)
				}
				if i >= 0 {
					want.Waits += int64(at - list.leave(i).since)
					want.LeftQueue++
				}
			case 4:
				if len(list.places) > 0 {
					first := list.leave(0)
					if got := r.Drop(at); got != first.entity {
						t.Fatalf("Drop = %d, want %d before %v", got, first.entity, list)
					}
					want.Waits += int64(at - first.since)
					want.LeftQueue++
				}
			}
			head, ok := r.Head()
			if r.Waiting() != len(list.places) || ok != (len(list.places) > 0) || (ok && head != list.places[0].entity) {
				t.Fatalf("%d waiting, head %d %v, want %v", r.Waiting(), head, ok, list)
			}
		}
		for _, p := range list.places {
			want.Waits += int64(at - p.since)
		}
		got := r.Usage(at)
		if got != want {
			t.Fatalf("usage %+v, want %+v", got, want)
		}
		if err := got.Little(); err != nil {
			t.Fatal(err)
		}
	})
}

// Somebody who is counted and not there, or there and not counted, breaks
// Little's identity by a whole number of seconds.
func TestLittleSeesAMiscount(t *testing.T) {
	open := func() *Resource {
		r := &Resource{}
		r.Reset(1, 0)
		r.Take(1)
		r.Wait(2, 7)
		r.Join(3, 8, 1)
		return r
	}
	if err := open().Usage(9).Little(); err != nil {
		t.Fatal(err)
	}
	for name, fault := range map[string]func(r *Resource){
		"one waits and is not counted":     func(r *Resource) { r.waiting-- },
		"one is counted and does not wait": func(r *Resource) { r.waiting++ },
		"a slot is lost":                   func(r *Resource) { r.busy-- },
		"a slot is used and nobody in it":  func(r *Resource) { r.busy++ },
		"a place vanishes":                 func(r *Resource) { r.list.pop(); r.waiting-- },
		"a time is skipped":                func(r *Resource) { r.last++ },
	} {
		r := open()
		fault(r)
		if r.Usage(9).Little() == nil {
			t.Errorf("%s: the identity holds all the same", name)
		}
	}
}

// What lies between two accounts keeps the identity if both do.
func TestUsageSince(t *testing.T) {
	var r Resource
	r.Reset(1, -5)
	r.Take(-4)
	r.Wait(-3, 1)
	before := r.Usage(0)
	r.Release(6)
	r.Admit(6)
	got := r.Usage(10).Since(before)
	want := Usage{BusyTime: 10, WaitingTime: 6, Stays: 10, Waits: 6, Taken: 1, Released: 1, LeftQueue: 1}
	if got != want || got.Little() != nil {
		t.Errorf("between 0 and 10: %+v, want %+v", got, want)
	}
}

func TestResourceSlots(t *testing.T) {
	var r Resource
	r.Reset(1, 0)
	if !r.Free() || !r.Take(5) || r.Free() || r.Take(5) || r.Busy() != 1 {
		t.Error("one slot was not one slot")
	}
	r.Wait(6, 9)
	if !panics(func() { r.Admit(7) }) {
		t.Error("admitted without a free slot")
	}
	r.Reset(0, 0)
	if r.Free() || r.Take(0) || !panics(func() { r.Admit(0) }) || !panics(func() { r.Drop(0) }) {
		t.Error("no slots and nobody waiting, yet somebody was served")
	}
	if !panics(func() { r.Release(0) }) {
		t.Error("released a slot that was not taken")
	}
	r.Reset(-1, 3)
	for range 1000 {
		if !r.Take(4) {
			t.Fatal("unlimited slots ran out")
		}
	}
	if got := r.Usage(6); got != (Usage{BusyTime: 2000, Stays: 2000, Taken: 1000}) {
		t.Errorf("usage %+v", got)
	}
	if !panics(func() { r.Take(5) }) {
		t.Error("went back in time")
	}
}

func TestResourceAllocatesNothingInSteadyState(t *testing.T) {
	var r Resource
	run := func() {
		r.Reset(3, 0)
		for i := range uint32(100) {
			r.Join(Time(i), i, int(i%3))
			if r.Free() {
				r.Admit(Time(i))
			}
		}
	}
	run()
	if n := testing.AllocsPerRun(10, run); n != 0 {
		t.Errorf("a repeated run allocated %v times, want 0", n)
	}
}
