package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Employment is whether a person has work or, under 18, is in education. It is
// lost at a rate and found at a rate, and an unspent record multiplies both;
// nobody finds any in custody. Without it a person's intensities are multiplied
// by a ratio, and so is the hazard of dropping out of a course, by exp(x).
//
// The share that starts with work is stated, not the one at which the two rates
// balance (0.8 at the defaults): people found with drugs are out of work more
// often than they would be in the long run at these rates, so that the cohort
// drifts towards work in every arm.
type Employment struct {
	Adults, Youths Occupation
}

// Occupation is what one age group does.
type Occupation struct {
	Start                  evidence.Probability
	Loss, Gain             evidence.PerYear
	LossRecord, GainRecord evidence.Ratio
	Without                evidence.Ratio
}

func (e *Employment) declare(r *evidence.Registry) {
	e.Adults.declare(r, "employment", "work", "adults", "effect.jobless", 0.5,
		"half of the cohort; employment of people found with drugs is not published")
	e.Youths.declare(r, "education", "education", "under 18", "effect.out_of_education", 0.85,
		"most under 18 are in education or training, those found with drugs less often; no figure")
}

func (o *Occupation) declare(r *evidence.Registry, key, what, people, effect string, start float64, why string) {
	evidence.Var(r, &o.Start, evidence.Spec{
		Key: key + ".start", Label: "Share in " + what + " at the index contact, " + people,
		Value: start, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 10 * start, B: 10 * (1 - start)},
		Status: evidence.Assumed, Note: why,
	})
	evidence.Var(r, &o.Loss, evidence.Spec{
		Key: key + ".loss", Label: "Rate of losing " + what + ", " + people,
		Value: 0.2, Range: evidence.Between(0, 1000), Prior: evidence.LogNormalAt(0.2, 0.3),
		Status: evidence.Assumed, Note: "five years on average; no figure for this cohort",
	})
	evidence.Var(r, &o.Gain, evidence.Spec{
		Key: key + ".gain", Label: "Rate of finding " + what + ", " + people,
		Value: 0.8, Range: evidence.Between(0, 1000), Prior: evidence.LogNormalAt(0.8, 0.3),
		Status: evidence.Assumed, Note: "fifteen months on average; no figure for this cohort",
	})
	evidence.Var(r, &o.LossRecord, evidence.Spec{
		Key: key + ".loss_record", Label: "Ratio of the rate of losing " + what + " with an unspent record, " + people,
		Value: 1.2, Range: evidence.Between(0, 100), Prior: evidence.LogNormalAt(1.2, 0.3),
		Status: evidence.Assumed, Note: "a study of first felonies in Texas gives the direction, of work and of adults; no figure for this cohort",
	})
	evidence.Var(r, &o.GainRecord, evidence.Spec{
		Key: key + ".gain_record", Label: "Ratio of the rate of finding " + what + " with an unspent record, " + people,
		Value: 0.8, Range: evidence.Between(0, 100), Prior: evidence.LogNormalAt(0.8, 0.3),
		Status: evidence.Assumed, Note: "a record has to be told when it is asked for; the direction as for losing",
	})
	evidence.Var(r, &o.Without, evidence.Spec{
		Key: effect, Label: "Hazard ratio of being out of " + what + ", " + people,
		Value: 1.2, Range: evidence.Between(0.01, 100), Prior: evidence.LogNormalAt(1.2, 0.1),
		Status: evidence.Assumed, Note: "that people offend more while out of work or education is assumed; no figure",
	})
}

// occupation is that of a person's age group.
func (s *settings) occupation(youth bool) *Occupation {
	if youth {
		return &s.Employment.Youths
	}
	return &s.Employment.Adults
}

// jobless says whether a person starts out of work or education.
func (s *settings) jobless(d *sim.Draws, entity uint32, youth bool) bool {
	return d.Uniform(sim.Person, entity, drawStartJob, 0) >= float64(s.occupation(youth).Start)
}

// outOfWork is the factor of having no work or education.
func (s *settings) outOfWork(p *person) float64 {
	if p.is&ledger.Jobless == 0 {
		return 1
	}
	return float64(s.occupation(p.youth).Without)
}

// losing is the yearly rate at which a person loses work.
func (w *World) losing(i uint32) float64 {
	p := &w.people[i]
	o := w.set.occupation(p.youth)
	switch {
	case p.is&ledger.Jobless != 0:
		return 0
	case p.is&ledger.Unspent != 0:
		return float64(o.Loss) * float64(o.LossRecord)
	}
	return float64(o.Loss)
}

// finding is the yearly rate at which a person finds work.
func (w *World) finding(i uint32) float64 {
	p := &w.people[i]
	o := w.set.occupation(p.youth)
	switch {
	case p.is&ledger.Jobless == 0 || p.is&ledger.InCustody != 0:
		return 0
	case p.is&ledger.Unspent != 0:
		return float64(o.Gain) * float64(o.GainRecord)
	}
	return float64(o.Gain)
}

// loseJob acts when work is lost.
func (w *World) loseJob(i, _ uint32, at sim.Time) {
	w.wind(i, clockJobLoss, at)
	w.become(i, ledger.Jobless, 0, at)
	w.rescaleDropout(i, w.set.joblessDropout(1), at)
}

// findJob acts when work is found.
func (w *World) findJob(i, _ uint32, at sim.Time) {
	w.wind(i, clockJobGain, at)
	w.become(i, 0, ledger.Jobless, at)
	w.rescaleDropout(i, 1/w.set.joblessDropout(1), at)
}

// joblessDropout is the factor of the hazard of dropping out where a share of
// people is out of work.
func (s *settings) joblessDropout(share float64) float64 {
	return 1 + share*math.Expm1(float64(s.Engagement.JoblessDropout))
}

// withoutWork is 1 for a person out of work, else 0.
func (p *person) withoutWork() float64 {
	if p.is&ledger.Jobless != 0 {
		return 1
	}
	return 0
}

// rescaleDropout multiplies the hazard of dropping out of the running course:
// what is left of its threshold is used up at the new rate. In custody nothing
// of it is used up, and its date has been moved past the release.
func (w *World) rescaleDropout(i uint32, factor float64, at sim.Time) {
	p := &w.people[i]
	if p.spell == none || factor == 1 {
		return
	}
	from := max(at, p.release)
	w.agenda.redate(&p.first, dropout, func(due sim.Time) sim.Time {
		return from.Plus(sim.Time(math.Round(float64(due-from) / factor)))
	})
}

// startsJobless is the share of people who start out of work: where money and
// the copy of the study average over people. A course is too short for it to
// change much meanwhile.
func (s *settings) startsJobless() float64 { return 1 - float64(s.Employment.Adults.Start) }
