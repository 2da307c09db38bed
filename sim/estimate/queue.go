package estimate

import (
	"fmt"
	"math"
)

// OfferedLoad is the mean number of slots that would be in use if there were
// always one free, in erlangs: referrals per year times mean stay in years.
func OfferedLoad(referralsPerYear, meanStayYears float64) float64 {
	wantNotNegative("referrals per year", referralsPerYear)
	wantNotNegative("the mean stay", meanStayYears)
	return referralsPerYear * meanStayYears
}

// ErlangB is the share of Poisson referrals that find every slot taken and are
// turned away, whatever the distribution of the stay:
//
//	B(0) = 1,  B(c) = a B(c-1) / (c + a B(c-1))
func ErlangB(slots int, load float64) float64 {
	wantCount("slots", slots)
	wantNotNegative("the offered load", load)
	blocked := 1.0
	for c := 1; c <= slots; c++ {
		blocked = load * blocked / (float64(c) + load*blocked)
	}
	return blocked
}

// SlotsForBlocking is the least number of slots that keeps the share turned
// away at or below the given one.
// No number of slots turns away nobody, so the share must be above 0.
func SlotsForBlocking(load, blocking float64) int {
	wantNotNegative("the offered load", load)
	if !(blocking > 0 && blocking <= 1) {
		panic(fmt.Sprintf("estimate: the share turned away must be above 0 and at most 1, got %v", blocking))
	}
	slots, blocked := 0, 1.0
	for blocked > blocking {
		slots++
		blocked = load * blocked / (float64(slots) + load*blocked)
	}
	return slots
}

// ErlangC is the share of Poisson referrals that have to wait for one of the
// slots, stays being exponential and everyone waiting their turn:
//
//	C = c B / (c - a (1 - B))
//
// With a load at or above the number of slots the list grows without end and
// everyone waits: 1.
func ErlangC(slots int, load float64) float64 {
	blocked := ErlangB(slots, load)
	if load >= float64(slots) {
		return 1
	}
	c := float64(slots)
	return c * blocked / (c - load*(1-blocked))
}

// WaitingList is a service with several slots, Poisson referrals, exponential
// stays and nobody leaving the queue.
type WaitingList struct {
	Slots            int
	ReferralsPerYear float64
	StaysPerYear     float64 // stays one slot completes in a year: 1 / mean stay
}

func (w WaitingList) load() float64 {
	wantPositive("stays per year", w.StaysPerYear)
	return OfferedLoad(w.ReferralsPerYear, 1/w.StaysPerYear)
}

// spare is the stays per year the service could complete beyond its
// referrals; at or below 0 there is no steady state.
func (w WaitingList) spare() float64 {
	return float64(w.Slots)*w.StaysPerYear - w.ReferralsPerYear
}

// MeanWait is the mean wait in years over all referrals, those who do not wait
// included: C / (c mu - lambda); +Inf without a steady state.
func (w WaitingList) MeanWait() float64 {
	waiting := ErlangC(w.Slots, w.load())
	if w.spare() <= 0 {
		return math.Inf(1)
	}
	return waiting / w.spare()
}

// MeanWaiting is the mean number waiting, by Little's law.
func (w WaitingList) MeanWaiting() float64 {
	if w.ReferralsPerYear == 0 {
		return 0
	}
	return w.ReferralsPerYear * w.MeanWait()
}

// MeanPresent is the mean number waiting or in a slot, by Little's law.
func (w WaitingList) MeanPresent() float64 {
	return w.MeanWaiting() + w.load()
}

// WaitBeyond is the share of referrals waiting longer than the given years:
// C exp(-(c mu - lambda) t); 1 without a steady state.
func (w WaitingList) WaitBeyond(years float64) float64 {
	wantNotNegative("the wait", years)
	waiting := ErlangC(w.Slots, w.load())
	if w.spare() <= 0 {
		return 1
	}
	return waiting * math.Exp(-w.spare()*years)
}

// PriorityWaits are the mean waits in years of classes of Poisson referrals to
// slots with exponential stays of one mean, in which a lower class goes first
// and nobody loses a slot that is taken; those who do not wait are included.
// referralsPerYear has one entry for each class, first to last. With
// s_k = (lambda_1 + ... + lambda_k) / (c mu) and Erlang's C at the load of all,
//
//	W_k = C / (c mu) / ((1 - s_(k-1)) (1 - s_k))
//
// and +Inf from the class at which s_k reaches 1. Where only the later classes
// are beyond what the slots can do, C is 1.
//
// Source: A. Cobham, Priority assignment in waiting line problems, Operations
// Research 2 (1954) 70-76.
func PriorityWaits(slots int, staysPerYear float64, referralsPerYear ...float64) []float64 {
	wantPositive("stays per year", staysPerYear)
	wantCount("slots", slots)
	total := 0.0
	for _, class := range referralsPerYear {
		wantNotNegative("referrals per year", class)
		total += class
	}
	capacity := float64(slots) * staysPerYear
	delayed := ErlangC(slots, total/staysPerYear)
	waits := make([]float64, len(referralsPerYear))
	upTo := 0.0
	for k, class := range referralsPerYear {
		before := upTo
		upTo += class / capacity
		waits[k] = math.Inf(1)
		if upTo < 1 {
			waits[k] = delayed / capacity / ((1 - before) * (1 - upTo))
		}
	}
	return waits
}
