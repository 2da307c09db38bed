package model

import (
	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// borders is where people are found. A person who lives in one area is found in
// another with probability borders.away, in the neighbouring areas by population.
// The index contact is in the world's own area; who was found there lives in area
// h with probability in proportion to contacts_h·M_hg. Each later contact is in an
// area drawn from the row of the home: the usual disposals are those of the place,
// and the scheme is offered if it runs there. The money and the place on the
// course are still those of the area of the index contact: areas share none, and
// what one gives to visitors it gets for its own people elsewhere.
type borders struct {
	mixes []mixes     // by area: usual disposals
	to    [][]float64 // by area where people live: cumulative, where they are found
	home  [][]float64 // by area where people are found: cumulative, where they live
}

// settleBorders works the matrix out and hands it to the areas' models.
func (n *Nation) settleBorders() {
	s := n.set
	if !s.Areas.Distinct || s.National.HomeAway == 0 {
		return
	}
	b := &borders{}
	matrix := n.matrix()
	for g, area := range n.areas {
		b.mixes = append(b.mixes, s.in(area.Name).mix)
		home := make([]float64, len(n.areas))
		for h, a := range n.areas {
			home[h] = float64(a.Contacts) * matrix[h][g]
		}
		accumulate(home)
		row := append([]float64(nil), matrix[g]...)
		accumulate(row)
		b.home, b.to = append(b.home, home), append(b.to, row)
	}
	for _, m := range n.models {
		if m != nil {
			m.set.borders = b
		}
	}
}

// matrix is M: where people of each area are found.
func (n *Nation) matrix() [][]float64 {
	away := float64(n.set.National.HomeAway)
	all := make([][]float64, len(n.areas))
	for h := range n.areas {
		row, around := make([]float64, len(n.areas)), 0.0
		for _, g := range n.neighbour[h] {
			around += float64(n.areas[g].Population)
		}
		row[h] = 1 - away
		for _, g := range n.neighbour[h] {
			row[g] = away * ratio(float64(n.areas[g].Population), around)
		}
		all[h] = row
	}
	return all
}

// lives draws the area where a person lives who was found in the world's.
func (w *World) lives(i int) uint8 {
	b := w.set.borders
	if b == nil {
		return uint8(w.set.index)
	}
	return uint8(classOf(b.home[w.set.index], w.common.Uniform(sim.Person, w.entity(i), drawPlace, 0)))
}

// foundIn draws the area of a contact.
func (w *World) foundIn(i, contact uint32) uint8 {
	b := w.set.borders
	if b == nil || contact == 0 {
		return uint8(w.set.index)
	}
	return uint8(classOf(b.to[w.Ledger.People[i].Home], w.draw(i, drawPlace, contact)))
}

// mixAt is the usual disposals of a person's contacts in an area.
func (w *World) mixAt(place uint8, who *ledger.Traits) *evidence.Mix {
	mixes := &w.set.mix
	if w.set.borders != nil {
		mixes = &w.set.borders.mixes[place]
	}
	return &mixes[who.Drug][who.Prior]
}

// schemeRuns says whether the arm's scheme makes offers in an area at an instant.
func (w *World) schemeRuns(place uint8, at sim.Time) bool {
	return w.country == nil || w.country.Runs(int(place), at)
}

// away multiplies the rate of dropping out of a person who lives elsewhere.
func (w *World) away(i uint32) float64 {
	if w.set.borders == nil || int(w.Ledger.People[i].Home) == w.set.index {
		return 1
	}
	return float64(w.set.National.AwayDropout)
}
