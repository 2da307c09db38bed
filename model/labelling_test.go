package model

import (
	"math"
	"slices"
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// unlabelled takes away what a record and having no work do to people.
func unlabelled(p *Params) {
	p.Record.Ratio, p.Record.YouthRatio = 1, 1
	p.Employment.Adults.Without, p.Employment.Youths.Without = 1, 1
	p.Engagement.JoblessDropout = 0
}

// TestNeutralLabels: where neither a record nor work acts, how long records
// last and how fast work is lost and found change no offence, spell or cost.
func TestNeutralLabels(t *testing.T) {
	other := func(p *Params) {
		for k := range p.Record.Period {
			p.Record.Period[k], p.Record.YouthPeriod[k] = 3, 4
		}
		for _, o := range []*Occupation{&p.Employment.Adults, &p.Employment.Youths} {
			o.Start, o.Loss, o.Gain, o.LossRecord, o.GainRecord = 0.1, 5, 6, 3, 0.1
		}
	}
	for _, arm := range pilotArms {
		a := world(600, 3*sim.Year, 71, 0, arm.set, unlabelled)
		b := world(600, 3*sim.Year, 71, 0, arm.set, unlabelled, other)
		if !slices.Equal(a.Offences, b.Offences) || !slices.Equal(a.Spells, b.Spells) || !slices.Equal(a.Costs, b.Costs) {
			t.Errorf("%s: neutral labels change what happens", arm.name)
		}
		if len(a.Changes) == len(b.Changes) {
			t.Errorf("%s: as many changes of state, so that nothing is tested", arm.name)
		}
	}
	differentFrom(t, "with and without labels", world(600, 3*sim.Year, 71, 0), world(600, 3*sim.Year, 71, 0, unlabelled))
}

// TestRecordIsSpent: a record begins at the caution or the hearing and is spent
// after the period of what was imposed, to the second; a later one prolongs it.
// Only fines are imposed here, and cautions have periods too.
func TestRecordIsSpent(t *testing.T) {
	for _, youth := range []bool{false, true} {
		fines := func(p *Params) {
			p.Court.Sentence = [sentences]evidence.Probability{fine: 1}
			p.Court.HarmCustody = 0
			p.Record.Period[simpleCaution], p.Record.YouthPeriod[simpleCaution] = 0.2, 0.1
			p.Detection.LagCV, p.Court.DelayCV, p.Court.Conviction = 0, 0, 1
		}
		p, _ := New()
		fines(p)
		m := Prepare(p, Config{People: 800, Horizon: 3 * sim.Year}, nil)
		var w World
		w.schedule = schedule[:]
		w.reset(m.set, 72, 0)
		w.recruit(800)
		for i := range w.people {
			w.people[i].youth = youth
		}
		w.carry()
		period, caution := sim.YearsOf(1), sim.YearsOf(0.2)
		if youth {
			period, caution = sim.YearsOf(0.5), sim.YearsOf(0.1)
		}
		checkRecords(t, &w, period, caution)
	}
}

// carry runs a world that has been filled.
func (w *World) carry() {
	for i := range w.people {
		w.resume(uint32(i))
	}
	for {
		e, pending := w.calendar.Next()
		if !pending {
			return
		}
		w.act(e)
	}
}

// checkRecords holds the times with a record against those that follow from
// what was imposed.
func checkRecords(t *testing.T, w *World, fined, cautioned sim.Time) {
	t.Helper()
	delay := w.set.courtDelay.at(0.5)
	want := make([][]ledger.Custody, len(w.people)) // spans with a record
	impose := func(i uint32, d ledger.Disposal, at sim.Time) {
		if d == ledger.Charge {
			want[i] = append(want[i], ledger.Custody{From: at + w.set.chargeLag.at(0.5) + delay, To: at + w.set.chargeLag.at(0.5) + delay + fined})
		}
		if d == ledger.Caution {
			want[i] = append(want[i], ledger.Custody{From: at + w.set.cautionLag.at(0.5), To: at + w.set.cautionLag.at(0.5) + cautioned})
		}
	}
	for _, c := range w.Ledger.Contacts {
		impose(c.Person, c.Disposal, c.At)
	}
	for _, o := range w.Ledger.Offences {
		if o.Type != ledger.Possession {
			impose(o.Person, o.Disposal, o.At)
		}
	}
	switches := 0
	had := make([]bool, len(w.people))
	for _, c := range w.Ledger.Changes {
		has := c.Is&ledger.Unspent != 0
		if has == had[c.Person] {
			continue
		}
		had[c.Person] = has
		switches++
		covered := slices.ContainsFunc(want[c.Person], func(s ledger.Custody) bool { return s.From <= c.At && c.At < s.To })
		begins := slices.ContainsFunc(want[c.Person], func(s ledger.Custody) bool { return s.From == c.At })
		ends := slices.ContainsFunc(want[c.Person], func(s ledger.Custody) bool { return s.To == c.At })
		if has != covered || has && !begins || !has && !ends {
			t.Fatalf("person %d: at %d the record turns %v, against %v imposed", c.Person, c.At, has, want[c.Person])
		}
	}
	if switches < 200 {
		t.Errorf("%d records begin or end: hardly anything is tested", switches)
	}
}

// TestSentenceEnds: the period after custody runs from the end of the
// sentence.
func TestSentenceEnds(t *testing.T) {
	p, _ := New()
	s := settle(p, Config{People: 1, Horizon: sim.Year}, nil, nil)
	p.Court.Served = 0.5
	if got := s.sentenceEnd(hearing{served: 7 * sim.Day}, sim.Year); got != sim.Year+14*sim.Day {
		t.Errorf("the sentence ends after %v days, want 14", (got - sim.Year).Days())
	}
	if got := s.sentenceEnd(hearing{}, sim.Year); got != sim.Year {
		t.Errorf("what is no custody ends later than it begins")
	}
}

// TestWork: people start in work as stated, and lose and find it at the stated
// rates. n = 4,000 people for three years; bounds are 4.5 standard errors of
// Poisson counts and of a binomial, a false alarm once in 100,000.
func TestWork(t *testing.T) {
	const people = 4000
	for name, youth := range map[string]bool{"adults": false, "youths": true} {
		p, _ := New()
		unlabelled(p)
		o := &p.Employment.Adults
		if youth {
			o = &p.Employment.Youths
		}
		o.LossRecord, o.GainRecord, p.Court.CustodyEnabled = 1, 1, false
		m := Prepare(p, Config{People: people, Horizon: 3 * sim.Year}, nil)
		var w World
		w.schedule = schedule[:]
		w.reset(m.set, 73, 0)
		for range people {
			w.add(0, nature{offending: 1, disengage: 1, Traits: ledger.Traits{Youth: youth}}, ledger.History{})
		}
		w.carry()
		starts, losses, gains := float64(people), 0.0, 0.0
		var span [2]float64                   // years in work and out of it
		last := make([]ledger.Change, people) // everybody is in work until noted
		for _, c := range w.Ledger.Changes {
			out, was := int(c.Is&ledger.Jobless/ledger.Jobless), int(last[c.Person].Is&ledger.Jobless/ledger.Jobless)
			span[was] += (c.At - last[c.Person].At).Years()
			switch {
			case c.At == 0:
				starts -= float64(out)
			case was < out:
				losses++
			case was > out:
				gains++
			}
			last[c.Person] = c
		}
		for _, c := range last {
			span[int(c.Is&ledger.Jobless/ledger.Jobless)] += (3*sim.Year - c.At).Years()
		}
		start := float64(o.Start)
		if se := math.Sqrt(start * (1 - start) * people); math.Abs(starts-start*people) > 4.5*se {
			t.Errorf("%s: %v start in work, want %v", name, starts, start*people)
		}
		for what, c := range map[string][2]float64{
			"lose": {losses, span[0] * float64(o.Loss)}, "find": {gains, span[1] * float64(o.Gain)},
		} {
			if math.Abs(c[0]-c[1]) > 4.5*math.Sqrt(c[1]) {
				t.Errorf("%s: %v %s work, want %v", name, c[0], what, c[1])
			}
		}
	}
}

// TestDropoutFollowsWork: what is left of the clock of dropping out is used up
// at the new rate when work is lost or found, and not in custody.
func TestDropoutFollowsWork(t *testing.T) {
	w := oneEngaged(t, func(p *Params) { p.Engagement.JoblessDropout = evidence.Number(math.Log(2)) })
	due := func() sim.Time {
		due := sim.Never
		w.agenda.rebuild(&w.people[0].first, func(e *agendaEntry) bool {
			if e.kind == dropout {
				due = e.at
			}
			return true
		})
		return due
	}
	w.plan(0, 1000, dropout, 0)
	w.people[0].is = 0
	w.loseJob(0, 0, 400)
	if due() != 700 {
		t.Errorf("with work lost at 400 the dropout of 1,000 is at %d, want 700", due())
	}
	w.people[0].release = 600
	w.findJob(0, 0, 500)
	if due() != 800 {
		t.Errorf("with work found in custody until 600 the dropout of 700 is at %d, want 800", due())
	}
}

// oneEngaged is a world of one person on a course, with nothing else to come.
func oneEngaged(t *testing.T, set ...func(*Params)) *World {
	t.Helper()
	p, _ := New()
	for _, s := range append([]func(*Params){scheme, alone}, set...) {
		s(p)
	}
	w := new(World)
	w.schedule = schedule[:]
	w.reset(settle(p, Config{People: 1, Horizon: 3 * sim.Year}, nil, nil), 74, 0)
	w.add(0, nature{offending: 1, disengage: 1}, ledger.History{})
	w.agenda.drop(&w.people[0].first, func(*agendaEntry) bool { return true })
	w.openSpell(0, none, ledger.Contact{}, marks{}, true)
	w.enrol(0, 0)
	w.agenda.drop(&w.people[0].first, func(*agendaEntry) bool { return true })
	return w
}

// TestCourtBesideCourse: a pending case and a course are two things. While a
// course runs its phase acts, whatever happens in court; without one the court
// does, from the charge to the last hearing.
func TestCourtBesideCourse(t *testing.T) {
	w := oneEngaged(t, unlabelled, func(p *Params) {
		for k := range p.Effect.Phase {
			p.Effect.Phase[k] = evidence.Ratio(1 + k)
		}
	})
	p := &w.people[0]
	level := func(when string, want phase) {
		t.Helper()
		if got := w.level(p); got != float64(1+want) {
			t.Errorf("%s: level %v, want that of %q", when, got, phaseKeys[want])
		}
	}
	w.hearings = append(w.hearings, hearing{}, hearing{})
	w.Ledger.Cases = append(w.Ledger.Cases, ledger.Case{}, ledger.Case{})
	level("waiting", phaseWaiting)
	w.accuse(0, 0, 100)
	level("charged while waiting", phaseWaiting)
	w.enter(0, phaseEngaged, 200)
	w.accuse(0, 0, 250)
	w.hear(0, 0, 300)
	level("heard on the course", phaseEngaged)
	if p.is&ledger.AwaitingCourt == 0 {
		t.Error("one of two cases has been heard, and none is pending")
	}
	w.leave(0, ledger.Completed, 400)
	level("completed with a case pending", phaseCourt)
	w.hear(0, 1, 500)
	level("all heard", phaseDisposed)
	if p.is&ledger.AwaitingCourt != 0 {
		t.Error("all cases have been heard, and one is pending")
	}
}

// TestLevelsArePositive: whoever may offend offends at a positive level.
func TestLevelsArePositive(t *testing.T) {
	w := oneEngaged(t)
	p := &w.people[0]
	for is := ledger.Condition(0); is < 2*ledger.Dead; is++ {
		for ph := range phases {
			for _, p.youth = range []bool{false, true} {
				p.is, p.phase = is, ph
				if got := w.level(p); got <= 0 == (is&still == 0) {
					t.Fatalf("conditions %b, phase %d: level %v", is, ph, got)
				}
			}
		}
	}
}
