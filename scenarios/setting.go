package scenarios

import (
	"fmt"
	"slices"

	"diversim/model/evidence"
)

// Layer says where the value of an input comes from. A higher layer overrides a
// lower one.
type Layer uint8

const (
	// LayerBase: the value the model declares, or an older one that a resolved
	// scenario brings along.
	LayerBase Layer = iota
	// LayerCalibrated: fitted to published figures.
	LayerCalibrated
	// LayerScenario: the scenario's own set.
	LayerScenario
	// LayerArm: the set of an arm.
	LayerArm
	// LayerDesign: the point of a sweep or a sensitivity design.
	LayerDesign
	// LayerFlag: --set on the command line.
	LayerFlag
	// LayerDerived: what distinguishes an arm that an analysis adds from the arm
	// it was made from. It is above --set, or the two could be the same.
	LayerDerived
)

var layerNames = [...]string{
	LayerBase: "base", LayerCalibrated: "calibrated", LayerScenario: "scenario", LayerArm: "arm",
	LayerDesign: "design point", LayerFlag: "--set", LayerDerived: "derived arm",
}

// String returns the name of the layer as resolved scenarios print it.
func (l Layer) String() string {
	if int(l) < len(layerNames) {
		return layerNames[l]
	}
	return fmt.Sprintf("layer %d", uint8(l))
}

// Setting is an input given a value in a layer, for a reason. File, Line and
// Column say where; Line is 0 when it was set by an analysis.
type Setting struct {
	Key          string
	Value        evidence.Value
	Layer        Layer
	Because      string
	File         string
	Line, Column int
}

// byLayer returns the settings of all lists, lowest layer first. Within a layer
// the order is kept, so that the last of several is the one that holds.
func byLayer(lists ...[]Setting) []Setting {
	all := slices.Concat(lists...)
	slices.SortStableFunc(all, func(a, b Setting) int { return int(a.Layer) - int(b.Layer) })
	return all
}

// merged returns the parent's settings with the child's put in place of those
// for the same input and layer, and added where there are none.
func merged(parent, child []Setting) []Setting {
	all := slices.Clone(parent)
	for _, s := range child {
		same := func(t Setting) bool { return t.Key == s.Key && t.Layer == s.Layer }
		if i := slices.IndexFunc(all, same); i >= 0 {
			all[i] = s
		} else {
			all = append(all, s)
		}
	}
	return all
}
