package columns

const noPosterior = "there is no posterior (--method abc, or none)"

// calibrateTables are the parts of a calibration, which --show prints, and the files
// beside them.
var calibrateTables = []Table{
	{"inputs.csv", "calibrate", "an input, before and after the published figures; printed with --show inputs", []Column{
		{"input", text, "key of the input", ""},
		{"label", text, "what the input is", ""},
		{"prior", text, "its prior distribution, in words", ""},
		{"prior_low", ofInput, "2.5% quantile of the prior", ""},
		{"prior_high", ofInput, "97.5% quantile of the prior", ""},
		{"fitted", ofInput, "value that comes nearest to the figures, all inputs together", "there is no fit (--method fit, or none)"},
		{"mean", ofInput, "mean of the posterior", noPosterior},
		{"median", ofInput, "median of the posterior", noPosterior},
		{"sd", ofInput, "standard deviation of the posterior", noPosterior},
		{"low", ofInput, "2.5% quantile of the posterior", noPosterior},
		{"high", ofInput, "97.5% quantile of the posterior", noPosterior},
		{"overlap", share, "area below both prior and posterior: 1 where the figures say nothing", noPosterior},
		{"prior_place", share, "probability of the prior below the posterior's median", noPosterior},
		{"verdict", text, "informed by data, not informed by data, or not resolved at so few particles", noPosterior},
	}},
	{"targets.csv", "calibrate", "a published figure and a stage at which it is held against the model; printed with --show targets", []Column{
		{"target", text, "permanent key of the published figure", ""},
		{"label", text, "the figure in words", ""},
		{"source", text, "key of the bibliography (diversim evidence --sources)", ""},
		{"stage", text, "fit (at the fitted values) or posterior (over the particles that were run)", ""},
		{"published", "unit of the figure", "value as published", ""},
		{"low", "unit of the figure", "least value that counts as within", ""},
		{"high", "unit of the figure", "greatest value that counts as within", ""},
		{"observation_sd", "unit of the figure", "standard deviation of the published value, from its interval; 0 where none is published", ""},
		{"discrepancy_sd", "unit of the figure", "standard deviation of what the model cannot represent", ""},
		{"simulated", "unit of the figure", "mean that the model shows at the stage", ""},
		{"mc_se", "unit of the figure", "Monte Carlo standard error of simulated", "one replication or particle was run"},
		{"misfit", "standard deviations", "simulated minus published, over both standard deviations together", ""},
		{"within", yesNo, "whether simulated lies from low to high", ""},
	}},
	{"correlations.csv", "calibrate", "two inputs under the posterior; printed with --show correlations", []Column{
		{"first", text, "key of an input", ""},
		{"second", text, "key of the other input", ""},
		{"correlation", "correlation", "of the two over the particles", "an input does not vary"},
	}},
	{"waves.csv", "calibrate", "a wave of history matching and a figure; printed with --show waves", []Column{
		{"wave", count, "which wave, from 1", ""},
		{"points", count, "points of the inputs at which the model was run", ""},
		{"left", share, "of the priors, what this wave and those before do not rule out", ""},
		{"left_se", share, "standard error of left", ""},
		{"target", text, "key of the published figure that the surface stands for", ""},
		{"run_sd", "unit of the figure", "standard deviation of one run by chance", ""},
		{"surface_se", "unit of the figure", "standard error of the surface, in the middle of the wave", ""},
		{"miss_sd", "unit of the figure", "standard deviation of what the surface misses of the model", ""},
	}},
	{"particles.csv", "calibrate", "a particle of the posterior, all of equal weight, below a line of comment (#); with --method abc, or none", []Column{
		{"INPUT", ofInput, "value of an input, a column for each by its key", ""},
	}},
	{"about.json", "calibrate", "a key: what was asked, from which it can be asked again; sizes are 0 of what the method does not do", []Column{
		{"scenario", text, "name of the scenario", ""},
		{"calibration", text, "calibrated set of the scenario", ""},
		{"method", text, "fit, history or abc, as --method", "all three were done"},
		{"inputs", list, "inputs that were moved, key or key=low:high", ""},
		{"targets", list, "published figures that they were held against", ""},
		{"set", list, "values of --set, which are in scenario.yaml already", ""},
		{"seed", count, "number from which every draw follows", ""},
		{"people", people, "in a cohort", ""},
		{"fit_replications", count, "replications at each step of the search for the values that come nearest", ""},
		{"waves", count, "waves of history matching, at most", ""},
		{"points", count, "points of a wave", ""},
		{"cohorts", count, "cohorts simulated at a point", ""},
		{"particles", count, "particles of the posterior", ""},
		{"checks", count, "particles at which the model is run in the end", ""},
	}},
}
