package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/sim"
)

// Places that are not shared. Each person meets the places of a service in
// equilibrium at the load of the arm, and takes none from anybody: a person's
// outcome depends on nobody else, and what sharing does is the difference.
//
//	with a waiting list:    P(wait > t) = C·exp(−(c−a)t/S)
//	without:                P(turned away) = B
//
// c places, a the offered load in erlangs, S the mean time in a place, and B
// and C the probabilities of Erlang. The load depends on the wait, because who
// waits longer keeps the first appointment less often:
//
//	a = n·E[p1(w)·S] + b·S_b,  w = first wait + wait for a place
//
// for n accepted offers and b other referrals a year. The right side falls as a
// rises, so that there is one solution, and it is found by secants; below the
// number of places there is none where those who do not mind the wait, or come
// from elsewhere, fill them all. What is left out of the load: offers at later
// contacts, offers that want of money refuses, and courses that a reoffence or
// custody cuts short or interrupts.

// placeLaw is the law of the wait for a place, or of being turned away.
type placeLaw struct {
	load    float64 // offered, in erlangs
	delayed float64 // share who wait, or are turned away
	years   float64 // mean wait of those who wait
	settled bool    // a state of equilibrium exists
}

// placeDemand is what fills the places in a year.
type placeDemand struct {
	offers  float64   // accepted
	terms   []float64 // log-odds of keeping the first appointment without the part of the wait, by class of disengagement
	stays   []float64 // years in a place of those who come, by class
	others  float64
	theirs  float64 // years in a place of those from elsewhere
	certain bool    // everybody comes, whatever the wait
}

// settlePlaces finds the law of an arm whose places are not shared.
func (s *settings) settlePlaces() {
	if !s.isolated || s.slots == unlimited || s.scheme == nil || !s.course {
		s.places.settled = true
		return
	}
	d := s.placeDemand()
	if !s.waitingList {
		load, _ := s.placeLoad(d, placeLaw{})
		s.places = placeLaw{load: load, delayed: erlangB(s.slots, load), settled: true}
		return
	}
	stay := 1.0
	for range iterations {
		s.places = s.placesAt(d, stay)
		_, next := s.placeLoad(d, s.places)
		change := math.Abs(next - stay)
		stay = next
		if !(change > loadSettled*stay) {
			break
		}
	}
}

// placesAt is the law in equilibrium for a mean time in a place.
func (s *settings) placesAt(d placeDemand, stay float64) placeLaw {
	at := func(load float64) placeLaw {
		l := placeLaw{load: load, delayed: 1, years: math.Inf(1)}
		if free := float64(s.slots) - load; free > 0 {
			l.delayed, l.years, l.settled = erlangC(s.slots, load), stay/free, true
		}
		return l
	}
	load := secant(float64(s.slots), func(load float64) float64 {
		offered, _ := s.placeLoad(d, at(load))
		return load - offered
	})
	// At the upper end no load below the number of places is enough.
	if load >= float64(s.slots)*(1-loadSettled) {
		load = float64(s.slots)
	}
	return at(load)
}

// placeDemand works out what does not depend on the wait.
func (s *settings) placeDemand() placeDemand {
	e := &s.Engagement
	d := placeDemand{
		offers: s.expectedOffers(), others: s.background,
		theirs: float64(s.sessions) / float64(e.SessionRate), certain: e.Mode == ModeAppointments,
	}
	drive, jobless := s.drive(s.funding.kappa, 0, s.leverage), s.joblessDropout(s.startsJobless())
	for k, disengage := range s.disengageClasses {
		terms := s.plannedIntercept() + drive.attendance(s.disengageLogs[k])
		stay := s.engagedWithin(drive.dropout(disengage)*jobless, float64(e.Deadline))
		if d.certain {
			stay = min(s.appointments(logistic(terms)).engaged, float64(e.Deadline))
		}
		d.terms, d.stays = append(d.terms, terms), append(d.stays, stay)
	}
	return d
}

// expectedOffers is how many offers at index contacts are accepted in a year.
func (s *settings) expectedOffers() float64 { return float64(s.People) * s.acceptingShare() }

// acceptingShare is the part of the index contacts at which an offer is made and
// accepted.
func (s *settings) acceptingShare() float64 {
	share := 0.0
	for b, band := range s.recruitedBands() {
		for d, drug := range s.census.drugShare[b] {
			for o, of := range s.mix[d][b] {
				share += band * drug * s.entitledShare(b, d) * of * s.offer[o]
			}
		}
	}
	if s.scheme.AdmissionRequired {
		share *= s.admission
	}
	return share * s.meanAcceptance()
}

