package outcome

// Append adds the people of another force area, whose follow-up and values are the
// same. An empty p takes them over.
func (p *People) Append(q *People) {
	p.Horizon, p.Values, p.FromDisposal = q.Horizon, q.Values, q.FromDisposal
	for d := range p.First {
		join(&p.First[d], q.First[d])
		join(&p.FirstType[d], q.FirstType[d])
		join(&p.Within[d], q.Within[d])
		join(&p.had[d], q.had[d])
	}
	join(&p.Late, q.Late)
	join(&p.Official, q.Official)
	join(&p.ByContact, q.ByContact)
	join(&p.Contacts, q.Contacts)
	join(&p.Recontacts, q.Recontacts)
	join(&p.LastContact, q.LastContact)
	join(&p.Known, q.Known)
	join(&p.Custody, q.Custody)
	join(&p.Receptions, q.Receptions)
	join(&p.Cases, q.Cases)
	join(&p.CourtWait, q.CourtWait)
	join(&p.AtRisk, q.AtRisk)
	join(&p.Died, q.Died)
	join(&p.Record, q.Record)
	join(&p.Before, q.Before)
	join(&p.Baseline, q.Baseline)
	join(&p.Closed, q.Closed)
	join(&p.Diverted, q.Diverted)
	join(&p.DivertedAgain, q.DivertedAgain)
	join(&p.Offered, q.Offered)
	join(&p.Accepted, q.Accepted)
	join(&p.Attended, q.Attended)
	join(&p.Completed, q.Completed)
	join(&p.Treated, q.Treated)
	join(&p.Treatment, q.Treatment)
	join(&p.Home, q.Home)
	join(&p.Cost, q.Cost)
	join(&p.Crimes, q.Crimes)
	join(&p.Harm, q.Harm)
	join(&p.QALY, q.QALY)
	join(&p.Unbroken, q.Unbroken)
	join(&p.DeathCost, q.DeathCost)
	for payer, pence := range q.Common {
		p.Common[payer] += pence
	}
	p.OthersWaited += q.OthersWaited
	p.OthersStarted += q.OthersStarted
}

func join[T any](all *[]T, more []T) { *all = append(*all, more...) }

// Empty leaves nobody, and keeps the memory.
func (p *People) Empty() {
	kept := *p
	kept.clear(0)
	for _, counts := range []*[]uint32{&kept.Official, &kept.ByContact} {
		*counts = (*counts)[:0]
	}
	kept.Treated, kept.Treatment = kept.Treated[:0], kept.Treatment[:0]
	kept.Cost, kept.Crimes, kept.Harm = kept.Cost[:0], kept.Crimes[:0], kept.Harm[:0]
	kept.QALY, kept.Unbroken, kept.DeathCost = kept.QALY[:0], kept.Unbroken[:0], kept.DeathCost[:0]
	kept.Common, kept.OthersWaited, kept.OthersStarted = Costs{}, 0, 0
	*p = kept
}

// Clone is a copy that shares no memory.
func (p *People) Clone() *People {
	c := &People{}
	c.Append(p)
	return c
}

// Add sums the accounts of two force areas; waits are means over those who waited.
func (a Account) Add(b Account) Account {
	mean := func(x float64, n int, y float64, m int) float64 {
		switch {
		case n == 0:
			return y
		case m == 0:
			return x
		}
		return (x*float64(n) + y*float64(m)) / float64(n+m)
	}
	a.MeanWait = mean(a.MeanWait, a.Attended, b.MeanWait, b.Attended)
	a.OthersWait = mean(a.OthersWait, a.Others-a.OthersLost, b.OthersWait, b.Others-b.OthersLost)
	for _, pair := range [][2]*int{
		{&a.Eligible, &b.Eligible}, {&a.Offered, &b.Offered}, {&a.Accepted, &b.Accepted}, {&a.Attended, &b.Attended},
		{&a.Complete, &b.Complete}, {&a.TurnedAway, &b.TurnedAway}, {&a.Widened, &b.Widened}, {&a.Queued, &b.Queued},
		{&a.NoPlace, &b.NoPlace}, {&a.Others, &b.Others}, {&a.OthersLost, &b.OthersLost},
	} {
		*pair[0] += *pair[1]
	}
	a.Budget += b.Budget
	a.Spent += b.Spent
	a.Exhausted = a.Exhausted || b.Exhausted
	return a
}
