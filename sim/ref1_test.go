package sim_test

import (
	"fmt"
	"math"
	"runtime"
	"testing"
)

// reference are values of REF-1 per person. For independent people (slots 0)
// they are exact: the renewal equation of a person's contacts, solved for each
// frailty and integrated over the gamma distribution by Gauss-Laguerre
// quadrature. For shared slots, offences, events and contacts are the means of
// more than 5e8 persons of another program; the diversions of the larger
// populations are the slots' turnover, all of them being taken at all times.
type reference struct {
	persons, slots, replications         int
	years                                float64
	within12, offences, events, contacts float64
	diversions                           float64
}

var references = []reference{
	{1500, independent, 200, 2, 0.14540998, 0.90698835, 1.17354140, 0.27209650, 0.27209650},
	{1500, independent, 100, 10, 0.14540998, 1.97926903, 2.76702106, 0.59378071, 0.59378071},
	{100_000, independent, 5, 2, 0.14540998, 0.90698835, 1.17354140, 0.27209650, 0.27209650},
	{1_000_000, independent, 1, 10, 0.14540998, 1.97926903, 2.76702106, 0.59378071, 0.59378071},
	{1500, 30, 400, 2, 0.14540998, 0.92208, 1.18863, 0.27662, 0.152921},
	{1500, 30, 200, 10, 0.14540998, 1.99714, 2.78487, 0.59912, 0.46934},
	{100_000, 2000, 10, 2, 0.14540998, 0.92128, 1.18785, 0.27639, 0.160000},
	{1_000_000, 20_000, 2, 2, 0.14540998, 0.92131, 1.18783, 0.27638, 0.160000},
	{1_000_000, 20_000, 1, 10, 0.14540998, 1.99513, 2.78286, 0.59853, 0.48212},
}

// moments are means and standard deviations per person, the latter from the
// spread of replications.
type moments struct{ mean, deviation float64 }

// measures are the per-person values of totals that have a reference.
func measures(t totals) []float64 {
	n := float64(t.persons)
	return []float64{
		float64(t.within12) / n, float64(t.offences) / n, float64(t.events()) / n,
		float64(t.contacts) / n, float64(t.diversions) / n,
	}
}

func estimate(m *ref1, replications int) []moments {
	var sum, squares [5]float64
	for replication := range replications {
		for i, x := range measures(m.run(3, replication)) {
			sum[i] += x
			squares[i] += x * x
		}
	}
	n := float64(replications)
	estimates := make([]moments, len(sum))
	for i := range sum {
		mean := sum[i] / n
		spread := (squares[i] - n*mean*mean) / (n - 1)
		estimates[i] = moments{mean, math.Sqrt(spread * float64(m.persons))}
	}
	return estimates
}

// Each measure must lie within 4.5 standard errors of its reference: with 45
// comparisons on a fixed seed, a false alarm has probability 3e-4. The
// standard error comes from the replications with 1,500 people: a person of a
// larger population varies as much, or less where slots are always full.
func TestREF1AgreesWithReference(t *testing.T) {
	deviations := map[string][]moments{}
	names := []string{"within12", "offences", "events", "contacts", "diversions"}
	for _, r := range references {
		if r.persons > largest {
			continue
		}
		kind := fmt.Sprintf("%v over %g years", r.slots == independent, r.years)
		got := estimate(newREF1(r.persons, r.slots, r.years), r.replications)
		if _, known := deviations[kind]; !known {
			deviations[kind] = got
		}
		n := float64(r.persons * r.replications)
		for i, want := range []float64{r.within12, r.offences, r.events, r.contacts, r.diversions} {
			err := deviations[kind][i].deviation / math.Sqrt(n)
			z := (got[i].mean - want) / err
			t.Logf("%d people, %d slots, %g years: %s %.5f, reference %.5f, z = %.2f",
				r.persons, r.slots, r.years, names[i], got[i].mean, want, z)
			if !(math.Abs(z) < 4.5) {
				t.Errorf("%d people, %d slots, %g years: %s %.5f, want %.5f (z = %.2f)",
					r.persons, r.slots, r.years, names[i], got[i].mean, want, z)
			}
		}
	}
}

// Person-time at risk has a closed form: (1 - exp(-0.155 T)) / 0.155. Over
// 600,000 people its standard error is 0.0008 years at T = 2.
func TestREF1ActiveTime(t *testing.T) {
	m := newREF1(1500, independent, 2)
	active := 0.0
	for replication := range 400 {
		active += m.run(4, replication).active.Years()
	}
	got, want := active/(400*1500), (1-math.Exp(-0.31))/0.155
	if math.Abs(got-want) > 4.5*0.0008 {
		t.Errorf("%.5f years at risk a person, want %.5f", got, want)
	}
}

// Two arms that share every draw differ far less than two that do not. The
// ratio is estimated from 200 replications, to within a fifth or so.
func TestREF1ArmsShareTheirDraws(t *testing.T) {
	const replications = 200
	with, without := newREF1(1500, 30, 2), newREF1(1500, 0, 2)
	var coupled, uncoupled [replications]float64
	for i := range replications {
		a := float64(with.run(5, i).offences)
		coupled[i] = a - float64(without.run(5, i).offences)
		uncoupled[i] = a - float64(without.run(6, i).offences)
	}
	if ratio := variance(uncoupled[:]) / variance(coupled[:]); ratio < 50 {
		t.Errorf("shared draws cut the variance of the difference %.0f times, want at least 50", ratio)
	} else {
		t.Logf("shared draws cut the variance of the difference %.0f times", ratio)
	}
}

func variance(xs []float64) float64 {
	mean, sum := 0.0, 0.0
	for _, x := range xs {
		mean += x / float64(len(xs))
	}
	for _, x := range xs {
		sum += (x - mean) * (x - mean)
	}
	return sum / float64(len(xs)-1)
}

// A repeated replication allocates its family of draws and nothing else, and
// the storage of a population stays small.
func TestREF1Storage(t *testing.T) {
	if largest < 100_000 {
		t.Skip("this build allocates to watch draws or accesses; go test ./sim -run TestREF1Storage, without -tags simdebug and -race")
	}
	m := newREF1(100_000, 2000, 10)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	m.run(1, 0)
	runtime.ReadMemStats(&after)
	if bytes := float64(after.TotalAlloc-before.TotalAlloc) / 100_000; bytes > 96 {
		t.Errorf("%.0f bytes a person, want at most 96", bytes)
	}
	small := newREF1(1500, 30, 2)
	small.run(1, 0)
	if n := testing.AllocsPerRun(5, func() { small.run(1, 0) }); n > 1 {
		t.Errorf("a repeated replication allocated %v times, want 1", n)
	}
}
