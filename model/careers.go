package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Careers is how a person's offending changes over time for reasons of its own.
// All of it but dependence is neutral in the base case, whose frailty gives the
// published curves; structural variants switch parts of it on.
type Careers struct {
	AgeCurve        AgeCurve
	Renewal         Renewal
	StateDependence StateDependence
	NeverAgain      NeverAgain
	Desistance      Desistance
	Batch           Batch
	TypeFrailty     TypeFrailty
	DependenceRatio DependenceRatio
	Peers           Peers
}

func (c *Careers) declare(r *evidence.Registry) {
	c.AgeCurve.declare(r)
	c.Renewal.declare(r)
	c.StateDependence.declare(r)
	c.NeverAgain.declare(r)
	c.Desistance.declare(r)
	c.Batch.declare(r)
	c.TypeFrailty.declare(r)
	c.DependenceRatio.declare(r)
	c.Peers.declare(r)
}

func (s *settings) settleCareers() {
	s.settleAge()
	s.settleRenewal()
	s.settleTypeFrailty()
	s.settleAcquisitive()
	s.settlePeers()
}

// prevented is the harm expected of a person at large over a stay in custody,
// up to the end of follow-up: at the person's own base rates, those of the age
// at the start of the stay, without what effects would have done to them.
func (w *World) prevented(i uint32, from, to sim.Time) float64 {
	p := &w.people[i]
	if p.is&(ledger.NeverAgain|ledger.Desisted|ledger.Dead) != 0 {
		return 0
	}
	rate := 0.0
	for k := ledger.Acquisitive; int(k) < ledger.OffenceTypes; k++ {
		rate += w.set.rate[k] * p.yearly * p.leaning[k] * p.ratio[k]
	}
	if w.set.ageing != nil {
		person := &w.Ledger.People[i]
		rate *= w.set.ageing(person.Age*float64(sim.Year) + float64(from-person.Index))
	}
	return rate * float64(max(0, min(to, p.end)-from))
}

// curtail ends a stay in custody before its time, and what it prevents with it.
func (w *World) curtail(s *ledger.Custody, to sim.Time) {
	end := w.people[s.Person].end
	if whole := min(s.To, end) - s.From; whole > 0 {
		s.Prevented *= float64(max(0, min(to, end)-s.From)) / float64(whole)
	}
	s.To = to
}

// contradictingCareers adds what is wrong with the inputs of careers.
func (p *Params) contradictingCareers(add func(wrong bool, what string, keys ...string)) {
	c := &p.Careers
	seen := p.Index.Mode == ModeWindow || p.Index.Mode == ModeStream
	add(p.Offending.Kind == KindAgeCurve && c.AgeCurve.Peak <= c.AgeCurve.Onset,
		"offending must peak after its onset", "offending.age_peak", "offending.age_onset")
	add(seen && p.Offending.Kind != KindConstant,
		"people recruited from a window or a stream are found by contacts at a constant rate", "offending.kind", "index.mode")
	add(seen && c.TypeFrailty.Variance > 0,
		"people recruited from a window or a stream are found by their frailty alone", "frailty.type_variance", "index.mode")
	add(c.Peers.Enabled && c.Peers.Branching >= 1,
		"wanted fewer than one offence set off by one: else offending never ends", "peers.branching")
	add(float64(c.Peers.Degree) != math.Trunc(float64(c.Peers.Degree)), "wanted a whole number", "peers.degree")
}
