package model

import (
	"testing"

	"diversim/model/ledger"
	"diversim/sim"
)

// TestOneCaseACharge: each charge brings one case, each case one hearing, and
// each breach that is charged costs once; every amount is on the line whose
// price it is.
func TestOneCaseACharge(t *testing.T) {
	const people = 1500
	for _, arm := range pilotArms {
		p, _ := New()
		arm.set(p)
		c := &p.Costs
		l := world(people, 3*sim.Year, 57, 0, arm.set, func(p *Params) { p.Mortality.Enabled = false })
		booked := map[ledger.Line]int{}
		for _, cost := range l.Costs {
			booked[cost.Line]++
			want := map[ledger.Line]int64{
				ledger.ProsecutionCase: pence(c.ProsecutionCase), ledger.CourtHearing: pence(c.Court),
				ledger.LegalAidClaim: pence(c.LegalAid), ledger.CommunitySentence: pence(c.CommunitySentence),
				ledger.PoliceInvestigation: pence(c.Investigation), ledger.PoliceReferral: pence(c.PoliceReferral),
			}
			if amount, fixed := want[cost.Line]; fixed && cost.Pence != amount {
				t.Fatalf("%s: %d pence were booked as %s, whose price is %d", arm.name, cost.Pence, cost.Line, amount)
			}
		}
		charged, breaches, investigated := 0, 0, 0
		for _, contact := range l.Contacts {
			if contact.Disposal == ledger.Charge {
				charged++
			}
		}
		for _, s := range l.Spells {
			if s.BreachCharged {
				breaches++
			}
		}
		for _, o := range l.Offences {
			if o.Type != ledger.Possession && o.Disposal != ledger.Unrecorded {
				investigated++
				if o.Disposal == ledger.Charge {
					charged++
				}
			}
		}
		// A case may still be before the court when the last follow-up ends.
		waiting := booked[ledger.ProsecutionCase] - booked[ledger.CourtHearing]
		if got := booked[ledger.ProsecutionCase]; got != charged+breaches || charged == 0 {
			t.Errorf("%s: %d cases of %d charges and %d breaches", arm.name, got, charged, breaches)
		}
		if got := booked[ledger.PoliceBreach]; got != breaches {
			t.Errorf("%s: %d breaches cost something, %d were charged", arm.name, got, breaches)
		}
		if got := booked[ledger.PoliceInvestigation]; got != investigated || investigated == 0 {
			t.Errorf("%s: %d investigations of %d recorded offences", arm.name, got, investigated)
		}
		if waiting < 0 || waiting > charged/10 || booked[ledger.LegalAidClaim] != booked[ledger.CourtHearing] {
			t.Errorf("%s: %d cases, %d hearings, %d claims for legal aid", arm.name,
				booked[ledger.ProsecutionCase], booked[ledger.CourtHearing], booked[ledger.LegalAidClaim])
		}
		if breaches == 0 && arm.name == "diversion" {
			t.Errorf("%s: no breach is charged, so that nothing is tested", arm.name)
		}
	}
}
