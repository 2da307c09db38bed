package evidence

// Status says how far a number can be trusted.
type Status uint8

const (
	// Read: the figure stands in the source.
	Read Status = iota + 1
	// Derived: arithmetic on figures that stand in the source; the note shows it.
	Derived
	// Assumed: no source; the note gives the reason.
	Assumed
	// Calibrated: fitted to figures of the source.
	Calibrated
	// Recalled: general knowledge that was not checked against a source.
	Recalled
	// Press: stated in a press report behind which no evaluation was found.
	Press
)

var statusWords = [...]string{
	Read: "read", Derived: "derived", Assumed: "assumed",
	Calibrated: "calibrated", Recalled: "recalled", Press: "press",
}

// String returns the status in lower case, "" for the zero value.
func (s Status) String() string {
	if int(s) < len(statusWords) {
		return statusWords[s]
	}
	return "unknown"
}

func (s Status) known() bool { return s >= Read && int(s) < len(statusWords) }
