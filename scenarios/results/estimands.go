package results

// Effects compares an arm with the comparator on the same people.
type Effects struct {
	Risks map[string]Risk `json:"risks"` // of reoffending_12m_X, and of reoffending_or_death_12m_X, in which a death is no success
	Rates map[string]Rate `json:"rates"` // of reoffences_12m_X and, custody and death taken out of the time, reoffences_per_year_at_risk_12m_X
}

// Risk compares two shares of people. Ratios are of means over replications,
// their intervals the percentiles of each replication's own ratio.
type Risk struct {
	Difference Estimate `json:"difference"`
	Ratio      Estimate `json:"ratio"`
	OddsRatio  Estimate `json:"odds_ratio"`
}

// Rate compares two counts, per 100 people or per 100 years at risk.
type Rate struct {
	Per100           Estimate `json:"per_100"`
	ComparatorPer100 Estimate `json:"comparator_per_100"`
	Ratio            Estimate `json:"ratio"`
}

// Horizon is reoffending over one span from the index contact, against the
// comparator; the comparator itself has neither difference nor ratio.
type Horizon struct {
	Measure     string    `json:"measure"` // "latent", "sanctioned", "proven"
	Months      int       `json:"months"`
	Reoffending Estimate  `json:"reoffending"`
	Difference  *Estimate `json:"difference,omitempty"`
	Ratio       *Estimate `json:"ratio,omitempty"`
}

// SixMonths is proven non-reoffending at six months read as that at twelve.
type SixMonths struct {
	AtSix    Estimate     `json:"at_six_months"`
	AtTwelve Estimate     `json:"at_twelve_months"`
	Convert  []Conversion `json:"converted"`
}

// Conversion is the share at twelve months that follows from one at six, for a
// constant intensity among people of a frailty variance.
type Conversion struct {
	FrailtyVariance float64 `json:"frailty_variance"`
	AtTwelve        Number  `json:"at_twelve_months"`
}

// Incidence is the share of people whose first event, by a number of months,
// was of each type, with death competing (Aalen-Johansen). "free" is the rest.
type Incidence struct {
	Measure string              `json:"measure"`
	Months  int                 `json:"months"`
	First   map[string]Estimate `json:"first"`
}

// Strata are the effects of an arm on people by what the police would have done
// about their index contact without the scheme.
type Strata struct {
	Arm         string              `json:"arm"`
	Strata      []Stratum           `json:"strata"`
	NetWidening Estimate            `json:"net_widening"` // share of those diverted who would have had no action or a warning
	ITT         map[string]Estimate `json:"itt"`          // over everybody: the sum of share times effect over the strata
	Tipping     map[string]Tipping  `json:"tipping"`      // by measure
}

// Stratum is the people of one baseline outcome. Effects are differences in the
// share who reoffend, by definition.
type Stratum struct {
	Baseline string              `json:"baseline"`
	Share    Estimate            `json:"share"`
	People   Estimate            `json:"people"`   // in a cohort
	Diverted Estimate            `json:"diverted"` // share of the stratum
	Effects  map[string]Estimate `json:"effects"`
}

// Tipping is the share of people who would have had no action, among them and
// those who would have been charged, at which the effect over both vanishes.
type Tipping struct {
	Share   Number `json:"share"`
	MCSE    Number `json:"mc_se"`   // of Share; there too where Share is not known well enough to be said
	Verdict string `json:"verdict"` // "found", "none", "not resolved"
	Text    string `json:"text"`
}

// Engaged is the effect of an arm among the people who reach a stage of it,
// known because arms are coupled, beside what an evaluator of a randomised offer
// would compute.
type Engaged struct {
	Stage string              `json:"stage"` // "accepted", "attended", "completed"
	Share Estimate            `json:"share"`
	CACE  map[string]Estimate `json:"cace"` // by definition
	Wald  map[string]Estimate `json:"wald"` // effect over everybody over the share
	Bias  map[string]Estimate `json:"bias"` // Wald minus CACE
}

// Naive is an estimate as an evaluator without the other world would make it,
// beside what is true in the model for the same people.
type Naive struct {
	Name    string   `json:"name"`
	Label   string   `json:"label"`
	Measure string   `json:"measure"`
	Unit    string   `json:"unit"`
	Naive   Estimate `json:"naive"`
	Truth   Estimate `json:"truth"`
	Bias    Estimate `json:"bias"`
	Text    string   `json:"text"`
}

// Pairs compares an arm with the comparator person by person.
type Pairs struct {
	Fewer              Estimate          `json:"fewer"`  // share of people with fewer latent reoffences in 12 months
	More               Estimate          `json:"more"`   // with more
	People             int               `json:"people"` // pairs compared, over all replications
	Violations         int               `json:"violations"`
	MonotoneGuaranteed bool              `json:"monotone_guaranteed"`
	Reasons            []string          `json:"reasons"`
	Measures           map[string]Paired `json:"measures"`
}

// Paired is what running both arms on the same people gains: the correlation of
// the arms over replications, and how many times more replications independent
// arms would need.
type Paired struct {
	Correlation   Number `json:"correlation"`
	VarianceRatio Number `json:"variance_ratio"`
}

// MeasurementAlone is what an evaluator would see of a scheme that changes
// nothing that anybody does: every effect and custody are off, in the arm and in
// the comparator, and events are counted as ever.
type MeasurementAlone struct {
	Scheme       string `json:"scheme"`
	Arm          string `json:"arm"`
	Replications int    `json:"replications"`
	Identical    bool   `json:"latent_identical"` // nobody's conduct differs between the two
	// By definition: the difference in 12-month reoffending, and the log Cox ratio
	// of the first event over the years of the published study.
	Differences      map[string]Estimate `json:"differences"`
	LogHazardRatios  map[string]Estimate `json:"log_hazard_ratios"`
	ShareOfPublished map[string]Estimate `json:"share_of_published"`
}

// PublishedContrast is the published effect and how much of it the copy of the
// study inside the model shows when diversion changes no conduct.
type PublishedContrast struct {
	LogHazardRatio   float64 `json:"log_hazard_ratio"`
	MeasurementAlone float64 `json:"measurement_alone_log_hazard_ratio"`
	Share            Number  `json:"share"`
}

// Measurement is how much of a difference is how conduct is counted.
type Measurement struct {
	Published *PublishedContrast `json:"published,omitempty"`
	Schemes   []MeasurementAlone `json:"schemes"`
}

// HigherPoint is the chance that a pilot shows a better rate than a comparator
// group, for given sizes: over the true rates of the replications where inputs are
// drawn, at the mean rates where they are held.
type HigherPoint struct {
	Pilot       int    `json:"pilot_people"`
	Comparator  int    `json:"comparator_people"`
	Probability Number `json:"probability"`
}
