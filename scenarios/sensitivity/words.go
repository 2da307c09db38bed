package sensitivity

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"diversim/model/evidence"
	"diversim/scenarios/results"
	"diversim/sim"
)

// stays is the coordinate of an input that stays at its value.
var stays = math.NaN()

// valueAt is the value of a chosen input at a point, as text.
func (p *Plan) valueAt(k int, u []float64) string {
	return p.text(k, p.pair.Values(u)[k].Number())
}

// plainAt is the same as machines read it: in the input's unit, to all digits.
func (p *Plan) plainAt(k int, u []float64) string {
	return results.FormatFloat(p.pair.Values(u)[k].Number())
}

// text is a value of a chosen input with its unit, to three figures.
func (p *Plan) text(k int, x float64) string {
	const figures = 3
	short, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', figures, 64), 64)
	r := p.registry()
	v, err := r.NumberValue(p.inputs[k].key, short)
	if err != nil { // rounding left the range
		v, err = r.NumberValue(p.inputs[k].key, x)
	}
	if err != nil {
		panic("sensitivity: " + err.Error()) // the value came from the prior
	}
	return strings.Replace(v.String(), "-", "−", 1)
}

func (p *Plan) registry() *evidence.Registry { return p.short.Registry(p.comparator.Name) }

// amount is a number of an output, in its unit; signed ones are differences.
func amount(unit string, x float64, signed bool) string {
	const million = 1e6
	sign := ""
	if x < 0 {
		sign = "−"
	} else if signed && x > 0 {
		sign = "+"
	}
	size := math.Abs(x)
	switch {
	case math.IsNaN(x):
		return "–"
	case unit == "proportion":
		return fmt.Sprintf("%s%.2f points", sign, 100*size)
	case strings.HasPrefix(unit, "pounds") && size >= million:
		return fmt.Sprintf("%s£%.1fm", sign, size/million)
	case strings.HasPrefix(unit, "pounds"):
		return fmt.Sprintf("%s£%s", sign, count(int(math.Round(size))))
	}
	return fmt.Sprintf("%s%.3g %s", sign, size, unit)
}

// level is a number of an output that is no difference: a share as a percentage.
func level(unit string, x float64) string {
	if unit == "proportion" && !math.IsNaN(x) {
		return fmt.Sprintf("%.1f%%", 100*x)
	}
	return amount(unit, x, false)
}

func percent(share float64) string {
	return strings.Replace(fmt.Sprintf("%.0f%%", 100*share), "-", "−", 1)
}

// count is a whole number with commas.
func count(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

func plural(n int, of string) string {
	if n == 1 {
		return "1 " + of
	}
	return count(n) + " " + of + "s"
}

// months is a span in words.
func months(t sim.Time) string {
	return plural(int(math.Round(t.Years()*12)), "month")
}
