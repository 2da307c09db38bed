package results

import (
	"encoding/json"
	"math"
)

// Number is a result that may be absent: a mean over nobody, or a percentile
// of too few replications, is NaN here and null in JSON, never 0.
type Number float64

// Absent is the number that is not there.
func Absent() Number { return Number(math.NaN()) }

// Finite is a number, absent where it is none that a file can hold.
func Finite(x float64) Number {
	if math.IsInf(x, 0) {
		return Absent()
	}
	return Number(x)
}

// Known says whether there is a number.
func (n Number) Known() bool { return !math.IsNaN(float64(n)) }

// MarshalJSON writes an absent number as null.
func (n Number) MarshalJSON() ([]byte, error) {
	if !n.Known() {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// UnmarshalJSON reads null as an absent number.
func (n *Number) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*n = Absent()
		return nil
	}
	return json.Unmarshal(b, (*float64)(n))
}
