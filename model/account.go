package model

import (
	"math"

	"diversim/model/ledger"
	"diversim/sim"
)

// account is the money of one year of the scheme, in pence.
type account struct {
	budget, spent, committed int64
}

func (a *account) left() int64 { return a.budget - a.spent - a.committed }

// openAccounts gives each year of the scheme its budget. Where the cohort is
// not the number planned for, budget, fixed cost and places are in proportion:
// a larger sample is no larger programme.
func (w *World) openAccounts() {
	w.accounts = w.accounts[:0]
	w.Ledger.Account = ledger.Account{
		Budget: w.termsOf(0).budget, Years: uint32(math.Ceil(float64(w.set.Programme.Years))), ExhaustedAt: sim.Never,
	}
	if w.set.scheme == nil || !w.set.course {
		return
	}
	for year := range uint32(w.set.Intake / sim.Year) {
		w.Ledger.Account.Total += w.termsOf(year).budget
	}
	for year := range w.Ledger.Account.Years {
		if fixed := w.termsOf(year).fixed; fixed > 0 {
			w.Ledger.Account.Fixed += fixed
			w.Ledger.Costs = append(w.Ledger.Costs, ledger.Cost{
				Person: ledger.Nobody, Line: ledger.SchemeFixed, At: sim.Time(year) * sim.Year, Pence: fixed,
			})
		}
	}
}

// account is that of the year in which at falls.
func (w *World) account(at sim.Time) *account {
	year := int(at / sim.Year)
	for len(w.accounts) <= year {
		t := w.termsOf(uint32(len(w.accounts)))
		w.accounts = append(w.accounts, account{budget: t.budget - t.fixed})
	}
	return &w.accounts[year]
}

// planCost is the full planned cost of a person who goes all the way.
func (w *World) planCost(at sim.Time, repeat bool) int64 {
	casework, cost := w.fundingAt(at).rate()*w.set.plannedYears(), &w.termsAt(at).steps
	return cost.offer + cost.first + cost.sessions(w.set.sessionsOf(repeat)) + cost.contacts(casework)
}

// affordable says whether the scheme can take one more person, and the year
// whose account pays: this one or, where referrals wait for money, the next, if
// the scheme has one.
func (w *World) affordable(at sim.Time, repeat bool) (year uint32, ok bool) {
	year = uint32(at / sim.Year)
	policy := w.set.Programme.Policy
	if policy == PolicyOverspend || w.account(at).left() >= w.planCost(at, repeat) {
		return year, true
	}
	w.Ledger.Account.ExhaustedAt = min(w.Ledger.Account.ExhaustedAt, at)
	next := at + sim.Year
	if policy == PolicyWaitlist && year+1 < w.Ledger.Account.Years && w.account(next).left() >= w.planCost(next, repeat) {
		return year + 1, true
	}
	return year, false
}

// fundingAt is what the money buys for a person who is offered the scheme now.
// Under rationing it is what is left in the year's account, for the people
// still expected, solved at the start of each quarter.
func (w *World) fundingAt(at sim.Time) funding {
	if w.set.Programme.Policy == PolicyRation {
		return w.rationed(at)
	}
	return w.termsAt(at).funding
}

// quarters is how often in a year a rationing scheme looks at its account.
const quarters = 4

func (w *World) rationed(at sim.Time) funding {
	quarter := int(quarters * at / sim.Year)
	if quarter == w.quarter {
		return w.ration
	}
	w.quarter = quarter
	toCome := 1 - float64(quarter%quarters)/quarters
	money := float64(w.account(at).left()) / penceInPound / w.termsAt(at).price
	w.ration = w.set.buys(money, w.set.plannedPeople*toCome, float64(w.set.Provider.FirstWait), w.set.leverage, w.set.plannedIntercept())
	return w.ration
}

// commit sets aside the full planned cost of a spell, less what it has had.
func (w *World) commit(number int) {
	state := &w.spells[number]
	state.reserve = w.remaining(number)
	w.account(sim.Time(w.Ledger.Spells[number].Year) * sim.Year).committed += state.reserve
}

// remaining is what a spell may still cost.
func (w *World) remaining(number int) int64 {
	s, state := &w.Ledger.Spells[number], &w.spells[number]
	steps := w.stepsOf(number)
	cost := steps.sessions(w.set.sessionsOf(state.repeat)-s.Sessions) + steps.contacts(state.casework)
	if s.AttendedAt == sim.Never {
		cost += steps.offer + steps.first
	}
	return cost
}

// recommittable says whether the account of a spell that has ended could pay
// for the rest of it.
func (w *World) recommittable(number int) bool {
	if w.set.Programme.Policy == PolicyOverspend {
		return true
	}
	return w.account(sim.Time(w.Ledger.Spells[number].Year)*sim.Year).left() >= w.remaining(number)
}

// settleReserve returns what a spell did not use.
func (w *World) settleReserve(number int) {
	state := &w.spells[number]
	w.account(sim.Time(w.Ledger.Spells[number].Year) * sim.Year).committed -= state.reserve
	state.reserve = 0
}

// payReserved spends part of what was set aside for a spell.
func (w *World) payReserved(i uint32, number int, line ledger.Line, at sim.Time, amount int64) {
	s, state := &w.Ledger.Spells[number], &w.spells[number]
	a := w.account(sim.Time(s.Year) * sim.Year)
	a.committed -= amount
	a.spent += amount
	state.reserve -= amount
	s.Spent += amount
	w.pay(i, line, at, amount)
}

// accrueCasework pays for the caseworker contacts since the last time.
func (w *World) accrueCasework(i uint32, number int, at sim.Time) {
	s, state := &w.Ledger.Spells[number], &w.spells[number]
	if state.since >= at {
		return // not begun, or in custody until then
	}
	span := (at - state.since).Years()
	state.since = at
	got := min(state.casework, span*state.rate)
	if got <= 0 {
		return
	}
	state.casework -= got
	s.Casework += got
	due := w.stepsOf(number).contacts(s.Casework) - state.paid
	state.paid += due
	w.payReserved(i, number, ledger.SchemeCasework, at, due)
}
