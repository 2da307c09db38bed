package outcome

import (
	"diversim/model/ledger"
	"diversim/sim"
)

// People is what happened to each person of a cohort, in the order of the
// ledger. Times are on the person's clock, from the index contact.
type People struct {
	Horizon       sim.Time
	First         [Definitions][]sim.Time           // first event in follow-up; Never
	FirstType     [Definitions][]ledger.OffenceType // of that event
	Within        [Definitions][]uint32             // events in the first twelve months
	shortest      [Definitions][]sim.Time           // span from the index contact with an event; Never
	Late          []uint32                          // offences of the first twelve months proven too late for the official rule
	Official      []uint32                          // proven offences of the twelve months from the disposal of the index case
	ByContact     []uint32                          // proven offences of the twelve months from the index contact
	FromDisposal  bool                              // proven definitions are counted from the disposal
	Contacts      []uint32                          // later possession contacts in the first twelve months
	Recontacts    []uint32                          // the same over follow-up
	LastContact   []sim.Time                        // the last possession contact; 0 for those with the index contact alone
	Known         []uint32                          // recorded offences over follow-up, possession contacts included
	Custody       []sim.Time                        // time in custody
	Receptions    []uint32                          // into custody
	Cases         []uint32                          // charged in follow-up and ended
	CourtWait     []sim.Time                        // from charge to the end of the case, over these
	AtRisk        []sim.Time                        // of the first twelve months: alive and not in custody
	Died          []sim.Time                        // Never for those alive at the end of follow-up
	Record        []bool                            // the index case left a caution or a conviction
	Before        []ledger.History                  // the span before the index contact
	Baseline      []ledger.Disposal                 // what the police would have done about the index contact without the scheme
	Closed        []ledger.Disposal                 // what they did
	Diverted      []bool                            // the index contact was closed by a diversion
	DivertedAgain []bool                            // a later contact was
	Offered       []bool                            // the scheme, at the index contact
	Accepted      []bool
	Attended      []bool
	Completed     []bool
	Treated       []sim.Time // the first time that treatment began; Never
	Treatment     []sim.Time // time in treatment
	Valued
	Home          []uint8    // force area where the person lives, by its place in the force table
	OthersWaited  sim.Time   // of other clients, for treatment, over those who started
	OthersStarted int        // such clients
	out           []sim.Time // scratch: when the last stay in custody ended
}

// Len is how many people there are.
func (p *People) Len() int { return len(p.Contacts) }

// Read reduces a ledger to its people, reusing the memory of p.
func (p *People) Read(l *ledger.Ledger) {
	p.clear(len(l.People))
	p.Horizon, p.Values = l.Horizon, l.Values
	for i := range l.People {
		person := &l.People[i]
		p.Record[i], p.Before[i], p.Home[i] = person.Recorded, person.Before, person.Home
		if person.Died < person.End {
			p.Died[i] = person.Died - person.Index
		}
		p.AtRisk[i] = min(Window, p.Died[i], l.Horizon)
	}
	p.Official, p.FromDisposal = fill(p.Official, len(l.People), 0), l.FromDisposal
	p.readOffences(l)
	p.readClock(l)
	p.readProgramme(l)
	p.readCustody(l)
	p.readCourt(l)
	p.readHealth(l)
	p.readMoney(l)
	p.readQuality(l)
}

// clear makes room for n people to whom nothing has happened.
func (p *People) clear(n int) {
	for d := range p.First {
		p.First[d] = fill(p.First[d], n, sim.Never)
		p.FirstType[d] = fill(p.FirstType[d], n, 0)
		p.Within[d] = fill(p.Within[d], n, 0)
		p.shortest[d] = fill(p.shortest[d], n, sim.Never)
	}
	for _, counts := range []*[]uint32{&p.Late, &p.Contacts, &p.Recontacts, &p.Known, &p.Receptions, &p.Cases} {
		*counts = fill(*counts, n, 0)
	}
	for _, times := range []*[]sim.Time{&p.LastContact, &p.Custody, &p.CourtWait, &p.AtRisk, &p.out} {
		*times = fill(*times, n, 0)
	}
	for _, flags := range []*[]bool{
		&p.Record, &p.Diverted, &p.DivertedAgain, &p.Offered, &p.Accepted, &p.Attended, &p.Completed,
	} {
		*flags = fill(*flags, n, false)
	}
	p.Died = fill(p.Died, n, sim.Never)
	p.Home = fill(p.Home, n, 0)
	p.Before, p.Baseline, p.Closed = fill(p.Before, n, ledger.History{}), fill(p.Baseline, n, 0), fill(p.Closed, n, 0)
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
		i, index := o.Person, l.People[o.Person].Index
		at := o.At - index
		if o.Type == ledger.Possession {
			p.Recontacts[i]++
			p.LastContact[i] = max(p.LastContact[i], at)
			if at < Window {
				p.Contacts[i]++
			}
			p.DivertedAgain[i] = p.DivertedAgain[i] || o.Diverted
		}
		if at < Window && o.ProvenAt != sim.Never && o.ProvenAt > index.Plus(Window+Wait) {
			p.Late[o.Person] += o.Count()
		}
		// What nobody recorded can only be latent.
		last := BaselineEquivalent
		if o.Disposal == ledger.Unrecorded {
			last = Latent
		} else {
			p.Known[i] += o.Count()
		}
		for d := Latent; d <= last; d++ {
			p.count(d, o, index)
		}
	}
}

