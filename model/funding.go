package model

import "math"

// What the money buys. With planned people n and budget B, the caseworker
// contacts per accepted person are
//
//	k = max(0, (B − F − n·(c_o + p1·c_1 + J·c_s + d·c_s·(l−1))) / (n·c_k))
//
// a fixed point, because the share p1 that starts, the mean number J of sessions
// and the share d that attends the last one, at l times the cost, depend on k. Contacts fall evenly over the planned course, at the
// rate at which k are expected; a person gets no more than those planned for
// the whole course, so that the money committed to a person is a bound.
type funding struct {
	kappa   float64 // caseworker contacts per accepted person
	started float64 // share of accepted people who attend the first appointment
	mean    float64 // sessions per accepted person
	done    float64 // share of accepted people who attend the last session
	engaged float64 // years in which contacts fall, per accepted person
}

// rate is the yearly rate of contacts while engaged.
func (f funding) rate() float64 {
	if f.engaged == 0 {
		return 0
	}
	return f.kappa / f.engaged
}

// engagementAt averages attendance and staying over the disengagement frailty
// at a given contact intensity. The years in which contacts fall are engagedAt.
func (s *settings) engagementAt(kappa, waitDays, leverage, intercept float64) funding {
	f := funding{kappa: kappa}
	at, jobless := s.plannedDrive(kappa, waitDays, leverage), s.joblessDropout(s.startsJobless())
	for k, disengage := range s.disengageClasses {
		p := logistic(intercept + at.attendance(s.disengageLogs[k]))
		if s.Engagement.Mode == ModeAppointments {
			c := s.appointments(p)
			f.started, f.mean, f.done = f.started+c.started, f.mean+c.mean, f.done+c.done
			continue
		}
		mean, done := s.attended(at.dropout(disengage) * jobless)
		f.started, f.mean, f.done = f.started+p, f.mean+p*mean, f.done+p*done
	}
	n := float64(len(s.disengageClasses))
	f.started, f.mean, f.done = f.started/n, f.mean/n, f.done/n
	return f
}

// engagedAt averages the years in which contacts fall, in the planned course alone.
func (s *settings) engagedAt(kappa, waitDays, leverage, intercept float64) float64 {
	at, jobless := s.plannedDrive(kappa, waitDays, leverage), s.joblessDropout(s.startsJobless())
	sum := 0.0
	for k, disengage := range s.disengageClasses {
		p := logistic(intercept + at.attendance(s.disengageLogs[k]))
		if s.Engagement.Mode == ModeAppointments {
			sum += s.appointments(p).engaged
		} else {
			sum += p * s.engagedWithin(at.dropout(disengage)*jobless, s.plannedYears())
		}
	}
	return sum / float64(len(s.disengageClasses))
}

// plannedDrive is what moves the cohort at a given contact intensity; where each
// appointment is kept by itself, the wait for the first is no other.
func (s *settings) plannedDrive(kappa, waitDays, leverage float64) drive {
	if s.Engagement.Mode == ModeAppointments {
		waitDays = 0
	}
	return s.drive(kappa, waitDays, leverage)
}

// attended is the number of sessions of a person who starts and drops out at a given
// rate, and the probability of the last.
func (s *settings) attended(dropout float64) (mean, done float64) {
	if s.sessions == 0 {
		return 0, 0
	}
	stay, reach := s.stay(dropout), 1.0
	for range s.sessions {
		reach *= stay
		mean += reach
	}
	return mean, reach
}

// stay is the probability of not dropping out before the next session.
func (s *settings) stay(dropout float64) float64 {
	nu := float64(s.Engagement.SessionRate)
	if s.Engagement.SessionGap == GapFixed {
		return math.Exp(-dropout / nu)
	}
	return nu / (nu + dropout)
}

// engagedWithin is how long a person who starts and drops out at a given rate is on
// the course, up to a limit of so many years.
func (s *settings) engagedWithin(dropout, limit float64) float64 {
	nu := float64(s.Engagement.SessionRate)
	if s.Engagement.SessionGap == GapFixed {
		limit = min(limit, s.plannedYears())
		if dropout == 0 {
			return limit
		}
		return -math.Expm1(-dropout*limit) / dropout
	}
	years, stay := 0.0, s.stay(dropout)
	reach, passed := 1.0, atMostOf((nu+dropout)*limit)
	for range s.sessions {
		years += reach / (nu + dropout) * (1 - passed.next())
		reach *= stay
	}
	return years
}

// appointments is a person who keeps each appointment with probability p.
func (s *settings) appointments(p float64) funding {
	if s.sessions == 0 {
		return funding{started: 1}
	}
	var c funding
	rate := float64(s.Engagement.SessionRate)
	at := make([]float64, s.sessions+1) // probability of having kept so many, with the misses so far
	at[0] = 1
	missed := 1.0
	for range s.maxMisses {
		next := make([]float64, s.sessions+1)
		for kept := range s.sessions {
			c.engaged += at[kept] / rate
			c.mean += at[kept] * p
			at[kept+1] += at[kept] * p
			next[kept] = at[kept] * (1 - p)
		}
		c.done += at[s.sessions]
		missed *= 1 - p
		at = next
	}
	c.started = 1 - missed
	return c
}

