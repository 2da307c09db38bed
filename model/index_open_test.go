package model

import (
	"fmt"
	"math"
	"testing"

	"diversim/model/evidence"
	"diversim/sim"
)

// recruiting prepares a force by itself under usual practice, over some years.
func recruiting(mode string, people int, intake, horizon sim.Time, set ...func(*Params)) *Model {
	p, _ := New()
	p.Index.Mode = mode
	for _, s := range set {
		s(p)
	}
	return Prepare(p, Config{People: people, Intake: intake, Horizon: horizon, Force: "Kent"}, nil)
}

// TestFollowed: the part of a year in which a person is followed who was found so many
// years before, against the mean over 10,000 dates. Certain. Seen to fail with an
// index contact that falls on the first day of its year.
func TestFollowed(t *testing.T) {
	const dates = 10_000
	for _, horizon := range []float64{0.25, 1, 1.5, 2, 3.7} {
		s := &settings{Config: Config{Horizon: sim.YearsOf(horizon)}}
		for years := range 6 {
			sum := 0.0
			for k := range dates {
				u := (float64(k) + 0.5) / dates
				sum += max(0, min(u+horizon, float64(years)+1)-max(u, float64(years))) / dates
			}
			if got := s.followed(years); math.Abs(got-sum) > 1e-4 {
				t.Errorf("followed %v years, %d years on: %v, want %v", horizon, years, got, sum)
			}
		}
	}
}

// contactsByYear counts contacts of a run in each year of its intake.
func contactsByYear(w *World, years int) []float64 {
	all := make([]float64, years)
	for _, c := range w.Ledger.Contacts {
		if year := int(c.At / sim.Year); year < years {
			all[year]++
		}
	}
	return all
}

// TestOpenPopulation: where nothing else acts on offending, the contacts of every year
// are as many as stated, with new people in each. 20 replications of 2,000 contacts in
// each of 5 years (8 where the bound is wide), at 4.5 standard errors and one contact of
// rounding, once in 29,000 times. Custody, deaths and what disposals do come on top of that: 2 to 7% more than
// stated where effects are read as individual, and up to 45% where they are read as
// marginal, which is a limit of the formula and written down here. Seen to fail with
// people who are followed for ever, and with the rate of the first contact left out.
func TestOpenPopulation(t *testing.T) {
	const people, years = 2000, 5
	for name, c := range map[string]struct {
		set         func(*Params)
		runs        int
		least, most float64
	}{
		"nothing acts": {null, 20, people - 1, people + 1},
		"individual":   {func(p *Params) { p.Effect.Scale = ScaleIndividual }, 8, people, 1.09 * people},
		"marginal":     {func(*Params) {}, 8, people, 1.5 * people},
	} {
		m := recruiting(ModeOpen, people, years*sim.Year, 3*sim.Year, c.set)
		for year, e := range m.set.entrants(people, 1) {
			if e <= 0 || e >= people {
				t.Errorf("%d people are new in year %d", e, year)
			}
		}
		counts := make([][]float64, years)
		var w World
		for r := range c.runs {
			m.Run(&w, 16, r)
			for year, n := range contactsByYear(&w, years) {
				counts[year] = append(counts[year], n)
			}
		}
		for year, all := range counts {
			mean, se := meanOf(all)
			if mean < c.least-4.5*se || mean > c.most+4.5*se {
				t.Errorf("%s: %v contacts in year %d, standard error %v", name, mean, year, se)
			}
			t.Logf("%s: year %d has %.0f contacts (standard error %.1f)", name, year, mean, se)
		}
	}
}

// TestOpenAtItsLevel: an area of any level has the stated contacts, since it is they
// that are recorded. 43 areas by 10 replications of 500 contacts, as shares of the
// stated, at 4.5 standard errors, once in 147,000 times. Seen to fail with entrants at
// the mean level.
func TestOpenAtItsLevel(t *testing.T) {
	areas := country(500, nowhere)
	p, _ := New()
	null(p)
	distinct(p)
	p.Index.Mode, p.Areas.LevelSpread, p.National.HomeAway = ModeOpen, 0.4, 0
	n := PrepareNation(p, Config{Horizon: 3 * sim.Year, Intake: 3 * sim.Year}, areas, Contrasts{})
	var low, high []float64
	var w World
	for r := range 10 {
		for g := range areas {
			n.Run(&w, g, n.Plan(1, r, nil), 17, r)
			last := contactsByYear(&w, 3)[2]
			if w.area.level < 1 {
				low = append(low, last)
			} else {
				high = append(high, last)
			}
		}
	}
	within(t, "contacts where offending is low", low, 500)
	within(t, "contacts where offending is high", high, 500)
}

// TestYearsOfIntake: people are numbered one after the other, year by year, and those
// of the first years are who they would be if there were no more. Certain. Seen to fail
// with a year that numbers its people from the first again.
func TestYearsOfIntake(t *testing.T) {
	for _, mode := range []string{ModeCohort, ModeOpen, ModeEventSampled} {
		var short, long World
		recruiting(mode, 300, 2*sim.Year, 2*sim.Year, alone).Run(&short, 18, 0)
		recruiting(mode, 300, 5*sim.Year, 2*sim.Year, alone).Run(&long, 18, 0)
		year, seen := 0, map[string]bool{}
		for i, p := range long.Ledger.People {
			if y := int(p.Index / sim.Year); y != year && y != year+1 {
				t.Fatalf("%s: person %d is of year %d, after one of year %d", mode, i, y, year)
			} else {
				year = y
			}
			seen[fmt.Sprint(p.Frailty, p.Disengage)] = true
			if i < len(short.Ledger.People) && fmt.Sprint(p) != fmt.Sprint(short.Ledger.People[i]) {
				t.Fatalf("%s: person %d is %+v, and in a longer intake %+v", mode, i, short.Ledger.People[i], p)
			}
		}
		if year != 4 || len(seen) != len(long.Ledger.People) {
			t.Errorf("%s: %d people of %d natures up to year %d", mode, len(long.Ledger.People), len(seen), year)
		}
	}
}

// TestStreamOverYears: users of an area whose first contacts fall into three years are
// as many as stated, at any level of offending. 60 replications of 1,000 people a year,
// three means at 4.5 standard errors, once in 49,000 times. Seen to fail with as many
// users as at the mean level.
func TestStreamOverYears(t *testing.T) {
	for name, spread := range map[string]float64{"alike": 0, "of its level": 0.8} {
		m := recruiting(ModeStream, 1000, 3*sim.Year, sim.Year/2, distinct, func(p *Params) {
			p.Areas.LevelSpread, p.Mortality.Enabled = evidence.Number(spread), false
		})
		found := map[bool][]float64{}
		var w World
		for r := range 60 {
			m.Run(&w, 19, r)
			above := w.area.level > 1
			found[above] = append(found[above], float64(len(w.Ledger.People)))
		}
		for above, people := range found {
			within(t, fmt.Sprintf("people of an area %s, above the mean: %v", name, above), people, 3000)
		}
	}
}
