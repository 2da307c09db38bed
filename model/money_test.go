package model

import (
	"math"
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
)

// TestMoneyReachesOutcomes: attendance and completion rise with the budget once
// the process is paid for, and latent reoffending falls where the course has an
// effect; where caseworker contact does nothing, none of them moves. n is 6,000
// people at each budget on common random numbers; the comparisons are exact.
func TestMoneyReachesOutcomes(t *testing.T) {
	at := func(budget evidence.Pounds, more func(*Params)) (attendance, completion, reoffences float64) {
		const replications = 4
		for r := range replications {
			var p outcome.People
			p.Read(world(1500, sim.Year, 21, r, scheme, alone, func(p *Params) { p.Programme.Budget = budget }, more))
			for name, sum := range map[string]*float64{
				"attendance": &attendance, "completion": &completion, "reoffences_12m_latent": &reoffences,
			} {
				m, _ := outcome.Named(name)
				*sum += m.Of(&p, nil) / replications
			}
		}
		return
	}
	nothing := func(*Params) {}
	a0, c0, r0 := at(0, nothing)
	a, c, r := at(30_000, nothing)
	if a != a0 || c != c0 || r != r0 {
		t.Errorf("£30,000 does not pay for the process, yet attendance %v, completion %v and reoffences %v move to %v, %v, %v", a0, c0, r0, a, c, r)
	}
	for _, budget := range []evidence.Pounds{60_000, 120_000, 240_000} {
		a1, c1, r1 := at(budget, nothing)
		t.Logf("£%.0f: attendance %.4f, completion %.4f, latent reoffences %.4f", float64(budget), a1, c1, r1)
		if a1 <= a || c1 <= c || r1 >= r {
			t.Errorf("£%.0f: attendance %v, completion %v, reoffences %v after %v, %v, %v", float64(budget), a1, c1, r1, a, c, r)
		}
		a, c, r = a1, c1, r1
	}
	inert := func(p *Params) {
		p.Engagement.ContactSlope, p.Engagement.ContactDropout = 0, 0
	}
	a, c, r = at(60_000, inert)
	for _, budget := range []evidence.Pounds{0, 30_000, 120_000, 240_000} {
		if a1, c1, r1 := at(budget, inert); a1 != a || c1 != c || r1 != r {
			t.Errorf("contact does nothing, yet at £%.0f attendance, completion and reoffences are %v, %v, %v instead of %v, %v, %v", float64(budget), a1, c1, r1, a, c, r)
		}
	}
}

// TestLedgerCloses: what the scheme's lines come to is what its spells spent
// and its fixed cost, to the penny, in every policy; and an account that may
// not be overspent is not.
func TestLedgerCloses(t *testing.T) {
	for _, policy := range []string{PolicyHardStop, PolicyRation, PolicyWaitlist, PolicyOverspend} {
		for _, fixed := range []evidence.Pounds{0, 5_000} {
			l := world(1500, 2*sim.Year, 22, 0, scheme, func(p *Params) {
				p.Programme.Policy, p.Programme.Fixed, p.Programme.Budget, p.Programme.Years = policy, fixed, 45_000, 2
				p.Engagement.Dropout, p.Engagement.OutreachRate, p.Engagement.OutreachTimes = 5, 5, 3
			})
			lines, spells, inYear := int64(0), l.Account.Fixed, l.Account.Fixed
			for _, c := range l.Costs {
				if c.Line.Payer() == ledger.Programme {
					lines += c.Pence
				}
			}
			for _, s := range l.Spells {
				spells += s.Spent
				if s.Year < l.Account.Years {
					inYear += s.Spent
				}
			}
			if lines != spells {
				t.Errorf("%s: lines come to %d pence, spells and fixed cost to %d", policy, lines, spells)
			}
			if policy != PolicyOverspend && inYear > l.Account.Budget*int64(l.Account.Years) {
				t.Errorf("%s: %d pence of a budget of %d", policy, inYear, l.Account.Budget)
			}
			if a := outcome.Audit(l); a.Spent != inYear {
				t.Errorf("%s: the audit finds %d pence, the ledger %d", policy, a.Spent, inYear)
			}
		}
	}
}

