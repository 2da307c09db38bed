package model

import "diversim/sim"

// terms are the conditions of a scheme in one year of the run: its money, what a
// step costs and how good its course is.
type terms struct {
	budget, fixed int64 // pence
	price         float64
	quality       float64
	steps         steps
	funding       funding
}

// termsOf are those of a year; the last year's hold from then on.
func (w *World) termsOf(year uint32) *terms { return &w.years[min(int(year), len(w.years)-1)] }

func (w *World) termsAt(at sim.Time) *terms { return w.termsOf(uint32(max(0, at) / sim.Year)) }

// ContactsPerPerson is how many caseworker contacts the money of the area last run
// buys for each accepted person, the mean of its years.
func (w *World) ContactsPerPerson() float64 {
	sum := 0.0
	for k := range w.years {
		sum += w.years[k].funding.kappa
	}
	return sum / float64(len(w.years))
}

// stepsOf is what the steps of a spell cost: those of the year whose account pays.
func (w *World) stepsOf(number int) *steps { return &w.termsOf(w.Ledger.Spells[number].Year).steps }
