package model

import (
	"math"

	"diversim/sim"
)

// attends draws whether an appointment is kept.
func (w *World) attends(i uint32, number int, step uint32, waitDays float64) bool {
	p, state := &w.people[i], &w.spells[number]
	u := w.draw(i, drawFirstAttendance, stepOccurrence(w.Ledger.Spells[number].Contact, step))
	return u < w.set.attendance(p, state.kappa, waitDays, state.repeat)
}

// sessionsOf is how many sessions complete a course.
func (s *settings) sessionsOf(repeat bool) uint32 {
	if repeat {
		return s.repeatSessions
	}
	return s.sessions
}

// gap is the time to the next session.
func (s *settings) gap(u float64) sim.Time {
	if s.Engagement.SessionGap == GapFixed {
		return sim.Time(math.Round(s.meanGap))
	}
	return sim.Time(math.Round(s.meanGap * sim.Exponential(u)))
}

// attendance is the probability that an appointment is kept.
func (s *settings) attendance(p *person, kappa, waitDays float64, repeat bool) float64 {
	intercept := s.intercept
	if repeat {
		intercept = s.repeatIntercept
	}
	young := 0.0
	if p.youth {
		young = 1
	}
	return logistic(intercept + s.attendanceShift(young) + s.attendanceTerms(p.disengage, kappa, waitDays, s.leverage))
}

// attendanceShift is by how much the log-odds of people of whom a share are
// under 18 differ from those of the adults of the base case, who come in person.
func (s *settings) attendanceShift(young float64) float64 {
	shift := young * float64(s.Engagement.YouthSlope)
	if s.Engagement.Virtual {
		shift += float64(s.Engagement.VirtualSlope)
	}
	return shift
}

// plannedIntercept is the intercept for which money and places are planned: the
// mean of the cohort.
func (s *settings) plannedIntercept() float64 {
	return s.intercept + s.attendanceShift(s.Covariates.ages()[0])
}

// attendanceTerms is the log-odds of attendance apart from the intercept.
func (s *settings) attendanceTerms(disengage, kappa, waitDays, leverage float64) float64 {
	at := s.drive(kappa, waitDays, leverage)
	return at.attendance(math.Log(disengage))
}

// weighted is slope·x, and 0 for a slope of 0 whatever x.
func weighted(slope, x float64) float64 {
	if slope == 0 {
		return 0
	}
	return slope * x
}

// dropoutRate is the yearly hazard of dropping out, where a share of people is
// out of work.
func (s *settings) dropoutRate(disengage, kappa, leverage, jobless float64) float64 {
	at := s.drive(kappa, 0, leverage)
	return at.dropout(disengage) * s.joblessDropout(jobless)
}

// dropoutAfter is the time to dropping out, at a multiple of the rate.
func (s *settings) dropoutAfter(p *person, kappa, multiple, u float64) sim.Time {
	rate := multiple * s.dropoutRate(p.disengage, kappa, s.leverage, p.withoutWork())
	if rate == 0 {
		return sim.Never
	}
	return sim.YearsOf(sim.ExpThreshold(u) / rate)
}
