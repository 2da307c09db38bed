package model

import (
	"diversim/model/ledger"
	"diversim/sim"
)

// reachOut plans an attempt to bring a person back. Its rate is that of the base
// case in every arm: money acts through attendance and staying alone.
func (w *World) reachOut(i uint32, number int, at sim.Time) {
	state := &w.spells[number]
	rate := float64(w.set.Engagement.OutreachRate) * w.set.base.kappa
	if float64(state.outreach) >= float64(w.set.Engagement.OutreachTimes) || rate == 0 {
		return
	}
	state.outreach++
	u := w.draw(i, drawOutreach, stepOccurrence(w.Ledger.Spells[number].Contact, state.outreach))
	w.plan(i, at.Plus(sim.YearsOf(sim.Exponential(u)/rate)), outreach, uint32(number))
}

// bringBack acts on an attempt: where it succeeds before the decision on the
// breach, and a slot and the money are there, the course goes on.
func (w *World) bringBack(i, number uint32, at sim.Time) {
	p, s, state := &w.people[i], &w.Ledger.Spells[number], &w.spells[number]
	if p.release > at {
		w.plan(i, p.release, outreach, number)
		return
	}
	late := at >= s.AttendedAt.Plus(w.set.deadline)
	if state.closed || late || p.spell != none || !w.provider.Free() || !w.recommittable(int(number)) {
		return
	}
	u := w.draw(i, drawOutreachResponse, stepOccurrence(s.Contact, state.outreach))
	if u >= w.set.outreachSuccess {
		w.reachOut(i, int(number), at)
		return
	}
	w.cancel(i, breachDecision, number)
	p.spell = int32(number)
	s.Exit, s.ExitAt = ledger.Open, sim.Never
	state.holdsSlot = w.provider.Take(at)
	state.since = at
	w.commit(int(number))
	w.enter(i, phaseEngaged, at)
	w.plan(i, s.AttendedAt.Plus(w.set.deadline), deadline, number)
	w.nextSession(i, int(number), at)
	v := w.draw(i, drawDropout, stepOccurrence(s.Contact, state.outreach))
	w.plan(i, at.Plus(w.set.dropoutAfter(p, state.kappa, w.away(i), v)), dropout, number)
}
