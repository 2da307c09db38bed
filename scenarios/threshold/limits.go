package threshold

// Limits are what T6 asks of a service.
type Limits struct {
	Blocked  float64 // share turned away at most, were nobody to wait
	WaitDays float64 // a wait of more than this for a place
	Waiting  float64 // by at most this share of those who attend
}

// DefaultLimits are those of the program: one in a hundred turned away, one in ten
// waiting more than two weeks.
func DefaultLimits() Limits { return Limits{Blocked: 0.01, WaitDays: 14, Waiting: 0.1} }
