package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/sim"
)

// Index is how people come into the cohort. The same words, "1,500 people
// caught with drugs", mean different distributions of frailty:
//
//   - cohort: frailty is defined on the cohort, as published curves need it;
//   - event_sampled: a random contact, so people are found in proportion to
//     their rate of contacts;
//   - first_contact_in_window: anybody seen at least once in a window, from the
//     first contact in it;
//   - stream: the users of an area have contacts at their own rates, and their
//     first contacts in the intake year are the cohort.
//
// What recruitment knows of the past is in history.go.
type Index struct {
	Mode       string
	Clock      string
	Arrivals   string
	ArrivalsCV evidence.Ratio
	Window     evidence.Years
	History    evidence.Years
}

// The recruitment modes.
const (
	ModeCohort       = "cohort"
	ModeEventSampled = "event_sampled"
	ModeWindow       = "first_contact_in_window"
	ModeStream       = "stream"
)

// The clocks from which proven offences are counted.
const (
	ClockContact  = "contact"
	ClockDisposal = "disposal"
)

// The laws of the number and the times of index contacts.
const (
	ArrivalsUniform          = "uniform"
	ArrivalsEven             = "even"
	ArrivalsPoisson          = "poisson"
	ArrivalsNegativeBinomial = "negative_binomial"
)

func (x *Index) declare(r *evidence.Registry) {
	evidence.Choose(r, &x.Mode, evidence.ChoiceSpec{
		Key: "index.mode", Label: "How people are recruited", Value: ModeCohort,
		Options: []string{ModeCohort, ModeEventSampled, ModeWindow, ModeStream},
		Status:  evidence.Assumed, Note: "the published curves describe a cohort, and the frailty is fitted to them",
	})
	evidence.Choose(r, &x.Clock, evidence.ChoiceSpec{
		Key: "index.clock", Label: "From when proven offences are counted", Value: ClockContact,
		Options: []string{ClockContact, ClockDisposal}, Status: evidence.Assumed,
		Note: "one clock in every arm; official statistics count from the conviction, the caution or the release, which comes later for those who are charged",
	})
	evidence.Choose(r, &x.Arrivals, evidence.ChoiceSpec{
		Key: "index.arrivals", Label: "How index contacts fall over the intake year", Value: ArrivalsUniform,
		Options: []string{ArrivalsUniform, ArrivalsEven, ArrivalsPoisson, ArrivalsNegativeBinomial},
		Status:  evidence.Assumed, Note: "a stated number of people, at times independent of each other",
	})
	evidence.Var(r, &x.ArrivalsCV, evidence.Spec{
		Key: "index.arrivals_cv", Label: "Coefficient of variation of the yearly number of index contacts (negative binomial)",
		Value: 0.10, Range: evidence.Between(0.001, 3), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "year-to-year changes of recorded possession are of this order",
	})
	evidence.Var(r, &x.Window, evidence.Spec{
		Key: "index.window", Label: "Window in which a contact qualifies (first_contact_in_window)",
		Value: 1, Range: evidence.Between(1.0/36525, 50), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "people seen in a year",
	})
	evidence.Var(r, &x.History, evidence.Spec{
		Key: "index.history", Label: "Years before the index contact over which earlier contacts and offences are counted",
		Value: 1, Range: evidence.Between(0, 50), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "as long as the follow-up of most evaluations; they are counted and change nothing else",
	})
}

// Intake is the span over which index contacts fall.
const Intake = sim.Year

// recruit fills the world with the people of the replication: their frailties
// and the times of their index contacts.
func (w *World) recruit(people int) {
	n := w.cohortSize(people)
	if w.set.Index.Mode == ModeStream {
		w.recruitStream(n)
		return
	}
	for i := range n {
		u := w.common.Uniform(sim.Person, w.entity(i), drawIndexTime, 0)
		at := sim.Time(u * float64(Intake))
		if w.set.Index.Arrivals == ArrivalsEven {
			at = sim.Time(float64(i) * float64(Intake) / float64(n))
		}
		n := w.set.nature(w.common, w.entity(i))
		w.add(at, n, w.past(i, n, w.unseen(i, n)))
	}
}

// recruitStream simulates users whose contacts are Poisson at their own rate:
// the first contact of the intake year makes a person an index case. The
// number of users is such that people are expected.
func (w *World) recruitStream(people int) {
	rate := w.set.contactRate()
	users := float64(people) / (1 - w.set.Frailty.quiet(rate))
	for i := range int(math.Round(users)) {
		n := w.set.nature(w.common, w.entity(i))
		wait := sim.ExpThreshold(w.common.Uniform(sim.Person, w.entity(i), drawStreamContact, 0)) / (rate * n.offending)
		if at := sim.YearsOf(wait); at < Intake {
			w.add(at, n, w.past(i, n, at.Years()))
		}
	}
}

// cohortSize is the number of index contacts of this replication.
func (w *World) cohortSize(people int) int {
	mean := float64(people)
	switch w.set.Index.Arrivals {
	case ArrivalsPoisson:
		return int(poisson(mean, w.common.Uniform(sim.Force, w.force, drawArrivals, 0)))
	case ArrivalsNegativeBinomial:
		cv := float64(w.set.Index.ArrivalsCV)
		// Var = mean + mean²/size; a spread below the Poisson's has no such size.
		excess := cv*cv - 1/mean
		if people == 0 {
			return 0
		}
		if excess <= 0 { // no wider than the Poisson law, its limit
			return int(poisson(mean, w.common.Uniform(sim.Force, w.force, drawArrivals, 0)))
		}
		return int(negativeBinomial(mean, 1/excess, w.common.Uniform(sim.Force, w.force, drawArrivals, 0)))
	}
	return people
}
