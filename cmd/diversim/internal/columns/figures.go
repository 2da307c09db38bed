package columns

import "slices"

const (
	noFigure  = "there is nothing to draw, and the table has no rows"
	ofColumn  = "unit of the figure"
	reachedBy = "nobody reaches the stage"
)

var (
	comparatorName = Column{"comparator", text, "name of the arm that it is compared with", ""}
	forceName      = Column{"force", text, "name of the force area", ""}
	runsScheme     = Column{"runs_scheme", share, "replications in which a scheme runs there at the end", ""}
	inputLabel     = Column{"label", text, "what the input is, in words", ""}
)

// figureTables are the numbers behind the pictures, beside them and of the same name.
// Where a figure has nothing to show its table has no rows.
var figureTables = slices.Concat(figuresOfArms, figuresOfPlaces, figuresOfInputs)

var figuresOfArms = []Table{
	{"figures/01-cost-per-person.csv", "run", "the headline diversion arm at one budget; of a run that tries no other budgets, an arm at its own", []Column{
		{"budget_gbp", pounds, "the budget, for the people planned for (programme.planned_people); over several force areas what all have in a year", ""},
		ownBudget,
		spentOnCohort,
		{"planned_gbp", pounds, "budget over the people planned for", ""},
		{"offered_gbp", pounds, "spent over the people offered the scheme", "nobody is"},
		{"accepted_gbp", pounds, "spent over those who accept", "nobody does"},
		{"attended_gbp", pounds, "spent over those who attend a first appointment", "nobody does"},
		{"completed_gbp", pounds, "spent over those who complete", "nobody does"},
		perAvoided,
		{"per_reoffence_avoided_low_gbp", pounds, "lower end of its 95% Monte Carlo interval: that of the number avoided, carried over", "there is no such cost"},
		{"per_reoffence_avoided_high_gbp", pounds, "upper end of its 95% Monte Carlo interval; +Inf without limit", "there is no such cost"},
		avoided,
		avoidedError,
		armName,
	}},
	{"figures/02-survival.csv", "run", "an arm, a definition and a month: what is drawn of data/survival.csv", []Column{
		armName,
		{"measure", text, "what counts as a reoffence: latent or proven", ""},
		{"month", months, "time since the index contact", ""},
		{"survival", share, "people without such a reoffence by then: mean over replications", nobody},
		{"low", share, "2.5th percentile of survival over replications", few},
		{"high", share, "97.5th percentile of survival over replications", few},
		{"at_risk", people, "mean number still without such a reoffence: survival times the people of a cohort", nobody},
	}},
	{"figures/03-funnel.csv", "run", "an arm with a course and a stage that people reach; a person offered twice counts twice", []Column{
		armName,
		{"stage", text, "eligible, offered, accepted, attended (a first appointment) or completed", ""},
		{"people", people, "who reach the stage: mean over replications", nobody},
		{"low", people, "2.5th percentile over replications", few},
		{"high", people, "97.5th percentile over replications", few},
		{"mc_se", people, "Monte Carlo standard error of the mean", one},
		{"share_of_eligible", share, "people over those eligible; above 1 where people are offered the scheme again", nobody},
		{"lost", people, "who reach the stage before and not this one; below 0 where more do", "the stage is the first"},
		{"lost_because", text, "what became of them", "the stage is the first"},
	}},
	{"figures/04-threshold.csv", "run", "a true rate and the chance that a cohort shows at least the target at it; then where each arm stands", []Column{
		{"arm", text, "the arm whose place it is", "in the rows of the curve, which are of no arm"},
		{"with_spread", yesNo, "whether the chance has the spread between the simulated cohorts in it (true), or binomial sampling alone; false in the rows of arms", ""},
		{"true_rate", share, "the rate supposed; of an arm its mean over replications", "nobody counts"},
		{"cohort", people, "size of the cohort that is observed", ""},
		{"target", share, "rate that is to be observed at least: the scenario's first threshold", ""},
		{"probability", share, "chance of observing it; of an arm the share of replications that do", "nobody counts"},
	}},
	{"figures/05-decomposition.csv", "run", "a scheme and a level or step between everyone under the comparator and those who complete: without a proven reoffence in 12 months", []Column{
		{"scheme", text, "kind of scheme of the headline diversion arm: its own, and others that it might have", ""},
		{"term", text, "baseline (everyone under the comparator), selection, causal, measurement, clock (where the headline counts from the disposal), headline (those who complete), headline_minus_baseline", ""},
		{"mean", share, "of a level its share, of a step the difference of shares: mean over replications", "nobody completes"},
		{"low", share, "2.5th percentile over replications", few},
		{"high", share, "97.5th percentile over replications", few},
		{"mc_se", share, "Monte Carlo standard error of the mean", one},
	}},
	{"figures/06-cost-effectiveness.csv", "run", "a replication of the arm that is compared, its mean or an end of its interval; or an arm at a value of health", []Column{
		{"row", text, "replication, mean, low, high (2.5th and 97.5th percentile over replications) or acceptability", ""},
		armName, comparatorName,
		{"replication", count, "which replication, from 0", "in other rows"},
		{"qalys", "QALYs per person", "quality-adjusted life years gained, the arm minus the comparator", "in rows of acceptability; of low and high, " + few},
		{"public_average_gbp", pounds, "extra cost to the public purse per person, at average cost, present value; below 0 a saving", "in rows of acceptability; of low and high, " + few},
		{"pounds_per_qaly", "pounds per QALY", "what a QALY is taken to be worth", "in rows of the plane"},
		{"probability", share, "replications in which the arm has the highest net benefit to the public purse of all arms", "in rows of the plane"},
		{"on_frontier", yesNo, "whether the arm has the highest mean net benefit", "in rows of the plane"},
	}},
	{"figures/07-who-pays.csv", "run", "a payer, or a sum of payers, and how much of a saving counts: the arm that is compared minus the comparator", []Column{
		armName, comparatorName,
		{"payer", text, "who pays, or public or society, which are sums; payers for whom nothing changes are left out", ""},
		{"column", text, "average (average cost), marginal (what is released within a year) or cashable (what can be taken out of a budget)", ""},
		{"mean", pounds, "extra cost per person, present value: mean over replications; below 0 a saving", nobody},
		{"low", pounds, "2.5th percentile over replications", few},
		{"high", pounds, "97.5th percentile over replications", few},
		{"mc_se", pounds, "Monte Carlo standard error of the mean", one},
	}},
	{"figures/11-calibration.csv", "run", "a published figure and what the model shows on the scenario's calibrated set", slices.DeleteFunc(slices.Clone(targetColumns), func(c Column) bool {
		return slices.Contains([]string{"label", "tolerance", "people"}, c.Name)
	})},
	{"figures/14-convergence.csv", "run", "the difference by which a run stops, over the first so many replications", []Column{
		armName, comparatorName, measureName,
		{"replications", count, "how many, from the first", ""},
		{"mean", ofMeasure, "mean difference over them, the arm minus the comparator", nobody},
		{"mc_se", ofMeasure, "Monte Carlo standard error of that mean", one},
		{"band_low", ofMeasure, "mean less 1.96 of its errors", one},
		{"band_high", ofMeasure, "mean and 1.96 of its errors", one},
		{"tolerance", ofMeasure, "error that the rule would have asked for there", "there is no rule, or it follows a spread that is not known yet"},
		{"stopped", text, "why there are no more replications: tolerance, limit, stated or interrupted", "in all rows but the last"},
	}},
}

