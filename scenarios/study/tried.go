package study

import (
	"slices"
	"sync"
)

// tried are the points last found to be consistent, and the plans at them: they are
// typically evaluated next, and preparing a plan repeats the study. Several goroutines
// may use it.
type tried struct {
	lock   sync.Mutex
	points [triedKept]triedPoint
	next   int
}

type triedPoint struct {
	u    []float64
	plan *plan
}

// triedKept is how many points are kept: more than workers.
const triedKept = 64

// keep adds a point in the place of the oldest.
func (t *tried) keep(u []float64, p *plan) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.points[t.next] = triedPoint{slices.Clone(u), p}
	t.next = (t.next + 1) % triedKept
}

// take returns the plan at a point and forgets it; nil where there is none.
func (t *tried) take(u []float64) *plan {
	t.lock.Lock()
	defer t.lock.Unlock()
	for k := range t.points {
		if point := &t.points[k]; point.plan != nil && slices.Equal(point.u, u) {
			p := point.plan
			*point = triedPoint{}
			return p
		}
	}
	return nil
}
