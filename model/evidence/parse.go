package evidence

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// unlimited is how a limit without end is written; "none" is read as the same,
// except for money, where it could as well mean zero.
const (
	unlimited = "unlimited"
	noLimit   = "none"
)

// Parse reads the text of a value for the input with the key. It is strict:
// durations carry their unit (any of them; it is converted to the input's own),
// money may carry a pound sign, proportions and ratios a per cent sign, rates
// "per year". The error says what was wanted and what was got.
func (r *Registry) Parse(key, text string) (Value, error) {
	e, found := r.byKey[key]
	if !found {
		return Value{}, fmt.Errorf("no input is called %q%s", key, DidYouMean(r.Suggest(key)))
	}
	trimmed := strings.TrimSpace(text)
	switch e.Kind {
	case ChoiceKind:
		return e.parseChoice(trimmed)
	case SwitchKind:
		return e.parseSwitch(trimmed)
	}
	x, ok := e.readNumber(trimmed)
	if !ok || !e.Range.Contains(x) {
		return Value{}, fmt.Errorf("%s: wanted %s; got %q", key, e.wanted(), text)
	}
	return Value{kind: NumberKind, unit: e.unit, number: x + 0}, nil // no negative zero
}

// ParseRange reads "low:high", each as Parse does, for the input with the key. The error
// says what was wanted and what was got; low is below high.
func (r *Registry) ParseRange(key, text string) (low, high Value, err error) {
	first, last, two := strings.Cut(text, ":")
	if !two {
		return Value{}, Value{}, fmt.Errorf("%s: wanted low:high; got %q", key, text)
	}
	if low, err = r.Parse(key, first); err != nil {
		return Value{}, Value{}, err
	}
	if high, err = r.Parse(key, last); err != nil {
		return Value{}, Value{}, err
	}
	if !(low.Number() < high.Number()) {
		return Value{}, Value{}, fmt.Errorf("%s: wanted low below high; got %q", key, text)
	}
	return low, high, nil
}

// ReadNumber reads the text of a number for the input with the key as Parse does, or
// without a unit as one in the input's own, whatever its size: a step is no value.
func (r *Registry) ReadNumber(key, text string) (x float64, err error) {
	e, found := r.byKey[key]
	if !found || e.Kind != NumberKind {
		_, err := r.Parse(key, text)
		return 0, err
	}
	text = strings.TrimSpace(text)
	if x, ok := ReadDecimal(text); ok {
		return x, nil
	}
	if x, ok := e.readNumber(text); ok {
		return x, nil
	}
	return 0, fmt.Errorf("%s: wanted %s; got %q", key, e.wanted(), text)
}

// NumberValue makes a value of the input with the key from a number in the
// input's own unit. It fails where Parse would: unknown key, not a number, out
// of range.
func (r *Registry) NumberValue(key string, x float64) (Value, error) {
	e, found := r.byKey[key]
	switch {
	case !found:
		_, err := r.Parse(key, "")
		return Value{}, err
	case e.Kind != NumberKind:
		return Value{}, fmt.Errorf("%s: wanted %s; got the number %v", key, e.wanted(), x)
	case !e.Range.Contains(x):
		return Value{}, fmt.Errorf("%s: wanted %s; got %s", key, e.wanted(), inUnit(x, e.unit))
	}
	return Value{kind: NumberKind, unit: e.unit, number: x}, nil
}

func (e *entry) parseChoice(text string) (Value, error) {
	if slices.Contains(e.Options, text) {
		return Value{kind: ChoiceKind, word: text}, nil
	}
	return Value{}, fmt.Errorf("%s: wanted %s; got %q%s", e.Key, e.wanted(), text, DidYouMean(Nearest(text, e.Options)))
}

func (e *entry) parseSwitch(text string) (Value, error) {
	if text != "true" && text != "false" {
		return Value{}, fmt.Errorf("%s: wanted %s; got %q", e.Key, e.wanted(), text)
	}
	return Value{kind: SwitchKind, on: text == "true"}, nil
}

// wanted says what a value of the input may look like.
func (e *entry) wanted() string {
	switch e.Kind {
	case ChoiceKind:
		return "one of " + strings.Join(e.Options, ", ")
	case SwitchKind:
		return "true or false"
	}
	text := fmt.Sprintf("%s, %s, written like %s", e.unit, rangeInUnit(e.Range, e.unit), measures[e.unit].example)
	if math.IsInf(e.Range.High, 1) {
		text += ", or " + unlimited
	}
	return text
}

