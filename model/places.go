package model

import (
	"fmt"
	"math"

	"diversim/model/ledger"
	"diversim/sim"
)

// The places of the provider as a run goes: who holds one, who waits for one,
// and who gives up. A referral from elsewhere is an entity as a person is, but
// numbered from the other end, so that both can stand in one queue.

// otherEntity is the entity of a referral from elsewhere, by its number.
func otherEntity(number uint32) uint32 { return ^number }

// isOther says whether an entity is a referral from elsewhere.
func (w *World) isOther(entity uint32) bool { return uint64(entity) >= uint64(len(w.people)) }

// openProvider empties the places and starts the stream of other referrals.
func (w *World) openProvider() {
	start := -sim.YearsOf(float64(w.set.Provider.RunIn))
	slots := w.set.slots
	if w.set.isolated {
		slots = unlimited
	}
	w.provider.Reset(slots, start)
	w.others, w.turn = w.others[:0], 0
	w.nextOther(start)
}

// turnYear takes the use of the places over the intake year: it is called when
// the year begins and when it ends.
func (w *World) turnYear() {
	year, use := &w.Ledger.Intake, w.provider.Usage(w.turn)
	if w.turn == 0 {
		*year, w.turn = use, w.set.Intake
		return
	}
	*year, w.turn = use.Since(*year), sim.Never
}

// closeProvider takes the use of the places over the whole run. Little's
// identity must hold to the second: a place or a person miscounted would
// falsify every wait after it without a sign.
func (w *World) closeProvider() {
	w.Ledger.Provider = w.provider.Usage(max(w.calendar.Now(), w.set.Intake))
	w.balance("places", w.Ledger.Provider)
}

// balance stops a run in which the account of a resource does not add up.
func (w *World) balance(of string, use sim.Usage) {
	if err := use.Little(); err != nil {
		panic(fmt.Sprintf("model: replication %d, seed %d, %s: %v", w.replication, w.seed, of, err))
	}
}

// awaitPlace puts a person on the waiting list, who may give up before their
// turn comes.
func (w *World) awaitPlace(i, number uint32, at sim.Time) {
	w.provider.Join(at, i, w.classOf(i))
	w.people[i].queued = true
	if !math.IsInf(w.set.patience, 1) {
		u := w.draw(i, drawPlacePatience, stepOccurrence(w.Ledger.Spells[number].Contact, 0))
		w.plan(i, at.Plus(w.set.patienceOf(u)), gaveUp, number)
	}
}

// patienceOf is for how long somebody waits at most.
func (s *settings) patienceOf(u float64) sim.Time {
	return sim.Time(math.Round(s.patience * sim.Exponential(u)))
}

// classOf is a person's class of priority.
func (w *World) classOf(i uint32) int {
	v := &w.set.Provider
	switch {
	case v.Queue == QueueFIFO:
		return 0
	case v.Priority == PrioritySource && v.OthersFirst:
		return 1
	case v.Priority == PrioritySource:
		return 0
	}
	return int(ledger.Dependent - w.Ledger.People[i].Dependence)
}

// classOfOthers is the class of referrals from elsewhere: the first or the last.
func (s *settings) classOfOthers() int {
	v := &s.Provider
	switch {
	case v.Queue == QueueFIFO || v.OthersFirst:
		return 0
	case v.Priority == PrioritySource:
		return 1
	}
	return int(ledger.Dependent)
}

// admitWaiting gives free places to those whose turn it is. A person is
// admitted to a first appointment at once, and may miss it.
func (w *World) admitWaiting(at sim.Time) {
	for w.provider.Waiting() > 0 && w.provider.Free() {
		next := w.provider.Admit(at)
		if w.isOther(next) {
			w.startOther(^next, at)
			continue
		}
		p := &w.people[next]
		p.queued = false
		w.cancel(next, gaveUp, uint32(p.spell))
		w.spells[p.spell].holdsSlot = true
		w.plan(next, at, appointment, uint32(p.spell))
		w.resume(next)
	}
}

// other is a referral from elsewhere.
type other struct {
	at      sim.Time
	waiting bool
	counted bool // comes in the intake year
}

// nextOther posts the next referral from elsewhere, or of the scheme before its
// intake year. Its gap, its stay and its patience are keyed to its number, so
// that all arms see the same stream.
func (w *World) nextOther(after sim.Time) {
	during := w.set.background
	before := during + w.set.earlier
	ahead := sim.ExpThreshold(w.common.Uniform(sim.Force, w.force, drawBackgroundGap, uint32(len(w.others))))
	at := after.Plus(sim.YearsOf(ahead / during))
	if after < 0 {
		at = after.Plus(sim.YearsOf(ahead / before))
	}
	if after < 0 && at >= 0 {
		// The rate changes as the year begins: what is left of the gap is at the new one.
		at = sim.YearsOf(ratio(max(0, ahead+before*after.Years()), during))
	}
	if at < w.set.intakeEnd {
		w.calendar.Post(sim.Event{At: at, Kind: uint8(otherArrives), Priority: uint8(otherArrives)})
	}
}

// otherArrives acts on a referral from elsewhere: it takes a place if one is
// free and nobody waits, and waits or goes away otherwise.
func (w *World) otherArrives(at sim.Time) {
	number := uint32(len(w.others))
	w.others = append(w.others, other{at: at, counted: at >= 0})
	o := &w.others[number]
	w.nextOther(at)
	if o.counted {
		w.Ledger.Others.Clients++
	}
	switch {
	case w.provider.Waiting() == 0 && w.provider.Take(at):
		w.startOther(number, at)
	case w.set.waitingList && w.set.Provider.OthersWait:
		o.waiting = true
		w.provider.Join(at, otherEntity(number), w.set.classOfOthers())
		if !math.IsInf(w.set.patience, 1) {
			until := at.Plus(w.set.patienceOf(w.common.Uniform(sim.Force, w.force, drawPlacePatience, number)))
			w.calendar.Post(sim.Event{At: until, Entity: number, Kind: uint8(otherGivesUp), Priority: uint8(otherGivesUp)})
		}
	case o.counted:
		w.Ledger.Others.Lost++
	}
}

// startOther lets a referral from elsewhere have the place it has been given.
func (w *World) startOther(number uint32, at sim.Time) {
	o := &w.others[number]
	o.waiting = false
	if o.counted {
		w.Ledger.Others.Started++
		w.Ledger.Others.Waited += at - o.at
	}
	stay := sim.Time(0)
	for k := range w.set.sessions {
		stay = stay.Plus(w.set.gap(w.common.Uniform(sim.Force, w.force, drawBackgroundService, stepOccurrence(number, k))))
	}
	w.calendar.Post(sim.Event{At: at.Plus(stay), Kind: uint8(otherLeaves), Priority: uint8(otherLeaves)})
}

// otherGivesUp takes a referral from elsewhere off the list, unless it has had
// its turn.
func (w *World) otherGivesUp(number uint32, at sim.Time) {
	o := &w.others[number]
	if !o.waiting {
		return
	}
	o.waiting = false
	w.provider.Withdraw(at, otherEntity(number))
	if o.counted {
		w.Ledger.Others.Lost++
	}
}

// otherLeaves gives the place back.
func (w *World) otherLeaves(at sim.Time) {
	w.provider.Release(at)
	w.admitWaiting(at)
}
