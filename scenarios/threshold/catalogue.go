package threshold

import "context"

// question is one of the threshold questions and how it is answered.
type question struct {
	name, words string
	answer      func(context.Context, *Ask) ([]Row, error)
}

// catalogue is every question, in order.
var catalogue = []question{
	{"T1", "Is the target likely to be observed?", likely},
	{"T2", "Would it be observed without diversion?", withoutDiversion},
	{"T4", "What budget meets the target with the assurance?", budgets},
}

// Questions are the names of the questions, in order.
func Questions() []string {
	var names []string
	for _, q := range catalogue {
		names = append(names, q.name)
	}
	return names
}
