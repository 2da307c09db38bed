package estimate

import (
	"math"
	"testing"
)

// An answer is one exact value that a special case must reproduce. The values
// were computed elsewhere with 50-digit arithmetic and checked by a second
// route; P names are those of the project's list of special cases.
type answer struct {
	name      string
	got, want float64
	tolerance float64 // absolute; 0 means 1e-9
}

func agree(t *testing.T, answers []answer) {
	t.Helper()
	for _, a := range answers {
		tolerance := a.tolerance
		if tolerance == 0 {
			tolerance = 1e-9
		}
		tolerance = math.Max(tolerance, 1e-9*math.Abs(a.want))
		if !(math.Abs(a.got-a.want) <= tolerance) {
			t.Errorf("%s: got %.15g, want %.15g (difference %.2g, allowed %.2g)",
				a.name, a.got, a.want, a.got-a.want, tolerance)
		}
	}
}

// mustPanic fails unless the call panics: mistakes of the calling program.
func mustPanic(t *testing.T, name string, call func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s: no panic", name)
		}
	}()
	call()
}
