package scenarios

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// DefaultCalibration is the calibrated set of scenarios that name none.
const DefaultCalibration = "possession"

// Calibrations lists the calibrated sets that come with the program, that of
// scenarios which name none first and the others by name. Each is fitted to
// published figures; they differ in the group of people or in the structure
// that is taken to make the risk of a reoffence fall with time.
func Calibrations() []string {
	files, err := embedded.ReadDir("calibrated")
	if err != nil {
		panic("scenarios: the calibrated sets are not embedded: " + err.Error())
	}
	names := []string{DefaultCalibration}
	for _, f := range files {
		if name, isSet := strings.CutSuffix(f.Name(), ".yaml"); isSet && name != DefaultCalibration {
			names = append(names, name)
		}
	}
	return names
}

// calibratedText is a committed set of calibrated values.
func calibratedText(name string) []byte {
	text, err := embedded.ReadFile(calibratedPath(name))
	if err != nil {
		panic("scenarios: no such calibrated set: " + name)
	}
	return text
}

func calibratedPath(name string) string { return path.Join("calibrated", name+".yaml") }

// calibration reads the name of a calibrated set.
func (r *reader) calibration(n *yaml.Node) string {
	name := r.text(n, "calibration")
	if name == "" {
		return ""
	}
	if complaint, hint := r.words.unknownCalibration(name); complaint != "" {
		r.complain(n, hint, "%s", complaint)
		return ""
	}
	return name
}

// unknownCalibration says what is wrong with the name of a calibrated set, ""
// if nothing is, and which name may have been meant.
func (w vocabulary) unknownCalibration(name string) (complaint, hint string) {
	names := w.calibrations()
	if slices.Contains(names, name) {
		return "", ""
	}
	return fmt.Sprintf("calibration: wanted one of %s; got %q", strings.Join(names, ", "), name), nearest(name, names)
}

// calibratedSettings are the values of a calibrated set. It panics when the set
// does not load: it is part of the program, and a test loads it.
func (w vocabulary) calibratedSettings(name string) []Setting {
	r := newReader(calibratedPath(name), w)
	r.setLayer = LayerCalibrated
	d := r.document(w.calibrated(name))
	if len(r.problems) > 0 {
		panic(fmt.Sprintf("scenarios: the calibrated set %s does not load:\n%v", name, r.problems))
	}
	return d.set
}

// Fitted lists the inputs to which the scenario's calibrated set gives values, in
// the order of the set.
func (s *Scenario) Fitted() []string {
	var keys []string
	for _, t := range s.settings {
		if t.Layer == LayerCalibrated {
			keys = append(keys, t.Key)
		}
	}
	return keys
}

// WithCalibration returns the scenario on another calibrated set: the values of
// its own set give way to those of the named one, and whatever the scenario, an
// arm, a design point or a flag sets still holds above them. The error is a
// Problems: no set of that name, or inputs of an arm that then contradict each
// other.
func (s *Scenario) WithCalibration(name string) (*Scenario, error) {
	if complaint, hint := s.words.unknownCalibration(name); complaint != "" {
		return nil, Problems{position{file: s.Name}.problem(hint, "%s", complaint)}
	}
	c := s.copied()
	c.Calibration = name
	c.settings = slices.DeleteFunc(c.settings, func(t Setting) bool { return t.Layer == LayerCalibrated })
	c.settings = append(s.words.calibratedSettings(name), c.settings...)
	if s.words.contradictions != nil {
		if problems := c.contradictions(&document{file: s.Name}); len(problems) > 0 {
			return nil, problems.inOrder()
		}
	}
	return c, nil
}

// WithoutCalibration returns the scenario on no calibrated set at all: what it
// does not set itself is at the base value. It is what a calibration starts
// from.
func (s *Scenario) WithoutCalibration() *Scenario {
	c := s.copied()
	c.Calibration = ""
	c.settings = slices.DeleteFunc(c.settings, func(t Setting) bool { return t.Layer == LayerCalibrated })
	return c
}
