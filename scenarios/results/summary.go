package results

import "math"

// Summary is what a run says, and the whole of summary.json. Its keys are
// permanent.
type Summary struct {
	Scenario     string                         `json:"scenario"`
	Title        string                         `json:"title"`
	Question     string                         `json:"question"`
	Digest       string                         `json:"digest"`
	Seed         uint64                         `json:"seed"`
	People       int                            `json:"people"`
	HorizonYears float64                        `json:"horizon_years"`
	IntakeYears  int                            `json:"intake_years,omitempty"` // over which People a year are recruited; absent for one
	Replications int                            `json:"replications"`
	Comparator   string                         `json:"comparator"`
	Interval     string                         `json:"interval"`
	Arms         map[string]map[string]Estimate `json:"arms"`
	Differences  map[string]map[string]Estimate `json:"differences"`
	Thresholds   []Threshold                    `json:"thresholds"`
	// Interrupted says of a run that was cut short how far it came and what it lacks.
	Interrupted string `json:"interrupted,omitempty"`
	// Convergence is absent where there is no headline difference.
	Convergence *Convergence `json:"convergence,omitempty"`
	// Draws and Uncertainty (by arm and measure, of the difference from the
	// comparator) are of runs that draw their inputs.
	Draws         *Draws                            `json:"draws,omitempty"`
	Uncertainty   map[string]map[string]Uncertainty `json:"uncertainty,omitempty"`
	Budget        map[string]Budget                 `json:"budget"`
	Economics     map[string]Economics              `json:"economics"`
	Acceptability []Acceptability                   `json:"acceptability"`
	Sensitivity   Sensitivity                       `json:"sensitivity"`
	Decomposition map[string]Decomposition          `json:"decomposition"`
	Effects       map[string]Effects                `json:"effects"`
	Horizons      map[string][]Horizon              `json:"horizons"`
	SixMonths     map[string]SixMonths              `json:"six_months"`
	Incidence     map[string][]Incidence            `json:"incidence"`
	Strata        *Strata                           `json:"strata,omitempty"`
	Engaged       []Engaged                         `json:"engaged,omitempty"`
	Naive         []Naive                           `json:"naive"`
	Pairs         map[string]Pairs                  `json:"pairs"`
	Measurement   *Measurement                      `json:"measurement_alone,omitempty"`
	// Interference is shared places minus the same people without sharing, by
	// arm and measure; Others is what the arms do to people from elsewhere.
	Interference map[string]map[string]Estimate `json:"interference,omitempty"`
	Others       map[string]Others              `json:"others,omitempty"`
	// Inequality is by arm and measure, and Places by arm, in runs of several forces.
	Inequality map[string]map[string]Inequality `json:"inequality,omitempty"`
	Places     map[string]PlacesMade            `json:"places,omitempty"`
	Warnings   []Warning                        `json:"warnings"`
}

// What an interval varies: the cohort, at the base values of the inputs, or the
// inputs with it, drawn from their distributions.
const (
	OverCohorts              = "cohort"
	OverCohortsAndParameters = "cohort+parameters"
)

// Estimate is the mean of a measure over replications with its Monte Carlo
// standard error, and the 2.5th and 97.5th percentile over replications, each
// a cohort of Summary.People. Low and High are absent below 40 replications.
type Estimate struct {
	Mean Number `json:"mean"`
	Low  Number `json:"low"`
	High Number `json:"high"`
	MCSE Number `json:"mc_se"`
	Unit string `json:"unit,omitempty"`
}

// Unresolved says that a difference is too small for the number of replications:
// below two Monte Carlo errors.
func (e Estimate) Unresolved() bool { return math.Abs(float64(e.Mean)) < 2*float64(e.MCSE) }

// OneSign says that a difference is resolved and that its interval, where there is
// one, does not have 0 in it.
func (e Estimate) OneSign() bool {
	return e.Mean != 0 && !e.Unresolved() && (!e.Low.Known() || float64(e.Low)*float64(e.High) > 0)
}

// Threshold is the share of replications in which an arm met a target, and the
// same chance in layers.
type Threshold struct {
	Arm         string  `json:"arm"`
	Measure     string  `json:"measure"`
	AtLeast     float64 `json:"at_least"`
	Probability Number  `json:"probability"`
	// Sampling is binomial at the arm's mean; BetweenCohorts adds what cohorts of the
	// same inputs differ by beyond it (beta-binomial by moments); Parameters adds that
	// of the inputs, and is absent where they are held at one value each.
	Sampling       Number `json:"sampling"`
	BetweenCohorts Number `json:"between_cohorts"`
	Correlation    Number `json:"intraclass_correlation"`
	Parameters     Number `json:"parameters"`
	// NewForce adds that of a force whose own effect is drawn too; of the headline arm.
	NewForce Number `json:"new_force"`
	// TrueRate says on which side of the target the arm's true rate lies: "met",
	// "not met", or "not resolved" within two Monte Carlo errors.
	// TrueRateProbability is the chance that it is met, over draws of the inputs.
	TrueRate            string        `json:"true_rate"`
	TrueRateProbability Number        `json:"true_rate_probability"`
	Higher              []HigherPoint `json:"higher_than_comparator"`
}

