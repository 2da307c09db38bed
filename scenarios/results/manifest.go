package results

import "time"

// Manifest says what a results directory was made from: enough to make it
// again. It holds no times, so that the same run gives the same bytes.
type Manifest struct {
	Scenario       string `json:"scenario"`
	ScenarioDigest string `json:"scenario_digest"`
	EvidenceDigest string `json:"evidence_digest"`
	Version        string `json:"version"`
	GoVersion      string `json:"go_version"`
	OS             string `json:"os"`
	Arch           string `json:"arch"`
	Seed           uint64 `json:"seed"`
	Inputs         string `json:"inputs,omitempty"` // as --inputs has it: drawn or base
	Replications   int    `json:"replications"`
	People         int    `json:"people"`
	// Interrupted: the run was to have more replications, or more said of them.
	Interrupted bool `json:"interrupted,omitempty"`
	// Files are the others of the directory, by path below it, in order.
	Files []string `json:"files"`
}

// Timing says when a run was made and how fast it went. It stands outside
// every digest and comparison.
type Timing struct {
	Started *time.Time `json:"started,omitempty"`
	Seconds float64    `json:"seconds"`
	Events  int64      `json:"events"`
	Workers int        `json:"workers"`
}
