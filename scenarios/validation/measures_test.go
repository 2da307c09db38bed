package validation

import (
	"math"
	"testing"

	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/scenarios/study"
	"diversim/sim"
)

// months is a time of whole months of a twelfth of a year.
func months(n int) sim.Time { return sim.Time(n) * sim.Year / 12 }

// visited is two years of four people: the first has an offence in month 3, proven in
// month 9, and one in month 13, proven in month 14; the second one in month 11, proven in
// month 19; the third and the fourth none, and the fourth leaves treatment in month 6 as
// planned and offends in month 8, unrecorded.
func visited() *study.Visited {
	l := &ledger.Ledger{Horizon: 2 * sim.Year}
	for range 4 {
		l.People = append(l.People, ledger.Person{Index: months(5), End: months(5) + 2*sim.Year, Died: sim.Never})
	}
	offence := func(person uint32, at, proven sim.Time, d ledger.Disposal) {
		o := ledger.Offence{Person: person, Type: ledger.Violent, Disposal: d, At: months(5) + at, SanctionedAt: sim.Never, ProvenAt: sim.Never, BaselineProven: sim.Never}
		if proven != sim.Never {
			o.SanctionedAt, o.ProvenAt = months(5)+proven, months(5)+proven
		}
		l.Offences = append(l.Offences, o)
	}
	offence(0, months(3), months(9), ledger.Charge)
	offence(0, months(13), months(14), ledger.Charge)
	offence(1, months(11), months(19), ledger.Charge)
	offence(3, months(8), sim.Never, ledger.Unrecorded)
	l.Episodes = []ledger.Episode{
		{Person: 3, Exit: ledger.LeftAsPlanned, StartedAt: months(6), EndedAt: months(11)},
		{Person: 2, Exit: ledger.LeftEarly, StartedAt: months(6), EndedAt: months(5) + months(20)},
	}
	p := &outcome.People{}
	p.Read(l)
	p.Diverted[1] = true
	return &study.Visited{Observed: study.Observed{Ledger: l, People: p}}
}

// What a term adds up to, by hand.
func TestTermsByHand(t *testing.T) {
	v := visited()
	for what, c := range map[string]struct {
		term Term
		want sum
	}{
		"any proven in a year, by the official rule":    {Term{Measure: "reoffending_proven", Horizon: months(12)}, sum{1, 4}},
		"the same in 18 months, with six more to prove": {Term{Measure: "reoffending_proven", Horizon: months(18)}, sum{2, 4}},
		"their number":                                    {Term{Measure: "reoffences_proven", Horizon: months(18)}, sum{3, 4}},
		"sanctioned whenever that came":                   {Term{Measure: "reoffending_sanctioned", Horizon: months(12)}, sum{2, 4}},
		"nobody had, latent":                              {Term{Measure: "non_reoffending_latent", Horizon: months(12)}, sum{1, 4}},
		"what nobody recorded":                            {Term{Measure: "reoffending_recorded", Horizon: months(12)}, sum{2, 4}},
		"an offence at the horizon is after it":           {Term{Measure: "reoffending_latent", Horizon: months(3)}, sum{0, 4}},
		"not yet proven by the eighth month":              {Term{Measure: "reoffending_proven", Horizon: months(8), Clock: byProof}, sum{0, 4}},
		"proven by the ninth":                             {Term{Measure: "reoffending_proven", Horizon: months(9), Clock: byProof}, sum{1, 4}},
		"offences of the first year alone, and 18 months": {Term{Measure: "reoffences_proven", Horizon: months(20), Clock: byProof}, sum{1, 4}},
		"the first of four has been there longest":        {Term{Measure: "reoffending_proven", Horizon: months(8), Entry: months(2), Clock: byProof}, sum{1, 4}},
		"but not much longer than the last":               {Term{Measure: "reoffending_proven", Horizon: months(8), Entry: months(1), Clock: byProof}, sum{0, 4}},
		"of those diverted":                               {Term{Measure: "reoffending_latent", Horizon: months(12), Cohort: "diverted"}, sum{1, 1}},
		"of those not diverted":                           {Term{Measure: "reoffending_latent", Horizon: months(12), Cohort: "not-diverted"}, sum{2, 3}},
		"from the end of treatment":                       {Term{Measure: "reoffending_latent", Horizon: months(3), Cohort: "treatment-completers"}, sum{1, 1}},
		"and not before it":                               {Term{Measure: "reoffending_latent", Horizon: months(2), Cohort: "treatment-completers"}, sum{0, 1}},
		"follow-up too short after treatment":             {Term{Measure: "reoffending_latent", Horizon: months(6), Cohort: "treatment-drop-outs"}, sum{0, 0}},
		"an outcome measure":                              {Term{Measure: "reoffending_12m_latent", Horizon: months(12), Cohort: "not-diverted"}, sum{2, 3}},
		"in a force without a scheme":                     {Term{Measure: "reoffending_latent", Horizon: months(12), Cohort: "control-force"}, sum{3, 4}},
		"and with one":                                    {Term{Measure: "reoffending_latent", Horizon: months(12), Cohort: "diversion-force"}, sum{0, 0}},
	} {
		if c.term.Cohort == "" {
			c.term.Cohort = "everyone"
		}
		if got := c.term.in(v); math.Abs(got.total-c.want.total) > 1e-9 || got.people != c.want.people {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
}

// Places are reduced to everybody's value, to an extreme, or to the mean of theirs.
func TestAcross(t *testing.T) {
	areas := []place{{"Kent", sum{1, 10}}, {"Essex", sum{30, 100}}, {"Surrey", sum{0, 0}}, {"Sussex", sum{9, 10}}}
	for across, want := range map[string]float64{"": 40.0 / 120, acrossLowest: 0.1, acrossHighest: 0.3, acrossMean: 0.2} {
		term := Term{Across: across, LeftOut: "Sussex"}
		if got := term.across(areas); math.Abs(got-want) > 1e-12 {
			t.Errorf("across %q: %v, want %v", across, got, want)
		}
	}
	if got := (&Term{Across: acrossLowest}).across(nil); !math.IsNaN(got) {
		t.Errorf("the lowest of no place: %v", got)
	}
}

// A quantity is a term over another or less another, and less the same in other people.
func TestQuantities(t *testing.T) {
	values := map[string]float64{"a/everyone": 6, "b/everyone": 3, "a/diverted": 5, "b/diverted": 4}
	of := func(t Term) float64 { return values[t.Arm+"/"+t.Cohort] }
	a, b := Term{Arm: "a", Cohort: "everyone"}, Term{Arm: "b", Cohort: "everyone"}
	for what, c := range map[string]struct {
		q     Quantified
		want  float64
		terms int
	}{
		"a term":                        {Quantified{Term: a}, 6, 1},
		"over another":                  {Quantified{Term: a, Over: &b}, 2, 2},
		"less another":                  {Quantified{Term: a, Less: &b}, 3, 2},
		"less the same among others":    {Quantified{Term: a, Against: "diverted"}, 1, 2},
		"a difference, less that of":    {Quantified{Term: a, Less: &b, Against: "diverted"}, 2, 4},
		"a ratio, less that of others":  {Quantified{Term: a, Over: &b, Against: "diverted"}, 0.75, 4},
		"what stands beside is no part": {Quantified{Term: a, Beside: &b}, 6, 2},
	} {
		if got := c.q.value(of); got != c.want || len(c.q.terms()) != c.terms {
			t.Errorf("%s: %v of %d terms, want %v of %d", what, got, len(c.q.terms()), c.want, c.terms)
		}
	}
}
