package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Court is what follows a charge: a delay, a conviction or not, a sentence,
// and for some a stay in custody, during which nobody offends, after which
// the route effect of a charge starts afresh.
type Court struct {
	Delay          evidence.Years
	DelayCV        evidence.Ratio
	Conviction     evidence.Probability
	Sentence       [sentences]evidence.Probability // for possession
	HarmCustody    evidence.Probability
	CustodyWeeks   evidence.Weeks
	HarmWeeks      evidence.Weeks
	Served         evidence.Probability
	CustodyLength  string
	CustodyEnabled bool
}

// sentence is what a court imposes.
type sentence uint8

const (
	discharge sentence = iota
	fine
	communityOrder
	suspended
	immediateCustody
	sentences
)

// The laws of the length of custody.
const (
	LengthFixed       = "fixed"
	LengthExponential = "exponential"
)

func (c *Court) declare(r *evidence.Registry) {
	evidence.Var(r, &c.Delay, evidence.Spec{
		Key: "court.delay", Label: "Mean time from charge to the end of the case",
		Value: 0.35, Range: evidence.Between(0, 10), Prior: evidence.Gamma{Mean: 0.35, CV: 0.5},
		Status: evidence.Assumed, Note: "first listing takes three to five weeks; the median from charge to completion was not found",
	})
	evidence.Var(r, &c.DelayCV, evidence.Spec{
		Key: "court.delay_cv", Label: "Coefficient of variation of that time (gamma)",
		Value: 0.5, Range: evidence.Between(0, 4), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "a spread of half the mean",
	})
	evidence.Var(r, &c.Conviction, evidence.Spec{
		Key: "court.conviction", Label: "A charge ends in a conviction",
		Value: 25303.0 / 27384, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 92.4, B: 7.6},
		Status: evidence.Derived, Source: "vice-2020",
		Note: "25,303 convicted of 27,384 prosecuted for possession; taken for harm offences too; the prior is wider than the counts, for other years and offences",
	})
	for k, t := range [sentences]struct {
		key, label, note, source string
		share                    float64
		status                   evidence.Status
	}{
		discharge:        {"discharge", "a discharge", "the remainder after fines and custody, split by assumption", "", 0.20, evidence.Assumed},
		fine:             {"fine", "a fine", "13,951 of 25,303 convicted", "vice-2020", 0.55, evidence.Derived},
		communityOrder:   {"community_order", "a community order", "the remainder after fines and custody, split by assumption", "", 0.17, evidence.Assumed},
		suspended:        {"suspended", "a suspended sentence", "the remainder after fines and custody, split by assumption", "", 0.044, evidence.Assumed},
		immediateCustody: {"custody", "immediate custody", "899 of 25,303 convicted", "vice-2020", 0.036, evidence.Derived},
	} {
		evidence.Var(r, &c.Sentence[k], evidence.Spec{
			Key: "court.sentence." + t.key, Label: "A conviction for possession brings " + t.label,
			Value: t.share, Range: evidence.Between(0, 1), Prior: evidence.DirichletPart{Share: t.share, Total: 100},
			Status: t.status, Source: t.source, Note: t.note + "; scaled to sum to one",
		})
	}
	c.declareCustody(r)
}

