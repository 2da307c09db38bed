package ledger

// Values is how the facts of a run are to be valued. Facts are not discounted
// and are in pounds of 2024-25; the rates, shares and prices by which outcomes
// are worked out of them travel with them.
type Values struct {
	CostRate, HealthRate         float64 // discount rates, a year
	Price                        float64 // of the price year, relative to 2024-25
	MarginalShare, CashableShare float64 // of a saving in capacity
	LegalAidIsCash               bool    // paid by the claim, so that a claim less is money less
	// Crime is the full economic and social cost of a latent offence, by type,
	// and Victims the part of it that is no response of police and courts:
	// those book what they do. In pounds.
	Crime, Victims  [OffenceTypes]float64
	Displaced       float64 // share of acquisitive and supply offences prevented that others commit
	QALY, Fatality  float64 // pounds
	FatalityCounts  bool    // a death is valued by Fatality, and not by the QALYs lost to it
	SchemeUplift    float64 // added to the scheme's cost, for optimism
	BenefitDownlift float64 // taken off its benefits
}
