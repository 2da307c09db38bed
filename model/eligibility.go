package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Eligibility is who may be offered a scheme, whatever its kind. A contact is
// eligible where all of it holds: the drug and the age at the contact, the own
// offences recorded since the index contact, the record before it, not being on
// bail where that excludes, and the rules of the scheme (scheme.go): offers
// used within the window, a lockout, a running spell, an admission.
type Eligibility struct {
	Drug              [ledger.Drugs]bool
	MinimumAge        evidence.Years
	MaximumAge        evidence.Years
	MostOffences      evidence.Count
	MostPriorOffences evidence.Count
	ExcludesBail      bool
}

func (e *Eligibility) declare(r *evidence.Registry) {
	for d := range e.Drug {
		name := ledger.Drug(d).String()
		evidence.Switch(r, &e.Drug[d], evidence.SwitchSpec{
			Key: "programme.eligible." + name, Label: "People found with this are eligible: " + name,
			Value: true, Status: evidence.Press, Source: "wmp-divert-2020", Note: "heroin, cocaine and cannabis are named in the report of the announcement",
		})
	}
	evidence.Var(r, &e.MinimumAge, evidence.Spec{
		Key: "programme.minimum_age", Label: "Age from which a suspect is eligible", Value: ageTable[0].from,
		Range: evidence.Between(0, 100), Prior: evidence.Fixed{},
		Status: evidence.Press, Source: "wmp-divert-2020", Note: "adults and teenagers; nobody under 10 is a suspect",
	})
	evidence.Var(r, &e.MaximumAge, evidence.Spec{
		Key: "programme.maximum_age", Label: "Age up to which a suspect is eligible", Value: math.Inf(1),
		Range: evidence.AtLeast(0), Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: "no rule names one",
	})
	evidence.Var(r, &e.MostOffences, evidence.Spec{
		Key: "programme.most_offences", Label: "Own offences recorded since the index contact beyond which a suspect is not eligible",
		Value: math.Inf(1), Range: evidence.AtLeast(0), Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: "no rule of the pilot names a number; later possession contacts count",
	})
	evidence.Var(r, &e.MostPriorOffences, evidence.Spec{
		Key: "programme.most_prior_offences", Label: "Proven offences before the index contact beyond which a suspect is not eligible",
		Value: math.Inf(1), Range: evidence.AtLeast(0), Prior: evidence.Fixed{}, Status: evidence.Assumed,
		Note: "no rule of the pilot names a number; a band of prior offences counts by the fewest in it",
	})
	evidence.Switch(r, &e.ExcludesBail, evidence.SwitchSpec{
		Key: "programme.excludes_bail", Label: "A person who waits for the court's decision on another case is not eligible",
		Value: false, Status: evidence.Assumed, Note: "no rule of the pilot says so",
	})
}

// entitledShare is the part of the people of one prior band and drug who are
// entitled at their index contact.
func (s *settings) entitledShare(prior, drug int) float64 {
	e := &s.Eligibility
	if !e.Drug[drug] || priorTable[prior].fewest > float64(e.MostPriorOffences) {
		return 0
	}
	low, high := float64(e.MinimumAge), float64(e.MaximumAge)
	if stated := float64(s.Covariates.StatedAge); stated > 0 {
		if stated < low || stated > high {
			return 0
		}
		return 1
	}
	share, below := 0.0, 0.0
	for k, upTo := range s.census.age[prior][drug] {
		band := ageTable[k]
		within := max(0, min(high, band.until)-max(low, band.from)) / (band.until - band.from)
		share += (upTo - below) * within
		below = upTo
	}
	return share
}

// entitled says whether who a person is, and has done, lets a contact be
// offered a scheme.
func (w *World) entitled(i, contact uint32, at sim.Time) bool {
	e, p, l := &w.set.Eligibility, &w.people[i], &w.Ledger.People[i]
	age := l.Age + (at - l.Index).Years()
	switch {
	case !e.Drug[l.Drug]:
		return false
	case age < float64(e.MinimumAge), age > float64(e.MaximumAge):
		return false
	case float64(p.recorded)+float64(contact) > float64(e.MostOffences):
		return false
	case priorTable[l.Prior].fewest > float64(e.MostPriorOffences):
		return false
	case e.ExcludesBail:
		return p.is&ledger.AwaitingCourt == 0
	}
	return true
}
