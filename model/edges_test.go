package model

import (
	"math"
	"strings"
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
)

// TestEdges runs the cases at the edge of what is defined, and checks what each
// must come to.
func TestEdges(t *testing.T) {
	count := func(l *ledger.Ledger, exit ledger.Exit) (n int) {
		for _, s := range l.Spells {
			if s.Exit == exit {
				n++
			}
		}
		return n
	}
	rate := func(l *ledger.Ledger, name string) float64 {
		var p outcome.People
		p.Read(l)
		m, known := outcome.Named(name)
		if !known {
			t.Fatalf("no measure %s", name)
		}
		return m.Of(&p, nil)
	}
	cases := map[string]struct {
		people  int
		horizon sim.Time
		set     func(*Params)
		holds   func(l *ledger.Ledger) bool
	}{
		"nobody": {0, 2 * sim.Year, scheme, func(l *ledger.Ledger) bool {
			return len(l.People) == 0 && math.IsNaN(rate(l, "reoffending_12m_latent"))
		}},
		"no budget": {200, 2 * sim.Year, func(p *Params) { scheme(p); p.Programme.Budget = 0 }, func(l *ledger.Ledger) bool {
			return len(l.Spells) == 0 && l.Account.ExhaustedAt != sim.Never && rate(l, "cost_programme") == 0
		}},
		"no place, no waiting list": {200, 2 * sim.Year, func(p *Params) { scheme(p); p.Provider.Slots, p.Provider.WaitingList = 0, false }, func(l *ledger.Ledger) bool {
			return len(l.Spells) == 0 && outcome.Audit(l).TurnedAway > 0
		}},
		"no place, waiting list": {200, 2 * sim.Year, func(p *Params) { scheme(p); p.Provider.Slots = 0 }, func(l *ledger.Ledger) bool {
			return outcome.Audit(l).Attended == 0 && outcome.Audit(l).Accepted > 0
		}},
		"no frailty": {2000, 2 * sim.Year, func(p *Params) { p.Frailty.Offending, p.Frailty.Disengagement = 0, 0 }, func(l *ledger.Ledger) bool {
			return l.People[0].Frailty == 1 && l.People[1].Disengage == 1
		}},
		"hardly any frailty": {2000, 2 * sim.Year, func(p *Params) { p.Frailty.Offending, p.Detection.LagCV = 0.01, 0.05 }, func(l *ledger.Ledger) bool {
			sum := 0.0
			for _, p := range l.People {
				sum += (p.Frailty - 1) * (p.Frailty - 1) / 2000
			}
			return sum > 0.008 && sum < 0.012
		}},
		"extreme frailty": {2000, 2 * sim.Year, func(p *Params) { p.Frailty.Offending = 20 }, func(l *ledger.Ledger) bool {
			return rate(l, "reoffending_12m_latent") < 0.35
		}},
		"no sessions": {500, 2 * sim.Year, func(p *Params) { scheme(p); p.Engagement.Sessions, p.Engagement.RepeatSessions = 0, 0 }, func(l *ledger.Ledger) bool {
			return count(l, ledger.Completed) == outcome.Audit(l).Attended && outcome.Audit(l).Attended > 0 &&
				l.Spells[0].Casework == 0
		}},
		"horizon at the window": {500, sim.Year, scheme, func(l *ledger.Ledger) bool {
			return math.IsNaN(rate(l, "reoffending_12m_proven")) && rate(l, "reoffending_12m_latent") > 0
		}},
		"horizon at the proof": {500, sim.Year + sim.Year/2, scheme, func(l *ledger.Ledger) bool {
			return rate(l, "reoffending_12m_proven") > 0
		}},
		"horizon before the window": {500, sim.Year / 4, scheme, func(l *ledger.Ledger) bool {
			return math.IsNaN(rate(l, "reoffending_12m_latent"))
		}},
		"nobody completes": {500, 2 * sim.Year, func(p *Params) { scheme(p); p.Engagement.NoEntry = 1 }, func(l *ledger.Ledger) bool {
			return count(l, ledger.Completed) == 0 && count(l, ledger.NeverEntered) > 0
		}},
		"nobody accepts": {500, 2 * sim.Year, func(p *Params) { scheme(p); p.Acceptance.Probability = 0 }, func(l *ledger.Ledger) bool {
			return count(l, ledger.Declined) == len(l.Spells) && len(l.Spells) > 0
		}},
		"nobody offends": {500, 2 * sim.Year, func(p *Params) { scheme(p); p.Offending.SanctionedRate = 0 }, func(l *ledger.Ledger) bool {
			return len(l.Offences) == 0
		}},
		"no deadline to meet": {500, 2 * sim.Year, func(p *Params) { scheme(p); p.Engagement.Deadline = 0 }, func(l *ledger.Ledger) bool {
			return count(l, ledger.DeadlinePassed) == outcome.Audit(l).Attended && outcome.Audit(l).Attended > 0
		}},
		"one strike": {500, 2 * sim.Year, func(p *Params) {
			scheme(p)
			p.Engagement.Mode, p.Engagement.MaxMisses = ModeAppointments, 1
		}, func(l *ledger.Ledger) bool {
			return count(l, ledger.MissedTooOften) > 0 && count(l, ledger.Completed) > 0
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			l := world(c.people, c.horizon, 31, 0, c.set)
			if !c.holds(l) {
				t.Errorf("does not come to what it must: %d people, %d offences, %d spells", len(l.People), len(l.Offences), len(l.Spells))
			}
			soundMoney(t, l)
		})
	}
}