// count adds an offence to what its person did by one definition. It is counted
// in a span by the official rule, which gives it six months after the end of the
// span to be proven; the curve over the whole of follow-up takes the same six
// months after its end.
func (p *People) count(d Definition, o *ledger.Offence, index sim.Time) {
	since := definitionTable[d].since(o)
	if since == sim.Never {
		return
	}
	i, at, known := o.Person, o.At-index, since-index
	if at < p.First[d][i] && known <= p.Horizon+Wait {
		p.First[d][i], p.FirstType[d][i] = at, o.Type
	}
	span := max(at+sim.Second, known-Wait) // the shortest in which it is counted
	p.shortest[d][i] = min(p.shortest[d][i], span)
	if span <= Window {
		p.Within[d][i] += o.Count()
	}
}

func (p *People) readProgramme(l *ledger.Ledger) {
	for _, c := range l.Contacts {
		if c.Number == 0 {
			p.Offered[c.Person] = c.Offered
			p.Baseline[c.Person], p.Closed[c.Person] = c.Baseline, c.Disposal
			p.Diverted[c.Person] = c.Disposal == ledger.Diversion
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

// readCourt adds up the time that cases took which were charged in follow-up.
func (p *People) readCourt(l *ledger.Ledger) {
	for _, c := range l.Cases {
		if c.HeardAt != sim.Never && c.ChargedAt < l.People[c.Person].End {
			p.Cases[c.Person]++
			p.CourtWait[c.Person] += c.HeardAt - c.ChargedAt
		}
	}
}

// readCustody adds up time in custody. A stay that begins when the one before
// it ends is a longer stay and no second reception.
func (p *People) readCustody(l *ledger.Ledger) {
	for _, s := range l.Stays {
		person := &l.People[s.Person]
		end := min(person.End, person.Died)
		if s.From >= end {
			continue
		}
		p.Custody[s.Person] += min(s.To, end) - s.From
		if s.From != p.out[s.Person] {
			p.Receptions[s.Person]++
		}
		p.out[s.Person] = s.To
		if until := min(end, person.Index.Plus(Window)); s.From < until {
			p.AtRisk[s.Person] -= min(s.To, until) - s.From
		}
	}
}

// Reoffended says whether a person has at least one event in the first twelve
// months.
func (p *People) Reoffended(d Definition, i int) bool { return p.Within[d][i] > 0 }

// ReoffendedBy says whether a person has at least one event in the span
// Spans[k].
func (p *People) ReoffendedBy(d Definition, k, i int) bool { return p.shortest[d][i] <= Spans[k] }

// Alive says whether a person lives at the end of the first twelve months.
func (p *People) Alive(i int) bool { return p.Died[i] >= Window }

// Free is the share of the people in a set without an event in the first
// twelve months; NaN for nobody. A nil set is everybody.
func (p *People) Free(d Definition, in []bool) float64 { return p.free(d, p.among(in)) }

func (p *People) free(d Definition, who []int) float64 {
	free := 0
	for _, i := range who {
		if !p.Reoffended(d, i) {
			free++
		}
	}
	return over(float64(free), len(who))
}

// ShareOf is the share of the people for whom a flag is set; NaN for nobody.
func (p *People) ShareOf(flags []bool) float64 {
	return share(func(*People) []bool { return flags })(p, p.among(nil))
}

// ClosedBy is the share of the index contacts closed by a disposal; NaN for nobody.
func (p *People) ClosedBy(d ledger.Disposal) float64 {
	n := 0
	for _, closed := range p.Closed {
		if closed == d {
			n++
		}
	}
	return over(float64(n), p.Len())
}