// placeLoad is the load that people make who wait by a law, and the mean time
// in a place.
func (s *settings) placeLoad(d placeDemand, l placeLaw) (load, stay float64) {
	held := 0.0 // before the first appointment
	if !s.waitingList {
		held = s.firstWait.Years()
	}
	losses := s.lossesTo(l)
	come, years := 0.0, 0.0
	for k, terms := range d.terms {
		p := 1.0
		if !d.certain {
			p = losses.comes(terms)
		}
		come += p
		years += held + p*d.stays[k]
	}
	n := float64(len(d.terms))
	load = d.offers*years/n + d.others*d.theirs
	return load, ratio(load, d.offers*come/n+d.others)
}

// appointmentLosses are what waits cost of the log-odds of keeping the first
// appointment.
type appointmentLosses struct {
	delayed float64 // share who wait for a place
	prompt  float64 // of those who do not
	waits   [waitClasses]float64
}

// lossesTo are those under a law of the wait for a place.
func (s *settings) lossesTo(l placeLaw) appointmentLosses {
	loss := func(years float64) float64 {
		days := (years + s.firstWait.Years()) * sim.Year.Days()
		return weighted(float64(s.Engagement.WaitSlope), math.Log1p(days/float64(s.Engagement.WaitScale)))
	}
	of := appointmentLosses{delayed: l.delayed, prompt: loss(0)}
	if l.delayed > 0 {
		for k := range of.waits {
			of.waits[k] = loss(-l.years * math.Log1p(-(float64(k)+half)/waitClasses))
		}
	}
	return of
}

// comes is the share who keep the first appointment, averaged over their waits, of
// people of the given log-odds without them.
func (a *appointmentLosses) comes(terms float64) float64 {
	prompt := logistic(terms - a.prompt)
	if a.delayed == 0 {
		return prompt
	}
	sum := 0.0
	for _, loss := range a.waits {
		sum += logistic(terms - loss)
	}
	return (1-a.delayed)*prompt + a.delayed*sum/waitClasses
}

// wait inverts the law of the wait.
func (l placeLaw) wait(u float64) sim.Time {
	if u < 1-l.delayed {
		return 0
	}
	return sim.YearsOf(l.years * math.Log(l.delayed/(1-u)))
}

// isolatedWait is a person's wait for a place where places are not shared.
func (w *World) isolatedWait(i, contact uint32) sim.Time {
	if !w.set.isolated || !w.set.waitingList || w.set.places.delayed == 0 {
		return 0
	}
	return w.set.places.wait(w.draw(i, drawPlaceWait, stepOccurrence(contact, 0)))
}

// isolatedLoss says whether a person is turned away where places are not
// shared.
func (w *World) isolatedLoss(i, contact uint32) bool {
	return w.set.isolated && w.set.places.delayed > 0 &&
		w.draw(i, drawPlaceWait, stepOccurrence(contact, 0)) < w.set.places.delayed
}

// contradictingPlaces lists what is wrong with the queue for places.
func (p *Params) contradictingPlaces(add func(wrong bool, what string, keys ...string)) {
	v := &p.Provider
	priority := v.Queue == QueuePriority
	isolated := v.Places == PlacesIsolated
	add(priority && !v.WaitingList, "nobody waits, so that nobody can go first: priority needs a waiting list",
		"programme.queue", "programme.waiting_list")
	add(!v.WaitingList && v.Patience < evidence.Days(math.Inf(1)), "nobody waits, so that nobody can give up: patience needs a waiting list",
		"programme.patience", "programme.waiting_list")
	add(isolated && priority, "waits are drawn from the law of first come, first served; priority needs places that are shared",
		"programme.places", "programme.queue")
	add(isolated && v.Patience < evidence.Days(math.Inf(1)), "waits are drawn from the law of a queue that nobody leaves; patience needs places that are shared",
		"programme.places", "programme.patience")
}

// PlacesSettled says whether the arm's service has a state of equilibrium from
// which isolated people's waits can be drawn; without one they wait for ever.
// It is true of arms whose places are shared.
func (m *Model) PlacesSettled() bool { return m.set.places.settled }
