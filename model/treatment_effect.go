package model

import (
	"math"
	"slices"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// treat gives the effect of treatment on offending a share of its depth.
func (w *World) treat(i uint32, share float64, at sim.Time) {
	if w.Ledger.People[i].Drug != ledger.Opiate {
		return
	}
	for k, hr := range w.set.Treatment.Effect {
		w.reweigh(i, ledger.OffenceType(k), 1+(float64(hr)-1)*share, at)
	}
}

// persist holds what is left of the effect of a treatment completed as planned
// at its value in the middle of a cell, until nothing is left.
//
//	share = ρ·exp(−t/δ)
func (w *World) persist(i, cell uint32, at sim.Time) {
	t := &w.set.Treatment
	middle := (float64(cell) + half) * float64(t.Grid)
	share := float64(t.Persistence) * math.Exp(-middle/float64(t.Decay))
	if share < negligible {
		share = 0
	}
	w.treat(i, share, at)
	acts := share > 0 && t.acts() && w.Ledger.People[i].Drug == ledger.Opiate
	if acts && !math.IsInf(float64(t.Decay), 1) {
		w.plan(i, at.Plus(sim.YearsOf(float64(t.Grid))), treatmentFades, cell+1)
	}
}

// acts says whether treatment bears on offending.
func (t *Treatment) acts() bool {
	return slices.ContainsFunc(t.Effect[:], func(hr evidence.Ratio) bool { return hr != 1 })
}
