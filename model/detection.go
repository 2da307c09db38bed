package model

import (
	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Detection is what becomes of a harm offence: detected with probability
// p_det and recorded after a lag; then sanctioned with probability p_prf, by a
// caution or by a charge that a court convicts or not. The marks of the j-th
// offence of a type are keyed to (type, j), so that the third theft is as
// detectable in every arm.
type Detection struct {
	Detected     evidence.Probability
	Proved       evidence.Probability
	CautionShare evidence.Probability
	RecordingLag evidence.Years
	ChargeLag    evidence.Years
	CautionLag   evidence.Years
	LagCV        evidence.Ratio
}

func (d *Detection) declare(r *evidence.Registry) {
	evidence.Var(r, &d.Detected, evidence.Spec{
		Key: "detection.probability", Label: "A harm offence is detected, with the person as suspect",
		Value: 0.25, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 5, B: 15},
		Status: evidence.Assumed, Note: "only its product with the proof probability is identified; self-reports run far above convictions, so latent levels are a lower bound",
	})
	evidence.Var(r, &d.Proved, evidence.Spec{
		Key: "proof.probability", Label: "A detected harm offence is cautioned or charged",
		Value: 0.5, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 10, B: 10},
		Status: evidence.Assumed, Note: "only its product with the detection probability is identified",
	})
	evidence.Var(r, &d.CautionShare, evidence.Spec{
		Key: "proof.caution_share", Label: "A sanctioned harm offence is cautioned, not charged",
		Value: 0.2, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 4, B: 16},
		Status: evidence.Assumed, Note: "charges are the larger part of sanctions for harm; no figure for this cohort was found",
	})
	evidence.Var(r, &d.RecordingLag, evidence.Spec{
		Key: "detection.recording_lag", Label: "Mean time from a harm offence to its record",
		Value: 0, Range: evidence.Between(0, 10), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "most offences with a suspect are recorded at once",
	})
	evidence.Var(r, &d.ChargeLag, evidence.Spec{
		Key: "police.charge_lag", Label: "Mean time from record to charge",
		Value: 0.08, Range: evidence.Between(0, 10), Prior: evidence.Gamma{Mean: 0.08, CV: 0.5},
		Status: evidence.Assumed, Note: "about a month, for laboratory work and a charging decision",
	})
	evidence.Var(r, &d.CautionLag, evidence.Spec{
		Key: "police.caution_lag", Label: "Mean time from record to caution",
		Value: 0.05, Range: evidence.Between(0, 10), Prior: evidence.Gamma{Mean: 0.05, CV: 0.5},
		Status: evidence.Assumed, Note: "shorter than to a charge",
	})
	evidence.Var(r, &d.LagCV, evidence.Spec{
		Key: "police.lag_cv", Label: "Coefficient of variation of these lags (gamma)",
		Value: 0.5, Range: evidence.Between(0, 4), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "a spread of half the mean",
	})
}

// detect acts on a harm offence at its date. It returns false where nobody
// notices: then nothing but the ledger has changed.
func (w *World) detect(i uint32, offence int) bool {
	o := &w.Ledger.Offences[offence]
	mark := typedOccurrence(int(o.Type), o.Ordinal)
	if w.draw(i, drawDetection+sim.Decision(o.Type), mark) >= w.set.detected {
		return false
	}
	lag := w.set.recordingLag.at(w.draw(i, drawRecordingLag, mark))
	w.plan(i, o.At.Plus(lag), recorded, uint32(offence))
	return true
}

// record acts when the police record a detected offence: it may breach a
// running scheme, costs an investigation, and is closed by no further action,
// a caution or a charge.
func (w *World) record(i, offence uint32, at sim.Time) {
	o := &w.Ledger.Offences[offence]
	mark := typedOccurrence(int(o.Type), o.Ordinal)
	w.people[i].recorded++
	w.pay(i, ledger.PoliceInvestigation, at, w.set.cost.investigation)
	w.reoffenceMayBreach(i, at, mark)
	u := w.draw(i, drawProof+sim.Decision(o.Type), mark)
	o.Disposal = ledger.NoFurtherAction
	if u >= w.set.proved {
		return
	}
	o.Disposal = ledger.Charge
	if u < w.set.proved*w.set.cautionShare {
		o.Disposal = ledger.Caution
	}
	m := w.marks(i, mark)
	sanctionedAt, provenAt := w.set.sanction(o.Disposal, at, m)
	o.SanctionedAt, o.ProvenAt = sanctionedAt, w.set.foreseen(o.Disposal, provenAt)
	o.BaselineProven = o.ProvenAt
	w.plan(i, o.SanctionedAt, sanctioned, uint32(o.Disposal))
	if o.Disposal == ledger.Charge {
		w.prosecute(i, o.Type, int(offence), o.SanctionedAt, m)
		w.asUsual(int(offence))
	}
}

// punish acts at the caution or the charge of a harm offence.
func (w *World) punish(i, d uint32, at sim.Time) {
	w.route(i, ledger.Disposal(d), at)
	if ledger.Disposal(d) == ledger.Caution {
		w.cautioned(i, 0, at)
	}
}
