package threshold

import (
	"fmt"
	"strings"

	"diversim/scenarios"
)

// text is the range as it is typed.
func (r Range) text() string { return fmt.Sprintf("%s=%v:%v", r.Key, r.From, r.To) }

// unit is that of the input.
func (r Range) unit(s *scenarios.Scenario) string {
	in, _ := s.Registry(s.Comparator).Lookup(r.Key)
	return in.Unit
}

// stated is the value of the input in an arm.
func (r Range) stated(s *scenarios.Scenario, arm string) float64 {
	in, _ := s.Registry(arm).Lookup(r.Key)
	return in.Current.Number()
}

// within says whether a value lies between the ends.
func (r Range) within(x float64) bool { return (x-r.From)*(r.To-x) > 0 }

// DefaultBudgets are the budgets searched unless a range is given: from none to four
// times the arm's own, as far as the curve of budgets of a run goes, or to £240,000
// where the arm has none.
func DefaultBudgets(s *scenarios.Scenario, arm string) Range {
	const times, otherwise = 4, 240_000
	r := Range{Key: budgetKey, To: times * (Range{Key: budgetKey}).stated(s, arm)}
	if r.To == 0 {
		r.To = otherwise
	}
	if in, _ := s.Registry(arm).Lookup(budgetKey); !in.Range.Contains(r.To) {
		r.To = in.Range.Clamp(r.To)
	}
	return r
}

// aimed is a row about the target.
func (a *Ask) aimed(world string) Row {
	r := blank()
	r.World, r.Measure, r.Target, r.Assurance = world, a.Target.Measure, a.Target.AtLeast, a.Target.Assurance
	if a.Target.Completed {
		r.Note = "a share of " + a.Target.among() + "; the comparator's is of everybody"
	}
	return r
}

// falls says where more of the input makes the target surely less likely.
func (s *search) falls() string {
	for i := range s.points {
		for j := i + 1; j < len(s.points); j++ {
			_, below := s.points[j].interval()
			above, _ := s.points[i].interval()
			if below < above {
				return fmt.Sprintf("the chance falls from %.2f at %v to %.2f at %v", s.points[i].share(), s.points[i].value, s.points[j].share(), s.points[j].value)
			}
		}
	}
	return ""
}

// joined are notes one after the other.
func joined(notes ...string) string {
	var all []string
	for _, n := range notes {
		if n != "" {
			all = append(all, n)
		}
	}
	return strings.Join(all, "; ")
}

func upTo(n int) []int {
	all := make([]int, n)
	for k := range all {
		all[k] = k
	}
	return all
}
