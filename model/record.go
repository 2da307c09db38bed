package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Record is what a conviction or a caution does for as long as it must be told:
// while it is unspent a person's intensities are multiplied by a ratio. It is
// spent after a period that depends on what was imposed; a later one that takes
// longer to be spent prolongs it. The index case, later contacts, harm offences
// and breaches all count.
//
// A caution is spent at once unless it has conditions, so that in a scheme of
// conditional cautions the diverted have a record for a while. The period after
// custody runs from the end of the sentence, not of the time served.
type Record struct {
	Ratio, YouthRatio   evidence.Ratio
	Period, YouthPeriod [imposed]evidence.Years
}

// What can be imposed besides the sentences of a court.
const (
	simpleCaution           = imposition(sentences)
	conditionalCautionGiven = simpleCaution + 1
	imposed                 = conditionalCautionGiven + 1
)

// imposition is what a record is of: a sentence or a kind of caution.
type imposition uint8

func (c *Record) declare(r *evidence.Registry) {
	evidence.Var(r, &c.Ratio, evidence.Spec{
		Key: "effect.record", Label: "Hazard ratio of an unspent conviction or caution, adults",
		Value: 1.10, Range: evidence.Between(0.01, 100), Prior: evidence.LogNormalAt(1.10, 0.10),
		Status: evidence.Assumed, Note: "a record closes doors; studies of convictions in the United States agree on the direction, none gives the size for this cohort",
	})
	evidence.Var(r, &c.YouthRatio, evidence.Spec{
		Key: "effect.record_youth", Label: "Hazard ratio of an unspent conviction or caution, under 18",
		Value: 1.10, Range: evidence.Between(0.01, 100), Prior: evidence.LogNormalAt(1.10, 0.10),
		Status: evidence.Assumed, Note: "as for adults, varied on its own: processing of juveniles is studied more and labels them at an age at which it may weigh more",
	})
	c.declarePeriods(r)
}

func (c *Record) declarePeriods(r *evidence.Registry) {
	for k, t := range [imposed]struct {
		key, label   string
		adult, youth float64
		status       evidence.Status
		source, note string
	}{
		discharge:               {"discharge", "a discharge", 1, 1, evidence.Assumed, "", "a conditional discharge is spent with the order, whose length is taken as a year; an absolute one at once"},
		fine:                    {"fine", "a fine", 1, 0.5, evidence.Read, "unlock-roa", "12 months, 6 under 18"},
		communityOrder:          {"community_order", "a community order", 1, 1, evidence.Assumed, "", "spent with the order, whose length is taken as a year"},
		suspended:               {"suspended", "a suspended sentence", 2, 1, evidence.Recalled, "roa-1974", "as after custody, suspended for a year or, under 18, half of one"},
		immediateCustody:        {"custody", "a custodial sentence that has ended", 1, 0.5, evidence.Recalled, "roa-1974", "12 months after a sentence of up to a year, 6 under 18"},
		simpleCaution:           {"caution", "a simple caution", 0, 0, evidence.Recalled, "roa-1974", "at once"},
		conditionalCautionGiven: {"conditional_caution", "a conditional caution", 0.25, 0.25, evidence.Read, "unlock-roa", "three months, or when its conditions end if earlier"},
	} {
		for _, group := range []struct {
			at          *evidence.Years
			key, people string
			years       float64
		}{
			{&c.Period[k], "record.spent.", "adults", t.adult},
			{&c.YouthPeriod[k], "record.spent_youth.", "under 18", t.youth},
		} {
			s := evidence.Spec{
				Key: group.key + t.key, Label: "Time until " + t.label + " is spent, " + group.people,
				Value: group.years, Range: evidence.Between(0, 100), Prior: evidence.Fixed{},
				Status: t.status, Source: t.source, Note: t.note,
			}
			if t.status != evidence.Read && group.years > 0 {
				s.Prior = evidence.LogNormalAt(group.years, 0.3)
			}
			evidence.Var(r, group.at, s)
		}
	}
}

// rehabilitation is how long a record of what was imposed has to be told.
func (w *World) rehabilitation(i uint32, what imposition) sim.Time {
	if w.people[i].youth {
		return w.set.youthPeriod[what]
	}
	return w.set.period[what]
}

func (s *settings) settleRecord() {
	for k := range s.period {
		s.period[k] = sim.YearsOf(float64(s.Record.Period[k]))
		s.youthPeriod[k] = sim.YearsOf(float64(s.Record.YouthPeriod[k]))
	}
}

// brand gives a person a record that is spent a period after a date.
func (w *World) brand(i uint32, what imposition, from, at sim.Time) {
	p := &w.people[i]
	until := from.Plus(w.rehabilitation(i, what))
	if until <= at {
		return
	}
	if until > p.unspentUntil {
		p.unspentUntil = until
		if until < p.end {
			w.plan(i, until, spent, 0)
		}
	}
	w.become(i, ledger.Unspent, 0, at)
}

// cautioned gives a person the record of a simple caution.
func (w *World) cautioned(i, _ uint32, at sim.Time) { w.brand(i, simpleCaution, at, at) }

// spend ends a record, unless a later one lasts longer.
func (w *World) spend(i, _ uint32, at sim.Time) {
	if w.people[i].unspentUntil == at {
		w.become(i, 0, ledger.Unspent, at)
	}
}

// sentenceEnd is when the sentence of a person with a given time to serve from
// an instant is over.
func (s *settings) sentenceEnd(h hearing, at sim.Time) sim.Time {
	if h.served == 0 {
		return at
	}
	return at.Plus(sim.Time(math.Round(float64(h.served) / float64(s.Court.Served))))
}

// labelling is the factor of a person's record.
func (s *settings) labelling(p *person) float64 {
	switch {
	case p.is&ledger.Unspent == 0:
		return 1
	case p.youth:
		return float64(s.Record.YouthRatio)
	}
	return float64(s.Record.Ratio)
}