// Budget follows the programme's money in one arm: means over replications,
// in pounds and in people, all offers of the scheme year counted.
type Budget struct {
	BudgetGBP           float64      `json:"budget_gbp"`
	PlannedPeople       float64      `json:"planned_people"`
	PlannedPerPersonGBP float64      `json:"planned_per_person_gbp"`
	SpentGBP            Number       `json:"spent_gbp"`
	PerPersonGBP        PerPerson    `json:"per_person_gbp"`
	People              FunnelCounts `json:"people"`
	// PeopleEstimates has the intervals of People by stage ("eligible" to
	// "completed"), where they are known.
	PeopleEstimates     map[string]Estimate `json:"people_estimates,omitempty"`
	ContactsPerAccepted Number              `json:"contacts_per_accepted"` // caseworker contacts the money buys
	NetWidening         Number              `json:"net_widening"`          // share of the offered who would have had no action or a warning
	TurnedAway          Number              `json:"turned_away"`           // eligible people who met a closed account or no free slot
	ExhaustedShare      Number              `json:"exhausted_share"`       // share of replications in which an offer was refused for want of money
	Queued              Number              `json:"queued"`                // people who waited for a place or found none, others included
	MeanWaitDays        Number              `json:"mean_wait_days"`        // from referral to the first appointment
}

// Others is what an arm does to people who are referred to the same places
// from elsewhere: means over replications, and the arm minus the comparator.
type Others struct {
	Clients       Number   `json:"clients"`   // who came in the intake year
	WaitDays      Number   `json:"wait_days"` // mean wait of those who got a place
	Lost          Number   `json:"lost"`      // who went away, at once or after a wait
	ExtraWaitDays Estimate `json:"extra_wait_days"`
	ExtraLost     Estimate `json:"extra_lost"`
}

// PerPerson is what was spent divided by each denominator.
type PerPerson struct {
	Hoped     Number `json:"hoped"` // people planned for, scaled as the budget is
	Offered   Number `json:"offered"`
	Accepted  Number `json:"accepted"`
	Attended  Number `json:"attended"`
	Completed Number `json:"completed"`
}

// FunnelCounts are people (a person offered twice counts twice).
type FunnelCounts struct {
	Eligible  Number `json:"eligible"`
	Offered   Number `json:"offered"`
	Accepted  Number `json:"accepted"`
	Attended  Number `json:"attended"`
	Completed Number `json:"completed"`
}

// Sensitivity holds the same run under another comparator mix.
type Sensitivity struct {
	AsRecorded *Variant `json:"as_recorded,omitempty"`
}

// Variant is a second set of arms, run on the same people.
type Variant struct {
	Arms        map[string]map[string]Estimate `json:"arms"`
	Differences map[string]map[string]Estimate `json:"differences"`
}

// Decomposition splits the headline of an arm: the proven non-reoffending of
// its completers under the arm, minus that of everyone under the comparator.
// Each term is computed from its own definition; they sum to the whole.
type Decomposition struct {
	Scheme                string              `json:"scheme"`
	HeadlineMinusBaseline Number              `json:"headline_minus_baseline"`
	Selection             Number              `json:"selection"`
	Causal                Number              `json:"causal"`
	Measurement           Number              `json:"measurement"`
	Clock                 Number              `json:"clock,omitempty"` // of counting from the disposal, where the run does
	Headline              Estimate            `json:"headline"`        // completers, under the arm
	Baseline              Estimate            `json:"baseline"`        // everyone, under the comparator
	Estimates             map[string]Estimate `json:"estimates"`
}

// Warning is one trap that a reader of these results could fall into: in
// words, with its size in this run, how strong a claim those words are, and a
// command that shows the trap by itself.
type Warning struct {
	Code       string `json:"code"`
	Text       string `json:"text"`
	Size       Number `json:"size"` // how much it matters here, in Unit; absent where the trap has no size
	Unit       string `json:"unit,omitempty"`
	Rung       Rung   `json:"rung"`
	Experiment string `json:"experiment,omitempty"`
}
