package model

import (
	"diversim/model/ledger"
	"diversim/sim"
)

// OffenceCost is what one latent harm offence is expected to cost each payer of
// the public purse, in pounds at average cost and undiscounted, from the inputs
// alone:
//
//	p_det·(investigation + p_prf·(1−caution)·(case + p_cv·sentence))
//
// Time in custody is counted in full, whenever follow-up ends.
func (m *Model) OffenceCost() [ledger.Payers]float64 {
	s := m.set
	var pence [ledger.Payers]float64
	charged := s.detected * s.proved * (1 - s.cautionShare)
	pence[ledger.Police] = s.detected * float64(s.cost.investigation)
	pence[ledger.ProsecutionService] = charged * float64(s.cost.prosecution)
	pence[ledger.Courts] = charged * float64(s.cost.court)
	pence[ledger.LegalAid] = charged * float64(s.cost.legalAid)
	before := 0.0
	for k, upTo := range s.harmSentence {
		share := charged * s.conviction * (upTo - before)
		before = upTo
		supervised := share * yearly(s.cost.supervision, s.orderLength)
		switch sentence(k) {
		case fine:
			pence[ledger.Fined] += share * float64(s.cost.fine)
		case communityOrder, suspended:
			pence[ledger.Probation] += share*float64(s.cost.community) + supervised
		case immediateCustody:
			pence[ledger.Prison] += share * yearly(s.cost.prison, s.harmCustody)
			pence[ledger.Probation] += supervised
		}
	}
	for payer := range pence {
		pence[payer] /= penceInPound
	}
	return pence
}

// yearly is what accrues over a span, and 0 at no price whatever the span.
func yearly(price int64, span sim.Time) float64 {
	if price == 0 {
		return 0
	}
	return float64(price) * span.Years()
}
