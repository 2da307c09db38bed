package model

import (
	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Desistance is giving up, and taking up again: a person switches between active
// and desisted at rates d and r a year, and commits no offence while desisted.
// Everybody is active at the index contact, so that with constant rates
//
//	P(active at t) = r/(r+d) + d/(r+d)·exp(−(r+d)t)
//
// The rate d is multiplied by ratios while in treatment, once a course is
// completed, while a conviction or a caution is unspent, and from the first
// release from custody on. Both clocks run on calendar time, in custody too.
type Desistance struct {
	Rate    evidence.PerYear
	Relapse evidence.PerYear

	InTreatment, CourseCompleted, UnspentRecord, AfterCustody evidence.Ratio
}

func (d *Desistance) declare(r *evidence.Registry) {
	evidence.Var(r, &d.Rate, evidence.Spec{
		Key: "desistance.rate", Label: "Rate at which an active person desists",
		Value: 0, Range: evidence.Between(0, 1000), Prior: evidence.LogNormalAt(0.6, 0.4),
		Status: evidence.Assumed, Note: "none in the base case, whose frailty gives the falling hazard; the prior is that of the structure with desistance",
	})
	evidence.Var(r, &d.Relapse, evidence.Spec{
		Key: "desistance.relapse", Label: "Rate at which a person who has desisted becomes active again",
		Value: 0, Range: evidence.Between(0, 1000), Prior: evidence.LogNormalAt(0.15, 0.4),
		Status: evidence.Assumed, Note: "acts where people desist; the prior is that of the structure with desistance",
	})
	for _, t := range []struct {
		field            *evidence.Ratio
		key, label, note string
	}{
		{&d.InTreatment, "in_treatment", "while in treatment", "treatment has an effect on offending of its own"},
		{&d.CourseCompleted, "course_completed", "after completing a course", "the course has an effect on offending of its own"},
		{&d.UnspentRecord, "unspent_record", "while a conviction or a caution is unspent", "a record may stand in the way of giving up; no figure"},
		{&d.AfterCustody, "after_custody", "from the first release from custody on", "custody may harden or deter; no figure"},
	} {
		evidence.Var(r, t.field, evidence.Spec{
			Key: "desistance.ratio." + t.key, Label: "Ratio of the rate of desisting " + t.label,
			Value: 1, Range: evidence.Between(0, 100), Prior: evidence.LogNormalAt(1, 0.2),
			Status: evidence.Assumed, Note: t.note,
		})
	}
}

// desistRate is the yearly rate at which a person gives up.
func (w *World) desistRate(i uint32) float64 {
	p, d := &w.people[i], &w.set.Desistance
	if d.Rate == 0 || p.is&(ledger.NeverAgain|ledger.Desisted) != 0 {
		return 0
	}
	rate := float64(d.Rate)
	for _, m := range [...]struct {
		holds bool
		ratio evidence.Ratio
	}{
		{p.is&ledger.InTreatment != 0, d.InTreatment},
		{p.completed, d.CourseCompleted},
		{p.is&ledger.Unspent != 0, d.UnspentRecord},
		{p.served, d.AfterCustody},
	} {
		if m.holds {
			rate *= float64(m.ratio)
		}
	}
	return rate
}

// relapseRate is the yearly rate at which a person takes up again.
func (w *World) relapseRate(i uint32) float64 {
	if w.people[i].is&ledger.Desisted == 0 {
		return 0
	}
	return float64(w.set.Desistance.Relapse)
}

// desist acts when a person gives up.
func (w *World) desist(i, c uint32, at sim.Time) {
	w.wind(i, clock(c), at)
	w.become(i, ledger.Desisted, 0, at)
}

// relapse acts when a person takes up again.
func (w *World) relapse(i, c uint32, at sim.Time) {
	w.wind(i, clock(c), at)
	w.become(i, 0, ledger.Desisted, at)
}
