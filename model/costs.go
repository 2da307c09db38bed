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
}

// prices is every cost in pence.
type prices struct {
	decision                                        [ledger.Disposals]int64
	offer, first, session, casework                 int64
	referral, investigation, breach                 int64
	prosecution, court, legalAid, community, prison int64 // prison: per year
}

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
	s.cost.offer, s.cost.first = pence(p.OfferCost), pence(p.FirstCost)
	s.cost.session, s.cost.casework = pence(p.SessionCost), pence(p.CaseworkCost)
	s.cost.referral, s.cost.investigation = pence(c.PoliceReferral), pence(c.Investigation)
	s.cost.prosecution, s.cost.court = pence(c.ProsecutionCase), pence(c.Court)
	s.cost.legalAid, s.cost.community = pence(c.LegalAid), pence(c.CommunitySentence)
	s.cost.prison = pence(c.PrisonYear)
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

// payCustody books a stay in custody, by the day on which it begins; what
// falls after the end of follow-up is not the run's to count.
func (w *World) payCustody(i uint32, from, to sim.Time) {
	end := w.Ledger.People[i].End
	if from >= end {
		return
	}
	years := (min(to, end) - from).Years()
	w.pay(i, ledger.PrisonStay, from, int64(math.Round(years*float64(w.set.cost.prison))))
}