var figuresOfPlaces = []Table{
	{"figures/08-tile-map.csv", "run", "a map and a force area", slices.Concat(
		[]Column{
			armName, areaCode, forceName,
			{"short", text, "label of its tile on the map", ""},
			{"row", count, "row of its tile, from the top", ""},
			{"column", count, "column of its tile, from the left; in odd rows tiles stand half a tile further right", ""},
			{"contacts", people, "index contacts there, a replication", ""},
			{"measure", text, "completion (index contacts that end in a completed course), or coverage (index contacts diverted) of a comparator without a scheme", ""},
		},
		estimated("", "the measure there under the arm", share),
		[]Column{runsScheme},
	)},
	{"figures/09-places.csv", "run", "an arm and a force area, or all of them together", []Column{
		armName,
		{"code", text, "force area, by its code of the Office for National Statistics (data/places.csv)", "the row is of all force areas"},
		{"force", text, "name of the force area, or all", ""},
		{"contacts", people, "index contacts there, a replication", ""},
		measureName,
		{"difference", ofMeasure, "the arm minus the comparator there, in the same replication: mean over replications", nobody},
		{"low", ofMeasure, "2.5th percentile of the difference over replications", few},
		{"high", ofMeasure, "97.5th percentile of the difference over replications", few},
		{"mc_se", ofMeasure, "Monte Carlo standard error of the difference", one},
		{"worse", share, "replications in which the place does worse than under the comparator", "the row is of all force areas"},
		{"runs_scheme", share, "replications in which a scheme runs there at the end", "the row is of all force areas"},
	}},
	{"figures/10-years.csv", "run", "an arm, a year of intake and a quantity of all areas together, as data/years.csv", overTime("a year", "the quantity under the arm")},
	{"figures/12-adoption.csv", "run", "an arm and a month: how many forces run a scheme, as data/adoption.csv", overTime("a month", "forces that run a scheme")},
	{"figures/13-lorenz.csv", "run", "an arm and a point of its Lorenz curve: a force area, those with the fewest completed courses per contact first", []Column{
		armName,
		{"share_of_contacts", share, "index contacts in the force areas so far, over all", ""},
		{"share_of_completed", share, "completed courses in the force areas so far, over all", ""},
		{"gini", "index, 0 to 1", "Gini index of the arm: mean over replications; the same in all its rows", "nobody completes"},
		{"gini_low", "index, 0 to 1", "2.5th percentile of the Gini index over replications", few},
		{"gini_high", "index, 0 to 1", "97.5th percentile of the Gini index over replications", few},
	}},
}

