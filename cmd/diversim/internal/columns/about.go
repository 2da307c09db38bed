package columns

// aboutTables say what a directory was made from.
var aboutTables = []Table{
	{"manifest.json", "run sensitivity calibrate", "a key; the file holds no times, so that the same run gives the same bytes", []Column{
		{"scenario", text, "name of the scenario", ""},
		{"scenario_digest", text, "SHA-256 of what a run of the scenario computes, evidence included", ""},
		{"evidence_digest", text, "SHA-256 of the inputs and published tables of the program", ""},
		{"version", text, "of the program", ""},
		{"go_version", text, "Go version that built it", ""},
		{"os", text, "operating system it was built for", ""},
		{"arch", text, "processor it was built for", ""},
		{"seed", count, "number from which every draw follows", ""},
		{"inputs", text, "drawn or base, as --inputs has it", "absent of sensitivity and calibrate"},
		{"replications", count, "of a run; of a calibration those of its fit, without one the cohorts of a point; 0 of sensitivity", ""},
		{"people", people, "in a cohort", ""},
		{"interrupted", yesNo, "true where the run was to have more replications, or more said of them", "absent of a run that is complete"},
		{"files", list, "the other files of the directory, in order", ""},
	}},
	{"timing.json", "run sensitivity", "a key; no part of any comparison of results", []Column{
		{"started", "date and time, UTC", "when the run began", "absent where nobody took the time"},
		{"seconds", "seconds", "how long it took", ""},
		{"events", count, "things simulated; 0 of sensitivity", ""},
		{"workers", count, "replications simulated at a time; 0 of sensitivity", ""},
	}},
}
