package results

import (
	"encoding/json"
	"math"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
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

// Rounded is a number to so many decimals, as every page has it: ties away from zero,
// and what the order of a sum leaves below a tie is one, so that the same number is
// not -0.9 here and -1.0 there.
func Rounded(x float64, digits int) float64 {
	const tie, whole = 1e-9, 1 << 52 // from 2^52 on all are whole
	shift := math.Pow10(digits)
	size := math.Abs(x) * shift
	if !(size < whole) {
		return x
	}
	return math.Copysign(math.Floor(size+0.5+tie)/shift, x)
}

// Amount writes a number to so many decimals as every page has it: rounded as Rounded
// does, with its thousands apart, a real minus sign before the currency, if there is
// one, and no negative nought: "−£1,500".
func Amount(currency string, x float64, digits int) string {
	text := message.NewPrinter(language.BritishEnglish).Sprintf("%.*f", digits, Rounded(math.Abs(x), digits))
	if math.Signbit(x) && strings.ContainsAny(text, "123456789") {
		return "−" + currency + text
	}
	return currency + text
}

// Change writes a difference as Amount writes a number, always with its sign: "+1.2",
// "−0.4" and, with none, "0.0".
func Change(x float64, digits int) string {
	text := Amount("", x, digits)
	if x > 0 && strings.ContainsAny(text, "123456789") {
		return "+" + text
	}
	return text
}

// Count writes a whole number: "1,500".
func Count(n float64) string { return Amount("", n, 0) }

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
