package model

import (
	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Police is the decision on a possession contact. What the force would do
// without a scheme, the baseline outcome, is drawn for every contact from the
// comparator mix by inversion of its ordered distribution, so that it is the
// same in every arm. A scheme may be offered instead, with a probability for
// each baseline outcome: offers to people who would have had no action or a
// warning widen the net.
type Police struct {
	Mix              string
	Stated           [outcomes]evidence.Probability
	Offer            [outcomes]evidence.Probability
	RepeatOffer      evidence.Ratio
	Admission        evidence.Probability
	ChargeEveryone   bool
	WaivesProcessing bool
	RefusalUpgrade   bool
	MixByDrug        bool
	ChargeTilt       evidence.Number
}

// The comparator mixes.
const (
	MixWithoutScheme = "without-scheme"
	MixAsRecorded    = "as-recorded"
	MixStated        = "stated"
	MixByForce       = "by-force"
)

// outcomes is the number of baseline outcomes.
const outcomes = evidence.Charge + 1

// outcomeKeys name the baseline outcomes in keys, in their order.
var outcomeKeys = [outcomes]string{"nfa", "warning", "community_resolution", "pnd", "caution", "charge"}

func (p *Police) declare(r *evidence.Registry) {
	evidence.Choose(r, &p.Mix, evidence.ChoiceSpec{
		Key: "police.comparator_mix", Label: "Which mix of disposals the comparator follows",
		Value: MixWithoutScheme, Options: []string{MixWithoutScheme, MixAsRecorded, MixByForce, MixStated},
		Status: evidence.Derived, Source: "police-outcomes-2024-25",
		Note: "pooled over the 34 forces with no confirmed scheme: the recorded mix of a force with a scheme already contains it; by-force: a force's own where no scheme is confirmed, and the pooled one where one is",
	})
	pooled := evidence.WithoutScheme(evidence.All)
	for o, name := range outcomeKeys {
		evidence.Var(r, &p.Stated[o], evidence.Spec{
			Key: "police.stated_mix." + name, Label: "Share of " + evidence.Outcome(o).String() + " in a stated comparator mix",
			Value: pooled[o], Range: evidence.Between(0, 1), Prior: evidence.Fixed{},
			Status: evidence.Derived, Source: "police-outcomes-2024-25",
			Note: "used with police.comparator_mix: stated; scaled to sum to one",
		})
	}
	for o, name := range outcomeKeys {
		s := evidence.Spec{
			Key: "police.offer." + name, Label: "Scheme offered to an eligible suspect whose baseline outcome is " + evidence.Outcome(o).String(),
			Value: 1, Range: evidence.Between(0, 1), Prior: evidence.Fixed{},
			Status: evidence.Assumed, Note: "a sanction is what the scheme replaces",
		}
		if evidence.Outcome(o) <= evidence.Warning {
			s.Value, s.Prior = 0.3, evidence.Beta{A: 3, B: 7}
			s.Note = "an offer here widens the net; two thirds of the Thames Valley pilot would otherwise have had a sanction without help, the rest is unknown"
		}
		evidence.Var(r, &p.Offer[o], s)
	}
	evidence.Var(r, &p.RepeatOffer, evidence.Spec{
		Key: "police.repeat_offer_ratio", Label: "Offers at a later contact, relative to the index contact",
		Value: 1, Range: evidence.Between(0, 1), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "the rules of the scheme alone decide who is offered it again",
	})
	evidence.Var(r, &p.Admission, evidence.Spec{
		Key: "police.admission_probability", Label: "A suspect admits the offence",
		Value: 0.8, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 8, B: 2},
		Status: evidence.Assumed, Note: "found in possession; most admit. It matters for schemes that require it",
	})
	evidence.Switch(r, &p.ChargeEveryone, evidence.SwitchSpec{
		Key: "police.charge_everyone", Label: "Every possession contact is charged",
		Value: false, Status: evidence.Assumed, Note: "not current practice: a quarter of recorded possession is charged",
	})
	evidence.Switch(r, &p.WaivesProcessing, evidence.SwitchSpec{
		Key: "programme.waives_processing", Label: "The scheme replaces what the police would have done",
		Value: true, Status: evidence.Assumed, Note: "one of the two levers of a scheme; off, the person is processed as usual",
	})
	evidence.Switch(r, &p.RefusalUpgrade, evidence.SwitchSpec{
		Key: "police.refusal_upgrade", Label: "A suspect who declines the scheme is charged",
		Value: false, Status: evidence.Assumed, Note: "off: who declines is dealt with as usual",
	})
	p.declareMixes(r)
}

