package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Batch is how many offences come at once. An event of a harm type carries B of
// them, B−1 geometric:
//
//	P(B = k) = (1−p)·p^(k−1), mean 1/(1−p)
//
// They share the event's date and its case: detected together, closed together,
// counted one by one. A possession contact is one contact.
type Batch struct{ Another evidence.Probability }

func (b *Batch) declare(r *evidence.Registry) {
	evidence.Var(r, &b.Another, evidence.Spec{
		Key: "offending.batch", Label: "An offence comes with another one, and that with yet another",
		Value: 0, Range: evidence.Between(0, 0.99), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "the frailty alone gives more reoffences a reoffender than published; batches would add to them",
	})
}

// further is how many offences an event carries beyond the first.
func (w *World) further(i uint32, kind ledger.OffenceType, mark uint32) uint32 {
	another := float64(w.set.Batch.Another)
	if another == 0 || kind == ledger.Possession {
		return 0
	}
	return uint32(sim.ExpThreshold(w.draw(i, drawBatch, mark)) / -math.Log(another))
}
