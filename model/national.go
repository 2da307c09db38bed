package model

import (
	"diversim/model/evidence"
)

// National is how money reaches the schemes of the country.
type National struct {
	Rule           string
	Total          evidence.Pounds
	Floor          evidence.Pounds
	ConcentratedOn evidence.Count
	FixedCost      evidence.Pounds
	FundingYears   evidence.Years
	FundingAfter   evidence.Ratio
	HomeAway       evidence.Probability
	AwayDropout    evidence.Ratio
}

// The rules by which money is shared.
const (
	RuleOwn          = "own"
	RuleEven         = "even"
	RuleNeed         = "need"
	RuleConcentrated = "concentrated"
	RuleStated       = "stated"
)

func (n *National) declare(r *evidence.Registry) {
	evidence.Choose(r, &n.Rule, evidence.ChoiceSpec{
		Key: "national.rule", Label: "How the money of a scheme is found", Value: RuleOwn,
		Options: []string{RuleOwn, RuleEven, RuleNeed, RuleConcentrated, RuleStated}, Status: evidence.Assumed,
		Note: "own: each scheme has the budget a head of programme.budget; the others share national.total among the forces with a scheme: the same for each, in proportion to contacts, to the largest alone, or as an arm's shares state",
	})
	evidence.Var(r, &n.Total, evidence.Spec{
		Key: "national.total", Label: "National money for schemes in a year",
		Value: 5_406_720, Range: evidence.Between(0, 1e10), Prior: evidence.Fixed{},
		Status: evidence.Derived, Source: "wmp-divert-2020", Note: "the pilot's £40 a head for each of the 135,168 possession offences recorded in 2024/25",
	})
	evidence.Var(r, &n.Floor, evidence.Spec{
		Key: "national.floor", Label: "Least money of a scheme for each contact of its area",
		Value: 0, Range: evidence.Between(0, 1e6), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "none; it is met first, and the rest of the total follows the rule",
	})
	evidence.Var(r, &n.ConcentratedOn, evidence.Spec{
		Key: "national.concentrated_on", Label: "Schemes that get money under the rule concentrated, those with most contacts first",
		Value: 8, Range: evidence.Between(1, 43), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "as many as were said, in October 2020, to use a scheme or develop one, at the least",
	})
	evidence.Var(r, &n.FixedCost, evidence.Spec{
		Key: "national.fixed_cost", Label: "Yearly cost of having a scheme at all, in each force that has one",
		Value: 0, Range: evidence.Between(0, 1e8), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "none is stated; it is where many small schemes lose to few large ones",
	})
	evidence.Var(r, &n.FundingYears, evidence.Spec{
		Key: "national.funding_years", Label: "Years for which the money comes",
		Value: 30, Range: evidence.Between(0, 30), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "as long as the run",
	})
	evidence.Var(r, &n.FundingAfter, evidence.Spec{
		Key: "national.funding_after", Label: "Money after those years, relative to before",
		Value: 0, Range: evidence.Between(0, 10), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "nothing: a cliff edge",
	})
	evidence.Var(r, &n.HomeAway, evidence.Spec{
		Key: "borders.away", Label: "A contact is outside the force area where the person lives",
		Value: 0.08, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 4, B: 46},
		Status: evidence.Assumed, Note: "no figure; spread over the neighbouring areas by population",
	})
	evidence.Var(r, &n.AwayDropout, evidence.Spec{
		Key: "borders.dropout", Label: "Hazard ratio of dropping out of a course outside the area where the person lives",
		Value: 1.1, Range: evidence.Between(0, 100), Prior: evidence.LogNormalAt(1.1, 0.1),
		Status: evidence.Assumed, Note: "the way is longer",
	})
}
