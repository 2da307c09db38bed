package outcome

import (
	"diversim/model/ledger"
	"diversim/sim"
)

// readHealth reads treatment, as far as it falls in follow-up.
func (p *People) readHealth(l *ledger.Ledger) {
	n := len(l.People)
	p.Treated, p.Treatment = fill(p.Treated, n, sim.Never), fill(p.Treatment, n, 0)
	for _, e := range l.Episodes {
		h := &l.People[e.Person]
		if until := min(e.EndedAt, h.End); e.StartedAt < until {
			p.Treated[e.Person] = min(p.Treated[e.Person], e.StartedAt-h.Index)
			p.Treatment[e.Person] += until - e.StartedAt
		}
	}
	p.OthersWaited, p.OthersStarted = l.TreatmentOthers.Waited, int(l.TreatmentOthers.Started)
}
