package results

// Uncertainty says where the spread of a quantity comes from when a run draws its
// inputs: the standard deviation that each source gives it by itself, in the unit
// of the quantity. Squares add up to that of Total. A source that could not be
// split off is absent.
type Uncertainty struct {
	// MonteCarlo is chance: another cohort under the same inputs.
	MonteCarlo Number `json:"monte_carlo"`
	// Parameters is what is not known about the inputs, at the effect of the average
	// force.
	Parameters Number `json:"parameters"`
	// BetweenForces is how far one force's effect lies from the average one.
	BetweenForces Number `json:"between_forces"`
	// Structure is the spread of the means over the structures of offending that the
	// published curve does not tell apart.
	Structure Number `json:"structure"`
	Total     Number `json:"total"`
	// NewForce is the quantity in a force whose own effect is drawn too; Low and High
	// hold chance, inputs and force.
	NewForce Estimate `json:"new_force"`
	// Worse is the share of draws in which the arm does worse than the comparator, for
	// the average force in all replications, and for a new one in the first Draws.Split;
	// absent where neither direction is worse.
	Worse    Number `json:"probability_worse"`
	WorseNew Number `json:"probability_worse_new_force"`
	// Structures are the means by structure.
	Structures map[string]Number `json:"structures"`
}

// Draws says how the inputs of a run were drawn.
type Draws struct {
	Inputs int `json:"inputs"` // drawn in every replication
	// Jointly is how many of them are drawn together from what published figures leave
	// of the inputs of a calibrated set, and Posterior is that set; the others are drawn
	// from their priors.
	Jointly   int    `json:"jointly,omitempty"`
	Posterior string `json:"posterior,omitempty"`
	// Rejected is the share of draws under which no course and no disposal could bring
	// the drawn ratio about in the copy of the study; the inputs were then drawn anew.
	Rejected Number `json:"rejected"`
	// Unattained is the share of replications in which that was given up, because what
	// the scenario states rules the ratio out.
	Unattained Number `json:"unattained"`
	Split      int    `json:"split_replications"` // from which the sources of uncertainty are told apart
}
