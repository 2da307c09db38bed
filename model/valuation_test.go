package model

import (
	"math"
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
	"diversim/sim/estimate"
)

// valued runs one cohort of the scheme with supervision and a fixed cost, so
// that every line is there.
func valued(set ...func(*Params)) (*ledger.Ledger, *outcome.People) {
	all := append([]func(*Params){scheme, func(p *Params) { p.Programme.Fixed, p.Costs.SupervisionYear = 1_000, 500 }}, set...)
	l := world(1000, 3*sim.Year, 71, 0, all...)
	var p outcome.People
	p.Read(l)
	return l, &p
}

// TestZeroDiscount: at rates of 0 the present value of what each person costs
// each payer is the sum of the pence on the ledger, to the penny; at the default
// rates it is less. A flow cut short or a factor on the wrong clock would show.
func TestZeroDiscount(t *testing.T) {
	l, p := valued(func(p *Params) { p.Valuation.CostRate, p.Mortality.Enabled = 0, false })
	pence := make([]outcome.Costs, len(l.People))
	for _, c := range l.Costs {
		if c.Person != ledger.Nobody && c.At < l.People[c.Person].End {
			pence[c.Person][c.Line.Payer()] += float64(c.Pence)
		}
	}
	total := 0.0
	for i := range pence {
		for payer := range pence[i] {
			if got := p.Cost[i][payer]; ledger.Payer(payer) != ledger.Victims && got != pence[i][payer] {
				t.Fatalf("person %d, %s: %v, the ledger has %v", i, ledger.Payer(payer), got, pence[i][payer])
			}
		}
		total += p.Cost[i].Total(ledger.BySociety)
	}
	_, discounted := valued()
	less := 0.0
	for i := range discounted.Cost {
		less += discounted.Cost[i].Total(ledger.BySociety)
	}
	// Three years at 3.5% take off less than a tenth.
	if less >= total || less < 0.9*total {
		t.Errorf("discounted %v of %v", less, total)
	}
}

// TestValuationChangesNoFact: rates, shares and prices leave every fact alone.
func TestValuationChangesNoFact(t *testing.T) {
	a, pa := valued()
	b, pb := valued(func(p *Params) {
		v := &p.Valuation
		v.CostRate, v.HealthRate, v.MarginalShare, v.QALY, v.Death = 0.1, 0.1, 1, 1, DeathByVPF
		v.PriceYear, v.VictimShare, v.Displaced = "2015-16", 0, 1
	})
	if len(a.Costs) != len(b.Costs) || len(a.Offences) != len(b.Offences) || a.Events != b.Events {
		t.Fatal("how things are valued changes what happens")
	}
	for k := range a.Costs {
		if a.Costs[k] != b.Costs[k] {
			t.Fatalf("%+v became %+v", a.Costs[k], b.Costs[k])
		}
	}
	if pa.Common[ledger.Programme] == pb.Common[ledger.Programme] {
		t.Error("the price year makes no difference")
	}
}

// TestPerspectivesAddUp: a perspective is the sum of its payers, in every
// column, and the wide ones are the narrow ones and what is between them.
func TestPerspectivesAddUp(t *testing.T) {
	l, p := valued()
	sum := p.Cost[0]
	for i := range p.Cost {
		for payer := range sum {
			sum[payer] += p.Cost[i][payer]
		}
	}
	for column := range ledger.Columns {
		scaled := sum
		for payer := range scaled {
			scaled[payer] *= ledger.Column(column).Share(ledger.Payer(payer), &l.Values)
		}
		of := func(v ledger.Perspective) float64 { return scaled.Total(v) }
		for name, pair := range map[string][2]float64{
			"criminal justice": {of(ledger.ByJustice), scaled[ledger.Police] + scaled[ledger.ProsecutionService] + scaled[ledger.Courts] +
				scaled[ledger.LegalAid] + scaled[ledger.Prison] + scaled[ledger.Probation]},
			"the public":    {of(ledger.ByPublic), of(ledger.ByProgramme) + of(ledger.ByJustice) + scaled[ledger.Health] + scaled[ledger.LocalAuthority]},
			"the exchequer": {of(ledger.ByExchequer), of(ledger.ByPublic) - scaled[ledger.Fined]},
			"society":       {of(ledger.BySociety), of(ledger.ByPublic) + scaled[ledger.Victims]},
			"the police":    {of(ledger.ByPolice), scaled[ledger.Police]},
			"the programme": {of(ledger.ByProgramme), sum[ledger.Programme]},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-9*math.Abs(pair[1]) {
				t.Errorf("%s, %s: %v, its parts come to %v", name, ledger.Column(column), pair[0], pair[1])
			}
		}
	}
	for payer := range ledger.Payers {
		if sum[payer] == 0 && payer != int(ledger.Health) {
			t.Errorf("%s pays nothing", ledger.Payer(payer))
		}
	}
}

