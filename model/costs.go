package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Costs is what things cost other than the scheme, at average cost in 2024-25
// prices. The index case, later contacts, detected reoffences and breaches are
// booked when they fall due, each to its payer.
type Costs struct {
	PoliceCharge      evidence.Pounds
	PoliceOutOfCourt  evidence.Ratio
	PoliceReferral    evidence.Pounds
	Investigation     evidence.Pounds
	ProsecutionCase   evidence.Pounds
	Court             evidence.Pounds
	LegalAid          evidence.Pounds
	PrisonYear        evidence.Pounds
	CommunitySentence evidence.Pounds
	SupervisionYear   evidence.Pounds
	SupervisionLength evidence.Years
	Fine              evidence.Pounds
	PenaltyNotice     evidence.Pounds
}

func (c *Costs) declare(r *evidence.Registry) {
	published := func(field *evidence.Pounds, key, label, id, note string) {
		u := evidence.UnitCost(id)
		s := evidence.Spec{
			Key: "cost." + key, Label: label, Value: u.Pounds, Range: evidence.Between(0, 1e7),
			Prior: evidence.Gamma{Mean: u.Pounds, CV: 0.2}, Status: evidence.Derived, Source: u.Source,
			Note: note + "; uprated from " + u.PriceYear + " by the GDP deflator",
		}
		if u.Floor {
			s.Status, s.Prior = evidence.Assumed, evidence.Gamma{Mean: u.Pounds, CV: 0.5}
			s.Note += ", whose first year is used for older prices: a floor, hence an assumption"
		}
		evidence.Var(r, field, s)
	}
	published(&c.PoliceCharge, "police_charge", "Police work on a possession case that is charged", "police_cost_cannabis_case",
		"twelve hours a case, supply included")
	published(&c.Investigation, "investigation", "Police work on a recorded harm offence", "police_per_recorded_crime",
		"police cost per recorded crime")
	published(&c.Court, "court", "A magistrates' case", "mags_case_direct", "direct cost of the court, without overheads")
	published(&c.LegalAid, "legal_aid", "Legal aid in a magistrates' case", "legal_aid_mags", "per claim, taken for every case")
	published(&c.PrisonYear, "prison_year", "A year in prison", "prison_overall_2022_23", "overall resource cost")
	published(&c.CommunitySentence, "community_sentence", "A community order or a suspended sentence", "supervision_requirement",
		"a supervision requirement of one year, without overheads")
	evidence.Var(r, &c.ProsecutionCase, evidence.Spec{
		Key: "cost.prosecution_case", Label: "Prosecution service, a case", Value: evidence.UnitCost("mags_case_direct").Pounds,
		Range: evidence.Between(0, 1e6), Prior: evidence.Gamma{Mean: evidence.UnitCost("mags_case_direct").Pounds, CV: 1},
		Status: evidence.Assumed, Note: "no figure was found; as much as the court, with a wide prior, because leaving it out would be a figure too",
	})
	evidence.Var(r, &c.PoliceOutOfCourt, evidence.Spec{
		Key: "cost.police_out_of_court", Label: "Police work on a case closed out of court, relative to a charge",
		Value: 8.0 / 12, Range: evidence.Between(0, 2), Prior: evidence.Beta{A: 8, B: 4},
		Status: evidence.Derived, Source: "ddn-2023, libdem-2017",
		Note: "a provider claims more than four hours saved of the twelve; taken for every disposal that is not a charge",
	})
	evidence.Var(r, &c.PoliceReferral, evidence.Spec{
		Key: "cost.police_referral", Label: "Police work on a referral to the scheme",
		Value: evidence.UnitCost("police_cost_cannabis_case").Pounds / 12 / 12, Range: evidence.Between(0, 1e4),
		Prior:  evidence.Gamma{Mean: evidence.UnitCost("police_cost_cannabis_case").Pounds / 12 / 12, CV: 0.5},
		Status: evidence.Derived, Source: "ddn-2023, libdem-2017", Note: "five minutes, at the hourly cost of a case",
	})
	c.declareSentences(r)
}

