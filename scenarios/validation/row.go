package validation

import (
	"diversim/scenarios"
	"diversim/sim"
)

// Row is a published figure, and how the model is made to say the same thing.
type Row struct {
	ID         string
	Quantity   string // in words
	Source     string // key of the bibliography
	Population string // of the study, in words
	Tests      string // what a hit or a miss says of the model
	Tolerance  string // what Low and High are, and why; written before the row was scored
	Claim      bool   // to be examined, never hit or missed
	Published  float64
	Low, High  float64 // infinite where a side is open; NaN of a claim
	Horizon    string  // as written
	Quantified
	World *scenarios.Scenario
	Match *Match // nil for none
}

// Quantified is a number read off a world: a term, over another or less another, and
// less the same among other people.
type Quantified struct {
	Term
	Over, Less *Term
	Against    string // the cohort of those other people; "" for none
	Beside     *Term  // printed with it and not part of it
}

// Term is a measure of a cohort.
type Term struct {
	Measure string
	Cohort  string
	Arm     string
	Horizon sim.Time
	Clock   string   // what an event is dated by
	Entry   sim.Time // the cohort enters evenly over so long, and the horizon is that of the last
	Across  string   // which force area's value, or the mean of theirs; "" for everybody's
	LeftOut string   // a force area that Across leaves out
}

// Match moves one input of the world until a quantity is at a published level.
type Match struct {
	Input string
	Term
	Value float64
}

// Clocks.
const (
	byOffence = "offence" // an event counts by when the offence was, and is proven within six more months
	byProof   = "proof"   // proven by the horizon; offences of the first twelve months, proven within six more
)

// Ways to look across force areas.
const (
	acrossLowest  = "lowest"
	acrossHighest = "highest"
	acrossMean    = "mean"
)

// terms lists the terms of a quantity.
func (q *Quantified) terms() []Term {
	var list []Term
	q.value(func(t Term) float64 {
		list = append(list, t)
		return 0
	})
	if q.Beside != nil {
		list = append(list, *q.Beside)
	}
	return list
}

// value is the quantity, given the values of its terms.
func (q *Quantified) value(of func(Term) float64) float64 {
	among := func(cohort string) float64 {
		in := func(t Term) float64 {
			if cohort != "" {
				t.Cohort = cohort
			}
			return of(t)
		}
		switch {
		case q.Over != nil:
			return in(q.Term) / in(*q.Over)
		case q.Less != nil:
			return in(q.Term) - in(*q.Less)
		}
		return in(q.Term)
	}
	x := among("")
	if q.Against != "" {
		x -= among(q.Against)
	}
	return x
}
