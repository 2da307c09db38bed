package results

// Why a run has no more replications than it has.
const (
	StoppedAtTolerance = "tolerance"   // the Monte Carlo error is no more than the tolerance
	StoppedAtLimit     = "limit"       // there are as many as a run makes by itself, and the error is still more than that
	StoppedAsStated    = "stated"      // their number was stated beforehand
	StoppedEarly       = "interrupted" // before any of these
)

// Convergence is how the headline difference, an arm minus the comparator in a
// measure, settled as replications were added, and why no more were.
type Convergence struct {
	Arm     string             `json:"arm"`
	Measure string             `json:"measure"`
	Stopped string             `json:"stopped"`
	Rule    *StoppingRule      `json:"rule,omitempty"` // absent where the number of replications was stated
	Points  []ConvergencePoint `json:"points"`         // in order, at about every fiftieth of the replications; the last has all
}

// StoppingRule is when a run that decides by itself stops: once the Monte Carlo error
// of its headline difference is no more than the tolerance, which is Precision or, where
// that is more, ShareOfSpread of the standard deviation between replications.
type StoppingRule struct {
	Precision     float64 `json:"precision"`                 // in the unit of the measure
	ShareOfSpread float64 `json:"share_of_spread,omitempty"` // absent where the tolerance does not follow the spread
	Fewest        int     `json:"fewest"`                    // replications before the rule is asked
	Most          int     `json:"most"`                      // replications after which it is not
}

// ConvergencePoint is the headline difference over the first Replications of a run.
// MCSE is absent below two values, and so is a Tolerance that follows the spread;
// without a rule there is none.
type ConvergencePoint struct {
	Replications int    `json:"replications"`
	Mean         Number `json:"mean"`
	MCSE         Number `json:"mc_se"`
	Tolerance    Number `json:"tolerance"` // what the rule would have asked for here
}
