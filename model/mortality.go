package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Mortality is death from any cause, a risk that competes with offending. The
// yearly hazard of a person of age a is
//
//	μ = A_sex·exp(B·(a − a0))·SMR_drug·RR_state
//
// A the rate at the age a0, B its yearly log growth (Gompertz; 0: constant). For
// users of opiates RR is one ratio in treatment and another in the weeks after
// leaving treatment or custody; for everybody it is a ratio for the phase and
// one for custody. The ratio in treatment is relative to users out of it, while
// SMR is of all of them together: the product does not average back to SMR.
type Mortality struct {
	Enabled     bool
	Level       [ledger.Sexes]evidence.PerYear
	LevelAge    evidence.Years
	Slope       evidence.Number
	Ratio       [ledger.Drugs]evidence.Ratio
	InTreatment evidence.Ratio
	Exit        evidence.Ratio
	ExitWindow  evidence.Weeks
	Custody     evidence.Ratio
	Phase       [phases]evidence.Ratio
}

func (m *Mortality) declare(r *evidence.Registry) {
	evidence.Switch(r, &m.Enabled, evidence.SwitchSpec{
		Key: "mortality.enabled", Label: "People can die", Value: true,
		Status: evidence.Assumed, Note: "off, for comparisons with results that have no deaths",
	})
	for k, x := range [ledger.Sexes]float64{ledger.Male: 0.0008, ledger.Female: 0.0004} {
		sex := ledger.Sex(k).String()
		evidence.Var(r, &m.Level[k], evidence.Spec{
			Key: "mortality.level." + sex, Label: "Death rate of the population at the stated age, " + sex, Value: x,
			Range: evidence.Between(0, 5), Prior: evidence.LogNormalAt(x, 0.3),
			Status: evidence.Assumed, Note: "recalled, the order of national life tables, none of which was read: an assumption with a wide prior",
		})
	}
	evidence.Var(r, &m.LevelAge, evidence.Spec{
		Key: "mortality.level_age", Label: "Age at which these rates hold", Value: 30, Range: evidence.Between(0, 100),
		Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: "a convention: near the middle of the cohort, so that level and growth can be varied apart",
	})
	evidence.Var(r, &m.Slope, evidence.Spec{
		Key: "mortality.slope", Label: "Growth of the log death rate with a year of age", Value: 0.08,
		Range: evidence.Between(0, 0.5), Prior: evidence.NormalPositive{Mean: 0.08, SD: 0.01},
		Status: evidence.Assumed, Note: "recalled, not read: adult rates double in about nine years; 0 is a constant rate",
	})
	m.declareRatios(r)
}

func (m *Mortality) declareRatios(r *evidence.Registry) {
	for k := range m.Ratio {
		drug := ledger.Drug(k)
		s := evidence.Spec{
			Key: "mortality.ratio." + drug.String(), Label: "Death rate relative to the population, of those found with: " + drug.String(),
			Value: 1, Range: evidence.Between(0, 100), Prior: evidence.LogNormalAt(1, 0.3),
			Status: evidence.Assumed, Note: "no figure; as the population",
		}
		if drug == ledger.Opiate {
			s.Value, s.Prior = 6.5, evidence.LogNormalAt(6.5, 0.08)
			s.Status, s.Source = evidence.Derived, "pierce-2015, lewer-2022"
			s.Note = "between the standardised mortality ratios 5.7 and 7.7 of two English cohorts of opioid users"
		}
		evidence.Var(r, &m.Ratio[k], s)
	}
	evidence.Var(r, &m.InTreatment, evidence.Spec{
		Key: "mortality.in_treatment", Label: "Death rate of opiate users in treatment, relative to out of it", Value: 0.47,
		Range: evidence.Between(0, 10), Prior: evidence.LogNormalAt(0.47, 0.06), Status: evidence.Read, Source: "santo-2021",
		Note: "opioid agonist treatment, all causes; taken for all treatment of opiate users",
	})
	evidence.Var(r, &m.Exit, evidence.Spec{
		Key: "mortality.exit", Label: "Death rate of opiate users just after leaving treatment or custody, relative to out of treatment",
		Value: 2, Range: evidence.Between(0, 100), Prior: evidence.LogNormalAt(2, 0.4),
		Status: evidence.Assumed, Note: "lost tolerance; no figure was read",
	})
	evidence.Var(r, &m.ExitWindow, evidence.Spec{
		Key: "mortality.exit_window", Label: "Time over which it is raised", Value: 4, Range: evidence.Between(0, 520),
		Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: "four weeks, as such studies report it",
	})
	evidence.Var(r, &m.Custody, evidence.Spec{
		Key: "mortality.custody", Label: "Death rate in custody, relative to outside", Value: 1, Range: evidence.Between(0, 100),
		Prior: evidence.LogNormalAt(1, 0.3), Status: evidence.Assumed, Note: "no figure; acts beside the ratio of the phase",
	})
	for k := phaseNone + 1; k < phases; k++ {
		evidence.Var(r, &m.Phase[k], evidence.Spec{
			Key: "mortality.phase." + phaseKeys[k], Label: "Ratio of the death rate " + phaseLabels[k],
			Value: 1, Range: evidence.Between(0, 100), Prior: evidence.Fixed{},
			Status: evidence.Assumed, Note: "no effect of the scheme or the court on deaths but through treatment and custody",
		})
	}
}

