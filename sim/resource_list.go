package sim

// waitingList is a queue in a ring that grows by doubling and is reused.
type waitingList struct {
	ring  []waitingPlace // length zero or a power of two
	first int            // index of the head
	count int
}

// waitingPlace is one place in a queue.
type waitingPlace struct {
	since  Time
	entity uint32
}

func (l *waitingList) reset() { l.first, l.count = 0, 0 }

// index is the place in the ring of the i-th waiting.
func (l *waitingList) index(i int) int { return (l.first + i) & (len(l.ring) - 1) }

func (l *waitingList) push(entity uint32, since Time) {
	if l.count == len(l.ring) {
		grown := make([]waitingPlace, max(2*len(l.ring), 16))
		for i := range l.count {
			grown[i] = l.ring[l.index(i)]
		}
		l.ring, l.first = grown, 0
	}
	l.ring[l.index(l.count)] = waitingPlace{since, entity}
	l.count++
}

// head is the first in the queue, of which there must be one.
func (l *waitingList) head() waitingPlace { return l.ring[l.first] }

func (l *waitingList) pop() waitingPlace {
	head := l.head()
	l.first = l.index(1)
	l.count--
	return head
}

// remove takes out the first occurrence of an entity; those behind move up.
func (l *waitingList) remove(entity uint32) (since Time, found bool) {
	for i := range l.count {
		if l.ring[l.index(i)].entity != entity {
			continue
		}
		since = l.ring[l.index(i)].since
		for ; i+1 < l.count; i++ {
			l.ring[l.index(i)] = l.ring[l.index(i+1)]
		}
		l.count--
		return since, true
	}
	return 0, false
}
