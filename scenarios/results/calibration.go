package results

// CalibrationRun is what published figures leave of the inputs of a scenario, the data
// of the figures of a calibration. What its method did not reach is absent or empty.
type CalibrationRun struct {
	Set         string // the calibrated set
	People      int    // of a cohort
	Runs        int    // particles of the posterior at which the model was run
	Beliefs     []Belief
	Pair        *Pair // the two inputs that go together most; nil without a posterior of two
	Predictions []Predicted
}

// CalibrationAsked is what a calibration was asked, about.json of its directory: with
// scenario.yaml enough to do it again. Sizes are 0 of what the method does not do.
type CalibrationAsked struct {
	Scenario string   `json:"scenario"`
	Set      string   `json:"calibration"` // the calibrated set
	Method   string   `json:"method"`      // "": all
	Inputs   []string `json:"inputs"`      // key, or key=low:high
	Targets  []string `json:"targets"`
	Settings []string `json:"set"` // key=value, in scenario.yaml already
	Seed     uint64   `json:"seed"`
	People   int      `json:"people"` // of a cohort

	FitReplications int `json:"fit_replications"`
	Waves           int `json:"waves"`   // at most
	Points          int `json:"points"`  // of a wave
	Cohorts         int `json:"cohorts"` // of a point
	Particles       int `json:"particles"`
	Checks          int `json:"checks"` // particles at which the model is run in the end
}

// JSON is the file.
func (a *CalibrationAsked) JSON() ([]byte, error) { return indented(a) }

// HasPosterior says whether there is one.
func (c *CalibrationRun) HasPosterior() bool {
	return len(c.Beliefs) > 0 && c.Beliefs[0].Median.Known()
}

// Belief is what is believed of an input before and after the published figures were
// seen, in its own unit. Low and High are 95%.
type Belief struct {
	Input, Label, Unit, Prior string
	PriorLow, PriorHigh       Number
	Fitted                    Number // the value that comes nearest to the figures
	Median, Low, High         Number // afterwards
	Overlap                   Number // of prior and posterior, between 0 and 1
	Verdict                   string // Informed, NotInformed or NotResolved; "" without a posterior
	Bins                      []Bin  // of equal width
}

// Verdicts on whether figures say anything of an input. Names are permanent.
const (
	Informed    = "informed by data"
	NotInformed = "not informed by data"
	NotResolved = "not resolved" // so few particles show as little of what nothing informs
)

// Bin is the probability that an input lies between two values, before and after.
type Bin struct{ From, To, Prior, Posterior float64 }

// Pair is two inputs that are believed together. A point is a particle, all of equal
// weight.
type Pair struct {
	First, Second string // labels
	Correlation   float64
	Points        [][2]float64
}

// Predicted is a published figure with its 95% interval, and what the model shows of it.
type Predicted struct {
	Target, Label, Source string
	Published, Low, High  float64
	Fitted, FittedSE      Number // at the fitted values, with its Monte Carlo error
	Mean, SE              Number // under the posterior, over the particles that were run
	// Median and the 95% between Least and Most are of figures that could have been
	// published under the posterior, their own error included.
	Median, Least, Most Number
}

// Inside says whether the published figure is one that the posterior predicts.
func (p Predicted) Inside() bool {
	return float64(p.Least) <= p.Published && p.Published <= float64(p.Most)
}
