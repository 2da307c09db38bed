package estimate_test

import (
	"math"
	"testing"

	"diversim/sim"
	"diversim/sim/estimate"
)

// One class is the plain queue; the waits of all classes, weighted by who
// comes, are those of the plain queue too, because stays do not depend on the
// class; and a class that cannot be served in time waits without end.
func TestPriorityWaits(t *testing.T) {
	plain := estimate.WaitingList{Slots: 4, ReferralsPerYear: 33, StaysPerYear: 10}.MeanWait()
	if got := estimate.PriorityWaits(4, 10, 33)[0]; math.Abs(got-plain) > 1e-15 {
		t.Errorf("one class waits for %v years, the plain queue for %v", got, plain)
	}
	classes := []float64{10, 0, 15, 8}
	mean := 0.0
	for k, w := range estimate.PriorityWaits(4, 10, classes...) {
		mean += w * classes[k] / 33
	}
	if math.Abs(mean-plain) > 1e-15 {
		t.Errorf("all classes wait for %v years on average, the plain queue for %v", mean, plain)
	}
	// By hand: one slot, 1 stay a year of each class at 4 stays a year. C = 1/2,
	// W_1 = (1/2)/4/(3/4) = 1/6, W_2 = (1/2)/4/((3/4)(1/2)) = 1/3.
	waits := estimate.PriorityWaits(1, 4, 1, 1)
	if math.Abs(waits[0]-1./6) > 1e-15 || math.Abs(waits[1]-1./3) > 1e-15 {
		t.Errorf("waits of %v years, want 1/6 and 1/3", waits)
	}
	waits = estimate.PriorityWaits(2, 10, 15, 5)
	if !math.IsInf(waits[1], 1) || math.IsInf(waits[0], 1) {
		t.Errorf("waits of %v years where the second class fills the slots", waits)
	}
}

// The waiting list of the simulation serves two classes as Cobham says: 200
// independent runs of about 3,000 referrals each to 5 slots at a load of 4,
// 30% of them in the first class. The mean wait of a run has a spread of its
// own, so that the two means are judged at 4.5 standard errors over runs: a
// false alarm in 75,000. Faults that it was seen to find: both classes joining
// as class 0; the last class called first.
func TestPriorityInSimulation(t *testing.T) {
	const runs, first, second = 200, 1.2, 2.8
	want := estimate.PriorityWaits(5, 1, first, second)
	var sum, squares [2]float64
	for run := range uint32(runs) {
		for k, w := range priorityRun(run, first, second) {
			sum[k] += w
			squares[k] += w * w
		}
	}
	for k := range sum {
		mean := sum[k] / runs
		se := math.Sqrt((squares[k]/runs - mean*mean) / (runs - 1))
		if math.Abs(mean-want[k]) > 4.5*se || se > 0.05*want[k] {
			t.Errorf("class %d waits for %.4f, want %.4f, standard error %.4f", k, mean, want[k], se)
		}
	}
}

// priorityRun is the mean wait of each class in 750 units of mean stay, after
// 50 in which the queue fills.
func priorityRun(run uint32, first, second float64) (means [2]float64) {
	const arrival, departure = 0, 1
	const unit, warm, last = sim.Day, 50 * sim.Day, 800 * sim.Day
	draws := sim.NewDraws(404, run)
	exponential := func(decision sim.Decision, n uint32, mean float64) sim.Time {
		return sim.Time(math.Round(float64(unit) * mean * sim.Exponential(draws.Uniform(sim.Design, 0, decision, n))))
	}
	var calendar sim.Calendar
	var places sim.Resource
	calendar.Reset(0, last, 4000)
	places.Reset(5, 0)
	var came []sim.Time
	var class []int
	var sum, n [2]float64
	begin := func(who uint32, at sim.Time) {
		if k := class[who]; came[who] >= warm {
			sum[k] += float64(at-came[who]) / float64(unit)
			n[k]++
		}
		calendar.Post(sim.Event{At: at + exponential(2, who, 1), Kind: departure})
	}
	calendar.Post(sim.Event{At: 0, Kind: arrival})
	for e, ok := calendar.Next(); ok; e, ok = calendar.Next() {
		if e.Kind == departure {
			places.Release(e.At)
			if places.Waiting() > 0 {
				begin(places.Admit(e.At), e.At)
			}
			continue
		}
		who := uint32(len(came))
		came = append(came, e.At)
		k := 0
		if draws.Uniform(sim.Design, 0, 1, who)*(first+second) >= first {
			k = 1
		}
		class = append(class, k)
		if next := e.At + exponential(0, who, 1/(first+second)); next < last {
			calendar.Post(sim.Event{At: next, Kind: arrival})
		}
		if places.Waiting() == 0 && places.Take(e.At) {
			begin(who, e.At)
		} else {
			places.Join(e.At, who, k)
		}
	}
	return [2]float64{sum[0] / n[0], sum[1] / n[1]}
}