// comparatorMix is the mix that baseline outcomes of a class of drugs have in a
// force, over people of every record.
func (p *Police) comparatorMix(force string, scope evidence.Scope) evidence.Mix {
	switch p.Mix {
	case MixStated:
		total := 0.0
		for _, share := range p.Stated {
			total += float64(share)
		}
		var m evidence.Mix
		for o, share := range p.Stated {
			m[o] = float64(share) / total
		}
		return m
	case MixAsRecorded:
		return recordedMix(force, scope)
	case MixByForce:
		if area, _ := evidence.ForceNamed(force); !area.Running() {
			return recordedMix(force, scope)
		}
	}
	return evidence.WithoutScheme(scope)
}

func recordedMix(force string, scope evidence.Scope) evidence.Mix {
	m, known := evidence.AsRecorded(force, scope)
	if !known {
		panic("model: no recorded outcomes of the force " + force)
	}
	return m
}

// disposalOf is the disposal that a baseline outcome is.
func disposalOf(o evidence.Outcome) ledger.Disposal {
	return ledger.NoFurtherAction + ledger.Disposal(o)
}

// baseline draws what the police of a place would do about a contact without a
// scheme.
func (w *World) baseline(i, contact uint32, place uint8) evidence.Outcome {
	u := w.draw(i, drawBaseline, contact)
	sum := 0.0
	for o, share := range w.mixAt(place, &w.Ledger.People[i].Traits) {
		if sum += share; u < sum {
			return evidence.Outcome(o)
		}
	}
	return evidence.Charge
}

// decide acts on a possession contact. offence is its row in the ledger, or
// none for the index contact.
func (w *World) decide(i uint32, offence int, at sim.Time) {
	p := &w.people[i]
	number := p.contacts
	p.contacts++
	place := w.foundIn(i, number)
	outcome := w.baseline(i, number, place)
	c := ledger.Contact{
		Person: i, Number: number, At: at, Place: place,
		Baseline: disposalOf(outcome), Disposal: w.set.usual(outcome),
	}
	c.Refusal = ledger.NotEligible
	if w.schemeRuns(place, at) {
		c.Refusal = w.offer(i, number, outcome, at)
	}
	c.Eligible = c.Refusal != ledger.NotEligible
	c.Offered = c.Refusal == ledger.NotRefused
	m := w.marks(i, typedOccurrence(int(ledger.Possession), number))
	if offence != none {
		_, w.Ledger.Offences[offence].BaselineProven = w.set.sanction(w.set.comparatorOf(c.Baseline), at, m)
		w.reoffenceMayBreach(i, at, m.occurrence)
	}
	c.Disposal = w.follow(i, offence, c, m)
	w.hearOf(&c)
	w.pay(i, ledger.PoliceDecision, at, w.set.cost.decision[c.Disposal])
	w.Ledger.Contacts = append(w.Ledger.Contacts, c)
}

// usual is what the police do about a contact without a scheme.
func (s *settings) usual(o evidence.Outcome) ledger.Disposal {
	if s.Police.ChargeEveryone {
		return ledger.Charge
	}
	return disposalOf(o)
}

// comparatorOf is what the comparator does about a contact.
func (s *settings) comparatorOf(baseline ledger.Disposal) ledger.Disposal {
	if s.comparatorCharges {
		return ledger.Charge
	}
	return baseline
}

