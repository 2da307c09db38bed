package outcome

import (
	"math"

	"diversim/model/ledger"
	"diversim/sim"
)

// Account is what became of the programme's money and of the people it was
// meant for: every offer counts in as many years as the scheme runs, later contacts
// included, so that a person offered twice counts twice.
type Account struct {
	Budget                                          int64 // pence, of all years in which people are recruited
	Spent                                           int64 // pence, the fixed cost included
	Eligible, Offered, Accepted, Attended, Complete int
	TurnedAway                                      int     // eligible, but no money or no place
	Widened                                         int     // offered, who would have had no action or a warning
	Queued                                          int     // waits for a place, of others too
	NoPlace                                         int     // eligible, and no place
	Others, OthersLost                              int     // referred from elsewhere in the intake year; went away
	OthersWait                                      float64 // days, of those who got a place; NaN for nobody
	Exhausted                                       bool
	MeanWait                                        float64 // days from offer to first appointment, of those who attended; NaN for nobody
}

// Audit reads a ledger's account.
func Audit(l *ledger.Ledger) Account {
	a := Account{Budget: l.Account.Total, Spent: l.Account.Fixed, Exhausted: l.Account.ExhaustedAt != sim.Never}
	for _, c := range l.Contacts {
		if !c.Eligible || c.Refusal == ledger.YearOver {
			continue
		}
		a.Eligible++
		if c.Offered {
			a.Offered++
			if c.Baseline <= ledger.Warning {
				a.Widened++
			}
		}
		if c.Refusal == ledger.NoMoney || c.Refusal == ledger.NoSlot {
			a.TurnedAway++
		}
		if c.Refusal == ledger.NoSlot {
			a.NoPlace++
		}
	}
	wait := sim.Time(0)
	for _, s := range l.Spells {
		if s.Year >= l.Account.Years {
			continue
		}
		a.Spent += s.Spent
		if s.Accepted {
			a.Accepted++
		}
		if s.AttendedAt != sim.Never {
			a.Attended++
			wait += s.AttendedAt - s.OfferedAt
		}
		if s.Exit == ledger.Completed {
			a.Complete++
		}
	}
	a.Queued = int(l.Provider.Queued)
	a.Others, a.OthersLost = int(l.Others.Clients), int(l.Others.Lost)
	a.OthersWait = math.NaN()
	if l.Others.Started > 0 {
		a.OthersWait = l.Others.Waited.Days() / float64(l.Others.Started)
	}
	a.MeanWait = math.NaN()
	if a.Attended > 0 {
		a.MeanWait = wait.Days() / float64(a.Attended)
	}
	return a
}
