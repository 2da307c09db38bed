package model

import (
	"math"

	"diversim/model/evidence"
)

// Programme is the scheme as an organisation: its kind, its money and what its
// steps cost. £60,000 for 1,500 people is planned money per person hoped for;
// what it buys is worked out in funding.go.
type Programme struct {
	Scheme        string
	Course        bool
	Budget        evidence.Pounds
	PlannedPeople evidence.Count
	Years         evidence.Years
	Policy        string
	Fixed         evidence.Pounds
	OfferCost     evidence.Pounds
	FirstCost     evidence.Pounds
	SessionCost   evidence.Pounds
	LastSession   evidence.Ratio
	CaseworkCost  evidence.Pounds
}

// The budget policies: what happens when the account cannot commit the planned
// cost of another person.
const (
	PolicyHardStop  = "hard_stop" // no offer: the person is processed as usual
	PolicyRation    = "ration"    // contact intensity is solved anew each quarter on what is left
	PolicyWaitlist  = "waitlist"  // the referral waits for the next year's money
	PolicyOverspend = "overspend" // offered all the same
)

func (p *Programme) declare(r *evidence.Registry) {
	evidence.Choose(r, &p.Scheme, evidence.ChoiceSpec{
		Key: "programme.scheme", Label: "The kind of scheme an arm runs", Value: NoScheme, Options: SchemeNames(),
		Status: evidence.Assumed, Note: "the comparator runs none",
	})
	evidence.Switch(r, &p.Course, evidence.SwitchSpec{
		Key: "programme.provides_course", Label: "The scheme provides a course",
		Value: true, Status: evidence.Assumed, Note: "the other of the two levers of a scheme",
	})
	evidence.Var(r, &p.Budget, evidence.Spec{
		Key: "programme.budget", Label: "Budget of the scheme for one year of intake",
		Value: 60_000, Range: evidence.Between(0, 1e9), Prior: evidence.Fixed{},
		Status: evidence.Press, Source: "wmp-divert-2020", Note: "the pilot's announcement, in money of its day",
	})
	evidence.Var(r, &p.PlannedPeople, evidence.Spec{
		Key: "programme.planned_people", Label: "People hoped for in the year",
		Value: 1500, Range: evidence.Between(1, 1e7), Prior: evidence.Fixed{},
		Status: evidence.Press, Source: "wmp-divert-2020", Note: "the pilot's announcement",
	})
	evidence.Var(r, &p.Years, evidence.Spec{
		Key: "programme.years", Label: "Years in which offers are made, each with its budget",
		Value: 1, Range: evidence.Between(0, 100), Prior: evidence.Fixed{},
		Status: evidence.Press, Source: "wmp-divert-2020", Note: "a pilot of one year",
	})
	evidence.Choose(r, &p.Policy, evidence.ChoiceSpec{
		Key: "programme.budget_policy", Label: "What happens when the money is committed", Value: PolicyHardStop,
		Options: []string{PolicyHardStop, PolicyRation, PolicyWaitlist, PolicyOverspend},
		Status:  evidence.Assumed, Note: "a grant of a stated sum cannot be overspent",
	})
	steps := []struct {
		field      *evidence.Pounds
		key, label string
		value      float64
		prior      evidence.Prior
		note       string
	}{
		{&p.Fixed, "fixed", "Cost of the scheme that does not depend on people", 0, evidence.Fixed{}, "none is stated in the announcement; it would come out of the same budget"},
		{&p.OfferCost, "offer", "Cost of an offer and its administration", 6, evidence.Gamma{Mean: 6, CV: 0.3}, "with the other steps, £28 of process in £40 a head"},
		{&p.FirstCost, "first_appointment", "Cost of a first appointment that is kept", 14, evidence.Gamma{Mean: 14, CV: 0.3}, "an assessment by a worker; outturns of £70 a referral are the high case"},
		{&p.SessionCost, "session", "Cost of a session that is attended", 7, evidence.Gamma{Mean: 7, CV: 0.3}, "a group session, shared"},
		{&p.CaseworkCost, "casework", "Cost of one caseworker contact", 5, evidence.Gamma{Mean: 5, CV: 0.3}, "a quarter of an hour of a worker's time"},
	}
	for _, s := range steps {
		evidence.Var(r, s.field, evidence.Spec{
			Key: "programme.cost." + s.key, Label: s.label, Value: s.value,
			Range: evidence.Between(0, 1e6), Prior: s.prior, Status: evidence.Assumed, Note: s.note,
		})
	}
	evidence.Var(r, &p.LastSession, evidence.Spec{
		Key: "programme.cost.last_session", Label: "Cost of the session that completes the course, relative to another",
		Value: 1, Range: evidence.Between(0, 100), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "a session like the others; 0 where the course ends without one",
	})
}

// active is the scheme that the arm runs, nil for none.
func (p *Params) active() *Scheme {
	for s, t := range schemeTable {
		if t.name == p.Programme.Scheme {
			return &p.Schemes[s]
		}
	}
	return nil
}

// pence is an amount in whole pence.
func pence(pounds evidence.Pounds) int64 { return int64(math.Round(float64(pounds) * penceInPound)) }

// penceInPound converts money at the edge.
const penceInPound = 100
