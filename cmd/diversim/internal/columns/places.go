package columns

import "slices"

var areaCode = Column{"code", text, "force area, by its code of the Office for National Statistics (data/places.csv)", ""}

// placeTables are what a run over several force areas writes beside the others.
var placeTables = []Table{
	{"data/places.csv", "run", "a force area, in the order of the scenario", []Column{
		{"code", text, "code of the Office for National Statistics", ""},
		{"place", text, "name of the force area", ""},
		{"short", text, "label of its tile on the map", ""},
		{"row", count, "row of its tile, from the top", ""},
		{"column", count, "column of its tile, from the left; in odd rows tiles stand half a tile further right", ""},
		{"population", people, "who live in it", ""},
		{"index_contacts", people, "found in possession there, a replication: those simulated", ""},
		{"scheme_known", text, "what is known of a scheme: running, none or unknown", ""},
	}},
	{"data/by_place.csv", "run", "an arm, a force area and a measure", slices.Concat(
		[]Column{
			armName, areaCode,
			{"measure", text, "an outcome measure, or coverage (index contacts diverted), coverage_by_residence (the same of the people who live there), charge_share (index contacts charged), spend_per_contact (pounds the scheme spends over all contacts)", ""},
		},
		estimated("", "the measure there under the arm", ofMeasure),
		orFor(ofBase, estimated("difference_", "the arm minus the comparator there, in the same replication", ofMeasure)),
		[]Column{
			{"worse", share, "replications in which the place does worse than under the comparator, of those in which the measure is known there", ofBase + "; " + noMeasure + "; it never is"},
			{"runs_scheme", share, "replications in which a scheme runs there at the end", ""},
		},
	)},
	{"data/years.csv", "run", "an arm, a year of intake and a quantity of all areas together", slices.Concat(
		[]Column{
			armName,
			{"quantity", text, "contacts (possession contacts, all), new_people (contacts of people not seen before), offers, completed (courses), spend (pounds), people_on_course (mean number at a time), wait_days (from the offer to the first appointment, of those who attend), turned_away (eligible, no money or no place), areas_out_of_money (whose money runs out in the year), money_out_day (mean day of the year on which it does, of these), schemes (forces that run one at the end of the year)", ""},
			{"year", years, "end of the year, from the start", ""},
		},
		orFor("of wait_days, nobody attends; of money_out_day, no money runs out", estimated("", "the quantity under the arm", "unit of the quantity")),
	)},
	{"data/adoption.csv", "run", "an arm and a month: how many forces run a scheme", slices.Concat(
		[]Column{
			armName,
			{"quantity", text, "always schemes: forces that run one", ""},
			{"year", years, "end of the month, from the start; 0 is the start", ""},
		},
		estimated("", "forces that run a scheme", count),
	)},
	{"data/lottery.csv", "run", "an arm, a force area and an event: what one and the same people would meet there; no rows where people are recruited for more than a year", slices.Concat(
		[]Column{
			armName, areaCode,
			{"event", text, "offered, completed, charged (at the index contact) or reoffends (latent, within 12 months)", ""},
		},
		estimated("", "people to whom it happens", share),
	)},
}
