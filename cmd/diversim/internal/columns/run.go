package columns

import "slices"

var (
	armName     = Column{"arm", text, "name of the arm in the scenario", ""}
	measureName = Column{"measure", text, "name of the outcome measure, as diversim measures defines it", ""}
	definition  = Column{"measure", text, "what counts as a reoffence: latent, proven or sanctioned", ""}
	replication = Column{"replication", count, "which replication, from 0", ""}
)

// These are of a budget: in a table and in the figure drawn from it.
var (
	ownBudget     = Column{"scenario", yesNo, "whether it is the scenario's own budget", ""}
	spentOnCohort = Column{"spent_gbp", pounds, "what the scheme spends on a cohort, which has the budget in proportion to its size: mean over replications", nobody}
	perAvoided    = Column{"per_reoffence_avoided_gbp", pounds, "spent over the latent reoffences avoided in 12 months", "these are not above 0 by more than two Monte Carlo errors"}
	avoided       = Column{"reoffences_avoided", "reoffences per person", "latent, in 12 months: the comparator minus the arm", nobody}
	avoidedError  = Column{"reoffences_avoided_mc_se", "reoffences per person", "Monte Carlo standard error of reoffences_avoided", one}
)

// runTables are the tables of a run.
var runTables = []Table{
	{"summary.csv", "run", "an arm and a measure, over everybody in the cohort", slices.Concat(
		[]Column{armName, measureName},
		estimated("", "the measure under the arm", ofMeasure),
		[]Column{{"unit", text, "unit of the measure", ""}},
		orFor(ofBase, estimated("difference_", "the arm minus the comparator in the same replication", ofMeasure)),
	)},
	{"replications.csv", "run", "a replication, arm, stratum and measure; replications.parquet has all rows, replications.csv is there while they are fewer than 200,000", []Column{
		replication, armName,
		{"stratum", text, "the people it is of: all, or would-complete for those who complete under the headline diversion arm, who are the same people in every arm", ""},
		measureName,
		{"value", ofMeasure, "the measure over these people in this replication; a difference between arms is taken within a replication", nobody},
	}},
	{"events.parquet", "run", "something that happened to a person under an arm; with --events", []Column{
		replication, armName,
		{"person", count, "which person of the replication, from 0: the same person in every arm; numbered over all force areas in the scenario's order", ""},
		{"at_days", days, "when it happened, from the person's index contact; cases are followed to their outcome beyond the end of follow-up", ""},
		{"kind", text, "what happened: contact, offer, offence, charge or caution, conviction or caution, first appointment, end of course, decision on a breach, custody, cost", ""},
		{"type", text, "of a contact possession, of an offence or what came of it the type of offence, of a cost its line", "the kind has no types"},
		{"outcome", text, "of a contact or an offence how it was closed (unrecorded: nobody saw it), of an offer what it is instead of, of a course how it ended, of a breach the decision, of custody from or to, of a cost who pays", "the kind is charge or caution, or conviction or caution"},
		{"pence", "pence", "what a cost comes to, at average cost and undiscounted; 0 for every other kind", ""},
		{"force", text, "force area of the index contact; a column of runs over several force areas alone", ""},
	}},
	{"data/arms.csv", "run", "an arm, in the order of the scenario", []Column{
		armName,
		{"label", text, "how the arm is called in figures and reports", ""},
		{"comparator", yesNo, "whether the others are compared with this arm", ""},
		{"diverts", yesNo, "whether it offers a course instead of processing, and so has a decomposition; of an arm without, a voluntary course may have a funnel and a budget", ""},
		{"scheme", text, "kind of scheme (programme.scheme), none where it offers none", ""},
	}},
	{"data/measures.csv", "run", "a measure that the scenario asks to see first, in order", []Column{measureName}},
	{"data/survival.csv", "run", "an arm, a definition and a month: Kaplan-Meier curve of the time to the first reoffence", []Column{
		armName, definition,
		{"month", months, "time since the index contact", ""},
		{"survival", share, "people without such a reoffence by then: mean over replications", nobody},
		{"low", share, "2.5th percentile of survival over replications", few},
		{"high", share, "97.5th percentile of survival over replications", few},
		{"at_risk", people, "mean number still without such a reoffence: survival times the people of a cohort", nobody},
	}},
	{"data/budget.csv", "run", "the headline diversion arm at one budget", []Column{
		{"budget_gbp", pounds, "the budget, for the people planned for (programme.planned_people)", ""},
		ownBudget,
		spentOnCohort,
		{"planned_per_person_gbp", pounds, "budget over the people planned for", ""},
		{"per_person_offered_gbp", pounds, "spent over the people offered the scheme", "nobody is"},
		{"per_person_accepted_gbp", pounds, "spent over those who accept", "nobody does"},
		{"per_person_attended_gbp", pounds, "spent over those who attend a first appointment", "nobody does"},
		{"per_person_completed_gbp", pounds, "spent over those who complete", "nobody does"},
		perAvoided,
		avoided,
		avoidedError,
		{"replications", count, "how many of the run's replications, from the first, the budget was run on", ""},
		{"attendance", share, "people of the cohort who attend (measure attendance)", nobody},
		{"completion", share, "people of the cohort who complete (measure completion)", nobody},
	}},
	{"data/pass.csv", "run", "a true rate and the chance that a cohort shows at least the target at it; and where each arm stands", []Column{
		{"arm", text, "the arm whose place it is", "in the rows of the curve, which are of no arm"},
		{"with_spread", yesNo, "whether the chance has the spread between the simulated cohorts in it (true), or binomial sampling alone; false in the rows of arms", ""},
		{"true_rate", share, "the rate supposed; of an arm its mean over replications", "nobody counts"},
		{"cohort", people, "size of the cohort that is observed", ""},
		{"target", share, "rate that is to be observed at least: the scenario's first threshold", ""},
		{"probability", share, "chance of observing it; of an arm the share of replications that do", "nobody counts"},
	}},
	{"data/plane.csv", "run", "a replication and an arm other than the comparator: the arm minus the comparator, per person", []Column{
		replication, armName,
		{"qalys", "QALYs per person", "quality-adjusted life years gained", nobody},
		{"reoffences_avoided_12m_latent", "reoffences per person", "latent reoffences avoided in 12 months", nobody},
		{"public_average_gbp", pounds, "extra cost to the public purse at average cost, present value; below 0 a saving", nobody},
		{"public_marginal_gbp", pounds, "the same, counting of a saving what is released within a year", nobody},
		{"public_cashable_gbp", pounds, "the same, counting of a saving what can be taken out of a budget", nobody},
		{"society_average_gbp", pounds, "extra cost to society, victims included, at average cost", nobody},
		{"society_marginal_gbp", pounds, "the same, counting of a saving what is released within a year", nobody},
		{"society_cashable_gbp", pounds, "the same, counting of a saving what can be taken out of a budget", nobody},
	}},
	{"data/calibration.csv", "run", "a published figure and what the model shows on the scenario's calibrated set", targetColumns},
}

// targetColumns are those of the calibration panel.
var targetColumns = []Column{
	{"set", text, "calibrated set of inputs (scenario key calibration)", ""},
	{"target", text, "permanent key of the published figure", ""},
	{"label", text, "the figure in words", ""},
	{"source", text, "key of the bibliography (diversim evidence --sources)", ""},
	{"measure", text, "what is measured, in the model's terms", ""},
	{"population", text, "whom it is of", ""},
	{"horizon", text, "span over which it is measured", ""},
	{"published", "unit of the figure", "value as published", ""},
	{"low", "unit of the figure", "least value that is a hit; tolerance says what it is", ""},
	{"high", "unit of the figure", "greatest value that is a hit", ""},
	{"tolerance", text, "what low and high are, such as a published interval", ""},
	{"simulated", "unit of the figure", "what the model shows on the set", ""},
	{"mc_se", "unit of the figure", "Monte Carlo standard error of simulated", ""},
	{"people", people, "simulated for it, over all replications", ""},
	{"hit", yesNo, "whether simulated lies from low to high", ""},
	{"used_for_fitting", yesNo, "whether inputs of the set were fitted to it, or it was held back", ""},
}
