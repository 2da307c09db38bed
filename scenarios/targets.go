package scenarios

import (
	"encoding/json"
	"path"
)

// Target is a published figure that a calibrated set is held against, and what
// the model shows on that set. Low and High are the published interval where
// there is one, else a tolerance for a stated reason. A figure is here to be
// fitted or checked; it is never evidence for the model.
type Target struct {
	Set            string  `json:"set"`    // the calibrated set
	Target         string  `json:"target"` // permanent
	Label          string  `json:"label"`
	Source         string  `json:"source"` // key of the bibliography
	Measure        string  `json:"measure"`
	Population     string  `json:"population"`
	Horizon        string  `json:"horizon"`
	Published      float64 `json:"published"`
	Low            float64 `json:"low"`
	High           float64 `json:"high"`
	Tolerance      string  `json:"tolerance"` // what low and high are
	Simulated      float64 `json:"simulated"`
	MCSE           float64 `json:"mc_se"` // of the simulated figure
	People         int     `json:"people"`
	Hit            bool    `json:"hit"` // low <= simulated <= high
	UsedForFitting bool    `json:"used_for_fitting"`
}

// panelName is the file of the calibration panel, beside the sets.
const panelName = "panel.json"

// CalibrationPanel lists the targets of every calibrated set, in the order of
// Calibrations, misses among them. They are written with the sets and are not
// simulated here.
func CalibrationPanel() []Target {
	text, err := embedded.ReadFile(path.Join("calibrated", panelName))
	if err != nil {
		panic("scenarios: the calibration panel is not embedded: " + err.Error())
	}
	var panel []Target
	if err := json.Unmarshal(text, &panel); err != nil {
		panic("scenarios: the calibration panel does not read: " + err.Error())
	}
	return panel
}

// TargetsOf lists the targets of one calibrated set.
func TargetsOf(set string) []Target {
	var list []Target
	for _, t := range CalibrationPanel() {
		if t.Set == set {
			list = append(list, t)
		}
	}
	return list
}