// mortality is the yearly hazard of death of a person at the index contact, in
// no particular state.
func (s *settings) mortality(t ledger.Traits) float64 {
	m := &s.Mortality
	if !m.Enabled {
		return 0
	}
	return float64(m.Level[t.Sex]) * math.Exp(float64(m.Slope)*(t.Age-float64(m.LevelAge))) * float64(m.Ratio[t.Drug])
}

// dying is the yearly hazard of death in a person's state, but for growth with
// age.
func (w *World) dying(i uint32) float64 {
	p, m := &w.people[i], &w.set.Mortality
	rate := p.mortality
	if k := p.standing(); k != phaseNone {
		rate *= float64(m.Phase[k])
	}
	if p.is&ledger.InCustody != 0 {
		rate *= float64(m.Custody)
	}
	if w.Ledger.People[i].Drug != ledger.Opiate {
		return rate
	}
	switch {
	case p.is&ledger.InTreatment != 0:
		rate *= float64(m.InTreatment)
	case p.is&ledger.LateExit != 0:
		rate *= float64(m.Exit)
	}
	return rate
}

// aging is the yearly growth of the log hazard of death.
func (s *settings) aging() float64 { return float64(s.Mortality.Slope) }

// exited starts the weeks in which an opiate user who left treatment or custody
// is at a raised risk. A later exit starts them afresh.
func (w *World) exited(i uint32, at sim.Time) {
	p, m := &w.people[i], &w.set.Mortality
	if !m.Enabled || m.Exit == 1 || m.ExitWindow == 0 || w.Ledger.People[i].Drug != ledger.Opiate {
		return
	}
	w.cancel(i, windowPassed, 0)
	p.is |= ledger.LateExit // the caller changes another condition, and all is reconsidered once
	w.plan(i, at.Plus(w.set.exitWindow), windowPassed, 0)
}

// die ends everything that a person had under way.
func (w *World) die(i, _ uint32, at sim.Time) {
	p := &w.people[i]
	if p.is&ledger.Dead != 0 {
		w.abort(int(i), "died twice")
	}
	w.deaths++
	w.Ledger.People[i].Died = at
	if p.spell != none {
		w.leave(i, ledger.Died, at)
	}
	w.leaveTreatment(i, ledger.DiedInTreatment, at)
	if p.release > at {
		w.endStays(i, at)
	}
	p.release = 0
	w.become(i, ledger.Dead, p.is&mortal, at)
	w.agenda.drop(&p.first, func(*agendaEntry) bool { return true })
}

// mortal are the conditions that end with life.
const mortal = ledger.AwaitingTreatment | ledger.InTreatment | ledger.LateExit | ledger.AwaitingCourt | ledger.InCustody

// endStays cuts the stays of a person in custody off at death.
func (w *World) endStays(i uint32, at sim.Time) {
	l := &w.Ledger
	kept := l.Stays[:0]
	for _, s := range l.Stays {
		if s.Person == i && s.To > at {
			if w.curtail(&s, at); s.From >= at {
				continue
			}
		}
		kept = append(kept, s)
	}
	l.Stays = kept
}

// forget takes away what was dated after death: sanctions and convictions that
// never came, and costs that never fell due.
func (w *World) forget() {
	if w.deaths == 0 {
		return
	}
	l := &w.Ledger
	before := func(person uint32, at sim.Time) sim.Time {
		if at > l.People[person].Died {
			return sim.Never
		}
		return at
	}
	for k := range l.Offences {
		o := &l.Offences[k]
		o.SanctionedAt, o.ProvenAt = before(o.Person, o.SanctionedAt), before(o.Person, o.ProvenAt)
		o.BaselineProven = before(o.Person, o.BaselineProven)
	}
	for i := range l.People {
		if w.people[i].indexProven > l.People[i].Died {
			l.People[i].Recorded = false
		}
	}
	w.stopPaying()
}

// stopPaying takes away what the dead would have cost: what fell due later, and
// the rest of what accrues by the day.
func (w *World) stopPaying() {
	l := &w.Ledger
	kept := l.Costs[:0]
	for _, c := range l.Costs {
		if c.Person != ledger.Nobody {
			died := l.People[c.Person].Died
			if c.At > died || c.At == died && c.Over > 0 {
				continue
			}
			if left := died - c.At; left < c.Over {
				c.Pence = int64(math.Round(float64(c.Pence) * float64(left) / float64(c.Over)))
				c.Over = left
			}
		}
		kept = append(kept, c)
	}
	l.Costs = kept
}