func (c *Court) declareCustody(r *evidence.Registry) {
	evidence.Var(r, &c.HarmCustody, evidence.Spec{
		Key: "court.harm_custody", Label: "A conviction for a harm offence brings immediate custody",
		Value: 0.10, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 2, B: 18},
		Status: evidence.Assumed, Note: "no figure for this cohort; other sentences follow the possession mix",
	})
	evidence.Var(r, &c.CustodyWeeks, evidence.Spec{
		Key: "court.custody_weeks", Label: "Mean custodial sentence for possession",
		Value: 14, Range: evidence.Between(0, 1000), Prior: evidence.LogNormalAt(14, 0.2),
		Status: evidence.Read, Source: "vice-2020", Note: "average of those imprisoned",
	})
	evidence.Var(r, &c.HarmWeeks, evidence.Spec{
		Key: "court.harm_custody_weeks", Label: "Mean custodial sentence for a harm offence",
		Value: 20, Range: evidence.Between(0, 1000), Prior: evidence.LogNormalAt(20, 0.4),
		Status: evidence.Assumed, Note: "short sentences, somewhat longer than for possession",
	})
	evidence.Var(r, &c.Served, evidence.Spec{
		Key: "court.served_share", Label: "Share of a custodial sentence that is served",
		Value: 0.5, Range: evidence.Between(0, 1), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "release at the halfway point; early release schemes shorten it",
	})
	evidence.Choose(r, &c.CustodyLength, evidence.ChoiceSpec{
		Key: "court.custody_length", Label: "Law of the length of custody", Value: LengthFixed,
		Options: []string{LengthFixed, LengthExponential},
		Status:  evidence.Assumed, Note: "only the mean is known; exponential is for comparison with exact results",
	})
	evidence.Switch(r, &c.CustodyEnabled, evidence.SwitchSpec{
		Key: "court.custody_enabled", Label: "Courts can send people to custody",
		Value: true, Status: evidence.Assumed, Note: "off, a custodial sentence is suspended: no incapacitation, for comparisons",
	})
}

// marks are the uniforms that decide everything about one case, drawn once.
type marks struct {
	occurrence                                uint32
	lag, delay, conviction, sentence, custody float64
}

func (w *World) marks(i, occurrence uint32) marks {
	return marks{
		occurrence: occurrence,
		lag:        w.draw(i, drawSanctionLag, occurrence),
		delay:      w.draw(i, drawCourtDelay, occurrence),
		conviction: w.draw(i, drawConviction, occurrence),
		sentence:   w.draw(i, drawSentence, occurrence),
		custody:    w.draw(i, drawCustodyLength, occurrence),
	}
}

// sanction dates what a disposal leads to: the caution or charge, and the
// caution or conviction. Never where there is none.
func (s *settings) sanction(d ledger.Disposal, at sim.Time, m marks) (sanctionedAt, provenAt sim.Time) {
	switch d {
	case ledger.Caution:
		cautioned := at.Plus(s.cautionLag.at(m.lag))
		return cautioned, cautioned
	case ledger.Charge:
		charged := at.Plus(s.chargeLag.at(m.lag))
		return charged, s.convicted(charged, m)
	}
	return sim.Never, sim.Never
}

// convicted is when a charge becomes a conviction, Never if it does not.
func (s *settings) convicted(charged sim.Time, m marks) sim.Time {
	if m.conviction >= s.conviction {
		return sim.Never
	}
	return charged.Plus(s.courtDelay.at(m.delay))
}

// hearing is a case before a court.
type hearing struct {
	sentence sentence
	guilty   bool
	asUsual  bool     // would have been brought under the comparator too
	offence  int      // row of the offence, none for the index contact
	served   sim.Time // in custody
	takes    sim.Time // of the courtroom, where courts are a queue
}

// prosecute brings a charge before the court, and returns when the case is over:
// at the hearing, or the release of those whom it sends to custody; Never where
// courts are a queue, and nobody knows yet. offence is its row in the ledger, or
// none for the index contact.
func (w *World) prosecute(i uint32, t ledger.OffenceType, offence int, at sim.Time, m marks) (over sim.Time) {
	h := hearing{guilty: m.conviction < w.set.conviction, offence: offence, takes: w.set.courts.takes(m.delay)}
	if h.guilty {
		h.sentence = w.set.sentenceOf(t, m.sentence)
	}
	if h.sentence == immediateCustody {
		h.served = w.set.served(t, m.custody)
	}
	number := uint32(len(w.hearings))
	w.hearings = append(w.hearings, h)
	w.Ledger.Cases = append(w.Ledger.Cases, ledger.Case{Person: i, ChargedAt: at, HeardAt: sim.Never})
	w.pay(i, ledger.ProsecutionCase, at, w.set.cost.prosecution)
	w.plan(i, at, charged, number)
	if w.set.courts.queue {
		return sim.Never
	}
	hearing := at.Plus(w.set.courtDelay.at(m.delay))
	w.plan(i, hearing, heard, number)
	return hearing.Plus(h.served)
}