// readNumber reads the text as a number in the input's unit, whatever its size.
func (e *entry) readNumber(text string) (float64, bool) {
	if text == unlimited || text == noLimit && e.unit != pounds {
		return math.Inf(1), true
	}
	switch e.unit {
	case probability, ratio:
		if digits, found := strings.CutSuffix(text, "%"); found {
			return readPercent(strings.TrimSpace(digits))
		}
	case pounds:
		return readPounds(text)
	case perYear:
		x, _, ok := readQuantity(text, rateWords)
		return x, ok
	case years, days, weeks:
		return readDuration(text, measures[e.unit].days)
	}
	return ReadDecimal(text)
}

// rateWords are the words for rates, in events per year.
var rateWords = map[string]float64{"": 1, "per year": 1, "/year": 1, "/yr": 1, "/y": 1}

// dayLengths are the words for durations, in days.
var dayLengths = map[string]float64{
	"d": 1, "day": 1, "days": 1,
	"w": daysPerWeek, "week": daysPerWeek, "weeks": daysPerWeek,
	"month": daysPerYear / monthsPerYear, "months": daysPerYear / monthsPerYear,
	"y": daysPerYear, "yr": daysPerYear, "year": daysPerYear, "years": daysPerYear,
}

// readDuration reads a duration in units of so many days. A duration given in that
// very unit is not converted, so that it is read back exactly as it was written.
func readDuration(text string, unitDays float64) (float64, bool) {
	x, worth, ok := readQuantity(text, dayLengths)
	if ok && worth != unitDays {
		x = x * worth / unitDays
	}
	return x, ok || text == "0"
}

// readQuantity reads a number followed by one of the words, and what the word is
// worth.
func readQuantity(text string, words map[string]float64) (x, worth float64, ok bool) {
	end := strings.IndexFunc(text, func(c rune) bool { return c >= 'a' && c <= 'z' })
	if end < 0 {
		end = len(text)
	}
	if slash := strings.LastIndex(text[:end], "/"); slash >= 0 && strings.TrimSpace(text[slash+1:end]) == "" {
		end = slash
	}
	worth, known := words[text[end:]]
	x, ok = ReadDecimal(strings.TrimRight(text[:end], " "))
	return x, worth, ok && known
}

var (
	plainDigits = `\d+(\.\d+)?`
	groupedBy   = `\d{1,3}(,\d{3})+(\.\d+)?|\d{1,3}(_\d{3})+(\.\d+)?`
	decimalForm = regexp.MustCompile(`^[+-]?(` + plainDigits + `(e[+-]?\d{1,3})?|` + groupedBy + `)$`)
	percentForm = regexp.MustCompile(`^[+-]?` + plainDigits + `$`)
	partForm    = regexp.MustCompile(`^(\d{1,15})/(\d{1,15})$`)
	separators  = strings.NewReplacer(",", "", "_", "")
)

// ReadDecimal reads a decimal number, with thousands separated by commas or
// underscores if at all, or a fraction of two whole numbers.
func ReadDecimal(text string) (float64, bool) {
	if parts := partForm.FindStringSubmatch(text); parts != nil {
		over, _ := strconv.ParseFloat(parts[1], 64)
		under, _ := strconv.ParseFloat(parts[2], 64)
		return over / under, under != 0
	}
	if !decimalForm.MatchString(text) {
		return 0, false
	}
	x, err := strconv.ParseFloat(separators.Replace(text), 64)
	return x, err == nil
}

// readPercent reads the number before a per cent sign; the decimal point moves in
// the text, so that 7% is exactly what 0.07 is.
func readPercent(text string) (float64, bool) {
	if !percentForm.MatchString(text) {
		return 0, false
	}
	x, err := strconv.ParseFloat(text+"e-2", 64)
	return x, err == nil
}

// readPounds reads money with or without the pound sign.
func readPounds(text string) (float64, bool) {
	if rest, found := strings.CutPrefix(text, "-£"); found && !strings.HasPrefix(rest, "-") {
		x, ok := ReadDecimal(rest)
		return -x, ok
	}
	return ReadDecimal(strings.TrimPrefix(text, "£"))
}
