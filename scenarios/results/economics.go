package results

// Economics compares what an arm costs with what the comparator does, per
// person of the cohort: present values at the index contact, in the prices of
// PriceYear. A difference above 0 is a cost, one below 0 a saving.
type Economics struct {
	PriceYear      string  `json:"price_year"`
	DiscountCosts  float64 `json:"discount_costs"`
	DiscountHealth float64 `json:"discount_health"`
	MarginalShare  float64 `json:"marginal_share"`
	CashableShare  float64 `json:"cashable_share"`
	// Costs are differences by perspective ("programme", "police", "cjs",
	// "public", "exchequer", "society") and Payers by payer, each by column
	// ("average", "marginal", "cashable").
	Costs  map[string]map[string]Estimate `json:"costs"`
	Payers map[string]map[string]Estimate `json:"payers"`
	// Displaced is the part of the costs to society that offences committed by
	// others in place of those prevented account for, at average cost.
	Displaced Estimate `json:"displaced"`
	// Avoided are reoffences avoided in 12 months, by definition.
	Avoided         map[string]Estimate `json:"avoided"`
	QALYs           Estimate            `json:"qalys"`
	ICER            []ICER              `json:"icer"`
	NetBenefit      []NetBenefit        `json:"net_benefit"`
	BreakEven       BreakEvenCost       `json:"break_even_cost"`
	BreakEvenEffect BreakEvenEffect     `json:"break_even_effect"`
}

// ICER is the extra cost of one more unit of an effect. Where an arm costs less
// and does more, or more and does less, there is no ratio: PerUnit is null and
// Quadrant says which.
type ICER struct {
	Effect      string `json:"effect"` // "latent" and "proven" reoffences avoided, "qalys"
	Perspective string `json:"perspective"`
	Column      string `json:"column"`
	Quadrant    string `json:"quadrant"`
	PerUnit     Number `json:"pounds_per_unit"`
	// Low and High bound the ratios at which a replication's cost less ratio times
	// effect has 0 in its middle 95% (Fieller's set for the spread over
	// replications, as other intervals are); Set says how the ratios lie about
	// them. MCLow and MCHigh are the same for the Monte Carlo error of the two
	// means, and null where those leave no interval.
	Low    Number   `json:"low"`
	High   Number   `json:"high"`
	Set    RatioSet `json:"set"`
	MCLow  Number   `json:"mc_low"`
	MCHigh Number   `json:"mc_high"`
	// Shares of the replications in each quadrant, in the order: costs less and
	// does more, costs more and does more, costs less and does less, costs more
	// and does less.
	Shares [4]Number `json:"shares"`
}

// RatioSet is how the ratios that are not excluded lie about two ends.
type RatioSet string

// The sets. Where the sign of the effect is open, the ratios run through infinity.
const (
	RatiosBetween RatioSet = "between low and high"
	RatiosOutside RatioSet = "all but those between low and high"
	RatiosAny     RatioSet = "none is excluded"
	RatiosNone    RatioSet = "" // there is no ratio, or there are too few replications
)

// Acceptability is how probable it is that each arm has the highest net benefit
// at a value of a unit of effect: shares of replications, which carry what
// Summary.Interval says. Net benefits are against the comparator, per person.
type Acceptability struct {
	Effect      string  `json:"effect"` // "qalys", or "latent" reoffences avoided in 12 months
	Perspective string  `json:"perspective"`
	Column      string  `json:"column"`
	PerUnitGBP  float64 `json:"pounds_per_unit"`
	// Probability is by arm and sums to 1. Frontier is the arm with the highest mean
	// net benefit, which is not always the likeliest to have the highest.
	Probability         map[string]Number `json:"probability"`
	Frontier            string            `json:"frontier"`
	FrontierProbability Number            `json:"frontier_probability"`
}

// NetBenefit is the value of the health gained less the cost, at a value of a
// QALY.
type NetBenefit struct {
	Perspective string   `json:"perspective"`
	Column      string   `json:"column"`
	QALY        float64  `json:"qaly_gbp"`
	Pounds      Estimate `json:"pounds"`
	Positive    Number   `json:"probability_positive"` // share of replications in which the arm beats the comparator
}

// BreakEvenCost is the most it is worth paying for each person who accepts: the
// benefit per acceptance, by perspective and column, beside what was planned
// for each person hoped for and what was spent on each who accepted.
type BreakEvenCost struct {
	PlannedPerPersonGBP float64                        `json:"planned_per_person_gbp"`
	SpentPerAcceptedGBP Number                         `json:"spent_per_accepted_gbp"`
	BenefitPerAccepted  map[string]map[string]Estimate `json:"benefit_per_accepted"`
}

// BreakEvenEffect is the hazard ratio of those engaged at which the scheme
// repays the public purse: 1 − c/(Λ·e·v·σ). It is null where no ratio is small
// enough.
type BreakEvenEffect struct {
	PerAcceptedGBP Number            `json:"per_accepted_gbp"`   // c
	Offences       Number            `json:"offences_12m"`       // Λ, latent, of a person under the comparator
	Engaged        Number            `json:"engaged"`            // e, attended of those who accepted
	OffenceGBP     float64           `json:"public_per_offence"` // v, at average cost
	Released       map[string]Number `json:"released"`           // σ, by column
	HazardRatio    map[string]Number `json:"hazard_ratio"`       // by column
	Planned        map[string]Number `json:"hazard_ratio_at_plan"`
}
