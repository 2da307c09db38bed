package outcome

import (
	"diversim/model/ledger"
	"diversim/sim"
)

// People is what happened to each person of a cohort, in the order of the
// ledger. Times are on the person's clock, from the index contact.
type People struct {
	Horizon   sim.Time
	First     [Definitions][]sim.Time // first event in follow-up; Never
	Within    [Definitions][]uint32   // events in the first twelve months
	Late      []uint32                // offences of the first twelve months proven too late for the official rule
	Contacts  []uint32                // later possession contacts in the first twelve months
	Custody   []sim.Time              // time in custody
	Record    []bool                  // the index case left a caution or a conviction
	Offered   []bool                  // the scheme, at the index contact
	Accepted  []bool
	Attended  []bool
	Completed []bool
	Cost      []costs
	Common    costs // that are nobody's in particular
}

// costs are amounts in pence by payer, over follow-up.
type costs [ledger.Payers]int64

// Len is how many people there are.
func (p *People) Len() int { return len(p.Contacts) }

// Read reduces a ledger to its people, reusing the memory of p.
func (p *People) Read(l *ledger.Ledger) {
	n := len(l.People)
	p.Horizon, p.Common = l.Horizon, costs{}
	for d := range p.First {
		p.First[d] = fill(p.First[d], n, sim.Never)
		p.Within[d] = fill(p.Within[d], n, 0)
	}
	p.Late = fill(p.Late, n, 0)
	p.Contacts, p.Custody = fill(p.Contacts, n, 0), fill(p.Custody, n, 0)
	p.Record, p.Offered = fill(p.Record, n, false), fill(p.Offered, n, false)
	p.Accepted, p.Attended, p.Completed = fill(p.Accepted, n, false), fill(p.Attended, n, false), fill(p.Completed, n, false)
	p.Cost = fill(p.Cost, n, costs{})
	p.readOffences(l)
	p.readProgramme(l)
	for _, s := range l.Stays {
		if end := l.People[s.Person].End; s.From < end {
			p.Custody[s.Person] += min(s.To, end) - s.From
		}
	}
	for _, c := range l.Costs {
		if c.Person == ledger.Nobody {
			p.Common[c.Line.Payer()] += c.Pence
		} else if c.At < l.People[c.Person].End {
			p.Cost[c.Person][c.Line.Payer()] += c.Pence
		}
	}
}

// fill returns n copies of a value, in the memory of s where it suffices.
func fill[T any](s []T, n int, value T) []T {
	if cap(s) < n {
		s = make([]T, n)
	}
	s = s[:n]
	for i := range s {
		s[i] = value
	}
	return s
}

func (p *People) readOffences(l *ledger.Ledger) {
	for k := range l.Offences {
		o := &l.Offences[k]
		index := l.People[o.Person].Index
		at := o.At - index
		if o.Type == ledger.Possession && at < Window {
			p.Contacts[o.Person]++
		}
		if at < Window && o.ProvenAt != sim.Never && o.ProvenAt > index.Plus(Window+Wait) {
			p.Late[o.Person]++
		}
		// What nobody recorded can only be latent.
		last := BaselineEquivalent
		if o.Disposal == ledger.Unrecorded {
			last = Latent
		}
		for d := Latent; d <= last; d++ {
			// Counted in the window by the official rule; the curve over the whole
			// of follow-up takes the same six months after its end.
			if at < Window && definitionTable[d].counts(o, index.Plus(Window+Wait)) {
				p.Within[d][o.Person] += o.Count()
			}
			if at < p.First[d][o.Person] && definitionTable[d].counts(o, index.Plus(l.Horizon+Wait)) {
				p.First[d][o.Person] = at
			}
		}
	}
}

func (p *People) readProgramme(l *ledger.Ledger) {
	for i := range l.People {
		p.Record[i] = l.People[i].Recorded
	}
	for _, c := range l.Contacts {
		if c.Number == 0 {
			p.Offered[c.Person] = c.Offered
		}
	}
	for _, s := range l.Spells {
		if s.Contact == 0 {
			p.Accepted[s.Person] = s.Accepted
			p.Attended[s.Person] = s.AttendedAt != sim.Never
			p.Completed[s.Person] = s.Exit == ledger.Completed
		}
	}
}

// Reoffended says whether a person has at least one event in the first twelve
// months.
func (p *People) Reoffended(d Definition, i int) bool { return p.Within[d][i] > 0 }

// Free is the share of the people in a set without an event in the first
// twelve months; NaN for nobody. A nil set is everybody.
func (p *People) Free(d Definition, in []bool) float64 {
	free, n := 0, 0
	for i := range p.Contacts {
		if in == nil || in[i] {
			n++
			if !p.Reoffended(d, i) {
				free++
			}
		}
	}
	return over(float64(free), n)
}
