package outcome

import (
	"diversim/model/ledger"
	"diversim/sim"
)

// Year is what one year of a run saw, in all its force areas.
type Year struct {
	Contacts, New     int // possession contacts; those of people not seen before
	Offers, Completed int // of the scheme; courses that ended so
	TurnedAway        int // eligible, but no money or no place
	Attended          int // first appointments
	Waited            sim.Time
	OnCourse          sim.Time // time on a course, of all people
	Spent             int64    // pence of the scheme
	OutOfMoney        int      // force areas whose money ran out
	OutAfter          sim.Time // from the start of the year, of these together
}

// Yearly reads the years of a ledger. What falls after the last is left out; what
// the scheme spends is in the year in which it is paid.
func Yearly(l *ledger.Ledger, years int) []Year {
	all := make([]Year, years)
	at := func(t sim.Time) *Year {
		if k := int(t / sim.Year); t >= 0 && k < years {
			return &all[k]
		}
		return &Year{} // beyond the run: counted nowhere
	}
	for _, c := range l.Contacts {
		y := at(c.At)
		y.Contacts++
		if c.Number == 0 {
			y.New++
		}
		if c.Offered {
			y.Offers++
		}
		if c.Refusal == ledger.NoMoney || c.Refusal == ledger.NoSlot {
			y.TurnedAway++
		}
		if c.Refusal == ledger.NoMoney && y.OutOfMoney == 0 { // contacts are in order of time
			y.OutOfMoney, y.OutAfter = 1, c.At%sim.Year
		}
	}
	for _, s := range l.Spells {
		if s.AttendedAt == sim.Never {
			continue
		}
		y := at(s.AttendedAt)
		y.Attended++
		y.Waited += s.AttendedAt - s.OfferedAt
		if s.Exit == ledger.Completed {
			at(s.ExitAt).Completed++
		}
		for k := range all {
			from, until := sim.Time(k)*sim.Year, sim.Time(k+1)*sim.Year
			all[k].OnCourse += max(0, min(s.ExitAt, until)-max(s.AttendedAt, from))
		}
	}
	for _, c := range l.Costs {
		if c.Line.Payer() == ledger.Programme {
			at(c.At).Spent += c.Pence
		}
	}
	return all
}

// Add sums the same year of two force areas.
func (y Year) Add(z Year) Year {
	return Year{
		Contacts: y.Contacts + z.Contacts, New: y.New + z.New, Offers: y.Offers + z.Offers, Completed: y.Completed + z.Completed,
		TurnedAway: y.TurnedAway + z.TurnedAway, Attended: y.Attended + z.Attended, Waited: y.Waited + z.Waited, OutOfMoney: y.OutOfMoney + z.OutOfMoney, OutAfter: y.OutAfter + z.OutAfter,
		OnCourse: y.OnCourse + z.OnCourse, Spent: y.Spent + z.Spent,
	}
}