// soundMoney checks that nothing costs less than nothing, and that a budget
// which may not be overspent is not.
func soundMoney(t *testing.T, l *ledger.Ledger) {
	t.Helper()
	for _, c := range l.Costs {
		if c.Pence < 0 {
			t.Fatalf("%s of %d pence", c.Line, c.Pence)
		}
	}
	if a := outcome.Audit(l); a.Spent < 0 || a.Spent > l.Account.Budget*int64(l.Account.Years) {
		t.Errorf("%d pence spent of %d in each of %d years", a.Spent, l.Account.Budget, l.Account.Years)
	}
}

// TestCustodySuspends: nobody attends from custody, a spell that never began
// has no caseworker contacts, and bringing people back overspends nothing.
func TestCustodySuspends(t *testing.T) {
	harsh := func(p *Params) {
		scheme(p)
		p.Court.HarmCustody, p.Provider.Slots, p.Provider.FirstWait = 1, 20, 30
		p.Engagement.Dropout, p.Engagement.OutreachRate, p.Engagement.OutreachSuccess, p.Engagement.OutreachTimes = 10, 5, 1, 5
		p.Breach.Lag, p.Programme.Budget = 1, 45_000
	}
	inside, back := 0, 0
	for r := range 6 {
		l := world(1500, 2*sim.Year, 37, r, harsh)
		soundMoney(t, l)
		stays := map[uint32][]ledger.Custody{}
		for _, s := range l.Stays {
			stays[s.Person] = append(stays[s.Person], s)
			inside++
		}
		for _, c := range l.Costs {
			if c.Line != ledger.SchemeFirstAppointment && c.Line != ledger.SchemeSession {
				continue
			}
			for _, s := range stays[c.Person] {
				if c.At > s.From && c.At < s.To {
					t.Fatalf("person %d attends on day %.1f, in custody", c.Person, c.At.Days())
				}
			}
		}
		for _, s := range l.Spells {
			if s.AttendedAt == sim.Never && s.Casework > 0 {
				t.Fatalf("person %d never attended and has %.1f caseworker contacts", s.Person, s.Casework)
			}
			if s.Exit == ledger.Completed && s.Booked > s.Sessions {
				back++
			}
		}
	}
	if inside == 0 || back == 0 {
		t.Errorf("%d stays, %d brought back and completing: nothing is tested", inside, back)
	}
}

// TestModes: the means of frailty that recruitment implies. n = 20,000 people;
// bounds are 4.5 standard errors, so that a right model fails once in 150,000.
func TestModes(t *testing.T) {
	const n = 20_000
	mean := func(set func(*Params)) (m, se float64) {
		l := world(n, sim.Year/4, 32, 0, null, set)
		sum, squares := 0.0, 0.0
		for _, p := range l.People {
			sum += p.Frailty
			squares += p.Frailty * p.Frailty
		}
		size := float64(len(l.People))
		m = sum / size
		return m, math.Sqrt((squares/size - m*m) / size)
	}
	const variance = 1.5
	contacts := func(p *Params) { p.Frailty.Offending = variance }
	p, _ := New()
	contacts(p)
	s := settle(p, Config{People: n, Horizon: sim.Year}, nil, nil)
	lambda := s.contactRate()
	// E[Z(1−e^(−ZΛ))] / E[1−e^(−ZΛ)] for a gamma frailty of mean 1.
	seen := (1 - math.Pow(1+variance*lambda, -1/variance-1)) / (1 - math.Pow(1+variance*lambda, -1/variance))
	for _, c := range []struct {
		mode string
		want float64
	}{{ModeCohort, 1}, {ModeEventSampled, 1 + variance}, {ModeWindow, seen}, {ModeStream, seen}} {
		got, se := mean(func(p *Params) { contacts(p); p.Index.Mode = c.mode })
		if math.Abs(got-c.want) > 4.5*se {
			t.Errorf("%s: mean frailty %.4f, want %.4f, standard error %.4f", c.mode, got, c.want, se)
		}
	}
}