// TestCostsReachTheirPayer: without discounting, each payer's measure is the sum of that payer's
// lines within follow-up, and every line has been used.
func TestCostsReachTheirPayer(t *testing.T) {
	l := world(1500, 3*sim.Year, 23, 0, scheme, func(p *Params) {
		p.Programme.Fixed, p.Costs.SupervisionYear, p.Valuation.CostRate = 1_000, 500, 0
		p.Mortality.Enabled = false // what accrues stops with death, and here lines are added up whole
	})
	var byPayer [ledger.Payers]int64
	used := map[ledger.Line]bool{}
	for _, c := range l.Costs {
		used[c.Line] = true
		if c.Person == ledger.Nobody || c.At < l.People[c.Person].End {
			byPayer[c.Line.Payer()] += c.Pence
		}
	}
	charged := func(p *Params) { p.Treatment.ChargedToScheme = true }
	for _, c := range world(1500, sim.Year, 23, 0, scheme, charged).Costs {
		used[c.Line] = true
	}
	for line := range ledger.Lines {
		if !used[ledger.Line(line)] {
			t.Errorf("nothing was booked as %s", ledger.Line(line))
		}
	}
	var p outcome.People
	p.Read(l)
	for name, payers := range map[string][]ledger.Payer{
		"cost_programme": {ledger.Programme},
		"cost_police":    {ledger.Police},
		"cost_cjs": {
			ledger.Police, ledger.ProsecutionService, ledger.Courts, ledger.LegalAid, ledger.Prison, ledger.Probation,
		},
	} {
		want := 0.0
		for _, payer := range payers {
			want += float64(byPayer[payer]) / 100 / 1500
		}
		m, _ := outcome.Named(name)
		if got := m.Of(&p, nil); math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s is %v, the lines of its payers come to %v", name, got, want)
		}
	}
}

// TestWhoPays holds each line to its payer.
func TestWhoPays(t *testing.T) {
	for line, want := range map[ledger.Line]ledger.Payer{
		ledger.SchemeFixed: ledger.Programme, ledger.SchemeOffer: ledger.Programme, ledger.SchemeFirstAppointment: ledger.Programme,
		ledger.SchemeSession: ledger.Programme, ledger.SchemeCasework: ledger.Programme,
		ledger.PoliceDecision: ledger.Police, ledger.PoliceReferral: ledger.Police,
		ledger.PoliceInvestigation: ledger.Police, ledger.PoliceBreach: ledger.Police,
		ledger.ProsecutionCase: ledger.ProsecutionService, ledger.CourtHearing: ledger.Courts, ledger.LegalAidClaim: ledger.LegalAid,
		ledger.PrisonStay: ledger.Prison, ledger.CommunitySentence: ledger.Probation, ledger.Supervision: ledger.Probation,
		ledger.FinePaid: ledger.Fined, ledger.PenaltyPaid: ledger.Fined, ledger.TreatmentStay: ledger.LocalAuthority,
	} {
		if got := line.Payer(); got != want {
			t.Errorf("%s is paid by %s, want %s", line, got, want)
		}
	}
}

// TestPlannedCost: £60,000 for 1,500 people buys what costs £40 a head.
func TestPlannedCost(t *testing.T) {
	p, _ := New()
	scheme(p)
	s := settle(p, Config{People: 1500, Horizon: sim.Year}, nil, nil)
	f := s.funding
	each := float64(p.Programme.OfferCost) + f.started*float64(p.Programme.FirstCost) +
		f.mean*float64(p.Programme.SessionCost) + f.kappa*float64(p.Programme.CaseworkCost)
	if math.Abs(each-40) > 1e-9 {
		t.Errorf("the plan comes to £%v a head, want £40", each)
	}
	if math.Abs(f.started-0.65) > 1e-9 {
		t.Errorf("%v start in the base case, want 0.65", f.started)
	}
}
