package threshold

import (
	"math"

	"diversim/scenarios/results"
)

// Verdict says what kind of answer a row has.
type Verdict string

// The verdicts. Only a row that is Feasible or Found has an answer.
const (
	Feasible             Verdict = "feasible"   // the answer meets the target with the assurance
	Infeasible           Verdict = "infeasible" // nothing in the range does
	NotResolved          Verdict = "not resolved"
	MetWithoutDiversion  Verdict = "met without diversion"  // the comparator does
	MetWithoutMoney      Verdict = "met without money"      // the arm does, with a budget of £0
	MetAtStart           Verdict = "met without more"       // the arm does, at the end of the range where the search starts
	MetWithoutEngagement Verdict = "met without engagement" // what the arm does where nobody engages is worth its cost
	Found                Verdict = "found"                  // the answer is a quantity that needs no target
	Met                  Verdict = "met"                    // the chance is at least the assurance
	NotMet               Verdict = "not met"
	NoTippingPoint       Verdict = "no tipping point" // the effect has one sign everywhere
	NotAsked             Verdict = "not asked"        // Note says why
)

// The methods.
const (
	Simulated = "simulated"
	Analytic  = "analytic"
)

// Row answers a question about an arm, in one world and by one method.
type Row struct {
	Arm      string
	Question string // "T1" to "T10"
	Words    string // the question in words
	World    string // what is believed; "as stated" for the scenario's own inputs, Drawn for draws of them
	Method   string // Simulated or Analytic
	Interval string // over what chances are: results.OverCohorts, or OverCohortsAndParameters
	Measure  string // "" where the question has none
	Vary     string // the input searched over with the ends of the range; "" for none
	Unit     string // of the answer

	Target, Assurance float64 // NaN where the question has none
	// Answer lies between Low and High but for Monte Carlo error (95%) and the step of
	// the search; NaN where there is none, one end alone where the range is too short to
	// be sure on the other side.
	Answer, Low, High float64
	Verdict           Verdict

	// Chances of observing the target: at the answer, or the last value tried; under
	// the arm as the scenario has it; and under the comparator.
	Probability, AsStated, Comparator float64
	MCSE                              float64 // of Probability, or of the answer where it needs no target
	Tolerance                         float64 // step at which the search stopped, in the unit of the answer
	Replications                      int     // 0 for closed forms
	Note                              string
}

// blank is a row in which no number is known yet.
func blank() Row {
	nan := math.NaN()
	return Row{
		World: AsStated, Method: Simulated, Interval: results.OverCohorts,
		Target: nan, Assurance: nan, Answer: nan, Low: nan, High: nan,
		Probability: nan, AsStated: nan, Comparator: nan, MCSE: nan, Tolerance: nan,
	}
}

// AsStated is the world of the scenario's own inputs.
const AsStated = "as stated"
