// Package results is what a run leaves: its summary, its tidy tables and the
// numbers behind its figures, in memory and on disk.
package results

import (
	"iter"
	"math"

	"diversim/scenarios"
)

// Run is everything a finished run knows. Figures and reports read it and
// never simulate.
type Run struct {
	Summary      Summary
	Arms         []Arm         // in the order of the scenario; the comparator is among them
	Measures     []string      // the measures the scenario asks to see first
	Replications Rows          // one per replication, arm, stratum and measure
	Survival     []SurvivalRow // cumulative survival by month, the data of figure 2
	BudgetCurve  []BudgetPoint // the diversion arm at other budgets, the data of figure 1
	PassCurve    []PassPoint   // P(observed rate >= target) by true rate, the data of figure 4
	PassPoints   []PassPoint   // where each arm stands on it
	Plane        []PlanePoint  // what each arm costs and does more than the comparator, the data of figure 6
	Calibration  []Target      // the scenario's calibrated set against its targets, the data of figure 11
	Country      *Country      // of a run over several force areas; nil for one
	Engine       Speed
}

// Cohort is how many people a target is held against: those of a replication, over
// several years of intake those of all years.
func (r *Run) Cohort() int {
	for _, row := range r.Survival {
		if row.Arm == r.Summary.Comparator && row.Month == 0 && row.AtRisk > 0 {
			return int(math.Round(row.AtRisk))
		}
	}
	return r.Summary.People
}

// Target is a published figure and what the model shows on a calibrated set.
type Target = scenarios.Target

// Arm names one policy and how to speak of it.
type Arm struct {
	Name       string
	Label      string // "Diversion", "Charge everyone (not current practice)"
	Comparator bool
	Diverts    bool // offers a course instead of processing, so has a decomposition; one with a voluntary course has a funnel and a budget too
	Scheme     string
}

// Rows are the rows of a table, from the first to the last, as often as they are asked
// for: a run has hundreds for each replication, made when they are read. nil: none.
type Rows iter.Seq[Row]

// All are the rows.
func (r Rows) All() iter.Seq[Row] {
	if r == nil {
		return func(func(Row) bool) {}
	}
	return iter.Seq[Row](r)
}

// Row is one measured value. Stratum is "all" or "would-complete" (the people
// who would complete under the diversion arm, known because arms are coupled).
type Row struct {
	Replication int
	Arm         string
	Stratum     string
	Measure     string
	Value       float64 // NaN for a mean over nobody
}

// SurvivalRow is one point of a Kaplan-Meier curve of the time to the first
// event of a measure: the mean over replications with the 2.5th and 97.5th
// percentile, and the mean number at risk.
type SurvivalRow struct {
	Arm      string
	Measure  string // "latent", "proven", "sanctioned"
	Month    float64
	Survival float64
	Low      float64
	High     float64
	AtRisk   float64
}

// BudgetPoint is the diversion arm at one budget.
type BudgetPoint struct {
	BudgetGBP             float64
	Scenario              bool // the scenario's own budget
	SpentGBP              float64
	PlannedPerPersonGBP   float64
	PerPersonGBP          PerPerson
	PerReoffenceAvoided   Number // spend per latent reoffence avoided in 12 months against the comparator; absent when not clearly above 0
	ReoffencesAvoided     Number // per person, latent, 12 months
	ReoffencesAvoidedMCSE Number
	Replications          int    // the first so many of the run
	Attendance            Number // share of the cohort
	Completion            Number
}

// PassPoint is a point of the chance of observing a rate of at least Target
// among Cohort people when the true rate is TrueRate: from sampling alone, and
// with the simulated spread between cohorts.
type PassPoint struct {
	Arm         string // empty on the curve
	WithSpread  bool   // with the simulated spread between cohorts; else sampling alone
	TrueRate    float64
	Cohort      int
	Target      float64
	Probability float64
}

// PlanePoint is an arm less the comparator in one replication, per person of the
// cohort: pounds by perspective and column, and what is had for them.
type PlanePoint struct {
	Replication     int
	Arm             string
	QALYs           float64
	Avoided         float64 // latent reoffences in 12 months
	PublicAverage   float64
	PublicMarginal  float64
	PublicCashable  float64
	SocietyAverage  float64
	SocietyMarginal float64
	SocietyCashable float64
}

// Speed is how fast the run went; it is no part of any result.
type Speed struct {
	Seconds float64
	Events  int64
	Workers int
}
