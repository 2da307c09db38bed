package figure

import (
	"math"
	"strings"

	"diversim/scenarios/results"
)

// Count writes a number of people or events: "1,500".
func Count(x float64) string { return decimal(x, 0) }

// Pounds writes an amount of money: "£60,000", with pence below £10 unless it
// is whole.
func Pounds(x float64) string {
	digits := 0
	if math.Abs(x) < 10 && math.Abs(x-math.Round(x)) >= 0.005 {
		digits = 2
	}
	return results.Amount("£", x, digits)
}

// Percent writes a share as a percentage with the given number of decimals:
// "79.3%"; an absent one is an en dash.
func Percent(share float64, digits int) string {
	if math.IsNaN(share) {
		return decimal(share, digits)
	}
	return decimal(100*share, digits) + "%"
}

// Points writes a difference of two shares in percentage points, always with
// its sign: "+1.2", "−0.4".
func Points(difference float64) string {
	if math.IsNaN(difference) {
		return decimal(difference, 1)
	}
	return results.Change(100*difference, 1)
}

// pointsTick writes a difference of two shares on an axis, in percentage points
// with their sign, and with a decimal only where there is one.
func pointsTick(v float64) string {
	text := decimal(100*v, 0)
	if math.Abs(100*v-math.Round(100*v)) > 1e-6 {
		text = decimal(100*v, 1)
	}
	if v > 0 {
		return "+" + text
	}
	return text
}

// plainTick writes a number on an axis with no more decimals than it has.
func plainTick(v float64) string {
	return strings.Replace(results.FormatFloat(v), "-", "−", 1)
}

// timesTick writes a multiple on an axis: "1.0", and a second decimal where there is one.
func timesTick(v float64) string {
	const tenth = 0.1
	if math.Abs(math.Remainder(v, tenth)) > 1e-6 {
		return decimal(v, 2)
	}
	return decimal(v, 1)
}

// shortPounds writes money on a narrow axis, thousands as k.
func shortPounds(x float64) string {
	const thousand = 1000
	if math.Abs(x) < thousand {
		return Pounds(x)
	}
	text := "£" + results.FormatFloat(math.Abs(x)/thousand) + "k"
	if x < 0 {
		return "−" + text
	}
	return text
}

// signedPounds writes a change of money, always with its sign.
func signedPounds(x float64) string {
	text := Pounds(x)
	if math.Abs(x) >= 1 {
		text = Pounds(math.Round(x))
	}
	if x > 0 && text != "£0" {
		return "+" + text
	}
	return text
}

// pointsWide writes the width of an interval of shares in percentage points.
func pointsWide(width float64) string {
	return results.FormatFloat(math.Round(1e8*width) / 1e6)
}

// decimal writes x with thousands separators, a real minus sign and no
// negative zero; an absent number is an en dash.
func decimal(x float64, digits int) string {
	if math.IsNaN(x) {
		return "–"
	}
	return results.Amount("", x, digits)
}

// sentence starts with a capital and ends with a full stop.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + strings.TrimSuffix(text[1:], ".") + "."
}
