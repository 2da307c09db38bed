package threshold

import (
	"context"
	"fmt"
	"math"

	"diversim/model/ledger"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/estimate"
)

// observed is what the ledgers say that no measure does.
type observed struct {
	each    []counted // by cohort, the contacts and sanctions
	starts  float64   // first appointments a year of intake, of the arm
	stay    float64   // mean years from the first appointment to the end
	late    float64   // share of starts that waited longer than the limit for a place
	cohorts int
}

// certainty is by cohort what has the share of possession contacts of an arm that end
// in a caution or a charge for a ratio of means.
func (o *observed) certainty(arm string) (sanctions, contacts []float64) {
	for _, c := range o.each {
		sanctions, contacts = append(sanctions, c.sanctions[arm]), append(contacts, c.contacts[arm])
	}
	return sanctions, contacts
}

// observedCohorts is how many cohorts are looked at in full.
const observedCohorts = 20

// counted is one cohort of that.
type counted struct {
	contacts, sanctions map[string]float64
	starts, late, stay  float64
}

// seen looks at the ledgers of the arm and the comparator; why says that they cannot be.
func (a *Ask) seen(ctx context.Context) (o *observed, why string, err error) {
	if a.watched != nil {
		return a.watched, "", nil
	}
	s := a.short()
	if len(s.Forces) > 1 {
		return nil, fmt.Sprintf("a question of one force area; %s is over %d", s.Name, len(s.Forces)), nil
	}
	n := min(observedCohorts, a.Options.Most())
	wait := float64(s.Params(a.Arm).Provider.FirstWait) + a.Limits.WaitDays
	var sum counted
	o = &observed{cohorts: n}
	err = study.Observe(ctx, s.WithArms(s.Comparator, a.Arm), a.Options.study(), n,
		func(_ int, arms map[string]study.Observed) counted { return a.count(arms, wait) },
		func(_ int, c counted) error { o.each = append(o.each, c); sum.add(c); return nil })
	if err != nil {
		return nil, "", err
	}
	o.starts, o.stay, o.late = sum.starts/float64(n)/s.Intake.Years(), sum.stay/sum.starts, sum.late/sum.starts
	a.watched = o
	return o, "", nil
}

// add adds what is asked of service.
func (c *counted) add(d counted) {
	c.starts, c.late, c.stay = c.starts+d.starts, c.late+d.late, c.stay+d.stay
}

func (a *Ask) count(arms map[string]study.Observed, waitDays float64) counted {
	c := counted{contacts: map[string]float64{}, sanctions: map[string]float64{}}
	for name, arm := range arms {
		c.contacts[name] = float64(len(arm.Ledger.Contacts))
		for _, k := range arm.Ledger.Contacts {
			if k.Disposal == ledger.Caution || k.Disposal == ledger.Charge {
				c.sanctions[name]++
			}
		}
		for _, s := range arm.Ledger.Spells {
			if s.BreachCharged {
				c.sanctions[name]++
			}
		}
	}
	for _, s := range arms[a.Arm].Ledger.Spells {
		if s.AttendedAt == sim.Never || s.ExitAt == sim.Never {
			continue
		}
		c.starts++
		c.stay += (s.ExitAt - s.AttendedAt).Years()
		if (s.AttendedAt - s.OfferedAt).Days() > waitDays {
			c.late++
		}
	}
	return c
}

// capacity is T6: the places with which few are turned away, were nobody to wait, and
// with which few wait long.
func capacity(ctx context.Context, a *Ask) ([]Row, error) {
	r := blank()
	r.Method, r.Vary, r.Unit = Analytic, "programme.slots", "places"
	seen, why, err := a.seen(ctx)
	switch {
	case err != nil:
		return nil, err
	case why == "" && !(seen.starts > 0 && seen.stay > 0):
		why = "nobody holds a place"
	}
	if why != "" {
		r.Verdict, r.Note = NotAsked, why
		return []Row{r}, nil
	}
	// Places are stated for the people planned for, of whom a cohort is a sample.
	p := a.Scenario.Params(a.Arm)
	planned := float64(p.Programme.PlannedPeople)
	scale := planned / float64(a.Scenario.People)
	starts, error := scale*seen.starts, 2*scale*estimate.StandardError(seen.loads(a.Scenario.Intake.Years()))
	load := estimate.OfferedLoad(starts, seen.stay)
	of := fmt.Sprintf("%.0f first appointments a year of %s people, with a mean stay of %.0f days, keep %.1f%s places in use (± two standard errors over %d cohorts)",
		starts, results.Count(planned), seen.stay*sim.Year.Days(), load, plusMinus("%.1f", error), seen.cohorts)
	stay := seen.stay
	if others := float64(p.Provider.Background); others > 0 { // they go through all sessions
		theirs := estimate.OfferedLoad(others, float64(p.Engagement.Sessions)/float64(p.Engagement.SessionRate))
		of += fmt.Sprintf(", and %.0f referrals from elsewhere %.1f", others, theirs)
		load += theirs
		stay = load / (starts + others)
	}
	blocking, waiting := r, r
	blocking.places(load, error, func(load float64) int { return estimate.SlotsForBlocking(load, a.Limits.Blocked) })
	blocking.Note = fmt.Sprintf("for at most %.3g%% turned away without a waiting list (Erlang B); %s", 100*a.Limits.Blocked, of)
	waiting.places(load, error, func(load float64) int {
		list := estimate.WaitingList{Slots: int(math.Ceil(load)), ReferralsPerYear: load / stay, StaysPerYear: 1 / stay}
		for list.WaitBeyond(a.Limits.WaitDays/sim.Year.Days()) > a.Limits.Waiting {
			list.Slots++
		}
		return list.Slots
	})
	waiting.Note = fmt.Sprintf("for at most %.3g%% waiting more than %g days for a place (Erlang C); at the arm's own %.0f places%s %.1f%% do in %d simulated cohorts",
		100*a.Limits.Waiting, a.Limits.WaitDays, float64(p.Provider.Slots), inSample(float64(p.Provider.Slots)/scale, scale), 100*seen.late, seen.cohorts)
	return []Row{blocking, waiting}, nil
}

// inSample is how many places a cohort has that is another number of people than
// planned, "" for one that is not.
func inSample(places, scale float64) string {
	if scale == 1 {
		return ""
	}
	return fmt.Sprintf(", %.0f in a cohort of this size,", places)
}

// loads are the places in use by cohort.
func (o *observed) loads(intakeYears float64) (all []float64) {
	for _, c := range o.each {
		all = append(all, c.stay/intakeYears)
	}
	return all
}

// places is the answer at a load, between those at the ends of its error.
func (r *Row) places(load, error float64, needed func(load float64) int) {
	r.Verdict, r.Answer = Found, float64(needed(load))
	if !math.IsNaN(error) { // one cohort has none
		r.Low, r.High = float64(needed(max(0, load-error))), float64(needed(load+error))
	}
}