func (c *Costs) declareSentences(r *evidence.Registry) {
	evidence.Var(r, &c.SupervisionYear, evidence.Spec{
		Key: "cost.supervision_year", Label: "A year of supervision after a community order, a suspended sentence or release",
		Value: 0, Range: evidence.Between(0, 1e6), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "none: cost.community_sentence is the whole year, due with the sentence. To have it accrue instead, state this and set that to £0: both are booked",
	})
	evidence.Var(r, &c.SupervisionLength, evidence.Spec{
		Key: "cost.supervision_length", Label: "How long that supervision lasts",
		Value: 1, Range: evidence.AtLeast(0), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "an order of a year, as its published cost is given",
	})
	evidence.Var(r, &c.Fine, evidence.Spec{
		Key: "cost.fine", Label: "What a fined person pays", Value: 150,
		Range: evidence.Between(0, 1e5), Prior: evidence.Gamma{Mean: 150, CV: 0.5},
		Status: evidence.Assumed, Note: "no figure was found; half a week of a low income. A transfer: receipts of the exchequer, nothing to society",
	})
	evidence.Var(r, &c.PenaltyNotice, evidence.Spec{
		Key: "cost.penalty_notice", Label: "What a person with a penalty notice pays", Value: 90,
		Range: evidence.Between(0, 1e4), Prior: evidence.Gamma{Mean: 90, CV: 0.2},
		Status: evidence.Assumed, Note: "the amount of a notice for possession, recalled; that it is paid is assumed. A transfer",
	})
}

// prices is every cost in pence.
type prices struct {
	decision                                        [ledger.Disposals]int64
	steps                                           steps
	referral, investigation, breach                 int64
	prosecution, court, legalAid, community, prison int64 // prison: per year
	supervision, fine, penalty                      int64 // supervision: per year
}

// steps is what the steps of a course cost.
type steps struct {
	offer, first, session, lastSession, casework int64
}

// at is what they cost at a price relative to their own.
func (s steps) at(price float64) steps {
	for _, cost := range []*int64{&s.offer, &s.first, &s.session, &s.lastSession, &s.casework} {
		*cost = int64(math.Round(float64(*cost) * price))
	}
	return s
}

// sessions is what the sessions left of a course cost, the last included.
func (s steps) sessions(left uint32) int64 {
	if left == 0 {
		return 0
	}
	return int64(left-1)*s.session + s.lastSession
}

// contacts is what caseworker contacts cost.
func (s steps) contacts(n float64) int64 { return int64(math.Floor(n * float64(s.casework))) }

func (s *settings) settleCosts() {
	c, p := &s.Costs, &s.Programme
	outOfCourt := evidence.Pounds(float64(c.PoliceCharge) * float64(c.PoliceOutOfCourt))
	for d := range s.cost.decision {
		s.cost.decision[d] = pence(outOfCourt)
	}
	s.cost.decision[ledger.Unrecorded] = 0
	s.cost.decision[ledger.Charge] = pence(c.PoliceCharge)
	// A breach that is charged costs the work that the diversion had saved.
	s.cost.breach = pence(c.PoliceCharge - outOfCourt)
	s.cost.steps = steps{
		offer: pence(p.OfferCost), first: pence(p.FirstCost), session: pence(p.SessionCost),
		lastSession: pence(evidence.Pounds(float64(p.SessionCost) * float64(p.LastSession))), casework: pence(p.CaseworkCost),
	}
	s.cost.referral, s.cost.investigation = pence(c.PoliceReferral), pence(c.Investigation)
	s.cost.prosecution, s.cost.court = pence(c.ProsecutionCase), pence(c.Court)
	s.cost.legalAid, s.cost.community = pence(c.LegalAid), pence(c.CommunitySentence)
	s.cost.prison, s.cost.supervision = pence(c.PrisonYear), pence(c.SupervisionYear)
	s.cost.fine, s.cost.penalty = pence(c.Fine), pence(c.PenaltyNotice)
	s.orderLength = sim.YearsOf(float64(c.SupervisionLength))
}

// pay books a cost. What costs nothing is not written down.
func (w *World) pay(i uint32, line ledger.Line, at sim.Time, amount int64) {
	if amount != 0 && at != sim.Never {
		w.Ledger.Costs = append(w.Ledger.Costs, ledger.Cost{Person: i, Line: line, At: at, Pence: amount})
	}
}

// payOver books a cost that accrues evenly over a span.
func (w *World) payOver(i uint32, line ledger.Line, from, span sim.Time, amount int64) {
	if amount != 0 {
		w.Ledger.Costs = append(w.Ledger.Costs, ledger.Cost{Person: i, Line: line, At: from, Over: span, Pence: amount})
	}
}

// payCustody books a stay in custody, which costs by the day.
func (w *World) payCustody(i uint32, from, to sim.Time) {
	w.accrue(i, ledger.PrisonStay, from, to, w.set.cost.prison)
}

// accrue books what costs by the day, as far as it lies in follow-up.
func (w *World) accrue(i uint32, line ledger.Line, from, to sim.Time, yearly int64) {
	to = min(to, w.Ledger.People[i].End)
	if yearly == 0 || from >= to {
		return
	}
	span := to - from
	w.payOver(i, line, from, span, int64(math.Round(span.Years()*float64(yearly))))
}
