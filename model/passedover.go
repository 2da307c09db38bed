package model

import "diversim/sim"

// Most people hardly ever offend: nothing of theirs falls due for months, however the
// certainty of a sanction is perceived meanwhile. They are passed over, cell by cell,
// until something may fall due or they are touched, and then learn of all they missed,
// in order and at its dates, so that their lives are what they would have been.

// perception is what everybody learns at the end of a cell.
type perception struct {
	at     sim.Time
	factor float64
}

// passedOver is who need not learn of the certainty of a sanction as yet.
type passedOver struct {
	until   []sim.Time // by person: perceptions before it are not waited for
	missed  []int      // by person: the first perception that was missed, in learned; none
	learned []perception
	most    float64 // the highest factor that until allows for
}

func (o *passedOver) reset() {
	o.until, o.missed, o.learned = o.until[:0], o.missed[:0], o.learned[:0]
	o.most = 0
}

// add makes room for a person, of whom nothing is asked before the index contact.
func (o *passedOver) add(index sim.Time) {
	o.until, o.missed = append(o.until, index), append(o.missed, none)
}

// learn notes a perception, and says whether everybody has to learn of it at once:
// where it is above what people were passed over for.
func (o *passedOver) learn(at sim.Time, factor float64) (all bool) {
	o.learned = append(o.learned, perception{at, factor})
	if all = factor > o.most; all {
		o.most = factor * headroom
	}
	return all
}

// passOver passes a person over, who has just learned of the last perception, for as
// long as nothing can fall due before the one after next.
func (w *World) passOver(i uint32) {
	p := &w.people[i]
	if w.set.exposed || p.next != sim.Never || w.certainty.next == sim.Never {
		return
	}
	due := min(w.agenda.first(p.first), p.pace.NotBefore(p.target[p.nextType], p.level*w.passed.most))
	if p.first != none {
		due = min(due, p.end) // from when on what is left waits in the calendar
	}
	if due != sim.Never {
		due -= sim.YearsOf(float64(w.set.Engine.Grid)) + 1
	}
	if w.passed.until[i] = due; due > w.certainty.next {
		w.passed.missed[i] = len(w.passed.learned)
	}
}

// catchUp gives a person what was perceived while they were passed over.
func (w *World) catchUp(i uint32) {
	from := w.passed.missed[i]
	if from == none {
		return
	}
	p := &w.people[i]
	for _, l := range w.passed.learned[from:] {
		if l.at < p.end {
			p.pace.SetLevel(l.at, p.level*l.factor)
		}
	}
	w.passed.until[i], w.passed.missed[i] = 0, none
	w.moved(i)
}