// TestStaysAreFlows: a stay in prison is worth what it accrues, day by day,
// and not what it would cost on its first day.
func TestStaysAreFlows(t *testing.T) {
	rate := estimate.Rate(0.5)
	l, p := valued(func(p *Params) { p.Valuation.CostRate, p.Court.HarmWeeks = evidence.Ratio(rate), 100 })
	want := make([]float64, len(l.People))
	for _, s := range l.Stays {
		who := l.People[s.Person]
		if s.From < who.End {
			from, to := (s.From - who.Index).Years(), (min(s.To, who.End) - who.Index).Years()
			want[s.Person] += evidence.UnitCost("prison_overall_2022_23").Pounds * 100 * rate.Flow(from, to)
		}
	}
	stays := 0
	for i := range want {
		if want[i] > 0 {
			stays++
		}
		// Each stay is rounded to a penny.
		if math.Abs(p.Cost[i][ledger.Prison]-want[i]) > 5 {
			t.Fatalf("person %d: %v pence of prison, want %v", i, p.Cost[i][ledger.Prison], want[i])
		}
	}
	if stays < 20 {
		t.Errorf("only %d people were in prison", stays)
	}
}

// TestResponseShare: what is left out of the unit cost of a crime is about what
// was read of the response of police and courts in the types that give it.
func TestResponseShare(t *testing.T) {
	p, _ := New()
	share := func(id, of string) float64 { return evidence.UnitCost(id).Pounds / evidence.UnitCost(of).Pounds }
	low := share("police_vehicle_theft", "crime_vehicle_theft")
	high := share("police_homicide", "crime_homicide") + share("cjs_homicide", "crime_homicide")
	if got := 1 - float64(p.Valuation.VictimShare); got < low-0.01 || got > high+0.01 {
		t.Errorf("a response of %v is left out, what was read is %v to %v", got, low, high)
	}
}

// TestNothingIsCountedTwice holds the five rules against double counting.
func TestNothingIsCountedTwice(t *testing.T) {
	l, p := valued(func(p *Params) { p.Valuation.CostRate = 0 })
	victims, latent := 0.0, make([]float64, len(l.People))
	for _, o := range l.Offences {
		if o.At < l.People[o.Person].End {
			latent[o.Person] += float64(o.Count()) * l.Values.Victims[o.Type] * 100
		}
	}
	for i := range latent {
		victims += latent[i]
		// (ii) the unit cost is of a latent offence, seen or not.
		if math.Abs(p.Cost[i][ledger.Victims]-latent[i]) > 1e-6 {
			t.Fatalf("person %d costs victims %v pence, want %v", i, p.Cost[i][ledger.Victims], latent[i])
		}
	}
	// (i) what is added to the police and court lines leaves their part out.
	for k := ledger.Acquisitive; int(k) < ledger.OffenceTypes; k++ {
		if full := l.Values.Crime[k]; full > 0 && l.Values.Victims[k] >= full {
			t.Errorf("an offence that is %s costs victims £%v of £%v, police and courts included", k, l.Values.Victims[k], full)
		}
	}
	// (iii) possession has no victim.
	if l.Values.Victims[ledger.Possession] != 0 || l.Values.Crime[ledger.Possession] != 0 || victims == 0 {
		t.Error("possession has a victim, or nothing has")
	}
	decisions, breaches := map[[2]int64]int{}, 0
	for _, c := range l.Costs {
		if c.Line.Payer() == ledger.Victims {
			t.Fatalf("%s was booked: what crime costs its victims is worked out of the offences", c.Line)
		}
		switch c.Line {
		case ledger.PoliceDecision:
			decisions[[2]int64{int64(c.Person), int64(c.At)}]++
		case ledger.PoliceBreach:
			breaches++
			// (v) the work that a diversion saved is done once, by a breach.
			if c.Pence >= pence(evidence.Pounds(evidence.UnitCost("police_cost_cannabis_case").Pounds)) {
				t.Fatalf("a breach of %d pence costs as much as a charge", c.Pence)
			}
		}
	}
	if len(decisions) != len(l.Contacts) || breaches == 0 {
		t.Errorf("%d decisions were paid for %d contacts, and %d breaches", len(decisions), len(l.Contacts), breaches)
	}
}

// TestOffenceCost: what an offence is expected to cost each payer is what a
// world in which nothing else costs anything books per offence. n is 8 cohorts
// of 1,500, about 480,000 offences, of which 4,000 lead to prison. What the
// end of seven years cuts off is two months' cases, and stays in prison overlap:
// hence the wider room below. Above it is six standard errors of prison.
func TestOffenceCost(t *testing.T) {
	quiet := func(p *Params) {
		p.Offending.PossessionShare, p.Valuation.CostRate, p.Effect.ForceLogHR, p.Effect.MeasuredOn = 0, 0, 0, OnLatent
		p.Police.Mix = MixStated
		p.Police.Stated = [outcomes]evidence.Probability{1}
		p.Costs.PoliceOutOfCourt = 0
		p.Frailty.Offending, p.Mortality.Enabled = 0, false
	}
	var got [ledger.Payers]float64
	offences := 0
	for r := range 8 {
		var p outcome.People
		l := world(1500, 7*sim.Year, 73, r, quiet)
		p.Read(l)
		for i := range p.Cost {
			for payer, pence := range p.Cost[i] {
				got[payer] += pence / 100
			}
		}
		for _, o := range l.Offences {
			if o.Type != ledger.Possession {
				offences++
			}
		}
	}
	params, _ := New()
	quiet(params)
	m := Prepare(params, Config{People: 1500, Horizon: 7 * sim.Year}, nil)
	for payer, want := range m.OffenceCost() {
		each := got[payer] / float64(offences)
		if ledger.Payer(payer) <= ledger.Probation && (each > 1.1*want || each < 0.85*want) {
			t.Errorf("%s: £%.3f an offence, expected £%.3f", ledger.Payer(payer), each, want)
		}
	}
}