// overTime are the columns of a figure's series.
func overTime(span, of string) []Column {
	return slices.Concat([]Column{
		armName,
		{"quantity", text, "what is counted, by its name in the file of data", ""},
		{"year", years, "end of " + span + ", from the start", ""},
	}, orFor("the quantity has none then", estimated("", of, "unit of the quantity")))
}

var figuresOfInputs = []Table{
	{"figures/11-tornado.csv", "sensitivity", "what is drawn of sensitivity.csv: a number about an input", []Column{
		{"method", text, "tornado (an input at a time) or sobol (shares of the variance)", ""},
		{"input", text, "key of the input, name of a group, cohort (which people are met) or dummy (bears on nothing)", ""},
		inputLabel,
		{"quantity", text, "tornado: base, low end, high end, swing (second less first); sobol: variance, first order, first order (jansen), total", ""},
		{"at", text, "value of the input there, a plain number in its unit, or two with to between", "the row is of no value"},
		{"index", "unit", "the number; quantity says which", "it does not exist"},
		{"low", "unit", "lower end of the 95% interval", "there is no interval"},
		{"high", "unit", "upper end of the 95% interval", "there is no interval"},
		{"clear", yesNo, "whether the interval leaves 0 out, or lies above what a dummy shows", ""},
		{"comparator", "unit", "the same number of the comparator", "index compares the arm with it, or is of no arm"},
	}},
	{"figures/11-posterior.csv", "calibrate", "an input and a bin of its values; " + noFigure, []Column{
		{"input", text, "key of the input", ""},
		{"unit", text, "unit of the input", ""},
		{"prior_low", ofInput, "2.5% quantile of the prior", ""},
		{"prior_high", ofInput, "97.5% quantile of the prior", ""},
		{"fitted", ofInput, "value that comes nearest to the figures, all inputs together", "there is no fit (--method fit, or none)"},
		{"median", ofInput, "median of the posterior", noPosterior},
		{"low", ofInput, "2.5% quantile of the posterior", noPosterior},
		{"high", ofInput, "97.5% quantile of the posterior", noPosterior},
		{"overlap", share, "area below both prior and posterior: 1 where the figures say nothing", noPosterior},
		{"informed", yesNo, "whether verdict is informed by data", ""},
		{"verdict", text, "informed by data, not informed by data, or not resolved at so few particles", ""},
		{"from", ofInput, "lower end of the bin", ""},
		{"to", ofInput, "upper end of the bin", ""},
		{"prior", share, "probability that the prior gives the bin", ""},
		{"posterior", share, "probability that the posterior gives the bin", ""},
	}},
	{"figures/11-predictions.csv", "calibrate", "a published figure and what the model shows or predicts of it", []Column{
		{"set", text, "calibrated set of inputs (scenario key calibration)", ""},
		{"target", text, "permanent key of the published figure", ""},
		{"source", text, "key of the bibliography (diversim evidence --sources)", ""},
		{"published", ofColumn, "value as published", ""},
		{"low", ofColumn, "least value that counts as within", ""},
		{"high", ofColumn, "greatest value that counts as within", ""},
		{"fitted", ofColumn, "what the model shows at the fitted values", "there is no fit (--method fit, or none)"},
		{"fitted_mc_se", ofColumn, "Monte Carlo standard error of fitted", "there is no fit, or of one replication"},
		{"mean", ofColumn, "mean of the model itself over the particles that were run", noPosterior},
		{"mc_se", ofColumn, "standard error of mean", noPosterior},
		{"median", ofColumn, "median of what could have been published under the posterior", noPosterior},
		{"predicted_low", ofColumn, "2.5% quantile of what could have been published", noPosterior},
		{"predicted_high", ofColumn, "97.5% quantile of what could have been published", noPosterior},
		{"inside", yesNo, "whether published lies from predicted_low to predicted_high; false without a posterior", ""},
	}},
}
