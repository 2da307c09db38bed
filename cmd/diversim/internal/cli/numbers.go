package cli

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

var decimals = regexp.MustCompile(`[0-9][0-9,]*\.[0-9]+`)

// rounded brings the numbers in a text down to four significant digits, but
// never below the decimal point, and gives it real minus signs. For tables;
// files and JSON keep every digit.
func rounded(text string) string {
	const significant = 4
	text = decimals.ReplaceAllStringFunc(text, func(number string) string {
		whole, fraction, _ := strings.Cut(number, ".")
		x, err := strconv.ParseFloat(strings.ReplaceAll(whole, ",", "")+"."+fraction, 64)
		if err != nil || x == 0 {
			return number
		}
		places := max(0, significant-1-int(math.Floor(math.Log10(x))))
		if places >= len(fraction) {
			return number
		}
		short := strconv.FormatFloat(x, 'f', places, 64)
		if places > 0 {
			short = strings.TrimRight(strings.TrimRight(short, "0"), ".")
		}
		if strings.Contains(whole, ",") {
			return whole + strings.TrimPrefix(short, strings.ReplaceAll(whole, ",", ""))
		}
		return short
	})
	return withMinus(text)
}

// withMinus gives the numbers of a text real minus signs.
func withMinus(text string) string { return minusSign.ReplaceAllString(text, "$1−$2") }

var minusSign = regexp.MustCompile(`(^|[ (£]|[0-9]e)-([0-9£])`)
