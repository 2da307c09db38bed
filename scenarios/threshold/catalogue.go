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
	{"T3", "What true effect would be needed?", neededEffect},
	{"T4", "What budget meets the target with the assurance?", budgets},
	{"T5", "What is the most it is worth paying for a person?", worth},
	{"T6", "What capacity is needed?", capacity},
	{"T7", "When does the patchwork become national?", national},
	{"T8", "How much net-widening cancels the benefit?", widening},
	{"T9", "How much lost deterrence cancels it?", lostDeterrence},
	{"T10", "How low can engagement fall before it is not worth it?", engagement},
}

// Questions are the names of the questions, in order.
func Questions() []string {
	var names []string
	for _, q := range catalogue {
		names = append(names, q.name)
	}
	return names
}
