package estimate

import (
	"errors"
	"fmt"
	"math"
)

// Stages counts people at each stage of a scheme, or holds one amount per
// stage. Counts may be means over replications.
type Stages struct {
	Planned, Offered, Accepted, Attended, Completed float64
}

// CostPerPerson divides what was spent, in pounds, by the people at each
// stage. A stage that nobody reached is NaN. Spending and people must be of
// the same period.
func CostPerPerson(spentPounds float64, people Stages) Stages {
	wantNotNegative("the spending", spentPounds)
	per := func(n float64) float64 { return ratio(spentPounds, n) }
	return Stages{
		Planned:   per(people.Planned),
		Offered:   per(people.Offered),
		Accepted:  per(people.Accepted),
		Attended:  per(people.Attended),
		Completed: per(people.Completed),
	}
}

// CostPerReaching is the cost per person of a later stage, reached by the given
// share of those of an earlier one; NaN if nobody reaches it.
func CostPerReaching(costPounds, share float64) float64 {
	wantNotNegative("the cost per person", costPounds)
	wantProbability("the share reaching the stage", share)
	return ratio(costPounds, share)
}

// CaseworkerHours is working hours per person when so many full-time
// caseworkers share so many people; NaN over nobody.
func CaseworkerHours(fullTimeEquivalents, hoursPerYear, people float64) float64 {
	wantNotNegative("full-time equivalents", fullTimeEquivalents)
	wantNotNegative("hours per year", hoursPerYear)
	return ratio(fullTimeEquivalents*hoursPerYear, people)
}

// FundingResponse is the analytic answer of a scheme to its budget. Money buys
// contacts, contacts buy completions with diminishing returns, completions
// lower the hazard of the first event:
//
//	kappa(B) = max(0, (B - fixed - n admin) / (n contact))
//	p(kappa) = p0 + gain (1 - exp(-kappa / scale))
//	S12(B)   = p S(Lambda HR) + (1 - p) S(Lambda)
//
// with S that of a population-sampled cohort (FrailtySurvival).
type FundingResponse struct {
	People             float64 // planned people, n
	FixedPounds        float64 // spent whatever the number of people
	AdminPounds        float64 // per person
	ContactPounds      float64 // per caseworker contact
	CompletionUnfunded float64 // p0, with no contacts
	CompletionGain     float64 // added as contacts grow without limit
	ContactScale       float64 // contacts per person that bring 63% of the gain

	CompleterHazardRatio float64
	CumulativeIntensity  float64 // Lambda over the follow-up, without the scheme
	FrailtyVariance      float64
}

// Check says what, if anything, makes the response impossible.
func (f FundingResponse) Check() error {
	var wrong []error
	want := func(ok bool, what string, value float64) {
		if !ok || math.IsNaN(value) || math.IsInf(value, 0) {
			wrong = append(wrong, fmt.Errorf("%s, got %v", what, value))
		}
	}
	want(f.People > 0, "planned people: want more than 0", f.People)
	want(f.FixedPounds >= 0, "fixed cost: want at least £0", f.FixedPounds)
	want(f.AdminPounds >= 0, "cost per person: want at least £0", f.AdminPounds)
	want(f.ContactPounds > 0, "cost per contact: want more than £0", f.ContactPounds)
	want(f.CompletionUnfunded >= 0, "completion without contacts: want at least 0", f.CompletionUnfunded)
	want(f.CompletionGain >= 0, "gain in completion: want at least 0", f.CompletionGain)
	want(f.CompletionUnfunded+f.CompletionGain <= 1, "completion at any number of contacts: want at most 1", f.CompletionUnfunded+f.CompletionGain)
	want(f.ContactScale > 0, "contact scale: want more than 0 contacts", f.ContactScale)
	want(f.CompleterHazardRatio >= 0, "hazard ratio of completers: want at least 0", f.CompleterHazardRatio)
	want(f.CumulativeIntensity >= 0, "cumulative intensity: want at least 0", f.CumulativeIntensity)
	want(f.FrailtyVariance >= 0, "frailty variance: want at least 0", f.FrailtyVariance)
	return errors.Join(wrong...)
}

