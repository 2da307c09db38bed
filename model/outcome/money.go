package outcome

import (
	"diversim/model/ledger"
	"diversim/sim/estimate"
)

// Costs are present values in pence by payer, over follow-up, at average cost
// in the prices of the price year.
type Costs [ledger.Payers]float64

// crimes are discounted counts of offences.
type crimes [ledger.OffenceTypes]float64

// Total is what a perspective counts, in pence.
func (c *Costs) Total(v ledger.Perspective) float64 {
	sum := 0.0
	for payer, pence := range c {
		sum += v.Weight(ledger.Payer(payer)) * pence
	}
	return sum
}

// Valued is what the facts of each person are worth.
type Valued struct {
	Values    ledger.Values
	Cost      []Costs   // present value over follow-up
	Common    Costs     // of what is nobody's in particular
	Crimes    []crimes  // latent offences of follow-up, each discounted as a cost is
	Harm      []float64 // full cost of the latent offences of the first twelve months, in pence
	QALY      []float64 // quality-adjusted life-years, discounted
	Unbroken  []float64 // the same, had the dead lived on as they were
	DeathCost []float64 // present value of a death valued as a fatality prevented, in pence
	states    []quality // while reading
}

// readMoney values what was paid and what crime cost its victims. Nothing after
// follow-up counts, and what accrues stops with a person's death.
func (p *People) readMoney(l *ledger.Ledger) {
	n := len(l.People)
	p.Cost, p.Common = fill(p.Cost, n, Costs{}), Costs{}
	p.Crimes, p.Harm = fill(p.Crimes, n, crimes{}), fill(p.Harm, n, 0)
	rate := estimate.Rate(l.Values.CostRate).Force()
	for _, c := range l.Costs {
		if c.Person == ledger.Nobody {
			p.Common[c.Line.Payer()] += float64(c.Pence) * l.Values.Price * rate.Factor(c.At.Years())
			continue
		}
		who := &l.People[c.Person]
		if c.At < who.End {
			p.Cost[c.Person][c.Line.Payer()] += present(c, who, rate) * l.Values.Price
		}
	}
	for k := range l.Offences {
		o := &l.Offences[k]
		who := &l.People[o.Person]
		if o.Type == ledger.Possession || o.At >= who.End {
			continue
		}
		at := o.At - who.Index
		worth := rate.Factor(at.Years())
		number := float64(o.Count())
		p.Crimes[o.Person][o.Type] += number * worth
		p.Cost[o.Person][ledger.Victims] += number * l.Values.Victims[o.Type] * penceInPound * l.Values.Price * worth
		if at < Window {
			p.Harm[o.Person] += number * l.Values.Crime[o.Type] * penceInPound * l.Values.Price
		}
	}
}

// present is the present value of one cost at the index contact, in pence.
func present(c ledger.Cost, who *ledger.Person, rate estimate.Force) float64 {
	from := (c.At - who.Index).Years()
	if c.Over == 0 {
		return float64(c.Pence) * rate.Factor(from)
	}
	span := min(c.At+c.Over, who.End, who.Died) - c.At
	if span <= 0 {
		return 0
	}
	share := 1.0
	if span < c.Over {
		share = float64(span) / float64(c.Over)
	}
	years := span.Years()
	return float64(c.Pence) * share * rate.Factor(from) * (rate.Flow(0, years) / years)
}

// readQuality adds up quality of life and values deaths.
func (p *People) readQuality(l *ledger.Ledger) {
	n := len(l.People)
	p.DeathCost = fill(p.DeathCost, n, 0)
	p.QALY, p.Unbroken = fill(p.QALY, n, 0), fill(p.Unbroken, n, 0)
	p.states = fill(p.states, n, quality{})
	cost, health := estimate.Rate(l.Values.CostRate), estimate.Rate(l.Values.HealthRate).Force()
	for i := range l.People {
		who := &l.People[i]
		if who.Died < who.End {
			p.DeathCost[i] = l.Values.Fatality * penceInPound * l.Values.Price * cost.Factor((who.Died - who.Index).Years())
		}
	}
	for _, c := range l.Changes {
		who := &l.People[c.Person]
		if c.At >= who.End {
			continue
		}
		// From here to the end of follow-up, less what was counted so before.
		rest := health.Flow((c.At - who.Index).Years(), (who.End - who.Index).Years())
		p.addHealth(c, rest)
	}
}

// addHealth puts a person into a new state for the rest of follow-up.
func (p *People) addHealth(c ledger.Change, rest float64) {
	i := c.Person
	state := &p.states[i]
	p.QALY[i] += (c.Utility - state.now) * rest
	state.now = c.Utility
	if c.Is&ledger.Dead == 0 {
		p.Unbroken[i] += (c.Utility - state.alive) * rest
		state.alive = c.Utility
	}
}

// quality is a person's quality of life: now, and when last alive.
type quality struct{ now, alive float64 }
