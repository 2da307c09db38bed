package outcome

import "slices"

// list is one of the columns of People.
type list interface {
	reserve(n int)
	join(more list)
	empty()
}

type column[T any] struct{ values *[]T }

func (c column[T]) reserve(n int)  { *c.values = slices.Grow(*c.values, max(0, n-len(*c.values))) }
func (c column[T]) join(more list) { *c.values = append(*c.values, *more.(column[T]).values...) }
func (c column[T]) empty()         { *c.values = (*c.values)[:0] }

func of[T any](values *[]T) list { return column[T]{values} }

// lists are all the columns that have a value for each person.
func (p *People) lists() []list {
	all := []list{
		of(&p.Late), of(&p.Official), of(&p.ByContact), of(&p.Contacts), of(&p.Recontacts), of(&p.LastContact), of(&p.Known),
		of(&p.Custody), of(&p.Receptions), of(&p.Cases), of(&p.CourtWait), of(&p.AtRisk), of(&p.Died), of(&p.Record),
		of(&p.Before), of(&p.Baseline), of(&p.Closed), of(&p.Diverted), of(&p.DivertedAgain), of(&p.Offered), of(&p.Accepted),
		of(&p.Attended), of(&p.Completed), of(&p.Treated), of(&p.Treatment), of(&p.Home), of(&p.Cost), of(&p.Crimes),
		of(&p.Harm), of(&p.QALY), of(&p.Unbroken), of(&p.DeathCost),
	}
	for d := range p.First {
		all = append(all, of(&p.First[d]), of(&p.FirstType[d]), of(&p.Within[d]), of(&p.shortest[d]))
	}
	return all
}

// Append adds the people of another force area, whose follow-up and values are the
// same. An empty p takes them over.
func (p *People) Append(q *People) {
	p.Horizon, p.Values, p.FromDisposal = q.Horizon, q.Values, q.FromDisposal
	more := q.lists()
	for k, l := range p.lists() {
		l.join(more[k])
	}
	for payer, pence := range q.Common {
		p.Common[payer] += pence
	}
	p.OthersWaited += q.OthersWaited
	p.OthersStarted += q.OthersStarted
}

// Empty leaves nobody, keeps the memory, and makes room for n.
func (p *People) Empty(n int) {
	for _, l := range p.lists() {
		l.empty()
		l.reserve(n)
	}
	p.Common, p.OthersWaited, p.OthersStarted = Costs{}, 0, 0
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
		{&a.Eligible, &b.Eligible},
		{&a.Offered, &b.Offered},
		{&a.Accepted, &b.Accepted},
		{&a.Attended, &b.Attended},
		{&a.Complete, &b.Complete},
		{&a.TurnedAway, &b.TurnedAway},
		{&a.Widened, &b.Widened},
		{&a.Queued, &b.Queued},
		{&a.NoPlace, &b.NoPlace},
		{&a.Others, &b.Others},
		{&a.OthersLost, &b.OthersLost},
	} {
		*pair[0] += *pair[1]
	}
	a.Budget += b.Budget
	a.Spent += b.Spent
	a.Exhausted = a.Exhausted || b.Exhausted
	return a
}
