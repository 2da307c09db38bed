package study

import (
	"fmt"
	"slices"
	"strings"

	"diversim/model"
	"diversim/scenarios"
	"diversim/scenarios/results"
)

// Trace is the life of one person under two arms.
type Trace struct {
	Person, Replication int
	Force               string // area of the index contact, in a run over force areas
	Left, Right         string // names of the arms
	Lines               []TraceLine
	FirstDifference     string // the draw or the rule at which the arms part; empty when they do not
}

// TraceLine is what happened at one time in either arm; empty where nothing
// did.
type TraceLine struct {
	AtDays      float64
	Left, Right string
}

// TracePerson runs one replication of two arms and sets the life of one person
// in them side by side. People are numbered over all force areas, in the order of
// the scenario's. The error says that there is no such arm or person.
func TracePerson(s *scenarios.Scenario, o Options, replication, person int, left, right string) (*Trace, error) {
	for _, name := range []string{left, right} {
		if _, known := s.Arm(name); !known {
			return nil, fmt.Errorf("wanted an arm of %s; got %q", s.Name, name)
		}
	}
	o.Lean, o.Workers = true, 1
	p := newPlan(s, o).of(replication)
	t := &Trace{Person: person, Replication: replication, Left: left, Right: right}
	var lives [2]life
	for side, name := range []string{left, right} {
		l, err := p.live(p.armNamed(name), replication, person)
		if err != nil {
			return nil, err
		}
		lives[side], t.Force = l, l.force
	}
	t.Lines = sideBySide(lives[0].rows, lives[1].rows)
	t.FirstDifference = part(lives, left, right)
	if t.FirstDifference == "" {
		t.FirstDifference = ruleAtFirstDifference(t)
	}
	return t, nil
}

// life is what happened to a person in one arm, where, and the draws it took.
type life struct {
	force string
	rows  []results.EventRow
	draws []model.Draw
}

// live runs an arm until the area of a person.
func (p *plan) live(a *arm, replication, person int) (life, error) {
	w, l := p.newWorker(), life{}
	before, found := 0, false
	watch := func() { w.world.Watch = &model.Watch{Person: uint32(person - before)} }
	watch()
	p.visit(w, a, replication, func(force string, _ bool) bool {
		here := person - before
		before += len(w.world.Ledger.People)
		if here < 0 || person >= before {
			watch()
			return true
		}
		l.force, l.draws, found = force, w.world.Watch.Draws, true
		for _, row := range rowsOf(&w.world.Ledger) {
			if row.Person == uint32(here) && row.Kind != "cost" {
				l.rows = append(l.rows, row)
			}
		}
		return false
	})
	if !found {
		return life{}, fmt.Errorf("wanted a person from 0 to %d; got %d", before-1, person)
	}
	return l, nil
}

// armNamed is the arm of that name, which is there.
func (p *plan) armNamed(name string) *arm {
	return &p.arms[slices.IndexFunc(p.arms, func(a arm) bool { return a.name == name })]
}

// sideBySide merges two lives by time; what is the same in both stands on one
// line.
func sideBySide(left, right []results.EventRow) []TraceLine {
	var lines []TraceLine
	for len(left) > 0 || len(right) > 0 {
		switch {
		case len(right) == 0 || len(left) > 0 && left[0].AtDays < right[0].AtDays:
			lines = append(lines, TraceLine{AtDays: left[0].AtDays, Left: describe(left[0])})
			left = left[1:]
		case len(left) == 0 || right[0].AtDays < left[0].AtDays:
			lines = append(lines, TraceLine{AtDays: right[0].AtDays, Right: describe(right[0])})
			right = right[1:]
		default:
			lines = append(lines, TraceLine{AtDays: left[0].AtDays, Left: describe(left[0]), Right: describe(right[0])})
			left, right = left[1:], right[1:]
		}
	}
	return lines
}

// describe is an event in words.
func describe(r results.EventRow) string {
	text := r.Kind
	if r.Type != "" {
		text += ", " + r.Type
	}
	if r.Outcome != "" {
		text += ": " + r.Outcome
	}
	return text
}

// part names the draw at which two lives part: the first that only one of
// them makes, or that they make for different things.
func part(lives [2]life, left, right string) string {
	a, b := lives[0].draws, lives[1].draws
	same := 0
	for same < len(a) && same < len(b) && a[same].Decision == b[same].Decision && a[same].Occurrence == b[same].Occurrence {
		same++
	}
	next := func(draws []model.Draw, arm string) string {
		if same == len(draws) {
			return arm + " draws nothing more"
		}
		return fmt.Sprintf("%s draws %s, u = %.6f", arm, draws[same], draws[same].U)
	}
	if same == len(a) && same == len(b) {
		return ""
	}
	return fmt.Sprintf("after %d draws in common, %s; %s", same, next(a, left), next(b, right))
}

// ruleAtFirstDifference speaks of two lives that take the same draws and still
// differ: the rules of the arms read them differently.
func ruleAtFirstDifference(t *Trace) string {
	for _, line := range t.Lines {
		if line.Left != line.Right {
			or := func(s string) string {
				if s == "" {
					return "nothing"
				}
				return s
			}
			return fmt.Sprintf("all draws are the same; on day %.1f the rules of the arms differ: %s, %s: %s, %s",
				line.AtDays, t.Left, or(line.Left), t.Right, or(strings.TrimSpace(line.Right)))
		}
	}
	return ""
}