// accuse acts at a charge: until the hearing a person waits for the court,
// whatever becomes of a course meanwhile.
func (w *World) accuse(i, number uint32, at sim.Time) {
	w.people[i].cases++
	w.become(i, ledger.AwaitingCourt, 0, at)
	if w.set.courts.queue {
		w.toCourt(i, number, at)
	}
}

// sentenceOf inverts the mix of sentences: possession has its own, a harm
// offence its own share of custody and the rest in the same proportions.
func (s *settings) sentenceOf(t ledger.OffenceType, u float64) sentence {
	cumulative := &s.sentence
	if t != ledger.Possession {
		cumulative = &s.harmSentence
	}
	for k, upTo := range cumulative {
		if u < upTo {
			return sentence(k)
		}
	}
	return suspended
}

// served is how long a custodial sentence is served.
func (s *settings) served(t ledger.OffenceType, u float64) sim.Time {
	mean := s.custody
	if t != ledger.Possession {
		mean = s.harmCustody
	}
	if s.Court.CustodyLength == LengthExponential {
		return sim.Time(math.Round(float64(mean) * sim.Exponential(u)))
	}
	return mean
}

// hear acts at the end of a case: it costs, and may lead to custody.
func (w *World) hear(i, number uint32, at sim.Time) {
	h := w.hearings[number]
	w.Ledger.Cases[number].HeardAt = at
	w.pay(i, ledger.CourtHearing, at, w.set.cost.court)
	w.pay(i, ledger.LegalAidClaim, at, w.set.cost.legalAid)
	p := &w.people[i]
	if p.cases--; p.cases == 0 {
		w.become(i, 0, ledger.AwaitingCourt, at)
	}
	if !p.phase.engaged() {
		w.enter(i, phaseDisposed, at)
	}
	if w.set.courts.queue {
		w.dispose(i, &h, at)
	}
	if !h.guilty {
		return
	}
	w.brand(i, imposition(h.sentence), w.set.sentenceEnd(h, at), at)
	switch {
	case h.sentence == fine:
		w.pay(i, ledger.FinePaid, at, w.set.cost.fine)
	case h.sentence == communityOrder || h.sentence == suspended:
		w.pay(i, ledger.CommunitySentence, at, w.set.cost.community)
		w.supervise(i, at)
	case h.sentence == immediateCustody:
		w.imprison(i, at, h.served)
	}
}

// imprison takes a person into custody, or lengthens a stay. Engagement is
// suspended: its dates move by the time in custody.
func (w *World) imprison(i uint32, at, served sim.Time) {
	p := &w.people[i]
	from := max(at, p.release)
	until := max(p.release, at.Plus(served))
	if until == from {
		return
	}
	p.release = until
	w.leaveTreatment(i, ledger.Imprisoned, at)
	w.become(i, ledger.InCustody, 0, at)
	w.Ledger.Stays = append(w.Ledger.Stays, ledger.Custody{
		Person: i, From: from, To: until, Prevented: w.prevented(i, from, until),
	})
	w.payCustody(i, from, until)
	w.suspendEngagement(i, from, until-from)
	w.plan(i, until, released, 0)
}

// free releases a person, unless a later stay was added meanwhile.
func (w *World) free(i uint32, at sim.Time) {
	p := &w.people[i]
	if p.release != at {
		return
	}
	p.release, p.served = 0, true
	w.supervise(i, at)
	w.route(i, ledger.Charge, at)
	w.exited(i, at)
	w.become(i, 0, ledger.InCustody, at)
}

// supervise books the supervision that follows a sentence, from the decision of
// the court or from release.
func (w *World) supervise(i uint32, at sim.Time) {
	w.accrue(i, ledger.Supervision, at, at.Plus(w.set.orderLength), w.set.cost.supervision)
}
