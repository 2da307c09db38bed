package sim

// waitingList is a queue in a ring that grows by doubling and is reused.
type waitingList struct {
	ring  []uint32 // length zero or a power of two
	first int      // index of the head
	count int
}

func (l *waitingList) reset() { l.first, l.count = 0, 0 }

// index is the place in the ring of the i-th waiting.
func (l *waitingList) index(i int) int { return (l.first + i) & (len(l.ring) - 1) }

func (l *waitingList) push(entity uint32) {
	if l.count == len(l.ring) {
		grown := make([]uint32, max(2*len(l.ring), 16))
		for i := range l.count {
			grown[i] = l.ring[l.index(i)]
		}
		l.ring, l.first = grown, 0
	}
	l.ring[l.index(l.count)] = entity
	l.count++
}

func (l *waitingList) head() (uint32, bool) {
	if l.count == 0 {
		return 0, false
	}
	return l.ring[l.first], true
}

func (l *waitingList) pop() {
	l.first = l.index(1)
	l.count--
}

// remove takes out the first occurrence of an entity; those behind move up.
func (l *waitingList) remove(entity uint32) bool {
	for i := range l.count {
		if l.ring[l.index(i)] != entity {
			continue
		}
		for ; i+1 < l.count; i++ {
			l.ring[l.index(i)] = l.ring[l.index(i+1)]
		}
		l.count--
		return true
	}
	return false
}
