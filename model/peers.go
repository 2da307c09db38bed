package model

import (
	"cmp"
	"math"
	"slices"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Peers is harm that sets off harm. Each harm offence adds to the intensity of
// the same type of its own person and of the people around
//
//	w·n_b·β·exp(−β(t−s))
//
// with weights w that sum to 1. It is simulated by its clusters, which have the
// same law: an offence has a Poisson number of children of mean n_b, each an
// exponential lag of mean 1/β later, at the person with probability
// own_share, else at one of the people whom the person names. A child due before
// the index contact of its person, after the end of follow-up, in custody or in
// any other state in which nobody offends does not happen. Below a mean of one
// child every cluster ends.
//
// The network is a directed stochastic block: each person names peers.degree
// others of the same force, by keyed draws, with probability same_band from
// those in the same band of age, else from everybody. Arms share it, but not who
// is reached through it: with peers one person's treatment bears on another's
// outcome. Possession contacts are the police's doing, and neither set off nor
// are set off.
type Peers struct {
	Enabled   bool
	Branching evidence.Ratio
	Decay     evidence.PerYear
	OwnShare  evidence.Probability
	Degree    evidence.Count
	SameBand  evidence.Probability
	Band      evidence.Years
}

func (p *Peers) declare(r *evidence.Registry) {
	evidence.Switch(r, &p.Enabled, evidence.SwitchSpec{
		Key: "peers.enabled", Label: "Offences set off others, by the same person and by people around",
		Value: false, Status: evidence.Assumed, Note: "no network of this cohort is known",
	})
	evidence.Var(r, &p.Branching, evidence.Spec{
		Key: "peers.branching", Label: "Harm offences that one sets off directly, in the mean",
		Value: 0.1, Range: evidence.Between(0, 10), Prior: evidence.Beta{A: 2, B: 18},
		Status: evidence.Assumed, Note: "a tenth, for sensitivity; at 1 or more offending would never end, and is refused",
	})
	evidence.Var(r, &p.Decay, evidence.Spec{
		Key: "peers.decay", Label: "Rate at which an offence ceases to set off others",
		Value: 6, Range: evidence.Between(0.01, 1000), Prior: evidence.LogNormalAt(6, 0.5),
		Status: evidence.Assumed, Note: "a mean lag of two months",
	})
	evidence.Var(r, &p.OwnShare, evidence.Spec{
		Key: "peers.own_share", Label: "Share of what an offence sets off that the same person does",
		Value: 0.5, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 5, B: 5},
		Status: evidence.Assumed, Note: "1 is the self-exciting process, without peers",
	})
	evidence.Var(r, &p.Degree, evidence.Spec{
		Key: "peers.degree", Label: "People whom each person names as peers",
		Value: 6, Range: evidence.Between(1, 1000), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "a handful of close associates",
	})
	evidence.Var(r, &p.SameBand, evidence.Spec{
		Key: "peers.same_band", Label: "A peer is named from the same band of age",
		Value: 0.8, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 8, B: 2},
		Status: evidence.Assumed, Note: "people keep company of their own age",
	})
	evidence.Var(r, &p.Band, evidence.Spec{
		Key: "peers.age_band", Label: "Width of a band of age, of peers",
		Value: 5, Range: evidence.Between(0.1, 100), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "school years and a little more",
	})
}

// settlePeers says whether others can bear on a person at any moment.
func (s *settings) settlePeers() {
	s.exposed = s.Peers.Enabled && s.Peers.OwnShare < 1
}

// befriend draws the network.
func (w *World) befriend() {
	w.peers = w.peers[:0]
	if !w.set.Peers.Enabled || w.set.Peers.OwnShare == 1 {
		return
	}
	band := func(i uint32) float64 {
		return math.Floor(w.Ledger.People[i].Age / float64(w.set.Peers.Band))
	}
	order := make([]uint32, len(w.people))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(band(a), band(b)) })
	degree := uint32(w.set.Peers.Degree)
	w.peers = slices.Grow(w.peers, len(order)*int(degree))[:len(order)*int(degree)]
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && band(order[to]) == band(order[from]) {
			to++
		}
		for place := from; place < to; place++ {
			i := order[place]
			for m := range degree {
				w.peers[i*degree+m] = w.name(i, m, place, order, from, to)
			}
		}
		from = to
	}
}

// name draws the m-th peer of a person, who stands at a place in the order of
// ages, in a band from one place to before another.
func (w *World) name(i, m uint32, place int, order []uint32, from, to int) uint32 {
	u := w.common.Uniform(sim.Person, w.entity(int(i)), drawPeers, peerOccurrence(peerNaming, m, 0))
	same := float64(w.set.Peers.SameBand)
	if u < same && to-from > 1 {
		u /= same
	} else {
		u = max(0, (u-same)/(1-same))
		from, to = 0, len(order)
	}
	others := to - from - 1
	if others == 0 {
		return i // there is nobody to name
	}
	k := from + min(int(u*float64(others)), others-1)
	if k >= place {
		k++
	}
	return order[k]
}

// excite plans what a harm offence sets off.
func (w *World) excite(i uint32, kind ledger.OffenceType, ordinal uint32, at sim.Time) {
	s := &w.set.Peers
	if !s.Enabled || kind == ledger.Possession {
		return
	}
	count := poisson(float64(s.Branching), w.draw(i, drawPeers, peerOccurrence(int(kind), ordinal, 0)))
	for c := range count {
		step := 1 + c + c
		lag := sim.Exponential(w.draw(i, drawPeers, peerOccurrence(int(kind), ordinal, step))) / float64(s.Decay)
		child, somebody := w.reached(i, w.draw(i, drawPeers, peerOccurrence(int(kind), ordinal, step+1)))
		due := at.Plus(sim.YearsOf(lag))
		if !somebody || due < w.Ledger.People[child].Index || due >= w.people[child].end {
			continue
		}
		w.plan(child, due, setOff, uint32(kind))
		if child != i {
			w.resume(child)
		}
	}
}

// reached is who commits what an offence of a person sets off, if anybody.
func (w *World) reached(i uint32, u float64) (child uint32, somebody bool) {
	own := float64(w.set.Peers.OwnShare)
	if u < own {
		return i, true
	}
	degree := uint32(w.set.Peers.Degree)
	m := min(uint32((u-own)/(1-own)*float64(degree)), degree-1)
	child = w.peers[i*degree+m]
	return child, child != i
}

// commitSetOff acts at an offence that another set off. Its marks are keyed to an
// ordinal of its own, apart from those of the person's clocks.
func (w *World) commitSetOff(i, kind uint32, at sim.Time) {
	p := &w.people[i]
	if p.is&still != 0 {
		return
	}
	p.setOff[kind]++
	p.pace.Advance(at)
	w.offend(i, ledger.OffenceType(kind), setOffOrdinal|p.setOff[kind], at)
}
