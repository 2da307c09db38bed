package sim

import (
	"container/heap"
	"encoding/binary"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// heapCalendar is the twin of Calendar: a plain heap that keeps the order of
// posting, slow and plainly right.
type heapCalendar struct {
	entries []lateEntry
	posted  uint64
}

func (h *heapCalendar) Len() int           { return len(h.entries) }
func (h *heapCalendar) Less(i, j int) bool { return h.entries[i].precedes(&h.entries[j]) }
func (h *heapCalendar) Swap(i, j int)      { h.entries[i], h.entries[j] = h.entries[j], h.entries[i] }
func (h *heapCalendar) Push(x any)         { h.entries = append(h.entries, x.(lateEntry)) }
func (h *heapCalendar) Pop() any {
	last := h.entries[len(h.entries)-1]
	h.entries = h.entries[:len(h.entries)-1]
	return last
}

func (h *heapCalendar) post(e Event) {
	heap.Push(h, lateEntry{e, h.posted})
	h.posted++
}

func (h *heapCalendar) next() (Event, bool) {
	if len(h.entries) == 0 {
		return Event{}, false
	}
	return heap.Pop(h).(lateEntry).Event, true
}

// twins are a calendar and its twin, driven alike and compared at each step.
type twins struct {
	calendar Calendar
	heap     heapCalendar
	now      Time
	posts    uint32
}

func (w *twins) reset(from, to Time, expected int) {
	w.calendar.Reset(from, to, expected)
	w.heap = heapCalendar{}
	w.now = from
}

// post enters an event some seconds from now; Stamp tells posts apart.
func (w *twins) post(delay Time, entity uint32, priority uint8) {
	e := Event{
		At: w.now.Plus(delay), Entity: entity, Priority: priority, Stamp: w.posts,
		Value: float64(w.posts), Kind: priority + 1,
	}
	w.posts++
	w.calendar.Post(e)
	w.heap.post(e)
}

// next takes an event from both and says how they differ, if they do.
func (w *twins) next() error {
	got, ok := w.calendar.Next()
	want, wantOK := w.heap.next()
	if got != want || ok != wantOK || w.calendar.Len() != w.heap.Len() {
		return fmt.Errorf("calendar: %+v %v, %d left; heap: %+v %v, %d left",
			got, ok, w.calendar.Len(), want, wantOK, w.heap.Len())
	}
	if ok {
		w.now = want.At
	}
	return nil
}

// drain takes all that is left, and once more.
func (w *twins) drain() error {
	for w.heap.Len() > 0 {
		if err := w.next(); err != nil {
			return err
		}
	}
	return w.next()
}

// delays are of every kind a run meets: none, within a bucket, over many, past
// the end, and off the clock.
var delays = []Time{0, 0, 1, 7, 300, Day, 40 * Day, Year, 11 * Year, 300 * Year, Never}

func TestCalendarAgreesWithHeapOnAnySchedule(t *testing.T) {
	var w twins // one calendar for all schedules, to test Reset too
	rapid.Check(t, func(t *rapid.T) {
		from := Time(rapid.SampledFrom([]int64{0, -5e9, 1e12}).Draw(t, "from"))
		span := rapid.SampledFrom([]Time{0, 1, Day, 10 * Year}).Draw(t, "span")
		w.reset(from, from+span, rapid.IntRange(0, 5000).Draw(t, "expected"))
		for range rapid.IntRange(0, 300).Draw(t, "steps") {
			if rapid.IntRange(0, 9).Draw(t, "step") < 4 {
				if err := w.next(); err != nil {
					t.Fatal(err)
				}
				continue
			}
			delay := rapid.SampledFrom(delays).Draw(t, "delay")
			if delay != Never {
				delay += Time(rapid.Int64Range(0, int64(delay)).Draw(t, "more"))
			}
			w.post(delay, rapid.Uint32Range(0, 3).Draw(t, "entity"), rapid.Uint8Range(0, 2).Draw(t, "priority"))
		}
		if err := w.drain(); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzCalendar(f *testing.F) {
	f.Add(int64(0), int64(100), uint16(0), []byte("\x01\x02\x03\x04\x05\x06\x07\x08"))
	f.Add(int64(-9), int64(1<<40), uint16(4000), []byte("\x80\xff\x10\x04\x00\x00\x00\x00\x30\x01\xff\x7f"))
	f.Fuzz(func(t *testing.T, from, span int64, expected uint16, steps []byte) {
		if span < 0 || from+span < from {
			return
		}
		var w twins
		w.reset(Time(from), Time(from+span), int(expected))
		for ; len(steps) >= 4; steps = steps[4:] {
			word := binary.LittleEndian.Uint32(steps)
			if word%4 == 0 {
				if err := w.next(); err != nil {
					t.Fatal(err)
				}
				continue
			}
			// 10 bits of mantissa shifted by 0 to 63 places
			delay := Time(uint64(word>>8&0x3ff) << (word >> 18 & 63) & (1<<63 - 1))
			w.post(delay, word>>24&3, uint8(word>>26&3))
		}
		if err := w.drain(); err != nil {
			t.Fatal(err)
		}
	})
}

// A guess that is far off, or events crowded into a moment, must cost speed
// only: this passes through the late heap, the merge sort and the rewindow.
func TestCalendarAgreesWithHeapWhenCrowded(t *testing.T) {
	var w twins
	for _, expected := range []int{0, 3000, 1_000_000} {
		for _, spread := range []Time{1, 600, Day, 30 * Year} {
			w.reset(0, 10*Year, expected)
			for i := range uint64(9000) {
				word, other := Philox2x64(i, uint64(spread), uint64(expected))
				w.post(Time(word%uint64(spread+1)), uint32(other%5), uint8(other>>8%3))
				if i >= 3000 { // from here on, one in and one out
					if err := w.next(); err != nil {
						t.Fatalf("expected %d, spread %d: %v", expected, spread, err)
					}
				}
			}
			if err := w.drain(); err != nil {
				t.Fatalf("expected %d, spread %d: %v", expected, spread, err)
			}
		}
	}
}

func TestCalendarRefusesThePast(t *testing.T) {
	var c Calendar
	c.Reset(0, Year, 10)
	c.Post(Event{At: 100})
	c.Next()
	c.Post(Event{At: 100}) // the present is allowed
	if !panics(func() { c.Post(Event{At: 99}) }) {
		t.Error("an event before the last one handed out was accepted")
	}
	c.Reset(50, Year, 10)
	if !panics(func() { c.Post(Event{At: 49}) }) {
		t.Error("an event before the start was accepted")
	}
	if !panics(func() { c.Reset(1, 0, 10) }) || !panics(func() { c.Reset(0, 1, -1) }) {
		t.Error("a calendar with a span or a size below zero was accepted")
	}
}

func panics(f func()) (did bool) {
	defer func() { did = recover() != nil }()
	f()
	return false
}

// A run as large as the one before it allocates nothing.
func TestCalendarAllocatesNothingInSteadyState(t *testing.T) {
	var c Calendar
	run := func() {
		c.Reset(0, 10*Year, 4000)
		for i := range uint64(2000) {
			word, _ := Philox2x64(i, 0, 1)
			c.Post(Event{At: Time(word % uint64(10*Year)), Entity: uint32(i)})
		}
		for left := 2000; ; left-- {
			e, ok := c.Next()
			if !ok {
				return
			}
			if left > 0 {
				c.Post(Event{At: e.At + Year, Entity: e.Entity}) // some past the end
				c.Post(Event{At: e.At, Entity: e.Entity, Priority: 1})
				c.Next()
			}
		}
	}
	run()
	if n := testing.AllocsPerRun(10, run); n != 0 {
		t.Errorf("a repeated run allocated %v times, want 0", n)
	}
}

// Events that come and go within one bucket do not pile up in it.
func TestCalendarStaysSmallInOneBucket(t *testing.T) {
	var c Calendar
	c.Reset(0, 10*Year, 0)
	for i := range uint32(10) {
		c.Post(Event{At: Time(i), Entity: i})
	}
	for range 100_000 {
		e, _ := c.Next()
		e.At += 10
		c.Post(e)
	}
	if cap(c.sorted) > 100 {
		t.Errorf("room for %d events in a bucket that never held more than 10", cap(c.sorted))
	}
}
