package model

import (
	"math"
	"slices"

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
//     first contacts in the intake are the cohort;
//   - open: the contacts of every year are those of people seen before, and of
//     new people who make up the number. A person leaves at the end of
//     follow-up, by death, or by desisting; a contact after that is a new
//     person's.
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
	ModeOpen         = "open"
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
		Options: []string{ModeCohort, ModeEventSampled, ModeWindow, ModeStream, ModeOpen},
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

// recruit fills the world with the people of the replication, year after year of
// the intake: their frailties and the times of their index contacts.
func (w *World) recruit(people int) {
	if w.set.Index.Mode == ModeStream {
		w.recruitStream(w.cohortSize(0, people))
		return
	}
	entrants, all := w.set.entrants(people, w.area.found()), 0
	for _, n := range entrants {
		all += n
	}
	// Grown step by step, the people of ten years would be copied many times.
	w.people, w.Ledger.People = slices.Grow(w.people, all), slices.Grow(w.Ledger.People, all)
	for year, expected := range entrants {
		start, first := sim.Time(year)*sim.Year, len(w.people)
		n := w.cohortSize(year, expected)
		for k := range n {
			i := first + k
			u := w.common.Uniform(sim.Person, w.entity(i), drawIndexTime, 0)
			at := sim.Time(u * float64(sim.Year))
			if w.set.Index.Arrivals == ArrivalsEven {
				at = sim.Time(float64(k) * float64(sim.Year) / float64(n))
			}
			who := w.set.nature(w.common, w.entity(i))
			who.offending *= w.area.level
			w.add(start+at, who, w.past(i, who, w.unseen(i, who)))
		}
	}
}

// entrants is how many people are new in each year of the intake. In an open
// population they are those whom the contacts of the people seen before leave
// to be found:
//
//	V = e_y·(1 + r·s_0) + Σ_j e_(y−j)·r·s_j,
//
// V contacts a year, r the mean rate of later ones in the area and s_j the part of
// the year j years on that a person is followed in. Custody, death and effects are
// left out of r, so that arms have the same people. Usual disposals raise the rate of
// those who are found often: under the base inputs a year has 2 to 7% more contacts
// than V where effect.scale is individual, and up to 45% more where it is marginal.
func (s *settings) entrants(people int, found float64) []int {
	all := make([]int, s.Intake/sim.Year)
	for year := range all {
		all[year] = people
	}
	if s.Index.Mode != ModeOpen {
		return all
	}
	rate := s.contactRate() * found * (1 - float64(s.NeverAgain.Probability))
	for year := range all {
		left := float64(people)
		for before := range year {
			left -= float64(all[before]) * rate * s.followed(year-before)
		}
		all[year] = int(math.Round(max(0, left) / (1 + rate*s.followed(0))))
	}
	return all
}

// followed is the part of a year in which a person is followed who was found in the
// year so many years before it, at a time spread evenly over that year.
func (s *settings) followed(yearsOn int) float64 {
	// The integral over u in [0, 1] of what [u, u+h] has in common with [k, k+1] is
	// m(k+1) − m(k), of m(x) the mean of the part of [u, u+h] below x.
	below := func(x float64) float64 {
		ramp := func(y float64) float64 { // the mean over u of max(0, y − u)
			switch {
			case y <= 0:
				return 0
			case y >= 1:
				return y - half
			}
			return y * y * half
		}
		return ramp(x) - ramp(x-s.Horizon.Years())
	}
	k := float64(yearsOn)
	return below(k+1) - below(k)
}

// recruitStream simulates users whose contacts are Poisson at their own rate:
// the first contact of the intake makes a person an index case. The number of
// users is such that people are expected.
func (w *World) recruitStream(people int) {
	rate := w.set.contactRate() * w.area.found()
	users := float64(people) * w.set.Intake.Years() / (1 - w.set.Frailty.quiet(rate*w.set.Intake.Years()))
	for i := range int(math.Round(users)) {
		n := w.set.nature(w.common, w.entity(i))
		wait := sim.ExpThreshold(w.common.Uniform(sim.Person, w.entity(i), drawStreamContact, 0)) / (rate * n.offending)
		n.offending *= w.area.level
		if at := sim.YearsOf(wait); at < w.set.Intake {
			w.add(at, n, w.past(i, n, at.Years()))
		}
	}
}

// cohortSize is the number of index contacts of one year of this replication.
func (w *World) cohortSize(year, people int) int {
	mean := float64(people)
	u := func() float64 { return w.common.Uniform(sim.Force, w.force, drawArrivals, uint32(year)) }
	switch w.set.Index.Arrivals {
	case ArrivalsPoisson:
		return int(poisson(mean, u()))
	case ArrivalsNegativeBinomial:
		cv := float64(w.set.Index.ArrivalsCV)
		// Var = mean + mean²/size; a spread below the Poisson's has no such size.
		excess := cv*cv - 1/mean
		if people == 0 {
			return 0
		}
		if excess <= 0 { // no wider than the Poisson law, its limit
			return int(poisson(mean, u()))
		}
		return int(negativeBinomial(mean, 1/excess, u()))
	}
	return people
}
