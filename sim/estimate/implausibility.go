package estimate

import "math"

// Implausibility is how far what a model gives lies from a target, in standard
// deviations of all that keeps them apart: the target's own error, what the
// model cannot represent, and the error of the run or of what stands in for it.
// Above 3 the settings are ruled out. It is +Inf where nothing may keep apart
// what differs.
func Implausibility(target, given, targetSD, discrepancySD, runSD float64) float64 {
	variance := 0.0
	for _, sd := range []float64{targetSD, discrepancySD, runSD} {
		wantNotNegative("a standard deviation", sd)
		variance += sd * sd
	}
	if target == given {
		return 0
	}
	return math.Abs(target-given) / math.Sqrt(variance)
}
