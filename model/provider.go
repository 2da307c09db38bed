package model

import (
	"diversim/model/evidence"
	"diversim/sim"
)

// Provider is who runs the course: a number of places, held from the first
// appointment to the end of the course, and the time to a first appointment.
// With a waiting list, first come first served, a person waits for a place;
// without one the place is held from the offer, and no offer is made when all
// are taken.
type Provider struct {
	Slots       evidence.Count
	FirstWait   evidence.Days
	WaitingList bool
	RunIn       evidence.Years
	Earlier     evidence.PerYear
	Background  evidence.PerYear
}

func (p *Provider) declare(r *evidence.Registry) {
	evidence.Var(r, &p.Slots, evidence.Spec{
		Key: "programme.slots", Label: "Places on the course, at the planned number of people",
		Value: 150, Range: evidence.AtLeast(0), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "1,500 people of whom 65% start and stay six weeks fill 112, so that the plan meets no queue",
	})
	evidence.Var(r, &p.FirstWait, evidence.Spec{
		Key: "programme.first_wait", Label: "Time from the offer to the first appointment, where a place is free",
		Value: 7, Range: evidence.Between(0, 3650), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "a week",
	})
	evidence.Switch(r, &p.WaitingList, evidence.SwitchSpec{
		Key: "programme.waiting_list", Label: "People wait for a place when all are taken",
		Value: true, Status: evidence.Assumed, Note: "off, the offer is not made and the person is processed as usual",
	})
	evidence.Var(r, &p.Background, evidence.Spec{
		Key: "programme.background_referrals", Label: "Other referrals to the same places",
		Value: 0, Range: evidence.Between(0, 3000), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "none: the places are bought for the scheme",
	})
	evidence.Var(r, &p.RunIn, evidence.Spec{
		Key: "programme.run_in", Label: "Time before the intake year over which other referrals fill the places",
		Value: 0, Range: evidence.Between(0, 20), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "the scheme starts empty",
	})
	evidence.Var(r, &p.Earlier, evidence.Spec{
		Key: "programme.earlier_referrals", Label: "Referrals of the scheme itself over the run-in, besides the other ones",
		Value: 0, Range: evidence.Between(0, 1e6), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "none: the scheme is new; one that has been running had as many as in the intake year",
	})
}

// openProvider empties the places and starts the stream of other referrals.
func (w *World) openProvider() {
	start := -sim.YearsOf(float64(w.set.Provider.RunIn))
	w.provider.Reset(w.set.slots, start)
	w.others, w.turn = 0, 0
	w.nextOther(start)
}

// turnYear takes the use of the places over the intake year: it is called when
// the year begins and when it ends.
func (w *World) turnYear() {
	year, use := &w.Ledger.Intake, w.provider.Usage(w.turn)
	if w.turn == 0 {
		*year, w.turn = use, Intake
		return
	}
	*year, w.turn = use.Since(*year), sim.Never
}

// nextOther posts the next referral from elsewhere, or of the scheme before its
// intake year. Its gap and its stay are keyed to its number, so that all arms
// see the same stream.
func (w *World) nextOther(after sim.Time) {
	during := float64(w.set.Provider.Background)
	before := during + float64(w.set.Provider.Earlier)
	ahead := sim.ExpThreshold(w.common.Uniform(sim.Force, w.force, drawBackgroundGap, w.others))
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
// free and goes away otherwise.
func (w *World) otherArrives(at sim.Time) {
	number := w.others
	w.others++
	w.nextOther(at)
	if !w.provider.Take(at) {
		return
	}
	stay := sim.Time(0)
	for k := range w.set.sessions {
		stay = stay.Plus(w.set.gap(w.common.Uniform(sim.Force, w.force, drawBackgroundService, stepOccurrence(number, k))))
	}
	w.calendar.Post(sim.Event{At: at.Plus(stay), Kind: uint8(otherLeaves), Priority: uint8(otherLeaves)})
}

// otherLeaves gives the place back.
func (w *World) otherLeaves(at sim.Time) {
	w.provider.Release(at)
	w.admitWaiting(at)
}

// admitWaiting gives free places to those who have waited longest. Each is
// admitted to a first appointment at once, and may miss it.
func (w *World) admitWaiting(at sim.Time) {
	for w.provider.Waiting() > 0 && w.provider.Free() {
		next := w.provider.Admit(at)
		p := &w.people[next]
		p.queued = false
		w.spells[p.spell].holdsSlot = true
		w.plan(next, at, appointment, uint32(p.spell))
		w.resume(next)
	}
}