// ContactsPerPerson is kappa, the contacts per person that a budget buys.
func (f FundingResponse) ContactsPerPerson(budgetPounds float64) float64 {
	wantNotNegative("the budget", budgetPounds)
	left := budgetPounds - f.FixedPounds - f.People*f.AdminPounds
	return math.Max(0, left/(f.People*f.ContactPounds))
}

// Completion is the share of people who complete with so many contacts per
// person; +Inf contacts give its limit.
func (f FundingResponse) Completion(contactsPerPerson float64) float64 {
	return f.CompletionUnfunded - f.CompletionGain*math.Expm1(-contactsPerPerson/f.ContactScale)
}

// NonReoffending is S12, the share without event over the follow-up, when the
// given share completes.
func (f FundingResponse) NonReoffending(completion float64) float64 {
	completers, others := f.strata()
	return completion*completers + (1-completion)*others
}

// NonReoffendingAt is S12 at a budget.
func (f FundingResponse) NonReoffendingAt(budgetPounds float64) float64 {
	return f.NonReoffending(f.Completion(f.ContactsPerPerson(budgetPounds)))
}

// CostPerCompleter is the budget over the people who complete; NaN if nobody
// does.
func (f FundingResponse) CostPerCompleter(budgetPounds float64) float64 {
	return ratio(budgetPounds, f.People*f.Completion(f.ContactsPerPerson(budgetPounds)))
}

// strata is the share without event among completers and among the others.
func (f FundingResponse) strata() (completers, others float64) {
	completers = FrailtySurvival(f.CumulativeIntensity*f.CompleterHazardRatio, f.FrailtyVariance, PopulationSampled)
	others = FrailtySurvival(f.CumulativeIntensity, f.FrailtyVariance, PopulationSampled)
	return completers, others
}

// Verdict says whether a question about a budget has a budget for an answer.
type Verdict uint8

// The three verdicts. The zero value is none of them.
const (
	Feasible          Verdict = iota + 1 // a budget meets the target
	Infeasible                           // no budget does
	MetWithoutFunding                    // the target is met with no contact at all
)

// String is the verdict as printed.
func (v Verdict) String() string {
	switch v {
	case Feasible:
		return "feasible"
	case Infeasible:
		return "infeasible"
	case MetWithoutFunding:
		return "met without contact funding"
	}
	return "no verdict"
}

// BudgetAnswer is the smallest budget that meets a target, or why there is
// none.
type BudgetAnswer struct {
	verdict Verdict
	pounds  float64
}

// Verdict says which kind of answer it is.
func (a BudgetAnswer) Verdict() Verdict { return a.verdict }

// Pounds is the budget. ok is false unless the verdict is Feasible.
func (a BudgetAnswer) Pounds() (pounds float64, ok bool) {
	return a.pounds, a.verdict == Feasible
}

// BudgetFor inverts the response: the budget B* at which S12 reaches the
// target. It returns an error when the response or the target is impossible.
func (f FundingResponse) BudgetFor(target float64) (BudgetAnswer, error) {
	if err := f.Check(); err != nil {
		return BudgetAnswer{}, err
	}
	if !(target >= 0 && target <= 1) {
		return BudgetAnswer{}, fmt.Errorf("target: want a share between 0 and 1, got %v", target)
	}
	if target <= f.NonReoffending(f.CompletionUnfunded) {
		return BudgetAnswer{verdict: MetWithoutFunding}, nil
	}
	if target >= f.NonReoffending(f.CompletionUnfunded+f.CompletionGain) {
		return BudgetAnswer{verdict: Infeasible}, nil
	}
	completers, others := f.strata()
	completion := (target - others) / (completers - others)
	contacts := -f.ContactScale * math.Log1p(-(completion-f.CompletionUnfunded)/f.CompletionGain)
	pounds := f.FixedPounds + f.People*(f.AdminPounds+f.ContactPounds*contacts)
	return BudgetAnswer{verdict: Feasible, pounds: pounds}, nil
}
