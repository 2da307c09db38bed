package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"diversim/model/evidence"
	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/scenarios/results"
)

// Axis is one input that a sweep varies.
type Axis struct {
	Key    string
	Values []evidence.Value
}

// mostPoints bounds a sweep, against a slip of the keyboard.
const mostPoints = 10_000

// ParseAxis reads "key=from:to:step", in the input's own unit, or
// "key=a,b,c", each as a scenario file writes it. The error says what was
// wanted and what was got, of every value that is wrong.
func ParseAxis(s *scenarios.Scenario, text string) (Axis, error) {
	key, values, found := strings.Cut(text, "=")
	if !found {
		return Axis{}, fmt.Errorf("wanted key=from:to:step or key=a,b,c; got %q", text)
	}
	key = strings.TrimSpace(key)
	r := s.Registry(s.Comparator)
	if _, err := r.Find(key); err != nil {
		return Axis{}, err
	}
	a := Axis{Key: key}
	if strings.Contains(values, ":") {
		err := a.grid(r, values)
		return a, err
	}
	var wrong []error
	parts := strings.Split(values, ",")
	for i := 0; i < len(parts); i++ {
		one := parts[i]
		if group := oneNumber(parts[i:], i == 0); group > 1 {
			whole := strings.TrimSpace(strings.Join(parts[i:i+group], ","))
			plain := strings.TrimPrefix(whole, "£")
			wrong = append(wrong, fmt.Errorf("%s: %s reads as %d values, %s; write %s or %s, or spaces behind the commas of a list", key, whole, group,
				results.Listed(parts[i:i+group]), strings.ReplaceAll(plain, ",", ""), strings.ReplaceAll(plain, ",", "_")))
			i += group - 1
			continue
		}
		setting, err := s.Setting(key, strings.TrimSpace(one))
		if err == nil && slices.Contains(a.Values, setting.Value) {
			err = fmt.Errorf("%s: wanted each value once; got %s again", key, setting.Value)
		}
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		a.Values = append(a.Values, setting.Value)
	}
	return a, errors.Join(wrong...)
}

// oneNumber is how many parts of a list, from the first on, look like one number with
// commas between its thousands; 1 where the first stands by itself. 50,100,200 is a
// list; £60,500 is not, which has one pound sign, nor is 60,000, which has a part that
// nobody writes by itself, and 1,500 alone may be either.
func oneNumber(parts []string, alone bool) int {
	n, thousands := 1, false
	if leading.MatchString(parts[0]) {
		for n < len(parts) && following.MatchString(parts[n]) {
			thousands = thousands || parts[n][0] == '0'
			n++
		}
	}
	if thousands || strings.Contains(parts[0], "£") || alone && n == len(parts) && n == 2 {
		return n
	}
	return 1
}

var (
	leading   = regexp.MustCompile(`^ *-?£?[1-9][0-9]{0,2}$`)
	following = regexp.MustCompile(`^[0-9]{3}(\.[0-9]+)?$`)
)

// grid reads from:to:step. Steps reach the end, up to what rounding of the step makes.
func (a *Axis) grid(r *evidence.Registry, text string) error {
	const rounding = 1e-4 // of a step, so that thirds may be written with a few digits
	parts := strings.Split(text, ":")
	var n [3]float64
	for i, part := range parts[:min(len(parts), len(n))] {
		x, err := r.ReadNumber(a.Key, part)
		if err != nil {
			return err
		}
		n[i] = x
	}
	from, to, step := n[0], n[1], n[2]
	if len(parts) != len(n) || !(step > 0) || !(to >= from) || math.IsInf(to, 0) || math.IsInf(step, 0) {
		return fmt.Errorf("%s: wanted from:to:step with from <= to and step > 0; got %q", a.Key, text)
	}
	steps := (to - from) / step
	whole := math.Round(steps)
	switch {
	case steps >= mostPoints:
		return fmt.Errorf("%s: wanted at most %d points; got %.0f", a.Key, mostPoints, math.Floor(steps)+1)
	case math.Abs(steps-whole) > rounding:
		return fmt.Errorf("%s: wanted steps that reach the end; %s stops at %s: a step of %s would", a.Key, text, short(from+math.Floor(steps)*step), reaching(to-from, steps))
	}
	for k := range int(whole) + 1 {
		x := from
		if k > 0 {
			x += (to - from) * float64(k) / whole
		}
		v, err := r.NumberValue(a.Key, x)
		if err != nil {
			return err
		}
		a.Values = append(a.Values, v)
	}
	return nil
}

// reaching are the steps on either side of one that does not reach the end of a span.
func reaching(span, steps float64) string {
	text := short(span / math.Ceil(steps))
	if steps > 1 {
		text += " or " + short(span/math.Floor(steps))
	}
	return text
}

// short is a number to six digits.
func short(x float64) string {
	const digits = 6
	near, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	return results.FormatFloat(near)
}

// SweepRow is one measure of one arm at one point. Difference is from the comparator, in
// the same replications; its numbers are absent in the rows of the comparator.
type SweepRow struct {
	Point        int
	At           []evidence.Value // in the order of the axes
	Arm, Measure string
	results.Estimate
	Comparator   string
	Difference   results.Estimate
	Replications int
}

// Sweep runs a scenario at every point of the grid that the axes span, each on
// the same people, and hands on every measure of every arm. Where the options
// leave the number of replications open, each point has as many as its own
// precision needs.
func Sweep(ctx context.Context, s *scenarios.Scenario, axes []Axis, o Options, each func(SweepRow) error) error {
	points := 1
	for _, a := range axes {
		if points *= len(a.Values); points > mostPoints {
			return fmt.Errorf("wanted at most %d points; got more", mostPoints)
		}
	}
	o.Lean = true
	progress := o.Progress
	for point := range points {
		at := make([]evidence.Value, len(axes))
		design := make([]scenarios.Setting, len(axes))
		rest := point
		for i := len(axes) - 1; i >= 0; i-- {
			at[i] = axes[i].Values[rest%len(axes[i].Values)]
			rest /= len(axes[i].Values)
			design[i] = scenarios.Setting{Key: axes[i].Key, Value: at[i]}
		}
		if progress != nil {
			o.Progress = func(done, planned int) { progress(point*planned+done, points*planned) }
		}
		run, err := Run(ctx, s.At(design), o)
		if err != nil {
			return err
		}
		for _, arm := range run.Arms {
			for _, m := range outcome.Measures() {
				none := results.Absent()
				row := SweepRow{
					Point: point, At: at, Arm: arm.Name, Measure: m.Name, Estimate: run.Summary.Arms[arm.Name][m.Name],
					Comparator: s.Comparator, Difference: results.Estimate{Mean: none, Low: none, High: none, MCSE: none}, Replications: run.Summary.Replications,
				}
				if d, found := run.Summary.Differences[arm.Name][m.Name]; found {
					row.Difference = d
				}
				if err := each(row); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
