package sim

import (
	"math/bits"
	"slices"
)

const (
	perCell   = 24  // most events of a cell sorted by insertion
	cells     = 256 // parts of a bucket for the counting sort
	cellShift = 56  // leaves the part's number of a 64-bit fraction
)

// advance opens the next bucket that holds an event. There must be one.
func (c *Calendar) advance() {
	c.open++
	for c.buckets[c.open].events == 0 {
		c.open++
	}
	if c.open == len(c.buckets)-1 {
		c.rewindow()
	}
	c.sortBucket(&c.buckets[c.open])
}

// rewindow lays the buckets over the events beyond the regular ones, moves
// them to their places in the order of posting, and opens the first.
func (c *Calendar) rewindow() {
	beyond := c.buckets[c.open]
	first, last := Never, c.now
	for k, left := beyond.head, int(beyond.events); left > 0; k, left = c.next[k], left-perBlock {
		for i := range min(left, perBlock) {
			at := c.blocks[k][i].At
			first, last = min(first, at), max(last, at)
		}
	}
	c.window(first, last)
	for k, left := beyond.head, int(beyond.events); left > 0; left -= perBlock {
		events, next := c.blocks[k], c.next[k]
		c.next[k], c.free = c.free, k
		for i := range min(left, perBlock) {
			index, _ := c.place(events[i].At)
			c.put(&c.buckets[index], &events[i])
		}
		k = next
	}
	c.open = 0
}

// place is the bucket of a time, and how far into the bucket it lies in
// fractions of 2^64. Both together never decrease with time.
func (c *Calendar) place(at Time) (index int, fraction uint64) {
	hi, lo := bits.Mul64(uint64(at)-uint64(c.from), c.scale)
	return min(int(hi), len(c.buckets)-1), lo
}

// sortBucket moves the events of a bucket to c.sorted, in order: a stable
// counting sort into cells, then each cell by itself.
func (c *Calendar) sortBucket(b *bucket) {
	n := int(b.events)
	c.sorted, c.at = slices.Grow(c.sorted[:0], n)[:n], 0
	c.late.reset()
	var start [cells + 1]int32
	for k, left := b.head, n; left > 0; k, left = c.next[k], left-perBlock {
		events := &c.blocks[k]
		for i := range min(left, perBlock) {
			_, fraction := c.place(events[i].At)
			start[fraction>>cellShift+1]++
		}
	}
	for i := 1; i <= cells; i++ {
		start[i] += start[i-1]
	}
	end := start
	for k, left := b.head, n; left > 0; k, left = c.next[k], left-perBlock {
		events := &c.blocks[k]
		for i := range min(left, perBlock) {
			_, fraction := c.place(events[i].At)
			cell := fraction >> cellShift
			c.sorted[end[cell]] = events[i]
			end[cell]++
		}
	}
	for i := range cells {
		if end[i]-start[i] > 1 {
			sortCell(c.sorted[start[i]:end[i]])
		}
	}
	c.next[b.tail], c.free = c.free, b.head
	*b = bucket{noBlock, noBlock, 0}
}

// sortCell sorts a few events by insertion, many by merging; both are stable.
func sortCell(events []Event) {
	if len(events) > perCell {
		slices.SortStableFunc(events, compareEvents)
		return
	}
	for i := 1; i < len(events); i++ {
		e := events[i]
		j := i
		for j > 0 && e.before(&events[j-1]) {
			events[j] = events[j-1]
			j--
		}
		events[j] = e
	}
}