// TestArrivals: the number and the spread of index contacts by law. The
// Poisson and the negative binomial are judged on 400 replications at 4.5
// standard errors; the others do not vary.
func TestArrivals(t *testing.T) {
	run := func(law string, replications int) (mean, variance float64) {
		p, _ := New()
		null(p)
		p.Index.Arrivals, p.Offending.SanctionedRate = law, 0
		m := Prepare(p, Config{People: 1000, Horizon: sim.Day}, nil)
		var w World
		var counts []float64
		for r := range replications {
			m.Run(&w, 33, r)
			counts = append(counts, float64(len(w.Ledger.People)))
			mean += counts[r] / float64(replications)
		}
		for _, c := range counts {
			variance += (c - mean) * (c - mean) / float64(replications-1)
		}
		return mean, variance
	}
	for law, sd := range map[string]float64{ArrivalsUniform: 0, ArrivalsEven: 0, ArrivalsPoisson: math.Sqrt(1000), ArrivalsNegativeBinomial: 100} {
		replications := 400
		if sd == 0 {
			replications = 4
		}
		mean, variance := run(law, replications)
		if se := sd / 20; math.Abs(mean-1000) > 4.5*se {
			t.Errorf("%s: %.2f people on average, want 1,000", law, mean)
		}
		if want := sd * sd; math.Abs(variance-want) > 0.35*want {
			t.Errorf("%s: variance %.1f, want %.1f", law, variance, want)
		}
	}
	l := world(10, sim.Day, 34, 0, null, func(p *Params) { p.Index.Arrivals = ArrivalsEven })
	for i, p := range l.People {
		if want := sim.Time(float64(i) * float64(sim.Year) / 10); p.Index != want {
			t.Errorf("person %d comes at %d, want %d", i, p.Index, want)
		}
	}
}

// TestSchemes: the rules of the five schemes show in what happens.
func TestSchemes(t *testing.T) {
	for k, rule := range schemeTable {
		l := world(1500, 3*sim.Year, 35, 0, alone, func(p *Params) {
			scheme(p)
			p.Programme.Scheme, p.Programme.Years = rule.name, 4
		})
		used := map[uint32][]ledger.Spell{}
		charged, again := 0, 0
		for _, s := range l.Spells {
			if s.Accepted {
				used[s.Person] = append(used[s.Person], s)
			}
			if s.BreachCharged {
				charged++
			}
		}
		for person, spells := range used {
			for i := 1; i < len(spells); i++ {
				again++
				switch k {
				case courseOrCharge:
					t.Fatalf("%s: person %d is offered twice", rule.name, person)
				case deferredProsecution, conditionalCaution:
					if gap := spells[i].OfferedAt - spells[i-1].OfferedAt; gap < sim.Year {
						t.Fatalf("%s: person %d is offered again after %.0f days", rule.name, person, gap.Days())
					}
				case communityResolution:
					if spells[i-1].Exit == ledger.NeverEntered {
						t.Fatalf("%s: person %d is offered again, having never entered", rule.name, person)
					}
				}
			}
		}
		if (charged > 0) != (rule.breach > 0) {
			t.Errorf("%s: %d breaches charged", rule.name, charged)
		}
		if again == 0 && k != courseOrCharge {
			t.Errorf("%s: nobody is offered it again, so that nothing is tested", rule.name)
		}
	}
}

// TestNaN: a NaN stops the run with the person, the replication and the seed.
func TestNaN(t *testing.T) {
	defer func() {
		message, _ := recover().(string)
		for _, want := range []string{"person 0", "replication 7", "seed 36"} {
			if !strings.Contains(message, want) {
				t.Errorf("the message %q does not say %s", message, want)
			}
		}
	}()
	world(10, sim.Year, 36, 7, null, func(p *Params) { p.Detection.Detected = evidence.Probability(math.NaN()) })
}
