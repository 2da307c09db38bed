package oracle

import (
	"fmt"
	"math"

	"diversim/model/ledger"
	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/estimate"
)

// The provider of P18: places, referrals a year and the mean stay in years.
const (
	slots    = 20
	arriving = 150
	stay     = 6.0 / 52
)

// erlangLoss is the part of P18 that is no simulation.
func erlangLoss() []finding {
	load := estimate.OfferedLoad(arriving, stay)
	return []finding{
		number("offered load a (erlangs)", load),
		number("B(6,4)", estimate.ErlangB(6, 4)),
		number("slots needed for <=5% blocking", float64(estimate.SlotsForBlocking(load, 0.05))),
	}
}

// places is P18: a provider without a waiting list, full before the year
// begins, for stays of exponential and of fixed length.
var places = world{
	file: "p18.yaml", units: 4_000, unit: replications,
	observe: func(arms map[string]study.Observed, t tally) {
		for name, arm := range arms {
			for _, c := range arm.Ledger.Contacts {
				t[name+": referred"]++
				t.when(name+": blocked", c.Refusal == ledger.NoSlot)
				t.when(name+": accepted", c.Offered)
			}
			t[name+": occupied"] += float64(arm.Ledger.Intake.BusyTime) / float64(sim.Year)
		}
	},
	quantities: []quantity{
		{"blocking probability B(20,a)", ratio("exponential: blocked", "exponential: referred")},
		{"accepted per year", ratio("exponential: accepted", replications)},
		{"mean occupied slots", ratio("exponential: occupied", replications)},
		{"utilisation", func(t tally) float64 { return t["exponential: occupied"] / t[replications] / slots }},
		{"blocking probability, stays of fixed length", ratio("fixed: blocked", "fixed: referred")},
		{"mean occupied slots, stays of fixed length", ratio("fixed: occupied", replications)},
	},
}

// customer is one of P20. Times are in years.
type customer struct{ arrives, service sim.Time }

// twoServers is P20: six customers, first come, first served.
func twoServers() []finding {
	all := []customer{
		{0, 4 * sim.Year},
		{1 * sim.Year, 3 * sim.Year},
		{2 * sim.Year, 2 * sim.Year},
		{3 * sim.Year, 5 * sim.Year},
		{4 * sim.Year, 1 * sim.Year},
		{5 * sim.Year, 2 * sim.Year},
	}
	without := append(append([]customer{}, all[:2]...), all[3:]...)
	waits, departures, present := serve(all, 2)
	fewer, _, _ := serve(without, 2)
	more, _, _ := serve(all, 3)
	sum := 0.0
	for _, w := range waits {
		sum += w.Years()
	}
	return []finding{
		word("waits, 2 servers", inYears(waits)),
		word("waits, customer 3 deleted (others in order 1,2,4,5,6)", inYears(fewer)),
		word("waits, 3 servers", inYears(more)),
		word("departure times, 2 servers", inYears(departures)),
		number("mean wait, 2 servers", sum/float64(len(waits))),
		number("area under number-in-system (customer-years) = total sojourn", present),
	}
}

func inYears(times []sim.Time) string {
	text := "["
	for i, t := range times {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprint(t.Years())
	}
	return text + "]"
}

// serve puts customers through a resource, and returns waits, departures and
// the area under the number present. Who leaves does so before who arrives at
// the same time.
func serve(customers []customer, servers int) (waits, departures []sim.Time, present float64) {
	var r sim.Resource
	r.Reset(servers, 0)
	waits, departures = make([]sim.Time, len(customers)), make([]sim.Time, len(customers))
	begin := func(i int, at sim.Time) {
		waits[i], departures[i] = at-customers[i].arrives, at+customers[i].service
	}
	gone := make([]bool, len(customers))
	for next, left := 0, 0; left < len(customers); {
		first, at := -1, sim.Never
		for i := range customers[:next] {
			if departures[i] > 0 && !gone[i] && departures[i] < at {
				first, at = i, departures[i]
			}
		}
		if next < len(customers) && customers[next].arrives < at {
			at = customers[next].arrives
			if !r.Take(at) {
				r.Wait(at, uint32(next))
			} else {
				begin(next, at)
			}
			next++
			continue
		}
		gone[first] = true
		left++
		r.Release(at)
		if r.Waiting() > 0 {
			begin(int(r.Admit(at)), at)
		}
	}
	u := r.Usage(lastOf(departures))
	return waits, departures, math.Round(float64(u.BusyTime+u.WaitingTime)) / float64(sim.Year)
}

func lastOf(times []sim.Time) sim.Time {
	last := times[0]
	for _, t := range times {
		last = max(last, t)
	}
	return last
}
