package validation

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"diversim/model/outcome"
	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/estimate"
)

// Measures of a row: of events by a definition, over the row's horizon, and by the name
// of an outcome measure. forcesRunning is of places, and simulates no people.
const (
	reoffending    = "reoffending"     // share with at least one event
	nonReoffending = "non_reoffending" // share without one; the dead are among them
	reoffences     = "reoffences"      // mean number
	forcesRunning  = "forces_with_scheme"
)

// definitions are those that somebody other than a simulator could count by, and latent.
const definitions = outcome.BaselineEquivalent

// measureNames lists what a row can measure.
func measureNames() []string {
	names := []string{forcesRunning}
	for _, kind := range []string{reoffending, nonReoffending, reoffences} {
		for d := range definitions {
			names = append(names, kind+"_"+d.String())
		}
	}
	for _, m := range outcome.Measures() {
		if !strings.Contains(m.Name, outcome.BaselineEquivalent.String()) {
			names = append(names, m.Name)
		}
	}
	return names
}

// ownSpan is the months in the name of an outcome measure; 0 where it has none.
func ownSpan(measure string) (months int) {
	for _, part := range strings.Split(measure, "_") {
		if n, err := fmt.Sscanf(part, "%dm", &months); n == 1 && err == nil {
			return months
		}
	}
	return 0
}

// grows says whether a measure adds up over the follow-up, as a share does not.
func grows(measure string) bool {
	m, found := outcome.Named(measure)
	return found && m.Unit != "proportion"
}

// byEvents takes the name of a measure of events apart.
func byEvents(measure string) (kind string, d outcome.Definition, found bool) {
	for _, kind := range []string{reoffending, nonReoffending, reoffences} {
		for d := range definitions {
			if measure == kind+"_"+d.String() {
				return kind, d, true
			}
		}
	}
	return "", 0, false
}

// sum is what people add up to, and how many they are.
type sum struct{ total, people float64 }

func (s *sum) add(o sum) {
	s.total += o.total
	s.people += o.people
}

// in is a term in one area.
func (t *Term) in(v *study.Visited) sum {
	kind, d, events := byEvents(t.Measure)
	starts := startsOf(t.Cohort, v, t.needs())
	if !events {
		return t.named(v, starts)
	}
	counts := t.count(v, d, starts)
	var s sum
	for i, start := range starts {
		if start == sim.Never {
			continue
		}
		s.people++
		switch {
		case kind == reoffences:
			s.total += float64(counts[i])
		case (counts[i] > 0) == (kind == reoffending):
			s.total++
		}
	}
	return s
}

// named is a term by an outcome measure, which has clocks of its own.
func (t *Term) named(v *study.Visited, starts []sim.Time) sum {
	m, _ := outcome.Named(t.Measure)
	in := make([]bool, len(starts))
	var s sum
	for i, start := range starts {
		if in[i] = start != sim.Never; in[i] {
			s.people++
		}
	}
	if s.people > 0 {
		s.total = m.Of(v.People, in) * s.people
	}
	return s
}

// count is how many events each person has. Of n people who enter one after another,
// the k-th has been there for the horizon and (k−½)/n of the time before the last.
func (t *Term) count(v *study.Visited, d outcome.Definition, starts []sim.Time) []uint32 {
	ends := make([]sim.Time, len(starts))
	n, k := 0, 0
	for _, start := range starts {
		if start != sim.Never {
			n++
		}
	}
	for i, start := range starts {
		if start != sim.Never {
			ends[i] = t.Horizon + t.Entry*sim.Time(2*n-2*k-1)/sim.Time(2*n)
			k++
		}
	}
	counts := make([]uint32, len(starts))
	for k := range v.Ledger.Offences {
		o := &v.Ledger.Offences[k]
		start := starts[o.Person]
		if start == sim.Never {
			continue
		}
		from := v.Ledger.People[o.Person].Index.Plus(start)
		by, proof := ends[o.Person], ends[o.Person]+outcome.Wait
		if t.Clock == byProof {
			by, proof = min(by, outcome.Window), min(by, outcome.Window+outcome.Wait)
		}
		if o.At >= from && o.At < from.Plus(by) && d.Counts(o, from.Plus(proof)) {
			counts[o.Person] += o.Count()
		}
	}
	return counts
}

// needs is for how long the term must see people.
func (t *Term) needs() sim.Time {
	span := t.Horizon + t.Entry
	if t.Clock == byProof {
		span = min(span, outcome.Window)
	}
	return span
}

// place is what a term adds up to in one area.
type place struct {
	force string
	sum
}

// across reduces the areas to one value. One with nobody in it says nothing.
func (t *Term) across(areas []place) float64 {
	var whole sum
	var values []float64
	for _, p := range areas {
		whole.add(p.sum)
		if p.people > 0 && p.force != t.LeftOut {
			values = append(values, p.total/p.people)
		}
	}
	switch {
	case t.Across == "":
		return whole.total / whole.people
	case len(values) == 0:
		return math.NaN()
	case t.Across == acrossLowest:
		return slices.Min(values)
	case t.Across == acrossHighest:
		return slices.Max(values)
	}
	return estimate.Mean(values)
}
