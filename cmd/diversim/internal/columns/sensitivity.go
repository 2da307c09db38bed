package columns

// sensitivityTables are what sensitivity prints, which is sensitivity.csv, and the files
// beside it.
var sensitivityTables = []Table{
	{"sensitivity.csv", "sensitivity", "a number about an input, or about a group of them or none; printed too, and in sensitivity.json", []Column{
		{"method", text, "tornado, morris, sobol, ranks, value or discover", ""},
		{"input", text, "key of the input, name of a group, everything, cohort (which people are met), dummy (bears on nothing), or - for no input", ""},
		{"measure", text, "the outcome that is asked about: an outcome measure, or net_benefit_ and a perspective; of discover what happens in the box", ""},
		{"index", "unit", "the number; quantity says which (of bound the quasi-p: how easily chance alone would put such a bound)", "it does not exist, as the rank correlation of what does not vary"},
		{"low", "unit", "lower end of the 95% interval; of quantity bound the least value of the input", "there is no interval, or no bound"},
		{"high", "unit", "upper end of the 95% interval; of quantity bound the greatest value of the input", "there is no interval, or no bound"},
		{"quantity", text, "tornado: base, low end, high end (the outcome with the input at the 2.5% and 97.5% quantile of its prior), swing (second less first). morris: mu (mean effect), mu_star (mean size), sigma (spread). sobol: variance, first order, first order (jansen), total. ranks: rank correlation. value: expected net benefit, probability best, luck, evpi, evpi with luck, evppi, each also for the population. discover: base rate, coverage, density, mass, cases, bound", ""},
		{"of", text, "what the measure is of: an arm, or one minus another", ""},
		{"unit", text, "what index, low, high, se and comparator are in: the unit of the measure, and the square of that of a variance; of a bound the unit of the input; proportion of shares (first order, total, luck, probability best), correlation, draws of cases", ""},
		{"se", "unit", "standard error of index", "there is none"},
		{"at", text, "value of the input there, a plain number in its unit, +Inf without limit, or two with to between; of a box in words", "the row is of no value"},
		{"label", text, "the input, arm or box in words", ""},
		{"clear", yesNo, "whether the interval leaves 0 out, lies above what a dummy shows, or of a rank correlation lies beyond what chance makes of so many inputs; false where nothing is judged", ""},
		{"comparator", "unit", "the same number of the comparator", "index compares the arm with it, or is of no arm"},
	}},
	{"sample.csv", "sensitivity", "a draw of all inputs and a cohort it meets; with --method value or discover", []Column{
		{"draw", count, "which draw of the inputs, from 0", ""},
		{"cohort", count, "number of the replication that the draw meets; the first of a draw is the one that counts", ""},
		{"INPUT", ofInput, "value drawn of an input, a column for each by its key; +Inf without limit", ""},
		{"ARM:MEASURE", ofMeasure, "measure under an arm; of net_benefit_ and a perspective the arm minus the comparator, in pounds per person", nobody},
		{"completers:MEASURE", ofMeasure, "measure of those who complete under the arm", "nobody completes"},
	}},
	{"about.json", "sensitivity", "a key; measure, label, unit and of are those of the first outcome", []Column{
		{"scenario", text, "name of the scenario", ""},
		{"title", text, "what it is called", ""},
		{"seed", count, "number from which every draw follows", ""},
		{"people", people, "in a cohort", ""},
		{"arm", text, "label of the arm that is asked about", ""},
		{"comparator", text, "label of the arm that it is compared with", ""},
		{"measure", text, "outcome measure by which inputs are ranked", ""},
		{"label", text, "that measure in words", ""},
		{"unit", text, "unit of that measure", ""},
		{"of", text, "what the measure is of: an arm, or one minus another", ""},
		{"notes", list, "how it was done, in words", "null where there is nothing to say"},
		{"found", list, "what was found, in words", "null where there is nothing to say"},
	}},
}
