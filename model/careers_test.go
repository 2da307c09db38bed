package model

import (
	"math"
	"slices"
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// dependenceInert takes the effect of dependence on acquisitive offending away.
func dependenceInert(p *Params) { p.DependenceRatio.Harmful, p.DependenceRatio.Dependent = 1, 1 }

// TestNeutralCareers: each mechanism at its neutral value, however it is
// written, leaves every fact as it is, to the bit.
func TestNeutralCareers(t *testing.T) {
	plain := world(400, 2*sim.Year, 61, 0, scheme)
	for name, set := range map[string]func(*Params){
		"a Weibull shape of 1":       func(p *Params) { p.Offending.Kind, p.Renewal.Shape = KindWeibull, 1 },
		"a power of 0":               func(p *Params) { p.StateDependence.Form, p.StateDependence.Power = DependencePower, 0 },
		"a linear growth of 0":       func(p *Params) { p.StateDependence.Form, p.StateDependence.Linear = DependenceLinear, 0 },
		"growth over no offence":     func(p *Params) { p.StateDependence = StateDependence{Form: DependenceLinear, Linear: 5} },
		"relapse without desistance": func(p *Params) { p.Desistance.Relapse = 3 },
		"ratios of no desistance":    func(p *Params) { p.Desistance.AfterCustody, p.Desistance.CourseCompleted = 5, 5 },
		"offences without children":  func(p *Params) { p.Peers.Enabled, p.Peers.OwnShare, p.Peers.Branching = true, 1, 0 },
		"peers without influence":    func(p *Params) { p.Peers.Enabled, p.Peers.OwnShare, p.Peers.Branching = true, 0, 0 },
	} {
		l := world(400, 2*sim.Year, 61, 0, scheme, set)
		slices.SortStableFunc(l.Offences, inOrder)
		same := slices.Clone(plain.Offences)
		slices.SortStableFunc(same, inOrder)
		if !slices.Equal(l.Offences, same) || !slices.Equal(l.Spells, plain.Spells) || len(l.Costs) != len(plain.Costs) {
			t.Errorf("%s changes something", name)
		}
	}
}

// inOrder is by person and time.
func inOrder(a, b ledger.Offence) int {
	if a.Person != b.Person {
		return int(a.Person) - int(b.Person)
	}
	return int(a.At - b.At)
}

// latentCounts is how many harm offences each person commits.
func latentCounts(l *ledger.Ledger) []int {
	n := make([]int, len(l.People))
	for _, o := range l.Offences {
		if o.Type != ledger.Possession {
			n[o.Person] += int(o.Count())
		}
	}
	return n
}

// TestContagionKeepsTheOrder is proposition 2: where nothing lowers intensity
// through the system, four fifths of the intensity give nobody more offences and
// nobody an earlier one, though offences breed offences.
func TestContagionKeepsTheOrder(t *testing.T) {
	contagion := func(p *Params) {
		null(p)
		p.StateDependence.Form, p.StateDependence.Linear = DependenceLinear, 0.5
		p.Frailty.Offending = 0.5
	}
	more := world(2000, 3*sim.Year, 62, 0, contagion)
	less := world(2000, 3*sim.Year, 62, 0, contagion, func(p *Params) { p.Offending.SanctionedRate *= 0.8 })
	fewer := 0
	high, low := latent(more), latent(less)
	for i := range high {
		if len(low[i]) > len(high[i]) {
			t.Fatalf("person %d: %d offences at four fifths of the intensity, %d at the whole", i, len(low[i]), len(high[i]))
		}
		if len(low[i]) < len(high[i]) {
			fewer++
		}
		// The j-th in order of time: the marks of types differ, the order does not.
		for j := range low[i] {
			if low[i][j].At < high[i][j].At {
				t.Fatalf("person %d: offence %d comes earlier at the lower intensity", i, j)
			}
		}
	}
	if fewer == 0 {
		t.Error("nobody offends less, so that nothing is tested")
	}
}

// TestStillPeopleDoNothing: nobody offends in custody, while desisted, or in the
// never-again class, set off by others or not; and what is counted as set off
// has marks of its own.
func TestStillPeopleDoNothing(t *testing.T) {
	l := world(1500, 3*sim.Year, 63, 0, func(p *Params) {
		p.Peers.Enabled, p.Peers.Branching, p.Peers.OwnShare = true, 0.6, 0.3
		p.Court.HarmCustody, p.NeverAgain.Probability = 1, 0.3
		p.Desistance.Rate, p.Desistance.Relapse = 0.6, 0.5
	})
	changes := make([][]ledger.Change, len(l.People))
	for _, c := range l.Changes {
		changes[c.Person] = append(changes[c.Person], c)
	}
	setOff, at := 0, map[ledger.Condition]bool{}
	used := map[[3]uint32]bool{}
	for _, o := range l.Offences {
		key := [3]uint32{o.Person, uint32(o.Type), o.Ordinal}
		if used[key] {
			t.Fatalf("person %d has two offences of %s with the ordinal %d", o.Person, o.Type, o.Ordinal)
		}
		used[key] = true
		if o.Ordinal >= setOffOrdinal {
			setOff++
		}
		is := ledger.Condition(0)
		for _, c := range changes[o.Person] {
			if c.At < o.At {
				is = c.Is
			}
		}
		if is&still != 0 {
			t.Fatalf("person %d offends on day %.1f in state %b", o.Person, o.At.Days(), is)
		}
		if index := l.People[o.Person].Index; o.At < index || o.At >= l.People[o.Person].End {
			t.Fatalf("person %d offends out of follow-up", o.Person)
		}
	}
	for _, c := range l.Changes {
		at[c.Is&still] = true
	}
	if setOff == 0 || !at[ledger.NeverAgain] || !at[ledger.Desisted] || !at[ledger.InCustody] {
		t.Errorf("%d offences set off, states %v: something does not happen", setOff, at)
	}
}

// TestClusters: with a share p of children each cluster has 1/(1−p) offences in
// the mean, wherever the network sends them. Nobody differs, and follow-up is
// long beside the lags: 4,000 people over ten years. Children that fall before an
// index contact or after the end are lost: less than a twentieth; 4.5 standard
// errors of about 0.005 more.
func TestClusters(t *testing.T) {
	for _, own := range []evidence.Probability{0, 0.5, 1} {
		l := world(4000, 10*sim.Year, 64, 0, null, dependenceInert, func(p *Params) {
			p.Frailty.Offending = 0
			p.Peers.Enabled, p.Peers.Branching = true, 0.4
			p.Peers.Decay, p.Peers.OwnShare = 50, own
		})
		harm, setOff := 0, 0
		for _, o := range l.Offences {
			if o.Type == ledger.Possession {
				continue
			}
			harm++
			if o.Ordinal >= setOffOrdinal {
				setOff++
			}
		}
		got := float64(harm) / float64(harm-setOff)
		if want := 1 / (1 - 0.4); got > want+0.0225 || got < want*0.95 {
			t.Errorf("own share %v: %.3f offences a cluster, want %.3f", own, got, want)
		}
	}
}

// TestBatches: the mean of a batch is 1/(1−p); 4.5 standard errors.
func TestBatches(t *testing.T) {
	const p = 0.3
	l := world(2000, 3*sim.Year, 65, 0, func(q *Params) { q.Batch.Another = p })
	single := world(2000, 3*sim.Year, 65, 0)
	sameLatent(t, "batches", single, l)
	sum, n := 0.0, 0.0
	for _, o := range l.Offences {
		if o.Type == ledger.Possession {
			if o.Count() != 1 {
				t.Fatal("a possession contact is a batch")
			}
			continue
		}
		sum += float64(o.Count())
		n++
	}
	if got, se := sum/n, math.Sqrt(p/n)/(1-p); math.Abs(got-1/(1-p)) > 4.5*se {
		t.Errorf("%.4f offences an event, want %.4f, standard error %.4f", got, 1/(1-p), se)
	}
}

// TestRenewal: gaps have the mean of the base rate whatever their shape, and
// counts spread more below a shape of 1 and less above. Nobody differs; 500
// people over 20 years commit some 57,000 offences at a constant rate, so that
// a mean has a standard error of about 0.6% at the widest; what is cut off at the
// ends is of the order of 0.5%. Bound: 3%.
func TestRenewal(t *testing.T) {
	for _, shape := range []evidence.Number{0.7, 3} {
		set := func(p *Params) {
			null(p)
			dependenceInert(p)
			p.Frailty.Offending = 0
		}
		plain := latentCounts(world(500, 20*sim.Year, 66, 0, set))
		renewed := latentCounts(world(500, 20*sim.Year, 66, 0, set, func(p *Params) {
			p.Offending.Kind, p.Renewal.Shape = KindWeibull, shape
		}))
		a, constantSpread := moments(plain)
		b, renewedSpread := moments(renewed)
		if math.Abs(b/a-1) > 0.03 {
			t.Errorf("shape %v: %.1f offences a person, %.1f at a constant rate", shape, b, a)
		}
		if (renewedSpread > constantSpread) != (shape < 1) {
			t.Errorf("shape %v: variance %.1f, %.1f at a constant rate", shape, renewedSpread, constantSpread)
		}
	}
}

// moments are the mean and the variance of counts.
func moments(counts []int) (mean, variance float64) {
	n, squares := float64(len(counts)), 0.0
	for _, c := range counts {
		mean += float64(c) / n
		squares += float64(c) * float64(c) / n
	}
	return mean, squares - mean*mean
}

// TestTypeFrailtyAndDependence: rates of a type lean by person, with mean 1
// over the cohort, and acquisitive offending by dependence alone. 20,000 people;
// 4.5 standard errors.
func TestTypeFrailtyAndDependence(t *testing.T) {
	const n = 20_000
	p, _ := New()
	p.TypeFrailty.Variance = 0.5
	s := settle(p, Config{People: n, Horizon: sim.Year}, nil, nil)
	d := sim.NewDraws(67, 0)
	traits := make([]ledger.Traits, n)
	for i := range traits {
		traits[i] = s.nature(d, uint32(i)).Traits
	}
	for k := range ledger.OffenceTypes {
		sum, squares := 0.0, 0.0
		for i := range uint32(n) {
			x := s.leaning(d, i, ledger.OffenceType(k), traits[i])
			sum += x / n
			squares += x * x / n
		}
		if se := math.Sqrt((squares - sum*sum) / n); math.Abs(sum-1) > 4.5*se || se == 0 {
			t.Errorf("%s: mean leaning %.4f, standard error %.4f", ledger.OffenceType(k), sum, se)
		}
	}
	if got := s.acquisitive[ledger.Dependent] / s.acquisitive[ledger.NotDependent]; math.Abs(got-2.5) > 1e-12 {
		t.Errorf("dependent people offend %v times as much, want 2.5", got)
	}
	dependenceInert(p)
	if s := settle(p, Config{People: n, Horizon: sim.Year}, nil, nil); s.acquisitive != [ledger.Dependences]float64{1, 1, 1} {
		t.Errorf("without an effect the ratios are %v", s.acquisitive)
	}
}

// TestDesistanceRatios: a higher rate of desisting after custody acts on those
// who were released and on nobody else, and draws no other threshold.
func TestDesistanceRatios(t *testing.T) {
	inside := func(p *Params) {
		p.Court.HarmCustody, p.Desistance.Rate, p.Desistance.Relapse = 1, 0.3, 0.5
	}
	plain := world(600, 3*sim.Year, 68, 0, inside)
	ratio := world(600, 3*sim.Year, 68, 0, inside, func(p *Params) { p.Desistance.AfterCustody = 20 })
	released := make([]sim.Time, len(plain.People))
	for i := range released {
		released[i] = sim.Never
	}
	for _, s := range plain.Stays {
		released[s.Person] = min(released[s.Person], s.To)
	}
	firstGaveUp := func(l *ledger.Ledger) []sim.Time {
		first := make([]sim.Time, len(l.People))
		for i := range first {
			first[i] = sim.Never
		}
		for _, c := range l.Changes {
			if c.Is&ledger.Desisted != 0 {
				first[c.Person] = min(first[c.Person], c.At)
			}
		}
		return first
	}
	a, b := firstGaveUp(plain), firstGaveUp(ratio)
	sooner := 0
	for i := range a {
		switch {
		case a[i] <= released[i] && b[i] != a[i]:
			t.Fatalf("person %d gives up at another time, before any release", i)
		case b[i] > a[i]:
			t.Fatalf("person %d gives up later at the higher rate", i)
		case b[i] < a[i]:
			sooner++
		}
	}
	if sooner == 0 {
		t.Error("nobody gives up sooner, so that nothing is tested")
	}
}

// TestPrevented: what custody prevents is the person's own base rate of harm
// times the days inside within follow-up, death before release included. Nobody
// is in treatment, which bears on rates of its own.
func TestPrevented(t *testing.T) {
	p, _ := New()
	s := settle(p, Config{People: 10, Horizon: sim.Year}, nil, nil)
	harm := 0.0
	for k := ledger.Acquisitive; int(k) < ledger.OffenceTypes; k++ {
		harm += s.rate[k]
	}
	l := world(800, 2*sim.Year, 69, 0, dependenceInert, func(p *Params) {
		p.Court.HarmCustody, p.Court.HarmWeeks, p.Treatment.Enabled = 1, 100, false
	})
	if len(l.Stays) == 0 {
		t.Fatal("nobody goes to custody")
	}
	died := 0
	for _, c := range l.Stays {
		if c.To == l.People[c.Person].Died {
			died++
		}
		person := l.People[c.Person]
		want := person.Frailty * harm * max(0, min(c.To, person.End)-c.From).Years()
		if math.Abs(c.Prevented-want) > 1e-9*max(1, want) {
			t.Fatalf("person %d: %v offences prevented, want %v", c.Person, c.Prevented, want)
		}
	}
	if died == 0 {
		t.Error("nobody dies in custody")
	}
}

// TestCareersContradict: what means nothing is refused.
func TestCareersContradict(t *testing.T) {
	for key, set := range map[string]func(*Params){
		"peers.branching":       func(p *Params) { p.Peers.Enabled, p.Peers.Branching = true, 1 },
		"peers.degree":          func(p *Params) { p.Peers.Degree = 2.5 },
		"offending.age_peak":    func(p *Params) { p.Offending.Kind, p.AgeCurve.Peak = KindAgeCurve, 9 },
		"offending.kind":        func(p *Params) { p.Offending.Kind, p.Index.Mode = KindWeibull, ModeStream },
		"frailty.type_variance": func(p *Params) { p.TypeFrailty.Variance, p.Index.Mode = 1, ModeWindow },
	} {
		p, _ := New()
		if found := p.Contradictions(""); len(found) > 0 {
			t.Fatalf("the base case contradicts itself: %v", found)
		}
		set(p)
		found := p.Contradictions("")
		if len(found) != 1 || found[0].Keys[0] != key {
			t.Errorf("wanted a complaint about %s, got %v", key, found)
		}
	}
}
