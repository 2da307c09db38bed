package sim

// lateHeap holds events posted into an open bucket that is too full to insert
// into. It keeps the order of posting itself, as a heap does not.
type lateHeap struct {
	entries []lateEntry
	posted  uint64
}

type lateEntry struct {
	Event
	posted uint64
}

func (e *lateEntry) precedes(o *lateEntry) bool {
	if e.Event.before(&o.Event) {
		return true
	}
	return !o.Event.before(&e.Event) && e.posted < o.posted
}

func (h *lateHeap) reset() { h.entries, h.posted = h.entries[:0], 0 }

func (h *lateHeap) push(e *Event) {
	x := lateEntry{*e, h.posted}
	h.posted++
	h.entries = append(h.entries, x)
	i := len(h.entries) - 1
	for i > 0 {
		parent := (i - 1) / 2
		if !x.precedes(&h.entries[parent]) {
			break
		}
		h.entries[i] = h.entries[parent]
		i = parent
	}
	h.entries[i] = x
}

func (h *lateHeap) pop() Event {
	top := h.entries[0].Event
	n := len(h.entries) - 1
	x := h.entries[n]
	h.entries = h.entries[:n]
	if n == 0 {
		return top
	}
	i := 0
	for {
		child := 2*i + 1
		if child >= n {
			break
		}
		if child+1 < n && h.entries[child+1].precedes(&h.entries[child]) {
			child++
		}
		if !h.entries[child].precedes(&x) {
			break
		}
		h.entries[i] = h.entries[child]
		i = child
	}
	h.entries[i] = x
	return top
}
