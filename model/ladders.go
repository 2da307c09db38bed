package model

import (
	"math"
	"sort"

	"diversim/model/evidence"
	"diversim/model/ledger"
)

// moneyLadder is what the money buys at rungs of pounds a head, between which it
// is taken to be straight: solving what it buys takes longer than the people do.
type moneyLadder struct {
	pounds []float64
	buys   []funding
	own    float64 // pounds a head of the arm's own budget, which is solved exactly
	exact  funding
}

// moneyLadder solves the rungs.
func (s *settings) moneyLadder() moneyLadder {
	l := moneyLadder{own: float64(s.Programme.Budget-s.Programme.Fixed) / float64(s.Programme.PlannedPeople), exact: s.funding}
	at := func(pounds float64) {
		l.pounds = append(l.pounds, pounds)
		l.buys = append(l.buys, s.buys(pounds, 1, float64(s.Provider.FirstWait), s.leverage, s.plannedIntercept()))
	}
	at(0)
	for pounds := lowestRung; pounds < highestRung; pounds *= rungRatio {
		at(pounds)
	}
	return l
}

// at is what money a head buys; beyond the last rung no more than there.
func (l *moneyLadder) at(pounds float64) funding {
	if pounds == l.own {
		return l.exact
	}
	k := sort.SearchFloat64s(l.pounds, pounds)
	switch {
	case k == 0:
		return l.buys[0]
	case k == len(l.pounds):
		return l.buys[k-1]
	}
	a, b := l.buys[k-1], l.buys[k]
	part := (pounds - l.pounds[k-1]) / (l.pounds[k] - l.pounds[k-1])
	mix := func(x, y float64) float64 { return x + part*(y-x) }
	return funding{
		kappa: mix(a.kappa, b.kappa), started: mix(a.started, b.started), mean: mix(a.mean, b.mean),
		done: mix(a.done, b.done), engaged: mix(a.engaged, b.engaged),
	}
}

// effectLadder is the effect at rungs of the force's own log hazard ratio, as a
// departure from the pooled one: finding one repeats the study.
type effectLadder struct {
	departures []float64
	contrasts  []float64 // A of adults
	set        *settings
	study      studyCopy
}

// at is the effect at a departure, held at the farthest rungs: A is taken to be
// straight between rungs, and routes and course follow from it exactly. The young
// depart as adults do.
func (l *effectLadder) at(departure float64) contrasts {
	last := len(l.departures) - 1
	departure = max(l.departures[0], min(l.departures[last], departure))
	k := max(1, min(last, sort.SearchFloat64s(l.departures, departure)))
	part := (departure - l.departures[k-1]) / (l.departures[k] - l.departures[k-1])
	a := l.contrasts[k-1] + part*(l.contrasts[k]-l.contrasts[k-1])
	all := l.set.contrast
	all[adults] = l.set.departed(all[adults], a, l.study)
	all[youths] = l.set.departed(all[youths], float64(l.set.Effect.YouthLogHR)+departure, l.study)
	return all
}

// departed gives a contrast another log A, by what the scheme does alone: its
// course, and being diverted. What the usual disposals do is the same everywhere.
func (s *settings) departed(c Contrast, a float64, study studyCopy) Contrast {
	c.Route[ledger.Diversion] *= math.Exp((1 - float64(s.Effect.CourseShare)) * (a - c.LogContrast))
	c.LogContrast, c.Course = a, s.fullCourse(a, study)
	return c
}

// effectLadder solves the rungs; nil where forces do not differ, or where hardly any
// departure has an answer, so that all have the pooled effect, attained or not.
func (s *settings) effectLadder(study studyCopy) *effectLadder {
	between := float64(s.Effect.BetweenForces)
	if !s.Areas.Distinct || between == 0 {
		return nil
	}
	l := &effectLadder{set: s, study: study}
	for k := -rungsASide; k <= rungsASide; k++ {
		departure := farthestRung * between * float64(k) / rungsASide
		at := *s
		at.Effect.ForceLogHR += evidence.LogRatio(departure)
		at.Effect.StatedLogHR += evidence.LogRatio(departure)
		if a, _ := at.logContrast(study); math.Abs(a) < secantLimit { // what no multiplier on individuals comes to is left out, NaN with it
			l.departures, l.contrasts = append(l.departures, departure), append(l.contrasts, a)
		}
	}
	if len(l.departures) <= 1 {
		return nil
	}
	return l
}
