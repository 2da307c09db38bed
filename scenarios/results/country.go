package results

// Country is what a run over several force areas says of the places.
type Country struct {
	Places   []Place    // in the order of the scenario
	Rows     []PlaceRow // one for each arm, place and measure
	Years    []YearRow  // one for each arm, year and quantity
	Adoption []YearRow  // YearSchemes at the start and at the end of each month, by arm
	Lottery  []Chance   // the same people, in each place
}

// Place is one force area as the run had it.
type Place struct {
	Code       string // of the Office for National Statistics
	Name       string
	Short      string // the label of its tile
	Row        int    // of its tile, from the top
	Column     int    // of its tile, from the left; in odd rows tiles are shifted half a tile to the right
	Population int
	Contacts   int    // index contacts a replication
	Status     string // what is known of a scheme: "running", "none", "unknown"
}

// PlaceRow is a measure in one place under one arm: its mean over replications
// with the 2.5th and 97.5th percentile, and the same of its difference from the
// comparator in the same place and replication. Low and High are absent below 40
// replications; Difference is absent for the comparator. Place is the Code.
type PlaceRow struct {
	Arm, Place, Measure string
	Value, Difference   Estimate
	Worse               Number // share of replications in which the place does worse than under the comparator
	Runs                Number // share of replications in which it runs a scheme at the end
}

// The measures of PlaceRow beside those of package outcome.
const (
	Coverage            = "coverage"              // share of index contacts diverted
	CoverageByResidence = "coverage_by_residence" // the same of the people who live there, wherever they are found
	ChargeShare         = "charge_share"          // share of index contacts charged
	SpendPerContact     = "spend_per_contact"     // the scheme's spending, pounds, over all contacts that it was meant for
)

// YearRow is a quantity of the country in one year under one arm: mean over
// replications, 2.5th and 97.5th percentile.
type YearRow struct {
	Arm, Quantity string
	Year          float64 // its end, in years from the start
	Value         Estimate
}

// The quantities of YearRow.
const (
	YearContacts   = "contacts"           // possession contacts, all
	YearNew        = "new_people"         // of people not seen before
	YearOffers     = "offers"             // of the scheme
	YearCompleted  = "completed"          // courses
	YearSpend      = "spend"              // of the scheme, pounds
	YearInCourse   = "people_on_course"   // mean number at a time
	YearWait       = "wait_days"          // from the offer to the first appointment, of those who attended
	YearTurnedAway = "turned_away"        // eligible, but no money or no place
	YearBroke      = "areas_out_of_money" // force areas whose money runs out in the year
	YearBrokeDay   = "money_out_day"      // mean day of the year on which it does, of these
	YearSchemes    = "schemes"            // forces that run one at the end of the year
)

// Chance is what one and the same set of people meets in a place: the shares to
// whom it happens, the draws of every person being the same everywhere.
type Chance struct {
	Arm, Place, Event string // Place is the Code; Event "offered", "completed", "charged", "reoffends" (latent, 12 months)
	Share             Estimate
}

// Inequality is how unequal a measure is between places, each weighted by its
// index contacts, and the national mean that it belongs to. Numbers are means
// over replications; an index that does not exist for the values is absent.
type Inequality struct {
	Mean             Number `json:"mean"`
	Range            Number `json:"range"`
	HighestToLowest  Number `json:"highest_to_lowest"`
	P90P10           Number `json:"p90_p10"`
	CV               Number `json:"cv"`
	Gini             Number `json:"gini"`
	Theil            Number `json:"theil"`
	TheilBetween     Number `json:"theil_between"` // places with a scheme and places without
	TheilWithin      Number `json:"theil_within"`
	MeanLogDeviation Number `json:"mean_log_deviation"`
	Atkinson         Number `json:"atkinson"` // aversion one half
	// BetweenSD is the standard deviation between places net of sampling noise:
	// the mean binomial variance is taken off. Absent for what is no share.
	BetweenSD Number              `json:"between_sd"`
	Estimates map[string]Estimate `json:"estimates"` // of the above, by key
}

// PlacesMade says how the places fare under an arm against the comparator.
type PlacesMade struct {
	Measure    string   `json:"measure"`
	Worse      Estimate `json:"worse"`       // number of places that do worse, a replication
	AnyWorse   Number   `json:"any_worse"`   // share of replications in which some place does
	TrulyWorse Estimate `json:"truly_worse"` // number of places with a scheme whose own effect, as drawn, is nil or harmful
	Schemes    Estimate `json:"schemes"`     // places that run a scheme at the end
	Adopted    Number   `json:"adopted"`     // share of replications in which any place takes a scheme up
	SpreadNull Number   `json:"spread_null"` // of the schemes taken up, the share whose own effect is nil or harmful
}
