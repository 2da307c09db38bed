package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/sim"
)

// Scheme is the rules of one kind of diversion: who may be offered it, how
// often, what an unfinished course leads to, and what it leaves on the record.
type Scheme struct {
	MaxOffers         evidence.Count
	OfferWindow       evidence.Years
	BreachCharge      evidence.Probability
	Leverage          evidence.Number
	AdmissionRequired bool
	LockoutNeverEntry bool
	isCaution         bool
}

// NoScheme is the value of programme.scheme in an arm without one.
const NoScheme = "none"

// Rule is a declared default of a scheme with where it comes from.
type rule struct {
	name      string // as the value of programme.scheme
	key       string
	label     string
	offers    float64
	window    float64 // years
	breach    float64
	prior     evidence.Prior // of breach
	leverage  float64
	admission bool
	lockout   bool
	isCaution bool
	source    string
	note      string
}

// The five schemes.
const (
	communityResolution = iota
	deferredProsecution
	conditionalCaution
	courseOrCharge
	outcome22
	schemes
)

// schemeTable is the five schemes. Offers are a number within a window.
var schemeTable = [schemes]rule{
	communityResolution: {
		name: "community-resolution", key: "community_resolution", label: "community resolution",
		offers: math.Inf(1), window: math.Inf(1), prior: evidence.Fixed{}, lockout: true,
		source: "divert-rules", note: "West Midlands DIVERT: not a deferred prosecution; repeats allowed to those who engaged, never engaging bars further offers",
	},
	deferredProsecution: {
		name: "deferred-prosecution", key: "deferred_prosecution", label: "deferred prosecution",
		offers: 1, window: 1, breach: 0.7, prior: evidence.Beta{A: 7, B: 3}, leverage: 1,
		note: "Checkpoint style: the charge waits on the contract; one in twelve months; most breaches are charged",
	},
	conditionalCaution: {
		name: "conditional-caution", key: "conditional_caution", label: "conditional caution",
		offers: 1, window: 1, breach: 0.7, prior: evidence.Beta{A: 7, B: 3}, leverage: 1, admission: true, isCaution: true,
		note: "breach leads to prosecution of the original offence; the caution itself is a record",
	},
	courseOrCharge: {
		name: "course-or-charge", key: "course_or_charge", label: "course or charge",
		offers: 1, window: math.Inf(1), breach: 1, prior: evidence.Fixed{}, leverage: 1,
		source: "dep-rules", note: "Avon and Somerset: one offer for life, those who do not attend are charged by post",
	},
	outcome22: {
		name: "outcome-22", key: "outcome_22", label: "outcome 22",
		offers: math.Inf(1), window: math.Inf(1), prior: evidence.Fixed{},
		note: "deferred without an admission; nothing follows a breach",
	},
}

// SchemeNames are the values of programme.scheme.
func SchemeNames() []string {
	names := []string{NoScheme}
	for _, t := range schemeTable {
		names = append(names, t.name)
	}
	return names
}

func (s *Scheme) declare(r *evidence.Registry, t rule) {
	status := evidence.Assumed
	if t.source != "" {
		status = evidence.Read
	}
	spec := func(what, label string, value, high float64, prior evidence.Prior) evidence.Spec {
		return evidence.Spec{
			Key: "scheme." + t.key + "." + what, Label: label + " (" + t.label + ")", Value: value,
			Range: evidence.Between(0, high), Prior: prior, Status: status, Source: t.source, Note: t.note,
		}
	}
	evidence.Var(r, &s.MaxOffers, spec("max_offers", "Offers to one person within the window", t.offers, math.Inf(1), evidence.Fixed{}))
	evidence.Var(r, &s.OfferWindow, spec("offer_window", "Window in which offers are counted", t.window, math.Inf(1), evidence.Fixed{}))
	evidence.Var(r, &s.BreachCharge, spec("breach_charge", "A breach is charged with the original offence", t.breach, 1, t.prior))
	evidence.Var(r, &s.Leverage, spec("leverage", "Weight of the threat of a charge on attendance and staying", t.leverage, 1, evidence.Fixed{}))
	toggle := func(what, label string, value bool) evidence.SwitchSpec {
		return evidence.SwitchSpec{
			Key: "scheme." + t.key + "." + what, Label: label + " (" + t.label + ")", Value: value,
			Status: status, Source: t.source, Note: t.note,
		}
	}
	evidence.Switch(r, &s.AdmissionRequired, toggle("admission_required", "Only those who admit the offence are eligible", t.admission))
	evidence.Switch(r, &s.LockoutNeverEntry, toggle("lockout_never_entered", "Never entering bars further offers", t.lockout))
	s.isCaution = t.isCaution
}

// eligible says whether a contact may be offered the scheme: whether the person
// is entitled, and the rules of the scheme allow it. These are offers used
// within the window, a lockout, a running spell, and an admission where one is
// required.
func (w *World) eligible(i, contact uint32, at sim.Time) bool {
	p, s := &w.people[i], w.set.scheme
	switch {
	case p.spell != none, p.lockedOut, !w.entitled(i, contact, at):
		return false
	case float64(w.offersWithin(p, at)) >= float64(s.MaxOffers):
		return false
	case !s.AdmissionRequired:
		return true
	}
	return w.draw(i, drawAdmission, contact) < w.set.admission
}

// offerEntry is an offer that a person has used.
type offerEntry struct {
	at       sim.Time
	previous int32
}

// useOffer counts an offer against the person's number.
func (w *World) useOffer(i uint32, at sim.Time) {
	p := &w.people[i]
	w.offerLog = append(w.offerLog, offerEntry{at: at, previous: p.lastOffer})
	p.lastOffer = int32(len(w.offerLog) - 1)
}

// offersWithin is how many offers the person has used in the window before at.
func (w *World) offersWithin(p *person, at sim.Time) int {
	used := 0
	for n := p.lastOffer; n != none && at < w.offerLog[n].at.Plus(w.set.offerWindow); n = w.offerLog[n].previous {
		used++
	}
	return used
}
