package model

// phase is where a person stands with the scheme or the court.
type phase uint8

const (
	phaseNone phase = iota
	phaseWaiting
	phaseEngaged
	phaseCompleted
	phaseBreached
	phaseNoAction
	phaseCourt
	phaseDisposed
	phases
)

// engaged says whether a course is running or about to.
func (p phase) engaged() bool { return p == phaseWaiting || p == phaseEngaged }

var (
	phaseKeys = [phases]string{
		phaseWaiting: "waiting", phaseEngaged: "engaged", phaseCompleted: "completed", phaseBreached: "breached",
		phaseNoAction: "no_action", phaseCourt: "court", phaseDisposed: "disposed",
	}
	phaseLabels = [phases]string{
		phaseWaiting: "while waiting for the first appointment", phaseEngaged: "on the course", phaseCompleted: "after completing the course",
		phaseBreached: "while waiting for the decision on a breach", phaseNoAction: "after no action on a breach",
		phaseCourt: "while waiting for the court", phaseDisposed: "after the court's decision",
	}
)