// offer says whether the scheme is offered at a contact, and if not, why not.
func (w *World) offer(i, contact uint32, o evidence.Outcome, at sim.Time) ledger.Refusal {
	if w.set.scheme == nil || !w.eligible(i, contact, at) {
		return ledger.NotEligible
	}
	propensity := w.set.offer[o]
	if contact > 0 {
		propensity *= w.set.repeatOffer
	}
	switch {
	case at >= w.set.schemeEnd:
		return ledger.YearOver
	case w.draw(i, drawOffer, contact) >= propensity:
		return ledger.Discretion
	case !w.set.course:
		return ledger.NotRefused
	}
	_, affordable := w.affordable(at, contact > 0)
	switch {
	case !affordable:
		return ledger.NoMoney
	case !w.set.waitingList && (!w.provider.Free() || w.isolatedLoss(i, contact)):
		return ledger.NoSlot
	}
	return ledger.NotRefused
}

// follow carries out the decision and returns how the contact was closed.
func (w *World) follow(i uint32, offence int, c ledger.Contact, m marks) ledger.Disposal {
	waives := w.set.Police.WaivesProcessing
	disposal := c.Disposal
	switch {
	case !c.Offered:
	case !w.set.course:
		if waives {
			w.useOffer(i, c.At)
			disposal = ledger.CommunityResolution
		}
	case w.accepts(i, offence, c, m):
		if waives {
			disposal = ledger.Diversion
			w.divert(i, offence, c)
		} else {
			w.process(i, offence, c, disposal, m)
		}
		w.enrol(i, c.At)
		return disposal
	case waives && w.set.Police.RefusalUpgrade:
		disposal = ledger.Charge
	}
	w.process(i, offence, c, disposal, m)
	return disposal
}

// accepts makes an offer and draws whether it is accepted; an offer costs what
// it costs either way.
func (w *World) accepts(i uint32, offence int, c ledger.Contact, m marks) bool {
	w.pay(i, ledger.PoliceReferral, c.At, w.set.cost.referral)
	p := w.set.Acceptance.of(w.set.scheme.AdmissionRequired, w.people[i].youth, w.people[i].disengage)
	accepted := w.draw(i, drawAcceptance, c.Number) < p
	w.openSpell(i, offence, c, m, accepted)
	return accepted
}

// divert closes a contact by the scheme instead of the usual disposal. A
// conditional caution is a caution all the same.
func (w *World) divert(i uint32, offence int, c ledger.Contact) {
	w.route(i, ledger.Diversion, c.At)
	w.people[i].diverted = true
	if w.set.scheme.isCaution {
		w.brand(i, conditionalCautionGiven, c.At, c.At)
	}
	if offence != none {
		o := &w.Ledger.Offences[offence]
		o.Disposal, o.Diverted = ledger.Diversion, true
		if w.set.scheme.isCaution {
			o.SanctionedAt, o.ProvenAt = c.At, c.At
		}
	} else if w.set.scheme.isCaution {
		w.Ledger.People[i].Recorded = true
	}
}

// process closes a contact by a disposal other than the scheme.
func (w *World) process(i uint32, offence int, c ledger.Contact, d ledger.Disposal, m marks) {
	w.route(i, d, c.At)
	sanctionedAt, provenAt := w.set.sanction(d, c.At, m)
	provenAt = w.set.foreseen(d, provenAt)
	closed := c.At
	switch d {
	case ledger.Charge:
		closed = w.prosecute(i, ledger.Possession, offence, sanctionedAt, m)
		if w.set.comparatorOf(c.Baseline) == ledger.Charge {
			w.asUsual(offence)
		}
	case ledger.PenaltyNotice:
		w.pay(i, ledger.PenaltyPaid, c.At, w.set.cost.penalty)
	case ledger.Caution:
		closed = sanctionedAt
		if w.rehabilitation(i, simpleCaution) > 0 {
			w.plan(i, sanctionedAt, cautionGiven, 0)
		}
	}
	if offence == none {
		w.Ledger.People[i].DisposedAt = closed
		w.Ledger.People[i].Recorded, w.people[i].indexProven = provenAt != sim.Never, provenAt
		return
	}
	o := &w.Ledger.Offences[offence]
	o.Disposal, o.SanctionedAt, o.ProvenAt = d, sanctionedAt, provenAt
}