// plannedYears is how long the planned course lasts.
func (s *settings) plannedYears() float64 {
	return min(float64(s.sessions)/float64(s.Engagement.SessionRate), float64(s.Engagement.Deadline))
}

// buys solves the fixed point for money in pounds and people, at one wait,
// leverage and intercept.
func (s *settings) buys(money, people, waitDays, leverage, intercept float64) funding {
	var f funding
	excess := func(kappa float64) float64 {
		f = s.engagementAt(kappa, waitDays, leverage, intercept)
		return kappa - s.contacts(money, people, f)
	}
	secant(s.contacts(money, people, funding{}), excess)
	f.engaged = s.engagedAt(f.kappa, waitDays, leverage, intercept)
	return f
}

// contacts is what is left for caseworkers once the process is paid.
func (s *settings) contacts(money, people float64, f funding) float64 {
	p := &s.Programme
	process := float64(p.OfferCost) + f.started*float64(p.FirstCost) + f.mean*float64(p.SessionCost) +
		f.done*float64(p.SessionCost)*(float64(p.LastSession)-1)
	left := money - people*process
	if left <= 0 || people == 0 || p.CaseworkCost == 0 {
		return 0
	}
	return left / (people * float64(p.CaseworkCost))
}

// settleBase finds what is fixed at the base case and then held in every arm,
// scenario and sweep: the intercept of attendance and the effect. The base case
// is the pilot: its budget, people and first wait, deferred prosecution, and
// its course, whatever course the arm runs.
func (s *settings) settleBase(base *Params, known Contrasts) {
	pilot := *s
	e, b := &pilot.Engagement, &base.Engagement
	e.Mode, e.SessionGap, e.MaxMisses = b.Mode, b.SessionGap, b.MaxMisses
	e.Sessions, e.SessionRate, e.Deadline = b.Sessions, b.SessionRate, b.Deadline
	pilot.sessions = uint32(e.Sessions)
	key := pilot.contrastInputs()
	f, found := known[key]
	if !found {
		f = pilot.fix(base)
		if known != nil {
			known[key] = f
		}
	}
	s.intercept, s.repeatIntercept, s.base = f.intercept, f.repeatIntercept, f.base
	s.contrast, s.effects = f.contrasts, f.ladder
}

// fix solves the base case, in place.
func (s *settings) fix(base *Params) fixed {
	money := float64(base.Programme.Budget - base.Programme.Fixed)
	people := float64(base.Programme.PlannedPeople)
	wait, leverage := float64(base.Provider.FirstWait), float64(base.Schemes[deferredProsecution].Leverage)
	solve := func(noEntry float64) float64 {
		return s.interceptFor(noEntry, money, people, wait, leverage)
	}
	s.intercept = solve(float64(s.Engagement.NoEntry))
	s.repeatIntercept = s.intercept
	if s.Engagement.RepeatEntry == RepeatStated && s.Engagement.RepeatNoEntry != s.Engagement.NoEntry {
		s.repeatIntercept = solve(float64(s.Engagement.RepeatNoEntry))
	}
	s.base = s.buys(money, people, wait, leverage, s.intercept)
	s.settleEffect(base)
	return fixed{s.intercept, s.repeatIntercept, s.base, s.contrast, s.effects}
}

// settleFunding finds what the arm's own money buys.
func (s *settings) settleFunding() {
	own := float64(s.Programme.Budget - s.Programme.Fixed)
	s.funding = s.buys(own, float64(s.Programme.PlannedPeople), float64(s.Provider.FirstWait), s.leverage, s.plannedIntercept())
}

// interceptFor is the intercept at which the base case misses the first
// appointment with the given probability. Contact intensity and intercept are
// solved in turn: the share that starts is known, so that the intercept needs
// no more than an average of attendance.
func (s *settings) interceptFor(noEntry, money, people, waitDays, leverage float64) float64 {
	switch noEntry {
	case 0:
		return math.Inf(1)
	case 1:
		return math.Inf(-1)
	}
	intercept, kappa := 0.0, 0.0
	for range iterations {
		intercept = s.interceptAt(1-noEntry, kappa, waitDays, leverage)
		next := s.contacts(money, people, s.engagementAt(kappa, waitDays, leverage, intercept))
		if math.Abs(next-kappa) <= settled*max(1, next) {
			break
		}
		kappa = next
	}
	return intercept
}

// interceptAt is the intercept at which a share keeps the appointment, at one
// contact intensity.
func (s *settings) interceptAt(kept, kappa, waitDays, leverage float64) float64 {
	terms := make([]float64, len(s.disengageLogs))
	at := s.drive(kappa, waitDays, leverage)
	for k, log := range s.disengageLogs {
		terms[k] = at.attendance(log)
	}
	return newton(-farApart, farApart, func(intercept float64) (miss, slope float64) {
		for _, t := range terms {
			p := logistic(intercept + t)
			miss += p
			slope += p * (1 - p)
		}
		return miss - kept*float64(len(terms)), slope
	})
}
