package outcome

import (
	"math"

	"diversim/model/ledger"
)

// Official statistics count from the disposal of the index case: the decision,
// the diversion, the caution, the end of the court case or the release. That is
// months later for those who are charged than for those who are not, so that
// what people do meanwhile drops out of some arms and not of others (TR05).

// officialNeeds is the follow-up from which the official clock is read: a year
// for the case to close, besides the official window and wait.
const officialNeeds = Window + Window + Wait

// readClock counts proven offences from the disposal, and takes them for the
// proven definitions where the ledger says so. Curves and every other measure
// stay on the clock of the index contact.
func (p *People) readClock(l *ledger.Ledger) {
	p.ByContact = append(p.ByContact[:0], p.Within[Proven]...)
	if l.FromDisposal {
		clear(p.Within[Proven])
		clear(p.Within[ProvenExcluding])
	}
	for k := range l.Offences {
		o := &l.Offences[k]
		start := l.People[o.Person].DisposedAt
		if o.Disposal == ledger.Unrecorded || o.At < start || o.At >= start.Plus(Window) || o.ProvenAt > start.Plus(Window+Wait) {
			continue
		}
		p.Official[o.Person] += o.Count()
		if l.FromDisposal {
			p.Within[Proven][o.Person] += o.Count()
			if o.Type != ledger.Possession {
				p.Within[ProvenExcluding][o.Person] += o.Count()
			}
		}
	}
}

// FreeByContact is the share of the people in a set without a proven offence in
// the twelve months from the index contact, whatever clock the proven
// definitions are on; NaN for nobody. A nil set is everybody.
func (p *People) FreeByContact(in []bool) float64 {
	return mean(func(p *People, i int) float64 {
		if p.ByContact[i] == 0 {
			return 1
		}
		return 0
	})(p, p.among(in))
}

// officialRate is the share with a proven offence by the official clock.
var officialRate = mean(func(p *People, i int) float64 {
	if p.Official[i] > 0 {
		return 1
	}
	return 0
})

// followed is a measure by a definition, and NaN where that is counted from the
// disposal and follow-up is too short for it.
func followed(d Definition, of reading) reading {
	return func(p *People, who []int) float64 {
		if p.FromDisposal && (d == Proven || d == ProvenExcluding) && p.Horizon < officialNeeds {
			return math.NaN()
		}
		return of(p, who)
	}
}
