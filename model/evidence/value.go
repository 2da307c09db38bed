package evidence

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Kind says what an input's value is.
type Kind uint8

const (
	// NumberKind: a number with a unit.
	NumberKind Kind = iota + 1
	// ChoiceKind: one of a list of words.
	ChoiceKind
	// SwitchKind: true or false.
	SwitchKind
)

// String returns "number", "choice" or "switch".
func (k Kind) String() string {
	switch k {
	case NumberKind:
		return "number"
	case ChoiceKind:
		return "choice"
	case SwitchKind:
		return "switch"
	}
	return "unknown"
}

// Value is the value of an input: a number in the input's unit, a word, or a
// switch. Values of one input can be compared with ==.
type Value struct {
	kind   Kind
	unit   measure
	number float64
	word   string
	on     bool
}

// Kind says which of the three the value is.
func (v Value) Kind() Kind { return v.kind }

// Number returns the number, in the input's unit; it panics if the value is none.
func (v Value) Number() float64 {
	v.mustBe(NumberKind)
	return v.number
}

// Word returns the chosen word; it panics if the value is none.
func (v Value) Word() string {
	v.mustBe(ChoiceKind)
	return v.word
}

// On returns the state of a switch; it panics if the value is none.
func (v Value) On() bool {
	v.mustBe(SwitchKind)
	return v.on
}

func (v Value) mustBe(k Kind) {
	if v.kind != k {
		panic(fmt.Sprintf("evidence: a %v was asked of a value that is a %v", k, v.kind))
	}
}

// String writes the value in its unit, in a form that Parse reads back exactly:
// "£60,000", "80%", "7 days", "0.845 per year", "unlimited".
func (v Value) String() string {
	switch v.kind {
	case ChoiceKind:
		return v.word
	case SwitchKind:
		return strconv.FormatBool(v.on)
	case NumberKind:
		return inUnit(v.number, v.unit)
	}
	return ""
}

// inUnit writes x in the unit m.
func inUnit(x float64, m measure) string {
	if math.IsInf(x, 1) {
		return unlimited
	}
	switch m {
	case probability:
		return percent(x)
	case pounds:
		return sterling(x)
	case count:
		return grouped(plain(x))
	case perYear:
		return plain(x) + " per year"
	case years, days, weeks:
		name := measures[m].name
		if x == 1 {
			name = strings.TrimSuffix(name, "s")
		}
		return grouped(plain(x)) + " " + name
	default:
		return plain(x)
	}
}

// rangeInUnit writes the range in the unit m.
func rangeInUnit(r Range, m measure) string {
	low, high := inUnit(r.Low, m), inUnit(r.High, m)
	switch {
	case math.IsInf(r.Low, -1) && math.IsInf(r.High, 1):
		return "any number"
	case math.IsInf(r.High, 1):
		return "at least " + low
	case math.IsInf(r.Low, -1):
		return "at most " + high
	default:
		return low + " to " + high
	}
}

// plain writes the shortest decimal that reads back as x.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// percent writes a proportion as a percentage by moving the decimal point in the
// text, so that 0.07 is 7% and not 7.000000000000001%.
func percent(x float64) string {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', -1, 64), "e")
	sign := ""
	if strings.HasPrefix(mantissa, "-") {
		sign, mantissa = "-", mantissa[1:]
	}
	digits := strings.Replace(mantissa, ".", "", 1)
	power, err := strconv.Atoi(exponent)
	if err != nil {
		panic("evidence: no percentage of " + plain(x))
	}
	point := 1 + power + 2
	if point <= 0 {
		digits = strings.Repeat("0", 1-point) + digits
		point = 1
	}
	if point > len(digits) {
		digits += strings.Repeat("0", point-len(digits))
	}
	text := strings.TrimLeft(digits[:point-1], "0") + digits[point-1:point]
	if point < len(digits) {
		text += "." + digits[point:]
	}
	return sign + text + "%"
}

// sterling writes pounds with thousands separated and pence in two digits.
func sterling(x float64) string {
	text := plain(x)
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	if _, fraction, found := strings.Cut(text, "."); found && len(fraction) == 1 {
		text += "0"
	}
	return sign + "£" + grouped(text)
}

// grouped puts a comma between each three digits of the whole part.
func grouped(text string) string {
	whole, fraction, found := strings.Cut(text, ".")
	var b strings.Builder
	for i, digit := range whole {
		if left := len(whole) - i; i > 0 && left%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if found {
		b.WriteString("." + fraction)
	}
	return b.String()
}
