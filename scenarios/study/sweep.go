package study

import (
	"context"
	"errors"
	"fmt"
	"math"
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
	for _, one := range strings.Split(values, ",") {
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

// grid reads from:to:step.
func (a *Axis) grid(r *evidence.Registry, text string) error {
	parts := strings.Split(text, ":")
	var n [3]float64
	for i, part := range parts {
		if i >= len(n) {
			break
		}
		x, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(part), "_", ""), 64)
		if err != nil {
			return fmt.Errorf("%s: wanted a number; got %q", a.Key, part)
		}
		n[i] = x
	}
	from, to, step := n[0], n[1], n[2]
	if len(parts) != len(n) || !(step > 0) || !(to >= from) || math.IsInf(to, 0) {
		return fmt.Errorf("%s: wanted from:to:step with from <= to and step > 0; got %q", a.Key, text)
	}
	// A last point that rounding puts a hair beyond the end still counts.
	count := math.Floor((to-from)/step*(1+1e-12)) + 1
	if count > mostPoints {
		return fmt.Errorf("%s: wanted at most %d points; got %.0f", a.Key, mostPoints, count)
	}
	for k := range int(count) {
		v, err := r.NumberValue(a.Key, from+float64(k)*step)
		if err != nil {
			return err
		}
		a.Values = append(a.Values, v)
	}
	return nil
}

// SweepRow is one measure of one arm at one point.
type SweepRow struct {
	Point        int
	At           []evidence.Value // in the order of the axes
	Arm, Measure string
	results.Estimate
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
				row := SweepRow{Point: point, At: at, Arm: arm.Name, Measure: m.Name, Estimate: run.Summary.Arms[arm.Name][m.Name]}
				if err := each(row); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
