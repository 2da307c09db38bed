package sim

import (
	"fmt"
	"math"
	"slices"
)

const (
	perBucket = 128  // events a bucket is meant to hold
	perBlock  = 32   // events in a block of the pool: 1 KiB
	lateLimit = 1024 // most events moved aside for one posted into the open bucket
	noBlock   = -1
)

// Calendar holds the events still to come and hands them out in order.
//
// Time is cut into buckets of equal width. An event to come is appended to
// its bucket, unsorted; a bucket is sorted once, when the clock reaches it.
// So an event costs a write and a read of memory in sequence, whatever the
// number pending, where a heap costs a chain of dependent cache misses. An
// event posted into the open bucket is inserted in its place. Storage is
// pooled: once the pool has grown to the needs of a run, nothing is allocated.
//
// A Calendar is ready after Reset, and Reset makes a used one as new while
// keeping its storage. It is not safe for concurrent use.
type Calendar struct {
	now     Time   // time of the last event handed out
	from    Time   // start of bucket 0
	scale   uint64 // buckets per second, as a fraction of 2^64
	buckets []bucket
	blocks  []block
	next    []int32 // block that follows, in a bucket or in the free list
	free    int32   // first free block
	pending int

	open   int     // index of the open bucket; -1 before the first
	sorted []Event // the open bucket
	at     int     // first event of sorted not handed out yet
	late   lateHeap
}

// bucket is a chain of blocks in the order of posting.
type bucket struct {
	head, tail int32
	events     uint32
}

type block [perBlock]Event

// Reset empties the calendar for a run from one time to another in which
// about the expected number of events will be posted in all. The width of the
// buckets follows from these; a wrong guess costs speed, never order. Events
// at to and after it are accepted.
func (c *Calendar) Reset(from, to Time, expected int) {
	if to < from || expected < 0 {
		panic(fmt.Sprintf("sim: calendar from %d to %d for %d events", from, to, expected))
	}
	regular := expected/perBucket + 1
	if cap(c.buckets) < regular+1 {
		c.buckets = make([]bucket, regular+1)
	}
	c.buckets = c.buckets[:regular+1]
	c.blocks, c.next, c.free = c.blocks[:0], c.next[:0], noBlock
	c.now, c.pending = from, 0
	c.window(from, to)
}

// window lays the buckets over the time between two instants; the last bucket
// takes whatever lies beyond. Spans are unsigned: they may exceed a Time.
func (c *Calendar) window(from, to Time) {
	for i := range c.buckets {
		c.buckets[i] = bucket{noBlock, noBlock, 0}
	}
	span := min(uint64(to)-uint64(from), math.MaxUint64-1)
	width := max(span/uint64(len(c.buckets)-1), 1) + 1
	c.from, c.scale = from, math.MaxUint64/width
	c.open, c.sorted, c.at = -1, c.sorted[:0], 0
	c.late.reset()
}

// Len is the number of events still to come.
func (c *Calendar) Len() int { return c.pending }

// Now is the time of the last event handed out, or the start of the run.
func (c *Calendar) Now() Time { return c.now }

// Post enters an event. It panics if the event lies before the last one
// handed out: a model that schedules the past is wrong.
func (c *Calendar) Post(e Event) {
	if e.At < c.now {
		panic(fmt.Sprintf("sim: event of kind %d, entity %d posted at %d for %d, which has passed",
			e.Kind, e.Entity, c.now, e.At))
	}
	b, _ := c.place(e.At)
	c.pending++
	if b == c.open {
		c.insert(&e)
		return
	}
	c.put(&c.buckets[b], &e)
}

// put appends an event to a bucket that is not open.
func (c *Calendar) put(b *bucket, e *Event) {
	slot := b.events % perBlock
	if slot == 0 {
		c.extend(b)
	}
	c.blocks[b.tail][slot] = *e
	b.events++
}

// extend gives a bucket one more block.
func (c *Calendar) extend(b *bucket) {
	k := c.free
	if k != noBlock {
		c.free = c.next[k]
	} else {
		k = int32(len(c.blocks))
		c.grow()
	}
	c.next[k] = noBlock
	if b.events == 0 {
		b.head = k
	} else {
		c.next[b.tail] = k
	}
	b.tail = k
}

// grow takes one more block into the pool, as the last run left it if possible.
func (c *Calendar) grow() {
	n := len(c.blocks)
	c.blocks = slices.Grow(c.blocks, 1)[:n+1]
	c.next = append(c.next, noBlock)
}

// insert places an event in the open bucket, behind its equals. Where too
// many events would have to move, it goes to a heap beside the bucket.
func (c *Calendar) insert(e *Event) {
	n := len(c.sorted)
	if n-c.at > lateLimit || len(c.late.entries) > 0 {
		c.late.push(e)
		return
	}
	if n == cap(c.sorted) && c.at > n/2 { // make room where events are gone
		n = copy(c.sorted, c.sorted[c.at:])
		c.sorted, c.at = c.sorted[:n], 0
	}
	low, high := c.at, n
	for low < high {
		if middle := int(uint(low+high) / 2); e.before(&c.sorted[middle]) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	c.sorted = append(c.sorted, Event{})
	copy(c.sorted[low+1:], c.sorted[low:n])
	c.sorted[low] = *e
}

// Next hands out the next event and removes it; false if there is none.
func (c *Calendar) Next() (Event, bool) {
	if c.pending == 0 {
		return Event{}, false
	}
	if c.at == len(c.sorted) && len(c.late.entries) == 0 {
		c.advance()
	}
	c.pending--
	if len(c.late.entries) > 0 && (c.at == len(c.sorted) || c.late.entries[0].before(&c.sorted[c.at])) {
		e := c.late.pop()
		c.now = e.At
		return e, true
	}
	e := c.sorted[c.at]
	c.at++
	c.now = e.At
	return e, true
}
